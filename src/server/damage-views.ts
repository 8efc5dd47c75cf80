/** Damage as it is shown: tallies with who says what and the facts they rest on; where exactly something stands only for who may see it. */
import type { AreaCode } from '#areas'
import type { Instant, PersonId } from '#base'
import {
  embargoUntil,
  keepTallies,
  maybeSame,
  observationsOf,
  publicFrom,
  type DamageRecord,
  type DamageState,
  type ObservationId,
  type OccurrenceId,
  type Standing,
  type Subject,
} from '#damage'
import type { DamageDesk } from './damage-desk.ts'
import type { System } from './system.ts'

export type Theirs = (area: AreaCode) => boolean

export type DamageViews = ReturnType<typeof damageViews>

/** One line of a tally. */
export interface LineAsked {
  readonly occurrence: OccurrenceId
  readonly area: AreaCode
  readonly subject: Subject
  readonly standing: Standing
}

export function damageViews(
  system: Pick<System, 'areas' | 'clock' | 'config' | 'particulars'>,
  desk: DamageDesk,
) {
  const { areas, clock, config, particulars } = system
  const tallies = keepTallies()
  const namesOf = (area: AreaCode) => areas.hierarchy().get(area)?.names ?? {}
  const personName = (id: string | null) =>
    id === null ? null : (particulars.of(id as PersonId)?.name ?? null)

  const observationView = (state: DamageState, one: DamageRecord, names: ReadonlyMap<string, string>) => {
    const { id, occurrence, mode, area, subject, asset, count, grade, cause, status, source, at } = one
    const { version, madeBy, madeAt, against, lock, facts, origin, photos } = one
    const isHeld = lock !== null && lock.until > clock.now()
    return {
      ...{ id, version, occurrence, mode, area, names: namesOf(area), subject, asset, ...count },
      ...{ grade, cause, status, seenAt: at, origin, madeBy, madeByName: personName(madeBy), madeAt },
      source: { ...source, name: names.get(source.ref) ?? personName(source.ref) },
      against: [...against],
      photos: [...photos],
      lock: isHeld ? { by: lock.by, name: personName(lock.by), until: lock.until } : null,
      publicFrom: publicFrom(state, one),
      facts: [...facts],
    }
  }

  const saidBy = (one: DamageRecord, names: ReadonlyMap<string, string>) => ({
    ...{ observation: one.id, kind: one.source.kind, ref: one.source.ref, status: one.status },
    name: names.get(one.source.ref) ?? personName(one.source.ref),
    ...{ area: one.area, atLeast: one.count.atLeast, atMost: one.count.atMost, facts: [...one.facts] },
  })

  return {
    observationView,
    async occurrences(theirs: Theirs) {
      const state = await desk.state()
      const now = clock.now()
      return [...state.modeOf]
        .map(([id, mode]) => {
          const those = observationsOf(state, id).filter(({ area }) => theirs(area))
          const times = those.map(({ at }) => at).toSorted()
          const embargo = state.embargoes.get(id)
          const whole = embargo?.lifts.findLast(({ area }) => area === null)
          const held = [
            ...new Set(those.flatMap((one) => (publicFrom(state, one) > now ? [one.area] : []))),
          ].toSorted()
          return {
            ...{ id, mode, observations: those.length, from: times[0] ?? null, to: times.at(-1) ?? null },
            embargo: {
              until: embargoUntil(state, id, now),
              extendedUntil: embargo?.extendedUntil ?? null,
              liftedAt: whole?.at ?? null,
              liftedBy: whole?.by ?? null,
              liftedByName: personName(whole?.by ?? null),
              lifts: (embargo?.lifts ?? []).map(({ at, by, area }) => ({
                ...{ at, by, byName: personName(by), area },
                names: area === null ? {} : namesOf(area),
              })),
              held: held.map((area) => ({ area, names: namesOf(area) })),
              facts: [...(embargo?.facts ?? [])],
            },
          }
        })
        .filter(({ observations }) => observations > 0)
        .toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1))
    },
    /** Every area in which something lies, and those around it. */
    async tallies(occurrence: OccurrenceId, theirs: Theirs, mostNamed = Infinity) {
      const state = await desk.state()
      const names = await desk.sourceNames()
      const hierarchy = areas.hierarchy()
      const by = (ids: readonly ObservationId[]) =>
        ids.flatMap((id) => {
          const one = state.observations.get(id)
          return one === undefined ? [] : [saidBy(one, names)]
        })
      return tallies.of(state, hierarchy, { occurrence, theirs }).flatMap((tally) => {
        if (tally.lines.length === 0 && tally.disputed.length === 0) return []
        const { area, subject, assets } = tally
        const depth = hierarchy.ancestors(area).length
        return [
          {
            ...{ area, names: namesOf(area), depth, subject, assets },
            lines: tally.lines.map((line) => ({
              ...{ standing: line.standing, atLeast: line.atLeast, atMost: line.atMost },
              ...{ restsOn: line.by.length, by: by(line.by.slice(0, mostNamed)) },
            })),
            saidOfAll: by(tally.saidOfAll.slice(0, mostNamed).map(({ observation }) => observation)),
            disputed: tally.disputed.slice(0, mostNamed).map((id) => ({
              ...by([id])[0]!,
              against: by(state.observations.get(id)?.against ?? []),
            })),
          },
        ]
      })
    },
    /** The observations that one line rests on, each named: as many as there are. */
    async restsOn(asked: LineAsked, theirs: Theirs): Promise<ReadonlySet<ObservationId>> {
      const { occurrence, area, subject, standing } = asked
      const kept = tallies.of(await desk.state(), areas.hierarchy(), { occurrence, theirs })
      const tally = kept.find((one) => one.area === area && one.subject === subject)
      const line = tally?.lines.find((one) => one.standing === standing)
      return new Set(line?.by ?? [])
    },
    async publicLines() {
      const [now, { mode }] = [clock.now(), config]
      return { now, mode, lines: tallies.public(await desk.state(), areas.hierarchy(), { now, mode }) }
    },
    /** For those alone who may see where exactly. */
    async assets(occurrence: OccurrenceId, theirs: Theirs) {
      const state = await desk.state()
      const places = new Map((await desk.places(state)).map((place) => [place.id, place]))
      const counted = Map.groupBy(observationsOf(state, occurrence), ({ asset }) => asset)
      const assets = [...state.assets.values()]
        .filter((one) => one.occurrence === occurrence && theirs(one.area))
        .map(({ id, area, subject, into, mode }) => {
          const place = places.get(id)
          return {
            ...{ id, area, names: namesOf(area), subject, mode, into, address: place?.address ?? null },
            ...{ lon: place?.at?.lon ?? null, lat: place?.at?.lat ?? null },
            observations: (counted.get(id) ?? []).map((one) => one.id),
          }
        })
      const alone = assets.flatMap(({ id, into }) => {
        const place = places.get(id)
        return into === null && place !== undefined ? [place] : []
      })
      const tree = areas.hierarchy()
      const maybe = maybeSame(alone, (a, b) => tree.contains(a, b) || tree.contains(b, a))
      return { assets, maybeSame: maybe.map(({ metres = null, ...pair }) => ({ ...pair, metres })) }
    },
    async histories(id: ObservationId, history: readonly HistoryFact[]) {
      return Promise.all(
        history
          .filter(({ data }) => data['observation'] === id)
          .map(async ({ seq, type, at, by, data }) => ({
            ...{ seq, type, at, by, name: personName(by), data },
            why: typeof data['why'] === 'string' ? ((await desk.wordsOf(data['why'])) ?? null) : null,
          })),
      )
    },
    personName,
    namesOf,
  }
}

interface HistoryFact {
  readonly seq: number
  readonly type: string
  readonly at: Instant
  readonly by: string
  readonly data: { readonly [member: string]: unknown }
}
