/**
 * The one pen of the courier: what is written in one turn becomes durable together, later states never lose to earlier
 * ones, and a log that can't write is tried again until it can. Nothing is forgotten, and nobody is told it is safe before.
 */
import type { Notice } from '#alerts'
import { second, type Clock, type Log } from '#base'
import type { AttemptLog } from './attempt-log.ts'
import type { Attempt, AttemptId } from './attempt.ts'

export interface AttemptWriter {
  /**
   * Resolves once these states, or later ones of the same attempts, are durable, however long that takes; rejects only
   * when the writer is closed before.
   */
  write(attempts: readonly Attempt[], notices?: readonly Notice[]): Promise<void>
  /** Whether everything handed over is durable. */
  readonly idle: boolean
  /** Whether the last try to write failed. */
  readonly failing: boolean
  /** Writes what is left, once; false when that failed. Later writes are ignored. */
  close(): Promise<boolean>
}

const retryAfter = second

export function attemptWriter(
  log: AttemptLog,
  options: {
    readonly clock: Clock
    readonly report: Log
    readonly onWritten: (attempts: readonly Attempt[]) => void
    /** Called when everything handed over is durable, after those who waited for it went on. */
    readonly onIdle: () => void
  },
): AttemptWriter {
  const { clock, report, onWritten, onIdle } = options
  let attempts = new Map<AttemptId, Attempt>()
  let notices: Notice[] = []
  let batch = openBatch()
  let running: Promise<void> | undefined
  let failing = false
  let closed = false
  let wakeNow: (() => void) | undefined

  const writeOnce = async () => {
    const [writing, telling, done] = [attempts, notices, batch]
    attempts = new Map()
    notices = []
    batch = openBatch()
    try {
      await log.write({ attempts: [...writing.values()], notices: telling })
    } catch (error) {
      // What came meanwhile is newer and stays; what failed goes back under it.
      for (const [id, attempt] of attempts) writing.set(id, attempt)
      attempts = writing
      notices = [...telling, ...notices]
      batch.promise.then(done.resolve, done.reject)
      if (!failing)
        report.error('The attempt log can not be written; sending waits until it can.', {
          why: error instanceof Error ? error.message : String(error),
        })
      failing = true
      return
    }
    if (failing) report.info('The attempt log can be written again.')
    failing = false
    onWritten([...writing.values()])
    done.resolve()
  }

  const run = async () => {
    await undefined // all that is written in one turn shares the first batch
    while (attempts.size > 0 || notices.length > 0) {
      await writeOnce()
      if (failing && closed) break
      if (failing)
        await new Promise<void>((resolve) => {
          const cancel = clock.after(retryAfter, resolve)
          wakeNow = () => (cancel(), resolve())
        })
      wakeNow = undefined
    }
    running = undefined
    queueMicrotask(onIdle)
  }

  return {
    write(newAttempts, newNotices = []) {
      if (newAttempts.length === 0 && newNotices.length === 0) return Promise.resolve()
      if (closed) return Promise.reject(new Error('the courier is closed'))
      for (const attempt of newAttempts) attempts.set(attempt.id, attempt)
      notices.push(...newNotices)
      const { promise } = batch
      running ??= run()
      return promise
    },
    get idle() {
      return running === undefined
    },
    get failing() {
      return failing
    },
    async close() {
      closed = true
      wakeNow?.()
      await running
      if (attempts.size === 0 && notices.length === 0) return true
      batch.reject(new Error('the courier is closed'))
      return false
    },
  }
}

function openBatch(): PromiseWithResolvers<void> {
  const opened = Promise.withResolvers<void>()
  // Whoever waits hears of it; that nobody waits is no failure.
  opened.promise.catch(() => {})
  return opened
}
