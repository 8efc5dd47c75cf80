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
}

export function refused({ status, why }: Pick<DialectRefusal, 'status' | 'why'>): DialectAnswer {
  return {
    status,
    type: 'application/problem+json; charset=utf-8',
    body: JSON.stringify({ title: titles[status], status, detail: why }),
  }
}
