/** The one connection that may write: it holds the advisory lock, so a server that lost the lock has nothing left to write with. */
import pg from 'pg'
import { ok, refuse, type Log, type Result } from '#base'
import { emptyHead, type FactRecord } from './chain.ts'
import type { Head } from './ledger.ts'
import type { WriteRefusal } from './keeper.ts'
import { channel, writerLock } from './schema.postgres.ts'

/** How often a server that doesn't decide asks whether it may: the larger part of the time a takeover takes. */
const askAgainAfter = 250
const answerWithin = 10_000

/**
 * Settings of the writing connection. A commit answers only when it is on the disk, whatever the cluster's default;
 * a server whose machine vanished is noticed within about four seconds, which frees the lock; a statement can't hang.
 */
export const writerSettings = [
  'synchronous_commit=on',
  'tcp_keepalives_idle=1',
  'tcp_keepalives_interval=1',
  'tcp_keepalives_count=3',
  'tcp_user_timeout=4000',
  'statement_timeout=8000',
  'lock_timeout=4000',
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

export interface Leader {
  /** `unconnected`: the database can't be reached. `standing-by`: another server decides. */
  readonly state: 'leading' | 'standing-by' | 'unconnected'
  readonly head: Head
  /** Why it is unconnected. */
  readonly why: string
  write(records: readonly FactRecord[]): Promise<Result<void, WriteRefusal>>
  query(sql: string, parameters: unknown[]): Promise<void>
  /** From now on an outcome that can't be found out at once is given up on: its commit is rejected as unknown. */
  hurry(): void
  close(): Promise<void>
}

export interface LeaderOptions {
  readonly url: string
  readonly log: Log
  /** Connections for reading, which outlive this one. */
  readonly pool: pg.Pool
  /** Called with the lock in hand, before anything is written: brings followers up to the head. */
  readonly onGained: () => Promise<void>
  readonly onLeading: () => void
  readonly onLost: () => void
}

/** A backend of the server: process ids are used again, so its start tells it from a later one. */
interface Backend {
  readonly pid: number
  readonly startedAt: string
}

const insert = `
  with written as (
    insert into ledger_fact (seq, stream, version, previous, hash, text)
    select * from unnest($1::bigint[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])
    returning seq
  )
  select pg_notify('${channel}', max(seq)::text) from written`

/** Starts trying to lead; resolves after the first try, led or not. It goes on trying until closed. */
export async function startLeader(options: LeaderOptions): Promise<Leader> {
  const { log, pool } = options
  let client: pg.Client | undefined
  let backend: Backend | undefined
  let state: Leader['state'] = 'unconnected'
  let head = emptyHead
  let why = 'not connected yet'
  let closed = false
  let hurried = false
  let timer: NodeJS.Timeout | undefined
  let trying: Promise<void> = Promise.resolve()

  const drop = (reason: string) => {
    const dropped = client
    client = undefined
    why = reason
    if (state === 'leading' && !closed) {
      log.warn('This server no longer decides', { why: reason })
      state = 'unconnected'
      options.onLost()
    }
    state = 'unconnected'
    dropped?.end().catch(() => {})
  }

  const connect = async () => {
    const connecting = new pg.Client({
      connectionString: options.url,
      application_name: 'tocsin ledger writer',
      options: writerSettings,
      keepAlive: true,
      keepAliveInitialDelayMillis: 1_000,
      connectionTimeoutMillis: 3_000,
      query_timeout: answerWithin,
    })
    connecting.on('error', (error) => {
      if (client === connecting) drop(error.message)
    })
    connecting.on('end', () => {
      if (client === connecting) drop('the connection ended')
    })
    await connecting.connect()
    client = connecting
    const { rows } = await connecting.query<Backend>(
      `select pid, backend_start::text as "startedAt" from pg_stat_activity where pid = pg_backend_pid()`,
    )
    backend = rows[0]!
    state = 'standing-by'
  }

  const tryToLead = async () => {
    try {
      if (!client) await connect()
      if (state === 'leading') return
      const holder = client!
      const { rows } = await holder.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [
        ...writerLock,
      ])
      if (!rows[0]!.held) return
      // Whoever held the lock before is gone with its connection: what is in the table now is all there will be of theirs.
      const last = await holder.query<{ seq: string; hash: string }>(
        'select seq, hash from ledger_fact order by seq desc limit 1',
      )
      const row = last.rows[0]
      head = row ? ({ seq: Number(row.seq), hash: row.hash } as Head) : emptyHead
      await options.onGained()
      if (client !== holder || closed) return
      state = 'leading'
      options.onLeading()
    } catch (error) {
      drop((error as Error).message)
    }
  }

  const tryAgain = () => {
    if (closed) return
    timer = setTimeout(() => {
      trying = tryToLead().then(tryAgain)
    }, askAgainAfter)
    timer.unref()
  }

  /** Was it written before the connection broke? Makes sure the old connection can't write any more, then looks. */
  const findOut = async (records: readonly FactRecord[], old: Backend, reason: string) => {
    const last = records.at(-1)!
    let gone = false
    let told = false
    for (;;) {
      try {
        // A backend leaves pg_stat_activity after its transaction has ended one way or the other.
        const { rows } = await pool.query<{ alive: boolean; hash: string | null }>(
          `select exists (select from pg_stat_activity where pid = $1 and backend_start = $2::timestamptz) as alive,
             (select hash from ledger_fact where seq = $3) as hash`,
          [old.pid, old.startedAt, last.seq],
        )
        const { alive, hash } = rows[0]!
        if (hash === last.hash) return ok()
        if (hash !== null || gone) return refuse('ledger/cannot-write', { why: reason })
        // Looked at once more after it is seen gone: one statement sees the backends and the table a moment apart.
        gone = !alive
        if (gone) continue
        await pool.query(
          'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start = $2::timestamptz',
          [old.pid, old.startedAt],
        )
      } catch (error) {
        // An answer would be a guess while the database can't be asked.
        if (closed || hurried)
          throw new Error(`whether the facts were written is unknown: ${reason}`, { cause: error })
        if (!told) log.error('Whether facts were written is being found out', { why: reason })
        told = true
      }
      await new Promise((resolve) => setTimeout(resolve, askAgainAfter))
    }
  }

  trying = tryToLead()
  await trying
  tryAgain()

  return {
    get state() {
      return state
    },
    get head() {
      return head
    },
    get why() {
      return why
    },
    async write(records) {
      const writing = client
      const writer = backend
      if (state !== 'leading' || !writing || !writer)
        return refuse('ledger/not-the-writer', { why: 'another server decides' })
      const first = records[0]!
      const last = records.at(-1)!
      // The lock was lost and regained while the batch was being decided: others may have written in between.
      if (first.seq !== head.seq + 1 || first.previous !== head.hash)
        return refuse('ledger/not-the-writer', { why: 'the ledger moved on under another server' })
      try {
        await writing.query({ name: 'write', text: insert, values: parametersOf(records) })
      } catch (error) {
        const { message } = error as Error
        if (isRefusedWhole(error)) {
          // Somebody wrote beside the lock: step down and look again before deciding anything.
          if ((error as { code: string }).code === '23505') drop(message)
          return refuse('ledger/cannot-write', { why: message })
        }
        drop(message)
        return findOut(records, writer, message)
      }
      if (client === writing) head = { seq: last.seq, hash: last.hash }
      return ok()
    },
    async query(sql, parameters) {
      if (state !== 'leading') throw new Error('another server decides')
      await client!.query(sql, parameters)
    },
    hurry() {
      hurried = true
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await trying
      const closing = client
      client = undefined
      state = 'unconnected'
      await closing?.end().catch(() => {})
    },
  }
}

/** The server answered the statement itself with an error, so its transaction is undone. A terminated connection says nothing (class 57P, 08). */
function isRefusedWhole(error: unknown): boolean {
  const { code, severity } = error as { code?: string; severity?: string }
  return (
    severity === 'ERROR' && code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P|XX)/.test(code)
  )
}

function parametersOf(records: readonly FactRecord[]): unknown[] {
  return [
    records.map(({ seq }) => seq),
    records.map(({ stream }) => stream),
    records.map(({ version }) => version),
    records.map(({ previous }) => previous),
    records.map(({ hash }) => hash),
    records.map(({ text }) => text),
  ]
}
