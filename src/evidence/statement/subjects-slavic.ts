/** Who is the subject of a Russian or Ukrainian verb: behind it, before it, or opening its clause. */
import type { Word } from '../text/text-words.ts'
import type { Scene } from './attribution.ts'
import type { Saying } from './lexicon.ts'
import type { Mention } from './mention.ts'
import { firstMentionAfter } from './mention-order.ts'

export const between =
  /^(?:в|во|на|у|о|об|про|по|к|ко|до|же|ж|с|со|з|із|від|от|для|своем|своём|своїй|своєму|своей|личном|официальном|особистому|офіційному|телеграм|телеграме|телеграмі|telegram|канале|каналі|соцсетях|соцсети|соцмережах|соцмережі|фейсбуке|фейсбуці|facebook|странице|сторінці|эфире|ефірі|брифинге|брифінгу|брифінгі|интервью|интервю|інтерв\S*|журналистам|журналістам|сегодня|вчера|утром|ночью|вечером|днем|сьогодні|вчора|вранці|вночі|увечері|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье|понеділок|вівторок|середу|четвер|пятницю|суботу|неділю|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня|комментариев|коментарів|комментировать|коментувати|ответа|ответов|відповіді|пока|поки|это|эту|эти|этот|этого|це|цю|ці|цього|информацию|інформацію|данные|дані|сообщения|повідомлення|сведения|відомості|так|и|і|тоже|ранее|позже|затем|также|официально|также|також|теж|раніше|пізніше|згодом|офіційно|уже|вже|еще|ще|при|этом|цьому|свою|очередь|чергу|\d{1,4}|этом|цьому|том|его|ее|их|його|її|їх|нас|нам|им|їм|ему|йому|\p{L}+(?:ому|ем|ім|ой|ій|ом|ах|ях|ам|ям|ою|ей))$/u

/** “в среду”, “на брифинге”, “по телефону”: what follows a verb and is not what was said. */
export const adjunctStart =
  /^(?:в|во|на|у|по|с|со|з|із|своем|своїй|своєму|журналистам|журналістам|сегодня|вчера|утром|ночью|вечером|днем|сьогодні|вчора|вранці|вночі|увечері|также|тоже|ранее|позже|також|теж|раніше|пізніше|нам|им|їм|ему|йому|telegram|он|она|він|вона|уже|вже)$/u

function agrees(mention: Mention, { number, gender }: Saying): boolean {
  if (number !== 'any' && mention.kind !== 'media' && mention.kind !== 'body' && mention.number !== number)
    return false
  return (
    gender === null ||
    mention.gender === null ||
    mention.kind !== 'person' ||
    mention.gender === gender ||
    gender === 'n'
  )
}

export function rightOf(scene: Scene, verb: number, end: number, saying: Saying): Mention | undefined {
  const { words, mentions } = scene
  const here = scene.quoted(verb)
  for (let m = firstMentionAfter(mentions, verb + 1); m < mentions.length; m++) {
    const mention = mentions[m]!
    if (mention.from >= end || mention.from - verb > 9 || scene.quoted(mention.from) !== here)
      return undefined
    const gap = words.slice(verb + 1, mention.from + 1)
    if (gap.some(({ before, folded }) => /[,:;.—–]/.test(before) || /^(?:что|що|чтобы|щоб)$/.test(folded)))
      return undefined
    const strange = (word: Word) =>
      !between.test(word.folded) && word.capital === 'no' && !/^[a-z]/.test(word.text)
    // “призвал обе стороны гендиректор”: whom.
    const whom = saying.stance === 'calls-for' && gap.length <= 4 && mention.kind === 'person'
    if (!whom && gap.slice(0, -1).some(strange)) return undefined
    const before = prepositionOf(words, mention)
    if (/^(?:в|во|у|на)$/.test(before)) {
      if (mention.kind === 'body' && saying.number === 'many' && !isLaterSubject(scene, m, end, saying))
        return mention
      continue
    }
    if (/^(?:о|об|про|от|від|с|со|з|із|к|до|для|по)$/.test(before) && mention.from > verb + 1) continue
    // “рассказали РИА Новости в МЧС”: whom it was told.
    if (mention.kind === 'media' && isToldToMedia(scene, m, end, saying)) continue
    if (mention.subject === 'yes' && agrees(mention, saying)) return mention
  }
  return undefined
}

/** “Адвокат капитана Руслан Агаев вину подзащитного отрицает”: who opens the clause that this verb ends. */
export function openingBefore(
  { words, mentions }: Scene,
  verb: number,
  from: number,
  end: number,
  saying: Saying,
): Mention | undefined {
  const comments = /^(?:про)?ком/.test(words[verb]!.folded)
  if (!comments && saying.stance !== 'denies' && saying.stance !== 'confirms' && saying.stance !== 'declines')
    return undefined
  if (verb + 1 < end && !/[,;:]/.test(words[verb + 1]!.before)) return undefined
  for (let m = firstMentionAfter(mentions, verb) - 1; m >= 0; m--) {
    const mention = mentions[m]!
    if (mention.to >= verb) continue
    if (mention.from < from || verb - mention.to > 5) return undefined
    if (words.slice(mention.to, verb + 1).some(({ before }) => /[,;:.—–]/.test(before))) return undefined
    const inside = /^(?:в|у)$/.test(words[mention.from - 1]?.folded ?? '') && mention.from - 1 >= from
    const start = inside ? mention.from - 1 : mention.from
    const opens = start === from || /[,;]/.test(words[start]!.before)
    if (opens && inside && mention.kind === 'body' && saying.number === 'many') return mention
    if (opens && mention.subject === 'yes' && agrees(mention, saying)) return mention
  }
  return undefined
}

/** “Мэр посетил больницу и сообщил”: who opens the sentence, whatever he did before he spoke. */
export function openingOf(
  { words, mentions, quoted }: Scene,
  verb: number,
  from: number,
  saying: Saying,
): Mention | undefined {
  const mention = mentions[firstMentionAfter(mentions, from)]
  if (mention === undefined || mention.from > from + 3 || mention.to >= verb || verb - mention.to > 16)
    return undefined
  if (mention.subject === 'no' || mention.kind === 'name' || !agrees(mention, saying)) return undefined
  if (words.slice(mention.to, verb + 1).some(({ before }) => /[;:—–.]/.test(before))) return undefined
  const inside = /^(?:в|во|у|на|о|об|про|від|от|за|по)$/.test(words[mention.from - 1]?.folded ?? '')
  return (inside && mention.from > from) || quoted(mention.from) !== quoted(verb) ? undefined : mention
}

function isToldToMedia(scene: Scene, m: number, end: number, saying: Saying): boolean {
  const next = scene.mentions[m + 1]
  if (next === undefined || next.from >= end || next.from > scene.mentions[m]!.to + 1) return false
  const at = /^(?:в|у)$/.test(scene.words[next.from - 1]!.folded)
  return at ? next.kind === 'body' && saying.number === 'many' : isLaterSubject(scene, m, end, saying)
}

function isLaterSubject(scene: Scene, m: number, end: number, saying: Saying): boolean {
  const next = scene.mentions[m + 1]
  return (
    next !== undefined &&
    next.from < end &&
    next.from === scene.mentions[m]!.to &&
    !/[,:;—–]/.test(scene.words[next.from]!.before) &&
    next.subject === 'yes' &&
    agrees(next, saying)
  )
}

export function leftOf(scene: Scene, verb: number, from: number, saying: Saying): Mention | undefined {
  const { words, mentions } = scene
  const here = scene.quoted(verb)
  for (let m = firstMentionAfter(mentions, verb) - 1; m >= 0; m--) {
    const mention = mentions[m]!
    if (mention.to > verb) continue
    if (mention.from < from || verb - mention.to > 12 || scene.quoted(mention.from) !== here) return undefined
    // “Песков, отвечая на вопрос журналистов, сказал”: an object is nobody’s subject.
    if (mention.subject === 'no' && mention.kind !== 'body') continue
    const gap = words.slice(mention.to, verb + 1)
    const apposed =
      words[mention.to]!.before.startsWith(',') &&
      words.slice(mention.from + 1, mention.to).some(({ before }) => before.startsWith(','))
    const commas = gap.filter(({ before }) => /,/.test(before)).length - (apposed ? 1 : 0)
    if (gap.some(({ before }) => /[;:.]/.test(before))) return undefined
    const strange = gap
      .slice(0, -1)
      .some(({ folded, capital }) => !between.test(folded) && folded !== 'не' && capital === 'no')
    // “речник в ефірі телемарафону заявив”: a phrase of place may say more.
    const place = gap.length <= 6 && adjunctStart.test(gap[0]!.folded)
    // Two commas enclose what is told of somebody only where the first stands right behind him.
    // “X, якого Москва призначила, стверджує”: who is named between the commas is another.
    if (strange && commas % 2 === 1) continue
    if (strange && !place && (commas < 2 || !gap[0]!.before.startsWith(','))) return undefined
    if (commas % 2 === 1 && !/^\s?[—–]/.test(words[verb]!.before)) return undefined
    const before = prepositionOf(words, mention)
    if (/^(?:в|во|у|на)$/.test(before) && mention.from > from) {
      if (mention.kind === 'body' && saying.number === 'many') return mention
      continue
    }
    if (mention.subject === 'yes' && agrees(mention, saying)) return mention
  }
  return undefined
}

/** “На самом заводе”: the preposition stands before “самом”. */
function prepositionOf(words: readonly Word[], { from }: Mention): string {
  const before = words[from - 1]?.folded ?? ''
  return /^сам(?:ом|ой|их|ому|ій)$/u.test(before) ? (words[from - 2]?.folded ?? '') : before
}
