/** The ledger in one SQLite file: one fsync per batch, on a thread of its own; one server per file; reading goes on when writing can't. */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { ok, refuse, type Log, type Refused, type Result } from '#base'
import { emptyHead, type FactRecord } from './chain.ts'
import type { Keeper, KeptLedger, WriteRefusal } from './keeper.ts'
import { keptLedger } from './kept-ledger.ts'
import type { Head } from './ledger.ts'
import { check, openBoth, openReader, sayCode, type Opened, type OpenRefusal } from './opening.sqlite.ts'
import { columns, openForWriting } from './schema.sqlite.ts'
import type { PackedBatch } from './writer.sqlite.ts'
import { startWriter, type WriterThread } from './writer-thread.sqlite.ts'

export type { OpenRefusal }

export interface SqliteLedgerOptions {
  /** Made when missing, with its folder. Beside it stand `-wal` and `-shm` while open, and `.lock`. */
  readonly file: string
  readonly log: Log
  /** To look at a ledger that may be in use elsewhere: nothing is made, locked or written. Followers hear of new facts only when asked (`caughtUp`). */
  readonly readOnly?: boolean
}

/** Opens the ledger and checks its version, its file and the end of its chain. Throws nothing a person can cause. */
export async function openSqliteLedger(
  options: SqliteLedgerOptions,
): Promise<Result<KeptLedger, OpenRefusal>> {
  const file = resolve(options.file)
  // New ledgers appear under their name whole (see `create`), so an empty file was emptied.
  if (existsSync(file) && statSync(file).size === 0)
    return refuse('ledger/damaged', { seq: 1, why: 'the file is empty' })
  const opened = options.readOnly ? openReader(file) : await openBoth(file)
  if (!opened.ok) return opened
  const { db } = opened.value
  const checked = check(db, file)
  if (!checked.ok) {
    opened.value.release()
    return checked
  }
  if (opened.value.why !== undefined)
    options.log.error('The ledger is open for reading only until it can be written again', {
      why: opened.value.why,
    })
  const keeper = sqliteKeeper(file, opened.value, checked.value, options)
  const core = keptLedger(keeper, {
    newest: checked.value.seq,
    log: options.log,
    writer: options.readOnly ? 'other' : 'me',
  })
  return ok(core.ledger)
}

const SQLITE_READONLY = 8

function sqliteKeeper(file: string, first: Opened, opening: Head, options: SqliteLedgerOptions): Keeper {
  let opened = first
  let head = opening
  let failing = first.why !== undefined
  let wasReadOnly = false
  let writer: WriterThread | undefined = opened.writable ? startWriter({ file }) : undefined
  const statements = (db: DatabaseSync) => ({
    page: db.prepare(`select ${columns} from fact where seq > ? order by seq limit ?`),
    stream: db.prepare(`select ${columns} from fact where stream = ? and version > ? order by version`),
    version: db.prepare('select max(version) as version from fact where stream = ?'),
    last: db.prepare('select seq, hash from fact order by seq desc limit 1'),
    hash: db.prepare('select hash from fact where seq = ?'),
    id: db.prepare("select value from ledger where name = 'id'"),
  })
  let sql = statements(opened.db)
  let id = String(sql.id.get()?.['value'])

  const readHead = (): Head => (sql.last.get() as unknown as Head | undefined) ?? emptyHead

  const cannotWrite = (why: string): Refused<WriteRefusal> => {
    if (!failing) options.log.error('The ledger cannot be written', { why })
    failing = true
    return refuse('ledger/cannot-write', { why })
  }

  /** The disk was read-only at opening: tries again, and goes on from what it finds. */
  const becomeWriter = async (): Promise<Refused<WriteRefusal> | undefined> => {
    const again = await openBoth(file)
    if (!again.ok) {
      if (again.problem.code === 'ledger/already-open')
        return refuse('ledger/not-the-writer', { why: 'another server has opened the ledger' })
      return cannotWrite(String(again.problem.details['why']))
    }
    if (!again.value.writable) {
      again.value.release()
      return cannotWrite(again.value.why ?? 'it is read-only')
    }
    opened.release()
    opened = again.value
    sql = statements(opened.db)
    head = readHead()
    writer = startWriter({ file })
    return undefined
  }

  /** The connections of a process share what they map of the file, and that it is read-only: none may be left open for that. */
  const openAnew = () => {
    opened.db.close()
    let db: DatabaseSync
    try {
      db = openForWriting(file)
      db.exec('pragma query_only = on')
    } catch (error) {
      const reading = openReader(file)
      if (!reading.ok) throw error
      db = reading.value.db
    }
    const { release } = opened
    opened = { ...opened, db, release: () => (db.close(), release()) }
    sql = statements(db)
  }

  return {
    id: () => id,
    async adopt(adopted) {
      const answer = await writer?.ask({ do: 'adopt', id: adopted })
      if (!answer?.ok)
        throw new Error(`the ledger can't take another identity: ${answer?.why ?? 'it is read-only'}`)
      id = adopted
    },
    async prepare() {
      if (options.readOnly)
        return refuse('ledger/not-the-writer', { why: 'the ledger was opened to be read' })
      const refusal = writer ? undefined : await becomeWriter()
      return refusal ?? ok(head)
    },
    async versionsOf(streams) {
      const versions = new Map<string, number>()
      for (const stream of streams) versions.set(stream, Number(sql.version.get(stream)?.['version'] ?? 0))
      return versions
    },
    async write(records) {
      const { seq, hash } = records.at(-1)!
      if (wasReadOnly) openAnew()
      const answer = await writer!.ask({ do: 'write', batch: pack(records) })
      wasReadOnly = !answer.ok && answer.sqliteCode % 256 === SQLITE_READONLY
      // However the commit failed, what another connection now sees is what happened.
      if (!answer.ok && sql.hash.get(seq)?.['hash'] !== hash) {
        head = readHead()
        return cannotWrite(sayCode(answer.sqliteCode, answer.why))
      }
      if (failing) options.log.info('The ledger can be written again', { seq })
      failing = false
      head = { seq, hash }
      return ok()
    },
    async head() {
      if (options.readOnly) head = { ...readHead() }
      return head
    },
    async records(after, limit) {
      // Whoever reads page after page lets others have their turn in between.
      if (limit > 100) await setImmediate()
      return sql.page.all(after, limit) as unknown as FactRecord[]
    },
    async streamRecords(stream, afterVersion) {
      return sql.stream.all(stream, afterVersion) as unknown as FactRecord[]
    },
    async close() {
      await writer?.close()
      opened.release()
    },
  }
}

function pack(records: readonly FactRecord[]): PackedBatch {
  const lines = records.map(({ stream, version, hash, text }) => `${stream}\n${version}\n${hash}\n${text}`)
  return { first: records[0]!.seq, previous: records[0]!.previous, lines: lines.join('\n') }
}
