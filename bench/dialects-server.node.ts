/**
 * The dialects as the product serves them, on a country of 1,525 districts of which 1,500 are under alert, and beside them a file
 * of the same size by the same HTTP server. Told by messages to issue and to end.
 */
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { recordingLog, type AlertId, type PersonId } from '#base'
import { dialects, type DialectRoute } from '#dialects'
import type { Area, AreaCode } from '#areas'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { systemClock } from '../src/base/clock.node.ts'
import { parseAuthority } from '../src/server/authority.ts'
import { closedDialectPorts } from '../src/server/dialect-ports.ts'
import { openDialectDesk } from '../src/server/dialect-desk.ts'
import { openDialectDoor } from '../src/server/dialect-door.http.ts'
import { openInMemory } from '../src/server/in-memory.ts'
import { memoryLimiter } from '../src/server/limiter.node.ts'

export type ToServer = { readonly say: 'issue' | 'end' | 'all' | 'none' }
export type FromServer =
  | { readonly say: 'listening'; readonly port: number; readonly lists: readonly List[] }
  | { readonly say: 'done'; readonly atNanoseconds: string }

export interface List {
  readonly dialect: string
  readonly path: string
  /** Of the answer while everything is under alert. */
  readonly bytes: number
  readonly buildMilliseconds: number
}

/** In each region one is left quiet, so that 1,500 are said by name. */
const [regions, districts] = [25, 1_525]
const one = 'district-7' as AreaCode
const root = join(import.meta.dirname, '..')
const parsed = parseAuthority(JSON.parse(readFileSync(join(root, 'packs/lipetsk/authority.json'), 'utf8')))
if (!parsed.ok) throw new Error(parsed.problem.code)
const areas: readonly Area[] = country()
const system = await openInMemory({
  authority: { ...parsed.value, areas: ['XX' as AreaCode] },
  ...{ areas, clock: systemClock(), log: recordingLog(), mode: 'live', channels: () => [] },
})
const desk = openDialectDesk(system, {
  ...{ dialects, ports: closedDialectPorts, publicUrl: () => 'http://localhost' },
  baseUrl: (id) => `http://localhost/dialects/${id}`,
})
const door = openDialectDoor(system, {
  ...{ desk, limiter: memoryLimiter(), rates: { ratePublic: 0, rateKey: 100, rateSignIn: 5 } },
  settings: { dialectHosts: [], dialectRates: [], dialectKeys: 'none', proxies: [] },
  ...{ keyUsed() {}, publicBy: () => 'http' },
})

let order = 0
async function issue(codes: readonly AreaCode[]): Promise<void> {
  const alert = `bench-${(order += 1)}` as AlertId
  const [threat, ladder, level] = ['drone' as ThreatId, 'lipetsk' as LadderId, 'red' as LevelId]
  const [ann, bo] = ['ann' as PersonId, 'bo' as PersonId]
  const done = async (answer: ReturnType<typeof system.desk.order>) => {
    const it = await answer
    if (!it.ok) throw new Error(JSON.stringify(it.problem))
    return it.value.alert
  }
  const draft = { type: 'draft', alert, mode: 'live', threat, ladder, level, areas: codes } as const
  const { contentHash } = await done(system.desk.order(draft, ann))
  await done(system.desk.order({ type: 'submit', alert }, ann))
  await done(system.desk.order({ type: 'approve', alert, contentHash }, bo))
  await done(system.desk.order({ type: 'issue', alert }, ann))
}
async function endAll(): Promise<void> {
  for (const { id } of [...system.world.inForce()])
    await system.desk.order({ type: 'all-clear', alert: id }, 'ann' as PersonId)
}

/** What clients poll: the answers that need no parameter and no history. */
const listed = ({ method, path, lasts }: DialectRoute) =>
  method === 'GET' && lasts !== 'once' && !path.includes('{')
const everywhere = areas.flatMap(({ code, kind }) => (kind === 'district' ? code : [])).slice(regions)
const call = { params: {}, query: {}, headers: {}, body: new Uint8Array(), caller: undefined }
const quiet = new Map<DialectRoute, string>()
for (const { dialect, ground, picture } of desk.faces)
  for (const route of dialect.routes.filter(listed))
    quiet.set(route, textOf((await route.answer(call, picture(), ground)).body))
await issue(everywhere)
const lists: List[] = []
for (const { dialect, ground, picture } of desk.faces) {
  let longest: List | undefined
  for (const route of dialect.routes.filter(listed)) {
    // A style or a tree of regions is no list.
    if (textOf((await route.answer(call, picture(), ground)).body) === quiet.get(route)) continue
    const times: number[] = []
    let bytes = 0
    for (let i = 0; i < 15; i++) {
      const began = performance.now()
      const { body } = await route.answer(call, picture(), ground)
      times.push(performance.now() - began)
      bytes = Buffer.byteLength(body)
    }
    const made = {
      ...{ dialect: dialect.id, path: `/dialects/${dialect.id}${route.path}`, bytes },
      buildMilliseconds: times.toSorted((a, b) => a - b)[7]!,
    }
    if (longest === undefined || made.bytes > longest.bytes) longest = made
  }
  if (longest !== undefined) lists.push(longest)
}

const files = new Map(lists.map(({ dialect, bytes }) => [`/file/${dialect}`, Buffer.alloc(bytes, 'x')]))
const modified = new Date().toUTCString()
const server = createServer(
  door.before((request, response) => {
    const body = files.get(request.url ?? '')
    if (body === undefined) return void response.writeHead(404).end()
    const head = { 'content-type': 'application/json', 'content-length': body.length, etag: '"file"' }
    response
      .writeHead(200, { ...head, 'last-modified': modified, 'cache-control': 'public, max-age=1' })
      .end(body)
  }),
)
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as { port: number }
  process.send!({ say: 'listening', port, lists } satisfies FromServer)
})
process.on('message', async ({ say }: ToServer) => {
  if (say === 'all') await issue(everywhere)
  else if (say === 'issue') await issue([one])
  else await endAll()
  process.send!({ say: 'done', atNanoseconds: String(process.hrtime.bigint()) } satisfies FromServer)
})
process.on('disconnect', () => process.exit())

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString()
}

function country(): Area[] {
  const named = (kind: Area['kind'], code: string, parent: string | null, ids: number): Area => ({
    ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null, divided: 'wholly' },
    names: { en: `District of ${code}`, ru: `Район ${code}`, uk: `Район ${code}` },
    codes: { 'alerts-in-ua': String(ids), 'ukraine-alarm': String(ids), ars: String(ids).padStart(12, '0') },
  })
  const above = Array.from({ length: regions }, (_, i) => named('region', `region-${i}`, 'XX', 3_000 + i))
  return [
    named('country', 'XX', null, 9_999),
    ...above,
    ...Array.from({ length: districts }, (_, i) =>
      named('district', `district-${i}`, `region-${i % regions}`, i + 1),
    ),
  ]
}
