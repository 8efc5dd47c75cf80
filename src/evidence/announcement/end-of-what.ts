/** What a verb of ending is said of: a danger, or lessons, trains and restrictions for which a danger is only the reason. */
import type { Word } from '../text/text-words.ts'
import type { DangerTag } from './danger-words.ts'
import { is } from './words/words.ts'

/** So far on either side of its verb what ended is looked for. */
const farthest = 14
/** Behind a comma stands what another verb is said of, more often than not. */
const comma = 6

/** Words from `from` up to `to` are the verb’s sentence; `tags` are placed in the same words as `at`. */
export function endsDanger(
  words: readonly Word[],
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: number },
  tags: ReadonlyMap<number, DangerTag>,
): 'yes' | 'no' {
  const low = Math.max(from, at - farthest)
  const high = Math.min(to, at + farthest)
  let danger = Infinity
  let another = Infinity
  let caused = false
  const heads: Word[] = []
  for (let i = low; i < high; i++) {
    if (i === at) continue
    if (!isReason(words, from, i, at)) heads.push(words[i]!)
    const tag = tags.get(i)
    if (tag !== undefined && !(tag.kind === 'head' && tag.alarm === 'no' && tag.weight === 'weak')) {
      if (isReason(words, from, i, at)) caused = true
      else danger = Math.min(danger, distance(words, i, at))
    } else if (tag !== undefined) caused ||= isReason(words, from, i, at)
    else if (isAnother(words, i, at, tags)) another = Math.min(another, distance(words, i, at))
  }
  if (another < danger) return 'no'
  if (danger === Infinity) return caused ? 'no' : 'yes'
  return agrees(words[at]!.folded, heads)
}

/** Commas are dear: “отменены занятия, красный уровень действует”. */
function distance(words: readonly Word[], one: number, other: number): number {
  const [low, high] = [Math.min(one, other), Math.max(one, other)]
  let sum = high - low
  for (let i = low + 1; i <= high; i++)
    if (/[;:.!?]/.test(words[i]!.before)) sum += 2 * comma
    else if (/[,–—]/.test(words[i]!.before)) sum += comma
  return sum
}

/** Lessons, trains; but not the restrictions of the airspace, nor what ended together with the danger. */
function isAnother(
  words: readonly Word[],
  at: number,
  verb: number,
  tags: ReadonlyMap<number, DangerTag>,
): boolean {
  if (!is(words[at], 'other-thing') || tags.has(at - 1)) return false
  const joined = /^(?:и|та|і|й|and)$/.test(words[at - 1]?.folded ?? '')
  // “… was cancelled and flights resumed”.
  if (joined && at > verb) return false
  return !(joined && [at - 2, at - 3, at - 4].some((i) => tags.has(i)))
}

/** “Из-за угрозы”, “після атаки”, “because of the alert”. */
function isReason(words: readonly Word[], from: number, at: number, verb: number): boolean {
  for (let i = at - 1; i >= Math.max(from, at - 5); i--) {
    if (i === verb || /[,.;:!?–—]/.test(words[i + 1]!.before)) return false
    const { folded } = words[i]!
    // “Через час”: a time and no reason.
    if (folded === 'через') return !words.slice(i + 1, i + 5).some((word) => is(word, 'unit-of-time'))
    if (folded === 'из') return words[i + 1]!.folded === 'за'
    // “Cancelled over the alert”, but “the alert over Kyiv”.
    if (folded === 'over' && i > verb && at - i <= 4) return true
    // “После объявления красный уровень сняли”: it stands right before what it speaks of.
    if (is(words[i], 'raise') || /^(?:объявлени|введени|оголошенн|запровадженн)/.test(folded)) return false
    if (is(words[i], 'reason')) return at - i <= 2 || !/^(?:после|після|after)$/.test(folded)
  }
  return false
}

const nominative = {
  f: /^(?:опасность|угроза|тревога|атака|утечка)$/,
  m: /^(?:режим|уровень|код|сигнал|выброс)$/,
  many: /^(?:опасности|угрозы|тревоги|режимы|уровни|предупреждения|сигналы)$/,
}
const passive = /^(?:отменен|снят|завершен|окончен|прекращен|ликвидирован|устранен|аннулирован)(а|ы)?$/
const ofItself = /^(?:завершил|закончил|прекратил)(ась|ся|ись)$/

/** “Отменён матч” is not said of “угроза”: Russian verbs show whether one thing ended, or many, and of which gender. */
function agrees(verb: string, heads: readonly Word[]): 'yes' | 'no' {
  const ending = (passive.exec(verb) ?? ofItself.exec(verb))?.slice(1)
  if (ending === undefined) return 'yes'
  const said = ending[0] ?? ''
  const form = /^(?:а|ась)$/.test(said) ? 'f' : /^(?:ы|ись)$/.test(said) ? 'many' : 'm'
  const has = (one: keyof typeof nominative) =>
    heads.filter(({ folded }) => nominative[one].test(folded)).length
  const single = has('f') + has('m')
  if (single + has('many') === 0 || has(form) > 0) return 'yes'
  return form === 'many' && single >= 2 ? 'yes' : 'no'
}
