/** What residents tell, over HTTP: as JSON by a script, as a plain form without one. Nothing of who calls is kept. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { addressGroup, misfitOf, ok, refuse, type Instant, type Result } from '#base'
import {
  bearingOf,
  coarse,
  drawnByChance as drawnPattern,
  exact,
  hearings,
  longestContact,
  longestText,
  mostPhotoBytes,
  onlyPicture,
  plainText,
  timeOf,
  whatsOf,
  type Place,
  type ReportKind,
  type TellKind,
  type What,
} from '#reports'
import { addressOf } from '../limits.http.ts'
import { drawnByChance } from '../resident-reports-chance.node.ts'
import { openCrowds } from '../resident-reports-devices.ts'
import {
  bodyOf,
  fieldsOf,
  formTypes,
  isForm,
  languageOf,
  problemIn,
  seeOther,
} from '../resident-reports-form.http.ts'
import type { ResidentReportDesk, TellAnswer } from '../resident-reports.ts'
import type { Routes } from '../route.http.ts'
import { areaText, instant } from '../schemas.ts'
import type { System } from '../system.ts'

const photoTypes = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/heic',
  'image/heif',
  'application/octet-stream',
]
/** Of a form's fields, beside its photo. */
const mostFieldBytes = 16 * 1024

const drawn = z.string().regex(drawnPattern)
const common = {
  id: drawn
    .optional()
    .describe('Drawn by chance by whoever tells: sent twice it is one, and by it it can be taken back'),
  device: drawn
    .optional()
    .describe('Drawn by chance once a day, so that one device counts once; it is kept as a salted digest'),
  seenAt: instant
    .optional()
    .describe('When it was, where that is not now: what was written offline comes late'),
  area: areaText.optional(),
  lon: z.number().min(-180).max(180).optional(),
  lat: z.number().min(-90).max(90).optional(),
}
const precise = z
  .enum(['yes', 'no'])
  .optional()
  .describe('`yes`: the place is kept as exactly as it was sent')
const text = z
  .string()
  .max(longestText)
  .optional()
  .describe('Numbers and addresses of people are taken out of it')
const degrees = z.number().min(0).max(360)

export const tellBodies = {
  siren: z.strictObject({ ...common, hears: z.enum(hearings) }),
  sighting: z.strictObject({
    ...common,
    ...{ what: z.enum(whatsOf.sighting), text },
    bearingDegrees: degrees.optional().describe('From true north, clockwise: where it was seen from there'),
    bearingAccuracyDegrees: z.number().min(0).max(360).optional().describe('One standard deviation'),
    headingDegrees: degrees.optional().describe('Where it went'),
  }),
  damage: z.strictObject({ ...common, what: z.enum(whatsOf.damage), text, precise }),
  help: z.strictObject({
    ...common,
    ...{ what: z.enum(whatsOf.help), text, precise },
    contact: z
      .string()
      .max(longestContact)
      .optional()
      .describe('How to reach you: read by officers alone, and erased after three days'),
  }),
} as const
type TellBody = z.output<(typeof tellBodies)[TellKind]>

const answer = z.object({
  id: z.string().describe('By which it can be taken back'),
  state: z
    .enum(['taken', 'joined', 'repeated', 'overtaken'])
    .describe(
      '`joined`: others told the same · `repeated`: it was here already · `overtaken`: a later answer of this device counts',
    ),
  late: z.enum(['in-time', 'late']),
  shortened: z
    .enum(['yes', 'no'])
    .describe('Whether numbers or addresses of people were taken out of the text'),
})
type Answered = z.input<typeof answer>

export function tellRoutes(routes: Routes, system: System, desk: ResidentReportDesk): void {
  const { areas, clock } = system
  const crowds = openCrowds()

  const placeOf = ({ area, lon, lat }: TellBody, wanted: 'exact' | 'coarse'): Result<Place> => {
    const point = lon === undefined || lat === undefined ? undefined : { lon, lat }
    if (area === undefined && point === undefined) return refuse('reports/nowhere', { at: 'area' })
    const at = point === undefined ? null : wanted === 'exact' ? exact(point) : coarse(point)
    const precision = at === null ? 'area' : wanted
    const located = at === null ? undefined : areas.locator().locate(at)[0]
    if (located !== undefined) return ok({ area: located, at, precision })
    if (area === undefined) return refuse('reports/elsewhere', { at: 'lon' })
    if (areas.hierarchy().get(area as AreaCode) !== undefined)
      return ok({ area: area as AreaCode, at, precision })
    const named = areas.resolve([area])
    if (!named.ok) return named
    const [only] = named.value
    if (only === undefined || named.value.length > 1)
      return refuse('server/invalid-request', { at: 'area', why: 'it names more than one area' })
    return ok({ area: only, at, precision })
  }

  const take = async (kind: TellKind, body: TellBody, request: FastifyRequest): Promise<Result<Answered>> => {
    if ((body.lon === undefined) !== (body.lat === undefined))
      return refuse('server/invalid-request', { at: 'lon', why: 'one of lon and lat is missing' })
    const time = timeOf(body.seenAt as Instant | undefined, kind, clock.now())
    if (!time.ok) return time
    const place = placeOf(body, 'precise' in body && body.precise === 'yes' ? 'exact' : 'coarse')
    if (!place.ok) return place
    const id = body.id ?? drawnByChance()
    const teller = { id, device: body.device }
    const taken: Result<TellAnswer> =
      'hears' in body
        ? await desk.hear(
            {
              ...{
                area: place.value.area!,
                at: place.value.at,
                hears: body.hears,
                seenAt: time.value.seenAt,
              },
              crowd: crowds.of(addressGroup(addressOf(request)), clock.now()),
            },
            time.value.late,
            teller,
          )
        : await desk.tell(
            {
              ...time.value,
              ...{ kind: kind as ReportKind, what: body.what as What, place: place.value },
              text: plainText(body.text ?? ''),
              bearing:
                'bearingDegrees' in body ? bearingOf(body.bearingDegrees, body.bearingAccuracyDegrees) : null,
              headingDegrees: 'headingDegrees' in body ? (body.headingDegrees ?? 0) % 360 : null,
            },
            teller,
            'contact' in body ? body.contact : undefined,
          )
    return taken.ok ? ok({ id, ...taken.value }) : taken
  }

  const summaries: { readonly [kind in TellKind]: string } = {
    siren: 'Says that one hears the sirens, or that one hears none; the latest answer of a device counts',
    sighting: 'Tells what one saw or heard',
    damage: 'Tells what is damaged',
    help: 'Asks for help; no promise that anybody comes: in danger of life one calls the emergency number',
  }
  const open = { method: 'POST', action: 'public', tag: 'public', needs: 'the-writer' } as const
  for (const kind of ['siren', 'sighting', 'damage', 'help'] as const) {
    routes.add(
      {
        ...{
          ...open,
          url: `/v1/tell/${kind}`,
          summary: summaries[kind],
          body: tellBodies[kind] as z.ZodType<TellBody>,
        },
        ...{ answer, status: 201, bodyLimit: 8 * 1024, mostAtOnce: 2_000 },
      },
      ({ body, request }) => take(kind, body, request),
    )
    const hasPhoto = kind === 'sighting' || kind === 'damage'
    routes.add(
      {
        ...{
          ...open,
          url: `/tell/${kind}`,
          summary: `${summaries[kind]}: as a form, for pages without a script`,
        },
        ...{ answer: 'text/html', status: 303, takes: formTypes, mostAtOnce: hasPhoto ? 16 : 500 },
        bodyLimit: mostFieldBytes + (hasPhoto ? mostPhotoBytes : 0),
      },
      async ({ request, reply }) => {
        const form = fieldsOf(request)
        // Who sends something else than a form is a program, and reads no page.
        if (!isForm(request)) return form
        const back = (said: { readonly [name: string]: string }) =>
          seeOther(reply, `/tell?${new URLSearchParams({ kind, ...languageOf(request), ...said })}`)
        if (!form.ok) return back(problemIn(form.problem))
        const read = tellBodies[kind].safeParse(bodyOf(form.value.fields))
        if (!read.success) {
          const { at, why } = misfitOf(read.error.issues)
          return back(problemIn(refuse('server/invalid-request', { at: at || 'body', why }).problem))
        }
        const taken = await take(kind, read.data, request)
        if (!taken.ok) return back(problemIn(taken.problem))
        const { id, state } = taken.value
        const { photo } = form.value
        const kept = photo === undefined || !hasPhoto ? undefined : await addPhoto(id, photo)
        return back({ told: state, id, ...(kept?.ok === false ? { photo: kept.problem.code } : {}) })
      },
    )
  }

  const addPhoto = async (id: string, bytes: Uint8Array) => {
    const picture = onlyPicture(bytes)
    return picture.ok ? desk.addPhoto(id, picture.value) : picture
  }
  routes.add(
    {
      ...{ ...open, method: 'PUT', url: '/v1/tell/photo', takes: photoTypes, mostAtOnce: 8 },
      summary:
        'A photo to what was told, after it: the picture alone is kept; where, when and with what it was taken is not',
      headers: z.looseObject({ 'tocsin-telling': drawn.describe('The id of what was told') }),
      bodyLimit: mostPhotoBytes + 1,
      answer: z.object({ widthPixels: z.int(), heightPixels: z.int() }),
    },
    async ({ request }) => {
      const { body } = request
      if (!(body instanceof Uint8Array)) return refuse('reports/photo-kind')
      const kept = await addPhoto(String(request.headers['tocsin-telling']), body)
      if (!kept.ok) return kept
      const { widthPixels, heightPixels } = kept.value
      return ok({ widthPixels, heightPixels })
    },
  )
  routes.add(
    {
      ...{
        ...open,
        url: '/v1/tell/take-back',
        summary: 'Takes back what one told',
        bodyLimit: 1_024,
        status: 204,
      },
      ...{ body: z.strictObject({ id: drawn }), answer: z.object({}) },
    },
    ({ body }) => desk.takeBack(body.id),
  )
  routes.add(
    {
      ...{ ...open, url: '/tell/take-back', answer: 'text/html', status: 303, bodyLimit: 1_024 },
      ...{ summary: 'Takes back what one told: as a form', takes: formTypes },
    },
    async ({ request, reply }) => {
      const form = fieldsOf(request)
      if (!isForm(request)) return form
      const done = form.ok ? await desk.takeBack(form.value.fields['id'] ?? '') : form
      const said = done.ok ? { told: 'taken-back' } : problemIn(done.problem)
      return seeOther(reply, `/tell?${new URLSearchParams({ ...languageOf(request), ...said })}`)
    },
  )
}
