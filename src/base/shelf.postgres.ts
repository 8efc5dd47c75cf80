/** A shelf in a PostgreSQL database; a put is committed, and by the server's synchronous_commit on its disk, when it returns. */
import pg from 'pg'
import type { Json } from './json.ts'
import type { Shelf } from './shelf.ts'

/** This product's space of advisory locks ("Tocs" in ASCII), third lock: making this table. */
const schemaLock = [0x546f6373, 3]

interface Row {
  readonly key: string
  readonly document: string
}

/** Connects and makes the table if it is missing. Throws when the database can't be reached. */
export async function openPostgresShelf(options: {
  readonly url: string
  /** `personal` is a table of its own for what is personal, so that it can be granted, backed up and erased apart. */
  readonly table?: 'shelved' | 'personal'
}): Promise<Shelf> {
  const { table = 'shelved' } = options
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'tocsin shelf',
    options: '-c synchronous_commit=on',
    max: 4,
    connectionTimeoutMillis: 3_000,
    query_timeout: 30_000,
    keepAlive: true,
    allowExitOnIdle: true,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced when the next query asks for one
  let ended: Promise<void> | undefined
  const close = () => (ended ??= pool.end())
  try {
    // One statement list is one transaction: the lock keeps two servers from making the table at once.
    await pool.query(`
      select pg_advisory_xact_lock(${schemaLock.join(', ')});
      create table if not exists ${table} (
        collection text collate "C" not null, key text collate "C" not null, document text not null,
        primary key (collection, key)
      )`)
  } catch (error) {
    await close()
    throw error
  }
  return {
    async get(collection, key) {
      const sql = `select key, document from ${table} where collection = $1 and key = $2`
      const { rows } = await pool.query<Row>(sql, [collection, key])
      return rows[0] === undefined ? undefined : (JSON.parse(rows[0].document) as Json)
    },
    async put(collection, entries) {
      // One statement can't touch a row twice; the last of a key's documents is the one that counts.
      const texts = new Map(entries.map(({ key, document }) => [key, JSON.stringify(document)]))
      if (texts.size === 0) return
      await pool.query(
        `insert into ${table} (collection, key, document)
         select $1, * from unnest($2::text[], $3::text[])
         on conflict (collection, key) do update set document = excluded.document`,
        [collection, [...texts.keys()], [...texts.values()]],
      )
    },
    async add(collection, entries) {
      if (entries.length === 0) return
      await pool.query(
        `insert into ${table} (collection, key, document)
         select $1, * from unnest($2::text[], $3::text[])
         on conflict (collection, key) do nothing`,
        [collection, entries.map(({ key }) => key), entries.map(({ document }) => JSON.stringify(document))],
      )
    },
    async remove(collection, keys) {
      if (keys.length === 0) return
      await pool.query(`delete from ${table} where collection = $1 and key = any($2::text[])`, [
        collection,
        keys,
      ])
    },
    async list(collection, page = {}) {
      const sql = `select key, document from ${table}
        where collection = $1 and ($2::text is null or key > $2) order by key limit $3`
      const { rows } = await pool.query<Row>(sql, [collection, page.after ?? null, page.limit ?? null])
      return rows.map(({ key, document }) => ({ key, document: JSON.parse(document) as Json }))
    },
    close,
  }
}
