/** How much two names resemble each other as they sound, for slips of the pen, of the ear and of machine translation. */

const vowels = new Set('aeiou')
/** Sounds that are written for one another: kh and k, v and b, ts and s. */
const near = new Set(
  'gk kg vb bv sz zs cs sc čc cč šs sš śš šś žz zž žg gž td dt pb bp fv vf mn nm lr rl šč čš uv vu iž dž žd'.split(
    ' ',
  ),
)

const longest = 40
const rows = [new Float64Array(longest + 2), new Float64Array(longest + 2)] as const

/**
 * From 0 to 1 between two sound keys; 0 as soon as it is sure to be below `least`. A vowel more, less or other counts half
 * of what a consonant does.
 */
export function resemblance(a: string, b: string, least = 0): number {
  if (a === b) return 1
  if (a.length > longest || b.length > longest || a === '' || b === '') return 0
  const most = (1 - least) * Math.max(a.length, b.length)
  // Whatever else differs, the letters that one has more cost at least as much as vowels.
  if (Math.abs(a.length - b.length) * 0.55 > most) return 0
  let [previous, current] = rows as unknown as [Float64Array, Float64Array]
  previous[0] = 0
  for (let j = 1; j <= b.length; j++) previous[j] = previous[j - 1]! + presence(b, j - 1)
  for (let i = 1; i <= a.length; i++) {
    const gone = presence(a, i - 1)
    current[0] = previous[0]! + gone
    let lowest = current[0]
    for (let j = 1; j <= b.length; j++) {
      const [x, y] = [a[i - 1]!, b[j - 1]!]
      const other = x === y ? 0 : vowels.has(x) && vowels.has(y) ? 0.4 : near.has(x + y) ? 0.45 : 1
      let cost = previous[j - 1]! + other
      if (previous[j]! + gone < cost) cost = previous[j]! + gone
      const added = current[j - 1]! + presence(b, j - 1)
      if (added < cost) cost = added
      current[j] = cost
      if (cost < lowest) lowest = cost
    }
    if (lowest > most) return 0
    ;[previous, current] = [current, previous]
  }
  return Math.max(0, 1 - previous[b.length]! / Math.max(a.length, b.length))
}

/** What a letter too many costs: little for a vowel, or where it says again what was just said. */
function presence(word: string, at: number): number {
  const letter = word[at]!
  if (vowels.has(letter)) return 0.55
  return at >= 2 && word[at - 2] === letter ? 0.7 : 0.95
}
