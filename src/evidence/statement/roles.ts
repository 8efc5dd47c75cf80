/** Offices as short phrases, and whether two phrases are of one office: “Head of the Regional Military Administration” and “head of Kharkiv OVA”. */
import { fold } from '#areas'
import type { TextLanguage } from '../text/text-language.ts'
import type { Mention } from './mention.ts'

/** Different words for who governs a region. */
const governing =
  /^(?:governor|head|leader|chief|губернатор|глава|голова|врио|начальник|начальниця|очільник|очільниця|керівник|керівниця|руководитель)$/u
const governed =
  /(?:region|oblast|military admin|регион|област|края|\bова|облдержадмін|військової адмін|регіон|област|губернатор|governor)/iu

/** Words of English offices that have a capital only as a title. */
const titleWords =
  /^(?:governor|mayor|president|minister|premier|chancellor|spokesman|spokeswoman|spokesperson|secretary|director|chief|commander|general|colonel|lieutenant|major|captain|admiral|head|chairman|chairwoman|chair|leader|deputy|ambassador|envoy|representative|senator|prosecutor|ombudsman|adviser|advisor|coordinator|inspector|manager|officer|operator|professor|sheriff|superintendent|commissioner|doctor|engineer|acting|former|prime|vice|first|foreign|defence|defense|interior|health|energy|transport|finance|press|senior|regional|provincial|local|district|city|state|fire|police|numerous|several|official|officials|residents|witnesses|eyewitnesses|rescuers|experts|analysts|sources|reports|a|an|the)$/i

/** A title in lower case, as a phrase within a sentence has it; names keep their capital. */
export function shortRole(role: string | null, language: TextLanguage): string | null {
  if (role === null) return null
  const words = role.split(' ')
  if (language === 'en')
    return words
      .map((word, i) => (titleWords.test(word) && words[i + 1] !== 'Department' ? word.toLowerCase() : word))
      .join(' ')
  const [first = ''] = words
  // An acronym, or a name between quotation marks, stays.
  if (first.slice(1) !== first.slice(1).toLowerCase() || first.length < 2) return role
  return role.charAt(0).toLowerCase() + role.slice(1)
}

const someBody: { readonly [language in TextLanguage]: RegExp } = {
  en: /^(?:official|politician|diplomat|lawmaker|scientist|statesman)$/,
  ru: /^(?:мужчина|женщина|пенсионер(?:ка)?|чиновник|политик|учен(?:ый)?|спикер)~?$/,
  uk: /^(?:чоловік|жінка|пенсіонер(?:ка)?|посадовець|посадовиця|політик|урядовець|науковець|вчений|чиновник)~?$/,
}

/** A noun alone, without anything that tells one from another: “the official”, “ведомство”. */
export function isBareOffice({ head, role, kind, number, points }: Mention, language: TextLanguage): boolean {
  if (role === null || head === null || number !== 'one' || fold(role) !== fold(nominative(head, role)))
    return false
  if (kind === 'body') return true
  return someBody[language].test(head) && (language !== 'en' || points === 'back')
}

/** The plain form of an inflected single word is the word itself for this comparison. */
function nominative(head: string, role: string): string {
  return role.includes(' ') ? head : role
}

/** `heads` and `role` of somebody named; an office said in more words than its noun must agree in one more. */
export function isSameOffice(
  mention: Mention,
  head: string,
  heads: readonly string[],
  role: string | null,
  language: TextLanguage,
): boolean {
  const own = mention.role ?? head
  const governs =
    governing.test(head) &&
    governed.test(own) &&
    heads.some((one) => governing.test(one)) &&
    (heads.some((one) => /^(?:governor|губернатор)$/u.test(one)) || governed.test(role ?? ''))
  // “Мэр Харькова” is “глава города” as well.
  const city = /(?<!\p{L})(?:міст[ао]|город[а]|city|town)(?!\p{L})/iu
  const runs = /^(?:mayor|мэр|мер|градоначальник)$/u
  const runsCity = governing.test(head) && city.test(own) && heads.some((one) => runs.test(one))
  if (governs || runsCity) return true
  if (!heads.includes(head)) return false
  const detail = rootsOf(own, head, language)
  if (detail.length === 0 || role === null) return true
  const theirs = rootsOf(role, head, language)
  return theirs.length === 0 || detail.some((root) => theirs.includes(root))
}

const publicBodies =
  /^(?:ministry|department|directorate|administration|command|service|police|headquarters|hq|council|prosecutor|office|министерство|управление|главк|служба|пресс-служба|прокуратура|администрация|штаб|оперштаб|полиция|мэрия|міністерство|управління|пресслужба|прес-служба|адміністрація|поліція)$/u

/** “The city’s rescue service”, «поліція області»: an authority that its words tell from others is a speaker, though it has no name. */
export function isPublicBody({ kind, name, head, role, number }: Mention): boolean {
  return (
    kind === 'body' &&
    number === 'one' &&
    name === null &&
    role !== null &&
    role.includes(' ') &&
    publicBodies.test(head ?? '')
  )
}

/** “The health ministry” is not the Ministry of Defence just named; “the ministry” may be. */
export function canBe(mention: Mention, name: string, language: TextLanguage): boolean {
  if (mention.head === null || isBareOffice(mention, language)) return true
  const detail = rootsOf(mention.role ?? '', mention.head, language)
  if (detail.length === 0) return true
  const theirs = rootsOf(name, mention.head, language)
  return detail.some((root) => theirs.includes(root))
}

const fillers = /^(?:of|for|the|a|an|at|in|по|в|из|с|у|з|із|та|и|і|and)$/

function rootsOf(role: string, head: string, language: TextLanguage): string[] {
  const short = language === 'en' ? 5 : 4
  return fold(role)
    .split(' ')
    .filter((word) => word !== '' && !fillers.test(word) && word.slice(0, 4) !== head.slice(0, 4))
    .map((word) => word.slice(0, short))
}
