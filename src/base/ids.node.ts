/** Ids that sort by time and can't be guessed: 48 bits of milliseconds, 80 bits of randomness, in Crockford's base 32. */
import { randomBytes } from 'node:crypto'
import type { IdSource } from './ids.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

export function randomIds(): IdSource {
  return {
    next(prefix) {
      let time = Date.now()
      let text = ''
      for (let i = 0; i < 10; i++) {
        text = alphabet[time % 32] + text
        time = Math.floor(time / 32)
      }
      for (const byte of randomBytes(16)) text += alphabet[byte & 31]
      return `${prefix}-${text}`
    },
  }
}
