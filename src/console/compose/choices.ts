/** What can be chosen and by which key: the ladder’s threats first, a letter for each, a ladder that speaks of the threat. */
import { speaksOf, type Ladder, type Threat } from '#threats'
import type { Lettered } from './keys.ts'

/** As many as fit into two rows that an eye takes in at once. */
const shownAtOnce = 8
/** What comes suddenly and is warned of often, most of all: one key away, whatever the ladder. */
const sudden = [
  ...['drone', 'cruise-missile', 'ballistic-missile', 'guided-bomb', 'artillery', 'aircraft'],
  ...['radiation', 'chemical'],
]

export interface ThreatChoices {
  /** With a key each. */
  readonly first: readonly Lettered<Threat>[]
  readonly others: readonly Threat[]
}

/** Threats of the authority’s own ladder stand first, then what is sudden; the rest is in a list, in the catalogue’s order. */
export function threatChoices(
  threats: readonly Threat[],
  ladder: Ladder | undefined,
  nameOf: (threat: Threat) => string,
  /** The letter that opens the list of the others. */
  other: string,
): ThreatChoices {
  const own = ladder?.threats ?? []
  const early = [...new Set<string>([...own, ...sudden])]
  const sorted = [
    ...early.flatMap((id) => threats.filter((threat) => threat.id === id)),
    ...threats.filter(({ id }) => !early.includes(id)),
  ]
  const shown = sorted.slice(0, Math.max(shownAtOnce, Math.min(own.length, 12)))
  const keys = keysFor(shown.map(nameOf), [other])
  const latin = keysFor(
    shown.map(({ names, id }) => names['en'] ?? id),
    ['o'],
  )
  return {
    first: shown.map((value, i) => ({ value, key: keys[i]!, latin: latin[i]! })),
    others: sorted.slice(shown.length),
  }
}

/** A letter of each name, the first that is free; empty where none is left. */
export function keysFor(names: readonly string[], taken: readonly string[]): string[] {
  const used = new Set(taken)
  return names.map((name) => {
    const words = name.toLowerCase().split(/[^\p{L}]+/u)
    const letters = [...words.map((word) => word.slice(0, 1)), ...words.join('')]
    const free = letters.find((letter) => letter !== '' && !used.has(letter)) ?? ''
    if (free !== '') used.add(free)
    return free
  })
}

/** The ladders that have words for a threat, the most fitting first: the authority’s own, then one that serves any danger. */
export function laddersFor(threat: string, ladders: readonly Ladder[], own: string): readonly Ladder[] {
  const rank = (ladder: Ladder) =>
    ladder.id === own ? 0 : ladder.id === 'all-hazards' ? 1 : ladder.threats === undefined ? 2 : 3
  return ladders
    .filter((ladder) => speaksOf(ladder, threat as Threat['id']))
    .toSorted((a, b) => rank(a) - rank(b))
}

/**
 * The choice after a threat or a ladder was chosen: the ladder that is kept if it speaks of the threat, and its level if
 * that is meant; where there is but one level it is chosen.
 */
export function chosenWith(
  now: { readonly ladder: string | null; readonly level: string | null },
  threat: string,
  ladders: readonly Ladder[],
  asked: { readonly own: string; readonly ladder?: string | null; readonly level?: string | null },
): { readonly threat: string; readonly ladder: string | null; readonly level: string | null } {
  const fit = laddersFor(threat, ladders, asked.own)
  const wanted = asked.ladder ?? now.ladder
  const ladder = fit.find(({ id }) => id === wanted) ?? fit[0]
  // The same word on another ladder is another level.
  const level = asked.level ?? (ladder?.id === now.ladder ? now.level : null)
  const only = ladder?.levels.length === 1 ? ladder.levels[0]!.id : null
  return {
    ...{ threat, ladder: ladder?.id ?? null },
    level: ladder?.levels.find(({ id }) => id === level)?.id ?? only,
  }
}
