/** Shelters for those who keep them: every one with what is hidden, adding, editing, statuses. */
import { z } from 'zod'
import type { AreaCode } from '#areas'
import { ok, type Result } from '#base'
import { fieldsOf, viewOfShelter, type Shelter, type ShelterFields } from '#shelters'
import { byCaller } from '../ordered-by.ts'
import type { Routes } from '../route.http.ts'
import type { ShelterDesk } from '../shelter-desk.ts'
import type { ShelterLinks } from '../shelter-links.ts'
import type { ShelterPlaces } from '../shelter-places.ts'
import { fieldsBody, shelterView, statusBody, statusView } from '../shelter-shapes.ts'
import type { System } from '../system.ts'
import { shelterParams } from './shelters.http.ts'

const keptView = shelterView.extend({
  visibility: z.enum(['public', 'hidden']),
  origin: z.object({ source: z.string(), key: z.string() }).nullable(),
  edited: z.array(z.string()).describe('Fields that were edited by hand: no import changes them'),
  areas: z.array(z.string()).describe('Those it lies in, the smallest first'),
})
const addBody = z.strictObject({
  ...z.object(fieldsBody).partial().shape,
  ...{ lon: fieldsBody.lon, lat: fieldsBody.lat },
})
const editBody = z
  .strictObject({
    ...z.object(fieldsBody).partial().shape,
    asListed: z
      .array(z.enum(Object.keys(fieldsBody) as [keyof typeof fieldsBody, ...(keyof typeof fieldsBody)[]]))
      .max(20)
      .optional()
      .describe('Fields that are as the list has them again'),
  })
  .superRefine(({ lon, lat }, context) => {
    if ((lon === undefined) === (lat === undefined)) return
    context.addIssue({ code: 'custom', path: ['lon'], message: 'one of lon and lat is missing' })
  })
type Body = z.output<typeof addBody> | z.output<typeof editBody>

export interface ShelterKeeping {
  readonly desk: ShelterDesk
  readonly places: ShelterPlaces
}

export function keptShelterView({ desk, places }: ShelterKeeping, system: System) {
  return (shelter: Shelter) => ({
    ...viewOfShelter(shelter, desk.book.status(shelter.id), system.clock.now()),
    visibility: fieldsOf(shelter).visibility,
    ...{ origin: shelter.origin, edited: Object.keys(shelter.edited), areas: [...places.of(shelter)] },
  })
}

/** Of areas, where somebody may act in some only; what lies in none of ours is everywhere’s. */
export function areasTouched(places: ShelterPlaces, shelters: readonly Shelter[]): readonly string[] {
  return [...new Set(shelters.map((shelter) => places.of(shelter)[0] ?? 'everywhere'))]
}

export function shelterKeepingRoutes(
  routes: Routes,
  system: System,
  keeping: ShelterKeeping & { readonly links: ShelterLinks },
): void {
  const { desk, places, links } = keeping
  const view = keptShelterView(keeping, system)
  type Allowed = (deed: { readonly areas: readonly string[] }) => Result<void>
  const mayTouch = async (id: string, allowed: Allowed): Promise<Result<Shelter>> => {
    const found = await desk.find(id)
    if (!found.ok) return found
    const may = allowed({ areas: areasTouched(places, [found.value]) })
    return may.ok ? found : may
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/shelters/kept', action: 'shelter.manage', tag: 'set-up' },
      sensitive: 'hidden-shelters',
      summary: 'Every shelter, hidden ones too, with where it comes from and what was edited',
      query: z.object({
        after: z.string().max(64).default('').describe('The last id of the page before'),
        limit: z.coerce.number().int().min(1).max(2_000).default(500),
      }),
      answer: z.object({ shelters: z.array(keptView), count: z.int() }),
    },
    async ({ query: { after, limit }, allowed }) => {
      await desk.book.upToDate()
      const theirs = desk.book
        .all()
        .filter((shelter) => allowed({ areas: areasTouched(places, [shelter]) }).ok)
      const page = theirs.filter(({ id }) => id > after).slice(0, limit)
      return ok({ shelters: page.map(view), count: theirs.length })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/shelters', action: 'shelter.manage', tag: 'set-up', status: 201 },
      ...{ summary: 'Add a shelter by hand', body: addBody, answer: keptView, needs: 'the-writer' },
    },
    async ({ body, caller, allowed }) => {
      const at = { lon: body.lon, lat: body.lat }
      const inside = system.areas.locator().locate(at)[0] ?? ('everywhere' as AreaCode)
      const may = allowed({ areas: [inside] })
      if (!may.ok) return may
      const added = await desk.add({ ...fieldsIn(body), at }, byCaller(caller))
      return added.ok ? ok(view(added.value)) : added
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/shelters/:id', action: 'shelter.manage', tag: 'set-up' },
      ...{ params: shelterParams, body: editBody, answer: keptView, needs: 'the-writer' },
      summary: 'Edit a shelter, hide it or show it; what is edited holds over every import',
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = await mayTouch(id, allowed)
      if (!may.ok) return may
      const asListed = (body.asListed ?? []).map((name) => (name === 'lon' || name === 'lat' ? 'at' : name))
      const edits = fieldsIn(body)
      if (edits.at !== undefined) {
        const there = allowed({ areas: [system.areas.locator().locate(edits.at)[0] ?? 'everywhere'] })
        if (!there.ok) return there
      }
      const edited = await desk.edit(id, edits, asListed, byCaller(caller))
      return edited.ok ? ok(view(edited.value)) : edited
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/shelters/:id', action: 'shelter.manage', tag: 'set-up', status: 204 },
      ...{ params: shelterParams, answer: 'text/plain', needs: 'the-writer' },
      summary: 'Remove a shelter; the next import of its list would bring it again: hide it instead',
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = await mayTouch(id, allowed)
      if (!may.ok) return may
      const removed = await desk.remove(id, byCaller(caller))
      if (removed.ok) await links.revokeAll([may.value.id])
      return removed
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/shelters/:id/status', action: 'shelter.manage', tag: 'set-up' },
      ...{ params: shelterParams, body: z.strictObject(statusBody), needs: 'the-writer' },
      ...{ summary: 'Say how a shelter is now, as its warden told', answer: statusView },
    },
    async ({ params: { id }, body, allowed }) => {
      const may = await mayTouch(id, allowed)
      if (!may.ok) return may
      const said = await desk.say(id, body, 'staff')
      return said.ok ? ok(view(may.value).status) : said
    },
  )
}

/** Only what was given. */
function fieldsIn({ lon, lat, capacity, ...body }: Body): Partial<ShelterFields> {
  const { asListed: _, ...rest } = { asListed: undefined, ...body }
  return {
    ...(Object.fromEntries(
      Object.entries(rest).filter(([, value]) => value !== undefined),
    ) as Partial<ShelterFields>),
    ...(lon === undefined || lat === undefined ? {} : { at: { lon, lat } }),
    ...(capacity === undefined ? {} : { capacity: capacity ?? 'unknown' }),
  }
}
