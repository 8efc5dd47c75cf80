/** “По всей области”, “в регионе”, “столиця”, “у місті”, “по всій Україні”: words that mean a place without naming it. */
import { readPlaceName, type Area, type AreaCode, type Hierarchy } from '#areas'
import { regionOf, type PlaceMention } from './places-in-text.ts'
import { roleOf } from './place-roles.ts'
import type { Word } from '../text/text-words.ts'

const regionWord =
  /^(?:республик(?:а|и|е|у)|регион(?:а|у|е|ом)?|регіон(?:у|і|ом)?|област(?:ь|и|ью|і|ю)|region|oblast)$/
const cityWord = /^(?:город(?:а|у|е)?|міст(?:о|а|у|і)|city|town)$/
const inIt = /^(?:в|во|по|над|у|the|нашем|нашому|всем|всьому|in|over|across)$/
const countryWord = /^(?:україн[аиіуою]+|украин[аеыу]|ukraine|країн[аиіу])$/
const allOf = /^(?:вся|всій|всю|всієї|усій|уся|усю|всей|all|whole|entire|across|throughout)$/
const capitalWord = /^(?:столиц(?:я|і|ю|ею|а|ы|е|у|ей))$/

/**
 * Adds a mention for each such word, in the order of the text: of the region named before it, else of the one named
 * after, else of the one in which everything lies that the text names, else of the only one that this is read for.
 */
export function wholeRegions(
  words: readonly Word[],
  named: readonly PlaceMention[],
  hierarchy: Hierarchy,
  within: readonly AreaCode[],
): PlaceMention[] {
  const covered = new Set<number>()
  for (const { from, to } of named) for (let i = from; i < to; i++) covered.add(i)
  const found: PlaceMention[] = [...named]
  for (const [index, { folded, start, end, before }] of words.entries()) {
    if (covered.has(index)) continue
    const area = regionWord.test(folded)
      ? regionAt(index, named, hierarchy, within)
      : capitalWord.test(folded)
        ? capitalOf(hierarchy, named)
        : countryWord.test(folded)
          ? countryAt(words, index, hierarchy)
          : cityWord.test(folded)
            ? cityAt(words, index, named)
            : undefined
    if (area === undefined || before.startsWith('-')) continue
    const role = roleOf(words, index, index + 1)
    found.push({
      ...{ from: index, to: index + 1, start, end, unit: 'region', decision: 'one' },
      ...{ candidates: [{ area, score: 1 }], role, linked: 'no' },
    })
  }
  return found.sort((a, b) => a.from - b.from)
}

function regionAt(
  index: number,
  named: readonly PlaceMention[],
  hierarchy: Hierarchy,
  within: readonly AreaCode[],
): Area | undefined {
  const sure = named.filter(({ decision, role }) => decision === 'one' && role !== 'launch')
  const regions = sure.filter(({ candidates }) => candidates[0]!.area.kind === 'region')
  const before = regions.findLast(({ from }) => from < index)
  const after = regions.find(({ from }) => from > index)
  const spoken = before ?? after
  if (spoken !== undefined) return spoken.candidates[0]!.area
  const around = new Set(sure.map(({ candidates }) => regionOf(candidates[0]!.area, hierarchy)))
  if (around.size === 1) {
    const area = hierarchy.get([...around][0]!)
    if (area?.kind === 'region') return area
  }
  const own = within.map((code) => hierarchy.get(code)).filter((area) => area?.kind === 'region')
  return own.length === 1 && within.length === 1 ? own[0] : undefined
}

/** “По всій території України” warns the country; one that is only named does not. */
function countryAt(words: readonly Word[], index: number, hierarchy: Hierarchy): Area | undefined {
  const before = words.slice(Math.max(0, index - 3), index)
  if (!before.some(({ folded }) => allOf.test(folded))) return undefined
  return hierarchy.get('UA' as AreaCode)
}

/** “В городе”, “по місту”: of the city that was named last, and only where no name follows: “в городе Елец”. */
function cityAt(words: readonly Word[], index: number, named: readonly PlaceMention[]): Area | undefined {
  const next = words[index + 1]
  if (!inIt.test(words[index - 1]?.folded ?? '')) return undefined
  if (next !== undefined && next.capital === 'yes' && /^\s*[«“"]?$/u.test(next.before)) return undefined
  const before = named.findLast(
    ({ from, decision, role, candidates }) =>
      from < index && decision === 'one' && role !== 'launch' && isCity(candidates[0]!.area),
  )
  return before?.candidates[0]!.area
}

function isCity(area: Area): boolean {
  if (area.kind === 'settlement') return true
  if (area.kind === 'country') return false
  return Object.values(area.names).some((text) => {
    const { units } = readPlaceName(text)
    return units.includes('city') || units.length === 0
  })
}

/** Ukraine's capital, which its own texts call so. */
function capitalOf(hierarchy: Hierarchy, named: readonly PlaceMention[]): Area | undefined {
  const kyiv = hierarchy.get('UA80000000000093317' as AreaCode)
  return named.some(({ candidates }) => candidates[0]?.area.code === kyiv?.code) ? undefined : kyiv
}
