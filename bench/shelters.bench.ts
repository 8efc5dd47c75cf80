/** How long the nearest shelters of 100,000 take to find, beside a look at every one, and how large the list for phones is. */
import { gzipSync } from 'node:zlib'
import { kilometresBetween } from '#areas'
import { sha256, type Instant } from '#base'
import {
  bareFields,
  buildNearestIndex,
  nearestShelters,
  offlineList,
  publicView,
  shelterIdOf,
  type Candidate,
  type Shelter,
} from '#shelters'

const now = '2026-11-23T00:37:00.000Z' as Instant
const count = 100_000
const asks = 2_000

/** Half in a hundred towns, half anywhere in a country. */
function madeUp(n: number): Shelter {
  const hash = sha256(`shelter ${n}`)
  const part = (from: number) => Number.parseInt(hash.slice(from, from + 6), 16) / 2 ** 24
  const town = n % 100
  const inTown = n % 2 === 0
  const at = inTown
    ? { lon: 24 + (town % 10) * 1.5 + part(0) / 10, lat: 45 + Math.floor(town / 10) * 0.7 + part(6) / 10 }
    : { lon: 22 + part(0) * 18, lat: 44 + part(6) * 8 }
  const listed = {
    ...{ ...bareFields, at, names: { uk: `Навчальне укриття ${n}` } },
    address: `вул. Навчальна ${Number.parseInt(hash.slice(12, 14), 16)}, ${n % 90}`,
    capacity: { places: 20 + (n % 60) * 5, bound: 'stated' } as const,
    wheelchair: n % 3 === 0 ? ('yes' as const) : ('unknown' as const),
  }
  return { id: shelterIdOf('drill', String(n)), origin: null, listed, edited: {}, photo: null }
}

const shelters = Array.from({ length: count }, (_, n) => madeUp(n))
const candidates: readonly Candidate[] = shelters.map(({ id, listed }) => ({
  ...{ id, fields: listed, status: { state: 'unknown', last: null } },
}))
const begun = performance.now()
const index = buildNearestIndex(shelters.map(({ listed }) => listed.at))
console.log(
  `index of ${count}: ${(performance.now() - begun).toFixed(0)} ms, ${(index.bytes / 2 ** 20).toFixed(1)} MiB`,
)

const from = (n: number) => shelters[(n * 7_919) % count]!.listed.at
const asked = (needs: readonly 'wheelchair'[]) => {
  const times: number[] = []
  const cpu = process.cpuUsage()
  for (let n = 0; n < asks; n++) {
    const start = performance.now()
    nearestShelters(index, (at) => candidates[at]!, { from: from(n), now, most: 10, needs })
    times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(cpu)
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.floor(asks * share)]! * 1_000).toFixed(0)
  return `CPU ${((user + system) / asks).toFixed(0)} µs each; by the clock median ${at(0.5)} µs, p99 ${at(0.99)} µs, longest ${(times.at(-1)! * 1_000).toFixed(0)} µs`
}
asked([])
console.log(`ten nearest with the best: ${asked([])}`)
console.log(`the same with access for wheelchairs: ${asked(['wheelchair'])}`)

const slow = performance.now()
for (let n = 0; n < 5; n++) {
  const here = from(n)
  shelters
    .map(({ listed }, i) => [kilometresBetween(here, listed.at), i] as const)
    .sort((a, b) => a[0] - b[0])
}
console.log(`a look at every one: ${((performance.now() - slow) / 5).toFixed(0)} ms`)

const views = shelters.slice(0, 1_000).map((one) => publicView(one, undefined, now)!)
const text = JSON.stringify(offlineList(views, now))
console.log(
  `list of 1,000 for phones: ${text.length} characters, ${Buffer.byteLength(text)} bytes, ${gzipSync(text, { level: 9 }).length} packed`,
)
