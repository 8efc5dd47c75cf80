/** A person’s name in one English form: nominative, in Latin letters as newspapers write it. */
import type { TextLanguage } from '../text/text-language.ts'
import { firstNames } from './words/issuers.ts'

const russian: { readonly [letter: string]: string } = {
  ...{
    а: 'a',
    б: 'b',
    в: 'v',
    г: 'g',
    д: 'd',
    е: 'e',
    ё: 'yo',
    ж: 'zh',
    з: 'z',
    и: 'i',
    й: 'y',
    к: 'k',
    л: 'l',
    м: 'm',
  },
  ...{
    н: 'n',
    о: 'o',
    п: 'p',
    р: 'r',
    с: 's',
    т: 't',
    у: 'u',
    ф: 'f',
    х: 'kh',
    ц: 'ts',
    ч: 'ch',
    ш: 'sh',
    щ: 'shch',
  },
  ...{ ъ: '', ы: 'y', ь: '', э: 'e', ю: 'yu', я: 'ya' },
}
/** The Cabinet’s table of 2010 (resolution No. 55); the first letter of a word differs. */
const ukrainian: { readonly [letter: string]: string } = {
  ...russian,
  ...{ г: 'h', ґ: 'g', е: 'e', є: 'ie', и: 'y', і: 'i', ї: 'i', й: 'i', ю: 'iu', я: 'ia' },
}
const ukrainianFirst: { readonly [letter: string]: string } = { є: 'ye', ї: 'yi', й: 'y', ю: 'yu', я: 'ya' }

/** Expects the words of a name, first name first. */
export function normalName(
  words: readonly string[],
  grammar: 'nominative' | 'genitive',
  language: TextLanguage,
): string {
  const nominative = words.map((word, index) =>
    grammar === 'genitive' ? fromGenitive(word, index === words.length - 1 ? 'surname' : 'first') : word,
  )
  return nominative.map((word) => latin(word, language)).join(' ')
}

function fromGenitive(word: string, what: 'first' | 'surname'): string {
  if (what === 'surname')
    return /(?:ов|ев|ин|ін|їн|єв)а$/u.test(word)
      ? word.slice(0, -1)
      : word.replace(/(?:ск|цьк|ськ)ого$/u, (end) => `${end.slice(0, -3)}ий`)
  if (/[ие]я$/u.test(word)) return `${word.slice(0, -1)}й`
  if (/[рл]я$/u.test(word)) return `${word.slice(0, -1)}ь`
  return /[бвгдзклмнпрстфхчш]а$/u.test(word) ? word.slice(0, -1) : word
}

function latin(word: string, language: TextLanguage): string {
  if (!/[а-яёіїєґ]/i.test(word)) return word
  const known = language !== 'uk' ? firstNames[word.toLowerCase()] : undefined
  if (known !== undefined) return known
  const letters = [...word.toLowerCase()]
  const table = language !== 'uk' ? russian : ukrainian
  const written = letters
    .map((letter, index) => {
      if (language === 'uk' && index === 0 && ukrainianFirst[letter] !== undefined)
        return ukrainianFirst[letter]
      if (language !== 'uk' && letter === 'е' && index === 0) return 'ye'
      return table[letter] ?? letter
    })
    .join('')
    // Дмитрий, Юрий, Бусаргин’s Милевский.
    .replace(language !== 'uk' ? /(?:iy|yy)$/ : /yi$/, 'y')
  return written.charAt(0).toUpperCase() + written.slice(1)
}
