/** Cuts a sentence where one declaration ends and the next begins. */
import type { Trigger } from './action-words.ts'
import type { Word } from '../text/text-words.ts'
import { unitOf } from '../text/unit-words.ts'
import { is } from './words/words.ts'

/** Words from `from` up to `to`, and what they declare. */
export interface Clause {
  readonly from: number
  readonly to: number
  readonly trigger: Trigger | undefined
}

/** Whether any of the marked words stands from one place up to another, told without walking there. */
export type Marks = (from: number, to: number) => boolean

export function marksOf(length: number, marked: Iterable<number>): Marks {
  const upTo = new Uint32Array(length + 1)
  for (const at of marked) upTo[at + 1] = 1
  for (let i = 0; i < length; i++) upTo[i + 1]! += upTo[i]!
  return (from, to) => upTo[Math.max(from, to)]! > upTo[from]!
}

/** Triggers and marks are placed in the text's words. */
export function clausesOf(
  words: readonly Word[],
  from: number,
  to: number,
  triggers: readonly Trigger[],
  dangers: Marks,
  places: Marks,
): Clause[] {
  const triggered = marksOf(
    to,
    triggers.map((trigger) => trigger.from),
  )
  const declares = (begin: number, end: number) => dangers(begin, end) || triggered(begin, end)
  const parts: { from: number; to: number }[] = []
  let begin = from
  for (let i = from + 1; i < to; i++) {
    const { before } = words[i]!
    const turn =
      /;/.test(before) ||
      (/[,–—-]/.test(before) && (is(words[i], 'turn') || is(words[i], 'where'))) ||
      // English needs no comma there.
      /^(?:but|while|whereas)$/.test(words[i]!.folded)
    // “The storm warning ended; power is being restored in …”: what else is told; but “відбій: Ізюм; Лозова”.
    const isAside = /;/.test(before) && words.slice(i, Math.min(to, i + 30)).filter(isSmall).length >= 4
    if (turn && declares(begin, i) && (declares(i, to) || isAside)) {
      parts.push({ from: begin, to: i })
      begin = i
    }
  }
  parts.push({ from: begin, to })
  let next = 0
  const clauses = parts.flatMap((part) => {
    const first = next
    while (next < triggers.length && triggers[next]!.from < part.to) next++
    return cutByTriggers(words, part, triggers.slice(first, next), dangers, places)
  })
  return clauses.map((clause, index): Clause => {
    // “В 22:10 ввели, а в 22:31 отменили режим …”: which danger is said once, behind.
    const { trigger } = clause
    const later = clauses[index + 1]
    if (trigger?.kind !== 'raise' || later === undefined || dangers(clause.from, clause.to)) return clause
    const isToldBehind = isAtTime(words, clause.from, clause.to) && dangers(later.from, later.to)
    return isToldBehind ? { ...clause, trigger: { ...trigger, object: 'pronoun' } } : clause
  })
}

function isSmall({ capital, folded }: Word): boolean {
  return capital === 'no' && unitOf(folded) === undefined
}

function cutByTriggers(
  words: readonly Word[],
  { from, to }: { readonly from: number; readonly to: number },
  triggers: readonly Trigger[],
  dangers: Marks,
  places: Marks,
): Clause[] {
  const clauses: Clause[] = []
  let begin = from
  let trigger = triggers[0]
  // “Угроза атаки БПЛА в Ельце, не выходите до отбоя”: the danger stands before what people are told to do.
  if (trigger?.kind === 'instruction' || trigger?.kind === 'ends-another') {
    let cut = trigger.from
    while (cut > from && !/[,;–—]/.test(words[cut]!.before)) cut--
    if (cut > from && dangers(from, cut)) {
      clauses.push({ from, to: cut, trigger: undefined })
      begin = cut
    }
  }
  for (const next of triggers.slice(1)) {
    // Bounded: the cut is looked for near the later verb.
    const cut = cutBetween(words, Math.max(trigger!.to, next.from - farthestCut), next)
    // “Raised at 22:10, cleared at 22:31”, “в 22:10 ввели, а в 22:31 отменили режим …”: two acts, each at its time.
    if (
      trigger!.kind === 'raise' &&
      (next.kind === 'end' || next.kind === 'lower') &&
      isAtTime(words, begin, cut) &&
      isAtTime(words, cut, to)
    ) {
      const [first, second] = [dangers(begin, cut), dangers(cut, to)]
      clauses.push({ from: begin, to: cut, trigger: first ? trigger : { ...trigger!, object: 'pronoun' } })
      begin = cut
      trigger = second ? next : { ...next, object: 'pronoun' }
      continue
    }
    // A verb that names no danger of its own says how this one was told: “объявлена, сообщил он”.
    // “… в Ельце снят, в Задонском районе продолжает действовать”: another place, and another fate.
    const elsewhere = next.kind !== trigger!.kind && places(cut, to) && places(begin, cut)
    if (!elsewhere && !dangers(cut, to) && next.object === 'named') {
      if (rank(next) > rank(trigger!)) trigger = next
      continue
    }
    if (!dangers(begin, cut) && trigger!.object === 'named') {
      trigger = rank(next) >= rank(trigger!) ? next : trigger
      continue
    }
    clauses.push({ from: begin, to: cut, trigger })
    begin = cut
    trigger = next
  }
  clauses.push({ from: begin, to, trigger })
  return clauses.flatMap((clause) => cutByTimes(words, clause, dangers, places))
}

/** “Объявлен в Тамбове в 21:15, в Мичуринске – в 21:40”: one verb, and each place has its own time. */
function cutByTimes(words: readonly Word[], clause: Clause, dangers: Marks, places: Marks): Clause[] {
  const { from, to, trigger } = clause
  if (trigger === undefined || (trigger.kind !== 'raise' && trigger.kind !== 'end')) return [clause]
  const clocks: number[] = []
  for (let i = from; i < Math.min(to, from + 2 * farthestCut); i++)
    if (clockTime.test(words[i]!.text)) clocks.push(i)
  const clauses: Clause[] = []
  const own = (begin: number, end: number): Clause => ({
    ...{ from: begin, to: end },
    trigger: dangers(begin, end) ? trigger : { ...trigger, object: 'pronoun' },
  })
  let begin = from
  for (const [index, clock] of clocks.slice(0, -1).entries()) {
    const next = clocks[index + 1]!
    for (let i = clock + 1; i <= next; i++) {
      if (!/[,;]/.test(words[i]!.before) && !/^(?:и|та|і|й|and)$/.test(words[i]!.folded)) continue
      // “At 21:15 in Tambov and Kirsanov, at 21:40 in …”: the list goes on behind its time.
      if (!places(begin, i) || !places(i, to) || (places(clock, i) && places(i, next))) continue
      clauses.push(own(begin, i))
      begin = i
      break
    }
  }
  return begin === from ? [clause] : [...clauses, own(begin, to)]
}

const clockTime = /^\d{1,2}[:.]\d{2}$/

function isAtTime(words: readonly Word[], from: number, to: number): boolean {
  return words.slice(from, Math.min(to, from + farthestCut)).some(({ text }) => clockTime.test(text))
}

/** Of two verbs about one danger the graver statement counts, and an instruction is never an end. */
function rank(trigger: Trigger): number {
  return { 'ends-another': -1, raise: 0, instruction: 1, changed: 2, lower: 2, end: 2, 'goes-on': 3 }[
    trigger.kind
  ]
}

const farthestCut = 60

function cutBetween(words: readonly Word[], from: number, { from: to, object }: Trigger): number {
  let best = to
  let weight = 0
  for (let i = from; i <= to; i++) {
    const { before, folded } = words[i]!
    const here = /[;:]/.test(before)
      ? 4
      : /[,!.]/.test(before)
        ? 3
        : /[–—]/.test(before)
          ? 2
          : /^(?:и|та|і|й|and)$/.test(folded)
            ? 1
            : 0
    // “…, общий для всей области, – его ввели до полуночи”: what a pronoun says begins at the last break.
    if (here > weight || (object === 'pronoun' && here >= 2 && i > to - 4)) [best, weight] = [i, here]
  }
  return best
}
