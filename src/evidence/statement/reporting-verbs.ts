/** Reporting verbs: who is their subject, and on which side of them stand the words reported. */
import type { Attribution, Scene } from './attribution.ts'
import { gapAllows, isAdjunctStart, markerAt, type Grammar, type Subject } from './grammar.ts'
import type { Saying } from './lexicon.ts'
import { endsAt, pointerAt, pointingObject, questionBefore } from './pointing-words.ts'
import type { Stance } from './statement.ts'
import { firstMentionAfter } from './mention-order.ts'

/** The sentence `from`–`end` in which a verb is looked at; `next`: the first mention that ends after it; `last`: what reported before in it. */
export interface Place {
  readonly from: number
  readonly end: number
  readonly next: number
  readonly last: Attribution | undefined
}

type Clause = Omit<Attribution, 'words' | 'at'>

export function sayingAt(
  scene: Scene,
  verb: number,
  saying: Saying,
  place: Place,
  grammar: Grammar,
): Attribution | undefined {
  const { words, mentions } = scene
  const { from, end, next, last } = place
  // “Pyongyang’s state media”
  if (verb > from && grammar.language === 'en' && /['’]s$/u.test(words[verb - 1]!.text)) return undefined
  if (verb > from && grammar.noVerbAfter.test(words[verb - 1]!.folded) && !isOfficials(scene, verb))
    return undefined
  const passive = grammar.passive(scene, verb, from, end, saying)
  if (passive === 'no-report') return undefined
  if (passive?.agent !== undefined) {
    const agent = mentions[firstMentionAfter(mentions, passive.agent)]
    if (agent === undefined || agent.from > passive.agent + 1) return undefined
    // “Residents were told by the mayor to leave”
    if (
      words[agent.to]?.folded === 'to' &&
      agent.to + 1 < end &&
      /^(?:told|asked|urged|ordered|advised|warned|instructed|called)$/.test(words[verb]!.folded)
    )
      return {
        ...{
          from: passive.start,
          to: agent.to,
          verbFrom: passive.verbFrom,
          verbTo: verb + 1,
          mention: agent,
          described: null,
        },
        ...{ stance: 'calls-for', words: 'after', at: agent.to, relay: null },
      }
    const back =
      passive.start === from + 1 && /^(?:this|that|it)$/.test(words[from]!.folded)
        ? ({ refers: 'back' } as const)
        : {}
    if (passive.form === 'as' && passive.start === from && agent.to < end)
      return {
        ...{ from, to: agent.to, verbFrom: from, verbTo: verb + 1, mention: agent, described: null },
        ...{ stance: saying.stance, words: 'after', at: agent.to, relay: null },
      }
    const ends = agent.to >= end || /[,;]/.test(words[agent.to]!.before) || passive.form === 'as'
    return {
      ...{
        from: passive.start,
        to: agent.to,
        verbFrom: passive.verbFrom,
        verbTo: verb + 1,
        mention: agent,
        described: null,
      },
      stance: grammar.negatedAt(words, verb, from)
        ? grammar.whenNegated(saying.stance, words[verb]!.folded)
        : saying.stance,
      ...{ words: ends ? 'before' : 'around', at: agent.to, relay: null, ...back },
    }
  }
  // A noun that looks like the verb: “the report”, “reports suggest”.
  const mention = mentions[next]
  if (
    mention !== undefined &&
    mention.to > verb &&
    (mention.from < verb || (mention.from === verb && mention.to > verb + 1))
  )
    return undefined
  const found = grammar.subject(scene, verb, saying, from, end, last)
  if (found === undefined || found.who.from === verb) return undefined
  const called = grammar.callsAt(words, verb) ? 'calls-for' : saying.stance
  const negated =
    grammar.negatedAt(words, verb, from) ||
    /^(?:neither|nor|no|nobody|жоден|жодна|жоден)$/.test(words[found.who.from - 1]?.folded ?? '')
  const stance: Stance =
    passive?.form === 'quoted'
      ? 'asserts'
      : negated
        ? grammar.whenNegated(called, words[verb]!.folded)
        : called
  const { who } = found
  const clause: Clause = {
    // A second verb of the same subject begins its clause itself: “he confirmed …, but said …”.
    from:
      last !== undefined && who.from < last.to
        ? Math.min(verb, found.verbFrom ?? verb)
        : Math.min(who.from, verb, found.from ?? verb),
    to: Math.max(verb + 1, found.side === 'right' ? who.to : 0, found.end ?? 0),
    ...{ verbFrom: found.verbFrom ?? verb, verbTo: verb + 1, mention: who, described: null, stance },
    relay: found.relay ?? null,
  }
  // “У Пентагоні це спростували”: what is denied or confirmed stands before the verb, and nothing else.
  if (stance === 'denies' || stance === 'confirms') {
    const it = pointingObject(scene, verb, clause, end)
    if (it !== undefined) return { ...clause, from: it, words: 'after', at: it }
    const object = found.objectFrom
    if (object !== undefined) return { ...clause, words: 'after', at: object, until: verb }
    if (
      grammar.language !== 'en' &&
      endsAt(scene, verb, end) &&
      clause.from >= from + 2 &&
      clause.to <= verb + 1
    )
      return { ...clause, words: 'before', at: clause.to }
  }
  return settled(
    scene,
    verb,
    saying,
    place,
    grammar,
    clause,
    found,
    passive?.form === 'quoted' ? 'yes' : 'no',
  )
}

function settled(
  scene: Scene,
  verb: number,
  saying: Saying,
  { from, end, last }: Place,
  grammar: Grammar,
  clause: Clause,
  found: Subject,
  quotedAs: 'yes' | 'no',
): Attribution | undefined {
  const { words } = scene
  if (quotedAs === 'yes') return quotedIn(scene, clause, end)
  if (clause.stance === 'declines') {
    const at = questionBefore(scene, clause.from, from)
    return { ...clause, from: at, words: 'after', at }
  }
  // “Об этом сообщил X.”: what stands before it is what he said.
  if (
    clause.from - 2 >= from &&
    /^(?:этом|том|чем|цьому|це|що)$/.test(words[clause.from - 1]!.folded) &&
    /^(?:об|о|про)$/.test(words[clause.from - 2]!.folded)
  ) {
    const to = adjunctTail(scene, clause.to, end, grammar, 'loose') ?? clause.to
    return { ...clause, from: clause.from - 2, to, words: 'before', at: to, refers: 'back' }
  }
  const pointer = pointerAt(scene, from, clause.from, grammar)
  if (pointer) {
    const to = adjunctTail(scene, clause.to, end, grammar, 'loose') ?? clause.to
    if (to >= end || /[,;]/.test(words[to]!.before))
      return { ...clause, from, to, words: 'before', at: to, refers: 'back' }
  }
  const marker = markerAt(scene, clause.to, end, grammar)
  // “розповів, що міністр доповів”: that “що” opens what the other told.
  const opened = last !== undefined && last.words === 'after' && last.at === clause.from
  const asClause = !opened && grammar.as.test(words[clause.from - 1]?.folded ?? '')
  const start = asClause ? clause.from - 1 : clause.from
  const set = asClause || /[,—–»”"’')\]]\s*$|[—–]\s|\s-\s/u.test(words[clause.from]!.before)
  // Parenthetical: “…, Milayev says, …”, “…, сообщил губернатор в Telegram.” A comma closes it before any “that” comes.
  const tail = adjunctTail(scene, clause.to, marker ?? end, grammar, set && start > from ? 'loose' : 'strict')
  const closed =
    tail !== undefined &&
    (tail >= end || (/[,;—–]/.test(words[tail]!.before) && (marker === undefined || tail < marker - 1)))
  if (closed && set && start > from) {
    const words = tail < end ? 'around' : 'before'
    return { ...clause, from: start, to: tail, words, at: tail }
  }
  if (closed && asClause && start === from && tail < end)
    return { ...clause, from: start, to: tail, words: 'after', at: tail }
  // “…,” she told a press conference. What follows the verb is whom and where.
  const behindSpeech =
    start > from && scene.quoted(start - 1)?.kind === 'speech' && scene.quoted(start) === undefined
  const tells = /^(?:t[eo]l[ld]s?|lets?)$/.test(words[verb]!.folded) && set && start > from + 2
  if (marker === undefined && found.closed !== 'yes' && (behindSpeech || tells) && clause.to < end) {
    let to = clause.to
    while (to < end && !/[,;—–]/.test(words[to]!.before) && scene.quoted(to) === undefined) to++
    const adds = to < end && scene.lexicon.sayings.get(words[to]!.folded)?.as === 'participle'
    if (to >= end || adds) return { ...clause, from: start, to, words: 'before', at: to }
  }
  // “…, confides a source who fears for his job”, “…, maintains Y, the director appointed by Russia”: what is told of who speaks.
  const inverted = found.side === 'right' && grammar.language === 'en' && set && start > from + 2
  if (inverted && marker === undefined && tail === undefined) {
    let to = clause.to
    while (to < end && !/[,;—–]/.test(words[to]!.before)) to++
    return { ...clause, from: start, to, words: to < end ? 'around' : 'before', at: to }
  }
  if (marker === undefined && tail !== undefined) {
    if (found.side === 'right' && found.closed !== 'yes' && tail >= end && start > from + 2)
      return { ...clause, from: start, to: tail, words: 'before', at: tail }
    if (start === from && tail < end && tail > clause.to && grammar.language !== 'en')
      return { ...clause, to: tail, words: 'after', at: tail }
  }
  // Nothing is reported after it.
  if (marker === undefined && tail !== undefined && tail >= end) return undefined
  if (
    saying.strength === 'told' &&
    clause.stance !== 'calls-for' &&
    found.at === undefined &&
    marker === undefined &&
    !grammar.reportsWithout(scene, verb, clause.to, end, clause.mention!)
  )
    return undefined
  const object =
    marker === undefined &&
    grammar.language === 'en' &&
    /^(?:told|tell|tells|telling|warned|informed|assured|reminded|notified|advised)$/.test(
      words[verb]!.folded,
    )
      ? toldTo(scene, clause.to)
      : clause.to
  // “закликав містян лишатися в укриттях: …”: what is called for stands before the colon.
  const called = clause.stance === 'calls-for' && marker !== undefined && marker - clause.to > 2
  if (called && /:/.test(words[marker]!.before) && scene.quoted(marker) === undefined)
    return { ...clause, words: 'after', at: clause.to, until: marker }
  const at = found.at ?? marker ?? grammar.complementAt(words, object, end)
  if (at >= end) return undefined
  return { ...clause, to: found.at === undefined ? Math.max(clause.to, at) : clause.to, words: 'after', at }
}

/** “told Reuters they heard”: whom it was told is no part of it. */
function toldTo({ mentions }: Scene, at: number): number {
  const whom = mentions[firstMentionAfter(mentions, at)]
  return whom !== undefined && whom.from === at ? whom.to : at
}

/** “X is quoted as saying that …”, “… as calling it a threat”. */
function quotedIn({ words }: Scene, clause: Clause, end: number): Attribution | undefined {
  let at = clause.to + 1
  if (/^(?:saying|telling)$/.test(words[at]?.folded ?? '')) at++
  if (words[at]?.folded === 'that') at++
  return at < end ? { ...clause, to: at, words: 'after', at } : undefined
}

/** The end of what follows a verb without being reported (“on Monday”, “in a post”), if a comma or stop comes then; else nothing. */
function adjunctTail(
  scene: Scene,
  at: number,
  end: number,
  grammar: Grammar,
  how: 'loose' | 'strict',
): number | undefined {
  const { words } = scene
  let i = at + timeSpan(words, at, end)
  while (i < end) {
    if (/[,;—–.]/.test(words[i]!.before) || scene.quoted(i) !== scene.quoted(at - 1)) return i
    if (i === at && !isAdjunctStart(words[i]!.folded, grammar)) return undefined
    if (i - at > 14) return undefined
    if (!gapAllows(words[i]!, grammar) && (how === 'strict' ? i > at + 1 : i > at + 10)) return undefined
    i++
  }
  return end
}

/** “a Western official suggested”: an official, and no official suggestion. */
function isOfficials({ words }: Scene, verb: number): boolean {
  return words[verb - 1]!.folded === 'official' && /(?:ed|said|says|told|wrote)$/.test(words[verb]!.folded)
}

/** “an hour later”: how many words it takes. */
function timeSpan(words: Scene['words'], at: number, end: number): number {
  const [count = '', unit = '', then = ''] = words
    .slice(at, Math.min(end, at + 3))
    .map(({ folded }) => folded)
  const spans =
    /^(?:an?|one|two|three|four|several|some|\d{1,2})$/.test(count) &&
    /^(?:hours?|minutes?|days?|weeks?)$/.test(unit) &&
    /^(?:later|earlier|before|ago)$/.test(then)
  return spans ? 3 : 0
}
