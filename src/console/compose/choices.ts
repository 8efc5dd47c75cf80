/** What can be chosen and by which key: the ladder’s threats first, a letter for each, a ladder that speaks of the threat. */
import { speaksOf, type Ladder, type Threat } from '#threats'

/** As many as fit into two rows that an eye takes in at once. */
const shownAtOnce = 8

export interface ThreatChoices {
  /** With a key each. */
  readonly first: readonly { readonly threat: Threat; readonly key: string; readonly latin: string }[]
  readonly others: readonly Threat[]
}

/** Threats of the authority’s own ladder stand first, then the others in the catalogue’s order, which is by how sudden they are. */
export function threatChoices(
  threats: readonly Threat[],
  ladder: Ladder | undefined,
  nameOf: (threat: Threat) => string,
  taken: readonly string[] = [],
): ThreatChoices {
  const own = ladder?.threats ?? []
  const sorted = [
    ...own.flatMap((id) => threats.filter((threat) => threat.id === id)),
    ...threats.filter(({ id }) => !own.includes(id)),
  ]
  const shown = sorted.slice(0, Math.max(shownAtOnce, Math.min(own.length, 12)))
  const keys = keysFor(shown.map(nameOf), taken)
  const latin = keysFor(
    shown.map(({ names, id }) => names['en'] ?? id),
    [],
  )
  return {
    first: shown.map((threat, i) => ({ threat, key: keys[i]!, latin: latin[i]! })),
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

/**
 * Which of the choices a key press means: the letter that is shown, or, on a keyboard of another script, the key that
 * bears the letter of the English name. `code` is where the key lies (`KeyD`).
 */
export function threatOfKey(
  choices: ThreatChoices['first'],
  pressed: { readonly key: string; readonly code: string },
): Threat | undefined {
  const key = pressed.key.toLowerCase()
  const shown = choices.find((choice) => choice.key === key)
  if (shown !== undefined || choices.some((choice) => isLatin(choice.key) === isLatin(key)))
    return shown?.threat
  const lies = isLatin(key) ? key : pressed.code.replace(/^Key/, '').toLowerCase()
  return choices.find(({ latin }) => latin === lies)?.threat
}

function isLatin(letter: string): boolean {
  return /^[a-z]$/.test(letter)
}

/** The ladders that have words for a threat, the most fitting first: the authority’s own, then one that serves any danger. */
export function laddersFor(threat: string, ladders: readonly Ladder[], own: string): readonly Ladder[] {
  const rank = (ladder: Ladder) =>
    ladder.id === own ? 0 : ladder.id === 'all-hazards' ? 1 : ladder.threats === undefined ? 2 : 3
  return ladders
    .filter((ladder) => speaksOf(ladder, threat as Threat['id']))
    .toSorted((a, b) => rank(a) - rank(b))
}
