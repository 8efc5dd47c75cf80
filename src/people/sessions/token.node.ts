/** Makes the secrets that stand in cookies and one-time links: 256 random bits, as text that a URL and a cookie take as it is. */
import { randomBytes } from 'node:crypto'

export function newToken(): string {
  return randomBytes(32).toString('base64url')
}
