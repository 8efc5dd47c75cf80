/** Where in a text a place's name may stand: known names in any case, and unknown ones in the shape of one. */
import { adjectiveForm, isLandName, rootOf, stemOf, type NamedArea, type NameForms, type Unit } from '#areas'
import { isNoName } from '../text/words-no-name.ts'
import type { Word } from '../text/text-words.ts'
import { finerOf, isBesideUnit, isUrban, unitOf } from '../text/unit-words.ts'

export interface Spot {
  /** First word and the one after the last, with its unit words. */
  from: number
  to: number
  /** The same of the name alone. */
  readonly nameFrom: number
  readonly nameTo: number
  /** Areas of this name, and areas whose name is made of the same root. */
  readonly named: readonly NamedArea[]
  readonly kin: readonly NamedArea[]
  readonly form: 'yes' | 'maybe' | 'no'
  /** “Полтавщина”: the land around a town. */
  readonly land: 'yes' | 'no'
  unit: Unit | undefined
  /** Which kind of hromada: `urban`, `settlement`, `rural`. */
  finer: string
  unitFrom: 'own' | 'shared' | 'none'
}

/** A name's words stand together: with a space, a dash, or as a hashtag writes them. */
export const together = /^[\s\u00a0_]*[-‐‑–]?[\s\u00a0_]*$/u
const longestWord = 40

/** “В городе введен”, “в районе продолжает”: what stands small beside a unit word and ends as a verb does is no name. */
const isVerb = /(?:[ае]н[аоы]?|[ауяюие][её]?т(?:ся)?|ить|[иа]л[аои]?|ено|ані|ється|ються)$/u

/** `taken`: words that are known to mean something else. */
export function spotNames(words: readonly Word[], forms: NameForms, taken: ReadonlySet<number>): Spot[] {
  const spots: Spot[] = []
  for (let i = 0; i < words.length;) {
    const spot = taken.has(i) ? undefined : spotAt(words, i, forms)
    if (spot !== undefined) spots.push(spot)
    i = spot?.to ?? i + 1
  }
  return spots
}

function spotAt(words: readonly Word[], at: number, forms: NameForms): Spot | undefined {
  const word = words[at]!
  const { folded, capital } = word
  if (folded.length < 2 || folded.length > longestWord || /^\d/.test(folded)) return undefined
  if (unitOf(folded) !== undefined || isBesideUnit(folded) || isUrban(folded) || isNoName(folded))
    return undefined
  const unit = unitBeside(words, at)
  if (capital === 'no' && (unit === 'no' || folded.length < 5 || isVerb.test(folded))) return undefined
  const most = Math.max(1, Math.min(5, forms.longest(stemOf(bareOf(word)))))
  for (let length = most; length >= 1; length--) {
    const parts = words.slice(at, at + length)
    if (parts.length < length || parts.slice(1).some((part) => !together.test(part.before))) continue
    const stems = parts.map((part) => stemOf(bareOf(part)))
    const known = forms.byStem(stems.join(' '))
    // “У Кременчуці”, “в Острозі”: the last consonant changes before the ending.
    const changed = known.length > 0 ? undefined : beforeEnding[/[цз]і$/.exec(last(parts))?.[0] ?? '']
    const named =
      changed === undefined
        ? known
        : forms.byStem([...stems.slice(0, -1), stemOf(last(parts).slice(0, -2) + changed)].join(' '))
    const kin = forms.byRoot(parts.map((part) => rootOf(bareOf(part))).join(' '))
    const isLand = isLandName(last(parts))
    const form = isLand ? 'yes' : adjectiveForm(last(parts))
    if (named.length === 0 && (kin.length === 0 || capital === 'no')) continue
    if (goesOn(words, at + length, forms)) continue
    return spot(at, at + length, named, kin, form, isLand ? 'yes' : 'no')
  }
  if (capital === 'no' || folded.length < 3) return undefined
  let to = at + 1
  while (
    to < words.length &&
    to < at + 3 &&
    /^[-‐‑]$/u.test(words[to]!.before) &&
    words[to]!.capital === 'yes'
  )
    to++
  return spot(at, to, [], [], adjectiveForm(words[to - 1]!.folded), 'no')
}

/** “В Белгороде-Днестровском” is another town than Belgorod; “Киев-Харьков” is two. */
function goesOn(words: readonly Word[], at: number, forms: NameForms): boolean {
  const next = words[at]
  if (next === undefined || next.capital === 'no' || !/^[-‐‑]$/u.test(next.before)) return false
  if (unitOf(next.folded) !== undefined) return false
  return adjectiveForm(next.folded) === 'yes' || forms.byStem(stemOf(bareOf(next))).length === 0
}

const beforeEnding: { readonly [ending: string]: string } = { ці: 'к', зі: 'г' }

function last(parts: readonly Word[]): string {
  return parts.at(-1)?.folded ?? ''
}

/** “Kyiv’s”. */
function bareOf({ text, folded }: Word): string {
  return /['’]s$/.test(text) ? folded.replace(/['’]?s$/, '') : folded
}

function spot(
  from: number,
  to: number,
  named: readonly NamedArea[],
  kin: readonly NamedArea[],
  form: Spot['form'],
  land: Spot['land'],
): Spot {
  return {
    from,
    to,
    nameFrom: from,
    nameTo: to,
    named,
    kin,
    form,
    land,
    unit: undefined,
    finer: '',
    unitFrom: 'none',
  }
}

/** Whether a unit word stands at a word, so that a name may be meant even where it is written small. */
function unitBeside(words: readonly Word[], at: number): 'yes' | 'no' {
  for (let i = at + 1; i < Math.min(words.length, at + 4) && together.test(words[i]!.before); i++) {
    const { folded } = words[i]!
    if (unitOf(folded) !== undefined) return 'yes'
    if (!isBesideUnit(folded) && !isUrban(folded) && finerOf(folded) === '') break
  }
  const before = words[at - 1]
  return before !== undefined && /^\.?\s*$/u.test(words[at]!.before) && unitOf(before.folded) !== undefined
    ? 'yes'
    : 'no'
}
