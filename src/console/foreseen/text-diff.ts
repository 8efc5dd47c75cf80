/** What is different between two texts, word by word, so that a reader sees the change and not two texts. */

export interface Piece {
  readonly text: string
  readonly is: 'same' | 'gone' | 'new'
}

/** The pieces in reading order; joined without those that are gone they are `after`. Texts of a warning’s length: at most 1,395 characters. */
export function textDiff(before: string, after: string): readonly Piece[] {
  const [a, b] = [wordsOf(before), wordsOf(after)]
  // Longest common subsequence (Needleman and Wunsch 1970): 300 words each way are 90,000 cells.
  const longest = a.map(() => new Uint16Array(b.length + 1))
  longest.push(new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i]![j] =
        a[i] === b[j] ? longest[i + 1]![j + 1]! + 1 : Math.max(longest[i + 1]![j]!, longest[i]![j + 1]!)
  const pieces: { text: string; is: Piece['is'] }[] = []
  const put = (text: string, is: Piece['is']) => {
    const last = pieces.at(-1)
    if (last?.is === is) last.text += text
    else pieces.push({ text, is })
  }
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      put(a[i]!, 'same')
      i++
      j++
    } else if (j >= b.length || (i < a.length && longest[i + 1]![j]! >= longest[i]![j + 1]!))
      put(a[i++]!, 'gone')
    else put(b[j++]!, 'new')
  }
  return pieces
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? []
}
