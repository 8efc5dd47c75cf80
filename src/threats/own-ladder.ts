/** A ladder of an installation's own, read from JSON: whole, named in every language told there, or refused with the place. */
import { z } from 'zod'
import { misfitOf, ok, refuse, unsendable, type InLanguages, type Refused, type Result } from '#base'
import { threatBook, type ThreatBookRefusal } from './book.ts'
import { threatCatalogue } from './catalogue.ts'
import { shippedLadders } from './ladders.ts'
import type { Ladder, LadderId, LevelId, ThreatBook, ThreatId } from './threat.ts'

/** Longer ones fit no text of 90; whether shorter ones do is found out by writing all the texts. */
const longestName = 80
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
export const ladderId = id.transform((text) => text as LadderId)
const names = z
  .record(z.string().min(2).max(35), z.string().trim().min(1).max(longestName))
  .refine((all) => Object.keys(all).length <= 40, 'these are too many languages')

const levelShape = z.strictObject({
  id: id.transform((text) => text as LevelId),
  names,
  namesFor: z.record(id, names).optional(),
  gravity: z.enum(['advisory', 'danger']),
  height: z.int().min(1).max(20),
  colour: z.enum(['yellow', 'orange', 'red', 'purple', 'neutral']),
  siren: z.enum(['attention', 'danger']).optional(),
  severity: z.enum(['Extreme', 'Severe', 'Moderate', 'Minor', 'Unknown']),
  urgency: z.enum(['Immediate', 'Expected', 'Future', 'Past', 'Unknown']),
  certainty: z.enum(['Observed', 'Likely', 'Possible', 'Unlikely', 'Unknown']),
})

/** What an own ladder is made of, its id apart. */
export const ladderShape = z.strictObject({
  names,
  speaks: z.enum(['the-danger', 'the-degree']),
  knownBy: z.literal('colour').optional(),
  threats: z
    .array(id.transform((text) => text as ThreatId))
    .min(1)
    .max(200)
    .optional(),
  levels: z.array(levelShape).max(20),
})

export type LadderShape = z.input<typeof ladderShape>

export type OwnLadderRefusal =
  | ThreatBookRefusal
  | 'threats/ladder-malformed'
  | 'threats/shipped-ladder'
  | 'threats/name-missing'
  | 'threats/unsendable-name'

/** The ladder, or what is wrong with it and where. `languages` are those told here, BCP 47. */
export function ownLadder(
  ladder: LadderId,
  shape: unknown,
  languages: readonly string[],
): Result<Ladder, OwnLadderRefusal> {
  if (isShipped(ladder)) return refuse('threats/shipped-ladder', { at: 'id', ladder })
  const parsed = ladderShape.safeParse(shape)
  if (!parsed.success) return refuse('threats/ladder-malformed', { ladder, ...misfitOf(parsed.error.issues) })
  const read = { id: ladder, ...parsed.data } as Ladder
  const alone = threatBook(threatCatalogue, [read])
  if (!alone.ok) {
    // Nobody who sends one ladder knows of a list.
    const at = alone.problem.at?.replace(/^ladders\[0\]\.?/, '') ?? ''
    return refuse(alone.problem.code, { ...alone.problem.details, at })
  }
  return wrongName(read, languages) ?? ok(read)
}

export function isShipped(ladder: LadderId): boolean {
  return shippedLadders.some((one) => one.id === ladder)
}

/** The shipped catalogue and ladders with an installation's own ones behind them. */
export function withOwnLadders(own: readonly Ladder[]): Result<ThreatBook, ThreatBookRefusal> {
  return threatBook(threatCatalogue, [...shippedLadders, ...own])
}

function wrongName(ladder: Ladder, languages: readonly string[]): Refused<OwnLadderRefusal> | undefined {
  const named: [string, string, InLanguages<string>][] = [['names', ladder.id, ladder.names]]
  for (const [i, level] of ladder.levels.entries()) {
    named.push([`levels[${i}].names`, level.id, level.names])
    for (const [threat, special] of Object.entries(level.namesFor ?? {}))
      named.push([`levels[${i}].namesFor.${threat}`, `${level.id} (${threat})`, special])
  }
  for (const [at, id, names] of named) {
    const language = languages.find((one) => names[one] === undefined)
    if (language !== undefined)
      return refuse('threats/name-missing', {
        at: `${at}.${language}`,
        id,
        language,
        languages: [...languages],
      })
    for (const [language, name = ''] of Object.entries(names) as [string, string | undefined][]) {
      const wrong = unsendable(name).map(({ codePoint, kind }) => `${codePoint} (${kind})`)
      if (wrong.length > 0 || name.includes('\n'))
        return refuse('threats/unsendable-name', {
          ...{ at: `${at}.${language}`, id, language },
          characters: wrong.length > 0 ? wrong : ['a line break'],
        })
    }
  }
  return undefined
}
