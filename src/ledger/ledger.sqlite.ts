/** The ledger in one SQLite file: one fsync per batch, on a thread of its own; one server per file; reading goes on when writing can't. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { ok, refuse, type Log, type Refused, type Result } from '#base'
import { emptyHead, verifyRecords, type FactRecord } from './chain.ts'
import { syncFolder } from './export.node.ts'
import type { Seq } from './fact.ts'
import type { Keeper, KeptLedger, WriteRefusal } from './keeper.ts'
import { keptLedger } from './kept-ledger.ts'
import type { Head } from './ledger.ts'
import { lockFile } from './lock.sqlite.ts'
import {
  applicationId,
  columns,
  createSchema,
  openForWriting,
  pragma,
  schemaVersion,
} from './schema.sqlite.ts'
import type { PackedBatch } from './writer.sqlite.ts'
import { startWriter, type WriterThread } from './writer-thread.sqlite.ts'

export type OpenRefusal =
  | 'ledger/already-open'
  | 'ledger/cannot-open'
  | 'ledger/from-newer-version'
  | 'ledger/damaged'

export interface SqliteLedgerOptions {
  /** Made when missing, with its folder. Beside it stand `-wal` and `-shm` while open, and `.lock`. */
  readonly file: string
  readonly log: Log
  /** To look at a ledger that may be in use elsewhere: nothing is made, locked or written. */
  readonly readOnly?: boolean
}

/** The end of the chain is checked at every opening; the whole of it is `verifyLedger`'s. */
const tailFacts = 1_000
/** Up to this size SQLite's own check of the file costs less than a tenth of a second. */
const quickCheckBytes = 32 * 1024 * 1024

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

interface Opened {
  readonly db: DatabaseSync
  readonly writable: boolean
  /** Why it can't be written, when it should. */
  readonly why?: string
  release(): void
}

/** Takes the lock, makes the ledger if there is none, and falls back to reading when the disk takes no writes. */
async function openBoth(file: string): Promise<Result<Opened, OpenRefusal>> {
  let release = () => {}
  try {
    mkdirSync(dirname(file), { recursive: true })
    const lock = lockFile(`${file}.lock`)
    if (!lock.held) return refuse('ledger/already-open', { file })
    release = lock.release
    if (!existsSync(file)) {
      if (existsSync(`${file}-wal`)) throw new Error(`${file} is missing, but its log ${file}-wal is there`)
      await create(file)
    }
    const db = openForWriting(file)
    db.exec('pragma query_only = on')
    return ok({ db, writable: true, release: () => (db.close(), release()) })
  } catch (error) {
    release()
    if (isCorrupt(error)) return refuse('ledger/damaged', { seq: 'unknown', why: sayFailure(error) })
    const why = sayFailure(error)
    const reading = existsSync(file) ? openReader(file) : undefined
    if (reading?.ok) return ok({ ...reading.value, why })
    return refuse('ledger/cannot-open', { file, why })
  }
}

/** Made aside and then renamed, so that an empty or half-made file under the ledger's name is always damage. */
async function create(file: string): Promise<void> {
  const unfinished = `${file}.unfinished`
  rmSync(unfinished, { force: true })
  const db = new DatabaseSync(unfinished)
  try {
    createSchema(db, randomUUID())
  } finally {
    db.close()
  }
  renameSync(unfinished, file)
  await syncFolder(dirname(file))
}

function openReader(file: string): Result<Opened, 'ledger/cannot-open' | 'ledger/damaged'> {
  const attempt = (path: string | URL): Opened => {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
    try {
      pragma(db, 'schema_version')
    } catch (error) {
      db.close()
      throw error
    }
    return { db, writable: false, release: () => db.close() }
  }
  try {
    return ok(attempt(file))
  } catch (error) {
    if (isCorrupt(error)) return refuse('ledger/damaged', { seq: 'unknown', why: sayFailure(error) })
    try {
      // On a read-only disk SQLite can't make its -shm file; with no log left over there is nothing it needs it for.
      const wal = `${file}-wal`
      if (existsSync(file) && !(existsSync(wal) && statSync(wal).size > 0)) {
        const url = pathToFileURL(file)
        url.searchParams.set('immutable', '1')
        return ok(attempt(url))
      }
    } catch {
      // The first failure is the one that says what is wrong.
    }
    return refuse('ledger/cannot-open', { file, why: sayFailure(error) })
  }
}

function check(db: DatabaseSync, file: string): Result<Head, OpenRefusal> {
  try {
    if (pragma(db, 'application_id') !== applicationId)
      return refuse('ledger/cannot-open', { file, why: `${file} is not a ledger` })
    const found = pragma(db, 'user_version')
    if (found > schemaVersion)
      return refuse('ledger/from-newer-version', { what: 'The ledger', found, known: schemaVersion })
    if (statSync(file).size <= quickCheckBytes) {
      const [first] = db.prepare('pragma quick_check(1)').all()
      const said = String(first?.['quick_check'])
      if (said !== 'ok') return refuse('ledger/damaged', { seq: suspect(db), why: said })
    }
    const tail = db.prepare(`select ${columns} from fact order by seq desc limit ?`).all(tailFacts)
    const records = (tail as unknown as FactRecord[]).toReversed()
    const first = records[0]
    if (!first) return ok(emptyHead)
    const whole = records.length < tailFacts
    const before = whole ? emptyHead : { seq: (first.seq - 1) as Seq, hash: first.previous }
    const chain = verifyRecords(records, before)
    return chain.intact ? ok(chain.head) : refuse('ledger/damaged', { seq: chain.at, why: chain.why })
  } catch (error) {
    return refuse('ledger/damaged', { seq: suspect(db), why: sayFailure(error) })
  }
}

/** The first fact that can't be read in order, as near as a damaged file lets one tell. */
function suspect(db: DatabaseSync): number {
  let seq = 0
  try {
    for (const row of db.prepare(`select ${columns} from fact order by seq`).iterate()) {
      const record = row as unknown as FactRecord
      if (!verifyRecords([record], { seq: (record.seq - 1) as Seq, hash: record.previous }).intact) break
      if (record.seq !== seq + 1) break
      seq = record.seq
    }
  } catch {
    // What stopped the reading is what is being located.
  }
  return seq + 1
}

function sqliteKeeper(file: string, first: Opened, opening: Head, options: SqliteLedgerOptions): Keeper {
  let opened = first
  let head = opening
  let failing = first.why !== undefined
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
      const answer = await writer!.ask({ do: 'write', batch: pack(records) })
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

/** SQLite's primary result codes (sqlite.org/rescode.html) in an operator's words. */
const codes: { readonly [code: number]: string } = {
  8: 'the disk or the file is read-only',
  10: 'the disk reports an error',
  11: 'the file is damaged',
  13: 'the disk is full',
  14: 'the file can’t be opened',
  26: 'the file is not a database',
}

const SQLITE_CORRUPT = 11

/** SQLite can't make sense of the file as a whole: cut short, or overwritten. */
function isCorrupt(error: unknown): boolean {
  return ((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_CORRUPT
}

function sayCode(code: number, message: string): string {
  const said = codes[code % 256]
  return said === undefined ? message : `${said} (${message})`
}

function sayFailure(error: unknown): string {
  const { errcode, message } = error as { errcode?: number; message: string }
  return sayCode(errcode ?? 0, message)
}
