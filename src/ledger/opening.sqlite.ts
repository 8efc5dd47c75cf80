/** Opens a ledger's SQLite file for writing or, where that can't be, for reading, and checks what is in it. */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { ok, refuse, type Result } from '#base'
import { emptyHead, verifyRecords, type FactRecord } from './chain.ts'
import { syncFolder } from './export.node.ts'
import type { Seq } from './fact.ts'
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

export type OpenRefusal =
  | 'ledger/already-open'
  | 'ledger/cannot-open'
  | 'ledger/from-newer-version'
  | 'ledger/damaged'

/** The end of the chain is checked at every opening; the whole of it is `verifyLedger`'s. */
const tailFacts = 1_000
/** Up to this size SQLite's own check of the file costs less than a tenth of a second. */
const quickCheckBytes = 32 * 1024 * 1024

export interface Opened {
  readonly db: DatabaseSync
  readonly writable: boolean
  /** Why it can't be written, when it should. */
  readonly why?: string
  release(): void
}

/** Takes the lock, makes the ledger if there is none, and falls back to reading when the disk takes no writes. */
export async function openBoth(file: string): Promise<Result<Opened, OpenRefusal>> {
  let release = () => {}
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const lock = lockFile(`${file}.lock`)
    if (!lock.held) return refuse('ledger/already-open', { file })
    release = lock.release
    if (!existsSync(file)) {
      if (existsSync(`${file}-wal`)) throw new Error(`${file} is missing, but its log ${file}-wal is there`)
      await create(file)
    }
    const db = openForWriting(file)
    db.exec('pragma query_only = on')
    const letGo = () => {
      if (db.isOpen) db.close()
      release()
    }
    return ok({ db, writable: true, release: letGo })
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

export function openReader(file: string): Result<Opened, 'ledger/cannot-open' | 'ledger/damaged'> {
  const attempt = (path: string | URL): Opened => {
    const db = new DatabaseSync(path, { readOnly: true, timeout: 5_000 })
    try {
      pragma(db, 'schema_version')
    } catch (error) {
      db.close()
      throw error
    }
    return { db, writable: false, release: () => db.isOpen && db.close() }
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

export function check(db: DatabaseSync, file: string): Result<Head, OpenRefusal> {
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

export function sayCode(code: number, message: string): string {
  const said = codes[code % 256]
  return said === undefined ? message : `${said} (${message})`
}

function sayFailure(error: unknown): string {
  const { errcode, message } = error as { errcode?: number; message: string }
  return sayCode(errcode ?? 0, message)
}
