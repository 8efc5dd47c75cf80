/** Readings in PostgreSQL 15 or newer, a row for each station and hour. Its tables are made on first use. */
import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '#base'
import { togetherOn } from '../base/together.postgres.ts'
import type { BlockKey, BlockRow } from './folding.ts'
import { foldedElsewhere, type ReadingRows } from './reading-store.ts'
import type { StationId } from './site.ts'

const shape = 1

const tables = `
  create table site_shape (version integer not null);
  create table site_batches (id bigint generated always as identity primary key, bytes bytea not null);
  create table site_hours (
    station text collate "C" not null, place integer not null, bytes bytea not null, primary key (station, place)
  );
  create index site_hours_by_age on site_hours (place);
  create table site_days (
    station text collate "C" not null, place integer not null, bytes bytea not null, primary key (station, place)
  );
  create index site_days_by_age on site_days (place);
  -- What was measured doesn't compress, and a block is rewritten each minute of its hour.
  alter table site_hours alter column bytes set storage external;
`

/** Any number that two servers starting at once agree on: one makes the tables, the other waits. */
const schemaLock = 0x70c5_0a78

/** Throws when the database can't be reached or comes from a newer version. */
export async function openPostgresReadingRows(
  url: string,
  options: { readonly report: Log; readonly connections?: number },
): Promise<ReadingRows> {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 2 })
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', ({ message }) =>
    options.report.warn('A connection to PostgreSQL broke.', { why: message }),
  )
  const together = togetherOn(pool)
  try {
    await together(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [schemaLock])
      const made = await client.query<{ there: boolean }>(
        "select to_regclass('site_shape') is not null as there",
      )
      if (made.rows[0]?.there !== true) {
        await client.query(tables)
        await client.query('insert into site_shape values ($1)', [shape])
      }
      const { rows } = await client.query<{ version: number }>('select version from site_shape')
      const found = rows[0]?.version ?? 0
      if (found > shape) throw new Error(`the readings are of version ${found}, this program knows ${shape}`)
    })
  } catch (error) {
    await pool.end()
    throw error
  }

  type Table = 'site_hours' | 'site_days'
  const columnsOf = (keys: readonly BlockKey[]) => [
    keys.map(({ station }) => station),
    keys.map(({ place }) => place),
  ]
  const among =
    (table: Table, on: Pick<pg.Pool, 'query'> = pool) =>
    async (keys: readonly BlockKey[]) =>
      keys.length === 0
        ? []
        : (
            await on.query<BlockRow>(
              `select station, place, bytes from ${table}
             join unnest($1::text[], $2::integer[]) as wanted (station, place) using (station, place)`,
              columnsOf(keys),
            )
          ).rows
  const of = (table: Table) => async (station: StationId, from: number, until: number) =>
    (
      await pool.query<BlockRow>(
        `select station, place, bytes from ${table} where station = $1 and place between $2 and $3 order by place`,
        [station, from, until],
      )
    ).rows
  const put = async (client: pg.PoolClient, table: Table, rows: readonly BlockRow[]) => {
    if (rows.length === 0) return
    await client.query(
      `insert into ${table} (station, place, bytes) select * from unnest($1::text[], $2::integer[], $3::bytea[])
       on conflict (station, place) do update set bytes = excluded.bytes`,
      [
        ...columnsOf(rows),
        rows.map(({ bytes }) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)),
      ],
    )
  }
  let ended: Promise<void> | undefined
  return {
    async addBatch(bytes) {
      await pool.query('insert into site_batches (bytes) values ($1)', [Buffer.from(bytes)])
    },
    batches: async () =>
      (
        await pool.query<{ id: string; bytes: Buffer }>('select id, bytes from site_batches order by id')
      ).rows.map(({ id, bytes }) => ({ id: Number(id), bytes })),
    ...{ hours: among('site_hours'), days: among('site_days') },
    ...{ hoursOf: of('site_hours'), daysOf: of('site_days') },
    daysSince: async (from) =>
      (await pool.query<BlockRow>('select station, place, bytes from site_days where place >= $1', [from]))
        .rows,
    refold: (batches, touched, by) =>
      together(async (client) => {
        // Locked: two servers that fold the same ones do so one after the other, each upon what the other wrote.
        const { rowCount } = await client.query(
          'select 1 from site_batches where id = any ($1::bigint[]) order by id for update',
          [batches.map(({ id }) => id)],
        )
        if (rowCount !== batches.length) throw new Error(foldedElsewhere)
        const hours = await among('site_hours', client)(touched.hours)
        const folded = by({ hours, days: await among('site_days', client)(touched.days) })
        await put(client, 'site_hours', folded.hours)
        await put(client, 'site_days', folded.days)
      }),
    drop: (batches) =>
      together(async (client) => {
        const { rowCount } = await client.query('delete from site_batches where id = any ($1::bigint[])', [
          batches.map(({ id }) => id),
        ])
        if (rowCount !== batches.length) throw new Error(foldedElsewhere)
      }),
    // Each answer of the database is a turn for everything else; taking apart what came is not.
    breathe: () => setImmediate(),
    prune: (hoursBefore, daysBefore) =>
      together(async (client) => {
        const hours = await client.query('delete from site_hours where place < $1', [hoursBefore])
        const days = await client.query('delete from site_days where place < $1', [daysBefore])
        return (hours.rowCount ?? 0) + (days.rowCount ?? 0)
      }),
    close: () => (ended ??= pool.end()),
  }
}
