/** Sources named without a verb: “according to X”, “по словам X”, “in Putin’s view”, “his list: …”. */
import type { Attribution, Scene } from './attribution.ts'
import type { Grammar } from './grammar.ts'
import type { Mention } from './mention.ts'

/** “According to X, …”, “…, по словам X”, “in Putin’s view”, “His list: …”. */
export function sourceAt(
  scene: Scene,
  at: number,
  end: number,
  mention: number,
  grammar: Grammar,
): Attribution | undefined {
  const { words, lexicon, mentions } = scene
  const base = { stance: 'asserts', relay: null, described: null } as const
  for (const phrase of lexicon.sources.get(words[at]!.folded) ?? []) {
    // “по предварительным данным МЧС”
    const extra = phrase.length === 2 && grammar.hedgedData.test(words[at + 1]?.folded ?? '') ? 1 : 0
    if (phrase.some((part, n) => words[n === 0 ? at : at + n + extra]?.folded !== part)) continue
    const begin = at + phrase.length + extra
    if (begin >= end) return undefined
    const who: Mention | undefined =
      himAt(scene, begin) ??
      mentions
        .slice(mention, mention + 4)
        .find(
          (one) =>
            one.from >= at &&
            one.to > begin &&
            one.from <= begin + 2 &&
            one.from < end &&
            !words.slice(begin, one.from + 1).some(({ before }) => /[,;:.—–]\s/.test(before)),
        )
    // “According to preliminary information, …” names nobody.
    if (
      who !== undefined &&
      who.name === null &&
      who.kind === 'group' &&
      hedgedAt(scene, begin, who.to, grammar)
    )
      return undefined
    if (phrase[0] === 'citing' || phrase[0] === 'quoting' || phrase[0] === 'per') {
      if (who === undefined || /['’]s$/u.test(words[who.to - 1]!.text)) return undefined
    }
    const unknown = who === undefined ? unknownAt(scene, begin, end) : undefined
    if (unknown !== undefined)
      return placed(
        scene,
        { ...base, from: at, to: unknown.to, verbFrom: at, verbTo: begin, mention: unknown },
        end,
      )
    let to = who?.to ?? begin
    // Somebody described in other words: up to the next comma.
    if (who === undefined)
      while (
        to < end &&
        to < begin + 10 &&
        (to === begin || !/[,.;:—–(«"]/.test(words[to]!.before)) &&
        !(to > begin && lexicon.sayings.has(words[to]!.folded))
      )
        to++
    if (
      who === undefined &&
      grammar.hedgedData.test(
        words
          .slice(begin, to)
          .map(({ folded }) => folded)
          .join(' '),
      )
    )
      return undefined
    if (who === undefined && extra === 1 && words[begin]!.capital === 'no') return undefined
    const opinion =
      /^(?:мнению|думку|opinion|переконання)$/.test(phrase[phrase.length - 1]!) || phrase[2] === 'opinion'
    const described = who === undefined ? scene.text.slice(words[begin]!.start, words[to - 1]!.end) : null
    return placed(
      scene,
      {
        ...base,
        ...(opinion ? ({ stance: 'speculates' } as const) : {}),
        ...{ from: at, to, verbFrom: at, verbTo: begin, mention: who ?? null, described },
      },
      end,
    )
  }
  const his = grammar.possessives[words[at + 1]?.folded ?? '']
  if (his !== undefined && at + 2 < end && /^(?:по|за|на|з|зі|с|со|by|in)$/.test(words[at]!.folded)) {
    // “by his later count”
    const noun = [at + 2, at + 3].find((i) => i < end && grammar.possessedSource.test(words[i]!.folded))
    if (noun !== undefined) {
      const mention = pronounAt(at + 1, his)
      return placed(scene, { ...base, from: at, to: noun + 1, verbFrom: at, verbTo: noun + 1, mention }, end)
    }
  }
  // “in Putin’s view”, “by Kyiv’s count”; “His list: …”, “Kyiv’s version: …”
  const who = mentions[mention]
  const noun = words[who?.to ?? -1]
  if (
    who !== undefined &&
    noun !== undefined &&
    lexicon.sourceNouns.test(noun.folded) &&
    /['’]s?$/u.test(words[who.to - 1]!.text)
  ) {
    if (who.from === at + 1 && /^(?:in|by)$/.test(words[at]!.folded))
      return placed(
        scene,
        { ...base, from: at, to: who.to + 1, verbFrom: at, verbTo: who.to + 1, mention: who },
        end,
      )
    if (who.from === at && /:/.test(words[who.to + 1]?.before ?? ''))
      return placed(
        scene,
        { ...base, from: at, to: who.to + 1, verbFrom: who.to, verbTo: who.to + 1, mention: who },
        end,
      )
  }
  const owner = /^(?:in|by)$/.test(words[at]!.folded) ? ownerAt(scene, at + 1, end) : undefined
  if (owner !== undefined)
    return placed(
      scene,
      { ...base, from: at, to: owner.to + 1, verbFrom: at, verbTo: owner.to + 1, mention: owner },
      end,
    )
  const pronoun = grammar.possessives[words[at]!.folded]
  const after = words[at + 1]
  if (
    pronoun !== undefined &&
    after !== undefined &&
    grammar.listNouns.test(after.folded) &&
    /:/.test(words[at + 2]?.before ?? '')
  ) {
    const mention = pronounAt(at, pronoun)
    return {
      ...base,
      from: at,
      to: at + 2,
      verbFrom: at + 1,
      verbTo: at + 2,
      mention,
      words: 'after',
      at: at + 2,
    }
  }
  return undefined
}

/** “in the mayor’s telling”: an office without a name. */
function ownerAt({ words, lexicon, language, text }: Scene, at: number, end: number): Mention | undefined {
  if (language !== 'en' || words[at]?.folded !== 'the') return undefined
  for (let i = at + 1; i < Math.min(end - 1, at + 5) && words[i]!.before === ' '; i++) {
    const owns = /['’]s$/u.test(words[i]!.text)
    const head = owns ? lexicon.heads.get(words[i]!.folded.slice(0, -1))?.[0] : undefined
    if (head === undefined) continue
    if (!lexicon.sourceNouns.test(words[i + 1]!.folded)) return undefined
    const role = text.slice(words[at + 1]!.start, words[i]!.end).replace(/['’]s$/u, '')
    return {
      ...{ from: at, to: i + 1, kind: head.kind, name: null, role, head: head.word, number: head.number },
      ...{ gender: null, subject: 'no', points: 'back', onBehalfOf: null },
    }
  }
  return undefined
}

/** “По данным Ространснадзора, …”: one word with a capital that nothing here knows is the name of a body. */
function unknownAt({ words, language, text }: Scene, at: number, end: number): Mention | undefined {
  if (language === 'en') return undefined
  const { capital, text: word } = words[at]!
  const after = at + 1 < end ? words[at + 1]!.before : text.slice(words[at]!.end)
  if (capital === 'no' || word.length < 4 || !/^[»"”]?\s?(?:[,.;:—–]|$)/u.test(after)) return undefined
  return {
    ...{ from: at, to: at + 1, kind: 'body', name: nominativeOfBody(word), role: null, head: null },
    ...{ number: 'one', gender: null, subject: 'no', points: 'new', onBehalfOf: null },
  }
}

function nominativeOfBody(word: string): string {
  return /[бвгджзклмнпрстфхцчшщ](?:а|у|ом|ем)$/u.test(word) && !/(?:рада|дума)$/iu.test(word)
    ? word.replace(/(?:а|у|ом|ем)$/u, '')
    : word
}

function hedgedAt({ words }: Scene, from: number, to: number, { hedgedData }: Grammar): boolean {
  const phrase = words
    .slice(from, to)
    .map(({ folded }) => folded)
    .join(' ')
  return hedgedData.test(phrase) && !/ (?:from|of|by) /.test(phrase)
}

/** “According to him”: English pronouns that are no subject stand only behind a source phrase. */
function himAt({ words, language }: Scene, at: number): Mention | undefined {
  const { folded } = words[at]!
  const next = words[at + 1]
  if (folded === 'her' && /^\s/.test(next?.before ?? '') && next?.folded !== 'and') return undefined
  const pronoun = language === 'en' && Object.hasOwn(him, folded) ? him[folded] : undefined
  return pronoun === undefined ? undefined : pronounAt(at, pronoun)
}
const him: { readonly [word: string]: Pick<Mention, 'number' | 'gender'> } = {
  him: { number: 'one', gender: 'm' },
  her: { number: 'one', gender: 'f' },
  them: { number: 'many', gender: null },
}

function pronounAt(at: number, pronoun: Pick<Mention, 'number' | 'gender'>): Mention {
  return {
    ...{ from: at, to: at + 1, kind: 'pronoun', name: null, role: null, head: null },
    ...{ subject: 'no', points: 'back', onBehalfOf: null, ...pronoun },
  }
}

type Unplaced = Omit<Attribution, 'words' | 'at'>

/** Decides on which side of a phrase without a verb its words stand. */
function placed(scene: Scene, clause: Unplaced, end: number): Attribution {
  const { words } = scene
  const before = words[clause.from]!.before
  const opens = clause.from === 0 || /[.!?…\n:]/.test(before) || isClauseStart(scene, clause.from)
  if (opens) return { ...clause, words: 'after', at: afterRelative(scene, clause.to, end) }
  const after = clause.to >= end
  return { ...clause, words: after ? 'before' : 'around', at: clause.to }
}

/** “According to X, who saw it, …”: what is told of the source is no part of its words. */
function afterRelative({ words }: Scene, at: number, end: number): number {
  if (
    !/^(?:who|which|котор\p{L}+|як(?:і|ий|а|е|их))$/u.test(words[at]?.folded ?? '') ||
    !words[at]!.before.startsWith(',')
  )
    return at
  for (let i = at + 1; i < Math.min(end, at + 14); i++) if (words[i]!.before.startsWith(',')) return i
  return at
}

function isClauseStart({ words }: Scene, at: number): boolean {
  return (
    /^(?:and|but|while|and|и|а|но|і|й|та|але|however|meanwhile)$/.test(words[at - 1]?.folded ?? '') &&
    /[,;]/.test(words[at - 1]!.before)
  )
}
