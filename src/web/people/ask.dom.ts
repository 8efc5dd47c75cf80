/** Asks the API. Every answer is a value or a problem in plain words; whoever is signed out or must prove who they are is asked, and the act repeated once. */
import { words } from './words.dom.ts'

export interface Problem {
  readonly code: string
  readonly detail: string
  readonly advice: string
  readonly status: number
  /** Seconds until it is worth trying again. */
  readonly waitFor?: number
  readonly [detail: string]: unknown
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type ProofWanted = 'signed-out' | 'prove-again'

/** How far this device's clock is behind the server's; unknown until it has answered once. */
let behindMilliseconds = 0

/** The server's time: a device's clock may be wrong. */
export function serverNow(): number {
  return Date.now() + behindMilliseconds
}

type Prove = (wanted: ProofWanted, problem: Problem) => Promise<'proved' | 'given-up'>

let prover: Prove | undefined

/** Who asks for a proof; without anybody, a problem is answered as it is. */
export function proveWith(prove: Prove): void {
  prover = prove
}

export async function ask<Value>(
  method: Method,
  path: string,
  /** A file goes as it is, anything else as JSON. */
  body?: unknown,
  options: {
    /** `alone`: nobody is bothered with a prompt, as when a page looks for news by itself. */
    readonly prompt?: 'when-needed' | 'alone'
    /** `unattended`: no person did this, so that it does not keep a session from ending. */
    readonly by?: 'person' | 'unattended'
    /** The same order with the same key is done once, however often it arrives. */
    readonly key?: string
    /** Milliseconds after which no answer is an answer: a line may be dead without having been cut. */
    readonly within?: number
  } = {},
): Promise<Answer<Value>> {
  const { by = 'person', key, within } = options
  const answer = await askOnce<Value>(method, path, body, { by, key, within })
  if (answer.ok || prover === undefined || options.prompt === 'alone') return answer
  const wanted = proofWantedBy(answer.problem)
  if (wanted === undefined || (await prover(wanted, answer.problem)) !== 'proved') return answer
  return askOnce<Value>(method, path, body, { by: 'person', key, within })
}

export function proofWantedBy({ code, status }: Problem): ProofWanted | undefined {
  if (code === 'people/prove-again') return 'prove-again'
  return status === 401 ? 'signed-out' : undefined
}

async function askOnce<Value>(
  method: Method,
  path: string,
  body: unknown,
  how: {
    readonly by: 'person' | 'unattended'
    readonly key: string | undefined
    readonly within: number | undefined
  },
): Promise<Answer<Value>> {
  const { by, key, within } = how
  let answer: Response
  try {
    const asked = Date.now()
    answer = await fetch(path, {
      method,
      // What anybody may read is kept for a second by whoever fetches it: what has just moved would be read as it was before.
      cache: 'no-cache',
      headers: {
        accept: 'application/json',
        // What goes wrong is said in the language of the page, whichever the browser likes.
        'accept-language': document.documentElement.lang,
        'tocsin-request': '1',
        ...(by === 'unattended' ? { 'tocsin-unattended': '1' } : {}),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined
          ? {}
          : {
              'content-type':
                body instanceof Blob ? body.type || 'application/octet-stream' : 'application/json',
            }),
      },
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      redirect: 'error',
      ...(within === undefined ? {} : { signal: AbortSignal.timeout(within) }),
    })
    setClock(answer.headers.get('date'), asked)
    const text = await answer.text()
    const read: unknown = text === '' ? undefined : JSON.parse(text)
    if (answer.ok) return { ok: true, value: read as Value }
    return { ok: false, problem: problemOf(read, answer) }
  } catch {
    const { noAnswer: detail, noAnswerAdvice: advice } = words
    return { ok: false, problem: { code: 'web/no-answer', detail, advice, status: 0 } }
  }
}

/** The header tells whole seconds, rounded down; a difference of less than two is none. */
function setClock(date: string | null, asked: number): void {
  const at = Date.parse(date ?? '')
  if (Number.isNaN(at)) return
  const behind = at + 500 - (asked + Date.now()) / 2
  behindMilliseconds = Math.abs(behind) < 2_000 ? 0 : behind
}

function problemOf(read: unknown, answer: Response): Problem {
  const told = (typeof read === 'object' && read !== null ? read : {}) as Partial<Problem>
  const waitFor = Number(answer.headers.get('retry-after') ?? Number.NaN)
  return {
    ...told,
    code: told.code ?? 'web/no-answer',
    detail: told.detail ?? words.noAnswer,
    advice: told.advice ?? words.noAnswerAdvice,
    status: answer.status,
    ...(answer.status === 429 && waitFor > 0 ? { waitFor } : {}),
  }
}
