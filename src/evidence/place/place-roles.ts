/** What a place is to an announcement: warned, spared, where something is launched from, or whose officials speak. */
import type { PlaceMention } from './places-in-text.ts'
import type { Word } from '../text/text-words.ts'

const from = /^(?:з|із|зі|из|с|со|from)$/
const ground =
  /^(?:територ\p{L}*|террит\p{L}*|напрямк\p{L}*|направлени\p{L}*|боку|russias?|росі\p{L}*|росси\p{L}*|стороны|району|района|акватор\p{L}*|the|direction|territory|of|occupied|тимчасово|окупован\p{L}*|north|south|east|west)$/u
const leaving = /^(?:эвакуац|эвакуир|евакуац|евакую|evacuat)/
const speakers =
  /^(?:губернатор\p{L}*|глав[аыеуо]\p{L}?|врио|мэр\p{L}*|мер|мера|міськ\p{L}*|начальник\p{L}*|очільник\p{L}*|голов[аи]|мчс|оперштаб\p{L}*|штаб\p{L}*|правительств\p{L}*|администраци\p{L}*|адміністраці\p{L}*|власт[ьи]|ова|ода|ва|мва|дснс|governor|mayor|head|ministry|administration|authorities|branch)$/u
const authorities =
  /^(?:ова|ода|мва|обласн\p{L}{1,3}|міськ\p{L}{1,3}|адміністраці\p{L}*|администраци\p{L}*|governor|mayor|officials|authorities)$/u
const between = /^(?:по|of|the|for|у|в|russian|region|regional)$/
const except = /^(?:кроме|крім|окрім|except|excluding|besides|without|исключением|винятком|винятку)$/

const facilities =
  /^(?:аэропорт\p{L}*|аеропорт\p{L}*|аэродром\p{L}*|аеродром\p{L}*|порт(?:а|у|е|ом|і)?|аэс|аес|тэц|тец|завод\p{L}*|нпз|вокзал\p{L}*|мост(?:а|у|ом|е|ы)?|міст(?:ок|ка)|airport|airfield|airbase|port|npp|nuclear|plant|refinery|bridge)$/u

/** “Мэр”, “администрация”: whose place is named next. */
export function isOffice(folded: string): boolean {
  return speakers.test(folded)
}

/** Expects the mention's words: the first, and the one after the last. */
export function roleOf(words: readonly Word[], at: number, to: number): PlaceMention['role'] {
  // “Аэропорт Волгограда”, “Запорізька АЕС”: a thing that is called after a place.
  if (facilities.test(words[at - 1]?.folded ?? '') && /^\s*[«“"]?$/u.test(words[at]!.before))
    return 'facility'
  if (facilities.test(words[to]?.folded ?? '') && /^\s*$/u.test(words[to]!.before)) return 'facility'
  if (words[at - 1]?.folded === 'of' && /^airports?$/.test(words[at - 2]?.folded ?? '')) return 'facility'
  // “Saratov’s Gagarin airport”.
  if (/['’]s$/.test(words[to - 1]!.text) && /^airport$/.test(words[to + 1]?.folded ?? '')) return 'facility'
  // “Запорізька ОВА”, “Сумської обласної військової адміністрації”.
  if (authorities.test(words[to]?.folded ?? '') && /^\s+$/u.test(words[to]!.before)) return 'speaker'
  // “The Dnipropetrovsk regional military administration”.
  for (let i = to; i <= to + 3 && /^\s+$/u.test(words[i]?.before ?? ''); i++) {
    const { folded } = words[i]!
    if (/^(?:administration|council|headquarters|authorities)$/.test(folded)) return 'speaker'
    if (!/^(?:regional|city|oblast|military|state|district)$/.test(folded)) break
  }
  const before = (steps: number) => words[at - steps]?.folded ?? ''
  const broken = (steps: number) => /[.,;:!?«“]/u.test(words[at - steps + 1]?.before ?? '')
  for (let i = 1; i <= 4 && !broken(i); i++) {
    // “Эвакуация из Глушковского района”: those who leave are the ones who are warned.
    if (from.test(before(i))) return leaving.test(before(i + 1)) ? 'warned' : 'launch'
    if (!ground.test(before(i))) break
  }
  for (let i = 1; i <= 4 && !broken(i); i++) {
    if (speakers.test(before(i))) return 'speaker'
    if (!between.test(before(i))) break
  }
  for (let i = 1; i <= 2; i++) if (except.test(before(i))) return 'except'
  if (before(1) === 'for' && except.test(before(2))) return 'except'
  return 'warned'
}
