/** An attempt log in PostgreSQL 15 or newer. Its tables are made on first use; times are kept as the text they came as. */
import pg from 'pg'
import type { Notice } from '#alerts'
import type { Log } from '#base'
import { togetherOn } from '../base/together.postgres.ts'
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

const shape = 1

// Text compared byte by byte ("C"), as SQLite does: ids and instants have no language.
const tables = `
  create table delivery_shape (version integer not null);
  create table delivery_courier (reign bigint not null);
  create table delivery_attempts (
    id text collate "C" primary key,
    notice text collate "C" not null,
    alert text collate "C" not null,
    revision integer not null,
    seq bigint not null,
    kind text not null,
    mode text not null check (mode in ('live', 'drill', 'test')),
    channel text collate "C" not null,
    target text collate "C" not null,
    serves text not null,
    areas text not null,
    loud_for text not null,
    priority integer not null,
    state text not null check (state in (${attemptStates.map((state) => `'${state}'`).join(', ')})),
    tries integer not null,
    next_try_at text collate "C",
    deadline_at text collate "C" not null,
    planned_at text collate "C" not null,
    changed_at text collate "C" not null,
    superseded_by text collate "C",
    last_outcome text,
    history text not null
  );
  create index delivery_attempts_by_alert on delivery_attempts (alert);
  create index delivery_attempts_by_target on delivery_attempts (channel, target, planned_at, id);
  create index delivery_attempts_by_age on delivery_attempts (planned_at);
  create index delivery_attempts_open on delivery_attempts (id) where ${openCondition};
  create table delivery_notices (
    id text collate "C" primary key,
    alert text collate "C" not null,
    at text collate "C" not null,
    notice text not null
  );
  create index delivery_notices_by_alert on delivery_notices (alert);
  create index delivery_notices_by_age on delivery_notices (at);
`

/** Any number that two servers starting at once agree on: one makes the tables, the other waits. */
const schemaLock = 0x70c5_0a77

/** Rows in one statement: 22 columns each, and PostgreSQL takes 65,535 parameters; arrays need one per column instead. */
const types = attemptColumns.map((name) =>
  name === 'revision' || name === 'priority' || name === 'tries'
    ? 'integer[]'
    : name === 'seq'
      ? 'bigint[]'
      : 'text[]',
)

/** Throws when the database can't be reached or comes from a newer version. */
export async function openPostgresAttemptLog(
  url: string,
  options: { readonly report: Log; readonly connections?: number },
): Promise<AttemptLog> {
  const pool = new pg.Pool({ connectionString: url, max: options.connections ?? 4 })
  // A connection that breaks while idle is replaced; without a listener it would end the process.
  pool.on('error', ({ message }) =>
    options.report.warn('A connection to PostgreSQL broke.', { why: message }),
  )
  const together = togetherOn(pool)
  try {
    await together(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [schemaLock])
      // Making what is there already would lock tables that another server is writing to, and each could wait for the other.
      const made = await client.query<{ there: boolean }>(
        "select to_regclass('delivery_shape') is not null as there",
      )
      if (made.rows[0]?.there !== true) {
        await client.query(tables)
        await client.query('insert into delivery_shape values ($1)', [shape])
        await client.query('insert into delivery_courier values (0)')
      }
      const { rows } = await client.query<{ version: number }>('select version from delivery_shape')
      const found = rows[0]?.version ?? 0
      if (found > shape)
        throw new Error(`the attempt log is of version ${found}, this program knows ${shape}`)
    })
  } catch (error) {
    await pool.end()
    throw error
  }

  const names = attemptColumns.join(', ')
  const changing = changingColumns.map((name) => `${name} = excluded.${name}`)
  const putAttempts = `insert into delivery_attempts (${names})
    select * from unnest(${types.map((type, index) => `$${index + 1}::${type}`).join(', ')})
    on conflict (id) do update set ${changing.join(', ')}`
  const putNotices = `insert into delivery_notices (id, alert, at, notice)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
    on conflict (id) do update set notice = excluded.notice`
  const attempts = async (rest: string, values: readonly unknown[]) =>
    (await pool.query<AttemptRow>(`select ${names} from delivery_attempts ${rest}`, [...values])).rows.map(
      attemptOf,
    )
  const notices = async (rest: string, values: readonly unknown[]) =>
    (
      await pool.query<{ notice: string }>(`select notice from delivery_notices ${rest}`, [...values])
    ).rows.map(({ notice }) => JSON.parse(notice) as Notice)
  let ended: Promise<void> | undefined
  /** Counts the couriers that this database has had; undefined where none was begun here. */
  let reign: string | undefined
  return {
    async takeOver() {
      const { rows } = await pool.query<{ reign: string }>(
        'update delivery_courier set reign = reign + 1 returning reign',
      )
      reign = rows[0]?.reign
    },
    write: (entry) =>
      together(async (client) => {
        if (reign !== undefined) {
          // Shared, the row stays as it is until this is committed: whoever takes over waits, and then reads what it wrote.
          const { rowCount } = await client.query('select from delivery_courier where reign = $1 for share', [
            reign,
          ])
          if (rowCount !== 1) throw new Error('another server delivers by now')
        }
        // The last one of an id counts; one statement may not touch a row twice.
        const told = [...new Map((entry.notices ?? []).map((it) => [it.id, it])).values()]
        if (told.length > 0)
          await client.query(putNotices, [
            told.map(({ id }) => id),
            told.map(({ alert }) => alert),
            told.map(({ at }) => at),
            told.map((notice) => JSON.stringify(notice)),
          ])
        const rows = [...new Map(entry.attempts.map((it) => [it.id, it])).values()].map(rowOf)
        if (rows.length > 0)
          await client.query(
            putAttempts,
            attemptColumns.map((name) => rows.map((row) => row[name])),
          )
      }),
    get: async (id) => (await attempts('where id = $1', [id]))[0],
    open: ({ after, limit }) =>
      attempts(`where ${openCondition} and id > $1 order by id limit $2`, [after ?? '', limit]),
    byAlert: (alert) => attempts('where alert = $1 order by id', [alert]),
    byNotice: (notice) =>
      attempts(
        'where alert = (select alert from delivery_notices where id = $1) and notice = $1 order by id',
        [notice],
      ),
    byTarget: (channel, target, limit) =>
      attempts('where channel = $1 and target = $2 order by planned_at desc, id desc limit $3', [
        channel,
        target,
        limit,
      ]),
    notice: async (id) => (await notices('where id = $1', [id]))[0],
    noticesOf: (alert) => notices('where alert = $1 order by id', [alert]),
    prune: (before) =>
      together(async (client) => {
        const { rowCount } = await client.query(
          `delete from delivery_attempts where planned_at < $1 and not ${openCondition}`,
          [before],
        )
        await client.query(
          `delete from delivery_notices where at < $1 and not exists
             (select 1 from delivery_attempts where delivery_attempts.alert = delivery_notices.alert and delivery_attempts.notice = delivery_notices.id)`,
          [before],
        )
        return rowCount ?? 0
      }),
    close: () => (ended ??= pool.end()),
  }
}
