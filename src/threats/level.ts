/** Steps of a ladder beside each other: which is higher, what comes next, and how a step is said for a threat. */
import type { Ladder, Level, Threat, ThreatId } from './threat.ts'

/** The higher of two steps of one ladder; of equals, the first. */
export function higher(a: Level, b: Level): Level {
  return b.height > a.height ? b : a
}

export function nextUp(ladder: Ladder, level: Level): Level | undefined {
  return ladder.levels[level.height]
}

export function nextDown(ladder: Ladder, level: Level): Level | undefined {
  return ladder.levels[level.height - 2]
}

/** Whether the ladder has words for this threat. */
export function speaksOf(ladder: Ladder, threat: ThreatId): boolean {
  return ladder.threats === undefined || ladder.threats.includes(threat)
}

/** The step's own name for this threat in a language; undefined where it has none. */
export function levelName(level: Level, threat: ThreatId, language: string): string | undefined {
  const special = level.namesFor?.[threat]
  return special === undefined ? level.names[language] : special[language]
}

/**
 * What is said of the danger in a language: “Drone attack threat”, or “Flood, red level” where the ladder's steps only
 * say how bad it is. Undefined where a name is missing; no other language stands in for it.
 */
export function dangerSaid(
  ladder: Ladder,
  level: Level,
  threat: Threat,
  language: string,
): string | undefined {
  const step = levelName(level, threat.id, language)
  if (step === undefined || ladder.speaks === 'the-danger') return step
  const danger = threat.names[language]
  return danger === undefined ? undefined : `${danger}, ${lowerFirst(step)}`
}

/** The text as it stands inside a sentence: “air danger”, but “EU-Alert” stays. */
export function lowerFirst(text: string): string {
  const second = text.charAt(1)
  return second === second.toUpperCase() && second !== second.toLowerCase()
    ? text
    : text.charAt(0).toLowerCase() + text.slice(1)
}
