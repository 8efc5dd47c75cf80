/** A set of row numbers, one bit a row, that grows with the greatest. */

export interface RowSet {
  /** Bit r & 31 of word r >>> 5. */
  words: Uint32Array
}

export function emptyRowSet(rows = 0): RowSet {
  return { words: new Uint32Array((rows + 31) >>> 5) }
}

export function addRow(set: RowSet, row: number): void {
  const word = row >>> 5
  if (word >= set.words.length) {
    const words = new Uint32Array(Math.max(word + 1, set.words.length * 2, 32))
    words.set(set.words)
    set.words = words
  }
  set.words[word]! |= 1 << (row & 31)
}

/** Whether it was there. */
export function takeRow(set: RowSet, row: number): boolean {
  if (!hasRow(set, row)) return false
  set.words[row >>> 5]! &= ~(1 << (row & 31))
  return true
}

export function hasRow({ words }: RowSet, row: number): boolean {
  return row >>> 5 < words.length && ((words[row >>> 5]! >>> (row & 31)) & 1) === 1
}

/** Adds to `sum` what is in both `found` and `valid`, and empties `found`; `sum` and `found` are of one length. */
export function addValid(sum: RowSet, found: RowSet, valid: RowSet): void {
  const shared = Math.min(found.words.length, valid.words.length)
  for (let word = 0; word < shared; word++) sum.words[word]! |= found.words[word]! & valid.words[word]!
  found.words.fill(0)
}

export function rowCount({ words }: RowSet): number {
  let count = 0
  for (let i = 0; i < words.length; i++) {
    // The bits of a word added up in pairs, fours, and all at once.
    let word = words[i]!
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return count
}

/** Every row once, ascending. */
export function rowsOf(set: RowSet): Uint32Array {
  const rows = new Uint32Array(rowCount(set))
  let at = 0
  const { words } = set
  for (let i = 0; i < words.length; i++) {
    let word = words[i]!
    if (word === 0) continue
    const first = i * 32
    if (word === 0xffffffff) for (let row = first; row < first + 32; row++) rows[at++] = row
    else for (; word !== 0; word &= word - 1) rows[at++] = first + 31 - Math.clz32(word & -word)
  }
  return rows
}
