/** What nobody can guess: 128 bits, as base64url writes them. */
import { randomBytes } from 'node:crypto'

export function drawnByChance(): string {
  return randomBytes(16).toString('base64url')
}
