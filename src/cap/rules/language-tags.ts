/** Language tags as CAP uses them (RFC 3066 and its successor RFC 5646): their form, the languages of ISO 639-1, and their letters. */

const wellFormed = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i

/** RFC 3066 §2.1. */
export function isLanguageTag(text: string): boolean {
  return wellFormed.test(text)
}

/** The first subtag in small letters; §3.2.2: en-US where there is none. */
export function languageOf(tag: string | undefined): string {
  if (tag === undefined) return 'en'
  const hyphen = tag.indexOf('-')
  return (hyphen === -1 ? tag : tag.slice(0, hyphen)).toLowerCase()
}

// ISO 639-1, and the codes it once had (in, iw, ji, jw, mo, sh).
const iso639 = new Set(
  (
    'aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el ' +
    'en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik in io is it ' +
    'iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo ' +
    'mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh ' +
    'si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh ' +
    'yi yo za zh zu'
  ).split(' '),
)

/** Whether the first subtag can be a language: two letters of ISO 639-1, three of 639-2 or -3, or `i` and `x` (RFC 3066 §2.2). */
export function isKnownLanguage(tag: string): boolean {
  const language = languageOf(tag)
  if (language === 'i' || language === 'x') return tag.includes('-')
  return language.length === 2 ? iso639.has(language) : language.length === 3
}

/** Runs of letters. */
const anyLetters = /\p{L}+/gu
const cyrillic = /\p{Script=Cyrillic}+/gu
const arabic = /\p{Script=Arabic}+/gu
const devanagari = /\p{Script=Devanagari}+/gu
const latin = /\p{Script=Latin}+/gu

/** Languages that are written in one script nearly everywhere; Serbian, Azerbaijani, Uzbek and the like aren’t here. */
const scripts: { readonly [language: string]: RegExp } = {
  ...byScript('be bg mk ru uk', cyrillic),
  ...byScript('ar fa ur', arabic),
  ...byScript('hi mr ne', devanagari),
  ...byScript(
    'af ca cs cy da de en es et eu fi fr ga gl hr hu id is it lb lt lv ms mt nb nl nn no pl pt ro sk sl sq sv sw tl tr vi',
    latin,
  ),
  el: /\p{Script=Greek}+/gu,
  he: /\p{Script=Hebrew}+/gu,
  hy: /\p{Script=Armenian}+/gu,
  ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]+/gu,
  ka: /\p{Script=Georgian}+/gu,
  km: /\p{Script=Khmer}+/gu,
  ko: /[\p{Script=Hangul}\p{Script=Han}]+/gu,
  my: /\p{Script=Myanmar}+/gu,
  si: /\p{Script=Sinhala}+/gu,
  ta: /\p{Script=Tamil}+/gu,
  th: /\p{Script=Thai}+/gu,
  zh: /[\p{Script=Han}\p{Script=Bopomofo}]+/gu,
}

function byScript(languages: string, letters: RegExp): { [language: string]: RegExp } {
  return Object.fromEntries(languages.split(' ').map((language) => [language, letters]))
}

/** The letters that texts in a language are written in; undefined where that can't be told. */
function lettersOf(tag: string | undefined): RegExp | undefined {
  // A tag that names its script (RFC 5646 §2.2.3: four letters), or is private, is taken at its word.
  if (tag !== undefined && tag.length > 2 && /-([a-z]{4}|x)(-|$)/i.test(tag)) return undefined
  return scripts[languageOf(tag)]
}

/** Shorter texts may be names. */
const fewestLetters = 20
/** Looking at more wouldn’t change the answer. */
const mostLooked = 400
/**
 * Anything that isn’t Latin: letters of other scripts begin with the IPA extensions. Quotation marks, dashes, currencies,
 * arrows and signs, which stand in texts of any script, are no letters.
 */
const notLatin = /[^\0-\u024F\u1E00-\u1EFF\u2000-\u206F\u20A0-\u20CF\u2190-\u2BFF]/

/** Whether hardly a letter of the text belongs to the script of the language; false where either can’t be told. */
export function isOtherScript(text: string, tag: string | undefined): boolean {
  if (text.length < fewestLetters) return false
  const letters = lettersOf(tag)
  if (letters === undefined) return false
  const looked = text.slice(0, mostLooked)
  if (letters === latin && !notLatin.test(looked)) return false
  const all = count(looked, anyLetters)
  return all >= fewestLetters && count(looked, letters) * 5 < all
}

/** How many units the runs that an expression finds have; there are far fewer runs than letters. */
function count(text: string, runs: RegExp): number {
  let units = 0
  for (const run of text.match(runs) ?? []) units += run.length
  return units
}
