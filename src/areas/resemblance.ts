/** How much two names resemble each other as they sound, for slips of the pen, of the ear and of machine translation. */

const vowels = 'aeiou'
/** Sounds that are written for one another: kh and k, v and b, ts and s. */
const near =
  'gk kg vb bv sz zs cs sc čc cč šs sš śš šś zž žz žg gž td dt pb bp fv vf mn nm lr rl šč čš uv vu iž dž žd'.split(
    ' ',
  )

/** Letters are numbered as they are met in the tables; all others are one, which differs from itself too, so it is compared by code. */
const other = 63
const numbers = new Uint8Array(0x180).fill(other)
let next = 0
for (const letter of 'abcdefghijklmnopqrstuvwxyz šžčś0123456789') numbers[letter.charCodeAt(0)] = next++
/** What it costs to write one letter for another, by their numbers. */
const exchange = new Float64Array(64 * 64).fill(1)
for (const x of vowels) for (const y of vowels) exchange[pairOf(x, y)] = 0.4
for (const pair of near) exchange[pairOf(pair[0]!, pair[1]!)] = 0.45
const isVowel = new Uint8Array(64)
for (const vowel of vowels) isVowel[numberOf(vowel.charCodeAt(0))] = 1

function numberOf(code: number): number {
  return code < 0x180 ? numbers[code]! : other
}

function pairOf(x: string, y: string): number {
  return numberOf(x.charCodeAt(0)) * 64 + numberOf(y.charCodeAt(0))
}

const longest = 40
const rows = [new Float64Array(longest + 2), new Float64Array(longest + 2)] as const
/** What each letter of the two words costs when it stands alone. */
const alone = [new Float64Array(longest), new Float64Array(longest)] as const
const numbered = [new Uint8Array(longest), new Uint8Array(longest)] as const

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
  read(a, 0)
  read(b, 1)
  const [aloneA, aloneB] = alone
  const [numbersA, numbersB] = numbered
  let [previous, current] = rows as unknown as [Float64Array, Float64Array]
  // A way that strays further from the diagonal costs more than is left.
  const band = Math.floor(most / 0.55) + 1
  previous[0] = 0
  for (let j = 1; j <= b.length; j++) previous[j] = previous[j - 1]! + aloneB[j - 1]!
  for (let i = 1; i <= a.length; i++) {
    const gone = aloneA[i - 1]!
    const code = a.charCodeAt(i - 1)
    const row = numbersA[i - 1]! * 64
    current[0] = previous[0]! + gone
    let lowest = i <= band ? current[0] : Infinity
    const left = Math.max(1, i - band)
    const right = Math.min(b.length, i + band)
    if (left > 1) current[left - 1] = Infinity
    for (let j = left; j <= right; j++) {
      let cost = previous[j - 1]! + (code === b.charCodeAt(j - 1) ? 0 : exchange[row + numbersB[j - 1]!]!)
      const without = previous[j]! + gone
      if (without < cost) cost = without
      const added = current[j - 1]! + aloneB[j - 1]!
      if (added < cost) cost = added
      current[j] = cost
      if (cost < lowest) lowest = cost
    }
    if (lowest > most) return 0
    if (right < b.length) current[right + 1] = Infinity
    const spare = previous
    previous = current
    current = spare
  }
  return Math.max(0, 1 - previous[b.length]! / Math.max(a.length, b.length))
}

/** What a letter too many costs: little for a vowel, or where it says again what was just said. */
function read(word: string, which: 0 | 1): void {
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at)
    const number = numberOf(code)
    numbered[which][at] = number
    alone[which][at] = isVowel[number] === 1 ? 0.55 : at >= 2 && word.charCodeAt(at - 2) === code ? 0.7 : 0.95
  }
}
