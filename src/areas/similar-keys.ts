/** Finds keys that differ from a word by a slip or two of the pen, among tens of thousands, in well under a millisecond. */

export interface SimilarKeys {
  /** Keys within two slips (one for short words): a letter more, less, other, or two letters exchanged. The word itself is left out. */
  find(word: string): readonly { readonly key: string; readonly distance: number }[]
}

export function similarKeys(keys: readonly string[]): SimilarKeys {
  const sorted = [...keys].sort((a, b) => a.length - b.length)
  const masks = Uint32Array.from(sorted, lettersOf)
  const longest = sorted.length === 0 ? 0 : sorted[sorted.length - 1]!.length
  // firstOfLength[n] is where keys of length n begin.
  const firstOfLength = new Uint32Array(longest + 2)
  for (const key of sorted) firstOfLength[key.length + 1]!++
  for (let n = 0; n <= longest; n++) firstOfLength[n + 1]! += firstOfLength[n]!
  const rows = [0, 1, 2].map(() => new Uint8Array(256))
  return {
    find(word) {
      const most = word.length <= 5 ? 1 : 2
      if (word.length < 3 || word.length > 250) return []
      const mask = lettersOf(word)
      const found: { key: string; distance: number }[] = []
      const from = Math.min(longest + 1, Math.max(0, word.length - most))
      const to = Math.min(longest, word.length + most)
      if (from > to) return found
      for (let i = firstOfLength[from]!; i < firstOfLength[to + 1]!; i++) {
        // One slip takes at most one letter out of the set and puts at most one in, so most keys are out at a glance.
        if (bitCount(masks[i]! & ~mask) > most || bitCount(mask & ~masks[i]!) > most) continue
        const distance = slips(word, sorted[i]!, most, rows)
        if (distance <= most && distance > 0) found.push({ key: sorted[i]!, distance })
      }
      return found.sort((a, b) => a.distance - b.distance)
    },
  }
}

/** Which letters occur, as bits; letters that share a bit only make the test weaker, not wrong. */
function lettersOf(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask >>> 0
}

function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return (((n + (n >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Optimal string alignment distance, looked for only `most` off the diagonal and given up once it is above `most`. */
function slips(a: string, b: string, most: number, rows: readonly Uint8Array[]): number {
  let same = 0
  while (same < a.length && a.charCodeAt(same) === b.charCodeAt(same)) same++
  // A letter before the first difference may take part in an exchange.
  const from = Math.max(0, same - 1)
  const [lengthA, lengthB] = [a.length - from, b.length - from]
  let [before, previous, current] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= Math.min(lengthB, most + 1); j++) previous[j] = j
  for (let i = 1; i <= lengthA; i++) {
    const [left, right] = [Math.max(1, i - most), Math.min(lengthB, i + most)]
    current[left - 1] = left === 1 ? i : most + 1
    let least = current[left - 1]!
    const letter = a.charCodeAt(from + i - 1)
    for (let j = left; j <= right; j++) {
      const other = b.charCodeAt(from + j - 1)
      let cost = previous[j - 1]! + (letter === other ? 0 : 1)
      if (j < i + most && previous[j]! + 1 < cost) cost = previous[j]! + 1
      if (current[j - 1]! + 1 < cost) cost = current[j - 1]! + 1
      if (
        i > 1 &&
        j > 1 &&
        letter === b.charCodeAt(from + j - 2) &&
        a.charCodeAt(from + i - 2) === other &&
        before[j - 2]! + 1 < cost
      )
        cost = before[j - 2]! + 1
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, previous, current] = [previous, current, before]
  }
  return Math.abs(lengthA - lengthB) > most ? most + 1 : previous[lengthB]!
}
