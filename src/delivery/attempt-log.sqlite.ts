/** An attempt log in one SQLite file: WAL with `synchronous=FULL`, so that what was written survives the power going off. */
import type { DatabaseSync } from 'node:sqlite'
import type { Notice } from '#alerts'
import { openDatabase } from '../base/database.sqlite.ts'
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

const names = attemptColumns.join(', ')
const changing = changingColumns.map((name) => `${name} = excluded.${name}`)

function statements(db: DatabaseSync) {
  const select = (rest: string) => db.prepare(`select ${names} from delivery_attempts ${rest}`)
  return {
    putAttempt: db.prepare(
      `insert into delivery_attempts (${names}) values (${attemptColumns.map((name) => `:${name}`).join(', ')})
       on conflict (id) do update set ${changing.join(', ')}`,
    ),
    putNotice: db.prepare(
      `insert into delivery_notices (id, alert, at, notice) values (:id, :alert, :at, :notice)
       on conflict (id) do update set notice = excluded.notice`,
    ),
    byId: select('where id = ?'),
    open: select(`where ${openCondition} and id > ? order by id limit ?`),
    byAlert: select('where alert = ? order by id'),
    byNotice: select(
      'where alert = (select alert from delivery_notices where id = ?1) and notice = ?1 order by id',
    ),
    byTarget: select('where channel = ? and target = ? order by planned_at desc, id desc limit ?'),
    noticeById: db.prepare('select notice from delivery_notices where id = ?'),
    noticesByAlert: db.prepare('select notice from delivery_notices where alert = ? order by id'),
    pruneAttempts: db.prepare(`delete from delivery_attempts where planned_at < ? and not ${openCondition}`),
    pruneNotices: db.prepare(
      `delete from delivery_notices where at < ? and not exists
         (select 1 from delivery_attempts where delivery_attempts.alert = delivery_notices.alert and delivery_attempts.notice = delivery_notices.id)`,
    ),
  }
}

/**
 * `path` may be `:memory:`. On a disk that takes no writes it can be read, and writing throws until it does. Throws when
 * the file can't be opened, is no attempt log, or comes from a newer version.
 */
export function openSqliteAttemptLog(path: string): AttemptLog {
  const tooNew = (found: number) => `the attempt log is of version ${found}, this program knows ${shape}`
  const database = openDatabase({ file: path, version: shape, tooNew, tables, statements })
  const attempts = (rows: unknown[]) => rows.map((row) => attemptOf(row as AttemptRow))
  const notices = (rows: unknown[]) =>
    rows.map((row) => JSON.parse((row as { notice: string }).notice) as Notice)
  return {
    // One server has the folder at a time.
    async takeOver() {},
    async write(entry) {
      database.together(({ putNotice, putAttempt }) => {
        for (const notice of entry.notices ?? [])
          putNotice.run({ id: notice.id, alert: notice.alert, at: notice.at, notice: JSON.stringify(notice) })
        for (const attempt of entry.attempts) putAttempt.run(rowOf(attempt))
      })
    },
    get: async (id) => attempts(database.read.byId.all(id))[0],
    open: async ({ after, limit }) => attempts(database.read.open.all(after ?? '', limit)),
    byAlert: async (alert) => attempts(database.read.byAlert.all(alert)),
    byNotice: async (notice) => attempts(database.read.byNotice.all(notice)),
    byTarget: async (channel, target, limit) => attempts(database.read.byTarget.all(channel, target, limit)),
    notice: async (id) => notices(database.read.noticeById.all(id))[0],
    noticesOf: async (alert) => notices(database.read.noticesByAlert.all(alert)),
    prune: async (before) =>
      database.together(({ pruneAttempts, pruneNotices }) => {
        const { changes } = pruneAttempts.run(before)
        pruneNotices.run(before)
        return Number(changes)
      }),
    async close() {
      database.close()
    },
  }
}
