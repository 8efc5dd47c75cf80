/** Protocols over HTTP: taking them in with every fault at its place, and the lists that run, with what is done in them. */
import { z } from 'zod'
import { ok, refuse, sha256, type Json, type Result } from '#base'
import { onlyPicture, photoTypes } from '#reports'
import { zoneStates, type ProtocolGround, type ProtocolId, type TaskKey, type ZoneKey } from '#response'
import { byCaller } from '../ordered-by.ts'
import type { ProtocolDesk, Running, RunOrder } from '../protocol-desk.ts'
import {
  areasOf,
  fileOf,
  given,
  protocolView,
  runView,
  viewOfProtocol,
  viewOfRun,
} from '../protocol-shapes.ts'
import type { Call, Routes } from '../route.http.ts'
import type { System } from '../system.ts'

const photos = 'protocol-photos'
const words = 'protocol-words'
/** Bytes. */
const largestPhoto = 8 * 1024 * 1024
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/)
const runId = z.string().regex(/^[a-z0-9-]{1,200}$/)
const fault = z.object({
  line: z.number().int(),
  column: z.number().int(),
  at: z.string(),
  says: z.string(),
  advice: z.string(),
})
const text = z.strictObject({
  text: z
    .string()
    .min(1)
    .max(512 * 1024)
    .describe('YAML; JSON is YAML too, as a form writes it'),
})

export function protocolRoutes(routes: Routes, system: System, desk: ProtocolDesk): void {
  const { clock, world, authority, shelf, personal } = system
  const { book, runs } = desk
  const head = { tag: 'duty' } as const
  const ground = (): ProtocolGround => ({
    languages: authority.languages,
    hasThreat: (id) => system.book.threat(id as never) !== undefined,
    hasLevel: (id) =>
      system.book
        .ladders()
        .some((ladder) =>
          ladder.levels.some((level) => id === level.id || id === `${ladder.id}/${level.id}`),
        ),
    hasAuthority: (id) => system.people.registry.authorities.has(id as never),
    hasArea: (code) => system.areas.hierarchy().get(code as never) !== undefined,
  })
  const read = async ({ text: yaml }: z.output<typeof text>) => {
    // Loaded with the first file: nothing that warns needs it.
    const { readProtocolFile } = await import('../../response/protocol/protocol-yaml.node.ts')
    return readProtocolFile(yaml, ground())
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocols', action: 'alert.read', ...head },
      summary: 'The protocols, each in its newest version',
      answer: z.object({ protocols: z.array(protocolView), languages: z.array(z.string()) }),
    },
    () => ok({ protocols: book.newest().map(viewOfProtocol), languages: [...authority.languages] }),
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocols/:id', action: 'alert.read', ...head },
      summary: 'One protocol as a form and as a file; the newest version, or the one asked for',
      params: z.object({ id: key }),
      query: z.object({ version: z.coerce.number().int().min(1).optional() }),
      answer: z.object({ protocol: protocolView, form: z.looseObject({}), yaml: z.string() }),
    },
    async ({ params: { id }, query: { version } }) => {
      const kept = book.get(id as ProtocolId, version)
      if (kept === undefined) return refuse('response/unknown-protocol', { protocol: id })
      const { protocolYaml } = await import('../../response/protocol/protocol-yaml.node.ts')
      return ok({ protocol: viewOfProtocol(kept), form: fileOf(kept), yaml: protocolYaml(kept.protocol) })
    },
  )
  routes.add(
    {
      ...{ method: 'POST', url: '/v1/protocols/check', action: 'alert.read', ...head },
      summary: 'What is wrong with a protocol, each fault with its line and column; it is not taken in',
      ...{ body: text, bodyLimit: 1024 * 1024, mostAtOnce: 4 },
      answer: z.object({ faults: z.array(fault), protocol: z.string().nullable() }),
    },
    async ({ body }) => {
      const it = await read(body)
      return 'protocol' in it
        ? ok({ faults: [], protocol: it.protocol.id })
        : ok({ faults: [...it.faults], protocol: null })
    },
  )
  routes.add(
    {
      ...{ method: 'PUT', url: '/v1/protocols/:id', action: 'texts.manage', needs: 'the-writer', ...head },
      proof: 'fresh',
      summary: 'Take a protocol in; what runs keeps the version with which it began',
      ...{ params: z.object({ id: key }), body: text, bodyLimit: 1024 * 1024, mostAtOnce: 4 },
      answer: z.object({ protocol: protocolView }),
    },
    async ({ params: { id }, body, caller, allowed }) => {
      const may = allowed({ areas: authority.areas })
      if (!may.ok) return may
      const it = await read(body)
      if ('faults' in it) {
        const [first] = it.faults
        return refuse('response/protocol-malformed', {
          ...{ at: first!.at, line: first!.line, why: first!.says, faults: it.faults as unknown as Json },
        })
      }
      if (it.protocol.id !== id) return refuse('response/other-protocol', { protocol: it.protocol.id })
      const put = await book.put(it.protocol, byCaller(caller), system)
      return put.ok ? ok({ protocol: viewOfProtocol(put.value) }) : put
    },
  )
  routes.add(
    {
      ...{ method: 'DELETE', url: '/v1/protocols/:id', action: 'texts.manage', needs: 'the-writer', ...head },
      summary: 'Let nothing start by a protocol any more; what runs goes on, and its versions stay',
      ...{ params: z.object({ id: key }), answer: z.object({ protocol: protocolView }) },
    },
    async ({ params: { id }, caller, allowed }) => {
      const may = allowed({ areas: authority.areas })
      if (!may.ok) return may
      const retired = await book.retire(id as ProtocolId, byCaller(caller), system)
      return retired.ok ? ok({ protocol: viewOfProtocol(retired.value) }) : retired
    },
  )

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
          return found.ok ? viewOfRun(found.value, at) : []
        })
      return ok({ at, runs: views.toSorted((a, b) => b.late - a.late) })
    },
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/protocol-runs/:run', action: 'alert.read', ...head },
      ...{ summary: 'One list', params: z.object({ run: runId }), answer: z.object({ run: runView }) },
    },
    ({ params: { run } }) => shown(desk.find(run)),
  )

  const shown = (found: Result<Running>) =>
    found.ok ? ok({ run: viewOfRun(found.value, clock.now()) }) : found
  type Asked = Pick<Call<unknown, { readonly run: string }, unknown>, 'params' | 'caller' | 'allowed'>
  /** Who may not act where the alert stands, or in its mode, may not tick its list either. */
  const mayIn = ({ run }: Running, { allowed }: Asked) =>
    allowed({ areas: areasOf(world.alert(run.alert)), mode: run.mode })
  const ordered = async (call: Asked, order: RunOrder) => {
    const found = desk.find(call.params.run)
    if (!found.ok) return found
    const may = mayIn(found.value, call)
    return may.ok ? shown(await desk.order(call.params.run, order, byCaller(call.caller))) : may
  }
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
      const { bytes, type } = picture.value
      const photo = sha256(bytes)
      const base64 = Buffer.from(bytes).toString('base64')
      await personal.put(photos, [{ key: photo, document: { base64, type } }])
      const task = call.params.task as TaskKey
      return ordered(call, { type: 'do', done: { task, given: { how: 'photo', photo } } })
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
      const kept =
        was?.how === 'photo'
          ? ((await personal.get(photos, was.photo)) as { base64: string; type: string } | undefined)
          : undefined
      if (kept === undefined) return refuse('response/no-photo', { task })
      return reply.header('content-type', kept.type).send(Buffer.from(kept.base64, 'base64'))
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
