/** Knows the passwords that are tried first: lists of leaked ones, patterns of keys, dates and repetitions. Its lists are loaded when first needed. */

/** Guesses that are made at a password before it counts as good: a thousand million, which a stolen hash costs years at our Argon2id. */
const enoughGuesses = 1e9

/** Resolves to the question `password-rules` asks. */
export async function commonPasswords(): Promise<(password: string, own: readonly string[]) => boolean> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: 128 })
  return (password, own) => estimator.check(password, [...own]).guesses < enoughGuesses
}
