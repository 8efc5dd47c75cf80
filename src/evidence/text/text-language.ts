/** Which of the three languages a text is in, by its letters and commonest words. */
export type TextLanguage = 'en' | 'ru' | 'uk'

const ukrainianWords = new Set(
  'та в у і й що до не за від на про або крім без загроза тривога увага область м'.split(' '),
)
const russianWords = new Set(
  'и в что до не за от на о об или кроме без угроза тревога внимание область'.split(' '),
)

export function languageOf(words: readonly { readonly folded: string }[], text: string): TextLanguage {
  let [cyrillic, latin, uk, ru] = [0, 0, 0, 0]
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code >= 0x400 && code <= 0x52f) {
      cyrillic++
      if (onlyUkrainian.has(code)) uk += 3
      else if (onlyRussian.has(code)) ru += 3
    } else if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)) latin++
  }
  if (latin > cyrillic || cyrillic === 0) return 'en'
  for (const { folded } of words) {
    if (ukrainianWords.has(folded)) uk++
    if (russianWords.has(folded)) ru++
  }
  return uk > ru ? 'uk' : 'ru'
}

const codesOf = (letters: string) => new Set([...letters].map((letter) => letter.charCodeAt(0)))
const onlyUkrainian = codesOf('іїєґІЇЄҐ')
const onlyRussian = codesOf('ыэъёЫЭЪЁ')
