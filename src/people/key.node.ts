/** Makes keys: 160 random bits, with a prefix by which a leaked one is recognised. */
import { randomBytes } from 'node:crypto'

export function newKey(): string {
  return `tocsin_${randomBytes(20).toString('hex')}`
}
