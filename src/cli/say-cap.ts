/** A checked CAP file in words for a terminal: the verdict, each problem under the line it stands on, and what the message says. */
import {
  sayCounts,
  sayVerdict,
  tellCap,
  type CapMark,
  type CapProblem,
  type CapToldPart,
  type CapVerdict,
} from '#cap'
import type { CapMessage } from '#cap'

/** Columns of the document that are shown around a mark. */
const widest = 96
/** Of one kind of problem; --json has all. */
const mostAlike = 5

/** The lines of a verdict; nothing of the document can end a line or speak to the terminal. */
export function sayChecked(file: string, verdict: CapVerdict): string[] {
  const { problems, marks, leftOut, text } = verdict
  const lines = text.split('\n')
  const times = new Map<string, number>()
  const said: string[] = []
  for (const [i, problem] of problems.entries()) {
    const time = (times.get(problem.code) ?? 0) + 1
    times.set(problem.code, time)
    if (time <= mostAlike)
      said.push(...sayProblemAt(problem, marks[i], lines[(marks[i]?.line ?? problem.line) - 1]))
  }
  for (const [code, count] of times)
    if (count > mostAlike)
      said.push(`  … and ${code} ${count - mostAlike} more ${count === mostAlike + 1 ? 'time' : 'times'}`)
  return [
    `${plain(file)}: ${sayVerdict(verdict).toLowerCase().replace('cap', 'CAP')} · ${sayCounts(verdict)}`,
    ...(saySignature(verdict) ?? []),
    ...said,
    ...(leftOut > 0 ? [`  … and at least ${leftOut} more problems`] : []),
  ]
}

function sayProblemAt(problem: CapProblem, mark: CapMark | undefined, line: string | undefined): string[] {
  const { code, level, path, message, advice, clause } = problem
  const head = `  ${String(problem.line).padStart(5)}: ${level}: ${plain(message)}`
  const about = [code, path, clause].filter((text) => text !== undefined && text !== '').join(' · ')
  return [
    head,
    ...(line === undefined || line.trim() === '' ? [] : sayLine(line, mark)),
    `         ${plain(advice)}`,
    `         ${plain(about)}`,
  ]
}

/** The line, or the part of it around the mark, with carets under what is meant. */
function sayLine(line: string, mark: CapMark | undefined): string[] {
  const known = mark !== undefined && mark.to > mark.from
  const indent = line.length - line.trimStart().length
  const [from, to] = known ? [mark.from, mark.to] : [indent, line.trimEnd().length]
  const begin = from - indent < widest / 2 ? indent : from - 20
  const shown = plain(line.slice(begin, begin + widest)).trimEnd()
  const before = begin > indent ? '… ' : ''
  const after = begin + widest < line.length ? ' …' : ''
  const gutter = '       | '
  const caret =
    ' '.repeat(before.length + from - begin) +
    '^'.repeat(Math.max(1, Math.min(to, begin + shown.length) - from))
  return [`${gutter}${before}${shown}${after}`, ...(known ? [`${gutter}${caret}`] : [])]
}

function saySignature({ signature: { present, valid, signer, why } }: CapVerdict): string[] | undefined {
  if (valid === null) return present ? ['  signed; --signature verifies it'] : undefined
  if (valid)
    return [`  signature holds: ${plain(signer ?? 'signed')}${why === null ? '' : `; ${plain(why)}`}`]
  return [`  signature does not hold: ${plain(why ?? '')}`]
}

/** The lines of one message, framed by what it is. */
export function sayMessage(message: CapMessage): string[] {
  const { standing, facts, parts } = tellCap(message)
  return [
    `${standing.word}: ${standing.means}`,
    ...facts.map(sayFact),
    ...parts.flatMap(sayPart),
    `${standing.word}: ${standing.means}`,
  ]
}

function sayPart({ language, title, facts, areas }: CapToldPart): string[] {
  return [
    '',
    `[${plain(language)}] ${plain(title)}`,
    ...facts.map(sayFact),
    ...areas.map((text) => sayFact({ label: 'Area', text })),
  ]
}

function sayFact({ label, text }: { readonly label: string; readonly text: string }): string {
  const indent = ' '.repeat(16)
  return `  ${label.padEnd(13)} ${text
    .split(/\r\n|\r|\n/)
    .map(plain)
    .join(`\n${indent}`)}`
}

/** Control characters could move the cursor or colour the screen: they are shown as a sign. Tabs would move the carets. */
export function plain(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (character) =>
    character === '\t' ? ' ' : '\uFFFD',
  )
}
