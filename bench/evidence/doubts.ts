/** How well the doubts of a text are found: per group of kinds, a doubt is right where its words overlap labelled ones of its group. */
import type { Gazetteer } from '#areas'
import { readDocument } from '../../src/evidence/reading.ts'
import { doubtKinds, type DoubtGroup, type TextDoubt } from '../../src/evidence/doubt/doubt.ts'
import { englishTexts } from '../../test/support/sound-texts/english.ts'
import { russianTexts } from '../../test/support/sound-texts/russian.ts'
import { ukrainianTexts } from '../../test/support/sound-texts/ukrainian.ts'
import { doubtsInText } from '../../src/evidence/doubt/doubts-in-text.ts'
import { claimsGround } from '../../src/evidence/claim/read-claims.ts'
import { languageOf } from '../../src/evidence/text/text-language.ts'
import { wordsOf } from '../../src/evidence/text/text-words.ts'
import { timesOf, type EvidenceSet, type Score, type Table } from './frame.ts'

interface Labelled {
  readonly kind: string
  readonly spans: readonly string[]
  readonly note?: string
}
interface Row {
  readonly id: string
  readonly text: string
  readonly contradictions?: readonly Labelled[]
}

const groups = Object.keys(doubtKinds) as DoubtGroup[]
const groupOf = (kind: string): DoubtGroup | undefined =>
  groups.find((group) => (doubtKinds[group] as readonly string[]).includes(kind))
/** They say that something comes out right: a doubt at their words is a false alarm. */
const controls = new Set(['check-passes', 'reference-values'])
/** What another document says can’t be doubted from one. */
const needsAnother = new Set<DoubtGroup>(['conflict'])

interface Tally {
  answered: number
  expected: number
  right: number
}

/** `keywords`: a doubt wherever a word of doubt stands. */
type Reader = (text: string) => readonly TextDoubt[]
const doubtfulWords =
  /\b(?:allegedly|reportedly|unconfirmed|however|but)\b|(?<!\p{L})(?:якобы|предположительно|однако|но|нібито|ймовірн\p{L}+|проте|але)(?!\p{L})/giu
const keywords: Reader = (text) =>
  [...text.matchAll(doubtfulWords)].map((match) => ({
    ...{ code: 'contradiction-in-text', message: '' },
    quotes: [{ text: match[0], start: match.index, end: match.index + match[0].length, document: null }],
  }))

const sound = [...englishTexts, ...russianTexts, ...ukrainianTexts]

/** Doubts of texts in which nothing is wrong, read with all names that are known. */
function falseAlarms(gazetteer: Gazetteer): string {
  const alarmed = sound.filter(
    (text) => readDocument(text, gazetteer, { saidAt: '2025-11-20T09:00:00Z' }).doubts.length > 0,
  )
  return `${alarmed.length} of ${sound.length} sound texts are doubted${alarmed.map((text) => `\n    ${text}`).join('')}`
}

/** Doubts alone: words, numbers and times were read for the claims. */
function timeOfFiveKilobytes(): string {
  const articles: string[] = []
  let article = ''
  for (const text of sound) {
    article += `${text}\n\n`
    if (article.length < 5_000) continue
    articles.push(article)
    article = ''
  }
  const ready = articles.map((text) => {
    const words = wordsOf(text)
    const language = languageOf(words, text)
    const saidAt = '2025-11-20T09:00:00Z'
    const { numbers, whens } = claimsGround(text, words, [], language, saidAt)
    return { text, words, context: { language, saidAt, numbers, whens } }
  })
  const { median, p99 } = timesOf(
    ready,
    ({ text, words, context }) => doubtsInText(text, words, [], context),
    60,
  )
  return `5 kB: doubts alone take ${median.toFixed(2)} ms in the middle, ${p99.toFixed(2)} ms at worst of ${ready.length}`
}

export const doubts: EvidenceSet = {
  name: 'doubts',
  files: /^claims\.[\w-]+\.jsonl$/,
  score(rows, { gazetteer, show }): readonly Table[] {
    const all = rows as readonly Row[]
    const readers: readonly (readonly [string, Reader])[] = [
      ['Tocsin', (text) => readDocument(text, gazetteer).doubts],
      ['keywords only', keywords],
    ]
    const notes: string[] = []
    const systems = readers.map(([name, read]) => {
      const tallies = new Map<DoubtGroup, Tally>(
        groups.map((group) => [group, { answered: 0, expected: 0, right: 0 }]),
      )
      let atControls = 0
      for (const { id, text, contradictions = [] } of all) {
        const found = read(text)
        const taken = new Set<TextDoubt>()
        for (const { kind, spans, note } of contradictions) {
          const places = spans.flatMap((span) =>
            text.includes(span) ? [[text.indexOf(span), text.indexOf(span) + span.length] as const] : [],
          )
          const meets = ({ quotes }: TextDoubt) =>
            quotes.some(({ start, end }) => places.some(([from, to]) => start < to && end > from))
          if (controls.has(kind)) {
            atControls += found.filter(meets).length
            continue
          }
          const group = groupOf(kind)
          if (group === undefined || needsAnother.has(group)) continue
          tallies.get(group)!.expected++
          const answer = found.find((one) => !taken.has(one) && groupOf(one.code) === group && meets(one))
          if (answer === undefined) {
            if (show && name === 'Tocsin')
              notes.push(`${id} missed ${kind}: ${spans.join(' | ')} (${note ?? ''})`)
            continue
          }
          taken.add(answer)
          tallies.get(group)!.right++
        }
        for (const one of found) {
          tallies.get(groupOf(one.code)!)!.answered++
          if (show && name === 'Tocsin' && !taken.has(one))
            notes.push(`${id} more ${one.code}: ${one.quotes.map((quote) => quote.text).join(' | ')}`)
        }
      }
      if (name === 'Tocsin')
        notes.push(
          `${atControls} doubts at words that were labelled as right; labels are not complete, so precision is a lower bound`,
        )
      const sum = { answered: 0, expected: 0, right: 0 }
      const scores: Score[] = groups.flatMap((group) => {
        const tally = tallies.get(group)!
        for (const key of ['answered', 'expected', 'right'] as const) sum[key] += tally[key]
        return needsAnother.has(group) ? [] : [{ field: group, ...tally }]
      })
      return { name, scores: [...scores, { field: 'all', ...sum }] }
    })
    notes.push(falseAlarms(gazetteer), timeOfFiveKilobytes())
    const rowsWith = all.filter(({ contradictions = [] }) =>
      contradictions.some(({ kind }) => !controls.has(kind)),
    )
    return [{ title: `doubts: ${rowsWith.length} of ${all.length} texts hold one`, systems, notes }]
  },
}
