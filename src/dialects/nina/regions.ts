/** Which alerts a regional key means: what is said of its area, of one around it, or of one in it. */
import type { Issued } from '#alerts'
import type { Area } from '#areas'
import { areaIds } from '../area-ids.ts'
import type { Picture } from '../dialect.ts'
import { arsScheme } from './mapping.ts'

/** `no-key`: it has not the form of one. */
export function regionOf(key: string, { hierarchy }: Picture): Area | 'no-key' | undefined {
  return /^\d{12}$/.test(key) ? areaIds(hierarchy, arsScheme).areaOf(key) : 'no-key'
}

/** What the lists show: a drill in them could not be told from a danger. */
export function liveAlerts({ alerts }: Picture): readonly Issued[] {
  return alerts.filter(({ mode }) => mode === 'live')
}

/** The latest first. */
export function alertsAt(region: Area, picture: Picture): readonly Issued[] {
  const { hierarchy } = picture
  const concerns = ({ content }: Issued) =>
    content.areas.some(
      ({ code }) => hierarchy.contains(region.code, code) || hierarchy.contains(code, region.code),
    )
  return liveAlerts(picture).filter(concerns).toReversed()
}

/** Of the areas that have one. */
export function keysOf(areas: Issued['content']['areas'], { hierarchy }: Picture): readonly string[] {
  const ids = areaIds(hierarchy, arsScheme)
  return areas.flatMap(({ code }) => ids.idOf(code) ?? [])
}

/** Areas under alert that no key stands for: whoever asks by key learns of them only by an area around them. */
export function areasWithoutKey(picture: Picture): number {
  const ids = areaIds(picture.hierarchy, arsScheme)
  const codes = liveAlerts(picture).flatMap(({ content }) => content.areas.map(({ code }) => code))
  return [...new Set(codes)].filter((code) => ids.idOf(code) === undefined).length
}
