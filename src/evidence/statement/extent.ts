/** How far the words of an attribution reach in their sentence. Words are counted in the text; ends are the word after the last. */
import type { Attribution, Scene } from './attribution.ts'
import { leadIns } from './lead-ins.ts'
import { stanceWords } from './stance-words.ts'

export type Extent = readonly [from: number, to: number]

export function isNested({ words }: Scene, outer: Attribution, inner: Attribution): boolean {
  return (
    // “Kyiv blamed Russia; the Kremlin rejected it”.
    !words[inner.from]!.before.includes(';') &&
    outer.words === 'after' &&
    outer.until === undefined &&
    inner.from >= outer.at &&
    inner.from - outer.at <= 1
  )
}

/** `free`: the first word of the sentence that nobody has; `to`: its end; `next`: what reports after this. */
export function reachOf(
  scene: Scene,
  attribution: Attribution,
  free: number,
  to: number,
  next: Attribution | undefined,
): Extent {
  const { words } = scene
  const { at, words: side } = attribution
  if (attribution.until !== undefined) return [at, Math.min(to, attribution.until)]
  if (side === 'before') return [free, attribution.from]
  // “X reported …; no casualties, they added”: another report, set apart.
  if (side === 'after' && next?.words === 'before')
    for (let i = next.from - 1; i > at; i--) if (words[i]!.before.includes(';')) return [at, i]
  const limit =
    next === undefined || next.words !== 'after' || isNested(scene, attribution, next) ? to : next.from
  // “…, X said; …, he guessed, …”: what another clause reports begins at the semicolon.
  if (side === 'around' && next !== undefined)
    for (let i = attribution.to; i <= next.from; i++)
      if (words[i]!.before.includes(';')) return [free, Math.max(attribution.to, i)]
  if (side === 'around') return [free, Math.max(attribution.to, limit)]
  let ends = limit
  if (limit < to) while (ends > at && ends > limit - 3 && conjunction.test(words[ends - 1]!.folded)) ends--
  return [at, Math.max(at, ends)]
}

const conjunction =
  /^(?:and|but|while|yet|though|although|и|а|но|однако|хотя|зато|при|этом|і|й|та|але|же|проте|однак|хоча|водночас|цьому|натомість)$/

/** “…, Singh said; …”: what is set apart by a semicolon is said apart; so is each “that” of “that … and that …”. */
export function partsOf(
  { words, language }: Scene,
  { words: side, to }: Attribution,
  [from, end]: Extent,
): readonly Extent[] {
  if (side === 'after') {
    const parts: Extent[] = []
    let begin = from
    for (let i = from + 3; i < end - 2; i++) {
      if (!openers[language].test(words[i]!.folded) || !conjunction.test(words[i - 1]!.folded)) continue
      parts.push([begin, i - 1])
      begin = i + 1
    }
    return [...parts, [begin, end]]
  }
  if (side !== 'around' || to <= from || to >= end || !words[to]!.before.includes(';')) return [[from, end]]
  return [
    [from, to],
    [to, end],
  ]
}
const openers = { en: /^that$/, ru: /^(?:что|чтобы)$/, uk: /^(?:що|щоб)$/ }

/** Leaves out speech at either end; nothing remains where all of it is quoted. */
export function unquoted({ quoted }: Scene, [from, to]: Extent): Extent | undefined {
  while (from < to && quoted(from) !== undefined) from++
  while (to > from && quoted(to - 1) !== undefined) to--
  return to > from ? [from, to] : undefined
}

/** A few words tell nothing, unless they deny: «Пострадавших нет, хотя …». */
export function saysEnough({ text, words, language }: Scene, from: number, to: number): boolean {
  if (to - from >= 4 || to - from < 2) return to - from >= 4
  return stanceWords[language].denials.test(text.slice(words[from]!.start, words[to - 1]!.end))
}

/** Without the “but” or “though” at its end that leads to somebody else. */
export function withoutTurn({ words }: Scene, from: number, to: number): number {
  let end = to
  while (end - from > 2 && end > to - 3 && conjunction.test(words[end - 1]!.folded)) end--
  return end
}

/** What stands in a sentence before its speaker: where and when it happened, where it was said, or a sentence of its own. */
export function leadInOf(scene: Scene, from: number, to: number): 'adverbial' | 'sentence' | 'nothing' {
  const { words, quoted, language, mentions } = scene
  if (quoted(from) !== undefined || quoted(to - 1) !== undefined) return 'nothing'
  const { adverbial, venue } = leadIns[language]
  const { folded } = words[from]!
  if (!adverbial.test(folded)) return saysEnough(scene, from, to) ? 'sentence' : 'nothing'
  // “For the Pentagon, its spokesman”: on whose behalf.
  if (folded === 'for' && mentions.some((one) => one.kind === 'body' && one.from > from && one.to <= to))
    return 'nothing'
  for (let i = from; i < to; i++) if (venue.test(words[i]!.folded)) return 'nothing'
  return to - from > 1 ? 'adverbial' : 'nothing'
}
