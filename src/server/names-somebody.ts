/** Keeps what tells of people out of what is written down about dangers: whoever calls the duty room must not be found in it. */
import { ok, refuse, type Result } from '#base'

/** Ten digits or more, as telephone numbers are written; coordinates have points in them. */
const number = /\+?\d(?:[\s()/-]{0,3}\d){9,}/g
const address = /[^\s@]+@[^\s@]+\.[^\s@]+/g

/** A coarse net for what is surely personal; names it can't know. */
export function namesSomebody(text: string, at: string): Result<void, 'threats/names-somebody'> {
  if (text.search(address) >= 0) return refuse('threats/names-somebody', { at, what: 'an e-mail address' })
  if (text.search(number) >= 0) return refuse('threats/names-somebody', { at, what: 'a telephone number' })
  return ok()
}

/** The same net for words that must not be refused, because whoever writes them may have no time for it: what it catches is taken out. */
export function withoutWhoTold(text: string): string {
  return text.replace(address, '…').replace(number, '…')
}
