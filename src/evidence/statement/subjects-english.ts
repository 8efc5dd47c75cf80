/** Who is the subject of an English verb: the nearest mention before it that nothing parts from it. */
import type { Word } from '../text/text-words.ts'
import type { Mention } from './mention.ts'
import { firstMentionAfter } from './mention-order.ts'

export const auxiliaries =
  /^(?:is|are|was|were|be|been|has|have|had|having|do|does|did|will|would|shall|should|can|could|may|might|must|also|then|later|earlier|now|again|further|recently|previously|repeatedly|explicitly|publicly|officially|separately|meanwhile|once|twice|just|already|still|since|even|only|not|neither|never|yet|however|instead|too|first|\p{L}+ly)$/u
/** Between a subject and its verb may stand “on Monday”, “in a post”, an apposition between commas. */
export const between =
  /^(?:in|on|at|from|of|for|by|the|a|an|his|her|its|their|own|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|morning|evening|afternoon|night|today|yesterday|telegram|post|posts|message|messages|channel|statement|interview|briefing|press|news|conference|speech|address|video|facebook|twitter|x|social|media|page|website|air|television|tv|radio|reporters|journalists|residents|local|official|daily|evening|nightly|late|early|this|last|week|month|time|speaking|writing|who|which|to|with|and|\d{1,2}|\d{4}|us|them|him|me|downstream|upstream|nearby|there|separate|recent|latest|earlier|later|also|then|up|\p{L}+ly)$/u

/** “Reports and press articles suggest”: two groups speak as one. */
export function together(
  {
    words,
    mentions,
    text,
  }: { readonly words: readonly Word[]; readonly mentions: readonly Mention[]; readonly text: string },
  who: Mention,
): Mention {
  if (who.kind !== 'group' || words[who.from - 1]?.folded !== 'and') return who
  const other = mentions[firstMentionAfter(mentions, who.from) - 1]
  if (other?.to !== who.from - 1 || other.kind !== 'group') return who
  return { ...who, from: other.from, role: text.slice(words[other.from]!.start, words[who.to - 1]!.end) }
}

/** The nearest mention before a verb that can be its subject. */
export function leftOf(
  scene: {
    readonly words: readonly Word[]
    readonly mentions: readonly Mention[]
    readonly quoted: (word: number) => unknown
  },
  verb: number,
  from: number,
): Mention | undefined {
  const { words, mentions } = scene
  const here = scene.quoted(verb)
  let skipped = false
  // “X posted footage of the damage and said”: what stands before “and” is an object, X opens the sentence.
  const joint = jointAt(words, verb, from)
  for (let m = firstMentionAfter(mentions, verb) - 1; m >= 0; m--) {
    const mention = mentions[m]!
    if (mention.to > verb) continue
    if (mention.from < from || verb - mention.to > 16) break
    if (scene.quoted(mention.from) !== here) return undefined
    if (joint !== undefined && mention.to === joint && mention.kind !== 'pronoun')
      return openingOf(scene, mention.from, from)
    const gap = words.slice(mention.to, verb)
    // “One of them, Priya Nair, complained”
    const enclosed =
      words[mention.from]!.before.startsWith(',') && gap.length === 0 && words[verb]!.before.startsWith(',')
    if (enclosed && mention.kind === 'person' && mention.name !== null) return mention
    // “…, who insisted that”: the one just named.
    if (gap[0]?.folded === 'who' && gap.length <= 3 && mention.kind !== 'name') return mention
    // “a fisherman who will not give his name and who insists”, “experts who visited the place reported”
    const told = gap[0]?.folded === 'who' && (mention.kind === 'person' || mention.kind === 'group')
    if (told && gap.length <= 10 && [...gap, words[verb]!].every(({ before }) => before === ' '))
      return mention
    // A phrase that ends with its apposition leaves one comma to the verb.
    const apposed =
      words[mention.to]!.before.startsWith(',') &&
      words.slice(mention.from + 1, mention.to).some(({ before }) => before.startsWith(','))
    const commas =
      gap.filter(({ before }) => /,/.test(before)).length +
      (/,/.test(words[verb]!.before) ? 1 : 0) -
      (apposed ? 1 : 0)
    // “the staff working at the plant heard”
    const reduced = skipped && commas === 0 && /(?:ing|ed)$/.test(gap[0]?.folded ?? '')
    const strange =
      !reduced &&
      gap.some(
        ({ folded, capital }) => !auxiliaries.test(folded) && !between.test(folded) && capital === 'no',
      )
    if (words.slice(mention.to, verb + 1).some(({ before }) => /[;:—–]/.test(before))) return undefined
    if (!strange && commas % 2 === 0) {
      // “officials of the ministry”: a mention right after a preposition is somebody else’s place, unless nothing else fits.
      const preposition = words[mention.from - 1]?.folded ?? ''
      if (
        /^(?:in|on|at|to|for|against|by|from|of|into|over|near|about)$/.test(preposition) &&
        mention.from > from
      ) {
        skipped = true
        continue
      }
      if (preposition === 'with' && !words[verb]!.folded.endsWith('ing')) continue
      return mention
    }
    // An apposition or clause between two commas: “X, who has led the region since 2018, said”.
    if (
      commas === 2 &&
      /,/.test(words[mention.to]?.before ?? '') &&
      /,/.test(words[verb]!.before) &&
      gap.length <= 14
    )
      return mention
    if (gap.length > 10) break
  }
  return joint === undefined ? undefined : openingOf(scene, joint, from)
}

/** The “and” or “but” right before a verb and its auxiliaries. */
function jointAt(words: readonly Word[], verb: number, from: number): number | undefined {
  let i = verb - 1
  while (i > from && auxiliaries.test(words[i]!.folded)) i--
  return i > from && /^(?:and|but)$/.test(words[i]!.folded) && !/[,;]/.test(words[i + 1]!.before)
    ? i
    : undefined
}

/** Who opens the sentence, whatever he did before he spoke: “The mayor visited the site and said”. */
function openingOf(
  { words, mentions, quoted }: Parameters<typeof leftOf>[0],
  until: number,
  from: number,
): Mention | undefined {
  const opening = mentions[firstMentionAfter(mentions, from)]
  if (opening === undefined || opening.kind === 'name' || opening.subject === 'no') return undefined
  const near = opening.from <= from + 3 && opening.to < until && until - opening.to <= 14
  const parted = words.slice(opening.to, until + 1).some(({ before }) => /[;:—–]/.test(before))
  const behind = /^(?:in|on|at|to|for|by|from|of|near)$/.test(words[opening.from - 1]?.folded ?? '')
  const alone = opening.from === from || !behind
  return near && !parted && alone && quoted(opening.from) === quoted(until) ? opening : undefined
}
