/** What a tally of 10,000 observations costs whoever asks for it: kept, beside adding everything up anew, in one run. */
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import { instantOf, type ActorId, type Instant } from '#base'
import {
  evolve,
  keepTallies,
  noDamage,
  observationsOf,
  publicTally,
  standsForIn,
  subjects,
  talliesOf,
  type AssetId,
  type DamageFact,
  type ObservationId,
  type OccurrenceId,
  type Subject,
} from '#damage'
import { chance } from '../test/support/chance.ts'
import { plainTallyOf } from '../test/support/plain-damage.ts'

const count = 10_000
const rounds = 40
const occurrence = 'night-2026-11-22' as OccurrenceId
const begins = Date.UTC(2026, 10, 22, 21)
const area = (code: string, parent: string | null, kind: string) =>
  ({ code, parent, kind, names: { en: code }, codes: {} }) as unknown as Area
const places = Array.from({ length: 20 }, (_, d) => d).flatMap((d) => [
  area(`d${d}`, 'region', 'district'),
  ...Array.from({ length: 15 }, (__, s) => area(`d${d}s${s}`, `d${d}`, 'settlement')),
])
const built = buildHierarchy([area('region', null, 'region'), ...places])
if (!built.ok) throw new TypeError('a region has districts and settlements')
const hierarchy = built.value
const dice = chance('damage')
const codes = places.map(({ code }) => code)
const state = noDamage()
let seq = 0
const write = (fact: Pick<DamageFact, 'type' | 'data'>) =>
  evolve(
    state,
    { ...fact, at: instantOf(begins + seq), by: 'x' as ActorId, mode: 'drill' } as DamageFact,
    ++seq,
  )

/** Two of three of dwellings; half of one house that up to three people tell of, half of a whole area. */
function tell(n: number): void {
  const place = dice.pick(codes)
  const asset = dice.happens(0.5) ? (`asset-${dice.between(0, count / 4)}-${place}` as AssetId) : null
  const subject: Subject = dice.happens(0.66) ? 'dwellings' : dice.pick(subjects)
  if (asset !== null && !state.assets.has(asset))
    write({ type: 'asset-kept', data: { asset, occurrence, area: place, subject: null } })
  const atLeast = asset === null ? dice.between(1, 400) : 1
  write({
    type: 'observation-made',
    data: {
      ...{ observation: `o${n}` as ObservationId, occurrence, area: place, subject, asset, atLeast },
      ...{ atMost: dice.happens(0.5) ? atLeast * 2 : null, grade: null, cause: 'glass' },
      ...{ seenAt: instantOf(begins + n) as Instant, status: dice.happens(0.3) ? 'seen' : 'reported' },
      ...{ source: { kind: 'assessor', ref: `s${dice.between(0, 200)}` }, authority: 'main' },
    },
  })
}
for (let n = 0; n < count; n++) tell(n)

function measured(times: number, act: (n: number) => void) {
  const each: number[] = []
  const before = process.cpuUsage()
  for (let n = 0; n < times; n++) {
    const start = performance.now()
    act(n)
    each.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(before)
  each.sort((a, b) => a - b)
  return { cpu: (user + system) / 1_000 / times, median: each[times >> 1]!, worst: each.at(-1)! }
}

const everything = () => {
  const ask = { hierarchy, observations: observationsOf(state, occurrence), standsFor: standsForIn(state) }
  return subjects.map((subject) => talliesOf(ask, subject))
}
const plainly = () => {
  const observations = observationsOf(state, occurrence)
  const ask = { hierarchy, observations, standsFor: standsForIn(state) }
  const around = new Set(
    observations.flatMap(({ area: of }) => [of, ...hierarchy.ancestors(of).map(({ code }) => code)]),
  )
  for (const of of around) for (const subject of subjects) plainTallyOf(ask, of as AreaCode, subject)
}
const asked = { occurrence, theirs: () => true }
const kept = keepTallies()
kept.of(state, hierarchy, asked)
// Everything is public by then.
const now = instantOf(begins + 48 * 3_600_000)
kept.public(state, hierarchy, { now, mode: 'drill' })
let next = count
const rows = [
  ['area by area, as it was before', measured(3, plainly)],
  ['in one pass, everything anew', measured(rounds, everything)],
  ['kept, nothing has moved', measured(rounds * 10, () => void kept.of(state, hierarchy, asked))],
  [
    'kept, one observation more',
    measured(rounds, () => {
      tell(next++)
      kept.of(state, hierarchy, asked)
    }),
  ],
  [
    'what is public, anew',
    measured(rounds / 4, () => void publicTally(state, hierarchy, { now, mode: 'drill' })),
  ],
  [
    'what is public, kept',
    measured(rounds * 10, () => void kept.public(state, hierarchy, { now, mode: 'drill' })),
  ],
] as const
const anew = rows[1][1].cpu
console.log(`${count} observations in ${codes.length + 1} areas, ${state.assets.size} assets\n`)
console.log('| | processor ms | median ms | worst ms | ratio to everything anew |\n|---|---|---|---|---|')
for (const [what, { cpu, median, worst }] of rows)
  console.log(
    `| ${what} | ${cpu.toFixed(2)} | ${median.toFixed(2)} | ${worst.toFixed(1)} | ${(cpu / anew).toPrecision(2)} |`,
  )
