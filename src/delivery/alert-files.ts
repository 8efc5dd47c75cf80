/** The alerts the courier is busy with, in memory: an alert's attempts and notices, from its first open attempt to the last written one. */
import type { Notice } from '#alerts'
import type { AlertId, NoticeId } from '#base'
import type { AttemptLog } from './attempt-log.ts'
import { isOpen, type Attempt, type AttemptId } from './attempt.ts'

export interface AlertFile {
  readonly alert: AlertId
  readonly attempts: ReadonlyMap<AttemptId, Attempt>
  readonly notices: ReadonlyMap<NoticeId, Notice>
}

interface OpenFile extends AlertFile {
  readonly attempts: Map<AttemptId, Attempt>
  readonly notices: Map<NoticeId, Notice>
  /** Attempts about which something may still be done. */
  open: number
  /** Attempts whose present state is not durable yet. */
  readonly unwritten: Set<AttemptId>
  /** How many are just working with the file. */
  held: number
}

export interface AlertFiles {
  /** Reads the alert's file unless it is at hand, and keeps it until `release`. */
  hold(alert: AlertId): Promise<AlertFile>
  release(file: AlertFile): void
  get(alert: AlertId, id: AttemptId): Attempt | undefined
  notice(alert: AlertId, id: NoticeId): Notice | undefined
  addNotice(notice: Notice): void
  /** Takes an attempt's new state; it stays at hand at least until `written` has seen this very state. */
  keep(attempt: Attempt): void
  written(attempts: readonly Attempt[]): void
  /** Files at hand. */
  readonly size: number
}

export function alertFiles(log: Pick<AttemptLog, 'byAlert' | 'noticesOf'>): AlertFiles {
  const files = new Map<AlertId, OpenFile>()

  const putAway = (file: OpenFile) => {
    if (file.open === 0 && file.unwritten.size === 0 && file.held === 0) files.delete(file.alert)
  }
  const at = (alert: AlertId): OpenFile => {
    const file = files.get(alert)
    if (file === undefined) throw new Error(`the file of ${alert} is not at hand`)
    return file
  }

  return {
    async hold(alert) {
      const known = files.get(alert)
      if (known !== undefined) {
        known.held++
        return known
      }
      const [attempts, notices] = await Promise.all([log.byAlert(alert), log.noticesOf(alert)])
      // Someone else may have fetched it meanwhile, and worked in it since.
      const file = files.get(alert) ?? {
        alert,
        attempts: new Map(attempts.map((it) => [it.id, it])),
        notices: new Map(notices.map((it) => [it.id, it])),
        open: attempts.filter(isOpen).length,
        unwritten: new Set<AttemptId>(),
        held: 0,
      }
      files.set(alert, file)
      file.held++
      return file
    },
    release(held) {
      const file = at(held.alert)
      file.held--
      putAway(file)
    },
    get: (alert, id) => files.get(alert)?.attempts.get(id),
    notice: (alert, id) => files.get(alert)?.notices.get(id),
    addNotice: (notice) => void at(notice.alert).notices.set(notice.id, notice),
    keep(attempt) {
      const file = at(attempt.alert)
      const before = file.attempts.get(attempt.id)
      if (before !== undefined && isOpen(before)) file.open--
      if (isOpen(attempt)) file.open++
      file.attempts.set(attempt.id, attempt)
      file.unwritten.add(attempt.id)
    },
    written(attempts) {
      for (const attempt of attempts) {
        const file = files.get(attempt.alert)
        if (file === undefined || file.attempts.get(attempt.id) !== attempt) continue
        file.unwritten.delete(attempt.id)
        putAway(file)
      }
    },
    get size() {
      return files.size
    },
  }
}
