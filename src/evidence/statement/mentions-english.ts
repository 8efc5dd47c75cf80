/**
 * Who is mentioned in an English text: names with their offices, offices and groups without a name, and pronouns.
 * Long because the grammar of names and offices in one language is read as a whole.
 */
import type { Word } from '../text/text-words.ts'
import { kindOfBody } from './bodies.ts'
import type { Head, Lexicon } from './lexicon.ts'
import type { Mention } from './mention.ts'
import { looksLikeLatinSurname } from './surnames.ts'
import { firstNameOf } from './words/first-names.ts'

const set = (words: string) => new Set(words.split(' '))
/** A noun phrase goes across none of these. */
const stops = set(
  'and or but nor if when while although though because since until after before as than that which who whom whose what where ' +
    'why how in on at by with from to into onto over under near for about against between among during through across per of ' +
    'off out up down not no is are was were be been being am has have had having do does did will would shall should can could ' +
    'may might must there here this these those then also only just even still yet now once twice more most less least very so ' +
    'such both either neither each every all any some many few several he she they it we i you him them us me himself herself ' +
    'itself themselves however meanwhile moreover instead later earlier today yesterday tonight tomorrow according via ' +
    'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october ' +
    'november december one two three four five six seven eight nine ten says said too again already never ever always ' +
    'adding saying left right killed injured wounded hit struck attacked destroyed damaged shot launched fired dropped',
)
const determiners = set('the a an his her its their our my')
const back = set('the his her its their')
const pronouns: { readonly [word: string]: readonly [Mention['number'], Mention['gender']] } = {
  he: ['one', 'm'],
  she: ['one', 'f'],
  they: ['many', null],
  it: ['one', 'n'],
}
const particles = set('de la von van der den al el bin ben da di du le')
const titles = set('mr mrs ms dr sir lord')
/** Capitalised, and no part of a name. */
const noName = set(
  'i mr mrs ms dr telegram facebook twitter x moscow’s photo video update breaking details reference background ' +
    'soviet russian ukrainian american british german french chinese iranian turkish polish japanese korean north south east west',
)
const unit =
  /^(?:oblast|region|district|raion|city|county|province|state|street|avenue|airport|bridge|river|krai|republic|island|islands|village|square)$/
const companies =
  /^(?:operator|company|firm|owner|airline|supplier|utility|manufacturer|producer|provider|carrier|contractor)$/
/** They are called by a name that need not be a person’s. */
const outlets = /^(?:channel|outlet|blogger|website|newspaper|agency|broadcaster|group|organi[sz]ation)$/
const quantity = /^(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|both|most|few|\d{1,3})$/
const placeUnit = /^(?:oblast|raion|krai|okrug)$/
const gap = /^[\s\u00a0]+$|^[-‐‑]$|^\.\s?$|^['’]\s?$/u
const space = /^[\s\u00a0]+$|^[-‐‑]$/u
/** “, who governs X,”: the office that a verb says. */
const officeOfVerb: { readonly [verb: string]: string } = {
  governs: 'governor',
  heads: 'head',
  leads: 'leader',
  runs: 'head',
  studies: 'researcher',
  owns: 'owner',
  manages: 'manager',
  chairs: 'chair',
  directs: 'director',
  commands: 'commander',
}

export function englishMentions(text: string, words: readonly Word[], lexicon: Lexicon): Mention[] {
  const mentions: Mention[] = []
  const bareOf = (i: number) => {
    const { text, folded } = words[i]!
    return /['’]s$/u.test(text) ? folded.slice(0, -1) : folded
  }
  const possessive = (i: number) =>
    /['’]s$/u.test(words[i]!.text) ||
    (words[i]!.text.endsWith('s') && /^['’](?:\s|$)/u.test(words[i + 1]?.before ?? ''))
  const headAt = (i: number): Head | undefined =>
    words[i] === undefined ? undefined : lexicon.heads.get(bareOf(i))?.[0]
  const isStop = (i: number) =>
    (stops.has(words[i]!.folded) && !/^(?:US|WHO|UN)$/.test(words[i]!.text) && !isChannelName(i)) ||
    // “the State Emergency Service” states nothing.
    (lexicon.sayings.has(words[i]!.folded) &&
      headAt(i) === undefined &&
      !isStateNoun(i) &&
      (words[i]!.capital === 'no' || isFirst(i)))
  /** “the Telegram channel Shot” */
  const isChannelName = (i: number) =>
    words[i]!.capital === 'yes' && /^(?:channel|outlet|blogger|website)$/.test(words[i - 1]?.folded ?? '')
  /** “the state news agency”: it states nothing. */
  const isStateNoun = (i: number) =>
    words[i]!.folded === 'state' &&
    (determiners.has(words[i - 1]?.folded ?? '') || /['’]s$/u.test(words[i - 1]?.text ?? ''))
  /** An initial or a title goes on after its full stop; “Unit 6.” doesn't. */
  const isShortened = (i: number) =>
    /^(?:\p{Lu}|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Maj|Jr|Sr|Gov|Sen|Rep|Prof)$/u.test(words[i]!.text)
  /** “Rostov-on-Don”, “commander-in-chief” */
  const hyphened = (i: number) => words[i] !== undefined && /^[-‐‑]$/.test(words[i]!.before)
  const joined = (i: number) => words[i] !== undefined && space.test(words[i]!.before) && !isNewLine(i)
  /** A heading has no full stop: the line below it is another sentence. */
  const isNewLine = (i: number) => words[i]!.capital === 'yes' && words[i]!.before.includes('\n')
  const startsName = (i: number): boolean => {
    const word = words[i]
    return (
      word !== undefined &&
      word.capital === 'yes' &&
      (!stops.has(word.folded) || /^(?:US|WHO|UN)$/.test(word.text) || isChannelName(i)) &&
      !determiners.has(word.folded) &&
      !noName.has(word.folded) &&
      !/^\d/.test(word.text)
    )
  }
  /** The end of a run of capitalised words that begins here. */
  const runTo = (from: number): number => {
    let to = from
    for (let i = from; i < words.length && i < from + 8; i++) {
      if (
        i > from &&
        !(
          gap.test(words[i]!.before) &&
          !isNewLine(i) &&
          !(words[i]!.before.startsWith('.') && !isShortened(i - 1))
        )
      )
        break
      if (startsName(i)) to = i + 1
      else if (!(particles.has(words[i]!.folded) && to > from)) break
      if (possessive(i)) break
      if (i > from && placeUnit.test(words[i]!.folded) && words[i]!.capital === 'yes') break
    }
    return to
  }
  const slice = (from: number, to: number) =>
    from >= to ? '' : text.slice(words[from]!.start, words[to - 1]!.end).replace(/\s+/g, ' ')
  const own = (name: string) => name.replace(/['’]s?$/u, '')

  /** A form that is a noun as well says something where its object follows. */
  const isVerbOf = (i: number) =>
    /^(?:reports|claims|estimates|states|warns|forecasts)$/.test(words[i]!.folded) &&
    words[i]!.capital === 'no' &&
    words[i + 1] !== undefined &&
    space.test(words[i + 1]!.before) &&
    (/^(?:that|no|at|about|over|more|nearly|almost|around|\d+)$/.test(words[i + 1]!.folded) ||
      determiners.has(words[i + 1]!.folded) ||
      quantity.test(words[i + 1]!.folded))
  /** “an official with the National Weather Service” */
  const isWithBody = (i: number) =>
    words[i]!.folded === 'with' && (words[i + 1]?.folded === 'the' || words[i + 1]?.capital === 'yes')
  /** “officials familiar with the rescue”: the end of what says which of them. */
  const knowingTo = (from: number): number => {
    if (!/^(?:familiar|close|briefed|involved|aware|knowledgeable)$/.test(words[from]?.folded ?? ''))
      return from
    let to = from + 1
    while (to < words.length && to < from + 7 && joined(to) && !lexicon.sayings.has(words[to]!.folded)) to++
    const ends = words[to] === undefined || /^[,.]/.test(words[to]!.before)
    return ends || lexicon.sayings.has(words[to]!.folded) ? to : from
  }
  /** “of the Emergency Situations Ministry”, “for Bryansk Oblast”: what follows an office. */
  const tailTo = (from: number, kind: Mention['kind']): number => {
    let to = from
    while (
      to < words.length &&
      joined(to) &&
      (/^(?:of|for|at|from|in|inside|within)$/.test(words[to]!.folded) || isWithBody(to)) &&
      to - from < 14
    ) {
      let i = to + 1
      const begin = i
      while (
        i < words.length &&
        i < begin + 8 &&
        joined(i) &&
        (!isStop(i) || determiners.has(words[i]!.folded) || hyphened(i))
      )
        i++
      // “and” between two capitalised names: “Industry and Trade”.
      while (
        i + 1 < words.length &&
        words[i]!.folded === 'and' &&
        joined(i) &&
        startsName(i + 1) &&
        startsName(i - 1) &&
        headAt(i + 1) === undefined
      ) {
        i = Math.max(i + 2, runTo(i + 1))
      }
      // “was announced by the ministry at 01:15”: when.
      if (i === begin || (words[to]!.folded === 'at' && /^\d/.test(words[begin]!.text))) break
      const first = words[begin]!
      if (words[to]!.folded === 'in' && first.capital === 'no' && kind !== 'group' && !hyphened(to)) break
      to = i
    }
    return to
  }

  for (let i = 0; i < words.length;) {
    const word = words[i]!
    const pronoun = pronouns[word.folded]
    if (pronoun !== undefined) {
      const [number, gender] = pronoun
      mentions.push({
        ...{ from: i, to: i + 1, kind: 'pronoun', name: null, role: null, head: null, number, gender },
        ...{ subject: 'yes', points: 'back', onBehalfOf: null },
      })
      i++
      continue
    }
    const phrase = phraseAt(i)
    if (phrase !== undefined) {
      // “two officials”: the number begins the phrase, and is no part of who they are.
      const counted =
        phrase.number === 'many' &&
        phrase.from > 0 &&
        joined(phrase.from) &&
        quantity.test(words[phrase.from - 1]!.folded)
      const to = agedTo(phrase)
      mentions.push({ ...phrase, from: counted ? phrase.from - 1 : phrase.from, to })
      i = Math.max(i + 1, to)
    } else i++
  }
  return mentions

  /** The noun phrase that begins at a word: determiner, adjectives and nouns up to its head or its name, and what belongs to it. */
  function phraseAt(start: number): Mention | undefined {
    if (isStop(start)) return undefined
    let i = start
    let head = -1
    let end = start
    let nameFrom = -1
    for (; i < words.length && i < start + 14; i++) {
      if (i > start && (!gap.test(words[i]!.before) || isNewLine(i))) break
      if (i > start && words[i]!.before.startsWith('.') && !isShortened(i - 1)) break
      if (isStop(i) || (i > start && determiners.has(words[i]!.folded) && !possessive(i - 1))) break
      // “Sheriff Dana Whitcomb’s statement that …” is the sheriff’s.
      if (i > start && possessive(i - 1) && words[i + 1]?.folded === 'that' && joined(i + 1)) break
      // “local channels report”: after several comes a verb.
      if (
        head >= 0 &&
        headAt(head)!.number === 'many' &&
        lexicon.sayings.has(words[i]!.folded) &&
        !possessive(i - 1)
      )
        break
      // “The council reports that 14 blocks …”: no reports of the council’s.
      if ((head === i - 1 || nameFrom >= 0) && i > start && !possessive(i - 1) && isVerbOf(i)) break
      const known = headAt(i)
      if (known !== undefined) {
        head = i
        nameFrom = -1
        end = i + 1
        // “the ministry’s spokesman”: the head is yet to come.
        continue
      }
      if (startsName(i)) {
        // “on his channel Tula Oblast’s governor”: another phrase begins.
        if (head >= 0 && leadsToHead(i)) break
        // “through his official channel Gleb Nikitin”
        if (head >= 0 && /^(?:his|her|their)$/.test(words[start]!.folded) && outlets.test(headAt(head)!.word))
          break
        if (nameFrom < 0) nameFrom = i
        end = i + 1
        continue
      }
      if (head >= 0 || nameFrom >= 0) {
        if (i > start && possessive(i - 1)) continue
        // A plain noun after a name or an office: either the head is yet to come, or the phrase is over.
        const far = words.slice(i, i + 3).findIndex((_, n) => headAt(i + n) !== undefined && joined(i + n))
        if (far < 0 || words.slice(i, i + far).some((_, n) => isStop(i + n))) break
      }
    }
    if (head < 0 && nameFrom < 0) return undefined
    // “in the post Governor X is quoted”: a title with a capital begins a phrase of its own.
    if (head > start && nameFrom > head && words[head]!.capital === 'yes') {
      const before = words[head - 1]!
      if (
        before.capital === 'no' &&
        !determiners.has(before.folded) &&
        !/^(?:former|acting|deputy|new|current|late|then|vice|first|ex|interim|outgoing)$/.test(before.folded)
      )
        return undefined
    }
    if (head < 0) return nameAlone(nameFrom, runTo(nameFrom))
    if (possessive(end - 1) && end - 1 === head && nameFrom < 0 && words[end + 1]?.folded !== 'that')
      return undefined
    // “South Korea’s Joint Chiefs of Staff” are no chiefs, they are a body.
    const kind = words[head - 1]?.folded === 'joint' ? 'body' : headAt(head)!.kind
    const named = nameFrom > head ? [nameFrom, Math.max(end, nameFrom)] : undefined
    let to = named === undefined ? head + 1 : named[1]!
    let name = named === undefined ? null : own(slice(named[0]!, named[1]!))
    if (named === undefined) to = knowingTo(tailTo(to, kind))
    const roleTo = to
    // “Tula Oblast’s governor, Dmitry Milayev, …”
    if (name === null && kind !== 'body' && /^,\s?$/.test(words[to]?.before ?? '') && startsName(to)) {
      const until = runTo(to)
      // “, Captain Eduardo Ruiz,”
      let first = to
      while (first < until - 1 && headAt(first) !== undefined) first++
      if (
        (looksLikePerson(first, until) ||
          isForeignName(first, until) ||
          (outlets.test(headAt(head)!.word) && words[until]?.before.startsWith(',') === true)) &&
        (until === words.length || /^[,.:;]|^\s+$/.test(words[until]!.before))
      ) {
        name = own(slice(first, until))
        to = until
      }
    }
    const determiner = determiners.has(words[start]!.folded) ? 1 : 0
    const noun = headAt(head)!
    // “the OSCE monitors” speak for the OSCE.
    const sender = words[head - 1]?.text ?? ''
    if (
      /^(?:team|expert|inspector|specialist|monitor|observer|mission)$/.test(noun.word) &&
      head - 1 === start + determiner &&
      name === null &&
      /^\p{Lu}{3,}$/u.test(sender) &&
      sender !== 'USA'
    )
      return {
        ...{
          from: start,
          to: head + 1,
          kind: 'body',
          name: sender,
          role: null,
          head: null,
          number: noun.number,
        },
        ...{ gender: null, subject: 'yes', points: 'new', onBehalfOf: null },
      }
    const split = name === null && kind === 'person' ? nameInTail(head + 1, to) : undefined
    if (split !== undefined)
      return {
        ...{ from: start, to, kind, name: own(slice(split, to)), role: slice(start + determiner, split) },
        ...{ head: noun.word, number: 'one', gender: genderOf(slice(split, to)), subject: 'yes' },
        ...{ points: 'new', onBehalfOf: behalf(start + determiner, head, split) },
      }
    // “the depot’s operator, Petroven,”: a company is called by its name between two commas.
    if (
      name === null &&
      companies.test(noun.word) &&
      /^,\s?$/.test(words[to]?.before ?? '') &&
      startsName(to)
    ) {
      const until = runTo(to)
      if (/^,\s?$/.test(words[until]?.before ?? ''))
        return {
          ...{
            from: start,
            to: until,
            kind: 'body',
            name: own(slice(to, until)),
            number: 'one',
            gender: null,
          },
          ...{ role: slice(start + determiner, roleTo), head: noun.word, subject: 'yes', points: 'new' },
          onBehalfOf: null,
        }
    }
    const speaker = behindPaper(start, head, to)
    if (speaker !== undefined) return { ...speaker, from: start, to: Math.max(to, speaker.to) }
    const role = own(slice(start + determiner, name !== null && nameFrom > head ? nameFrom : roleTo))
    // “the state news agency BelTA”: what it is in small letters, then its name.
    const apart = kind === 'body' && name !== null && nameFrom > head && words[head]!.capital === 'no'
    const isNamedBody =
      kind === 'body' && !apart && (noun.proper === 'yes' || isProper(start + determiner, roleTo))
    return {
      ...{ from: start, to, kind: kind === 'group' && name !== null ? 'person' : kind },
      // “the energy company DTEK”
      name:
        kind === 'body'
          ? name !== null && !isNamedBody
            ? name
            : isNamedBody
              ? bodyName(slice(start + determiner, to))
              : null
          : name,
      role: kind === 'body' && isNamedBody ? null : role,
      head: noun.word,
      number: name === null ? noun.number : 'one',
      gender: name === null ? null : genderOf(name),
      subject: 'yes',
      points: back.has(words[start]!.folded) || (determiner === 0 && noun.number === 'one') ? 'back' : 'new',
      onBehalfOf:
        kind === 'person'
          ? behalf(start + determiner, head, name !== null && nameFrom > head ? nameFrom : roleTo)
          : null,
    }
  }

  /** A statement, a channel or a team speaks for whose it is: “official statements from the ministry”, “Kyiv’s channel”. */
  function behindPaper(start: number, head: number, to: number): Mention | undefined {
    const { word } = headAt(head)!
    if (
      /^(?:statement|report|account|article|post|message|data|information|figures|findings|bulletin|assessment|document|release|team|crew|staff|mission|channel|website|page)$/.test(
        word,
      )
    )
      for (let i = head + 1; i < to; i++)
        if (/^(?:from|of|by)$/.test(words[i]!.folded)) {
          const inner = phraseAt(i + 1)
          if (inner !== undefined && inner.name !== null && inner.kind !== 'name') return inner
          break
        }
    if (/^(?:channel|website|page|post|statement|release|service|account)$/.test(word))
      for (let i = head - 1; i >= start; i--)
        if (possessive(i)) {
          const noun = headAt(i)
          if (noun === undefined) return startsName(i) ? nameAlone(runStart(start, i), i + 1) : undefined
          const from = determiners.has(words[start]!.folded) ? start + 1 : start
          const proper = noun.kind === 'body' && isProper(from, i + 1)
          if (word === 'service' && !proper) return undefined
          return {
            ...{ from: start, to, kind: noun.kind, name: proper ? own(slice(from, i + 1)) : null },
            role: proper ? null : own(slice(from, i + 1)),
            ...{
              head: noun.word,
              number: noun.number,
              gender: null,
              subject: 'yes',
              points: 'back',
              onBehalfOf: null,
            },
          }
        }
    return undefined
  }
  function runStart(start: number, last: number): number {
    let from = last
    while (from > start && startsName(from - 1) && joined(from)) from--
    return from
  }

  /** “Mayor of Bilhorod-Dnistrovskyi Vitalii Hrazhdan”: the name begins with a first name behind the place. */
  function nameInTail(from: number, to: number): number | undefined {
    for (let i = from + 2; i < to - 1; i++)
      if (
        startsName(i) &&
        startsName(i - 1) &&
        firstNameOf(words[i]!.folded) !== undefined &&
        runTo(i) === to &&
        looksLikePerson(i, to)
      )
        return i
    return undefined
  }
  function leadsToHead(from: number): boolean {
    const to = runTo(from)
    return (
      words[to + 1]?.folded !== 'that' &&
      possessive(to - 1) &&
      headAt(to - 1) === undefined &&
      (headAt(to) ?? headAt(to + 1)) !== undefined
    )
  }
  /** “Dmytro Koval, 34, said” */
  function agedTo({ name, to }: Mention): number {
    const age = words[to]
    const aged =
      name !== null &&
      /^,\s$/.test(age?.before ?? '') &&
      /^\d{1,3}$/.test(age!.text) &&
      words[to + 1]?.before.startsWith(',') === true
    return aged ? to + 1 : to
  }
  /** A body is named when its words have a capital: “the Ministry of Defense”, “South Korean intelligence”. */
  function isProper(from: number, to: number): boolean {
    for (let i = from; i < to; i++)
      if (words[i]!.capital === 'yes' && !(i === from && isFirst(i) && !possessive(i))) return true
    return (
      to - from > 1 &&
      words[from]!.capital === 'yes' &&
      (words[from + 1]!.capital === 'yes' || noName.has(words[from]!.folded))
    )
  }
  function isFirst(i: number): boolean {
    return i === 0 || /[.!?…:\n]/.test(words[i]!.before)
  }
  function bodyName(role: string): string {
    // “the IAEA staff” speaks for the IAEA.
    const staff = /^(\p{Lu}[\p{Lu}\d]+) (?:staff|mission|service|headquarters|office|secretariat)$/u.exec(
      role,
    )
    if (staff !== null) return staff[1]!
    return own(role.replace(/\s*\([^)]*\)?$/u, ''))
  }
  function behalf(from: number, head: number, to: number): string | null {
    const title = words[head]!.folded
    if (
      !/^(?:spokes|representative|envoy|ambassador)/.test(title) &&
      !(title === 'secretary' && words[head - 1]?.folded === 'press')
    )
      return null
    const of = slice(head + 1, to).replace(/^(?:of|for|at|from|in)\s+(?:the\s+)?/i, '')
    if (of !== '') return own(of)
    const before = own(
      slice(from, head)
        .replace(/^(?:deputy|press|chief|official)\s+/gi, '')
        .replace(/\s+(?:press|deputy)$/gi, ''),
    )
    return before === '' || /^(?:press|deputy)$/i.test(before) ? null : before
  }
  function looksLikePerson(from: number, to: number): boolean {
    if (to - from < 1 || to - from > 5) return false
    const first = firstNameOf(words[from]!.folded)
    if (first !== undefined && to - from >= 2) return true
    return (
      to - from <= 3 && (looksLikeLatinSurname(own(words[to - 1]!.text)) || titles.has(words[from]!.folded))
    )
  }
  /** Two or three capitalised words between two commas behind an office. */
  function isForeignName(from: number, to: number): boolean {
    return (
      to - from >= 2 &&
      to - from <= 3 &&
      /^[,.]/.test(words[to]?.before ?? '.') &&
      !words.slice(from, to).some(({ folded }) => lexicon.capitals.has(folded) || unit.test(folded)) &&
      !words.slice(from, to).some((_, n) => headAt(from + n) !== undefined)
    )
  }
  function isUnknownName(from: number, to: number): boolean {
    return (
      to - from === 2 &&
      !words
        .slice(from, to)
        .some(
          ({ folded }, n) =>
            lexicon.capitals.has(folded) || unit.test(folded) || headAt(from + n) !== undefined,
        )
    )
  }
  function genderOf(name: string): Mention['gender'] {
    return firstNameOf(name.split(' ')[0]!.toLowerCase())?.gender ?? null
  }

  function nameAlone(start: number, runEnd: number): Mention {
    let to = runEnd
    let from = start
    if (from > 0 && /^the$/.test(words[from - 1]!.folded) && joined(from)) from--
    let name = own(slice(start, to))
    const single = bareOf(start)
    const base = {
      ...({ from, number: 'one', gender: genderOf(name), subject: 'yes', points: 'new' } as const),
      onBehalfOf: null,
    }
    if (to - start === 1 && lexicon.capitals.has(single))
      return { ...base, to, kind: 'body', name, role: null, head: null }
    if (lexicon.media.has(single)) return { ...base, to, kind: 'media', name, role: null, head: null }
    const acronym =
      to - start === 1 && name.length > 1 && name === name.toUpperCase() && /^\p{Lu}+\d*$/u.test(name)
    if (acronym) return { ...base, to, kind: 'body', name, role: null, head: null }
    // “Sabrina Singh, the deputy Pentagon press secretary,”; “Vasily Anokhin, who governs Smolensk Oblast,”
    let role: string | null = null
    let head: string | null = null
    let onBehalfOf: string | null = null
    if (/^,\s?$/.test(words[to]?.before ?? '')) {
      const verb = words[to]!.folded === 'who' ? officeOfVerb[words[to + 1]?.folded ?? ''] : undefined
      if (verb !== undefined) {
        let end = to + 2
        while (end < words.length && !/[,.;:]/.test(words[end]!.before)) end++
        role = `${verb} of ${slice(to + 2, end)}`
        head = verb
        to = end
      } else {
        const office = phraseAt(to)
        // “in Kharkiv, mayor says”: a place.
        const placed =
          to - start === 1 &&
          !determiners.has(words[to]!.folded) &&
          /^(?:in|at|near|over|on|outside|around)$/.test(words[from - 1]?.folded ?? '')
        if (
          office !== undefined &&
          !placed &&
          (office.kind === 'person' || office.kind === 'group') &&
          office.name === null &&
          office.role !== null
        ) {
          ;({ role, head, onBehalfOf } = office)
          to = office.to
        }
      }
    }
    // “Andriy Kovalenko of the Center for Countering Disinformation”
    if (role === null && to - start > 1 && /^(?:of|from|with)$/.test(words[to]?.folded ?? '') && joined(to)) {
      const body = phraseAt(
        words[to + 1] !== undefined && determiners.has(words[to + 1]!.folded) ? to + 2 : to + 1,
      )
      if (
        body?.kind === 'body' &&
        body.name !== null &&
        (body.head !== null || kindOfBody(body.name, null, 'en') !== null) &&
        (looksLikePerson(start, runEnd) || (body.head !== null && isUnknownName(start, runEnd)))
      )
        ({ name: role, to } = body)
    }
    name = name.replace(/^(?:Mr|Mrs|Ms|Dr)\.?\s+/u, '')
    // Any other word with a capital is a name of something, and speaks only where it is the subject of saying.
    const isPerson =
      role !== null ||
      looksLikePerson(start, runEnd) ||
      (to - start > 1 && !lexicon.capitals.has(single) && !unit.test(words[runEnd - 1]!.folded))
    return { ...base, to, kind: isPerson ? 'person' : 'name', name, role, head, onBehalfOf }
  }
}
