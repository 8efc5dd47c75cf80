/** Where one sentence asserts one thing and denies another, its speaker makes two statements: stance belongs to each. */
import type { Claim } from '../claim/claim.ts'
import { quoteOf } from '../text/quote.ts'
import type { TextLanguage } from '../text/text-language.ts'
import { stanceWords } from './stance-words.ts'
import type { Statement } from './statement.ts'

/** Keeps the order; `reportedIn` counts in what is returned. */
export function setApart(
  text: string,
  statements: readonly Statement[],
  language: TextLanguage,
): readonly Statement[] {
  const parts = statements.map((statement) => partsOf(text, statement, language))
  if (parts.every(({ length }) => length === 1)) return parts.flat()
  const at: number[] = []
  let next = 0
  for (const { length } of parts) {
    at.push(next)
    next += length
  }
  return parts.flatMap((own) =>
    own.map((part) => {
      if (part.reportedIn === null) return part
      // What is reported stands in the part that holds it.
      const holders = parts[part.reportedIn]!
      const within = holders.findIndex(({ quote }) => quote.end >= part.quote.end)
      return { ...part, reportedIn: at[part.reportedIn]! + Math.max(0, within) }
    }),
  )
}

/** Those whose verb already says in which manner are left whole. */
const plain = /^(?:asserts|denies)$/
const deniesByVerb =
  /^(?:den(?:y|ied|ies|ying)|refut|reject|dismiss|disprov|rebut|disput|опров|отриц|отверг|спрост|запереч|відки)/iu

function partsOf(text: string, statement: Statement, language: TextLanguage): readonly Statement[] {
  const { claims, stance, verb, quote } = statement
  if (!plain.test(stance) || deniesByVerb.test(verb ?? '') || claims.length === 0) return [statement]
  const runs: { readonly denied: 'yes' | 'no'; claims: Claim[] }[] = []
  for (const claim of claims) {
    const denied = isDenied(claim, language) ? 'yes' : 'no'
    const last = runs.at(-1)
    if (last?.denied === denied) last.claims.push(claim)
    else runs.push({ denied, claims: [claim] })
  }
  if (runs.length === 1)
    return runs[0]!.denied === 'yes' && stance === 'asserts'
      ? [{ ...statement, stance: 'denies' }]
      : [statement]
  const ordered = claims.every((claim, i) => i === 0 || claims[i - 1]!.quote.end <= claim.quote.start)
  if (!ordered) return [statement]
  return runs.map((run, i): Statement => {
    const start = i === 0 ? quote.start : run.claims[0]!.quote.start
    const end = i === runs.length - 1 ? quote.end : run.claims.at(-1)!.quote.end
    return {
      ...statement,
      stance: run.denied === 'yes' ? 'denies' : 'asserts',
      quote: quoteOf(text, start, end),
      claims: run.claims,
    }
  })
}

/** Said not to have happened, and not only to be over: an all-clear denies nothing. */
function isDenied({ happened, quote }: Claim, language: TextLanguage): boolean {
  return happened === 'no' && stanceWords[language].denials.test(quote.text)
}
