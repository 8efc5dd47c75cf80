/** Recipients and what was sent in PostgreSQL 15 or newer, in tables of their own; made on first use. What is erased goes when the database next vacuums. */
import { openTables } from '../../base/together.postgres.ts'
import {
  messageCells,
  messageColumns,
  messageOf,
  recipientCells,
  recipientColumns,
  recipientOf,
} from './line-rows.ts'
import type { LineTable, SentMessage } from './line-table.ts'

/** This product's space of advisory locks ("Tocs" in ASCII), lock 51: making these tables. */
const lock = [0x546f6373, 51].join(', ')

const tables = `
  create table if not exists recipients (
    id text collate "C" primary key, channel text not null, address text collate "C" not null, language text not null,
    areas text not null, modes integer not null, state text not null, added_at text collate "C" not null,
    changed_at text not null, kept_until text collate "C", token text not null, unique (channel, address)
  );
  create index if not exists recipients_by_address on recipients (address);
  create table if not exists line_messages (
    id text collate "C" primary key, line text not null, address text collate "C" not null, thread text,
    sent_at text collate "C" not null, until text not null, taken text not null, confirmed text, failed text
  );
  create index if not exists line_messages_to on line_messages (address, line, sent_at);
  create index if not exists line_messages_by_age on line_messages (sent_at);
  create table if not exists line_parts (
    message text collate "C" not null references line_messages (id) on delete cascade, at integer not null,
    line text not null, reference text collate "C" not null, state text not null, primary key (message, at)
  );
  create index if not exists line_parts_by_reference on line_parts (reference, line);
`

const recipient = recipientColumns.join(', ')
const message = messageColumns.join(', ')
const set = (names: readonly string[]) => names.map((name) => `${name} = excluded.${name}`).join(', ')
const places = (names: readonly string[]) => names.map((_, at) => `$${at + 1}`).join(', ')

/** Throws when the database can't be reached. */
export async function openPostgresLineTable(options: { readonly url: string }): Promise<LineTable> {
  const { pool, together, close } = await openTables({ url: options.url, name: 'tocsin lines', lock, tables })
  const whole = async (rows: readonly Record<string, unknown>[]): Promise<readonly SentMessage[]> => {
    if (rows.length === 0) return []
    const { rows: parts } = await pool.query<Record<string, unknown>>(
      'select message, reference, state from line_parts where message = any($1::text[]) order by message, at',
      [rows.map((row) => row['id'])],
    )
    const of = Map.groupBy(parts, (part) => part['message'])
    return rows.map((row) => messageOf(row, of.get(row['id']) ?? []))
  }
  const messages = async (condition: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<Record<string, unknown>>(
      `select ${message} from line_messages where ${condition}`,
      [...values],
    )
    return whole(rows)
  }
  const recipients = async (condition: string, values: readonly unknown[]) => {
    const { rows } = await pool.query<Record<string, unknown>>(
      `select ${recipient} from recipients where ${condition}`,
      [...values],
    )
    return rows.map(recipientOf)
  }
  const newest = 'order by sent_at desc, id collate "C" desc'
  return {
    put: (all) =>
      together(async (client) => {
        for (const one of all) {
          const cells = recipientCells(one)
          await client.query(
            `insert into recipients (${recipient}) values (${places(recipientColumns)})
             on conflict (id) do update set ${set(recipientColumns)}`,
            recipientColumns.map((name) => cells[name]),
          )
        }
      }),
    get: async (id) => (await recipients('id = $1', [id]))[0],
    byAddress: async (channel, address) =>
      (await recipients('channel = $1 and address = $2', [channel, address]))[0],
    page: ({ after = '', limit }) => recipients('id > $1 order by id limit $2', [after, limit]),
    async remove(ids) {
      await pool.query('delete from recipients where id = any($1::text[])', [ids])
    },
    note: (sent) =>
      together(async (client) => {
        const cells = messageCells(sent)
        await client.query(
          `insert into line_messages (${message}) values (${places(messageColumns)})
           on conflict (id) do update set ${set(messageColumns)}`,
          messageColumns.map((name) => cells[name]),
        )
        await client.query('delete from line_parts where message = $1', [sent.id])
        await client.query(
          `insert into line_parts (message, at, line, reference, state)
           select $1, at, $2, reference, state from unnest($3::integer[], $4::text[], $5::text[]) as t (at, reference, state)`,
          [
            ...[sent.id, sent.line, sent.parts.map((_, at) => at)],
            ...[sent.parts.map(({ reference }) => reference), sent.parts.map(({ state }) => state)],
          ],
        )
      }),
    sent: async (id) => (await messages('id = $1', [id]))[0],
    byReference: async (line, reference) =>
      (
        await messages(
          `id in (select message from line_parts where reference = $1 and line = $2) ${newest} limit 1`,
          [reference, line],
        )
      )[0],
    sentTo: (line, to, { since, thread, limit }) =>
      messages(
        `address = $1 and line = $2 and sent_at >= $3 and ($4::text is null or thread = $4) ${newest} limit $5`,
        [to, line, since, thread ?? null, limit],
      ),
    async forget(before) {
      const { rowCount } = await pool.query('delete from line_messages where sent_at < $1', [before])
      return rowCount ?? 0
    },
    erase: (address) =>
      together(async (client) => {
        const sent = await client.query('delete from line_messages where address = $1', [address])
        const listed = await client.query('delete from recipients where address = $1', [address])
        return { recipients: listed.rowCount ?? 0, messages: sent.rowCount ?? 0 }
      }),
    about: async (address) => ({
      recipients: await recipients('address = $1 order by id', [address]),
      messages: await messages(`address = $1 ${newest}`, [address]),
    }),
    close,
  }
}
