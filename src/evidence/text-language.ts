/** Which of the three languages a text is in, by its letters and commonest words. */
export type TextLanguage = 'en' | 'ru' | 'uk'

const ukrainianWords = new Set(
  'та в у і й що до не за від на про або крім без загроза тривога увага область м'.split(' '),
)
const russianWords = new Set(
  'и в что до не за от на о об или кроме без угроза тревога внимание область'.split(' '),
)

export function languageOf(words: readonly { readonly folded: string }[], text: string): TextLanguage {
  const cyrillic = count(text, /\p{Script=Cyrillic}/gu)
  const latin = count(text, /\p{Script=Latin}/gu)
  if (latin > cyrillic) return 'en'
  if (cyrillic === 0) return 'en'
  let [uk, ru] = [3 * count(text, /[іїєґ]/giu), 3 * count(text, /[ыэъё]/giu)]
  for (const { folded } of words) {
    if (ukrainianWords.has(folded)) uk++
    if (russianWords.has(folded)) ru++
  }
  return uk > ru ? 'uk' : 'ru'
}

function count(text: string, letters: RegExp): number {
  let n = 0
  for (const _ of text.matchAll(letters)) n++
  return n
}
