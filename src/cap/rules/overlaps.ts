/** The rule that later info blocks of one language may add to earlier ones, but not override them where they overlap (CAP 1.2 §3.2.2). */
import type { CapInfo } from '../message.ts'
import type { CapRule } from '../reading.ts'
import { contentFindings } from './content-findings.ts'
import { languageOf } from './language-tags.ts'
import { lookingAlike } from './repetitions.ts'

/** Texts may be added to; these have one value, and readers that keep the last one differ from those that keep the first. */
const single = ['urgency', 'severity', 'certainty'] as const

export const laterBlocksOnlyAdd: CapRule = ({ message, where }, found) => {
  const first = new Map<string, CapInfo>()
  for (const info of lookingAlike(message.info)) {
    const key = targetOf(info)
    const earlier = first.get(key)
    if (earlier === undefined) {
      first.set(key, info)
      continue
    }
    const element = single.find((name) => earlier[name] !== info[name])
    if (element === undefined) continue
    const details = { element, one: earlier[element], two: info[element] }
    found.report(contentFindings, 'cap/info-overrides-earlier', where(info, element), details)
    return
  }
}

/** Exactly the same event and target: another event is another thing to say, and what overlaps in part can’t be told here. */
function targetOf({
  language,
  audience,
  event,
  onset,
  effective,
  expires,
  area,
  responseType,
}: CapInfo): string {
  const areas = area?.map(({ areaDesc, geocode, polygon, circle, altitude, ceiling }) => [
    areaDesc,
    geocode,
    polygon?.map((ring) => [ring.length, ring[0], ring[1], ring.at(-2)]),
    circle,
    altitude,
    ceiling,
  ])
  return JSON.stringify([
    languageOf(language),
    audience,
    event,
    onset,
    effective,
    expires,
    areas,
    responseType,
  ])
}
