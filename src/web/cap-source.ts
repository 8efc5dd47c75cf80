/** The text of a checked document as numbered lines, with what is wrong marked in its line and said below it. Long texts are shown where something is wrong. */
import type { CapMark, CapProblem, CapVerdict } from '#cap'
import { levelBadge } from './cap-problems.ts'
import { html, type Html } from './html.ts'

/** Of a document that is shown whole. */
const mostLines = 1_200
const mostCharacters = 150_000
const around = 3
const firstLines = 30
/** Of one line; a longer one is shown in pieces, around its marks. */
const longestLine = 400
const aroundMark = 120

interface Noted {
  readonly problem: CapProblem
  readonly mark: CapMark
}

export function capSource(verdict: CapVerdict): Html {
  const { text, problems, marks } = verdict
  const byLine = new Map<number, Noted[]>()
  for (const [i, problem] of problems.entries()) {
    const mark = marks[i]!
    const noted = byLine.get(mark.line)
    if (noted === undefined) byLine.set(mark.line, [{ problem, mark }])
    else noted.push({ problem, mark })
  }
  const lines = text.split('\n')
  const shown = shownLines(lines.length, text.length, [...byLine.keys()])
  let before = 0
  return html`<ol class="source">
    ${shown.map((number) => {
      const gap = number - before - 1
      before = number
      return html`${gap > 0 && leftOut(gap)}${sourceLine(number, lines[number - 1]!.replace(/\r$/, ''), byLine.get(number) ?? [])}`
    })}
    ${lines.length > before && leftOut(lines.length - before)}
  </ol>`
}

function leftOut(count: number): Html {
  return html`<li class="gap">${count} ${count === 1 ? 'line' : 'lines'} left out</li>`
}

/** The lines with problems and some around each, when the whole is too long. */
function shownLines(count: number, characters: number, noted: readonly number[]): number[] {
  if (count <= mostLines && characters <= mostCharacters) return numbers(1, count)
  const shown = new Set(numbers(1, Math.min(firstLines, count)))
  for (const line of noted.toSorted((a, b) => a - b)) {
    if (shown.size > mostLines) break
    for (const near of numbers(Math.max(1, line - around), Math.min(count, line + around))) shown.add(near)
  }
  return [...shown].toSorted((a, b) => a - b)
}

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

function sourceLine(number: number, text: string, noted: readonly Noted[]): Html {
  const stretches = united(noted.map(({ mark }) => mark).filter(({ from, to }) => to > from))
  return html`<li id="L${number}" ${noted.length > 0 && html`class="noted"`}>
    <a class="number" href="#L${number}" tabindex="-1">${number}</a>
    <code>${pieces(text, stretches)}</code>
    ${noted.map(({ problem }) => html`<p class="note">${levelBadge(problem.level)} ${problem.message}</p>`)}
  </li>`
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/** Marks that touch are one mark. */
function united(marks: readonly Stretch[]): Stretch[] {
  const all: { from: number; to: number }[] = []
  for (const { from, to } of marks.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1)
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to)
    else all.push({ from, to })
  }
  return all
}

function pieces(text: string, stretches: readonly Stretch[]): Html[] {
  const said: Html[] = []
  const plain = (from: number, to: number) => {
    if (text.length <= longestLine) return void said.push(html`${text.slice(from, to)}`)
    // Only what stands near a mark, or at the very beginning.
    const after = from === 0 && stretches.length === 0 ? longestLine : aroundMark
    const before = to === text.length ? 0 : aroundMark
    if (to - from <= after + before) return void said.push(html`${text.slice(from, to)}`)
    const head = text.slice(from, from + after)
    const tail = before === 0 ? '' : text.slice(to - before, to)
    said.push(html`${head}<i class="cut">… ${to - from - head.length - tail.length} characters …</i>${tail}`)
  }
  let at = 0
  for (const { from, to } of stretches) {
    plain(at, from)
    const long = to - from > 2 * longestLine
    said.push(
      long
        ? html`<mark
            >${text.slice(from, from + longestLine)}<i class="cut"
              >… ${to - from - 2 * longestLine} characters …</i
            >${text.slice(to - longestLine, to)}</mark
          >`
        : html`<mark>${text.slice(from, to)}</mark>`,
    )
    at = to
  }
  plain(at, text.length)
  return said
}
