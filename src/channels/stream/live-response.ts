/** The heads and problems the live stream answers with, as bytes that many connections share. */
import { sayProblem, type Mode, type Problem, type ProblemKind } from '#base'
import { encodeEvent } from './live-event.ts'
import { streamProblems } from './problems.ts'

export interface ProblemAnswer {
  readonly status: number
  /** application/problem+json (RFC 9457). */
  readonly body: string
}

const phrases: { readonly [status: number]: string } = {
  400: 'Bad Request',
  404: 'Not Found',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
  503: 'Service Unavailable',
}

/** The problem as RFC 9457 and the server's other routes write it; a stream process has only the stream's own problems at hand. */
export function plainProblem(problem: Problem): ProblemAnswer {
  const kinds: { readonly [code: string]: ProblemKind } = streamProblems
  const kind = kinds[problem.code] ?? {
    status: 400,
    exit: 1,
    says: 'The request was refused: {code}.',
    advice: 'See the code.',
  }
  const { code, at, details } = problem
  const said = { ...problem, details: { code, ...(at === undefined ? {} : { at }), ...details } }
  return {
    status: kind.status,
    body: JSON.stringify({
      ...details,
      type: `/v1/problems/${code}`,
      title: kind.says.replace(/\{\w+\}/g, '…'),
      status: kind.status,
      detail: sayProblem(kind, said),
      code,
      ...(at === undefined ? {} : { at }),
      advice: sayProblem({ ...kind, says: kind.advice }, said),
    }),
  }
}

/** What stands in the head of every answer beside its own fields. */
export interface EveryAnswer {
  /** Sent as `Tocsin-Mode`. */
  readonly mode?: Mode | undefined
  /** Fields that the server puts on all its answers, by name. */
  readonly headers?: { readonly [name: string]: string } | undefined
}

const everyAnswer = ({ mode, headers = {} }: EveryAnswer) =>
  'Cache-Control: no-store\r\n' +
  'Access-Control-Allow-Origin: *\r\n' +
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('') +
  (mode === undefined ? '' : `Tocsin-Mode: ${mode}\r\n`) +
  'Connection: close\r\n'

/**
 * The head of a stream. It has neither length nor chunks and lasts until the connection ends (RFC 9112 §6.3, 8), so that
 * every connection can be given the very same bytes afterwards.
 */
export function streamHead(every: EveryAnswer): Buffer {
  return Buffer.from(
    'HTTP/1.1 200 OK\r\n' +
      'Content-Type: text/event-stream; charset=utf-8\r\n' +
      everyAnswer(every) +
      'X-Accel-Buffering: no\r\n\r\n',
  )
}

/** Preflight: the one header a script may want to send is Last-Event-ID. */
export function optionsHead(every: EveryAnswer): Buffer {
  return Buffer.from(
    'HTTP/1.1 204 No Content\r\n' +
      everyAnswer(every) +
      'Access-Control-Allow-Methods: GET, HEAD, OPTIONS\r\n' +
      'Access-Control-Allow-Headers: Last-Event-ID, Cache-Control\r\n' +
      'Access-Control-Max-Age: 86400\r\n' +
      'Allow: GET, HEAD, OPTIONS\r\n\r\n',
  )
}

export function problemResponse(
  { status, body }: ProblemAnswer,
  every: EveryAnswer,
  options: { readonly retryAfterSeconds?: number; readonly withBody: 'with-body' | 'head-only' },
): Buffer {
  return Buffer.from(
    `HTTP/1.1 ${status} ${phrases[status] ?? 'Problem'}\r\n` +
      'Content-Type: application/problem+json\r\n' +
      everyAnswer(every) +
      (options.retryAfterSeconds === undefined ? '' : `Retry-After: ${options.retryAfterSeconds}\r\n`) +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n` +
      (options.withBody === 'with-body' ? body : ''),
  )
}

/** Hints for coming back, spread between two times so that readers who lost one server don't fall on the next at once. */
export function retryHints(fromMilliseconds: number, toMilliseconds: number): readonly Buffer[] {
  return Array.from({ length: 16 }, (_, i) =>
    encodeEvent({ retry: fromMilliseconds + ((toMilliseconds - fromMilliseconds) * i) / 15 }),
  )
}
