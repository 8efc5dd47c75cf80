/** Of several areas of one name, which is meant: the one where its companions are, the town before the land around it. */
import type { Area, AreaCode } from '../area.ts'
import type { Gazetteer, MatchedBy } from '../gazetteer.ts'
import type { Beside } from './beside.ts'
import type { Asked } from './fit.ts'
import type { NameEntry, NameKeys } from './name-keys.ts'
import type { Kind, Range } from './same-names.ts'

export interface Candidate {
  readonly index: number
  score: number
  /** How far it is from the kind of place that is asked for. */
  readonly fit: number
  readonly kind: Kind
  readonly by: MatchedBy
}

/** Of areas with one name the one is meant that lies where its companions do. */
export function vote(
  here: Candidate[],
  { companions }: Beside,
  keys: NameKeys,
  { hierarchy }: Gazetteer,
  [from, to]: Range,
): void {
  if (companions.length === 0 || here.length < 2) return
  const votes = new Map<AreaCode, number>()
  const raionOf = (area: Area) =>
    area.kind === 'district' ? area : hierarchy.ancestors(area.code).find(({ kind }) => kind === 'district')
  for (const companion of companions) {
    const inside = companion.filter((index) => index >= from && index < to)
    const raions = new Set(inside.map((index) => raionOf(keys.entries[index]!.area)?.code))
    for (const code of raions)
      if (code !== undefined) votes.set(code, (votes.get(code) ?? 0) + 1 / raions.size)
  }
  for (const candidate of here) {
    const raion = raionOf(keys.entries[candidate.index]!.area)
    if (raion !== undefined) candidate.score += 0.06 * Math.min(1, votes.get(raion.code) ?? 0)
  }
}

/** “Краматорська” is a case of the town, or a community’s adjective: without a unit word the town is likelier. */
const townOrLand = /[сзц]ька$/
const townsOwn = /[сзц]ьк$|sk$/
const adjectival = /(?:[сзц]ь?кий|ский|цкий|sk(?:y|yi|iy))$/
/** Still asked about. */
const likelier = 0.04
/** Not asked about any more. */
const meant = 0.06

/** Without a unit word; `in-a-sentence`: none stands in the sentence either, so that a list of districts can be ruled out. */
export function preferTowns(
  here: Candidate[],
  keys: NameKeys,
  { words, form }: Asked,
  text: 'in-a-sentence' | 'alone',
): void {
  if (here.length < 2 || form === 'no') return
  const entryOf = ({ index }: Candidate) => keys.entries[index]!
  const isTown = ({ area }: NameEntry) => area.kind === 'settlement'
  const lastOf = ({ words }: NameEntry) => words[words.length - 1]!
  const has = (pattern: RegExp) =>
    here.some((one) => one.kind === 'same' && isTown(entryOf(one)) && pattern.test(lastOf(entryOf(one))))
  // “Хмельницький”, “Білгород-Дністровський”: so is the district called, which a text names with its unit word.
  const less =
    text === 'in-a-sentence' && has(adjectival)
      ? meant
      : townOrLand.test(words.at(-1)!) && has(townsOwn)
        ? likelier
        : 0
  if (less === 0) return
  for (const candidate of here) if (!isTown(entryOf(candidate))) candidate.score -= less
}
