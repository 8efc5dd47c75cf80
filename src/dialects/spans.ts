/** What was in force where from when to when, folded from facts that were published; for dialects that have a history. */
import {
  asAlertFact,
  alertOf,
  noticeReasonOf,
  type AlertFactType,
  type Ending,
  type Published,
} from '#alerts'
import type { AreaCode } from '#areas'
import { plus, type AlertId, type Instant, type InLanguages, type Mode } from '#base'
import type { Fact } from '#ledger'
import type { Gravity, LadderId, LevelId, ThreatId } from '#threats'

/** One area under one threat at one level, for as long as one alert said so. */
export interface Span {
  readonly alert: AlertId
  readonly mode: Mode
  readonly area: AreaCode
  readonly names: InLanguages<string>
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly gravity: Gravity
  /** Of the notice that began it; of the one that ended it once it is over. */
  readonly revision: number
  readonly since: Instant
  /** Undefined while it goes on. */
  readonly until?: Instant
  /** `moved-on`: the alert goes on there at another level. */
  readonly how?: Ending | 'moved-on'
}

export interface Spans {
  /** Facts in ledger order; of what is no alert's only imports of areas count. */
  apply(facts: readonly Fact[]): void
  /** Oldest first; those that go on are among them. */
  all(): readonly Span[]
  /** When areas last got other ids or names by an import, as far back as the facts went. */
  importedAt(): Instant | undefined
  forgetBefore(at: Instant): void
}

/** A country at war for a month has some tens of thousands. */
const most = 200_000

export function emptySpans(): Spans {
  let past: Span[] = []
  const open = new Map<AlertId, Map<string, Span>>()
  let kept: readonly Span[] | undefined
  let importedAt: Instant | undefined

  const close = (alert: AlertId, key: string, end: Pick<Required<Span>, 'until' | 'how' | 'revision'>) => {
    const spans = open.get(alert)!
    past.push({ ...spans.get(key)!, ...end })
    spans.delete(key)
    if (spans.size === 0) open.delete(alert)
  }
  const applyOne = (fact: Fact) => {
    if (fact.type === 'areas-imported') importedAt = fact.at
    const alert = alertOf(fact)
    if (alert === undefined) return
    const { type, data } = asAlertFact(fact)
    if (noticeReasonOf(type) === null) return
    const { content, since, revision } = data as Published
    const how = endings[type]
    const { threat, ladder, level, step } = content
    const spans = open.get(alert) ?? new Map<string, Span>()
    const isKnown = spans.size > 0
    open.set(alert, spans)
    const wanted = new Map(content.areas.map((area) => [`${area.code} ${threat} ${ladder} ${level}`, area]))
    for (const [key, { code, names }] of wanted)
      if (!spans.has(key))
        spans.set(key, {
          ...{
            alert,
            mode: fact.mode,
            area: code,
            names,
            threat,
            ladder,
            level,
            gravity: step.gravity,
            revision,
          },
          // Of what was issued before the reading began only the first time is known.
          since: isKnown ? fact.at : since,
        })
    const here = new Set(content.areas.map(({ code }) => code))
    for (const [key, { area }] of spans)
      if (how !== undefined) close(alert, key, { until: fact.at, how, revision })
      else if (!wanted.has(key))
        close(alert, key, { until: fact.at, how: here.has(area) ? 'moved-on' : 'all-clear', revision })
    if (spans.size === 0) open.delete(alert)
    if (past.length > most) past.splice(0, past.length - most)
  }

  return {
    apply(facts) {
      for (const fact of facts) applyOne(fact)
      if (facts.length > 0) kept = undefined
    },
    all: () =>
      (kept ??= [...past, ...[...open.values()].flatMap((spans) => [...spans.values()])].toSorted((a, b) =>
        a.since < b.since ? -1 : a.since > b.since ? 1 : 0,
      )),
    importedAt: () => importedAt,
    forgetBefore(at) {
      if (importedAt !== undefined && importedAt < at) importedAt = undefined
      past = past.filter(({ until }) => until! >= at)
      kept = undefined
    },
  }
}

const endings: { readonly [type in AlertFactType]?: Ending } = {
  'alert-cleared': 'all-clear',
  'alert-retracted': 'retracted',
  'alert-lapsed': 'lapsed',
}

/** How far back dialects can be asked. */
export function beginningOfHistory(now: Instant): Instant {
  return plus(now, -31 * 24 * 60 * 60 * 1_000)
}
