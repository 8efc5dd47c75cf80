/** Readings in one SQLite file: WAL with `synchronous=FULL`, a row for each station and hour. */
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { openDatabase } from '../base/database.sqlite.ts'
import type { BlockKey, BlockRow } from './folding.ts'
import { foldedElsewhere, type ReadingRows } from './reading-store.ts'
import type { StationId } from './site.ts'

/** Older files are brought up to it; newer ones are refused. */
const shape = 1

const tables = `
  create table site_batches (id integer primary key autoincrement, bytes blob not null) strict;
  create table site_hours (
    station text not null, place integer not null, bytes blob not null, primary key (station, place)
  ) strict, without rowid;
  create index site_hours_by_age on site_hours (place);
  create table site_days (
    station text not null, place integer not null, bytes blob not null, primary key (station, place)
  ) strict, without rowid;
  create index site_days_by_age on site_days (place);
`

function statements(db: DatabaseSync) {
  const of = (table: 'site_hours' | 'site_days') => ({
    get: db.prepare(`select bytes from ${table} where station = ? and place = ?`),
    between: db.prepare(
      `select place, bytes from ${table} where station = ? and place between ? and ? order by place`,
    ),
    put: db.prepare(
      `insert into ${table} (station, place, bytes) values (?, ?, ?)
       on conflict (station, place) do update set bytes = excluded.bytes`,
    ),
    prune: db.prepare(`delete from ${table} where place < ?`),
  })
  return {
    addBatch: db.prepare('insert into site_batches (bytes) values (?)'),
    batches: db.prepare('select id, bytes from site_batches order by id'),
    isThere: db.prepare('select 1 from site_batches where id = ?'),
    daysSince: db.prepare('select station, place, bytes from site_days where place >= ?'),
    dropBatch: db.prepare('delete from site_batches where id = ?'),
    ...{ hours: of('site_hours'), days: of('site_days') },
  }
}

/** `path` may be `:memory:`. Throws when the file can't be opened or comes from a newer version. */
export function openSqliteReadingRows(path: string): ReadingRows {
  const tooNew = (found: number) => `the readings are of version ${found}, this program knows ${shape}`
  const database = openDatabase({ file: path, version: shape, tooNew, tables, statements })
  const among = (kind: 'hours' | 'days') => async (keys: readonly BlockKey[]) => {
    const { get } = database.read[kind]
    return keys.flatMap(({ station, place }): BlockRow[] => {
      const row = get.get(station, place) as { bytes: Uint8Array } | undefined
      return row === undefined ? [] : [{ station, place, bytes: row.bytes }]
    })
  }
  const of = (kind: 'hours' | 'days') => async (station: StationId, from: number, until: number) =>
    (database.read[kind].between.all(station, from, until) as { place: number; bytes: Uint8Array }[]).map(
      ({ place, bytes }): BlockRow => ({ station, place, bytes }),
    )
  return {
    async addBatch(bytes) {
      database.together(({ addBatch }) => addBatch.run(bytes))
    },
    batches: async () =>
      (database.read.batches.all() as { id: number; bytes: Uint8Array }[]).map(({ id, bytes }) => ({
        id,
        bytes,
      })),
    ...{ hours: among('hours'), days: among('days'), hoursOf: of('hours'), daysOf: of('days') },
    daysSince: async (from) => database.read.daysSince.all(from) as unknown as readonly BlockRow[],
    async refold(batches, touched, by) {
      database.together((own) => {
        for (const { id } of batches) if (own.isThere.get(id) === undefined) throw new Error(foldedElsewhere)
        const kept = (kind: 'hours' | 'days') =>
          touched[kind].flatMap(({ station, place }): BlockRow[] => {
            const row = own[kind].get.get(station, place) as { bytes: Uint8Array } | undefined
            return row === undefined ? [] : [{ station, place, bytes: row.bytes }]
          })
        const folded = by({ hours: kept('hours'), days: kept('days') })
        for (const { station, place, bytes } of folded.hours) own.hours.put.run(station, place, bytes)
        for (const { station, place, bytes } of folded.days) own.days.put.run(station, place, bytes)
      })
    },
    async drop(batches) {
      database.together(({ dropBatch }) => {
        for (const { id } of batches) if (dropBatch.run(id).changes !== 1) throw new Error(foldedElsewhere)
      })
    },
    // The database is called and answers at once: without this nothing else would have its turn.
    breathe: () => setImmediate(),
    prune: async (hoursBefore, daysBefore) =>
      database.together(
        ({ hours, days }) =>
          Number(hours.prune.run(hoursBefore).changes) + Number(days.prune.run(daysBefore).changes),
      ),
    async close() {
      database.close()
    },
  }
}
