/** What a running part tells the operator. Messages are sentences; details are data; neither ever holds a secret. */
import type { JsonObject } from './json.ts'

export interface Log {
  info(message: string, details?: JsonObject): void
  warn(message: string, details?: JsonObject): void
  error(message: string, details?: JsonObject): void
}

/** Keeps what it is told; tests ask it for undeclared warnings. */
export interface RecordingLog extends Log {
  readonly lines: readonly {
    readonly level: 'info' | 'warn' | 'error'
    readonly message: string
    readonly details: JsonObject
  }[]
}

export function recordingLog(): RecordingLog {
  const lines: { level: 'info' | 'warn' | 'error'; message: string; details: JsonObject }[] = []
  return {
    lines,
    info: (message, details = {}) => void lines.push({ level: 'info', message, details }),
    warn: (message, details = {}) => void lines.push({ level: 'warn', message, details }),
    error: (message, details = {}) => void lines.push({ level: 'error', message, details }),
  }
}

export const silentLog: Log = { info() {}, warn() {}, error() {} }
