/** A ladder while somebody writes it: a copy that can be changed freely, and the body that the server takes. Pure. */
import type { Ladder } from '#threats'

export interface LevelDraft {
  /** Stays the same while the level moves: what the form goes by. */
  readonly key: number
  id: string
  names: { [language: string]: string }
  namesFor: { [threat: string]: { [language: string]: string } }
  gravity: 'advisory' | 'danger'
  colour: 'yellow' | 'orange' | 'red' | 'purple' | 'neutral'
  siren: 'none' | 'attention' | 'danger'
  severity: string
  urgency: string
  certainty: string
}

export interface LadderDraft {
  id: string
  /** An id that stands cannot be changed: it would be another ladder. */
  readonly is: 'new' | 'there'
  names: { [language: string]: string }
  speaks: 'the-danger' | 'the-degree'
  knownBy: 'colour' | 'name'
  /** Any danger, or those named. */
  threats: string[] | 'all'
  levels: LevelDraft[]
}

export const severities = ['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown'] as const
export const urgencies = ['Immediate', 'Expected', 'Future', 'Past', 'Unknown'] as const
export const certainties = ['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown'] as const

/** `new`: a copy under an id of its own. */
export function draftOf(ladder: Ladder, as: 'new' | 'there', taken: readonly string[]): LadderDraft {
  return {
    id: as === 'there' ? ladder.id : freeId(ladder.id, taken),
    is: as,
    names: { ...(ladder.names as { [language: string]: string }) },
    speaks: ladder.speaks,
    knownBy: ladder.knownBy ?? 'name',
    threats: ladder.threats === undefined ? 'all' : [...ladder.threats],
    levels: ladder.levels.map((level, key) => ({
      key,
      id: level.id,
      names: { ...(level.names as { [language: string]: string }) },
      namesFor: structuredClone((level.namesFor ?? {}) as LevelDraft['namesFor']),
      gravity: level.gravity,
      colour: level.colour,
      siren: level.siren ?? 'none',
      ...{ severity: level.severity, urgency: level.urgency, certainty: level.certainty },
    })),
  }
}

function freeId(id: string, taken: readonly string[]): string {
  for (let i = 1; ; i++) {
    const next = i === 1 ? `own-${id}` : `own-${id}-${i}`
    if (!taken.includes(next)) return next
  }
}

/** What `PUT /v1/ladders/{id}` takes. Empty names are left out, so that the server says which are missing. */
export function bodyOf(draft: LadderDraft) {
  return {
    names: filled(draft.names),
    speaks: draft.speaks,
    ...(draft.knownBy === 'colour' ? { knownBy: 'colour' } : {}),
    ...(draft.threats === 'all' ? {} : { threats: [...draft.threats] }),
    levels: draft.levels.map((level, i) => {
      const { id, names, namesFor, gravity, colour, siren, severity, urgency, certainty } = level
      const special = Object.entries(namesFor).map(([threat, all]) => [threat, filled(all)] as const)
      return {
        ...{ id, gravity, colour, severity, urgency, certainty },
        names: filled(names),
        ...(special.length === 0 ? {} : { namesFor: Object.fromEntries(special) }),
        ...(siren === 'none' ? {} : { siren }),
        height: i + 1,
      }
    }),
  }
}

function filled(names: { readonly [language: string]: string }): { [language: string]: string } {
  return Object.fromEntries(
    Object.entries(names)
      .map(([language, name]) => [language, name.trim()] as const)
      .filter(([, name]) => name !== ''),
  )
}

/** A level more, on top, like the highest there is. */
export function withLevel(levels: readonly LevelDraft[]): LevelDraft[] {
  const key = Math.max(-1, ...levels.map((one) => one.key)) + 1
  const ids = new Set(levels.map(({ id }) => id))
  let number = levels.length + 1
  while (ids.has(`level-${number}`)) number++
  const like = levels.at(-1)
  return [
    ...levels,
    {
      ...{ key, id: `level-${number}`, names: {}, namesFor: {} },
      gravity: like?.gravity ?? 'advisory',
      colour: like?.colour ?? 'neutral',
      siren: 'none',
      severity: like?.severity ?? 'Moderate',
      urgency: like?.urgency ?? 'Expected',
      certainty: like?.certainty ?? 'Likely',
    },
  ]
}

export function moved(levels: readonly LevelDraft[], from: number, by: 1 | -1): LevelDraft[] {
  const to = from + by
  const next = [...levels]
  if (levels[from] === undefined || levels[to] === undefined) return next
  ;[next[from], next[to]] = [next[to]!, next[from]!]
  return next
}
