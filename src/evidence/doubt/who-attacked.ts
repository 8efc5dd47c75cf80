/** Who attacked whom does not come out: a side strikes its own ground, one place is struck by both, one loss weakens either. */
import { rootOf } from '#areas'
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence } from './examined.ts'
import type { QuoteIn, TextDoubt } from './doubt.ts'
import {
  ability,
  attackOf,
  disputed,
  loss,
  onWords,
  ownFire,
  sideNames,
  sideOf,
  type Side,
} from './words/sides.ts'

export interface Attack {
  readonly by: Side
  readonly target: string
  readonly name: string
  readonly quote: QuoteIn
  readonly sentence: Sentence
}

export const whoAttacked: DoubtRule = (examined) => {
  const attacks = attacksOf(examined)
  return [...onOwnGround(examined, attacks), ...byBoth(attacks), ...whoseLoss(examined)]
}

/** Each with its attacker and its target. */
export function attacksOf(examined: Examined): Attack[] {
  return examined.sentences.flatMap((sentence) => attacksIn(examined, sentence))
}

/** What is said to be struck, whoever did it. */
export function struckIn(examined: Examined): { readonly target: string; readonly quote: QuoteIn }[] {
  const { words, sentences } = examined
  return sentences.flatMap((sentence) => {
    const found: { readonly target: string; readonly quote: QuoteIn }[] = []
    for (let i = sentence.from; i < sentence.to; i++) {
      const attack = attackOf(words[i]!.folded)
      if (attack === undefined) continue
      const target = targetAfter(examined, sentence, i, attack === 'noun' ? 'after-on' : 'object')
      if (target !== undefined)
        found.push({ target: rootOf(words[target.from]!.folded), quote: quoteFrom(examined, i, target.to) })
    }
    return found
  })
}

const quoteFrom = ({ text, words }: Examined, from: number, to: number) =>
  quoteIn(text, words[from]!.start, words[to - 1]!.end)

function attacksIn(examined: Examined, sentence: Sentence): Attack[] {
  const { words } = examined
  const attacks: Attack[] = []
  for (let i = sentence.from; i < sentence.to; i++) {
    const { folded } = words[i]!
    const attack = attackOf(folded)
    if (attack === undefined) continue
    if (ownFire.test(sentence.folded)) return []
    const noun = attack === 'noun'
    const target = targetAfter(examined, sentence, i, noun ? 'after-on' : 'object')
    if (target === undefined) continue
    const by = attackerBefore(examined, sentence, i, noun ? 'noun' : 'verb')
    if (by === undefined) continue
    const name = words[target.from]!
    attacks.push({
      ...{ by: by.side, target: rootOf(name.folded.replace(/s$/, '')), name: name.text, sentence },
      quote: quoteFrom(examined, by.at, target.to),
    })
  }
  return attacks
}

/** The next name, with nothing but “the city of” before it. */
function targetAfter(
  { words }: Examined,
  { to }: Sentence,
  at: number,
  how: 'after-on' | 'object',
): { from: number; to: number } | undefined {
  let asked = how === 'object'
  for (let i = at + 1; i < Math.min(to, at + 7); i++) {
    const { folded, capital, before } = words[i]!
    if (/[,;:.()\n—–]/u.test(before)) return undefined
    if (onWords.test(folded)) asked = true
    else if (capital === 'yes' && asked && sideOf(folded) === undefined) {
      const unit = /^(?:region|oblast|district|city|область|области|обл|област[іь]|район\S{0,1})$/u.test(
        words[i + 1]?.folded ?? '',
      )
      return { from: i, to: unit ? i + 2 : i + 1 }
    } else if (
      how === 'object' &&
      sideOf(folded) === undefined &&
      !/^(?:the|city|town|region|village|of|central|downtown|по|город\S{0,1}|міст\S{1,2}|центр\S{0,1})$/u.test(
        folded,
      )
    )
      return undefined
  }
  return undefined
}

/** “The Russian strike”, “Ukrainian drones attacked”, “войска РФ нанесли удар”. */
function attackerBefore(
  { words }: Examined,
  { from }: Sentence,
  at: number,
  as: 'noun' | 'verb',
): { side: Side; at: number } | undefined {
  for (let i = at - 1; i >= Math.max(from, at - (as === 'noun' ? 6 : 5)); i--) {
    if (/[,;:.()\n—–]/u.test(words[i + 1]!.before)) return undefined
    const { folded, capital } = words[i]!
    const side = sideOf(folded)
    // “Attack on Russian Belgorod” has its side behind; “in Russia, drones attacked” is a place.
    if (side !== undefined)
      return /^(?:in|on|over|at|against|в|во|на|у|над|по|against|территории|території)$/u.test(
        words[i - 1]?.folded ?? '',
      )
        ? undefined
        : { side, at: i }
    if (capital === 'yes' && !/^(?:forces|armed|aerospace|army|air|force)$/u.test(folded)) return undefined
    if (attackOf(folded) !== undefined) return undefined
  }
  return undefined
}

interface Ground {
  readonly side: Side
  readonly quote: QuoteIn | null
}

/** Whose a place is said to be: “the Lipetsk region of Russia”, “the Ukrainian city of Dnipro”; else by the areas that were found. */
function groundOf(examined: Examined): Map<string, Ground> {
  const { words, context } = examined
  const grounds = new Map<string, Ground>()
  for (const place of context.places ?? []) {
    const code = place.decision === 'one' ? place.candidates[0]?.area.code : undefined
    const side = code?.startsWith('RU') === true ? 'RU' : code?.startsWith('UA') === true ? 'UA' : undefined
    if (side !== undefined) grounds.set(rootOf(words[place.from]!.folded), { side, quote: null })
  }
  for (let i = 0; i < words.length; i++) {
    const side = sideOf(words[i]!.folded)
    if (side === undefined) continue
    // “Lipetsk region of Russia”.
    if (/^(?:of|in)$/.test(words[i - 1]?.folded ?? '')) {
      const unit = /^(?:region|oblast|city|town|district|province)$/.test(words[i - 2]?.folded ?? '')
      const name = words[unit ? i - 3 : i - 2]
      if (unit && name?.capital === 'yes')
        grounds.set(rootOf(name.folded), { side, quote: quoteFrom(examined, i - 3, i + 1) })
    }
    // “Russia’s Lipetsk region”, “the Ukrainian city of Dnipro”.
    let at = i + 1
    while (
      at < i + 4 &&
      /^(?:border|city|town|region|village|of|областной|город\S{0,1}|прикордонн\S*|приграничн\S*|міст\S{1,2})$/u.test(
        words[at]?.folded ?? '',
      )
    )
      at++
    const name = words[at]
    const possessive =
      /['’]s$/u.test(words[i]!.text) || /с[ьк]{1,2}\p{L}{2,3}$/u.test(words[i]!.folded) || at > i + 1
    if (
      possessive &&
      name?.capital === 'yes' &&
      /^\s$/.test(name.before) &&
      sideOf(name.folded) === undefined &&
      (at > i + 1 ||
        /^\p{Script=Cyrillic}/u.test(words[i]!.text) ||
        /^(?:region|oblast|city|district)$/.test(words[at + 1]?.folded ?? ''))
    )
      grounds.set(rootOf(name.folded), { side, quote: quoteFrom(examined, i, at + 1) })
  }
  return grounds
}

function onOwnGround(examined: Examined, attacks: readonly Attack[]): TextDoubt[] {
  if (attacks.length === 0) return []
  const grounds = groundOf(examined)
  const seen = new Set<string>()
  return attacks.flatMap(({ by, target, name, quote }): TextDoubt[] => {
    const ground = grounds.get(target)
    if (ground === undefined || ground.side !== by || disputed.test(name.toLowerCase()) || seen.has(target))
      return []
    seen.add(target)
    return [
      doubt(
        'contradiction-in-text',
        `${sideNames[by]} is said to have attacked ${name}, which lies in ${sideNames[by]}; who attacked whom is not clear.`,
        ...(ground.quote === null ? [quote] : [ground.quote, quote]),
      ),
    ]
  })
}

/** The same place struck by either side in one text: a war on both sides of a border does so, of one attack it is a contradiction. */
function byBoth(attacks: readonly Attack[]): TextDoubt[] {
  const found: TextDoubt[] = []
  const first = new Map<string, Attack>()
  for (const attack of attacks.slice(0, 200)) {
    const before = first.get(attack.target)
    if (before === undefined) first.set(attack.target, attack)
    else if (before.by !== attack.by && !disputed.test(attack.name.toLowerCase()))
      found.push(
        doubt(
          'contradiction-in-text',
          `${attack.name} is said to be attacked by ${sideNames[before.by]} and by ${sideNames[attack.by]}.`,
          before.quote,
          attack.quote,
        ),
      )
  }
  return found.slice(0, 3)
}

/** “The destruction of the airfield … Russia’s defense capabilities” and “the loss of these … Ukraine’s ability”. */
function whoseLoss(examined: Examined): TextDoubt[] {
  const { words, sentences } = examined
  const told: { readonly side: Side; readonly quote: QuoteIn }[] = []
  for (const { from, to, folded } of sentences) {
    if (!loss.test(folded)) continue
    for (let i = from; i < to; i++) {
      if (!ability.test(words[i]!.folded)) continue
      const owner = [i - 1, i - 2, i - 3].find((at) => at > from && sideOf(words[at]!.folded) !== undefined)
      if (owner === undefined) continue
      const start = lossBefore(words, from, owner)
      if (start !== undefined)
        told.push({ side: sideOf(words[owner]!.folded)!, quote: quoteFrom(examined, start, i + 1) })
      break
    }
  }
  const [one] = told
  const other = told.find(({ side }) => side !== one!.side)
  if (one === undefined || other === undefined) return []
  return [
    doubt(
      'contradiction-in-text',
      'One loss is said to weaken either side; whose it is stays open.',
      one.quote,
      other.quote,
    ),
  ]
}

function lossBefore(words: Examined['words'], from: number, owner: number): number | undefined {
  for (let at = owner; at >= from; at--)
    if (
      /^(?:loss|losses|destruction|destroyed|damage)$/.test(words[at]!.folded) &&
      /^(?:of|to)$/.test(words[at + 1]!.folded)
    )
      return at
  return undefined
}
