/** The server’s time as something that screens can depend on: it moves once a second. */
import { serverNow } from './time.dom.ts'

let second = $state(serverNow())

setInterval(() => (second = serverNow()), 1_000)

/** Milliseconds since 1970, by the server’s clock. */
export function now(): number {
  return second
}
