/** What is in force, each alert at each place it was said of, oldest first. */
import type { Issued } from '#alerts'
import type { AreaCode } from '#areas'
import type { DialectGround, Picture } from '../dialect.ts'
import {
  disclaimerOf,
  entryIds,
  entryOf,
  markOfAlert,
  metaDate,
  notesOf,
  type Entry,
  type Said,
} from './entry.ts'
import { kindOf, levelOf } from './mapping.ts'
import { placesOf, type Place, type Places } from './places.ts'

export interface AlertList {
  readonly alerts: readonly Entry[]
  readonly meta: { readonly last_updated_at: string; readonly type: 'full' }
  readonly disclaimer: string
}

export type ListGround = Pick<DialectGround, 'languages' | 'issuer' | 'book'>

export function activeAlerts(picture: Picture, ground: ListGround): AlertList {
  const places = placesOf(picture.hierarchy)
  const ids = entryIds()
  const alerts: Entry[] = []
  for (const alert of picture.alerts) {
    const said = saidOf(alert, ground)
    if (said === undefined) continue
    const mark = markOfAlert(alert.id)
    for (const place of placesIn(alert, places)) alerts.push(entryOf(ids.of(mark, place), place, said))
  }
  return listOf(alerts, picture, ground)
}

export function listOf(
  alerts: readonly Entry[],
  { shownAt }: Pick<Picture, 'shownAt'>,
  ground: ListGround,
): AlertList {
  const meta = { last_updated_at: metaDate(shownAt), type: 'full' } as const
  return { alerts, meta, disclaimer: disclaimerOf(ground) }
}

/** Each once, also where an alert names a country and a region of it. */
function placesIn({ content }: Issued, places: Places): Iterable<Place> {
  const found = new Map<AreaCode, Place>()
  for (const { code } of content.areas)
    for (const place of places.of(code)) if (!found.has(place.code)) found.set(place.code, place)
  return found.values()
}

function saidOf({ content, issuedAt, revisedAt }: Issued, ground: ListGround): Said | undefined {
  const kind = kindOf(content.threat)
  if (kind === undefined) return undefined
  const { threat, step } = content
  const level = levelOf(step.gravity)
  return {
    ...{ started_at: issuedAt, finished_at: null, updated_at: revisedAt, alert_type: kind.type },
    ...{ notes: notesOf({ threat, gravity: step.gravity }, ground), calculated: false, alert_level: level },
    threats: kind.threat === undefined ? [] : [{ threat_type: kind.threat, level, started_at: issuedAt }],
  }
}

/** Areas under alert of which something is in no answer: they have no uid, or it has no word for the threat. */
export function leftOut({ alerts, hierarchy }: Picture): number {
  const places = placesOf(hierarchy)
  const areas = new Set<AreaCode>()
  for (const { content } of alerts) {
    const isSaid = kindOf(content.threat) !== undefined
    for (const { code } of content.areas) if (!isSaid || places.of(code).length === 0) areas.add(code)
  }
  return areas.size
}
