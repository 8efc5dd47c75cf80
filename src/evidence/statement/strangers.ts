/** English tellers whom no lexicon knows: “a beekeeper said”, “…,” whispers a docker who saw it. */
import type { Scene } from './attribution.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Mention } from './mention.ts'
import { auxiliaries } from './subjects-english.ts'

const determiner = /^(?:a|an|the|one|another|his|her|their|our|my|two|three|four|several|some|many)$/
const several = /^(?:two|three|four|several|some|many)$/

/** “…,” murmurs a conductor whose name is withheld: somebody whom the lexicon doesn’t know, behind a quotation. */
export function strangerAt(
  { words, text, quoted, mentions }: Scene,
  verb: number,
  end: number,
): Mention | undefined {
  const from = verb + 1
  if (quoted(verb) !== undefined || quoted(verb - 1)?.kind !== 'speech') return undefined
  if (!determiner.test(words[from]?.folded ?? '') || from + 1 >= end) return undefined
  let to = from + 1
  while (to < end && to < from + 5 && /^\s$/.test(words[to]!.before) && !noNoun.test(words[to]!.folded)) to++
  if (to === from + 1 || (to < end && !noNoun.test(words[to]!.folded) && !/^[,;]/.test(words[to]!.before)))
    return undefined
  const known = mentions[firstMentionAfter(mentions, from)]
  if (known !== undefined && known.from < to) return undefined
  const role = text.slice(words[from + 1]!.start, words[to - 1]!.end)
  return {
    ...{
      from,
      to,
      kind: 'group',
      name: null,
      role,
      head: words[to - 1]!.folded,
      number: 'one',
      gender: null,
    },
    ...{ subject: 'yes', points: 'new', onBehalfOf: null },
  }
}
const noNoun = /^(?:who|whose|whom|that|which|in|on|at|from|of|with|by|to|for|as|and|near|outside)$/

/** Forms that are no noun, and that no object needs to stand behind. */
const onlyVerb =
  /^(?:said|says|told|tells|insists|insisted|wrote|writes|thinks|thought|believes|believed|admits|admitted|denies|denied|confirms|confirmed|explained|explains|complained|complains|recalled|recalls|added|adds|argued|argues|warned|warns|suggested|suggests)$/
/** What says nothing of its own. */
const noTeller =
  /(?:ing|ion|ity|ness|ment|age|day|week|night|morning|evening|month|year|time|law|plan|rule|sign|map)s?$/

/** “A beekeeper told Reuters”: the nouns between a determiner that opens a clause and its verb. */
export function strangerBefore(scene: Scene, verb: number, from: number): Mention | undefined {
  const { words, text, quoted, mentions } = scene
  if (!onlyVerb.test(words[verb]!.folded) || verb < from + 2 || words[verb + 1]?.folded === 'to')
    return undefined
  let to = verb
  while (to > from + 1 && auxiliaries.test(words[to - 1]!.folded) && words[to]!.before === ' ') to--
  let start = to - 1
  while (start > from && start > to - 5 && !determiner.test(words[start]!.folded)) start--
  if (!determiner.test(words[start]!.folded) || to - start < 2) return undefined
  const opens =
    start === from || /[,;—–]\s|["”’»]/u.test(words[start]!.before) || joins.test(words[start - 1]!.folded)
  if (!opens || quoted(start) !== quoted(verb)) return undefined
  const own = words.slice(start + 1, to)
  if (own.some(({ before, capital, folded }) => before !== ' ' || capital === 'yes' || noNoun.test(folded)))
    return undefined
  if (words[verb]!.before !== ' ' || noTeller.test(words[to - 1]!.folded)) return undefined
  const known = mentions[firstMentionAfter(mentions, start)]
  if (known !== undefined && known.from < to) return undefined
  const number = several.test(words[start]!.folded) ? 'many' : 'one'
  return {
    ...{ from: start, to, kind: 'group', name: null, role: text.slice(own[0]!.start, words[to - 1]!.end) },
    ...{ head: words[to - 1]!.folded, number, gender: null, subject: 'yes', points: 'new', onBehalfOf: null },
  }
}
const joins = /^(?:and|but|while|that|as|though|although|where)$/
