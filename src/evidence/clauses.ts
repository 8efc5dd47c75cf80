/** Cuts a sentence where one declaration ends and the next begins. */
import type { Trigger } from './action-words.ts'
import type { DangerTag } from './danger-words.ts'
import type { Word } from './text-words.ts'

/** Words from `from` up to `to`, and what they declare. */
export interface Clause {
  readonly from: number
  readonly to: number
  readonly trigger: Trigger | undefined
}

const turns = /^(?:а|но|але|однак|однако|зато|хотя|хоча|проте|but|while|although|however|whereas|yet)$/

/** Triggers and tags are placed in the text's words. */
export function clausesOf(
  words: readonly Word[],
  from: number,
  to: number,
  triggers: readonly Trigger[],
  dangers: ReadonlyMap<number, DangerTag>,
  places: ReadonlySet<number>,
): Clause[] {
  const declares = (begin: number, end: number) => {
    for (let i = begin; i < end; i++) if (dangers.has(i)) return true
    return triggers.some((trigger) => trigger.from >= begin && trigger.from < end)
  }
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
  return parts.flatMap((part) =>
    cutByTriggers(
      words,
      part,
      triggers.filter((trigger) => trigger.from >= part.from && trigger.from < part.to),
      dangers,
      places,
    ),
  )
}

function cutByTriggers(
  words: readonly Word[],
  { from, to }: { readonly from: number; readonly to: number },
  triggers: readonly Trigger[],
  dangers: ReadonlyMap<number, DangerTag>,
  places: ReadonlySet<number>,
): Clause[] {
  const clauses: Clause[] = []
  let begin = from
  let trigger = triggers[0]
  for (const next of triggers.slice(1)) {
    const cut = cutBetween(words, trigger!.to, next.from)
    // A verb that names no danger of its own says how this one was told: “объявлена, сообщил он”.
    // “… в Ельце снят, в Задонском районе продолжает действовать”: another place, and another fate.
    const elsewhere = next.kind !== trigger!.kind && says(cut, to, places) && says(begin, cut, places)
    if (!elsewhere && !says(cut, to, dangers) && next.object === 'named') {
      if (rank(next) > rank(trigger!)) trigger = next
      continue
    }
    if (!says(begin, cut, dangers) && trigger!.object === 'named') {
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

function says(from: number, to: number, where: { has(at: number): boolean }): boolean {
  for (let i = from; i < to; i++) if (where.has(i)) return true
  return false
}

/** Of two verbs about one danger the graver statement counts, and an instruction is never an end. */
function rank(trigger: Trigger): number {
  return { raise: 0, instruction: 1, lower: 2, end: 2, 'goes-on': 3 }[trigger.kind]
}

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
