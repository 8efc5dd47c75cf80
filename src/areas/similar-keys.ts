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
        // One slip changes at most two letters of the set, so most keys are out without a closer look.
        if (bitCount(masks[i]! ^ mask) > 2 * most) continue
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

/** Optimal string alignment distance, given up once it is above `most`. */
function slips(a: string, b: string, most: number, rows: readonly Uint8Array[]): number {
  let [before, previous, current] = rows as [Uint8Array, Uint8Array, Uint8Array]
  for (let j = 0; j <= b.length; j++) previous[j] = j
  for (let i = 1; i <= a.length; i++) {
    current[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1)
      let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1))
      if (
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1)
      )
        cost = Math.min(cost, before[j - 2]! + 1)
      current[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, previous, current] = [previous, current, before]
  }
  return previous[b.length]!
}
