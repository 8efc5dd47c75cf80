/**
 * Measures loading Ukraine, locating points, and finding names, beside plain peers in the same run.
 * Run: npx node --expose-gc bench/locate.bench.ts (a quarter of a minute; needs the reference data in ../shared).
 */
import { existsSync, readFileSync } from 'node:fs'
import {
  boundsOf,
  buildGazetteer,
  buildHierarchy,
  buildLocator,
  containsPoint,
  findAreas,
  type LonLat,
} from '#areas'
import { importFiles } from '../src/areas/imports/import-file.node.ts'

const shared = new URL('../../shared/', import.meta.url)
const ukraineFiles = [
  'areas/katotth-2025-05-16.csv.gz',
  'areas/ukraine-oblasts.geojson.gz',
  'areas/ukraine-raions.geojson.gz',
  'areas/ukraine-hromadas.geojson.gz',
  'areas/ukraine-alarm-regions.json',
  'areas/alerts-in-ua-uids.json',
]
const worldFiles = [
  'gazetteer/geonames_admin1CodesASCII_2026.txt',
  'gazetteer/geonames_admin2Codes_2026.txt.gz',
]
const missing = [...ukraineFiles, ...worldFiles].filter((name) => !existsSync(new URL(name, shared)))
if (missing.length > 0) {
  console.log(`not run: ../shared has no ${missing.join(', ')}`)
  process.exit(0)
}

const results: { what: string; value: string }[] = []
const say = (what: string, value: string) => void results.push({ what, value })
const read = (names: readonly string[]) =>
  names.map((name) => ({ name, bytes: readFileSync(new URL(name, shared)) }))
const must = <Value>(result: { ok: true; value: Value } | { ok: false; problem: unknown }): Value => {
  if (!result.ok) throw new Error(JSON.stringify(result.problem))
  return result.value
}
/** Heap and typed arrays after a collection, in megabytes. */
const megabytes = () => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}
const timed = <Value>(what: string, work: () => Value): Value => {
  const [cpu, start] = [process.cpuUsage(), performance.now()]
  const value = work()
  const { user, system } = process.cpuUsage(cpu)
  say(what, `${Math.round(performance.now() - start)} ms (${Math.round((user + system) / 1e3)} ms of CPU)`)
  return value
}

const empty = megabytes()
const areas = timed('Ukraine: read, repair, join', () => must(importFiles(read(ukraineFiles), []))).areas
const hierarchy = timed('Ukraine: hierarchy', () => must(buildHierarchy(areas)))
say('Ukraine: areas in memory', `${(megabytes() - empty).toFixed(1)} MB, ${hierarchy.size} areas`)
const locator = timed('Ukraine: index of shapes', () => buildLocator(areas))
say('Ukraine: index in memory', `${(locator.bytes / 1e6).toFixed(1)} MB, ${locator.size} shapes`)

// The same points in every run: a linear congruential generator (Numerical Recipes).
let state = 20251102
const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
const points: LonLat[] = Array.from({ length: 4096 }, () => ({
  lon: 22 + 18.5 * random(),
  lat: 44 + 8.5 * random(),
}))
const shaped = areas.filter((area) => area.shape !== undefined)
const boxed = shaped.map((area) => ({ area, box: boundsOf(area.shape!) }))
const brute = (point: LonLat) =>
  shaped.filter((area) => containsPoint(area.shape!, point)).map((area) => area.code)
const prefiltered = (point: LonLat) =>
  boxed
    .filter(
      ({ box }) =>
        point.lon >= box.west && point.lon <= box.east && point.lat >= box.south && point.lat <= box.north,
    )
    .filter(({ area }) => containsPoint(area.shape!, point))
    .map(({ area }) => area.code)

let agreed = 0
for (const point of points.slice(0, 512))
  if (locator.locate(point).toSorted().join() === brute(point).toSorted().join()) agreed++
say('points on which index and brute force agree', `${agreed} of 512`)

const perCall = (work: (point: LonLat) => unknown, rounds: number, count: number) => {
  for (const point of points.slice(0, Math.min(count, 256))) work(point)
  const start = performance.now()
  for (let round = 0; round < rounds; round++) for (let i = 0; i < count; i++) work(points[i]!)
  return ((performance.now() - start) * 1e3) / (rounds * count)
}
const ours = perCall((point) => locator.locate(point), 50, points.length)
const boxes = perCall(prefiltered, 1, 2048)
const rays = perCall(brute, 1, 256)
say('locate a point', `${ours.toFixed(2)} µs`)
say('  peer: bounding boxes, then rays', `${boxes.toFixed(1)} µs, ${(boxes / ours).toFixed(0)} times`)
say('  peer: rays through every shape', `${rays.toFixed(0)} µs, ${(rays / ours).toFixed(0)} times`)

const world = timed('world: 49,671 names from GeoNames', () => must(importFiles(read(worldFiles), []))).areas
const gazetteer = timed('world: hierarchy and index of names', () =>
  buildGazetteer(must(buildHierarchy(world))),
)
findAreas(gazetteer, 'the first misspelling builds its index')
const names = Array.from(
  { length: 2000 },
  () => Object.values(world[Math.floor(random() * world.length)]!.names)[0]!,
)
const misspelt = names.map((name) => {
  const at = 1 + Math.floor(random() * Math.max(1, name.length - 2))
  return name.slice(0, at) + name.slice(at + 1)
})
for (const [what, texts] of [
  ['as written', names],
  ['with a letter missing', misspelt],
] as const) {
  const times = texts.map((text) => {
    const start = performance.now()
    findAreas(gazetteer, text)
    return performance.now() - start
  })
  times.sort((a, b) => a - b)
  const [median, p99] = [times[1000]!, times[1980]!]
  say(`find a name ${what}`, `${(median * 1e3).toFixed(0)} µs, 99 % under ${(p99 * 1e3).toFixed(0)} µs`)
}
timed('KATOTTH to the villages, 31,748 names', () =>
  must(importFiles(read(ukraineFiles.slice(0, 1)), [], { depth: 'settlement' })),
)

const width = Math.max(...results.map(({ what }) => what.length))
for (const { what, value } of results) console.log(`${what.padEnd(width)}  ${value}`)
