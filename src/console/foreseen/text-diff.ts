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
  return readable(pieces)
}

/** Fewer words than this between two changes are part of the change: single words that happen to be the same help nobody. */
const fewWords = 3

/** What changed as whole phrases: what is gone first, then what is new, never a salad of single words. */
function readable(pieces: readonly Piece[]): readonly Piece[] {
  const done: Piece[] = []
  let [gone, fresh] = ['', '']
  const flush = () => {
    if (gone !== '') done.push({ text: gone, is: 'gone' })
    if (fresh !== '') done.push({ text: fresh, is: 'new' })
    gone = fresh = ''
  }
  for (const [at, { text, is }] of pieces.entries()) {
    const between = gone + fresh !== '' && at < pieces.length - 1
    const isShort = (text.match(/[^\s]+/g) ?? []).length < fewWords
    if (is === 'same' && !(between && isShort)) {
      flush()
      done.push({ text, is })
      continue
    }
    if (is !== 'new') gone += text
    if (is !== 'gone') fresh += text
  }
  flush()
  return done
}

function wordsOf(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? []
}
