/** The report in one language, as it is read: one text for a screen, a printed page, a PDF and a spreadsheet, so that none says other than another. */
import type { InLanguages, Instant, Milliseconds } from '#base'
import type { Cell, SectionId, SituationReport } from '../report.ts'
import { situationWords, type ReportLanguage, type SituationWords } from '../words.ts'

export interface PaperLine {
  readonly id: string
  readonly text: string
  readonly rests: readonly number[]
  readonly see: string
}
export interface PaperRow extends Omit<PaperLine, 'text'> {
  /** In the order of the columns. */
  readonly cells: readonly string[]
}
export interface PaperSection {
  readonly id: SectionId
  readonly title: string
  readonly means: string
  readonly figures: readonly PaperLine[]
  readonly columns: readonly string[]
  readonly rows: readonly PaperRow[]
  /** What is said where there is no row. */
  readonly none: string
}
export interface Paper {
  readonly language: ReportLanguage
  readonly direction: 'ltr' | 'rtl'
  readonly title: string
  /** Of what is no real danger; null in live mode. */
  readonly mode: string | null
  readonly head: readonly string[]
  readonly sections: readonly PaperSection[]
  /** `{page}` and `{pages}` are filled in by whoever breaks pages. */
  readonly page: string
  readonly rests: string
}

export interface PaperFor {
  readonly language: ReportLanguage
  /** IANA name. */
  readonly timeZone: string
  /** Of the authority whose report it is. */
  readonly authority: InLanguages<string>
  readonly areaNames: readonly InLanguages<string>[]
}

/** What is known and what is not comes before how it was. */
const order: readonly SectionId[] = ['alerts', 'damage', 'unknown', 'open']

export function paperOf(report: SituationReport, asked: PaperFor): Paper {
  const { language, timeZone } = asked
  const words: SituationWords = situationWords[language]
  const say = sayer(words, asked)
  const { of, asOf, withheld } = report
  const mode = of.mode === 'live' ? null : words[of.mode]
  const first = order.flatMap((id) => report.sections.find((one) => one.id === id) ?? [])
  const sections = [...first, ...report.sections.filter(({ id }) => !order.includes(id))]
  return {
    ...{ language, direction: language === 'he' ? 'rtl' : 'ltr', mode, page: words.page, rests: words.rests },
    title: `${words.title}: ${nameIn(asked.authority, language) ?? ''}`,
    head: [
      fill(words.period, { from: say.time(of.from), to: say.time(of.to), zone: timeZone }),
      of.areas.length === 0
        ? words.everywhere
        : fill(words.areas, { areas: say.names(asked.areaNames, of.areas) }),
      fill(words.asOf, { time: say.time(asOf.at) }),
      of.face === 'public' ? words.forPublic : words.forStaff,
      ...(withheld.length === 0
        ? []
        : [
            fill(words.withheld, {
              sections: withheld.map((id) => words.sections[id].title).join(words.and),
            }),
          ]),
      fill(words.ledger, { seq: String(asOf.seq), hash: asOf.hash.slice(0, 16) }),
    ],
    sections: sections.map(({ id, figures, columns, rows }) => ({
      ...{ id, ...words.sections[id] },
      figures: figures.map((one) => ({
        ...{ id: one.id, rests: one.rests, see: one.see },
        text: fill(words.figures[one.id] ?? '{number}', { number: say.range(one.atLeast, one.atMost) }),
      })),
      columns: columns.map((column) => words.columns[`${id}.${column}`] ?? words.columns[column] ?? column),
      rows: rows.map(({ cells, ...row }) => ({
        ...row,
        cells: columns.map((column) => say.cell(cells[column] ?? { is: 'nothing' })),
      })),
    })),
  }
}

function sayer(words: SituationWords, { language, timeZone }: PaperFor) {
  const locale = language === 'en' ? 'en-GB' : language
  const numbers = new Intl.NumberFormat(locale)
  const days = new Intl.DateTimeFormat(locale, {
    ...{ timeZone, day: 'numeric', month: 'short', year: 'numeric' },
  })
  const clocks = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const unit = (number: number, of: 'second' | 'minute' | 'hour') =>
    number.toLocaleString(locale, { style: 'unit', unit: of, unitDisplay: 'short' })
  const range = (atLeast: number, atMost: number | null): string => {
    if (atMost === null) return fill(words.atLeast, { number: numbers.format(atLeast) })
    if (atMost === atLeast) return numbers.format(atLeast)
    return fill(words.between, { least: numbers.format(atLeast), most: numbers.format(atMost) })
  }
  const time = (at: Instant) => {
    const date = new Date(at)
    return `${days.format(date)} ${clocks.format(date)}`
  }
  const names = (all: readonly InLanguages<string>[], codes: readonly string[]) =>
    all.map((one, i) => nameIn(one, language) ?? codes[i] ?? '').join(words.and)
  const lengthOf = (milliseconds: Milliseconds) => {
    const seconds = Math.max(0, Math.round(milliseconds / 1_000))
    if (seconds < 60) return unit(seconds, 'second')
    const minutes = Math.floor(seconds / 60)
    if (minutes < 60) return unit(minutes, 'minute')
    const rest = minutes % 60
    return rest === 0
      ? unit(minutes / 60, 'hour')
      : `${unit(Math.floor(minutes / 60), 'hour')} ${unit(rest, 'minute')}`
  }
  const cell = (one: Cell): string => {
    switch (one.is) {
      case 'count':
        return range(one.atLeast, one.atMost)
      case 'time':
        return time(one.at)
      case 'length':
        return lengthOf(one.milliseconds)
      case 'term':
        return words.terms[one.term] ?? one.term.slice(one.term.indexOf('-') + 1)
      case 'names':
        return names(
          one.of.map((each) => each.names),
          one.of.map(({ code }) => code),
        )
      case 'text':
        return one.text
      case 'list':
        return one.of.map(cell).join(words.and)
      case 'said':
        return fill(
          words.sentences[one.sentence] ?? one.sentence,
          Object.fromEntries(Object.entries(one.parts).map(([part, inner]) => [part, cell(inner)])),
        )
      case 'nothing':
        return words.nothing
    }
  }
  return { range, time, names, cell }
}

/** Where a thing has no name in the language, one that its people read; none is translated here. */
function nameIn(names: InLanguages<string>, language: ReportLanguage): string | undefined {
  const others = language === 'uk' ? ['ru', 'en'] : ['en', 'ru', 'uk']
  return [language, ...others].flatMap((one) => (names as { [code: string]: string })[one] ?? [])[0]
}

function fill(sentence: string, parts: { readonly [part: string]: string }): string {
  return sentence.replace(/\{([a-z]+)\}/g, (whole, part: string) => parts[part] ?? whole)
}
