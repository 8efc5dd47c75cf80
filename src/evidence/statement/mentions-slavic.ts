/**
 * Who is mentioned in a Russian or Ukrainian text, in any case: names with their offices, offices and groups without a name, and pronouns.
 * Long because the grammar of names and offices in two languages with the same cases is read as a whole.
 */
import type { Word } from '../text/text-words.ts'
import type { Head, Lexicon } from './lexicon.ts'
import type { Mention } from './mention.ts'
import { looksLikeSurname, nominativeSurname } from './surnames.ts'
import { firstNameOf, type FirstName } from './words/first-names.ts'

const set = (words: string) => new Set(words.split(' '))
const stops = set(
  'и а но или что чтобы как когда где если хотя пока потому который которая которое которые которого которой которых однако также ' +
    'тоже еще уже только даже в во на о об от до из с со к ко у за под над при про без для между через после перед около ' +
    'не ни был была было были есть нет эту ту этого этому этим цього цьому цим это этот эта эти тот та те все всех всего ' +
    'і й та але або що щоб як коли де якщо хоча поки бо який яка яке які якого якої яких проте однак також теж ще вже лише ' +
    'тільки навіть в у на про від до з із зі к під над при без для між через після перед біля не ні був була було були є немає ' +
    'це цей ця ці той та ті усі всі всього також отже він вона вони воно он она они оно его ее их його її їх ' +
    'по согласно согласно згідно сегодня сьогодні вчера вчора завтра ночью вночі утром вранці вечером увечері ввечері днем вдень',
)
const pronouns: {
  readonly [word: string]: readonly [Mention['number'], Mention['gender'], Mention['subject']]
} = {
  там: ['many', null, 'yes'],
  он: ['one', 'm', 'yes'],
  она: ['one', 'f', 'yes'],
  они: ['many', null, 'yes'],
  він: ['one', 'm', 'yes'],
  вона: ['one', 'f', 'yes'],
  вони: ['many', null, 'yes'],
  его: ['one', 'm', 'no'],
  ее: ['one', 'f', 'no'],
  него: ['one', 'm', 'no'],
  нее: ['one', 'f', 'no'],
  их: ['many', null, 'no'],
  його: ['one', 'm', 'no'],
  її: ['one', 'f', 'no'],
  нього: ['one', 'm', 'no'],
  неї: ['one', 'f', 'no'],
  їх: ['many', null, 'no'],
}
const space = /^[\s\u00a0]+$|^\s?[-‐‑]\s?$/u
const dotted = /^\.\s?$/u
const adjective =
  /(?:[иіы]й|ой|ая|яя|ое|ее|ого|его|ього|ому|ему|ьому|[иы]м|[иы]х|[иы]ми|ые|ие|ую|юю|ою|ої|ій|(?:ск|цк|н|краев|портов|налогов)ом|ські|цькі|ві|на|нє|не|ні|ська|цька|ське|сько)$/u
/** What speaks for whose it is. */
const paper = /^(?:сводк|публикаци|стать|сайт|страниц|зведенн|публікаці|статт|сторін)/u
/** Nouns that end like adjectives: заявление, повідомлення. */
const abstractNoun = /(?:[еаяоиі]ни|[иы]ти|стви|нн|тт)[еяюйєі]м?$/u
const adverb =
  /^(?:ранее|позднее|скорее|далее|более|менее|раніше|пізніше|далі|нині|зараз|также|тоже|ще|еще|уже|вже|дані|данные|такі|такие|ці|эти)$/u
/** Short names of things, which say nothing. */
const weapons =
  /^(?:БПЛА|РСЗО|РСЗВ|ЗРК|ПЗРК|КАБ|ФАБ|ДРГ|РЛС|ЛЭП|ЛЕП|АЗС|НПЗ|ТЭЦ|ТЕЦ|ТЭС|ТЕС|ГЭС|ГЕС|ДТП|ЧП|FPV|UAV)$/u
/** Not what somebody is, though it ends so. */
const adverbial =
  /^(?:сегодня|сьогодні|вчера|вчора|ночью|вночі|утром|вранці|днем|днём|вдень|вечером|ввечері|увечері|сейчас|зараз|потом|потім|опять|снова|знов|знову|теперь|тепер|накануне|напередодні|поздн\p{L}+|рань?ше|ран\p{L}+|впоследствии|згодом|журналистам|журналістам|изданию|виданню|також|также)$/u
const isAdjectival = (folded: string) =>
  adjective.test(folded) && !abstractNoun.test(folded) && !adverb.test(folded)
const unitWord =
  /^(?:област|район|кра[яюйе]|республик|республік|округ|город|міст|сел|поселк|громад|муниципал|регион|регіон|обл|общин)/u
/** “Мэрия обвинения отвергает”: what is denied or confirmed is no part of who does it. */
const objects =
  /^(?:обвинени|сообщени|заявлени|утверждени|слух|звинуваченн|повідомленн|твердженн|чутк)(?:я|и)$|^(?:вину|провину|заяву|заяви|факт|информацию|інформацію)$/u
/** What stands in the genitive after an office: it ends so. */
const genitive =
  /(?:[аяыиіїую]|ов|ев|ів|їв|ей|ий|ок|ек|[оеі]й|[иыі]х|ого|его|ому|ен|ств|ень|[уо]к|тв|ил|сь|ям|ом|ем|ью|ми|ах|ях|^(?:дел|справ|прав|сел|деревень))$/u

export function slavicMentions(text: string, words: readonly Word[], lexicon: Lexicon): Mention[] {
  const language = lexicon.language === 'uk' ? 'uk' : 'ru'
  const mentions: Mention[] = []
  const headsAt = (i: number): readonly Head[] | undefined =>
    words[i] === undefined ? undefined : lexicon.heads.get(words[i]!.folded)
  const joined = (i: number) =>
    words[i] !== undefined &&
    space.test(words[i]!.before) &&
    !(words[i]!.capital === 'yes' && words[i]!.before.includes('\n'))
  const slice = (from: number, to: number) =>
    from >= to ? '' : text.slice(words[from]!.start, words[to - 1]!.end).replace(/\s+/g, ' ')
  const isBreak = (i: number) =>
    stops.has(words[i]!.folded) || (lexicon.sayings.has(words[i]!.folded) && headsAt(i) === undefined)

  for (let i = 0; i < words.length;) {
    const word = words[i]!
    const pronoun = pronouns[word.folded]
    // “Там уточнили”: at whose place the last speaker was.
    const there = word.folded === 'там' && lexicon.sayings.has(words[i + 1]?.folded ?? '')
    if (pronoun !== undefined && (there || word.folded !== 'там')) {
      const [number, gender, subject] = pronoun
      mentions.push({
        ...{
          from: i,
          to: i + 1,
          kind: 'pronoun',
          name: null,
          role: null,
          head: null,
          number,
          gender,
          subject,
        },
        ...{ points: 'back', onBehalfOf: null },
      })
      i++
      continue
    }
    const found =
      headsAt(i) === undefined
        ? leadsToHead(i)
          ? undefined
          : alone(i)
        : leadsToHead(i)
          ? undefined
          : office(i)
    if (found === undefined) {
      i++
      continue
    }
    mentions.push(found)
    i = Math.max(i + 1, found.to)
  }
  return mentions

  /** Whether an adjective stands before the noun it belongs to: “Повітряні сили”, “местные жители”. */
  function leadsToHead(i: number): boolean {
    if (!isAdjectival(words[i]!.folded)) return false
    // “Учёные Института”: somebody, and whose he is; no adjective agrees with that.
    const own = headsAt(i)?.filter(({ word }) => word.endsWith('~')) ?? []
    const next = headsAt(i + 1)
    const agree = (next ?? []).some((noun) =>
      own.some((one) => one.case === noun.case && one.number === noun.number),
    )
    if (own.length > 0 && next !== undefined && !agree) return false
    for (let to = i + 1; to < words.length && to <= i + 3 && joined(to); to++) {
      const heads = headsAt(to)
      const isAdjective = adjective.test(words[to]!.folded)
      // “местный” is somebody only where no noun follows.
      if (
        heads !== undefined &&
        !(isAdjective && heads[0]!.word.endsWith('~') && headsAt(to + 1) !== undefined && joined(to + 1))
      )
        return heads[0]!.kind !== 'person' || words[i]!.capital === 'no' || isFirst(i)
      if (!isAdjective || isBreak(to)) return false
    }
    return false
  }
  function isFirst(i: number): boolean {
    return i === 0 || /[.!?…:\n«"“]/.test(words[i]!.before)
  }

  /** A noun of office with the adjectives before it, what it is the office of, and maybe the name. */
  function office(head: number): Mention | undefined {
    // “со своей стороны”, “з іншого боку”: nobody’s side.
    if (words[head]!.folded.startsWith('сторон') && !isSomebodysSide(head)) return undefined
    // “у зведенні ГУ ДСНС”: the paper speaks for whose it is.
    if (
      paper.test(words[head]!.folded) &&
      joined(head + 1) &&
      (headsAt(head + 1) !== undefined || words[head + 1]!.capital === 'yes')
    )
      return undefined
    let from = head
    while (
      from > 0 &&
      head - from < 5 &&
      space.test(words[from]!.before) &&
      !isBreak(from - 1) &&
      (headsAt(from - 1) === undefined || headsAt(from - 1)![0]!.word.endsWith('~')) &&
      !isAfterCaseWord(words[from - 1]!.folded) &&
      (isAdjectival(words[from - 1]!.folded) || /^[-‐‑]$/.test(words[from]!.before))
    )
      from--
    const last = mentions[mentions.length - 1]
    if (last !== undefined && from < last.to) from = head
    let to = head + 1
    let tail: number | undefined
    let named: Named | undefined
    for (let i = head + 1; i < words.length && i < head + 14; i++) {
      const comma = /^,\s?$/.test(words[i]!.before)
      // “директор школы № 14”
      if (/^\s№\s?$/u.test(words[i]!.before) && /^\d{1,4}$/.test(words[i]!.text)) {
        to = i + 1
        continue
      }
      if (!joined(i) && !comma && !/^\s[«"“]$/.test(words[i]!.before) && !/^[»"”]\s$/.test(words[i]!.before))
        break
      named = nameAt(i, headsAt(head)!, from)
      // “цитирует агентство Игоря Артамонова”: an agency, and whom it quotes.
      if (named !== undefined && /^агент?ство$|^агенція$/u.test(headsAt(head)![0]!.word)) {
        named = undefined
        break
      }
      // “порадила жителям Оксана Чайчук”: whom, and then who.
      if (
        named?.case === 'nominative' &&
        headsAt(head)!.every(
          (one) => one.kind === 'group' && one.case !== 'nominative' && one.number === 'many',
        )
      ) {
        named = undefined
        break
      }
      if (named !== undefined) {
        if (comma && !/^[,.:;!—–-]|^\s?[—–-]|^$/.test(words[named.to]?.before ?? '')) named = undefined
        else to = named.to
        break
      }
      if (comma) break
      const folded = words[i]!.folded
      // “Компания «Сибхим» утечку опровергла”: behind its short name nothing in small letters belongs to it but where it is.
      if (
        /^[»"”]/.test(words[i]!.before) &&
        words[i]!.capital === 'no' &&
        headsAt(i) === undefined &&
        regionTo(i) === undefined
      )
        break
      // “цитирует главу ведомства агентство”: a nominative belongs to no office.
      if (
        words[i]!.capital === 'no' &&
        (isOnlyNominative(i) ||
          (/[иы]й$/u.test(words[i]!.folded) && joined(i + 1) && isOnlyNominative(i + 1)))
      )
        break
      if (headsAt(i) !== undefined || words[i]!.capital === 'yes') {
        if (/[.»"”]/.test(words[i]!.before) && !/^[»"”]\s$/.test(words[i]!.before)) break
        to = i + 1
        continue
      }
      if (
        /^(?:по|з|с|із)$/.test(folded) &&
        i + 1 < words.length &&
        /^(?:вопрос|связ|дел|питан|прав|зв.?язк|обороне|оборон|чрезвыч|надзвич)/.test(words[i + 1]!.folded)
      ) {
        to = Math.min(words.length, i + (/^(?:чрезв|надзв)/.test(words[i + 1]!.folded) ? 3 : 2))
        i = to - 1
        continue
      }
      // “Центр контролю та профілактики хвороб”
      if (
        /^(?:и|і|й|та)$/.test(folded) &&
        words[head]!.capital === 'yes' &&
        i > head + 1 &&
        joined(i + 1) &&
        genitive.test(words[i + 1]!.folded) &&
        words[i + 1]!.capital === 'no' &&
        headsAt(i + 1) === undefined
      )
        continue
      // “по Курганской области”, “в Одеській області”: where an office is held.
      const region = regionTo(i)
      if (region !== undefined) {
        to = region
        i = to - 1
        continue
      }
      if (isBreak(i) || (!genitive.test(folded) && !adjective.test(folded))) break
      if (isPast(folded) || objects.test(folded)) break
      to = i + 1
    }
    // Lower-case words at the end that are no part of it are left out again: only a chain to a name or a capital counts.
    // “источник в экстренных службах”, “жители Харькова”
    if (
      headsAt(head)![0]!.kind === 'group' &&
      named === undefined &&
      to < words.length &&
      joined(to) &&
      /^(?:в|во|у|из|із|з)$/.test(words[to]!.folded)
    ) {
      let i = to + 1
      while (
        i < words.length &&
        i < to + 5 &&
        (joined(i) || (i === to + 1 && /^\s[«"“]$/.test(words[i]!.before))) &&
        !isBreak(i) &&
        !(i > to + 1 && (lexicon.media.has(words[i]!.folded) || isPast(words[i]!.folded))) &&
        headsAt(i)?.[0]?.kind !== 'person' &&
        (genitive.test(words[i]!.folded) || adjective.test(words[i]!.folded) || words[i]!.capital === 'yes')
      )
        i++
      if (i > to + 1) to = tail = i
    }
    const readings = headsAt(head)!
    const reading = choose(readings, from, head, named)
    const kind = reading.kind
    const roleTo = tail ?? (named === undefined ? trimmed(head, to) : named.from)
    if (named === undefined) to = roleTo
    const role = nominativePhrase(from, head, roleTo, reading)
    // “телеграм-канал «Труха»”: called by its name.
    const titled = kind === 'group' && named === undefined ? outletName(reading, head, roleTo) : undefined
    if (titled !== undefined)
      return {
        ...{ from, to, kind: 'person', name: titled, role: nominativePhrase(from, head, head + 1, reading) },
        ...{ head: reading.word, number: 'one', gender: null, points: 'new', onBehalfOf: null },
        subject: readings.some((one) => one.case === 'nominative') ? 'yes' : 'no',
      }
    const isProper =
      kind === 'body' && (isNamed(from, roleTo) || reading.word.endsWith('!') || reading.proper === 'yes')
    return {
      ...{ from, to },
      kind: kind === 'group' && named !== undefined ? 'person' : kind,
      name: kind === 'body' ? (isProper ? role : null) : (named?.name ?? null),
      role: kind === 'body' && isProper ? null : role,
      head: reading.word.replace(/[!~]$|,.*$/u, ''),
      number: named === undefined ? reading.number : 'one',
      gender: named?.gender ?? null,
      subject: (
        named === undefined ? readings.some((one) => one.case === 'nominative') : named.case === 'nominative'
      )
        ? 'yes'
        : 'no',
      points: named === undefined && reading.number === 'one' && kind !== 'group' ? 'back' : 'new',
      onBehalfOf:
        kind === 'person' && /^(?:представител|представник|речни|секретар)/u.test(reading.word)
          ? slice(head + 1, roleTo) || null
          : null,
    }
  }

  /** Not what an office belongs to: that stands in the genitive. */
  function isOnlyNominative(i: number): boolean {
    // “речник угруповання”: these have one form for both.
    if (/(?:ння|ття)$/.test(words[i]!.folded)) return false
    return headsAt(i)?.every((one) => one.case === 'nominative' && !/[!~]$/.test(one.word)) === true
  }

  function outletName(reading: Head, head: number, to: number): string | undefined {
    if (
      !/^(?:канал|паблик|паблік|издание|видання|блогер|группа|група|ресурс)$/u.test(reading.word) ||
      reading.number === 'many'
    )
      return undefined
    const next = words[head + 1]
    if (next === undefined || to <= head + 1 || next.capital === 'no' || !/^\s[«"“]?$/.test(next.before))
      return undefined
    return words
      .slice(head + 1, to)
      .every(({ capital, before }) => capital === 'yes' || /[«"“]$/.test(before) || /«/.test(next.before))
      ? slice(head + 1, to)
      : undefined
  }

  /** Past tenses look like genitives. */
  function isPast(folded: string): boolean {
    if (/^(?:дел|справ|прав|сел)$/.test(folded)) return false
    return (
      /(?:л[аио]?|лся|лась|лись|ся)$/.test(folded) ||
      (language === 'uk' && /(?:ив|ав|ув|іла|ала|али|или)$/.test(folded))
    )
  }

  function isSomebodysSide(head: number): boolean {
    const before = words[head - 1]?.folded ?? ''
    return (
      adjective.test(before) &&
      !/^(?:сво|одн|друг|обе|тре|кажд|проти|инш|інш|обо|кожн|люб|эт|ц)/u.test(before)
    )
  }

  function regionTo(i: number): number | undefined {
    if (!/^(?:по|в|у|во|на)$/.test(words[i]!.folded)) return undefined
    // “координатор ООН в Украине Маттиас Шмале”
    if (lexicon.capitals.has(words[i + 1]?.folded ?? '') && words[i + 2]?.capital === 'yes' && joined(i + 2))
      return i + 2
    for (let to = i + 1; to <= i + 3 && to < words.length && joined(to); to++) {
      if (to > i + 1 && unitWord.test(words[to]!.folded))
        return words[i + 1]!.capital === 'yes' ? to + 1 : undefined
      if (isBreak(to)) return undefined
    }
    return undefined
  }

  /** A subject's form before one that can't be; after a preposition it is none. */
  function choose(readings: readonly Head[], from: number, head: number, named: Named | undefined): Head {
    const before = words[from - 1]?.folded ?? ''
    const oblique = named === undefined ? isAfterCaseWord(before) : named.case === 'oblique'
    // “Росавиации” is one body, whatever its ending could be.
    const single = readings[0]!.proper === 'yes' && readings.some(({ number }) => number === 'one')
    if (single) readings = readings.filter(({ number }) => number === 'one')
    const wanted = readings.filter((one) => (oblique ? one.case === 'oblique' : one.case === 'nominative'))
    const pool = wanted.length > 0 ? wanted : readings
    // The adjective tells one from many: “местных властей”, “міського голови”.
    const many = from < head && /(?:[иы]х|[иы]е|і|[иы]ми)$/u.test(words[from]!.folded)
    return pool.find(({ number }) => (number === 'many') === many) ?? pool[0]!
  }

  function isAfterCaseWord(before: string): boolean {
    return /^(?:в|во|у|на|о|об|от|до|из|с|со|з|із|зі|від|про|по|за|для|к|до|без|словам|данным|информации|сведениям|мнению|оценке|оценкам|версии|сообщению|сообщениям|заявлению|утверждению|подсчетам|словами|даними|інформацією|повідомленням|повідомленнями|оцінкою|оцінками|версією|думку|согласно|слов|слів|прогнозу|прогнозам|прогнозом|прогнозами|заявою|заявами|твердженням|твердженнями|свідченням|свідченнями|підрахунками|розрахунками|розповіддю|утверждениям|заявлениям|свидетельству|свидетельствам|признанию|рассказам|рассказу|расчетам|дані|данные|сообщении|заявлении|сводке|релизе|канале|сайте|странице|посте|отчете|повідомленні|заяві|зведенні|релізі|каналі|сайті|сторінці|дописі|звіті)$/u.test(
      before,
    )
  }

  /** Cuts lower-case words off the end of an office: “губернатор области вечером” ends with the last genitive that belongs to it. */
  function trimmed(head: number, to: number): number {
    return to > head + 1 &&
      words[head]!.capital === 'no' &&
      words[to - 1]!.capital === 'no' &&
      words.slice(head + 1, to).every(({ capital }) => capital === 'no')
      ? Math.min(to, head + 3)
      : to
  }
  function isNamed(from: number, to: number): boolean {
    for (let i = from; i < to; i++)
      if (
        words[i]!.capital === 'yes' &&
        !(i === from && (i === 0 || /[.!?…:\n«"]/.test(words[i]!.before)) && to - from === 1)
      )
        return true
    return false
  }

  /** The same in the nominative: the head by its paradigm, the adjectives before it made to agree, what follows kept. */
  function nominativePhrase(from: number, head: number, to: number, reading: Head): string {
    const first = words[head]!
    const noun =
      first.text === first.text.toUpperCase() && first.text.length > 1
        ? first.text
        : first.capital === 'yes'
          ? capitalised(reading.nominative)
          : reading.nominative
    let before = ''
    for (let i = from; i < head; i++) {
      const gap = text.slice(words[i]!.end, words[i + 1]!.start)
      before +=
        (/^[-‐‑]$/.test(gap) ? words[i]!.text : agreeing(words[i]!.text, reading, language)) +
        (/^[-‐‑]$/.test(gap) ? gap : ' ')
    }
    const end = words[to - 1]!.end
    const opened = /[«“"][^»”"]*$/u.test(text.slice(words[head]!.end, end)) && /[»”"]/.test(text[end] ?? '')
    const rest = text.slice(words[head]!.end, opened ? end + 1 : end).replace(/\s+/g, ' ')
    return `${before}${reading.case === 'nominative' || reading.nominative === first.folded ? first.text : noun}${rest}`
  }

  interface Named {
    readonly from: number
    readonly to: number
    readonly name: string
    readonly gender: Mention['gender']
    readonly case: 'nominative' | 'oblique'
  }

  /** A person’s name at a word: first name, maybe patronymic, surname; initials; after an office the surname alone. */
  function nameAt(i: number, heads?: readonly Head[], from = i): Named | undefined {
    const word = words[i]
    if (word === undefined || word.capital === 'no') return undefined
    const before = words[from - 1]?.folded ?? ''
    const first = firstNameOf(
      word.folded,
      (heads !== undefined && !heads.some((one) => one.case === 'nominative')) || isAfterCaseWord(before)
        ? 'oblique'
        : 'nominative',
    )
    if (first !== undefined) {
      let to = i + 1
      const parts: string[] = [first.nominative]
      while (
        to < words.length &&
        to < i + 4 &&
        joined(to) &&
        words[to]!.capital === 'yes' &&
        headsAt(to) === undefined &&
        !(joined(to + 1) && unitWord.test(words[to + 1]!.folded))
      ) {
        if (isBreak(to)) break
        const hyphen = /^[-‐‑]$/.test(words[to]!.before)
        const part = partOf(words[to]!.text, first)
        if (hyphen) parts[parts.length - 1] += `-${part}`
        else parts.push(part)
        to++
      }
      if (to === i + 1 && heads === undefined) return undefined
      return { from: i, to, name: parts.join(' '), gender: first.gender, case: first.case }
    }
    // “И. Артамонов”, “И.Г. Артамонов”
    if (word.text.length === 1 && words[i + 1] !== undefined && dotted.test(words[i + 1]!.before)) {
      let to = i + 1
      if (words[to]!.text.length === 1 && words[to + 1] !== undefined && dotted.test(words[to + 1]!.before))
        to++
      if (words[to]!.capital === 'yes' && words[to]!.text.length > 2)
        return { from: i, to: to + 1, name: slice(i, to + 1), gender: null, case: 'nominative' }
    }
    if (
      heads === undefined ||
      (joined(i + 1) && unitWord.test(words[i + 1]!.folded)) ||
      isBreak(i) ||
      headsAt(i) !== undefined
    )
      return undefined
    if (word.text === word.text.toUpperCase() && word.text.length > 1) return undefined
    const nominativeHead = heads.some((one) => one.case === 'nominative') && !isAfterCaseWord(before)
    if (heads[0]!.kind !== 'person') return undefined
    // “голови Миколаєва Олександра”: the name is yet to come.
    if (
      firstNameOf(words[i + 1]?.folded ?? '') !== undefined &&
      words[i + 1]!.capital === 'yes' &&
      joined(i + 1)
    )
      return undefined
    // A first name that is not known: “мэр Саратова Лада Мокроусова”.
    const second = words[i + 1]
    if (
      second?.capital === 'yes' &&
      !lexicon.capitals.has(word.folded) &&
      space.test(second.before) &&
      headsAt(i + 1) === undefined &&
      !adjective.test(word.folded)
    ) {
      const foreign =
        /[бвгджзклмнпрстфхцчшщьйіїиеоуюэє]$/u.test(word.folded) &&
        !lexicon.capitals.has(word.folded) &&
        !/(?:ов|ев|ів|їв|ей|их|ых|ой|ої|ий|ій|ии|ії)$/u.test(word.folded) &&
        !(joined(i + 2) && (unitWord.test(words[i + 2]!.folded) || words[i + 2]!.capital === 'yes')) &&
        !/(?:ого|ому|их|ых|ской|ской|ой|ої)$/u.test(second.folded)
      if (nominativeHead && (looksLikeSurname(second.folded) || foreign))
        return { from: i, to: i + 2, name: slice(i, i + 2), gender: null, case: 'nominative' }
    }
    if (nominativeHead) {
      if (
        /(?:[оеё]в|єв|ин|ін|їн|кий|ко|ук|юк|як|ак|ич|ян|ець|ец|уш|аш|ель|ун)$/u.test(word.folded) &&
        looksLikeSurname(word.folded)
      )
        return { from: i, to: i + 1, name: word.text, gender: null, case: 'nominative' }
      return undefined
    }
    const nominative = nominativeSurname(word.text, null, language)
    if (
      looksLikeSurname(nominative) &&
      (nominative !== word.text || word.folded.endsWith('ко')) &&
      !/(?:ська|ская|ова)$/.test(nominative)
    )
      return { from: i, to: i + 1, name: nominative, gender: 'm', case: 'oblique' }
    return undefined
  }

  function partOf(part: string, first: FirstName): string {
    if (first.case === 'nominative') return part
    // A patronymic goes like a surname in its own way.
    const patronymic = /^(.+(?:ич|іч))(?:а|у|ем|ем|еві)$/u.exec(part)
    if (patronymic !== null) return patronymic[1]!
    const hers = /^(.+(?:вн))(?:ы|е|и|і|у|ой|ою)$/u.exec(part)
    if (hers !== null && first.gender === 'f') return `${hers[1]}а`
    return nominativeSurname(part, first.gender, language)
  }

  /** “рассказала пасечница Анна Коваль”: what somebody is, between the verb and the name. */
  function callingBefore(name: number): number | undefined {
    for (let verb = name - 2; verb >= Math.max(0, name - 4); verb--) {
      const saying = lexicon.sayings.get(words[verb]!.folded)
      if (saying === undefined) continue
      const own = words.slice(verb + 1, name)
      const plain = own.every(
        ({ folded, capital, before }) =>
          before === ' ' && capital === 'no' && folded.length > 3 && !stops.has(folded),
      )
      if (
        saying.as !== 'finite' ||
        !plain ||
        !joined(name) ||
        own.some((_, n) => headsAt(verb + 1 + n) !== undefined)
      )
        return undefined
      // Nouns in the nominative, the adjective before them too; no adverb.
      const fits = saying.gender === 'f' ? /(?:[аяь])$/u : /(?:[бвгджзйклмнпрстфхцчшщья])$/u
      return own.every(({ folded }) => fits.test(folded) && !adverbial.test(folded)) ? verb + 1 : undefined
    }
    return undefined
  }

  /** “ОВК «Північ»”: the end of a short name between quotation marks. */
  function quotedNameTo(from: number): number {
    if (words[from] === undefined || !/^\s[«"“]$/.test(words[from].before) || words[from].capital === 'no')
      return from
    for (let to = from + 1; to <= from + 4; to++) {
      const after = words[to]?.before ?? text.slice(words[to - 1]!.end)
      if (/^[»"”]/.test(after)) return to
      if (!joined(to)) break
    }
    return from
  }

  /** Names without an office, acronyms, capitals that speak for states, media between quotation marks. */
  function alone(i: number): Mention | undefined {
    const word = words[i]!
    if (word.capital === 'no' || isBreak(i)) return undefined
    const base = {
      ...({
        from: i,
        role: null,
        head: null,
        number: 'one',
        gender: null,
        subject: 'yes',
        points: 'new',
      } as const),
      onBehalfOf: null,
    }
    const quoted = /[«"“„]$/.test(word.before)
    // “Повідомили в «Чернігівобленерго»”: where they speak.
    const saying = lexicon.sayings.get(words[i - 2]?.folded ?? '')
    if (quoted && /^(?:в|во|у)$/.test(words[i - 1]?.folded ?? '') && saying?.number === 'many') {
      const to = quotedNameTo(i)
      if (to > i && !lexicon.media.has(word.folded)) return { ...base, to, kind: 'body', name: slice(i, to) }
    }
    // “У Білому домі”
    if (
      /^б[еі]л(?:ый|ого|ому|ом|ий|им|ым)$/u.test(word.folded) &&
      /^д[оі]м(?:а|у|ом|е|і)?$/u.test(words[i + 1]?.folded ?? '')
    )
      return { ...base, to: i + 2, kind: 'body', name: language === 'uk' ? 'Білий дім' : 'Белый дом' }
    if (lexicon.media.has(word.folded)) {
      let to = i + 1
      if (quoted) while (to < words.length && to < i + 5 && joined(to)) to++
      else
        while (
          to < words.length &&
          words[to]!.capital === 'yes' &&
          joined(to) &&
          lexicon.media.has(words[to]!.folded)
        )
          to++
      return { ...base, to, kind: 'media', name: slice(i, to) }
    }
    const named = nameAt(i)
    if (named !== undefined) {
      const subject = named.case === 'nominative' ? 'yes' : 'no'
      const { name, gender } = named
      const calling = subject === 'yes' ? callingBefore(i) : undefined
      if (calling !== undefined)
        return {
          ...base,
          ...{ from: calling, to: named.to, kind: 'person', name, gender, role: slice(calling, i) },
          head: words[i - 1]!.folded,
        }
      // “Роман Бусаргин, губернатор Саратовской области,”
      if (/^,\s?$/.test(words[named.to]?.before ?? '') && headsAt(named.to)?.[0]?.kind === 'person') {
        const after = office(named.to)
        if (after !== undefined && after.name === null)
          return {
            ...base,
            to: after.to,
            kind: 'person',
            name,
            gender,
            subject,
            role: after.role,
            head: after.head,
            onBehalfOf: after.onBehalfOf,
          }
      }
      return { ...base, to: named.to, kind: 'person', name, gender, subject }
    }
    const capital = lexicon.capitals.get(word.folded)
    if (capital !== undefined)
      return {
        ...base,
        to: i + 1,
        kind: 'body',
        name: capitalised(capital),
        subject: word.folded === capital ? 'yes' : 'no',
      }
    if ((joined(i + 1) && unitWord.test(words[i + 1]!.folded)) || quoted) return undefined
    const acronym =
      word.text.length > 1 &&
      word.text.length < 7 &&
      word.text === word.text.toUpperCase() &&
      /^\p{Lu}+$/u.test(word.text) &&
      !weapons.test(word.text)
    if (acronym) {
      const to = quotedNameTo(i + 1)
      return {
        ...base,
        to,
        kind: 'body',
        name: slice(i, to) + (to > i + 1 ? (text[words[to - 1]!.end] ?? '') : ''),
      }
    }
    if (looksLikeSurname(word.folded) && !/[.!?…\n]/.test(word.before))
      return { ...base, to: i + 1, kind: 'person', name: word.text }
    const nominative = nominativeSurname(word.text, null, language)
    if (nominative !== word.text && looksLikeSurname(nominative.toLowerCase()))
      return { ...base, to: i + 1, kind: 'person', name: nominative, subject: 'no', gender: 'm' }
    if (looksLikeSurname(word.folded)) return { ...base, to: i + 1, kind: 'person', name: word.text }
    // “Кіпер пише”: any other name speaks only right beside its verb.
    const beside = [words[i + 1], words[i - 1]].map((one) => lexicon.sayings.get(one?.folded ?? ''))
    const speaks = beside.some(
      (saying, side) =>
        saying?.as === 'finite' &&
        saying.strength === 'said' &&
        saying.number !== 'many' &&
        space.test(words[side === 0 ? i + 1 : i]!.before),
    )
    return speaks && word.text.length > 2 ? { ...base, to: i + 1, kind: 'name', name: word.text } : undefined
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** An adjective made to agree with a noun in the nominative. */
function agreeing(word: string, noun: Head, language: 'ru' | 'uk'): string {
  // “Краевой оперштаб”: a man’s ending with the stress.
  const masculine = noun.number === 'one' && noun.case === 'nominative' && !/[аяоеь]$/u.test(noun.nominative)
  if (masculine && word.endsWith('ой')) return word
  const stem = word.replace(
    /(?:[иіы]й|ой|ого|его|ього|ому|ему|ьому|[иы]м|ым|ом|ем|ім|[иы]х|[иы]ми|ая|яя|ую|юю|ою|ею|ої|ій|ей|ые|ие|ое|ее|а|е|і|у)$/u,
    '',
  )
  if (stem.length < 3 || stem === word) return word
  const soft = /[кгхжшщч]$/u.test(stem)
  const { nominative, number } = noun
  if (number === 'many') return stem + (language === 'uk' ? 'і' : soft ? 'ие' : 'ые')
  if (/(?:о|е|ття|ння)$/u.test(nominative)) return stem + (language === 'uk' ? 'е' : 'ое')
  if (/(?:а|я|ость)$/u.test(nominative) && !/^(?:глава|голова|мэр|мужчина|судья|староста)$/u.test(nominative))
    return stem + (language === 'uk' ? 'а' : 'ая')
  return stem + (language === 'uk' ? 'ий' : soft ? 'ий' : 'ый')
}
