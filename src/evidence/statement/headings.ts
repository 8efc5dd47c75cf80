/** Who speaks in a heading and in the lines above a report: “Two killed in Kherson – governor”, “Source: the State Emergency Service”. */
import type { Attribution, Scene } from './attribution.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Mention } from './mention.ts'

/** Unnamed people who may end a heading; anybody else there may be whom it tells of. */
const tellers =
  /^(?:source|official|witness|report|reports|authorities|media|джерело|источник|очевидец|свідок|власти|влада)/u

/** «У Харкові пролунали вибухи — мер», “Five killed in strike: governor”: a line without a full stop whose last words are who says it. */
export function headingAt(scene: Scene, from: number, to: number): Attribution | undefined {
  const { words, mentions, text, quoted } = scene
  const next = text.slice(words[to - 1]!.end)
  if (!/^["»”]?\s*(?:\n|$)/u.test(next)) return undefined
  const who = mentions[firstMentionAfter(mentions, to) - 1]
  if (who === undefined || who.to !== to || who.from < from + 3 || who.subject === 'no') return undefined
  if (quoted(who.from) !== undefined || !/(?:\s[—–-]|["»”]?:)\s["«“]?$/u.test(words[who.from]!.before))
    return undefined
  const speaks =
    who.kind === 'media' ||
    who.kind === 'body' ||
    (who.kind === 'person' && (who.head !== null || who.name !== null)) ||
    (who.kind === 'group' && tellers.test(who.head ?? ''))
  if (!speaks) return undefined
  return {
    ...{
      from: who.from,
      to,
      verbFrom: who.from,
      verbTo: who.from,
      mention: who,
      described: null,
      relay: null,
    },
    ...{ stance: 'asserts', words: 'before', at: to },
  }
}

const sourceWord = /^(?:source|источник|джерело)$/u

/** Whom a line “Source: …” names for the report below it. */
export function sourceLineOf({ words, mentions }: Scene, from: number, to: number): Mention | undefined {
  if (to - from < 2 || !sourceWord.test(words[from]!.folded) || !/:/.test(words[from + 1]!.before))
    return undefined
  const who = mentions.find((one) => one.from >= from + 1 && one.kind !== 'pronoun')
  return who !== undefined && who.from <= from + 3 && who.to <= to ? who : undefined
}

const older =
  /^(?:background|reminder|previously|earlier|предыстория|напомним|ранее|передісторія|нагадаємо|раніше)$/u

/** “Background: …”: what follows is no longer of that source. */
export function endsSource({ words }: Scene, from: number): boolean {
  return older.test(words[from]!.folded)
}
