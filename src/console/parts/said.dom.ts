/** What alerts, areas and sirens are called on this page: in its language, and never with an empty place. */
import { dangerSaid, levelName } from '#threats'
import type { AlertView, Ladder, Threat } from '../duty.ts'
import { picture } from '../picture.svelte.ts'
import { counted, language, named, words } from '../words.dom.ts'

interface Danger {
  readonly threat: string
  readonly ladder: string
  readonly level: string
}

export function threatOf(id: string): Threat | undefined {
  return picture.threats.threats.find((threat) => threat.id === id)
}

export function ladderOf(id: string): Ladder | undefined {
  return picture.threats.ladders.find((ladder) => ladder.id === id)
}

/** “Drone attack threat”, “Flood, red level”. */
export function dangerNamed(danger: Danger): string {
  const threat = threatOf(danger.threat)
  const ladder = ladderOf(danger.ladder)
  const level = ladder?.levels.find(({ id }) => id === danger.level)
  if (threat === undefined || ladder === undefined || level === undefined)
    return `${named(threat?.names) || danger.threat}, ${danger.level}`
  return (
    dangerSaid(ladder, level, threat, language) ??
    dangerSaid(ladder, level, threat, 'en') ??
    `${named(threat.names)}, ${named(level.names)}`
  )
}

/** The one word that stands with the level’s mark: its colour where people know it by that, else its name. */
export function levelWord({ threat, ladder: of, level: id }: Danger): string {
  const ladder = ladderOf(of)
  const level = ladder?.levels.find((one) => one.id === id)
  if (ladder === undefined || level === undefined) return id
  if (ladder.knownBy === 'colour') return words.state.colours[level.colour] || named(level.names)
  if (ladder.speaks === 'the-degree')
    return levelName(level, threat as Threat['id'], language) ?? named(level.names)
  return words.state[level.gravity]
}

/** The word of what has become of an alert; of one in force, its level’s. */
export function stateWord(alert: AlertView): string {
  const { status, how, content } = alert
  if (status === 'issued') return levelWord(content)
  if (status !== 'ended') return words.state.statuses[status]
  return how === 'lapsed'
    ? words.state.lapsed
    : how === 'retracted'
      ? words.state.retracted
      : words.state.ended
}

export function areaNamed(code: string): string {
  return named(picture.areas.get(code)?.names) || code
}

/** “Lipetsk, Zadonsky District and 5 more areas”. `names` stands in for what the map no longer has. */
export function areasNamed(
  areas: readonly { readonly code: string; readonly names?: { readonly [language: string]: string } }[],
  most = 3,
): string {
  const all = areas.map(({ code, names }) => named(picture.areas.get(code)?.names ?? names) || code)
  if (all.length <= most + 1) return all.join(', ')
  const more = counted(words.state.moreAreas, all.length - most)
  return `${all.slice(0, most).join(', ')} ${more}`
}

/** The codes, as `areasNamed` takes them. */
export function coded(codes: readonly string[]): { readonly code: string }[] {
  return codes.map((code) => ({ code }))
}

/** Who it was, where that is told; their id says nothing to anybody. */
export function channelNamed(name: string): string {
  return (words.state.channels as { readonly [name: string]: string })[name] ?? name
}
