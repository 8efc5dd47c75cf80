/** The timeline for a spreadsheet: one line an entry, what was said in one language, times in UTC and as the clock on the wall showed them. */
import { nameOf, type AreaCode } from '#areas'
import { noticesOf, type FrozenArea } from '#alerts'
import { english, type InLanguages, type Instant, type JsonObject, type Language } from '#base'
import type { Fact } from '#ledger'
import { csvLine } from '#people'
import type { TimelineEntry } from './timeline-entry.ts'

/** Spreadsheets take a file without it for one of their own, older encodings. */
export const byteOrderMark = '\uFEFF'

export interface CsvAround {
  readonly language: Language
  /** IANA. */
  readonly timeZone: string
  /** Of areas that the fact itself doesn't name. */
  readonly namesOf: (area: AreaCode) => InLanguages<string> | undefined
}

export const csvHead = csvLine([
  ...['seq', 'at', 'local', 'kind', 'what', 'mode', 'alert', 'by', 'name', 'consent', 'approved by'],
  ...['threat', 'level', 'areas', 'area names', 'said', 'reason'],
])

export function csvRow(entry: TimelineEntry, fact: Fact, around: CsvAround): string {
  const { seq, at, kind, what, mode, alert, by, areas, data } = entry
  const consent = (data['consent'] ?? {}) as JsonObject
  const approved = (consent['approvedBy'] ?? {}) as JsonObject
  const named = new Map(frozenIn(fact).map((area) => [area.code, area.names]))
  const names = areas.map((code) => {
    const known = named.get(code) ?? around.namesOf(code)
    return known === undefined ? code : nameOf({ names: known }, around.language, english)
  })
  return csvLine([
    ...[String(seq), at, wallClock(at, around.timeZone), kind, what, mode, alert ?? ''],
    ...[by?.id ?? '', by?.name ?? ''],
    ...[textIn(consent, 'how'), textIn(approved, 'name') || textIn(approved, 'id')],
    ...[textIn(data, 'threat'), textIn(data, 'level'), areas.join(' '), names.join(', ')],
    ...[saidIn(fact, around.language), textIn(consent, 'emergency') || textIn(data, 'reason')],
  ])
}

/** As they were when it was decided. */
function frozenIn(fact: Fact): readonly FrozenArea[] {
  const { areas } = (fact.data['content'] ?? {}) as { readonly areas?: readonly FrozenArea[] }
  return [
    ...(fact.stream.startsWith('alert:') ? (areas ?? []) : []),
    ...noticesOf(fact).flatMap((notice) => notice.areas),
  ]
}

/** To each audience in turn. */
function saidIn(fact: Fact, language: Language): string {
  return noticesOf(fact)
    .map(({ wording }) => wording.texts[language]?.['1395'] ?? '')
    .filter((text) => text !== '')
    .join('\n')
}

/** Making one takes as long as writing ten lines. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** `2025-11-02 00:37:04 +03:00`: sorts as text within one zone, and spreadsheets know it for a time. */
export function wallClock(at: Instant, timeZone: string): string {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23', timeZoneName: 'longOffset' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
    })
    formats.set(timeZone, format)
  }
  const parts = new Map(format.formatToParts(Date.parse(at)).map(({ type, value }) => [type, value]))
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  const offset = of('timeZoneName').replace('GMT', '') || '+00:00'
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}:${of('second')} ${offset}`
}

function textIn(data: JsonObject, name: string): string {
  const value = data[name]
  return typeof value === 'string' ? value : ''
}
