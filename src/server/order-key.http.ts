/** The key under which an order is given over HTTP: the same order with the same key is done once. */
import { z } from 'zod'
import type { Call } from './route.http.ts'

export const orderKeyHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('The same order with the same key is done once, and answered alike each time'),
})

/** The key belongs to the person: nobody can meet, or spoil, the key of another. */
export function orderKey({
  request,
  person,
}: Pick<Call<unknown, unknown, unknown>, 'request' | 'person'>): string | undefined {
  const key = request.headers['idempotency-key'] as string | undefined
  return key === undefined ? undefined : `${person.id}:${key}`
}
