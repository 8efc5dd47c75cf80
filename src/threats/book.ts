/** The threats and ladders of an installation, checked once and then looked up by id. */
import { ok, refuse, type Refused, type Result } from '#base'
import { threatCatalogue } from './catalogue.ts'
import { shippedLadders } from './ladders.ts'
import type { threatProblems } from './problems.ts'
import type { Ladder, Level, Threat, ThreatBook } from './threat.ts'

export type ThreatBookRefusal = keyof typeof threatProblems & string

/** Makes the book, or says the first thing that is wrong with it and where. */
export function threatBook(
  threats: readonly Threat[],
  ladders: readonly Ladder[],
): Result<ThreatBook, ThreatBookRefusal> {
  const threatsById = new Map<string, Threat>()
  for (const [i, threat] of threats.entries()) {
    const at = `threats[${i}]`
    if (threatsById.has(threat.id)) return refuse('threats/duplicate-id', { at, id: threat.id })
    if (isNameless(threat)) return refuse('threats/no-name', { at, id: threat.id })
    threatsById.set(threat.id, threat)
  }
  const laddersById = new Map<string, { ladder: Ladder; levels: ReadonlyMap<string, Level> }>()
  for (const [i, ladder] of ladders.entries()) {
    const at = `ladders[${i}]`
    if (laddersById.has(ladder.id)) return refuse('threats/duplicate-id', { at, id: ladder.id })
    const wrong = wrongWith(ladder, at, threatsById)
    if (wrong !== undefined) return wrong
    laddersById.set(ladder.id, { ladder, levels: new Map(ladder.levels.map((level) => [level.id, level])) })
  }
  return ok({
    threat: (id) => threatsById.get(id),
    threats: () => threats,
    ladder: (id) => laddersById.get(id)?.ladder,
    ladders: () => ladders,
    level: (ladder, level) => laddersById.get(ladder)?.levels.get(level),
  })
}

function wrongWith(
  ladder: Ladder,
  at: string,
  threats: ReadonlyMap<string, Threat>,
): Refused<ThreatBookRefusal> | undefined {
  if (isNameless(ladder)) return refuse('threats/no-name', { at, id: ladder.id })
  if (ladder.levels.length === 0) return refuse('threats/no-levels', { at, ladder: ladder.id })
  const seen = new Set<string>()
  for (const [i, level] of ladder.levels.entries()) {
    const atLevel = `${at}.levels[${i}]`
    if (seen.has(level.id)) return refuse('threats/duplicate-id', { at: atLevel, id: level.id })
    if (isNameless(level)) return refuse('threats/no-name', { at: atLevel, id: level.id })
    seen.add(level.id)
    if (level.height !== i + 1)
      return refuse('threats/heights-not-contiguous', {
        at: atLevel,
        ladder: ladder.id,
        heights: ladder.levels.map(({ height }) => height),
      })
    for (const threat of Object.keys(level.namesFor ?? {}))
      if (!threats.has(threat))
        return refuse('threats/unknown-threat', { at: `${atLevel}.namesFor`, ladder: ladder.id, threat })
  }
  for (const threat of ladder.threats ?? [])
    if (!threats.has(threat))
      return refuse('threats/unknown-threat', { at: `${at}.threats`, ladder: ladder.id, threat })
  return undefined
}

function isNameless(named: { readonly names: Threat['names'] }): boolean {
  return Object.keys(named.names).length === 0
}

/** The shipped catalogue with the shipped ladders. */
export function shippedThreatBook(): ThreatBook {
  const book = threatBook(threatCatalogue, shippedLadders)
  if (!book.ok) throw new TypeError(`the shipped threats are broken: ${JSON.stringify(book.problem)}`)
  return book.value
}
