/** The operator's log: one JSON line an entry on standard error, secrets blacked out. */
import pino from 'pino'
import type { Json, JsonObject } from './json.ts'
import type { Log } from './log.ts'
import { withoutSecrets } from './secrets.ts'

/** Members whose value is never written, however deep they stand. */
const secretNames = /^(key|token|secret|password|privateKey|authorization|cookie)$|(Token|Secret|Password)$/
const blackened = '[Redacted]'

/** `write` takes one line at a time; standard error where it is left out. */
export function nodeLog(
  level: 'info' | 'warn' | 'error' = 'info',
  destination: { write(line: string): void } = pino.destination({ fd: 2, sync: true }),
): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  const say = (how: 'info' | 'warn' | 'error') => (message: string, details: JsonObject) =>
    logger[how](cleaned(details) as object, withoutSecrets(message))
  const [info, warn, error] = [say('info'), say('warn'), say('error')]
  return {
    info: (message, details = {}) => info(message, details),
    warn: (message, details = {}) => warn(message, details),
    error: (message, details = {}) => error(message, details),
  }
}

function cleaned(value: Json): Json {
  if (typeof value === 'string') return withoutSecrets(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(cleaned)
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      secretNames.test(name) ? blackened : cleaned(member as Json),
    ]),
  )
}
