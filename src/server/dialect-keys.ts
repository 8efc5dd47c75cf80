/** Where the clients of a dialect put their key. */
import type { Dialect } from '#dialects'

/**
 * Undefined where none is shown. A dialect without keys takes `Bearer` for what changes something; `authorization` is the bare
 * key, and bears the scheme that careful clients add.
 */
export function keyIn(
  place: Dialect['keys'],
  authorization: string | undefined,
  query: URLSearchParams,
): string | undefined {
  const [scheme = '', key] = authorization?.trim().split(/\s+/) ?? []
  const bearer = scheme.toLowerCase() === 'bearer' ? key : undefined
  if (bearer !== undefined) return bearer
  if (place === 'authorization' && key === undefined && scheme !== '') return scheme
  return place === 'bearer-or-token' ? (query.get('token') ?? undefined) : undefined
}
