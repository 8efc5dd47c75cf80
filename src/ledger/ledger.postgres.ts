/** The ledger in PostgreSQL: of any number of servers one decides, the others read and follow, and one of them takes over. */
import pg from 'pg'
import { ok, refuse, type Log, type Result } from '#base'
import { emptyHead, openRecord, verifyRecords, type FactRecord } from './chain.ts'
import type { Seq } from './fact.ts'
import type { Keeper, KeptLedger } from './keeper.ts'
import { keptLedger, type LedgerCore } from './kept-ledger.ts'
import type { Head } from './ledger.ts'
import { startLeader, type Leader } from './leader.postgres.ts'
import { channel, columns, prepareSchema } from './schema.postgres.ts'

export type PostgresOpenRefusal = 'ledger/cannot-open' | 'ledger/from-newer-version' | 'ledger/damaged'

export interface PostgresLedgerOptions {
  readonly url: string
  readonly log: Log
  /** To look at a ledger and follow it, without ever deciding. */
  readonly readOnly?: boolean
}

/** Facts of another server come by notification; this is how long one that got lost can delay them. */
const lookAgainAfter = 1_000
const pageFacts = 1_000
const tailFacts = 1_000

/**
 * Connects, makes the tables if need be, checks the end of the chain and tries once to become the writer, so that a
 * server by itself decides from the start. Whether it does is `ledger.writer`, and changes of it `onLeadership`.
 */
export async function openPostgresLedger(
  options: PostgresLedgerOptions,
): Promise<Result<KeptLedger, PostgresOpenRefusal>> {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: 'tocsin ledger reader',
    max: 4,
    connectionTimeoutMillis: 3_000,
    query_timeout: 30_000,
    keepAlive: true,
    allowExitOnIdle: true,
  })
  pool.on('error', () => {}) // an idle connection that breaks is replaced when the next query asks for one
  const opened = await look(pool, options)
  if (!opened.ok) {
    await pool.end()
    return opened
  }
  return ok(await start(pool, options, opened.value))
}

const ignored = () => {}

async function look(
  pool: pg.Pool,
  options: PostgresLedgerOptions,
): Promise<Result<{ readonly id: string; readonly head: Head }, PostgresOpenRefusal>> {
  let client: pg.PoolClient | undefined
  try {
    client = await pool.connect()
    // What breaks between two statements fails the next one; without a listener it would end the process.
    client.on('error', ignored)
    const prepared = await prepareSchema(client, options.readOnly ? 'nothing' : 'if-missing')
    if (!prepared.ok) return prepared
    const { rows } = await client.query<{ fsync: string }>('show fsync')
    if (rows[0]?.fsync !== 'on')
      options.log.warn('This PostgreSQL does not sync to the disk: a power failure can lose facts', {
        fsync: rows[0]?.fsync ?? 'unknown',
      })
    const tail = await client.query<Row>(`select ${columns} from ledger_fact order by seq desc limit $1`, [
      tailFacts,
    ])
    const records = tail.rows.map(recordOfRow).toReversed()
    const first = records[0]
    if (!first) return ok({ id: prepared.value, head: emptyHead })
    const before =
      records.length < tailFacts ? emptyHead : { seq: (first.seq - 1) as Seq, hash: first.previous }
    const chain = verifyRecords(records, before)
    if (!chain.intact) return refuse('ledger/damaged', { seq: chain.at, why: chain.why })
    return ok({ id: prepared.value, head: chain.head })
  } catch (error) {
    return refuse('ledger/cannot-open', {
      why: (error as Error).message || (error as { code?: string }).code || 'no answer',
    })
  } finally {
    client?.off('error', ignored)
    client?.release()
  }
}

async function start(
  pool: pg.Pool,
  options: PostgresLedgerOptions,
  opened: { readonly id: string; readonly head: Head },
): Promise<KeptLedger> {
  let { id } = opened
  let leader: Leader | undefined
  /** A connection that broke while it was idle is found out by the query that gets it; the next one gets another. */
  const read = async (query: pg.QueryConfig) => {
    try {
      return await pool.query<Row>(query)
    } catch {
      return pool.query<Row>(query)
    }
  }
  const records = async (after: Seq, limit: number) => {
    const sql = `select ${columns} from ledger_fact where seq > $1 order by seq limit $2`
    const { rows } = await read({ name: 'page', text: sql, values: [after, limit] })
    return rows.map(recordOfRow)
  }
  let closed = false
  const keeper: Keeper = {
    id: () => id,
    async adopt(adopted) {
      if (!leader) throw new Error('the ledger was opened to be read')
      await leader.query(`update ledger set value = $1 where name = 'id'`, [adopted])
      id = adopted
    },
    async prepare() {
      if (!leader) return refuse('ledger/not-the-writer', { why: 'the ledger was opened to be read' })
      if (leader.state === 'leading') return ok(leader.head)
      return leader.state === 'standing-by'
        ? refuse('ledger/not-the-writer', { why: 'another server decides' })
        : refuse('ledger/cannot-write', { why: `the database can’t be reached: ${leader.why}` })
    },
    async versionsOf(streams) {
      const sql =
        'select stream, max(version) as version from ledger_fact where stream = any($1::text[]) group by stream'
      const { rows } = await read({ name: 'versions', text: sql, values: [streams] })
      return new Map(rows.map(({ stream, version }) => [stream, Number(version)]))
    },
    write: (batch) => leader!.write(batch),
    async head() {
      if (leader?.state === 'leading') return leader.head
      const { rows } = await read({ text: 'select seq, hash from ledger_fact order by seq desc limit 1' })
      return rows[0] ? ({ seq: Number(rows[0].seq), hash: rows[0].hash } as Head) : emptyHead
    },
    records,
    async recordsInTime(after, limit) {
      for (let tries = 0; ; tries++) {
        try {
          return await records(after, limit)
        } catch (error) {
          if (closed) throw error
          if (tries === 0)
            options.log.warn('Followers of the ledger wait for the database', {
              why: (error as Error).message,
            })
          await new Promise((resolve) => setTimeout(resolve, lookAgainAfter))
        }
      }
    },
    async streamRecords(stream, afterVersion) {
      const sql = `select ${columns} from ledger_fact where stream = $1 and version > $2 order by version`
      const { rows } = await read({ name: 'stream', text: sql, values: [stream, afterVersion] })
      return rows.map(recordOfRow)
    },
    closing: () => leader?.hurry(),
    async close() {
      closed = true
      await leader?.close()
      await news.close()
      await pool.end()
    },
  }
  const core = keptLedger(keeper, { newest: opened.head.seq, log: options.log, writer: 'other' })
  const pull = pulling(core, records)
  const news = await startNews(options, () => {
    if (leader?.state !== 'leading') void pull().catch(() => {}) // the next look finds what this one missed
  })
  if (!options.readOnly)
    leader = await startLeader({
      url: options.url,
      log: options.log,
      pool,
      onGained: pull,
      onLeading() {
        options.log.info('This server decides')
        core.leadership('me')
      },
      onLost: () => core.leadership('other'),
    })
  return core.ledger
}

/** Reads what other servers wrote and hands it to the followers; one reading at a time, so that order holds. */
function pulling(core: LedgerCore, records: (after: Seq, limit: number) => Promise<readonly FactRecord[]>) {
  let last: Promise<void> = Promise.resolve()
  const pullNow = async () => {
    for (;;) {
      const page = await records(core.newest, pageFacts)
      core.announce(page.map(openRecord))
      if (page.length < pageFacts) return
    }
  }
  return () => {
    const next = last.then(pullNow, pullNow)
    last = next.catch(() => {})
    return next
  }
}

/** Listens for notifications, looks by itself now and then, and reconnects for as long as it is open. */
async function startNews(options: PostgresLedgerOptions, onNews: () => void) {
  let client: pg.Client | undefined
  let closed = false
  const listen = async () => {
    const listening = new pg.Client({
      connectionString: options.url,
      application_name: 'tocsin ledger listener',
      keepAlive: true,
      connectionTimeoutMillis: 3_000,
    })
    const lost = () => {
      if (client === listening) client = undefined
      listening.end().catch(() => {})
    }
    listening.on('error', lost)
    listening.on('end', lost)
    listening.on('notification', onNews)
    await listening.connect()
    await listening.query(`listen ${channel}`)
    client = listening
  }
  let listening = listen().catch(() => {})
  await listening
  const timer = setInterval(() => {
    onNews()
    if (client || closed) return
    listening = listening.then(() => (client || closed ? undefined : listen().catch(() => {})))
  }, lookAgainAfter)
  timer.unref()
  return {
    async close() {
      closed = true
      clearInterval(timer)
      await listening
      const closing = client
      client = undefined
      await closing?.end().catch(() => {})
    },
  }
}

interface Row {
  readonly seq: string
  readonly stream: string
  readonly version: string
  readonly previous: string
  readonly hash: string
  readonly text: string
}

/** PostgreSQL's bigint comes as text; seq and version stay far below 2^53. */
function recordOfRow({ seq, stream, version, previous, hash, text }: Row): FactRecord {
  return { seq: Number(seq), stream, version: Number(version), previous, hash, text } as FactRecord
}
