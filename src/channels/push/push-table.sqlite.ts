/** Subscriptions in one SQLite file of their own; what is removed is overwritten in it, and gone from its log with the next change. */
import type { DatabaseSync } from 'node:sqlite'
import { instantOf, epochMilliseconds, type Instant } from '#base'
import { openDatabase, patience } from '../../base/database.sqlite.ts'
import {
  cellsOf,
  placesIn,
  subscriptionColumns,
  subscriptionOf,
  toldColumns,
  toldPieceOf,
  type SubscriptionCells,
} from './push-rows.ts'
import { rowRestsFor, type PushTable } from './push-table.ts'
import { modesOfBits, type SubscriptionState } from './subscription.ts'

const shape = 1

const tables = `
  create table push_subscriptions (
    row integer primary key not null,
    id text not null unique, secret text not null, endpoint text not null,
    p256dh text, auth text, language text not null, places text not null, content text not null,
    modes integer not null, state text not null, created_at text not null,
    nonce text, nonce_at text, proven_at text, accepted_at text
  ) strict;
  create unique index push_subscriptions_own on push_subscriptions (endpoint) where content <> 'fpas';
  create index push_subscriptions_fpas on push_subscriptions (endpoint) where content = 'fpas';
  create index push_subscriptions_silent on push_subscriptions (proven_at) where content = 'fpas';
  create index push_subscriptions_unproven on push_subscriptions (created_at) where proven_at is null;
  create table push_freed (row integer primary key not null, at text not null) strict;
  create table push_told (
    alert text not null, notice text not null, revision integer not null, says text not null, target text not null,
    piece integer not null, states blob not null, at text not null, primary key (notice, target, piece)
  ) strict, without rowid;
  create index push_told_by_alert on push_told (alert);
  create index push_told_by_age on push_told (at);
`

const names = subscriptionColumns.join(', ')
const told = toldColumns.join(', ')
const marks = (columns: readonly string[]) => columns.map((name) => `:${name}`).join(', ')

const statements = (db: DatabaseSync) => {
  // https://www.sqlite.org/pragma.html#pragma_secure_delete
  db.exec('pragma secure_delete = on')
  return {
    emptyLog() {
      // Whoever reads the file meanwhile is not waited for.
      db.exec('pragma busy_timeout = 100')
      try {
        db.prepare('pragma wal_checkpoint(truncate)').get()
      } finally {
        db.exec(`pragma busy_timeout = ${patience}`)
      }
    },
    rested: db.prepare('select row from push_freed where at <= ? order by row limit 1'),
    next: db.prepare(
      'select max(coalesce((select max(row) from push_subscriptions), -1), coalesce((select max(row) from push_freed), -1)) + 1 as row',
    ),
    unfree: db.prepare('delete from push_freed where row = ?'),
    free: db.prepare('insert or replace into push_freed (row, at) values (?, ?)'),
    add: db.prepare(
      `insert into push_subscriptions (row, ${names}) values (:row, ${marks(subscriptionColumns)})`,
    ),
    change: db.prepare(
      `update push_subscriptions set ${subscriptionColumns.map((name) => `${name} = :${name}`).join(', ')} where row = :row`,
    ),
    byId: db.prepare(`select row, ${names} from push_subscriptions where id = ?`),
    byEndpoint: db.prepare(
      `select row, ${names} from push_subscriptions where endpoint = ? and content <> 'fpas'`,
    ),
    countAt: db.prepare(
      "select count(*) as count from push_subscriptions where endpoint = ? and content = 'fpas'",
    ),
    byRow: db.prepare(`select row, ${names} from push_subscriptions where row = ?`),
    remove: db.prepare('delete from push_subscriptions where row = ?'),
    page: db.prepare(
      'select row, endpoint, places, modes, state from push_subscriptions where row > ? order by row limit ?',
    ),
    unproven: db.prepare(
      "select row from push_subscriptions where proven_at is null and state = 'unproven' and created_at < ? order by created_at limit ?",
    ),
    silent: db.prepare(
      "select row from push_subscriptions where content = 'fpas' and proven_at < ? order by proven_at limit ?",
    ),
    count: db.prepare('select count(*) as count from push_subscriptions'),
    accepted: db.prepare('update push_subscriptions set accepted_at = ? where row = ?'),
    tell: db.prepare(
      `insert into push_told (${told}) values (${marks(toldColumns)})
       on conflict (notice, target, piece) do update set states = excluded.states, at = excluded.at`,
    ),
    toldOf: db.prepare(`select ${told} from push_told where alert = ? order by notice, target, piece`),
    forgetTold: db.prepare('delete from push_told where at < ?'),
  }
}

/** Throws when the file can't be opened or comes from a newer version; on a disk that takes no writes it can be read. */
export function openSqlitePushTable(file: string): PushTable {
  const tooNew = (found: number) => `${file} is of version ${found}, this program knows ${shape}`
  const database = openDatabase({ file, version: shape, tooNew, tables, statements })
  const one = (cells: unknown) =>
    cells === undefined ? undefined : subscriptionOf(cells as SubscriptionCells & { row: unknown })
  const emptyLog = () => {
    try {
      database.read.emptyLog()
    } catch {
      // What was written is written; the next removal empties it.
    }
  }
  return {
    add: async (subscription) =>
      database.together(({ rested, next, unfree, add }) => {
        const before = instantOf(epochMilliseconds(subscription.createdAt) - rowRestsFor)
        const row = Number((rested.get(before) ?? next.get())?.['row'])
        unfree.run(row)
        add.run({ row, ...cellsOf(subscription) })
        return row
      }),
    get: async (id) => one(database.read.byId.get(id)),
    byEndpoint: async (endpoint) => one(database.read.byEndpoint.get(endpoint)),
    countAt: async (endpoint) => Number(database.read.countAt.get(endpoint)?.['count']),
    rows: async (rows) => rows.flatMap((row) => one(database.read.byRow.get(row)) ?? []),
    change: async (row, changes) =>
      database.together(({ byRow, change }) => {
        const before = one(byRow.get(row))
        if (before !== undefined) change.run({ row, ...cellsOf({ ...before, ...changes }) })
      }),
    async remove(rows, at) {
      database.together(({ remove, free }) => {
        for (const row of rows) if (Number(remove.run(row).changes) > 0) free.run(row, at)
      })
      emptyLog()
    },
    page: async (after, limit) =>
      database.read.page.all(after, limit).map((cells) => ({
        row: Number(cells['row']),
        endpoint: String(cells['endpoint']),
        places: placesIn(String(cells['places'])),
        modes: modesOfBits(Number(cells['modes'])),
        state: String(cells['state']) as SubscriptionState,
      })),
    unprovenSince: async (before, limit) =>
      database.read.unproven.all(before, limit).map(({ row }) => Number(row)),
    silentSince: async (before, limit) =>
      database.read.silent.all(before, limit).map(({ row }) => Number(row)),
    count: async () => Number(database.read.count.get()?.['count']),
    noteTold: async (pieces, accepted, at) =>
      database.together((write) => {
        for (const piece of pieces) write.tell.run({ ...piece })
        for (const row of accepted) write.accepted.run(at, row)
      }),
    toldOf: async (alert) => database.read.toldOf.all(alert).map((cells) => toldPieceOf(cells as never)),
    async forgetTold(before: Instant) {
      database.together(({ forgetTold }) => void forgetTold.run(before))
    },
    async close() {
      database.close()
    },
  }
}
