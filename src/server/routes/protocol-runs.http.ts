/** The lists that run, over HTTP: what is to be done, what was done and by whom, what zones are told, and closing. */
import { z } from 'zod'
import { ok, plus, refuse, sha256, type Result, type Sha256 } from '#base'
import { keptFor, onlyPicture, photoTypes } from '#reports'
import { zoneStates, type TaskKey, type ZoneKey } from '#response'
import { byCaller } from '../ordered-by.ts'
import type { ProtocolDesk, Running, RunOrder } from '../protocol-desk.ts'
import { dueOf, dueView } from '../protocol-due.ts'
import { given, runView, viewOfRun } from '../protocol-shapes.ts'
import type { KeptPhotos } from '../resident-reports-photos.ts'
import type { Call, Routes } from '../route.http.ts'
import type { System } from '../system.ts'

const words = 'protocol-words'
/** Bytes. */
const largestPhoto = 8 * 1024 * 1024
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const runId = z.string().regex(/^[a-z0-9-]{1,200}$/)

export function protocolRunRoutes(
  routes: Routes,
  system: System,
  desk: ProtocolDesk,
  photos: Pick<KeptPhotos, 'keep' | 'get' | 'forget'>,
): void {
  const { clock, world, shelf, particulars } = system
  const { book, runs } = desk
  const head = { tag: 'duty' } as const
  const around = {
    nameOf: (id: string) => particulars.of(id as never)?.name ?? null,
    newest: (id: Parameters<typeof book.get>[0]) => book.get(id)?.protocol.version ?? 1,
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocol-runs', action: 'alert.read', ...head },
      summary: 'The lists that run, those with late tasks first; closed ones on demand',
      query: z.object({
        which: z.enum(['open', 'all']).default('open'),
        alert: z.string().max(200).optional(),
      }),
      answer: z.object({ at: z.string(), runs: z.array(runView) }),
    },
    ({ query: { which, alert } }) => {
      const at = clock.now()
      const asked = (which === 'open' ? runs.open() : runs.all()).filter(
        (run) => (alert ?? run.alert) === run.alert,
      )
      const views = asked
        .toReversed()
        .slice(0, 200)
        .flatMap(({ id }) => {
          const found = desk.find(id)
          return found.ok ? viewOfRun(found.value, at, around) : []
        })
      return ok({ at, runs: views.toSorted((a, b) => b.late - a.late) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocol-runs/due', action: 'alert.read', ...head },
      ...{ summary: 'When what is to be done is due, whatever list it stands in', answer: dueView },
    },
    () => ok(dueOf(desk, clock.now())),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocol-runs/:run', action: 'alert.read', ...head },
      ...{ summary: 'One list', params: z.object({ run: runId }), answer: z.object({ run: runView }) },
    },
    async ({ params: { run } }) => {
      const found = desk.find(run)
      return found.ok ? ok({ run: await shownWhole(found.value) }) : found
    },
  )
  const shownWhole = async (running: Running) => {
    const hash = running.run.closedWhy
    const kept =
      hash === null ? undefined : ((await shelf.get(words, hash)) as { readonly text: string } | undefined)
    return viewOfRun(running, clock.now(), { ...around, why: kept?.text })
  }

  const shown = (found: Result<Running>) =>
    found.ok ? ok({ run: viewOfRun(found.value, clock.now(), around) }) : found
  type Asked = Pick<Call<unknown, { readonly run: string }, unknown>, 'params' | 'caller' | 'allowed'>
  /** Who may not act where the alert stands, or in its mode, may not tick its list either. */
  const mayIn = ({ run }: Running, { allowed }: Asked) => allowed({ areas: areasOf(run), mode: run.mode })
  const areasOf = ({ alert, about }: Running['run']) => {
    const now = world.alert(alert)
    // It is forgotten a day after its end, and its closing list goes on.
    return now.status === 'none' ? (about?.areas ?? []) : now.content.areas.map(({ code }) => code)
  }
  const ordered = async (call: Asked, order: RunOrder) => {
    const found = desk.find(call.params.run)
    if (!found.ok) return found
    const may = mayIn(found.value, call)
    return may.ok ? shown(await desk.order(call.params.run, order, byCaller(call.caller))) : may
  }
  const isShown = (photo: Sha256) =>
    runs
      .all()
      .some(({ done }) =>
        [...done.values()].some(({ given: was }) => was.how === 'photo' && was.photo === photo),
      )
  const answer = z.object({ run: runView })
  const params = z.object({ run: runId, task: key })

  routes.add(
    {
      ...{ method: 'POST', url: '/v1/protocol-runs/:run/tasks/:task/done', ...head },
      ...{ action: 'protocol.do', needs: 'the-writer', params, answer },
      summary:
        'Say that a task is done, with what it asks for; said anew it takes the earlier answer’s place',
      body: z.strictObject({ given: given.default({ how: 'tick' }) }),
    },
    (call) =>
      ordered(call, { type: 'do', done: { task: call.params.task as TaskKey, given: call.body.given } }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/protocol-runs/:run/tasks/:task/undone', ...head },
      ...{ action: 'protocol.do', needs: 'the-writer', params, answer },
      ...{ summary: 'Take back that a task is done', body: z.strictObject({}) },
    },
    (call) => ordered(call, { type: 'undo', task: call.params.task as TaskKey }),
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/protocol-runs/:run/tasks/:task/photo', ...head },
      ...{ action: 'protocol.do', needs: 'the-writer', params, answer },
      summary: 'Say by a photo that a task is done; kept is the picture and nothing that came with it',
      ...{ takes: [...photoTypes, 'application/octet-stream'], bodyLimit: largestPhoto, mostAtOnce: 4 },
    },
    async (call) => {
      const found = desk.find(call.params.run)
      if (!found.ok) return found
      const may = mayIn(found.value, call)
      if (!may.ok) return may
      const body = call.body as unknown
      if (!(body instanceof Uint8Array))
        return refuse('server/invalid-request', { at: 'body', why: 'it is no photo' })
      const picture = onlyPicture(body)
      if (!picture.ok) return picture
      // As long as what residents send of damage: of both the ledger keeps the hash.
      const kept = await photos.keep(picture.value, plus(clock.now(), keptFor.damage))
      if (!kept.ok) return kept
      const photo = kept.value.hash as Sha256
      const task = call.params.task as TaskKey
      const answered = await ordered(call, { type: 'do', done: { task, given: { how: 'photo', photo } } })
      if (!answered.ok && !isShown(photo)) await photos.forget([photo])
      return answered
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocol-runs/:run/tasks/:task/photo', action: 'alert.read', ...head },
      ...{ summary: 'The photo by which a task is done', params, answer: 'image/jpeg' },
    },
    async ({ params: { run, task }, reply }) => {
      const found = desk.find(run)
      if (!found.ok) return found
      const was = found.value.run.done.get(task as TaskKey)?.given
      const kept = was?.how === 'photo' ? await photos.get(was.photo) : undefined
      if (kept === undefined) return refuse('response/no-photo', { task })
      return reply.header('content-type', kept.type).send(Buffer.from(kept.bytes))
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/protocol-runs/:run/zones/:zone', ...head },
      ...{ action: 'alert.change', needs: 'the-writer', answer },
      summary:
        'Tell a zone to leave, to be ready, to stay inside, or that this is lifted; residents see it at once',
      ...{ params: z.object({ run: runId, zone: key }), body: z.strictObject({ to: z.enum(zoneStates) }) },
    },
    (call) =>
      ordered(call, {
        type: 'zone',
        change: { zone: call.params.zone as ZoneKey, to: call.body.to },
      }),
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/protocol-runs/:run/close', ...head },
      ...{ action: 'protocol.do', needs: 'the-writer', answer, params: z.object({ run: runId }) },
      summary: 'Close a list after its alert; with tasks still open it takes a reason',
      body: z.strictObject({ why: z.string().min(1).max(1_000).optional() }),
    },
    async (call) => {
      const { why } = call.body
      const hash = why === undefined ? null : sha256(why)
      if (hash !== null) await shelf.put(words, [{ key: hash, document: { text: why! } }])
      return ordered(call, { type: 'close', why: hash })
    },
  )
}
