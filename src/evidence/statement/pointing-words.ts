/** What a reporting clause points to with one word: “это опровергли”, “об этом сообщил”, “where that happened he did not say”. */
import type { Attribution, Scene } from './attribution.ts'
import { gapAllows, type Grammar } from './grammar.ts'

export function endsAt({ words }: Scene, verb: number, end: number): boolean {
  return verb + 1 >= end || /[,;—–]/.test(words[verb + 1]!.before)
}

/** “это опровергли”, “ruled that out”: the first word of the clause, where its object is only a pointing word. */
export function pointingObject(
  scene: Scene,
  verb: number,
  { from }: Pick<Attribution, 'from'>,
  end: number,
): number | undefined {
  const { words } = scene
  if (/^(?:that|it|this)$/.test(words[verb + 1]?.folded ?? '') && words[verb + 2]?.folded === 'out')
    return from
  // “The plant disputes this.”
  if (
    /^(?:that|it|this)$/.test(words[verb + 1]?.folded ?? '') &&
    verb + 1 < end &&
    endsAt(scene, verb + 1, end)
  )
    return from
  if (!endsAt(scene, verb, end)) return undefined
  for (let i = Math.max(from, verb - 3); i < verb; i++)
    if (/^(?:это|эту|эти|этот|этого|их|его|ее|це|цю|ці|цей|цього|їх|його|її)$/.test(words[i]!.folded))
      return from
  return undefined
}

/** “Об этом в своём канале написал”, «Такі дані навела»: the sentence begins by pointing back, and only says where. */
export function pointerAt({ words }: Scene, from: number, verb: number, grammar: Grammar): boolean {
  const [first = '', second = ''] = [words[from]?.folded, words[from + 1]?.folded]
  const points =
    (/^(?:об|о|про)$/.test(first) && /^(?:этом|том|это|це|цьому)$/.test(second)) ||
    (/^(?:так(?:ие|ую|і|у)|эти|эту|ці|цю)$/.test(first) &&
      /^(?:данные|цифры|информацию|сведения|подробности|дані|цифри|інформацію|відомості|подробиці)$/.test(
        second,
      ))
  if (!points || verb < from + 2) return false
  for (let i = from + 2; i < verb; i++) if (!gapAllows(words[i]!, grammar)) return false
  return true
}

/** “Where that happened he did not say”: what is not answered stands before. */
export function questionBefore({ words }: Scene, at: number, from: number): number {
  if (/[;,.]/.test(words[at]!.before)) return at
  for (let i = at - 1; i >= from && i > at - 12; i--) {
    if (
      /^(?:where|when|how|why|what|who|whether|где|когда|как|почему|кто|сколько|что|де|коли|чому|хто|скільки|що)$/.test(
        words[i]!.folded,
      )
    )
      return i
    if (/[;,.]/.test(words[i]!.before)) return at
  }
  return at
}
