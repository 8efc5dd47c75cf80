/** Damage as it is shown: tallies with who says what and the facts they rest on; where exactly something stands only for who may see it. */
import type { AreaCode } from '#areas'
import type { Instant, PersonId } from '#base'
import {
  embargoUntil,
  maybeSame,
  observationsOf,
  publicFrom,
  standsForIn,
  subjects,
  tallyOf,
  type DamageRecord,
  type DamageState,
  type ObservationId,
  type OccurrenceId,
} from '#damage'
import type { DamageDesk } from './damage-desk.ts'
import type { System } from './system.ts'

export type Theirs = (area: AreaCode) => boolean

export type DamageViews = ReturnType<typeof damageViews>

export function damageViews(system: Pick<System, 'areas' | 'clock' | 'particulars'>, desk: DamageDesk) {
  const { areas, clock, particulars } = system
  const namesOf = (area: AreaCode) => areas.hierarchy().get(area)?.names ?? {}
  const personName = (id: string | null) =>
    id === null ? null : (particulars.of(id as PersonId)?.name ?? null)

  const observationView = (state: DamageState, one: DamageRecord, names: ReadonlyMap<string, string>) => {
    const { id, occurrence, mode, area, subject, asset, count, grade, cause, status, source, at } = one
    const { version, madeBy, madeAt, against, lock, facts, origin } = one
    const isHeld = lock !== null && lock.until > clock.now()
    return {
      ...{ id, version, occurrence, mode, area, names: namesOf(area), subject, asset, ...count },
      ...{ grade, cause, status, seenAt: at, origin, madeBy, madeByName: personName(madeBy), madeAt },
      source: { ...source, name: names.get(source.ref) ?? personName(source.ref) },
      against: [...against],
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
          return {
            ...{ id, mode, observations: those.length, from: times[0] ?? null, to: times.at(-1) ?? null },
            embargo: {
              until: embargoUntil(state, id, now),
              liftedAt: embargo?.liftedAt ?? null,
              liftedBy: embargo?.liftedBy ?? null,
              liftedByName: personName(embargo?.liftedBy ?? null),
              facts: [...(embargo?.facts ?? [])],
            },
          }
        })
        .filter(({ observations }) => observations > 0)
        .toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1))
    },
    /** Every area in which something lies, and those around it. */
    async tallies(occurrence: OccurrenceId, theirs: Theirs) {
      const state = await desk.state()
      const names = await desk.sourceNames()
      const hierarchy = areas.hierarchy()
      const observations = observationsOf(state, occurrence).filter(({ area }) => theirs(area))
      const byId = new Map(observations.map((one) => [one.id, one]))
      const standsFor = standsForIn(state)
      const around = new Set(
        observations.flatMap(({ area }) => [area, ...hierarchy.ancestors(area).map(({ code }) => code)]),
      )
      const by = (ids: readonly ObservationId[]) =>
        ids.flatMap((id) => {
          const one = byId.get(id)
          return one === undefined ? [] : [saidBy(one, names)]
        })
      const depth = (area: AreaCode) => hierarchy.ancestors(area).length
      return [...around]
        .toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
        .flatMap((area) =>
          subjects.flatMap((subject) => {
            const tally = tallyOf({ hierarchy, observations, standsFor }, area, subject)
            if (tally.lines.length === 0 && tally.disputed.length === 0) return []
            return [
              {
                ...{ area, names: namesOf(area), depth: depth(area), subject, assets: tally.assets },
                lines: tally.lines.map((line) => ({ ...line, by: by(line.by) })),
                saidOfAll: tally.saidOfAll.map(({ observation }) => by([observation])[0]!),
                disputed: tally.disputed.map((id) => ({
                  ...by([id])[0]!,
                  against: by(byId.get(id)?.against ?? []),
                })),
              },
            ]
          }),
        )
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
