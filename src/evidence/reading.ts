/** The one reading of a document that the command line, the server and the benchmark share: who says what, what is claimed by it, and what does not fit. */
import type { AreaCode, Gazetteer } from '#areas'
import type { Claim } from './claim/claim.ts'
import { claimsGround, readClaims } from './claim/read-claims.ts'
import type { TextDoubt } from './doubt/doubt.ts'
import { doubtsInText } from './doubt/doubts-in-text.ts'
import { findPlaces } from './place/places-in-text.ts'
import { setApart } from './statement/apart.ts'
import type { Statement } from './statement/statement.ts'
import { readStatements } from './statement/statements.ts'
import { languageOf, type TextLanguage } from './text/text-language.ts'
import { wordsOf } from './text/text-words.ts'

export interface ReadDocument {
  readonly language: TextLanguage
  /** In the order of the text; `reportedIn` counts in this list. */
  readonly statements: readonly Statement[]
  readonly doubts: readonly TextDoubt[]
}

export interface ReadingOptions {
  /** The areas this is read for; without any, all that the gazetteer knows. */
  readonly within?: readonly AreaCode[]
  /** RFC 3339: the day “yesterday” counts from. */
  readonly saidAt?: string
}

const nothingTaken: ReadonlySet<number> = new Set()

export function readDocument(
  text: string,
  gazetteer: Gazetteer,
  { within = [], saidAt }: ReadingOptions = {},
): ReadDocument {
  const words = wordsOf(text)
  const language = languageOf(words, text)
  const places = findPlaces(words, gazetteer, within, nothingTaken)
  const ground = claimsGround(text, words, places, language, saidAt ?? null, gazetteer.hierarchy)
  const before: Claim[] = []
  const read = readStatements(text, words, language).map(({ without, ...statement }): Statement => {
    const { start, end } = statement.quote
    // What is only passed on is claimed by whoever it is passed on from.
    const passedOn = covers(without, start, end)
    const claims = passedOn ? [] : readClaims(ground, { start, end, without }, statement, before)
    before.push(...claims)
    return { ...statement, claims }
  })
  const statements = setApart(text, withoutEmpty(read), language)
  const doubts = doubtsInText(text, words, statements, {
    ...{ language, saidAt: saidAt ?? null, places, numbers: ground.numbers, whens: ground.whens },
    hierarchy: gazetteer.hierarchy,
  })
  return { language, statements, doubts }
}

/** Whether parts, in any order, leave nothing of a stretch but the marks between them. */
function covers(
  parts: readonly { readonly start: number; readonly end: number }[],
  start: number,
  end: number,
): boolean {
  let at = start
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    if (part.start > at + 3) return false
    at = Math.max(at, part.end)
  }
  return at >= end
}

/** What the author asserts counts only where it claims something; what others are reported in stays. */
function withoutEmpty(statements: readonly Statement[]): Statement[] {
  const holds = new Set(statements.map(({ reportedIn }) => reportedIn))
  const kept = statements.map(
    ({ form, claims }, index) => form !== 'own' || claims.length > 0 || holds.has(index),
  )
  let next = 0
  const index = kept.map((one) => (one ? next++ : next))
  return statements
    .filter((_, at) => kept[at])
    .map((statement) => ({
      ...statement,
      reportedIn: statement.reportedIn === null ? null : index[statement.reportedIn]!,
    }))
}
