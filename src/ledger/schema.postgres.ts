/** How a ledger lies in a PostgreSQL database: its tables and version, made once however many servers start together. */
import { randomUUID } from 'node:crypto'
import type { ClientBase } from 'pg'
import { ok, refuse, type Result } from '#base'

export const schemaVersion = 1

/** Advisory locks are per database; these two numbers ("Tocs" in ASCII) are this product's. */
const lockSpace = 0x546f6373
export const writerLock = [lockSpace, 1] as const
const schemaLock = [lockSpace, 2] as const

export const columns = 'seq, stream, version, previous, hash, text'
/** The channel on which servers tell each other of new facts. */
export const channel = 'tocsin_ledger'

/** `text` is what is hashed, kept as text: jsonb would rewrite numbers, order and escapes. Byte order everywhere. */
const schema = `
  create table ledger_fact (
    seq bigint primary key,
    stream text collate "C" not null,
    version bigint not null,
    previous text collate "C" not null,
    hash text collate "C" not null,
    text text collate "C" not null,
    unique (stream, version)
  );
  create table ledger (name text primary key, value text not null);
  create function ledger_fact_stands() returns trigger language plpgsql as
    $$ begin raise exception 'facts are never changed or erased'; end $$;
  create trigger ledger_fact_stands before update or delete or truncate on ledger_fact
    for each statement execute function ledger_fact_stands();
`

/** Makes the tables if they are missing and gives the ledger's id; refuses a newer version's tables and databases that garble text. */
export async function prepareSchema(
  client: ClientBase,
  makes: 'if-missing' | 'nothing',
): Promise<Result<string, 'ledger/from-newer-version' | 'ledger/cannot-open'>> {
  const encoding = await client.query<{ server_encoding: string }>('show server_encoding')
  const { server_encoding: found } = encoding.rows[0]!
  if (found !== 'UTF8')
    return refuse('ledger/cannot-open', { why: `the database is encoded in ${found}, a ledger needs UTF8` })
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock($1, $2)', [...schemaLock])
    const exists = await client.query<{ there: boolean }>(`select to_regclass('ledger') is not null as there`)
    if (!exists.rows[0]!.there) {
      if (makes === 'nothing') return refuse('ledger/cannot-open', { why: 'the database holds no ledger' })
      await client.query(schema)
      await client.query(`insert into ledger values ('version', $1), ('id', $2)`, [
        schemaVersion,
        randomUUID(),
      ])
    }
    const rows = await client.query<{ name: string; value: string }>('select name, value from ledger')
    const values = new Map(rows.rows.map(({ name, value }) => [name, value]))
    const version = Number(values.get('version'))
    if (!(version <= schemaVersion))
      return refuse('ledger/from-newer-version', {
        what: 'The ledger',
        found: values.get('version') ?? 'unknown',
        known: schemaVersion,
      })
    await client.query('commit')
    return ok(values.get('id') ?? '')
  } finally {
    // After the commit this does nothing but warn; before it, it leaves the database as it was.
    await client.query('rollback').catch(() => {})
  }
}
