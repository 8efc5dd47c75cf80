/** Gathers the text of a page line by line, as its elements open and close, in time that grows with the text alone. */

/** From a line to before another. */
export interface LineRun {
  readonly from: number
  to: number
}

export interface PageLines {
  add(text: string): void
  /** Text whose spaces and line ends stand as they are. */
  addAsItStands(text: string): void
  /** `1`: what follows begins a line; `2`: with an empty line before it. */
  breakLine(lineFeeds: 1 | 2): void
  /** What follows is another cell of the same line. */
  nextCell(): void
  /** The number of the line that would begin now. */
  at(): number
  /** UTF-16 units up to now. */
  length(): number
  text(run?: LineRun): string
}

export function pageLines(): PageLines {
  const lines: string[] = []
  /** Pieces of the line that is being made: joined once, when it ends. */
  let pieces: string[] = []
  let last = ''
  let gathered = 0
  const push = (piece: string) => {
    if (piece === '') return
    pieces.push(piece)
    gathered += piece.length
    last = piece.at(-1)!
  }
  const endLine = () => {
    const line = pieces.join('').trimEnd()
    pieces = []
    last = ''
    if (line !== '') lines.push(line)
  }
  return {
    add(text) {
      const squeezed = text.replace(/[ \t\r\n\f]+/g, ' ')
      const isAtStart = last === '' || last === ' ' || last === '\t'
      push(isAtStart && squeezed.startsWith(' ') ? squeezed.slice(1) : squeezed)
    },
    addAsItStands(text) {
      const [first = '', ...more] = text.split(/\r\n?|\n/)
      push(first)
      for (const line of more) {
        endLine()
        push(line)
      }
    },
    breakLine(lineFeeds) {
      endLine()
      if (lineFeeds === 2 && lines.length > 0 && lines.at(-1) !== '') lines.push('')
    },
    nextCell() {
      if (last !== '' && last !== '\t') push('\t')
    },
    at() {
      endLine()
      return lines.length
    },
    length: () => gathered,
    text(run = { from: 0, to: lines.length + 1 }) {
      if (run.to > lines.length) endLine()
      return lines.slice(run.from, run.to).join('\n').trim()
    },
  }
}
