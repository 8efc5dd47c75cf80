/** An attempt log in one SQLite file: WAL with `synchronous=FULL`, so that what was written survives the power going off. */
import { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#alerts'
import type { AttemptLog } from './attempt-log.ts'
import {
  attemptColumns,
  attemptOf,
  attemptStates,
  changingColumns,
  openCondition,
  rowOf,
  type AttemptRow,
} from './attempt-rows.ts'

/** Older files are brought up to it; newer ones are refused. */
const shape = 1

const tables = `
  create table delivery_attempts (
    id text primary key not null,
    notice text not null,
    alert text not null,
    revision integer not null,
    seq integer not null,
    kind text not null,
    mode text not null check (mode in ('live', 'drill', 'test')),
    channel text not null,
    target text not null,
    serves text not null,
    areas text not null,
    loud_for text not null,
    priority integer not null,
    state text not null check (state in (${attemptStates.map((state) => `'${state}'`).join(', ')})),
    tries integer not null,
    next_try_at text,
    deadline_at text not null,
    planned_at text not null,
    changed_at text not null,
    superseded_by text,
    last_outcome text,
    history text not null
  ) strict;
  create index delivery_attempts_by_alert on delivery_attempts (alert);
  create index delivery_attempts_by_target on delivery_attempts (channel, target, planned_at, id);
  create index delivery_attempts_by_age on delivery_attempts (planned_at);
  create index delivery_attempts_open on delivery_attempts (id) where ${openCondition};
  create table delivery_notices (
    id text primary key not null,
    alert text not null,
    at text not null,
    notice text not null
  ) strict;
  create index delivery_notices_by_alert on delivery_notices (alert);
  create index delivery_notices_by_age on delivery_notices (at);
`

/** `path` may be `:memory:`. Throws when the file can't be opened, is no attempt log, or comes from a newer version. */
export function openSqliteAttemptLog(path: string): AttemptLog {
  const db = new DatabaseSync(path)
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000')
    const found = (db.prepare('pragma user_version').get() as { user_version: number }).user_version
    if (found > shape) throw new Error(`the attempt log is of version ${found}, this program knows ${shape}`)
    if (found === 0) db.exec(`begin immediate; ${tables} pragma user_version = ${shape}; commit`)
  } catch (error) {
    db.close()
    throw error
  }
  const names = attemptColumns.join(', ')
  const changing = changingColumns.map((name) => `${name} = excluded.${name}`)
  const putAttempt = db.prepare(
    `insert into delivery_attempts (${names}) values (${attemptColumns.map((name) => `:${name}`).join(', ')})
     on conflict (id) do update set ${changing.join(', ')}`,
  )
  const putNotice = db.prepare(
    `insert into delivery_notices (id, alert, at, notice) values (:id, :alert, :at, :notice)
     on conflict (id) do update set notice = excluded.notice`,
  )
  const select = (rest: string) => db.prepare(`select ${names} from delivery_attempts ${rest}`)
  const byId = select('where id = ?')
  const open = select(`where ${openCondition} and id > ? order by id limit ?`)
  const byAlert = select('where alert = ? order by id')
  const byNotice = select(
    'where alert = (select alert from delivery_notices where id = ?1) and notice = ?1 order by id',
  )
  const byTarget = select('where channel = ? and target = ? order by planned_at desc, id desc limit ?')
  const noticeById = db.prepare('select notice from delivery_notices where id = ?')
  const noticesByAlert = db.prepare('select notice from delivery_notices where alert = ? order by id')
  const pruneAttempts = db.prepare(
    `delete from delivery_attempts where planned_at < ? and not ${openCondition}`,
  )
  const pruneNotices = db.prepare(
    `delete from delivery_notices where at < ? and not exists
       (select 1 from delivery_attempts where delivery_attempts.alert = delivery_notices.alert and delivery_attempts.notice = delivery_notices.id)`,
  )
  const attempts = (rows: unknown[]) => rows.map((row) => attemptOf(row as AttemptRow))
  const notices = (rows: unknown[]) =>
    rows.map((row) => JSON.parse((row as { notice: string }).notice) as Notice)
  const together = <Value>(work: () => Value): Value => {
    db.exec('begin immediate')
    try {
      const value = work()
      db.exec('commit')
      return value
    } catch (error) {
      // A full disk may have rolled it back already.
      if (db.isTransaction) db.exec('rollback')
      throw error
    }
  }
  return {
    async write(entry) {
      together(() => {
        for (const notice of entry.notices ?? [])
          putNotice.run({ id: notice.id, alert: notice.alert, at: notice.at, notice: JSON.stringify(notice) })
        for (const attempt of entry.attempts) putAttempt.run(rowOf(attempt))
      })
    },
    get: async (id) => attempts(byId.all(id))[0],
    open: async ({ after, limit }) => attempts(open.all(after ?? '', limit)),
    byAlert: async (alert) => attempts(byAlert.all(alert)),
    byNotice: async (notice) => attempts(byNotice.all(notice)),
    byTarget: async (channel, target, limit) => attempts(byTarget.all(channel, target, limit)),
    notice: async (id) => notices(noticeById.all(id))[0],
    noticesOf: async (alert) => notices(noticesByAlert.all(alert)),
    prune: async (before) =>
      together(() => {
        const { changes } = pruneAttempts.run(before)
        pruneNotices.run(before)
        return Number(changes)
      }),
    async close() {
      if (db.isOpen) db.close()
    },
  }
}
