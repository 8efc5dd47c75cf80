/** The operator's log: one JSON line an entry on standard error, secrets blacked out. */
import pino from 'pino'
import type { Log } from './log.ts'

const secrets = ['key', 'token', 'secret', 'password', 'privateKey', 'authorization', 'cookie']

export function nodeLog(level: 'info' | 'warn' | 'error' = 'info'): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: [...secrets, ...secrets.map((name) => `*.${name}`)],
    },
    pino.destination({ fd: 2, sync: true }),
  )
  return {
    info: (message, details = {}) => logger.info(details, message),
    warn: (message, details = {}) => logger.warn(details, message),
    error: (message, details = {}) => logger.error(details, message),
  }
}
