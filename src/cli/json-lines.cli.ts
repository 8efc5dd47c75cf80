/** `--jsonl`: one JSON object a line in, one answer a line out, in their order, with the same id; a bad line is answered on its own line. */
import { once } from 'node:events'
import { stdin, stdout } from 'node:process'
import type { Writable } from 'node:stream'
import { ok, refuse, type Json, type JsonObject, type Problem, type Result } from '#base'
import { explain } from '../server/problems.ts'

/** What is asked in one line. */
export interface LineAsked {
  readonly text: string
  readonly within: string | undefined
  /** Names that stand beside the one that is asked for. */
  readonly beside: string | undefined
  /** The whole line, for a command that reads more of it. */
  readonly members: JsonObject
}

export type LineAnswer = Result<JsonObject> | Promise<Result<JsonObject>>

export interface Pipes {
  readonly input: AsyncIterable<Uint8Array>
  readonly output: Writable
}

/** In bytes. A longer line is refused without being held. */
export const longestLine = 4 * 1_024 * 1_024
/** Answers are handed on when so much of them waits, in characters, and at the end of what has come in. */
const handedOnFrom = 65_536
const newline = 10

/**
 * Answers standard input line by line; exit 1 when a line could not be answered. What is not printed yet is never more than
 * one piece of input and its answers: whoever reads slowly slows the reading down.
 */
export async function runJsonLines(
  answer: (asked: LineAsked) => LineAnswer,
  pipes: Pipes = { input: stdin, output: stdout },
): Promise<Result<{ readonly exit: 0 | 1 }>> {
  const { input, output } = pipes
  let waiting = ''
  let failed = 0
  let left = false
  const leave = () => void (left = true)
  output.once('close', leave).once('error', leave)
  const handOn = async () => {
    const text = waiting
    waiting = ''
    if (text === '' || left || output.write(text)) return
    // Whoever stops reading (“| head”) never drains.
    await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(leave)
  }
  for await (const lines of linesOf(input)) {
    for (const line of lines) {
      const said = await answerLine(line, answer)
      if (said === undefined) continue
      if ('error' in said) failed++
      waiting += `${JSON.stringify(said)}\n`
      if (waiting.length >= handedOnFrom) await handOn()
      if (left) break
    }
    await handOn()
    if (left) break
  }
  output.off('close', leave).off('error', leave)
  return ok({ exit: failed > 0 ? 1 : 0 })
}

type Line = Uint8Array | 'too-long'

/** The lines of each piece of input; one that is cut in two comes with the piece that ends it. */
async function* linesOf(input: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Line[]> {
  let kept: Uint8Array[] = []
  let size = 0
  const whole = (): Line => {
    const line = size > longestLine ? 'too-long' : kept.length === 1 ? kept[0]! : Buffer.concat(kept)
    kept = []
    size = 0
    return line
  }
  const keep = (bytes: Uint8Array) => {
    size += bytes.length
    if (size > longestLine) kept = []
    else kept.push(bytes)
  }
  for await (const piece of input) {
    const lines: Line[] = []
    let from = 0
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, from)) {
      keep(piece.subarray(from, at))
      lines.push(whole())
      from = at + 1
    }
    if (from < piece.length) keep(piece.subarray(from))
    yield lines
  }
  if (size > 0) yield [whole()]
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** An empty line is none. */
async function answerLine(
  line: Line,
  answer: (asked: LineAsked) => LineAnswer,
): Promise<JsonObject | undefined> {
  if (line === 'too-long')
    return { id: null, error: errorOf(malformed(`the line is longer than ${longestLine} bytes`)) }
  let text: string
  try {
    text = utf8.decode(line)
  } catch {
    return { id: null, error: errorOf(malformed('it is not UTF-8')) }
  }
  if (text.trim() === '') return undefined
  let id: Json = null
  try {
    const members = readMembers(text)
    if (!members.ok) return { id, error: errorOf(members.problem) }
    id = members.value['id'] ?? null
    const asked = readAsked(members.value)
    const given = asked.ok ? await answer(asked.value) : asked
    return given.ok ? { id, ...given.value } : { id, error: errorOf(given.problem) }
  } catch (error) {
    // One text that breaks the reader must not cost the thousands after it.
    const reference = error instanceof Error ? error.message : String(error)
    return { id, error: errorOf(refuse('server/broken', { reference }).problem) }
  }
}

function readMembers(text: string): Result<JsonObject> {
  let value: Json
  try {
    value = JSON.parse(text) as Json
  } catch (error) {
    return { ok: false, problem: malformed((error as Error).message.slice(0, 200)) }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? ok(value as JsonObject)
    : { ok: false, problem: malformed('a line is one object: {"id": …, "text": …}') }
}

/** `within` and `beside` may be null or left out; `beside` may be a list. */
function readAsked(members: JsonObject): Result<LineAsked> {
  const { text, within = null, beside = null } = members
  if (typeof text !== 'string') return wrong('text', 'it must be a string')
  if (within !== null && typeof within !== 'string') return wrong('within', 'it must be the code of an area')
  const names = Array.isArray(beside) ? beside : [beside]
  if (!names.every((name) => typeof name === 'string' || name === null))
    return wrong('beside', 'it must be a string or a list of strings')
  const said = names.filter((name) => name !== null)
  return ok({
    ...{ text, members },
    within: within === null || within === '' ? undefined : within,
    beside: said.length === 0 ? undefined : said.join(', '),
  })
}

function wrong(at: string, why: string): Result<never> {
  return refuse('server/invalid-request', { at, why })
}

function malformed(why: string): Problem {
  return refuse('base/malformed-json', { why }).problem
}

/** A problem as a line says it: its code first, for programs. */
function errorOf(problem: Problem): JsonObject {
  const { detail, advice } = explain(problem)
  return {
    code: problem.code,
    ...(problem.at === undefined ? {} : { at: problem.at }),
    ...{ detail, advice, ...problem.details },
  }
}
