/** Where a sentence says who speaks: a reporting verb with its subject, or a phrase like “according to”; and on which side of it the words stand. */
import type { Attribution, Scene } from './attribution.ts'
import { markerAt, wordsOfGrammar, type Grammar } from './grammar.ts'
import { headingAt } from './headings.ts'
import { headlineAt, impersonalAt } from './impersonal.ts'
import { firstMentionAfter } from './mention-order.ts'
import type { Quotation } from './quotations.ts'
import { nounReportAt } from './noun-reports.ts'
import { sayingAt } from './reporting-verbs.ts'
import { sourceAt } from './source-phrases.ts'
import { stanceWords } from './stance-words.ts'

/** More in one sentence are not told apart. */
const most = 12

/** Attributions of one sentence, in order. Words within quotations are left out unless `inside` says that it is one. */
export function attributionsIn(scene: Scene, from: number, to: number, inside?: Quotation): Attribution[] {
  const { words, lexicon } = scene
  const grammar = wordsOfGrammar[scene.language]
  const found: Attribution[] = []
  let mention = firstMentionAfter(scene.mentions, from)
  if (inside === undefined) {
    const headline = headlineAt(scene, from, to)
    if (headline !== undefined) found.push(headline)
  }
  for (let i = from; i < to && found.length < most; i++) {
    if (scene.quoted(i) !== inside) continue
    while (mention < scene.mentions.length && scene.mentions[mention]!.to <= i) mention++
    const last = found[found.length - 1]
    if (last !== undefined && i < last.to && i >= last.from) continue
    const source = sourceAt(scene, i, to, mention, grammar)
    if (source !== undefined && source.from >= from) {
      // “Findings of the directorate …: according to sources, …”: the sources are the directorate’s.
      const opened = found[found.length - 1]
      if (
        opened !== undefined &&
        opened.at === source.from &&
        opened.mention !== null &&
        opened.mention.name !== null &&
        isAnySource(source)
      ) {
        found[found.length - 1] = { ...opened, to: source.at, at: source.at }
        i = source.to - 1
        continue
      }
      const agency = agencyBefore(scene, source, from, to) ?? agencyBehind(scene, source, to)
      if (agency !== undefined) {
        found.push(agency)
        i = agency.to - 1
        continue
      }
      found.push(source)
      i = source.to - 1
      continue
    }
    const noun = nounReportAt(scene, i, from, to)
    if (noun !== undefined && noun.from >= from) {
      found.push(noun)
      i = noun.to - 1
      continue
    }
    const impersonal = impersonalAt(scene, i, from, to)
    if (impersonal !== undefined) {
      found.push(impersonal)
      i = impersonal.to - 1
      continue
    }
    const saying = lexicon.sayings.get(words[i]!.folded)
    if (saying === undefined) continue
    const spoken = sayingAt(scene, i, saying, { from, end: to, next: mention, last }, grammar)
    if (spoken !== undefined && spoken.from >= from && !isOwnDoing(scene, spoken, last)) {
      found.push(relayed(scene, spoken, to, mention, grammar))
      i = Math.max(i, Math.min(spoken.to, to) - 1)
    }
  }
  const until = found[0]?.from ?? to
  if (inside === undefined && until - from >= 4) {
    const silent = silenceIn(scene, from, until)
    if (silent !== undefined) found.unshift(silent)
  }
  if (inside === undefined) addSilences(scene, from, to, found)
  if (inside === undefined && found.length === 0) {
    const heading = headingAt(scene, from, to)
    if (heading !== undefined) return [heading]
  }
  return relayedByLast(found, to)
}

/** “X denied that …, the news agency reported.”: all of it is relayed. */
function relayedByLast(found: Attribution[], to: number): Attribution[] {
  const [told, teller] = found.slice(-2)
  if (teller === undefined || told!.words !== 'after' || teller.words !== 'before' || teller.to < to)
    return found
  const { mention } = teller
  const isOutlet = mention !== null && (mention.kind === 'media' || outlets.test(mention.head ?? ''))
  if (!isOutlet || told!.relay !== null || told!.until !== undefined || told!.mention === mention)
    return found
  return [...found.slice(0, -2), { ...told!, until: teller.from, relay: mention }]
}
const outlets =
  /^(?:agency|newspaper|broadcaster|channel|outlet|website|агентство|агенция|агенція|газета|издание|видання|телеканал|канал|telegram-канал|телеграм-канал)$/

/** “The WHO said it had verified …”: what the speaker has done is what he says, and no report in a report. */
function isOwnDoing(
  { language }: Scene,
  { mention, from, stance }: Attribution,
  last: Attribution | undefined,
): boolean {
  if (
    language !== 'en' ||
    last === undefined ||
    last.words !== 'after' ||
    from > last.at + 1 ||
    from < last.at
  )
    return false
  if (mention?.kind !== 'pronoun' || (stance !== 'asserts' && stance !== 'confirms')) return false
  return last.mention !== null && (mention.number === 'many' || last.mention.number === 'one')
}

/** “…; Kyiv’s military made no comment”: a silence behind a semicolon, where nothing else reports. */
function addSilences(scene: Scene, from: number, to: number, found: Attribution[]): void {
  for (let i = from + 3; i < to - 2; i++) {
    if (!scene.words[i]!.before.includes(';') || scene.quoted(i) !== undefined) continue
    if (found.some((one) => one.to > i)) continue
    const silent = silenceIn(scene, i, to)
    if (silent === undefined) continue
    found.push(silent)
    return
  }
}

/** “X reports, citing Y”: Y’s words, relayed by X. */
function relayed(
  scene: Scene,
  spoken: Attribution,
  to: number,
  mention: number,
  grammar: Grammar,
): Attribution {
  const { words } = scene
  const until = Math.min(to, Math.max(spoken.to, spoken.words === 'after' ? spoken.at : 0) + 2)
  for (let i = spoken.verbTo; i < until; i++) {
    if (!/^(?:citing|quoting|со|з|із|ссылаясь|посилаючись)$/.test(words[i]!.folded)) continue
    while (mention < scene.mentions.length && scene.mentions[mention]!.to <= i) mention++
    const source = sourceAt(scene, i, to, mention, grammar)
    if (source === undefined || (source.mention === null && source.described === null)) continue
    const end = Math.max(spoken.to, source.to)
    // “рассказал со ссылкой на МЧС губернатор”: an official vouches for it himself.
    if (spoken.mention?.kind === 'person' && spoken.mention.name !== null && spoken.mention.head !== null)
      return spoken
    let at = spoken.words === 'after' ? Math.max(spoken.at, source.to) : end
    if (spoken.words === 'after' && /^(?:that|что|що)$/.test(words[at]?.folded ?? '') && at + 1 < to) at++
    return {
      ...spoken,
      mention: source.mention,
      described: source.described,
      relay: spoken.relay ?? spoken.mention,
      to: spoken.words === 'after' ? at : end,
      at,
    }
  }
  return spoken
}

function isAnySource({ mention, words }: Attribution): boolean {
  return (
    words === 'after' &&
    mention !== null &&
    mention.name === null &&
    /^(?:sources?|источники?|джерела?)$/iu.test(mention.role ?? '')
  )
}

/** “Reuters, citing X, reported that …”, «ТАСС со ссылкой на X передаёт: …»: the agency that stands before its source, with the verb behind it. */
function agencyBefore(scene: Scene, source: Attribution, from: number, to: number): Attribution | undefined {
  const { words, mentions, lexicon, language } = scene
  if (!isCited(scene, source)) return undefined
  const relay = mentions[firstMentionAfter(mentions, source.from) - 1]
  if (relay === undefined || relay.to !== source.from || relay.from < from || relay.subject === 'no')
    return undefined
  for (let i = source.to; i < Math.min(to, source.to + 6); i++) {
    const saying = lexicon.sayings.get(words[i]!.folded)
    if (saying?.as !== 'finite') continue
    const at = markerAt(scene, i + 1, to, wordsOfGrammar[language]) ?? i + 1
    if (at >= to) return undefined
    return {
      ...source,
      from: relay.from,
      to: at,
      verbFrom: i,
      verbTo: i + 1,
      relay,
      stance: saying.stance,
      words: 'after',
      at,
    }
  }
  return undefined
}

/** “Citing two officials, Reuters reported that …”, «Со ссылкой на источник ТАСС сообщает о …»: the agency behind its source. */
function agencyBehind(scene: Scene, source: Attribution, to: number): Attribution | undefined {
  const { words, mentions, lexicon, language } = scene
  if (source.words !== 'after' || !isCited(scene, source)) return undefined
  const relay = mentions[firstMentionAfter(mentions, source.to)]
  if (relay === undefined || relay.from !== source.to || relay.subject === 'no' || relay.kind === 'pronoun')
    return undefined
  const verb = relay.to
  if (verb + 1 >= to || lexicon.sayings.get(words[verb]!.folded)?.as !== 'finite') return undefined
  const at = markerAt(scene, verb + 1, to, wordsOfGrammar[language]) ?? verb + 1
  return { ...source, to: at, verbFrom: verb, verbTo: verb + 1, relay, at }
}

function isCited({ words }: Scene, { from }: Attribution): boolean {
  return /^(?:citing|quoting|со|с|з|із|ссылаясь|посилаючись)$/.test(words[from]!.folded)
}

/** “X left the question unanswered”: a silence that has no reporting verb. */
function silenceIn(scene: Scene, from: number, to: number): Attribution | undefined {
  const { words, mentions, language, text } = scene
  const who = mentions[firstMentionAfter(mentions, from)]
  if (who === undefined || who.to >= to || who.subject === 'no' || who.from - from > 3) return undefined
  const start = words[who.to]!.start
  const said = stanceWords[language].silence.exec(text.slice(start, words[to - 1]!.end))
  if (said === null) return undefined
  const verbFrom = words.findIndex((word, i) => i >= who.to && word.start >= start + said.index)
  let verbTo = verbFrom
  while (verbTo < to && words[verbTo]!.end <= start + said.index + said[0].length) verbTo++
  if (verbFrom < 0 || verbTo === verbFrom) return undefined
  return {
    ...{ from: who.from, to: verbTo, verbFrom, verbTo, mention: who, described: null, relay: null },
    ...{ stance: 'declines', words: 'after', at: who.from },
  }
}
