/** PostgreSQL for a table of ours: a small pool, its tables made once by whoever comes first, and work that happens whole or not at all. */
import pg from 'pg'

export type Together = <Value>(work: (client: pg.PoolClient) => Promise<Value>) => Promise<Value>

/** Work in one transaction; what it throws is thrown on, and nothing of it stands. */
export function togetherOn(pool: pg.Pool): Together {
  return async (work) => {
    const client = await pool.connect()
    let broken: Error | undefined
    // A connection that breaks between two statements says so here, and without a listener would end the process.
    const hearOf = (error: Error) => void (broken = error)
    client.on('error', hearOf)
    try {
      await client.query('begin')
      const value = await work(client)
      await client.query('commit')
      return value
    } catch (error) {
      await client.query('rollback').catch((cause: Error) => (broken = cause))
      throw error
    } finally {
      client.off('error', hearOf)
      client.release(broken)
    }
  }
}

export interface TablePool {
  readonly pool: pg.Pool
  readonly together: Together
  close(): Promise<void>
}

export interface TablesToOpen {
  readonly url: string
  readonly name: string
  readonly lock: number | string
  readonly tables: string
}

/**
 * A pool under `name`, with `tables` made (`create table if not exists …`) under `lock`, one or two numbers that no other tables use: of
 * servers that start at once one makes them. Throws when the database can't be reached.
 */
export async function openTables({ url, name, lock, tables }: TablesToOpen): Promise<TablePool> {
  const pool = new pg.Pool({
    ...{ connectionString: url, application_name: name, max: 4 },
    ...{ options: '-c synchronous_commit=on', connectionTimeoutMillis: 3_000, query_timeout: 30_000 },
    ...{ keepAlive: true, allowExitOnIdle: true },
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced when the next query asks for one
  let ended: Promise<void> | undefined
  const close = () => (ended ??= pool.end())
  try {
    await pool.query(`select pg_advisory_xact_lock(${lock}); ${tables}`)
  } catch (error) {
    await close()
    throw error
  }
  return { pool, together: togetherOn(pool), close }
}
