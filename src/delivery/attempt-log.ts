/** Where the courier writes down what it means to send and what became of it; memory, SQLite and PostgreSQL keep it. */
import type { Notice } from '#alerts'
import type { AlertId, Instant, NoticeId } from '#base'
import { isOpen, type Attempt, type AttemptId } from './attempt.ts'

export interface AttemptPage {
  /** The last attempt of the page before. */
  readonly after?: AttemptId
  readonly limit: number
}

/** Rows per target and person age out here; the ledger only ever gets their summary. */
export interface AttemptLog {
  /**
   * Called by the courier that begins. Where several servers share the log, an earlier one that has not heard of it can
   * write nothing any more, and so send nothing: every try is written down before it is made.
   */
  takeOver(): Promise<void>
  /** Durable when it resolves, all of it or none; an attempt that is there already takes its new state. */
  write(entry: AttemptEntry): Promise<void>
  get(id: AttemptId): Promise<Attempt | undefined>
  /** Attempts about which something may still be done, in the order of their ids' UTF-8 bytes. */
  open(page: AttemptPage): Promise<readonly Attempt[]>
  /** In the order of their ids' UTF-8 bytes. */
  byAlert(alert: AlertId): Promise<readonly Attempt[]>
  byNotice(notice: NoticeId): Promise<readonly Attempt[]>
  /** The latest first. */
  byTarget(channel: string, target: string, limit: number): Promise<readonly Attempt[]>
  notice(id: NoticeId): Promise<Notice | undefined>
  /** In the order of their ids' UTF-8 bytes. */
  noticesOf(alert: AlertId): Promise<readonly Notice[]>
  /** Forgets closed attempts planned before, and notices published before that have none left; says how many attempts went. */
  prune(before: Instant): Promise<number>
  close(): Promise<void>
}

export interface AttemptEntry {
  readonly notices?: readonly Notice[]
  readonly attempts: readonly Attempt[]
}

/** An attempt log for tests and replays. */
export function memoryAttemptLog(): AttemptLog {
  const attempts = new Map<AttemptId, Attempt>()
  const notices = new Map<NoticeId, Notice>()
  const attemptsOf = new Map<AlertId, Set<AttemptId>>()
  const noticeIdsOf = new Map<AlertId, Set<NoticeId>>()
  const at = (alert: AlertId) =>
    sorted([...(attemptsOf.get(alert) ?? [])].map((id) => attempts.get(id) as Attempt))
  return {
    async takeOver() {},
    async write(entry) {
      for (const notice of entry.notices ?? []) {
        notices.set(notice.id, notice)
        listed(noticeIdsOf, notice.alert).add(notice.id)
      }
      for (const attempt of entry.attempts) {
        attempts.set(attempt.id, attempt)
        listed(attemptsOf, attempt.alert).add(attempt.id)
      }
    },
    get: async (id) => attempts.get(id),
    open: async ({ after, limit }) =>
      sorted([...attempts.values()].filter(isOpen))
        .filter(({ id }) => after === undefined || compareBytes(id, after) > 0)
        .slice(0, limit),
    byAlert: async (alert) => at(alert),
    byNotice: async (notice) => {
      const alert = notices.get(notice)?.alert
      return alert === undefined ? [] : at(alert).filter((it) => it.notice === notice)
    },
    byTarget: async (channel, target, limit) =>
      [...attempts.values()]
        .filter((it) => it.channel === channel && it.target === target)
        .sort((a, b) => compareBytes(b.plannedAt, a.plannedAt) || compareBytes(b.id, a.id))
        .slice(0, limit),
    notice: async (id) => notices.get(id),
    noticesOf: async (alert) =>
      sorted([...(noticeIdsOf.get(alert) ?? [])].map((id) => notices.get(id) as Notice)),
    async prune(before) {
      let pruned = 0
      for (const [id, attempt] of attempts) {
        if (isOpen(attempt) || attempt.plannedAt >= before) continue
        attempts.delete(id)
        listed(attemptsOf, attempt.alert).delete(id)
        pruned++
      }
      for (const [id, notice] of notices) {
        if (notice.at >= before || at(notice.alert).some((it) => it.notice === id)) continue
        notices.delete(id)
        listed(noticeIdsOf, notice.alert).delete(id)
      }
      return pruned
    },
    async close() {},
  }
}

function listed<Key, Item>(lists: Map<Key, Set<Item>>, key: Key): Set<Item> {
  let list = lists.get(key)
  if (list === undefined) lists.set(key, (list = new Set()))
  return list
}

function sorted<Item extends { readonly id: string }>(items: Item[]): Item[] {
  return items.sort((a, b) => compareBytes(a.id, b.id))
}

/** As databases compare text that has no language: SQLite's BINARY, PostgreSQL's "C". */
function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
