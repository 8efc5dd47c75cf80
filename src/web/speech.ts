/** The pages' words in use: which language a reader gets, counts in the right form, blanks filled in. */
import { fill } from './fill.ts'
import { en } from './words/en.ts'
import { ru } from './words/ru.ts'
import { uk } from './words/uk.ts'
import { pageLanguages, type PageLanguage, type Plural, type Words } from './words.ts'

export { fill }

export const wordsIn: { readonly [language in PageLanguage]: Words } = { en, uk, ru }

/** A count with its noun in the right form. */
export function counted(language: PageLanguage, forms: Plural, count: number): string {
  const form = new Intl.PluralRules(language).select(count)
  const text = (form === 'one' || form === 'few' || form === 'many' ? forms[form] : undefined) ?? forms.other
  return fill(text, { count: new Intl.NumberFormat(language).format(count) })
}

/** The language asked for by name, else the first of the browser's that the pages speak (RFC 9110 §12.5.4), else the first offered. */
export function pickLanguage(
  asked: string | undefined,
  acceptLanguage: string | undefined,
  offered: readonly PageLanguage[] = pageLanguages,
): PageLanguage {
  return languageAmong(offered, asked, acceptLanguage) ?? offered[0] ?? 'en'
}

/** The same among any languages; undefined where none of them is wanted. */
export function languageAmong<Language extends string>(
  offered: readonly Language[],
  asked: string | undefined,
  acceptLanguage: string | undefined,
): Language | undefined {
  const known = (tag: string) => offered.find((language) => language === tag.toLowerCase().split('-')[0])
  const wishes = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().split(';')
      const quality = parameters.find((parameter) => /^\s*q=/.test(parameter))?.split('=')[1]
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  for (const { tag } of [{ tag: asked ?? '' }, ...wishes]) {
    const found = known(tag)
    if (found !== undefined) return found
  }
  return undefined
}

/** The first dozen by name; after that, how many more. */
export function shortened(places: readonly string[], words: Words): string {
  const most = 12
  if (places.length <= most) return places.join(', ')
  return `${places.slice(0, most).join(', ')} ${fill(words.andMore, { count: places.length - most })}`
}

export function endingSaid(how: 'all-clear' | 'retracted' | 'lapsed', words: Words): string {
  return how === 'lapsed' ? words.lapsed : how === 'retracted' ? words.retracted : words.allClear
}
