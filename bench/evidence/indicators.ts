/** How well the signs of a text are found: right where type and sign agree and the words overlap; and what the text says as a whole. */
import { readDocument } from '../../src/evidence/reading.ts'
import type { Indicator, IndicatorReading } from '../../src/evidence/indicator/indicator.ts'
import { readIndicators } from '../../src/evidence/indicator/read-indicators.ts'
import type { EvidenceSet, Score, Table } from './frame.ts'

interface Row {
  readonly id: string
  readonly text: string
  readonly actor: string | null
  readonly target: string | null
  readonly speaker: string | null
  readonly timing: string
  readonly argues_preparation: boolean
  readonly date: string | null
  readonly horizon: string | null
  readonly indicators: readonly { readonly type: string; readonly span: string; readonly sign: string }[]
}

type Reader = (text: string) => IndicatorReading

/** One word for each of the commonest signs, whatever stands around it. */
const keywordOf: readonly (readonly [Indicator['type'], RegExp])[] = [
  ['stockpiling', /stockpil\w*|запас\p{L}*|накоп\p{L}*/giu],
  ['production', /produc\w*|произв\p{L}*|вироб\p{L}*/giu],
  ['bomber_movement', /bombers?|Tu-?95|Ту-?95|Ту-?160|бомбардув\p{L}*|бомбардиров\p{L}*/giu],
  ['naval_deployment', /ships?|кораб\p{L}*/giu],
  ['drone_launches', /drones?|дрон\p{L}*/giu],
  ['force_regrouping', /regroup\w*|перегрупп?\p{L}*|передислок\p{L}*/giu],
  ['season_winter', /winter|зим\p{L}*|взимку/giu],
  ['exercise', /exercises?|учени[яй]|навчан\p{L}*/giu],
  ['pause_in_strikes', /pause|lull|пауз\p{L}*|затиш\p{L}*/giu],
]
const keywords: Reader = (text) => ({
  ...{ language: 'en', timing: 'before', argues: 'yes', actor: 'Russia', target: 'Ukraine' },
  ...{ speaker: null, horizon: null, date: null, doubts: [] },
  indicators: keywordOf.flatMap(([type, word]) =>
    [...text.matchAll(word)].map(({ 0: found, index }) => ({
      ...{ type, sign: '+' as const },
      quote: { text: found, start: index, end: index + found.length },
    })),
  ),
})

export const indicators: EvidenceSet = {
  name: 'indicators',
  files: /^indicators\.[\w-]+\.jsonl$/,
  score(rows, { gazetteer, show }): readonly Table[] {
    const all = rows as readonly Row[]
    const readers: readonly (readonly [string, Reader])[] = [
      ['Tocsin', (text) => readIndicators(text, readDocument(text, gazetteer))],
      ['keywords, Russia strikes Ukraine', keywords],
    ]
    const notes: string[] = []
    const systems = readers.map(([name, read]) => {
      const signs = { answered: 0, expected: 0, right: 0 }
      const tallies = new Map<string, { answered: number; expected: number; right: number }>()
      const tally = (field: string, answer: string | null, expected: string | null, fits: boolean) => {
        const one = tallies.get(field) ?? { answered: 0, expected: 0, right: 0 }
        tallies.set(field, one)
        if (answer !== null) one.answered++
        if (expected !== null) one.expected++
        if (answer !== null && expected !== null && fits) one.right++
      }
      let reversed = 0
      const tell = (line: string) => void (show && name === 'Tocsin' && notes.push(line))
      for (const row of all) {
        const found = read(row.text)
        const taken = new Set<Indicator>()
        for (const { type, span, sign } of row.indicators) {
          const start = row.text.indexOf(span)
          signs.expected++
          const hit = found.indicators.find(
            (one) =>
              !taken.has(one) &&
              one.type === type &&
              one.sign === sign &&
              one.quote.start < start + span.length &&
              start < one.quote.end,
          )
          if (hit === undefined) tell(`${row.id} missed ${sign}${type}: ${span}`)
          else {
            taken.add(hit)
            signs.right++
          }
        }
        signs.answered += found.indicators.length
        for (const one of found.indicators)
          if (!taken.has(one)) tell(`${row.id} more ${one.sign}${one.type}: ${one.quote.text}`)
        const { actor, target, timing, argues, speaker, horizon, date } = found
        const same = (a: string | null, b: string | null) => a?.toLowerCase() === b?.toLowerCase()
        tally('actor', actor, row.actor, actor === row.actor)
        tally('target', target, row.target, target === row.target)
        if (actor !== null && actor === row.target) reversed++
        tally('timing', timing, row.timing, timing === row.timing)
        const argued = row.argues_preparation ? 'yes' : 'no'
        tally('argues', argues, argued, argues === argued)
        tally('speaker', speaker, row.speaker, sharesName(speaker, row.speaker))
        tally('horizon', horizon, row.horizon, same(horizon, row.horizon))
        // A date that is not in the text follows from the page around it.
        if (row.date === null || row.text.includes(row.date)) tally('date', date, row.date, date === row.date)
        for (const [field, got, want] of [
          ['actor', actor, row.actor],
          ['target', target, row.target],
          ['timing', timing, row.timing],
          ['argues', argues, argued],
          ['horizon', horizon, row.horizon],
        ] as const)
          if (!same(got, want)) tell(`${row.id} ${field}: ${got} for ${want}`)
      }
      if (name === 'Tocsin') notes.push(`${reversed} of ${all.length} texts with actor and target reversed`)
      const scores: Score[] = [
        { field: 'signs', ...signs },
        ...[...tallies].map(([field, one]) => ({ field, ...one })),
      ]
      return { name, scores }
    })
    return [{ title: `indicators: ${all.length} texts`, systems, notes }]
  },
}

/** Labels give names in full that the text may give by the surname. */
function sharesName(answer: string | null, label: string | null): boolean {
  const parts = (text: string | null) =>
    (text ?? '')
      .toLowerCase()
      .split(/[\s;,]+/)
      .filter((part) => part.length > 3)
  const wanted = new Set(parts(label))
  return parts(answer).some((part) => wanted.has(part))
}
