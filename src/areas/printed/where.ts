/** The area that is meant where a code is asked for: by its code in any scheme, or by its name when that is certain. */
import type { Area, AreaCode } from '../area.ts'
import { findCoded, type Gazetteer } from '../gazetteer.ts'
import { recognise } from './recognise.ts'

/** As much like what was asked as the first answer is. */
const asLikely = 0.16
/** Below it a name only resembles. */
const named = 0.84

/**
 * `RU-LIP`, `iso3166-2:UA-12`, `gn:535120`, `UA12000000000090473`, `Липецкая область`; nothing where it is none, or several.
 * What others are looked for in is the wider place of a name: “Kharkiv” is its region, “Russia” the country.
 */
export function areaMeant(gazetteer: Gazetteer, text: string): AreaCode | undefined {
  const { hierarchy } = gazetteer
  const code = text.trim() as AreaCode
  if (hierarchy.get(code) !== undefined) return code
  const coded = findCoded(gazetteer, code, { limit: 2 })
  if (coded?.decision === 'one') return coded.matches[0]!.area.code
  const { matches, decision } = recognise(gazetteer, code)
  const [first] = matches
  if (first === undefined || first.score < named) return undefined
  const holds = ({ area, score }: { readonly area: Area; readonly score: number }) =>
    (area.kind === 'country' || area.kind === 'region') && score >= first.score - asLikely
  const wider = matches.filter(holds).sort((a, b) => depth(a.area) - depth(b.area))
  const [widest, next] = wider.map(({ area }) => area)
  const isAlone = widest !== undefined && (next === undefined || depth(next) > depth(widest))
  // A city that has a region to itself, Kyiv, does not lie in the region around it.
  const isOther =
    decision === 'one' && widest !== undefined && !hierarchy.contains(widest.code, first.area.code)
  if (isAlone && !isOther) return widest.code
  return decision === 'one' ? first.area.code : undefined
}

function depth({ kind }: Area): number {
  return kind === 'country' ? 0 : 1
}
