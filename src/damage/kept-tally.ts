/** Tallies that are kept: only the subjects of which something moved are added up again, and only when somebody asks. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Instant, Mode } from '#base'
import { subjects, type AssetId, type OccurrenceId, type Subject } from './observation.ts'
import { publicTally, type PublicLine } from './public-tally.ts'
import { observationsOf, publicFrom, standsForIn, type DamageState } from './record.ts'
import { talliesOf, type Tally } from './tally.ts'

export interface KeptTallies {
  /** Of an occurrence in the areas that the reader may see; by the depth of the area, then its code, then the subject. */
  of(
    state: DamageState,
    hierarchy: Hierarchy,
    asked: { readonly occurrence: OccurrenceId; readonly theirs: (area: AreaCode) => boolean },
  ): readonly Tally[]
  /** What may be told to everybody, until something is said or an embargo runs out. */
  public(
    state: DamageState,
    hierarchy: Hierarchy,
    asked: { readonly now: Instant; readonly mode: Mode },
  ): readonly PublicLine[]
}

interface Kept {
  readonly bySubject: Map<Subject, { readonly version: number; readonly tallies: readonly Tally[] }>
  whole: readonly Tally[] | undefined
}

/** Occurrences and rights that are asked about at one time: who asks for another waits for it to be added up. */
const mostKept = 16

export function keepTallies(): KeptTallies {
  const kept = new Map<string, Kept>()
  let of: Hierarchy | undefined
  let told:
    | {
        readonly version: number
        readonly mode: Mode
        readonly since: Instant
        readonly until: Instant | undefined
        readonly lines: readonly PublicLine[]
      }
    | undefined
  const forgetOthers = (hierarchy: Hierarchy) => {
    if (of === hierarchy) return
    kept.clear()
    told = undefined
    of = hierarchy
  }
  const keptFor = (key: string): Kept => {
    const found = kept.get(key) ?? { bySubject: new Map(), whole: undefined }
    kept.delete(key)
    kept.set(key, found)
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break
      kept.delete(oldest)
    }
    return found
  }

  return {
    of(state, hierarchy, { occurrence, theirs }) {
      forgetOthers(hierarchy)
      const all = observationsOf(state, occurrence)
      const seen = new Set(all.map(({ area }) => area))
      const mine = new Set([...seen].filter(theirs))
      const isAll = mine.size === seen.size
      const own = keptFor(isAll ? occurrence : `${occurrence} ${[...mine].toSorted().join(' ')}`)
      const moved = state.tallyMoved.get(occurrence)
      const observations = isAll ? all : all.filter(({ area }) => mine.has(area))
      let standsFor: ReadonlyMap<AssetId, AssetId> | undefined
      for (const subject of subjects) {
        const version = moved?.get(subject) ?? 0
        if ((own.bySubject.get(subject)?.version ?? 0) === version) continue
        standsFor ??= standsForIn(state)
        const tallies = [...talliesOf({ hierarchy, observations, standsFor }, subject).values()]
        own.bySubject.set(subject, { version, tallies })
        own.whole = undefined
      }
      own.whole ??= inOrder(
        [...own.bySubject.values()].flatMap(({ tallies }) => tallies),
        hierarchy,
      )
      return own.whole
    },
    public(state, hierarchy, { now, mode }) {
      forgetOthers(hierarchy)
      const holds =
        told !== undefined &&
        told.version === state.version &&
        told.mode === mode &&
        told.since <= now &&
        (told.until === undefined || now < told.until)
      if (!holds) {
        let until: Instant | undefined
        for (const one of state.observations.values()) {
          const from = publicFrom(state, one)
          if (from > now && (until === undefined || from < until)) until = from
        }
        told = {
          version: state.version,
          mode,
          since: now,
          until,
          lines: publicTally(state, hierarchy, { now, mode }),
        }
      }
      return told!.lines
    },
  }
}

function inOrder(tallies: readonly Tally[], hierarchy: Hierarchy): readonly Tally[] {
  const place = new Map(subjects.map((subject, i) => [subject, i]))
  const depth = new Map<AreaCode, number>()
  for (const { area } of tallies) if (!depth.has(area)) depth.set(area, hierarchy.ancestors(area).length)
  return tallies.toSorted(
    (a, b) =>
      depth.get(a.area)! - depth.get(b.area)! ||
      (a.area === b.area ? place.get(a.subject)! - place.get(b.subject)! : a.area < b.area ? -1 : 1),
  )
}
