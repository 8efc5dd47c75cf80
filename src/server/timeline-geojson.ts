/**
 * Where and when what was in force, as GeoJSON (RFC 7946): a feature for each area and each stretch of time in which an alert
 * stood there at one level. Read from the alerts' own facts; a shape that has changed since says so.
 */
import { noticesOf, isEnd, type AlertContent, type NoticeReason } from '#alerts'
import { toGeometry, type Area, type AreaCode } from '#areas'
import type { AlertId, Instant, InLanguages, JsonObject, Mode, Sha256 } from '#base'
import type { Fact } from '#ledger'

/** One area, warned of by one alert at one level without a break. */
export interface Stretch {
  readonly alert: AlertId
  readonly mode: Mode
  readonly area: AreaCode
  readonly names: InLanguages<string>
  /** SHA-256 of the shape that was meant; null where it had none. */
  readonly shape: Sha256 | null
  readonly content: Pick<AlertContent, 'threat' | 'ladder' | 'level' | 'step'>
  readonly from: Instant
  /** Null while it stands. */
  readonly until: Instant | null
  /** By what it was over, or went on at another level; null while it stands. */
  readonly by: NoticeReason | null
}

/** Of the facts of one alert's stream, in their order. */
export function stretchesOf(facts: readonly Fact[]): Stretch[] {
  const open = new Map<AreaCode, Stretch>()
  const closed: Stretch[] = []
  for (const fact of facts) {
    const notices = noticesOf(fact)
    const [first] = notices
    if (first === undefined) continue
    const { alert, mode, at, reason } = first
    const content = (fact.data as unknown as { readonly content: AlertContent }).content
    const { threat, ladder, level, step } = content
    const standing = new Map(
      notices
        .filter((notice) => !isEnd(notice))
        .flatMap(({ areas }) => areas.map((area) => [area.code, area])),
    )
    for (const [code, stretch] of open) {
      if (standing.has(code) && stretch.content.level === level && stretch.content.ladder === ladder) continue
      closed.push({ ...stretch, until: at, by: reason })
      open.delete(code)
    }
    for (const [area, { names, shape }] of standing)
      if (!open.has(area))
        open.set(area, {
          ...{ alert, mode, area, names, shape, content: { threat, ladder, level, step } },
          ...{ from: at, until: null, by: null },
        })
  }
  return [...closed, ...open.values()]
}

/** Whether any of it lies in the span; both ends may be left open. */
export function liesWithin(
  { from, until }: Pick<Stretch, 'from' | 'until'>,
  span: { readonly from?: Instant | undefined; readonly to?: Instant | undefined },
): boolean {
  return (
    (span.to === undefined || from < span.to) &&
    (span.from === undefined || until === null || until > span.from)
  )
}

/** The geometry is the area’s present one; null where there is none. Longitude first (RFC 7946 §3.1.1). */
export function stretchFeature(
  stretch: Stretch,
  map: {
    readonly get: (code: AreaCode) => Area | undefined
    readonly hashOfShape: (code: AreaCode) => Sha256 | null
  },
): JsonObject {
  const { alert, mode, area: code, names, shape, content, from, until, by } = stretch
  const area = map.get(code)
  const now = area?.shape === undefined ? null : map.hashOfShape(code)
  return {
    type: 'Feature',
    id: `${alert}/${code}/${from}`,
    geometry: area?.shape === undefined ? null : toGeometry(area.shape),
    properties: {
      ...{ alert, mode, area: code, names, from, until, by },
      ...{ threat: content.threat, ladder: content.ladder, level: content.level },
      ...{ gravity: content.step.gravity, height: content.step.height },
      approximate: area?.shape === undefined ? null : area.shapeQuality !== 'surveyed',
      shape: now === null ? 'none' : now === shape ? 'as-it-was' : 'changed-since',
    },
  }
}
