/** Rules about where a warning holds: that it is said so that machines can tell, and that heights make sense (CAP 1.2 §3.2.4). */
import type { CapArea } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { areaFindings } from './area-findings.ts'
import { warns } from './texts.ts'

export const warningHasAnArea: CapRule = ({ message, where }, found) => {
  const { info } = message
  if (!warns(message) || info.length === 0) return
  // Later blocks of a language add to earlier ones, so one area may serve several.
  if (message.scope !== 'Public') return
  const without = info.filter((block) => block.area === undefined)
  if (without.length === 0) return
  const details = { count: without.length, all: info.length }
  found.report(areaFindings, 'cap/no-area', where(without[0]!), details)
}

/** Said once for the message, at the first such area. */
export const machinesFindAreas: CapRule = ({ message, where }, found) => {
  const areas = message.info.flatMap((info) => info.area ?? [])
  const report = (code: keyof typeof areaFindings, is: (area: CapArea) => boolean) => {
    const first = areas.find(is)
    if (first === undefined) return
    const count = areas.filter(is).length
    const details = { text: first.areaDesc || '?', count, all: areas.length }
    found.report(areaFindings, code, where(first), details)
  }
  // Shapes that could not be read are shapes all the same; the reader has said what is wrong with them.
  const hasShape = (area: CapArea) =>
    area.polygon !== undefined ||
    area.circle !== undefined ||
    where(area, 'polygon') !== where(area) ||
    where(area, 'circle') !== where(area)
  report('cap/area-by-name-only', (area) => area.geocode === undefined && !hasShape(area))
  report('cap/geocode-only', (area) => area.geocode !== undefined && !hasShape(area))
}

export const heightsMakeSense: CapRule = ({ message, where }, found) => {
  for (const info of message.info)
    for (const area of info.area ?? []) {
      const { altitude, ceiling } = area
      if (ceiling === undefined) continue
      const place = where(area, 'ceiling')
      if (altitude === undefined) {
        // An altitude that could not be read is there all the same.
        if (where(area, 'altitude') === where(area))
          found.report(areaFindings, 'cap/ceiling-without-altitude', place, { ceiling })
      } else if (ceiling < altitude)
        found.report(areaFindings, 'cap/ceiling-below-altitude', place, { ceiling, altitude })
    }
}
