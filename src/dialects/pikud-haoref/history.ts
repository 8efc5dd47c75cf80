/** AlertsHistory.json: what was told during the last day, place by place, the newest first, in local time. */
import { nameOf, type AreaCode, type Hierarchy } from '#areas'
import { day, plus, second, type Instant, type Mode } from '#base'
import type { DialectGround, Picture } from '../dialect.ts'
import type { Span } from '../spans.ts'
import { historyNumber, whatIs, type What } from './categories.ts'
import { heard, localTime, placesIn, titleOf, type Place } from './words.ts'

export interface HistoryRow {
  readonly alertDate: string
  readonly title: string
  readonly data: string
  readonly category: number
}

/** Below a megabyte; what is older than so many rows is left out. */
const mostRows = 6_000

interface Told {
  readonly at: Instant
  readonly what: What
  readonly span: Span
}

export function alertsHistory(
  spans: readonly Span[],
  { hierarchy }: Pick<Picture, 'hierarchy'>,
  ground: DialectGround,
): readonly HistoryRow[] {
  const from = plus(ground.now(), -day)
  const recent = spans.filter(({ since, until }) => since >= from || until === undefined || until >= from)
  const rows = new Map<string, HistoryRow>()
  const order = heard(ground.languages)
  /** Many rows are of one moment and one danger. */
  const time = once((at: Instant) => localTime(at, ground.timeZone))
  const title = once((what: What, { threat, ladder, level, mode }: Span) =>
    titleOf(what, { threat, ladder, level }, mode, ground),
  )
  const add = (at: Instant, what: What, span: Span, places: readonly Place[]) => {
    if (places.length === 0) return
    const alertDate = time(at, at)
    const category = historyNumber(what, span.threat, span.mode)
    const said = title(`${what} ${span.threat} ${span.ladder} ${span.level} ${span.mode}`, what, span)
    for (const place of places) {
      const data = nameOf(place, ...order).trim()
      const key = `${alertDate} ${category} ${data}`
      if (rows.size < mostRows && !rows.has(key)) rows.set(key, { alertDate, title: said, data, category })
    }
  }
  const staying = stayingAt(recent, hierarchy)
  /** Pre-alerts that are told again after the end of a danger need no row of their own a second before. */
  const again = new Set<string>()
  for (const { at, what, span } of toldSince(from, recent)) {
    if (rows.size >= mostRows) break
    const places = placesIn([{ code: span.area, names: span.names }], hierarchy)
    if (what !== 'end') {
      const isNews = ({ code }: Place) => what === 'alert' || !again.has(`${at} ${span.mode} ${code}`)
      add(at, what, span, places.filter(isNews))
      continue
    }
    const over: Place[] = []
    const watched: Place[] = []
    for (const place of places) {
      const stays = staying(place.code, at, span.mode)
      if (stays === 'danger' || (stays === 'advisory' && span.gravity === 'advisory')) continue
      over.push(place)
      if (stays === 'nothing') continue
      watched.push(place)
      again.add(`${at} ${span.mode} ${place.code}`)
    }
    if (watched.length > 0) add(plus(at, second), 'pre-alert', span, watched)
    add(at, 'end', span, over)
  }
  return [...rows.values()]
}

/** The newest first; at one moment ends before what began with them. */
function toldSince(from: Instant, spans: readonly Span[]): readonly Told[] {
  const told: Told[] = []
  for (const span of spans) {
    if (span.since >= from) told.push({ at: span.since, what: whatIs(span.gravity), span })
    if (span.until !== undefined && span.until >= from && span.how !== 'lapsed')
      told.push({ at: span.until, what: 'end', span })
  }
  const first = ({ what }: Told) => (what === 'end' ? 0 : 1)
  return told.toSorted((a, b) => (a.at > b.at ? -1 : a.at < b.at ? 1 : first(a) - first(b)))
}

function once<Given extends readonly unknown[], Made>(make: (...given: Given) => Made) {
  const made = new Map<string, Made>()
  return (name: string, ...given: Given): Made => {
    const before = made.get(name)
    if (before !== undefined) return before
    const it = make(...given)
    made.set(name, it)
    return it
  }
}

type Stays = 'danger' | 'advisory' | 'nothing'

/** What a place was under just after a moment, by its own alerts and those of what it lies in. */
function stayingAt(spans: readonly Span[], hierarchy: Hierarchy) {
  const byArea = new Map<AreaCode, Span[]>()
  for (const span of spans) {
    const there = byArea.get(span.area)
    if (there === undefined) byArea.set(span.area, [span])
    else there.push(span)
  }
  return (code: AreaCode, at: Instant, mode: Mode): Stays => {
    let stays: Stays = 'nothing'
    for (const one of [code, ...hierarchy.ancestors(code).map((area) => area.code)])
      for (const span of byArea.get(one) ?? []) {
        if (span.mode !== mode || span.since > at || (span.until !== undefined && span.until <= at)) continue
        if (span.gravity === 'danger') return 'danger'
        stays = 'advisory'
      }
    return stays
  }
}
