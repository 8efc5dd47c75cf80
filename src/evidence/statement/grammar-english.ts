/** English around a reporting verb. */
import type { Scene } from './attribution.ts'
import type { Grammar, Subject } from './grammar.ts'
import type { Mention } from './mention.ts'
import { firstMentionAfter } from './mention-order.ts'
import { strangerAt, strangerBefore } from './strangers.ts'
import { auxiliaries, between, leftOf, together } from './subjects-english.ts'

const be = /^(?:is|are|was|were|be|been|being)$/
const perception = /^(?:heard|hear|hears|saw|see|sees|found|find|felt|thought|think)$/

export const english: Grammar = {
  language: 'en',
  hedgedData:
    /^(?:preliminary|initial|early|available|latest|updated|first|current)$|^(?:preliminary|initial|early|available|latest|updated|first|current) (?:data|information|reports|figures|findings|estimates|results|details|assessments?)/,
  possessives: {
    his: { number: 'one', gender: 'm' },
    her: { number: 'one', gender: 'f' },
    their: { number: 'many', gender: null },
    its: { number: 'one', gender: 'n' },
  },
  possessedSource:
    /^(?:view|opinion|words|account|estimate|estimation|telling|reckoning|count|version|assessment)$/,
  listNouns:
    /^(?:list|words|account|version|count|tally|summary|message|verdict|conclusion|answer|explanation|estimate|advice|warning|appeal|plea)$/,
  noVerbAfter:
    /^(?:to|the|a|an|this|these|those|such|no|any|his|her|its|their|first|latest|fresh|new|some|many|several|numerous|local|official|early|initial|regular|unconfirmed|preliminary|conflicting)$/,
  as: /^as$/,
  adjunct:
    /^(?:in|on|at|to|by|from|during|after|before|via|through|later|earlier|up|today|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|this|last|late|early|speaking|reporters|journalists|residents|\p{L}+ly|separately|again|too|then|also|further|instead|adding)$/u,
  between,
  opener: /^that$/,

  passive(scene, verb, from, end, saying) {
    const { words } = scene
    const form = words[verb]!.folded
    if (!/(?:ed|en|id|ld|nown|ought|rit|ound|een|eard|oken|said)$/.test(form) || saying.as === 'participle')
      return undefined
    let i = verb - 1
    let was = false
    while (i >= from && i > verb - 4 && auxiliaries.test(words[i]!.folded)) {
      if (be.test(words[i]!.folded)) was = true
      i--
    }
    const by = words[verb + 1]?.folded === 'by' && verb + 1 < end
    if (was && words[verb + 1]?.folded === 'as') {
      if (form === 'quoted' || form === 'cited')
        return { form: 'quoted', start: i + 1, verbFrom: i + 1, agent: undefined }
      return 'no-report'
    }
    if (by) {
      const as = words[verb - 1]?.folded === 'as'
      return {
        form: as ? 'as' : 'by',
        start: as ? verb - 1 : was ? i + 1 : verb,
        verbFrom: as ? verb - 1 : was ? i + 1 : verb,
        agent: verb + 2,
      }
    }
    return was ? 'no-report' : undefined
  },

  negatedAt(words, verb, from) {
    for (let i = verb - 1; i >= from && i >= verb - 4; i--) {
      const { text, folded } = words[i]!
      if (/^(?:not|never|neither|nor)$/.test(folded) || /n['’]t$/.test(text)) return true
      if (!auxiliaries.test(folded)) return false
    }
    return false
  },
  whenNegated: (stance, verb) =>
    stance === 'denies'
      ? verb.startsWith('rul')
        ? 'speculates'
        : 'declines'
      : stance === 'calls-for' || stance === 'threatens'
        ? 'asserts'
        : 'declines',

  callsAt: (words, verb) =>
    words[verb]!.folded.startsWith('call') && /^(?:for|on|upon)$/.test(words[verb + 1]?.folded ?? ''),

  subject(scene, verb, saying, from, end, last) {
    const { words, mentions } = scene
    // “… , adding that”: whoever spoke before.
    if (saying.as === 'participle') {
      // “No tsunami warning was issued”: a noun.
      if (
        /^(?:is|are|was|were|has|have|had|will|of|for|about|issued|remains?|remained)$/.test(
          words[verb + 1]?.folded ?? '',
        ) &&
        !/,/.test(words[verb]!.before) &&
        !auxiliaries.test(words[verb - 1]?.folded ?? '')
      )
        return undefined
      const near = leftOf(scene, verb, from)
      if (
        near !== undefined &&
        near.to === verb &&
        near.kind !== 'name' &&
        words[near.to]?.folded === words[verb]!.folded &&
        !/^(?:asking|seeing|hearing|finding|going|holding)$/.test(words[verb]!.folded)
      )
        return { who: near, side: 'left', from: near.from }
      // “used his channel for declaring red”: the subject of the sentence does it.
      if (/^(?:for|by|in)$/.test(words[verb - 1]?.folded ?? '') && last === undefined) {
        const opening = mentions[firstMentionAfter(mentions, from)]
        if (opening !== undefined && opening.from === from && opening.kind !== 'pronoun' && opening.to < verb)
          return { who: opening, side: 'left', at: opening.to }
        return undefined
      }
      const adds = /^(?:adding|noting)$/.test(words[verb]!.folded) && last !== undefined
      if (saying.strength === 'told' && !adds && !/^(?:that|:)$/.test(words[verb + 1]?.folded ?? ''))
        return undefined
      if (last !== undefined && last.mention !== null)
        return { who: last.mention, side: 'left', from: verb, closed: 'yes' }
      if (near !== undefined && /,/.test(words[verb]!.before))
        return { who: near, side: 'left', from: verb, closed: 'yes' }
      // “X has heightened his rhetoric, explicitly threatening …”
      let start = verb
      while (
        start > from &&
        /^\p{L}+ly$/u.test(words[start - 1]!.folded) &&
        !words[start]!.before.includes(',')
      )
        start--
      const opening = mentions[firstMentionAfter(mentions, from)]
      if (
        saying.strength === 'said' &&
        words[start]!.before.startsWith(',') &&
        opening !== undefined &&
        opening.from <= from + 1 &&
        opening.kind !== 'name' &&
        opening.to < start
      )
        return { who: opening, side: 'left', from: start, closed: 'yes' }
      const before = words[verb - 1]?.folded ?? ''
      return near !== undefined && (auxiliaries.test(before) || before === 'as' || before === 'for')
        ? { who: near, side: 'left' }
        : undefined
    }
    // “Called off”, “who asked not to be named”
    const after = words[verb + 1]?.folded ?? ''
    if (/^call(?:s|ed)?$/.test(words[verb]!.folded) && /^(?:off|up|in|out)$/.test(after)) return undefined
    if (words[verb]!.folded.startsWith('ask') && after === 'not') return undefined
    // “Witnesses told X they heard”: hearing is what was told.
    if (
      last !== undefined &&
      perception.test(words[verb]!.folded) &&
      /^(?:he|she|they|it|i|we)$/.test(words[verb - 1]?.folded ?? '')
    )
      return undefined
    // “let people know”
    if (
      /^lets?$/.test(words[verb]!.folded) &&
      !words.slice(verb + 2, verb + 4).some(({ folded }) => /^knowns?$|^know$/.test(folded))
    )
      return undefined
    // “spoke on condition of anonymity”, “spoke to reporters”: only “spoke of”, “about” tells something.
    if (/^sp(?:eak|oke)/.test(words[verb]!.folded) && !/^(?:of|about|out)$/.test(after)) return undefined
    const right = mentions[firstMentionAfter(mentions, verb + 1)]
    const relayed = quotedAsSaying(scene, verb, from, end, right)
    if (relayed !== undefined) return relayed
    const inverted =
      right !== undefined &&
      right.from === verb + 1 &&
      right.kind !== 'pronoun' &&
      // “Ivan Fedorov, who heads the region, told Suspilne”
      !/^t[eo]l[ld]s?$/.test(words[verb]!.folded) &&
      /["”’'»,—–]\s?$/u.test(words[verb]!.before) &&
      (/^[,.;]|^\s?[—–"“]|^$/u.test(words[right.to]?.before ?? '') ||
        /^whos?e?$/.test(words[right.to]!.folded) ||
        // “maintains Yuri Chernichuk, the director appointed by Russia”
        words.slice(right.from + 1, right.to).some(({ before }) => before.startsWith(',')))
    if (inverted && right.to <= end) return { who: right, side: 'right' }
    const stranger = strangerAt(scene, verb, end)
    if (stranger !== undefined) return { who: stranger, side: 'right' }
    const left = leftOf(scene, verb, from) ?? strangerBefore(scene, verb, from)
    if (left === undefined) {
      // “He told …, and confirmed that”: the same one goes on.
      if (
        last !== undefined &&
        last.mention !== null &&
        /^(?:and|but|then)$/.test(words[verb - 1]?.folded ?? '')
      )
        return { who: last.mention, side: 'left', from: verb, closed: 'yes' }
      return undefined
    }
    // “what they call …” is a term and no statement.
    if (/^(?:what|which|whom|whatever)$/.test(words[left.from - 1]?.folded ?? '') && left.kind === 'pronoun')
      return undefined
    let verbFrom = verb
    while (
      verbFrom > left.to &&
      auxiliaries.test(words[verbFrom - 1]!.folded) &&
      !/,/.test(words[verbFrom]!.before)
    )
      verbFrom--
    return { who: together(scene, left), side: 'left', verbFrom }
  },

  reportsWithout(scene, verb, at, end, who) {
    const { words } = scene
    const next = words[at]?.folded ?? ''
    if (/^(?:adding|noting)$/.test(words[verb]!.folded)) return at + 1 < end
    if (
      who.kind === 'group' &&
      who.head !== null &&
      /^(?:people|user|passenger|driver|staff)$/.test(who.head) &&
      !/^(?:described|noted|added)$/.test(words[verb]!.folded)
    )
      return false
    if (
      who.kind === 'group' &&
      who.head !== null &&
      /^(?:report|source|account|footage|article|images?|publication|reports)$/.test(who.head)
    )
      return at < end
    if (words[verb]!.folded.startsWith('rul')) return next === 'out' && at + 1 < end
    if (/^g[ai]v/.test(words[verb]!.folded))
      return words.slice(at, at + 3).some(({ folded }) => figures.test(folded))
    if (/^(?:describ|identif|call|term|dubb|label|put)/.test(words[verb]!.folded)) return at + 2 < end
    if (
      /^(?:heard|saw|found|recorded|counted|estimated|hear|see|show|showed|shows|announc|issu|blam|attribut|refus|reject|dismiss|fear|expect|ask|call|request|advis|order)/.test(
        words[verb]!.folded,
      )
    )
      return at + 1 < end && !/^(?:up|off|out|down)$/.test(next)
    return false
  },

  complementAt(words, at, end) {
    let i = at
    while (i < end && i < at + 3 && /^(?:of|about|that|instead|also|again|\p{L}+ly)$/u.test(words[i]!.folded))
      i++
    // “threatened on Friday to close”: when it was said is no part of it.
    const on = words[i]?.folded === 'on' && i + 1 < end ? 1 : 0
    if (/^(?:\p{L}{3,6}day|yesterday|today)$/u.test(words[i + on]?.folded ?? '') && i + on + 1 < end)
      return i + on + 1
    if (i < end && i === at && /^(?:for|on|upon|out)$/.test(words[i]!.folded)) i++
    return i
  },
}

/** “Interfax quoted the manager as saying that …”: an agency relays what another said. */
function quotedAsSaying(
  { words, mentions, quoted }: Scene,
  verb: number,
  from: number,
  end: number,
  who: Mention | undefined,
): Subject | undefined {
  // “Bloomberg heard from people familiar with the matter”
  const heard =
    /^(?:heard|hears|learned|learnt)$/.test(words[verb]!.folded) && words[verb + 1]?.folded === 'from'
  if (heard && who !== undefined && who.from <= verb + 3 && who.from > verb + 1) {
    const relay = leftOf({ words, mentions, quoted }, verb, from)
    return relay === undefined ? undefined : { who, side: 'right', relay, from: relay.from, end: who.to }
  }
  if (!/^(?:quote|cite)[sd]?$/.test(words[verb]!.folded) || who === undefined) return undefined
  if (who.from > verb + 2 || who.to + 1 >= end || words[who.to]!.folded !== 'as') return undefined
  if (!/^(?:saying|telling|stating|claiming|confirming|denying|warning)$/.test(words[who.to + 1]!.folded))
    return undefined
  const relay = leftOf({ words, mentions, quoted }, verb, from)
  if (relay === undefined) return undefined
  return { who, side: 'right', relay, from: relay.from, end: who.to + 2 }
}

/** “gave the number of missiles as 200” */
const figures = /^(?:number|toll|figures?|count|total|tally|losses|cause|date)$/
