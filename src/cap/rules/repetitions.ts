/** Rules about saying the same thing twice (CAP 1.2 §3.2.2). */
import type { CapInfo, CapValue } from '../message.ts'
import type { CapRule } from '../reading.ts'
import type { Findings } from '../finding.ts'
import { contentFindings } from './content-findings.ts'
import { languageOf } from './language-tags.ts'

type Where = Parameters<CapRule>[0]['where']

export const valuesStandOnce: CapRule = ({ message, where }, found) => {
  for (const info of message.info) {
    for (const element of ['category', 'responseType'] as const) {
      const values: readonly string[] = info[element] ?? []
      const again = values.findIndex((value, i) => values.indexOf(value) < i)
      if (again < 0) continue
      const text = values[again]
      found.report(contentFindings, 'cap/repeated-value', where(info, element, again), { element, text })
    }
    pairsStandOnce('eventCode', info.eventCode, where, found)
    pairsStandOnce('parameter', info.parameter, where, found)
    for (const area of info.area ?? []) pairsStandOnce('geocode', area.geocode, where, found)
  }
}

/** Up to this many are compared with each other, which takes less than to make a set of them. */
const fewPairs = 8

function isAmong({ valueName, value }: CapValue, pairs: readonly CapValue[], first: number): boolean {
  for (let i = 0; i < first; i++)
    if (pairs[i]!.value === value && pairs[i]!.valueName === valueName) return true
  return false
}

/** The first repetition of a list is said, not each. */
function pairsStandOnce(
  element: string,
  pairs: readonly CapValue[] | undefined,
  where: Where,
  found: Findings,
): void {
  if (pairs === undefined || pairs.length < 2) return
  if (pairs.length <= fewPairs && !pairs.some((pair, i) => isAmong(pair, pairs, i))) return
  const seen = new Set<string>()
  for (const pair of pairs) {
    const text = `${pair.valueName} = ${pair.value}`
    if (seen.has(text)) {
      found.report(contentFindings, 'cap/repeated-value', where(pair), { element, text })
      return
    }
    seen.add(text)
  }
}

export const blocksStandOnce: CapRule = ({ message, where }, found) => {
  const alike = lookingAlike(message.info)
  const seen = new Map<string, CapInfo>()
  for (const block of alike) {
    const key = outline(block)
    const earlier = seen.get(key)
    if (earlier === undefined) seen.set(key, block)
    // The outline leaves shapes and files out, so that great ones are compared only when all else is the same.
    else if (JSON.stringify(earlier) === JSON.stringify(block))
      found.report(contentFindings, 'cap/repeated-info', where(block))
  }
}

/** Blocks that say the same event of an area of the same name: only these are worth a second look. */
export function lookingAlike(info: readonly CapInfo[]): readonly CapInfo[] {
  if (info.length < 2) return []
  const keys = info.map(
    (block) => `${languageOf(block.language)}\n${block.event}\n${block.area?.[0]?.areaDesc}`,
  )
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return info.filter((_, i) => counts.get(keys[i]!)! > 1)
}

function outline({ area, resource, ...rest }: CapInfo): string {
  return JSON.stringify([rest, area?.map(({ areaDesc, geocode }) => [areaDesc, geocode]), resource?.length])
}
