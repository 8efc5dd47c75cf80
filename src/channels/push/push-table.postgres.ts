/** Subscriptions in PostgreSQL 15 or newer, in tables of their own; made on first use. Rows that are removed go when the database next vacuums. */
import { epochMilliseconds, instantOf } from '#base'
import { openTables } from '../../base/together.postgres.ts'
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
import { modesOfBits, type Subscription, type SubscriptionState } from './subscription.ts'

/** This product's space of advisory locks ("Tocs" in ASCII), ninth lock: making these tables, and choosing rows. */
const lock = [0x546f6373, 9].join(', ')

const tables = `
  create table if not exists push_subscriptions (
    "row" integer primary key,
    id text collate "C" not null unique, secret text not null, endpoint text collate "C" not null,
    p256dh text, auth text, language text not null, places text not null, content text not null,
    modes integer not null, state text not null, created_at text collate "C" not null,
    nonce text, nonce_at text, proven_at text, accepted_at text
  );
  create unique index if not exists push_subscriptions_own on push_subscriptions (endpoint) where content <> 'fpas';
  create index if not exists push_subscriptions_fpas on push_subscriptions (endpoint) where content = 'fpas';
  create index if not exists push_subscriptions_silent on push_subscriptions (proven_at) where content = 'fpas';
  create index if not exists push_subscriptions_unproven on push_subscriptions (created_at) where proven_at is null;
  create table if not exists push_freed ("row" integer primary key, at text collate "C" not null);
  create table if not exists push_told (
    alert text collate "C" not null, notice text collate "C" not null, revision integer not null, says text not null,
    target text collate "C" not null, piece integer not null, states bytea not null, at text collate "C" not null,
    primary key (notice, target, piece)
  );
  create index if not exists push_told_by_alert on push_told (alert);
  create index if not exists push_told_by_age on push_told (at);
`

const names = subscriptionColumns.join(', ')
type Cells = SubscriptionCells & { readonly row: unknown }

/** Throws when the database can't be reached. */
export async function openPostgresPushTable(options: { readonly url: string }): Promise<PushTable> {
  const { pool, together, close } = await openTables({ url: options.url, name: 'tocsin push', lock, tables })
  const one = async (condition: string, value: string): Promise<Subscription | undefined> => {
    const { rows } = await pool.query<Cells>(
      `select "row", ${names} from push_subscriptions where ${condition} = $1`,
      [value],
    )
    return rows[0] === undefined ? undefined : subscriptionOf(rows[0])
  }
  const valuesOf = (subscription: Omit<Subscription, 'row'>) => {
    const cells = cellsOf(subscription)
    return subscriptionColumns.map((name) => cells[name])
  }
  const places = subscriptionColumns.map((_, at) => `$${at + 2}`).join(', ')
  return {
    add: (subscription) =>
      together(async (client) => {
        // Two that come at once must not choose the same row.
        await client.query(`select pg_advisory_xact_lock(${lock})`)
        const before = instantOf(epochMilliseconds(subscription.createdAt) - rowRestsFor)
        const { rows } = await client.query<{ row: number }>(
          `select coalesce(
             (select "row" from push_freed where at <= $1 order by "row" limit 1),
             greatest((select max("row") from push_subscriptions), (select max("row") from push_freed)) + 1, 0) as "row"`,
          [before],
        )
        const row = Number(rows[0]?.row)
        await client.query('delete from push_freed where "row" = $1', [row])
        await client.query(`insert into push_subscriptions ("row", ${names}) values ($1, ${places})`, [
          row,
          ...valuesOf(subscription),
        ])
        return row
      }),
    get: (id) => one('id', id),
    byEndpoint: (endpoint) => one("content <> 'fpas' and endpoint", endpoint),
    async countAt(endpoint) {
      const { rows } = await pool.query<{ count: string }>(
        "select count(*) as count from push_subscriptions where endpoint = $1 and content = 'fpas'",
        [endpoint],
      )
      return Number(rows[0]?.count)
    },
    async rows(rows) {
      const found = await pool.query<Cells>(
        `select "row", ${names} from push_subscriptions where "row" = any($1::integer[])`,
        [rows],
      )
      return found.rows.map(subscriptionOf)
    },
    change: (row, changes) =>
      together(async (client) => {
        const { rows } = await client.query<Cells>(
          `select "row", ${names} from push_subscriptions where "row" = $1 for update`,
          [row],
        )
        if (rows[0] === undefined) return
        const set = subscriptionColumns.map((name, at) => `${name} = $${at + 2}`).join(', ')
        const changed = { ...subscriptionOf(rows[0]), ...changes }
        await client.query(`update push_subscriptions set ${set} where "row" = $1`, [
          row,
          ...valuesOf(changed),
        ])
      }),
    async remove(rows, at) {
      await pool.query(
        `with removed as (delete from push_subscriptions where "row" = any($1::integer[]) returning "row")
         insert into push_freed ("row", at) select "row", $2 from removed
         on conflict ("row") do update set at = excluded.at`,
        [rows, at],
      )
    },
    async page(after, limit) {
      const { rows } = await pool.query<Cells>(
        'select "row", endpoint, places, modes, state from push_subscriptions where "row" > $1 order by "row" limit $2',
        [after, limit],
      )
      return rows.map((cells) => ({
        row: Number(cells.row),
        endpoint: String(cells.endpoint),
        places: placesIn(String(cells.places)),
        modes: modesOfBits(Number(cells.modes)),
        state: String(cells.state) as SubscriptionState,
      }))
    },
    async unprovenSince(before, limit) {
      const { rows } = await pool.query<{ row: number }>(
        `select "row" from push_subscriptions
         where proven_at is null and state = 'unproven' and created_at < $1 order by created_at limit $2`,
        [before, limit],
      )
      return rows.map(({ row }) => Number(row))
    },
    async silentSince(before, limit) {
      const { rows } = await pool.query<{ row: number }>(
        `select "row" from push_subscriptions where content = 'fpas' and proven_at < $1 order by proven_at limit $2`,
        [before, limit],
      )
      return rows.map(({ row }) => Number(row))
    },
    async count() {
      const { rows } = await pool.query<{ count: string }>('select count(*) as count from push_subscriptions')
      return Number(rows[0]?.count)
    },
    noteTold: (pieces, accepted, at) =>
      together(async (client) => {
        const column = (name: (typeof toldColumns)[number]) =>
          pieces.map((piece) => (name === 'states' ? Buffer.from(piece.states) : piece[name]))
        if (pieces.length > 0)
          await client.query(
            `insert into push_told (${toldColumns.join(', ')})
             select * from unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::integer[], $7::bytea[], $8::text[])
             on conflict (notice, target, piece) do update set states = excluded.states, at = excluded.at`,
            toldColumns.map(column),
          )
        if (accepted.length > 0)
          await client.query(
            'update push_subscriptions set accepted_at = $1 where "row" = any($2::integer[])',
            [at, accepted],
          )
      }),
    async toldOf(alert) {
      const { rows } = await pool.query(
        `select ${toldColumns.join(', ')} from push_told where alert = $1 order by notice, target, piece`,
        [alert],
      )
      return rows.map((cells) => toldPieceOf(cells as never))
    },
    async forgetTold(before) {
      await pool.query('delete from push_told where at < $1', [before])
    },
    close,
  }
}
