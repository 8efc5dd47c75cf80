/** Tells JSON objects from everything else that JSON can be. */
import type { Json } from '#base'

export function isObject(value: unknown): value is { readonly [key: string]: Json | undefined } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
