/**
 * Measures who among a million must be told, beside PostGIS (where it is installed) and turf on the same people.
 * Run: npm run bench:targeting (about a minute; needs the reference data in ../shared; `--people 100000` for fewer).
 */
import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import pg from 'pg'
import { boundsOf, buildHierarchy, toGeometry, type AreaCode, type LonLat, type Shape } from '#areas'
import { indexShape, openAudience, type Place, type ShapeIndex } from '#targeting'
import { importFiles } from '../src/areas/imports/import-file.node.ts'
import { startOwnPostgres } from '../test/support/postgres.node.ts'

const { values: flags } = parseArgs({
  options: { people: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '100' } },
})
const people = Number(flags.people)
const rounds = Number(flags.rounds)
const shared = new URL('../../shared/', import.meta.url)
const names = ['katotth-2025-05-16.csv.gz', 'ukraine-raions.geojson.gz', 'ukraine-hromadas.geojson.gz']
const files = names.map((name) => `areas/${name}`)
const missing = files.filter((name) => !existsSync(new URL(name, shared)))
if (missing.length > 0) {
  console.log(`not run: ../shared has no ${missing.join(', ')}`)
  process.exit(0)
}
const must = <Value>(result: { ok: true; value: Value } | { ok: false; problem: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
const load = () => loadavg()[0]!.toFixed(1)
console.log(`load average ${load()}, Node ${process.versions.node}, ${people} people`)

// The same people in every run: a linear congruential generator (Numerical Recipes).
let state = 20261123
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
const spread = () => (random() + random() + random() + random() - 2) * 1.7

const { areas } = must(
  importFiles(
    files.map((name) => ({ name, bytes: readFileSync(new URL(name, shared)) })),
    [],
  ),
)
const map = must(buildHierarchy(areas))
const hromadas = areas.filter((area) => area.kind === 'municipality' && area.shape !== undefined)
/** A few large towns, many small ones: the n-th holds in proportion to 1 / n. */
const towns = hromadas.map((area, i) => {
  const { west, south, east, north } = boundsOf(area.shape!)
  return {
    lon: (west + east) / 2,
    lat: (south + north) / 2,
    weight: 1 / (1 + ((i * 7919) % hromadas.length)),
  }
})
const sums: number[] = []
for (const { weight } of towns) sums.push((sums.at(-1) ?? 0) + weight)
const anyTown = () => {
  const wanted = random() * sums.at(-1)!
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sums[middle]! < wanted) low = middle + 1
    else high = middle
  }
  return towns[low]!
}
/** Of ten people six gave a coarse location, two a point, two an area. Columns, so that no object stands in the way. */
const kinds = new Uint8Array(people)
const lons = new Float64Array(people)
const lats = new Float64Array(people)
const chosen = new Uint32Array(people)
const hundredth = 0.01
for (let row = 0; row < people; row++) {
  const town = anyTown()
  const kind = random()
  kinds[row] = kind < 0.6 ? 0 : kind < 0.8 ? 1 : 2
  lons[row] = town.lon + spread() * 0.06
  lats[row] = town.lat + spread() * 0.04
  if (kinds[row] === 0) {
    lons[row] = Math.floor(lons[row]! * 100) / 100
    lats[row] = Math.floor(lats[row]! * 100) / 100
  }
  chosen[row] = towns.indexOf(town)
}
const placeOf = (row: number): Place => {
  const [lon, lat] = [lons[row]!, lats[row]!]
  if (kinds[row] === 0)
    return { kind: 'box', west: lon, south: lat, east: lon + hundredth, north: lat + hundredth }
  if (kinds[row] === 1) return { kind: 'point', at: { lon, lat } }
  return { kind: 'area', area: hromadas[chosen[row]!]!.code }
}
function* everybody(): Generator<readonly [number, readonly Place[]]> {
  for (let row = 0; row < people; row++) yield [row, [placeOf(row)]]
}

/** A coast of 90,000 corners around Kyiv and beyond, 450 by 300 km. */
const corners = 90_000
const drawnShape = (turn: number): Shape => {
  const ring: LonLat[] = Array.from({ length: corners }, (_, i) => {
    const angle = (i / corners) * 2 * Math.PI
    const wave = 1 + 0.15 * Math.sin(5 * angle + turn) + 0.1 * Math.sin(17 * angle) + 0.004 * random()
    return { lon: 31 + 2.25 * wave * Math.cos(angle), lat: 49.5 + 1.5 * wave * Math.sin(angle) }
  })
  return [[[...ring, ring[0]!]]]
}

interface Line {
  readonly what: string
  readonly who: string
  readonly times: readonly number[]
  readonly found: string
  /** Milliseconds of processor each, which others on the machine don't stretch. */
  readonly processor?: number
}
const lines: Line[] = []
const measure = (what: string, work: () => number, times = rounds, who = 'Tocsin') => {
  let found = 0
  for (let i = 0; i < 5 && who === 'Tocsin'; i++) found = work()
  const taken: number[] = []
  const cpu = process.cpuUsage()
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    found = work()
    taken.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(cpu)
  const processor = (user + system) / 1000 / times
  lines.push({ what, who, times: taken.sort((a, b) => a - b), found: String(found), processor })
}

const once = <Value>(what: string, work: () => Value): Value => {
  globalThis.gc?.()
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  const value = work()
  const { user, system } = process.cpuUsage(cpu)
  const wall = Math.round(performance.now() - start)
  console.log(`${what}: ${wall} ms by the clock, ${Math.round((user + system) / 1e3)} ms of processor`)
  return value
}
const audience = once('the map made ready', () => openAudience(map))
once('everybody loaded', () => audience.load(everybody()))
console.log(`memory: ${(audience.bytes / people).toFixed(1)} bytes a person`)

const region = map.get(map.ancestors(hromadas[40]!.code).find(({ kind }) => kind === 'region')!.code)!
const raion = map.get(hromadas[700]!.parent!)!
const asked: readonly [string, readonly AreaCode[]][] = [
  ['1 area', [hromadas[500]!.code]],
  [
    '7 areas',
    map
      .children(raion.code)
      .slice(0, 7)
      .map(({ code }) => code),
  ],
  ['a whole region', [region.code]],
  ['the whole country', [map.roots()[0]!.code]],
]
globalThis.gc?.()
for (const [what, codes] of asked) measure(what, () => audience.inAreas(codes).length)
let index: ShapeIndex | undefined
const shape = drawnShape(0)
measure(
  'index of a drawn shape, 90,000 corners',
  () => {
    index = must(indexShape(shape))
    return corners
  },
  20,
)
measure('the drawn shape', () => audience.inShape(index!).length)
const waits: number[] = []
for (let i = 0; i < 100_000; i++) {
  const start = performance.now()
  audience.put(Math.floor(random() * people), [placeOf(i)])
  waits.push(performance.now() - start)
}
waits.sort((a, b) => a - b)
const slowest = waits.at(-1)!.toFixed(0)
const mean = (waits.reduce((sum, wait) => sum + wait, 0) / waits.length) * 1000
console.log(`100,000 changes: ${mean.toFixed(1)} µs each, the slowest ${slowest} ms (it merged generations)`)
// The same people as before, for the comparison.
for (let row = 0; row < people; row++) audience.put(row, [placeOf(row)])
measure('the drawn shape, after 1.1 changes a person', () => audience.inShape(index!).length)

// turf: points alone, because it has no boxes beside them; a sample, and what all of them would take.
const pointRows = [...Array(people).keys()].filter((row) => kinds[row] === 1)
const sample = pointRows.slice(0, 200)
const geometry = toGeometry(shape) as unknown as Parameters<typeof booleanPointInPolygon>[1]
const ours = new Set(audience.inShape(index!))
let agreed = 0
const start = performance.now()
for (const row of sample)
  if (booleanPointInPolygon([lons[row]!, lats[row]!], geometry) === ours.has(row)) agreed++
const each = (performance.now() - start) / sample.length
console.log(
  `turf: ${each.toFixed(2)} ms a point; ${((each * people) / 1000).toFixed(0)} s for ${people} points, extrapolated from ${sample.length}; agrees on ${agreed} of ${sample.length}`,
)

await beside()

console.log(
  `\n| who must be told | engine | median ms | p99 ms | least ms | processor ms | found |\n|---|---|---|---|---|---|---|`,
)
for (const { what, who, times, found, processor } of lines) {
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(times.length * part))]!.toFixed(2)
  console.log(
    `| ${what} | ${who} | ${at(0.5)} | ${at(0.99)} | ${at(0)} | ${processor?.toFixed(2) ?? ''} | ${found} |`,
  )
}
console.log(`load average ${load()} at the end`)

/** PostGIS with its spatial index on the same machine and the same people; its own time, with the rows' numbers aggregated there. */
async function beside(): Promise<void> {
  if (!existsSync('/usr/share/postgresql/15/extension/postgis.control'))
    return console.log('PostGIS: not run, because Debian’s postgresql-15-postgis-3 is not installed')
  const postgres = await startOwnPostgres({ survives: 'nothing' })
  const client = new pg.Client(postgres.url)
  try {
    await client.connect()
    await client.query(
      `create extension postgis; set max_parallel_workers_per_gather = 0; set jit = off; set work_mem = '256MB'; set statement_timeout = '60s'`,
    )
    await client.query(
      'create table place (row_number integer, at geometry); create table area (code text, shape geometry)',
    )
    const begun = performance.now()
    for (let from = 0; from < people; from += 50_000) {
      const part = [...Array(Math.min(50_000, people - from)).keys()]
        .map((i) => from + i)
        .filter((row) => kinds[row] !== 2)
      const wide = part.map((row) => (kinds[row] === 0 ? hundredth : 0))
      await client.query(
        `insert into place select r, case when w = 0 then st_point(x, y, 4326) else st_makeenvelope(x, y, x + w, y + w, 4326) end
         from unnest($1::int[], $2::float8[], $3::float8[], $4::float8[]) as t(r, x, y, w)`,
        [part, part.map((row) => lons[row]), part.map((row) => lats[row]), wide],
      )
    }
    for (const { code, shape: ground } of areas)
      if (ground !== undefined)
        await client.query('insert into area values ($1, st_geomfromgeojson($2))', [
          code,
          JSON.stringify(toGeometry(ground)),
        ])
    await client.query(
      'create index on place using gist (at); create index on area (code); analyze place; analyze area',
    )
    const { rows: versions } = await client.query<{ v: string }>('select postgis_lib_version() as v')
    console.log(
      `PostGIS ${versions[0]!.v}: ${people} places loaded and indexed in ${Math.round(performance.now() - begun)} ms`,
    )
    // Whoever named an area needs no geometry, so both sides are compared on points and boxes alone.
    const located = (rows: Uint32Array) => [...rows].filter((row) => kinds[row] !== 2)
    const compare = async (what: string, sql: string, values: unknown[], own: Uint32Array, times: number) => {
      const taken: number[] = []
      let theirs: number[] = []
      for (let i = 0; i < times; i++) {
        const begin = performance.now()
        const { rows } = await client.query<{ all: number[] | null }>(sql, values)
        taken.push(performance.now() - begin)
        theirs = rows[0]!.all ?? []
      }
      const mine = new Set(located(own))
      const missed = theirs.filter((row) => !mine.has(row)).length
      const more = mine.size - (theirs.length - missed)
      const found = `${theirs.length}; of these Tocsin misses ${missed}, and adds ${more}`
      lines.push({ what, who: 'PostGIS', times: taken.sort((a, b) => a - b), found })
    }
    const byAreas = `select array_agg(distinct row_number) as all from place p join area a on st_intersects(a.shape, p.at) where a.code = any($1)`
    for (const [what, codes] of asked.slice(0, 3)) {
      const below = codes.flatMap((code) => [code, ...map.descendants(code).map((area) => area.code)])
      await compare(what, byAreas, [below], audience.inAreas(codes), what === 'a whole region' ? 2 : 7)
    }
    // PostGIS's own way with large shapes: cut into pieces of at most 128 corners, each found by its extent.
    await client.query('create table piece (shape geometry)')
    const cut = performance.now()
    await client.query('insert into piece select st_subdivide(st_geomfromgeojson($1), 128)', [
      JSON.stringify(geometry),
    ])
    await client.query('analyze piece')
    lines.push({
      what: 'cutting the drawn shape into pieces',
      who: 'PostGIS',
      times: [performance.now() - cut],
      found: '',
    })
    const byPieces =
      'select array_agg(distinct row_number) as all from piece join place on st_intersects(shape, at)'
    await compare('the drawn shape', byPieces, [], audience.inShape(index!), 5)
  } catch (error) {
    console.log(`PostGIS: not run to its end: ${(error as Error).message}`)
  } finally {
    await client.end()
    await postgres.stop()
  }
}
