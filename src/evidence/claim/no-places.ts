/** Mentions in the shape of a place that say who acts or speaks, or name something else. */
import { isInstitution, isOfTrain } from './facilities.ts'
import type { PlaceMention } from '../place/places-in-text.ts'
import { firstNameOf } from '../statement/words/first-names.ts'
import type { Word } from '../text/text-words.ts'
import { unitOf } from '../text/unit-words.ts'
import { asksForPlace, capitals, isPartOfPlace, noPlaces, titles } from './unknown-places.ts'
import { tellings } from './words/all-words.ts'

const spokesmen =
  /^(?:ambassador|envoy|forces|troops|army|military|government|officials?|ministry|representatives?|allies|claims?|statement|response|defen[cs]e)$/

/** “These”, “Moscow could sell”: a word with a capital letter that nothing says to be where something is. */
export function isNoPlace(
  words: readonly Word[],
  { from, to, decision, unit, linked, role }: PlaceMention,
): boolean {
  if (isOfTrain(words, from)) return true
  // “Уйти с набережных”: no village's letter.
  if (
    unit === 'settlement' &&
    words[from]!.text.length === 1 &&
    words.slice(from, to).every(({ capital }) => capital === 'no')
  )
    return true
  // “Moscow's ambassador”: whose.
  if (/['’]s$/u.test(words[to - 1]!.text) && spokesmen.test(words[to]?.folded ?? '')) return true
  // “Ukraine's Main Intelligence Directorate”: whose body it is.
  if (/['’]s$/u.test(words[to - 1]!.text) && words[to]?.capital === 'yes' && words[to]!.before === ' ')
    return true
  if (to - from === 1 && saysIt(words, from)) return true
  // “Если Киев ударит”: who acts.
  if (to - from === 1 && isActor(words, from)) return true
  if (unit === undefined && (isPerson(words, from, to) || isForce(words, from, to))) return true
  // “Поліція області”: whose, of no region that is named.
  if (
    decision !== 'one' &&
    words.slice(from, to).every(({ capital }) => capital === 'no') &&
    titles.test(words[from]!.folded)
  )
    return true
  if (unit === undefined && isInstitution(words, from, to)) return true
  if (to - from === 1 && decision !== 'one' && noPlaces.test(words[from]!.folded)) return true
  // “The head of the district Stanislav Petrov”: a person after a unit word.
  const person = decision !== 'one' && to - from > 1 && firstNameOf(words[from]!.folded) !== undefined
  if (person) return true
  // “Обстреляли посёлок”.
  if (to - from > 1 && decision !== 'one' && tellings.at(words, from)?.value.by === 'verb') return true
  // “Атака” is a village too.
  const named = to - from === 1 && unit === undefined ? tellings.at(words, from) : undefined
  if (named?.to === to && !asksForPlace.test(words[from - 1]?.folded ?? '')) return true
  if (unit !== undefined || (linked === 'yes' && !/[.!?\n]/.test(words[from]!.before)) || role !== 'warned')
    return false
  const before = words[from - 1]?.folded ?? ''
  const placed =
    asksForPlace.test(before) ||
    isPartOfPlace(words, from) ||
    /^(?:of|the|from)$/.test(before) ||
    /[:(–—]\s?$/u.test(words[from]!.before)
  if (to - from === 1 && capitals.test(words[from]!.folded))
    return !placed && /^ ?$/.test(words[to]?.before ?? '.')
  return decision !== 'one' && !placed && !(words[to]?.before ?? '').startsWith(',')
}

/** “…, Zelensky said”, «…, заявил Зеленский»: a speaker whose name is a place's too. */
function saysIt(words: readonly Word[], at: number): boolean {
  const [before, after] = [words[at - 1], words[at + 1]]
  const says =
    /^(?:said|says|wrote|added|told|noted|stressed|reported|confirmed|claimed|заявил\p{L}?|сообщил\p{L}?|написал\p{L}?|рассказал\p{L}?|добавил\p{L}?|уточнил\p{L}?|отметил\p{L}?|заявив|заявила|повідоми(?:в|ла)|написа(?:в|ла)|розпові(?:в|ла)|дода(?:в|ла)|зазначи(?:в|ла)|уточни(?:в|ла))$/u
  const ahead =
    after !== undefined &&
    after.before === ' ' &&
    says.test(after.folded) &&
    /^,\s[«“"]?$/.test(words[at]!.before)
  const ends = !/^\s/.test(after?.before ?? '.')
  return ahead || (ends && words[at]!.before === ' ' && before !== undefined && says.test(before.folded))
}

/** “Если Киев ударит”, “Москва готовит”: a capital that does something speaks for its state. */
function isActor(words: readonly Word[], at: number): boolean {
  return (
    /^(?:киев|київ|москва|вашингтон|пекин|пекін|тегеран|минск|мінськ|лондон|париж|берлин|берлін|брюссель|варшава|анкара|россия|росія|украина|україна)$/.test(
      words[at]!.folded,
    ) &&
    words[at + 1]?.before === ' ' &&
    /^(?:не|ударит|ударил\p{L}*|атакует|атаковал\p{L}?|нанес\p{L}*|применит|применил\p{L}?|применяет|использ\p{L}*|готовит\p{L}*|намерен\p{L}?|планирует|хочет|пытается|решит|решил\p{L}?|начнет|запуст\p{L}*|продолж\p{L}*|передаст|передал\p{L}?|поставит|обещает|вдарить|вдарив|вдарила|атакує|атакував|атакувала|завдасть|завдав|завдала|застосу\p{L}*|готує\p{L}*|планує|хоче|намагається|выпустил\p{L}?|запустил\p{L}?|обстрелял\p{L}?|произв\p{L}*|теря\p{L}*|потерял\p{L}?|испытал\p{L}?|перебросил\p{L}?|випустила|запустила|обстріляла|вироб\p{L}*|втра\p{L}*|випробувала|перекинула|почне|вирішить|продовж\p{L}*)$/u.test(
      words[at + 1]!.folded,
    )
  )
}

/** “Мер Львова Андрій Садовий”, “Alexander Khinstein”: a person whose name is a place's too. */
function isPerson(words: readonly Word[], from: number, to: number): boolean {
  const [before, after] = [words[from - 1], words[to]]
  const isFirst = (word: Word | undefined) =>
    word !== undefined &&
    word.capital === 'yes' &&
    word.folded.length > 3 &&
    firstNameOf(word.folded) !== undefined
  if (
    to - from === 1 &&
    words[from]!.before === ' ' &&
    isFirst(before) &&
    !asksForPlace.test(words[from - 2]?.folded ?? '')
  )
    return true
  return (
    to - from === 1 &&
    isFirst(words[from]) &&
    after?.before === ' ' &&
    after.capital === 'yes' &&
    unitOf(after.folded) === undefined &&
    !asksForPlace.test(before?.folded ?? '')
  )
}

/** “Украинские войска”: whose they are. */
function isForce(words: readonly Word[], from: number, to: number): boolean {
  return (
    to - from === 1 &&
    /^(?:повітрян|воздушн|збройн|вооруженн|украинск|российск|русск|українськ|російськ|белорусск|білоруськ)/.test(
      words[from]!.folded,
    ) &&
    /^(?:войск|военн|военач|сил|солдат|боец|бойц|дрон|беспилот|бпла|ракет|армии|армия|авиац|удар|атак|обстрел|артиллер|військ|сили|солдат|дрони|безпілот|армі|авіац|удари|обстріл|артилер)/.test(
      words[to]?.folded ?? '',
    )
  )
}
