/** A refusal as the original's framework says it: a problem document, without our codes. */
import type { DialectAnswer, DialectRefusal } from '../dialect.ts'

const titles: { readonly [status: number]: string } = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Payload Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
}

interface Refusal {
  readonly status: DialectRefusal['status'] | 503
  readonly why: string
  /** Seconds. */
  readonly retryAfter?: number
}

/** The server itself says when to come back from what it refuses. */
export function refused({ status, why, retryAfter }: Refusal): DialectAnswer {
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({ title: titles[status], status, detail: why }),
    ...(status === 503 ? { headers: { 'retry-after': String(retryAfter) } } : {}),
  }
}
