/** Cuts a sentence where one declaration ends and the next begins. */
import type { Trigger } from './action-words.ts'
import type { Word } from './text-words.ts'

/** Words from `from` up to `to`, and what they declare. */
export interface Clause {
  readonly from: number
  readonly to: number
  readonly trigger: Trigger | undefined
}

const turns = /^(?:а|но|але|однак|однако|зато|хотя|хоча|проте|but|while|although|however|whereas|yet)$/

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
    const { before, folded } = words[i]!
    const turn = /;/.test(before) || (/[,–—-]/.test(before) && turns.test(folded))
    if (turn && declares(begin, i) && declares(i, to)) {
      parts.push({ from: begin, to: i })
      begin = i
    }
  }
  parts.push({ from: begin, to })
  let next = 0
  return parts.flatMap((part) => {
    const first = next
    while (next < triggers.length && triggers[next]!.from < part.to) next++
    return cutByTriggers(words, part, triggers.slice(first, next), dangers, places)
  })
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
  if (trigger?.kind === 'instruction') {
    let cut = trigger.from
    while (cut > from && !/[,;–—]/.test(words[cut]!.before)) cut--
    if (cut > from && dangers(from, cut)) {
      clauses.push({ from, to: cut, trigger: undefined })
      begin = cut
    }
  }
  for (const next of triggers.slice(1)) {
    // Bounded: the cut is looked for near the later verb.
    const cut = cutBetween(words, Math.max(trigger!.to, next.from - farthestCut), next.from)
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
  return clauses
}

/** Of two verbs about one danger the graver statement counts, and an instruction is never an end. */
function rank(trigger: Trigger): number {
  return { raise: 0, instruction: 1, lower: 2, end: 2, 'goes-on': 3 }[trigger.kind]
}

const farthestCut = 60

function cutBetween(words: readonly Word[], from: number, to: number): number {
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
    if (here > weight) [best, weight] = [i, here]
  }
  return best
}
