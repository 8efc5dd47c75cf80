/**
 * Knows the passwords that are tried first: 49,000 leaked ones, patterns of keys, dates, repetitions, and what is put together
 * of them. Its lists are loaded when first needed, and let go of with the last one who holds what it resolved to.
 */

/** Guesses until a password falls; from here on the estimator calls it strong. With our Argon2id they take one core fifty years. */
const enoughGuesses = 1e10

/** The estimator takes a tenth of a second for some long texts; what is strong in one part is strong. */
const partLength = 32

/** Those that stand in every lesson about good ones. */
const lessons = [
  'correct horse battery staple',
  'correcthorsebatterystaple',
  'to be or not to be',
  'tobeornottobe',
]

/** Resolves to the question that `password-rules` asks: `own` are words that belong to the person. */
export async function commonPasswords(): Promise<(password: string, own: readonly string[]) => boolean> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, l33tMaxSubstitutions: 10 })
  return (password, own) => {
    const known = [...lessons, ...own]
    return variantsOf(password).some((variant) =>
      partsOf(variant).every((part) => estimator.check(part, known).guesses < enoughGuesses),
    )
  }
}

/** As typed; by the keys it was typed with, as the lists were collected from Latin keyboards; and without what stands between words. */
function variantsOf(password: string): readonly string[] {
  const lower = password.toLowerCase()
  const keys = Array.from(lower, (letter) => latinKey.get(letter) ?? letter).join('')
  const words = keys.replace(/[^\p{L}\p{N}]+/gu, '')
  // Where signs are most of it they are not what stands between.
  return [...new Set([lower, keys, ...(words.length * 3 >= keys.length * 2 ? [words] : [])])]
}

function partsOf(text: string): readonly string[] {
  const characters = [...text]
  const count = Math.ceil(characters.length / partLength)
  return Array.from({ length: count }, (_, i) =>
    characters.slice(i * partLength, (i + 1) * partLength).join(''),
  )
}

/** Where Cyrillic letters lie on a keyboard: “пароль” is typed with the keys of “gfhjkm”. Ukrainian, Belarusian and Russian layouts. */
const latinKey = new Map(
  [
    ['йцукенгшщзхъ', 'qwertyuiop[]'],
    ['фывапролджэ', "asdfghjkl;'"],
    ['ячсмитьбю', 'zxcvbnm,.'],
    ['ёіїєґў', "`s]'\\o"],
  ].flatMap(([cyrillic, latin]) => Array.from(cyrillic!, (letter, i) => [letter, latin![i]!] as const)),
)
