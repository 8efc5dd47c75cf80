/** What a body is, in a few words, where the text only names it: “defence ministry”, «Збройні сили України». */
import { fold } from '#areas'
import type { TextLanguage } from '../text/text-language.ts'
import { bodyKinds, englishKinds, shortNamesOfBodies } from './words/body-kinds.ts'

/** `head`: its noun, in its plain form; null where its name has none. Null too where nothing is known. */
export function kindOfBody(name: string, head: string | null, language: TextLanguage): string | null {
  const kinds = bodyKinds[language]
  const folded = fold(name)
  if (Object.hasOwn(kinds, folded)) return kinds[folded]!
  const company = companyKind(name, language)
  if (company !== null) return company
  if (language === 'en') {
    const [, kind] = englishKinds.find(([pattern]) => pattern.test(name)) ?? []
    return kind ?? head
  }
  // “ГУ МЧС по Курганской области”: what its short name stands for; any other is its own description.
  const short = folded.split(' ').find((word) => Object.hasOwn(kinds, word))
  if (short !== undefined) return kinds[short]!
  return head === null && !/^\p{Lu}{2}/u.test(name) ? null : name
}

const companies: { readonly [language in TextLanguage]: readonly (readonly [name: RegExp, kind: string])[] } =
  {
    en: [
      [/energo$|\bDTEK\b|\bgrids?\b|power company/i, 'energy company'],
      [/vodokanal$/i, 'water utility'],
      [/naftogaz|gazprom|oblgaz|\bgas company/i, 'gas company'],
    ],
    ru: [
      [/энерго$|сети$|ДТЭК/iu, 'энергетическая компания'],
      [/водоканал$/iu, 'водоканал'],
    ],
    uk: [
      [/енерго$|ДТЕК/iu, 'енергетична компанія'],
      [/водоканал$/iu, 'водоканал'],
    ],
  }

/** What a company is, where its name tells: Sevastopolenergo, «Полтаваобленерго». */
export function companyKind(name: string, language: TextLanguage): string | null {
  return companies[language].find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** “Zaporizhzhia Nuclear Power Plant (ZNPP)”: short names that a text gives itself, with what they stand for. */
export function shortNames(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const { 1: short, index } of text.matchAll(/\((\p{Lu}{2,8})\)/gu)) {
    if (found.has(short!)) continue
    const words = text
      .slice(Math.max(0, index - 120), index)
      .trimEnd()
      .split(/[\s\u00a0-]+/u)
    const own = words.slice(-short!.length)
    const fits =
      own.length === short!.length &&
      own.every((word, at) => word.charAt(0).toUpperCase() === short!.charAt(at))
    if (fits) found.set(short!, text.slice(index - lengthOf(text, index, own), index).trim())
  }
  return found
}

/** How far back the words reach, gaps and all. */
function lengthOf(text: string, end: number, words: readonly string[]): number {
  let at = end
  for (const word of words.toReversed()) at = text.lastIndexOf(word, at - 1)
  return end - at
}

/** The short name that a body is known by; its own where it has no other. */
export function knownName(name: string): string {
  return shortNamesOfBodies.find(([pattern]) => pattern.test(name))?.[1] ?? name
}
