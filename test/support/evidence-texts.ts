/** Documents for tests of the evidence desk: each line of a text is one statement with one claim, written as the test wants it read. */
import { sha256, type Instant } from '#base'
import type { Claim, NewDocument, ReadDocument, Stance, Statement } from '#evidence'
import type { ReadText } from '../../src/server/evidence-book.ts'

export interface Line {
  readonly words: string
  readonly speaker?: string
  readonly role?: string
  readonly stance?: Stance
  readonly event?: Claim['event']
  readonly happened?: 'yes' | 'no'
  readonly area?: string | null
  readonly areas?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly weapon?: string
  readonly counts?: readonly {
    readonly value: number
    readonly unit: string
    readonly bound?: 'at-least' | 'about'
  }[]
}

const known = new Map<string, readonly Line[]>()

/** A document whose text is the words of its lines. */
export function documentOf(
  lines: readonly Line[],
  more: Partial<Omit<NewDocument, 'source'>> & { readonly source?: string; readonly seenAt: Instant },
): NewDocument {
  const { source = 'example.org', ...rest } = more
  const text = lines.map(({ words }) => words).join('\n')
  known.set(text, lines)
  return {
    ...{ hash: sha256(`${source} ${text}`), kind: 'paste', source: { key: source, name: source } },
    ...{ url: null, title: null, text, language: 'en', saidAt: null, family: null, within: [] },
    ...rest,
  }
}

/** Reads what `documentOf` wrote; anything else has nothing in it. */
export const readLines: ReadText = async ({ text }): Promise<ReadDocument> => {
  let start = 0
  const statements = (known.get(text) ?? []).map((line): Statement => {
    const quote = { text: line.words, start, end: start + line.words.length }
    start = quote.end + 1
    const { speaker = null, role = null, stance = 'asserts', area, from, to, weapon } = line
    const at = line.areas ?? (area === undefined ? [] : [area])
    const places = at.map((code) => ({ text: 'there', code, name: null, within: null, quote }))
    // Only what the desk looks at.
    const claim = {
      ...{ event: line.event ?? 'strike', happened: line.happened ?? 'yes', certainty: 'claimed', quote },
      ...{ place: places.length === 1 ? places[0] : null, places },
      when: from === undefined ? null : { text: 'then', from, to: to ?? from, quote },
      weapon: weapon === undefined ? null : { text: weapon, threat: weapon, quote },
      quantities: (line.counts ?? []).map(({ bound = 'exactly', ...one }) => ({ ...one, bound, quote })),
    } as unknown as Claim
    return {
      ...{ speaker, role, onBehalfOf: null, verb: null, stance, reportedIn: null, form: 'own', quote },
      ...{ speakerQuote: null, claims: [claim] },
    }
  })
  return { language: 'en', statements, doubts: [] }
}
