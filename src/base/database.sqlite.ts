/** An SQLite file that is written where it can be: where its disk takes no writes it is read, and written again once it can be. */
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'

export interface DatabaseOptions<Statements> {
  /** Made when missing, with its folder; may be `:memory:`. */
  readonly file: string
  /** `pragma user_version` of files that this program makes. */
  readonly version: number
  /** What a file that is newer is told. */
  readonly tooNew: (found: number) => string
  /** SQL that makes the tables of a new file. */
  readonly tables: string
  readonly statements: (db: DatabaseSync) => Statements
}

export interface Database<Statements> {
  /** For reading. */
  readonly read: Statements
  /** All of it or nothing, on the disk when it returns. Throws where the disk takes no writes. */
  together<Value>(act: (statements: Statements) => Value): Value
  close(): void
}

interface Opened<Statements> {
  readonly db: DatabaseSync
  readonly statements: Statements
  readonly how: 'to-write' | 'to-read'
}

/** How long a write waits for another program's, milliseconds. */
export const patience = 5_000
// sqlite.org/rescode.html
const [SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN] = [8, 10, 13, 14] as const

/** Throws when the file can't even be read, is no database, or was made by a newer version. */
export function openDatabase<Statements>(options: DatabaseOptions<Statements>): Database<Statements> {
  const { file } = options
  if (file !== ':memory:') makeFolder(dirname(file))
  let opened: Opened<Statements>
  try {
    opened = toWrite(options)
  } catch (error) {
    if (!existsSync(file) || !isOfTheDisk(error)) throw error
    opened = toRead(options)
  }
  const reopen = () => {
    // First closed: the connections of a process share what they map of the file, and that it is read-only.
    opened.db.close()
    try {
      opened = toWrite(options)
    } catch (error) {
      opened = toRead(options)
      throw error
    }
  }
  return {
    get read() {
      return opened.statements
    },
    together(act) {
      if (opened.how === 'to-read') reopen()
      const { db, statements } = opened
      db.exec('begin immediate')
      try {
        const value = act(statements)
        db.exec('commit')
        return value
      } catch (error) {
        // A full disk may have rolled it back already.
        if (db.isTransaction) db.exec('rollback')
        // SQLite opens what it can't write without a word, and would never notice that it can by now.
        if (isOfTheDisk(error)) opened = { ...opened, how: 'to-read' }
        throw error
      }
    },
    close() {
      if (opened.db.isOpen) opened.db.close()
    },
  }
}

function toWrite<Statements>(options: DatabaseOptions<Statements>): Opened<Statements> {
  const { version, tables } = options
  return open(options.file, 'to-write', options, (db) => {
    db.exec('pragma journal_mode = wal; pragma synchronous = full')
    if (versionOf(db) === 0) db.exec(`begin immediate; ${tables}; pragma user_version = ${version}; commit`)
  })
}

function toRead<Statements>(options: DatabaseOptions<Statements>): Opened<Statements> {
  const { file } = options
  try {
    return open(file, 'to-read', options, () => {})
  } catch (error) {
    const log = `${file}-wal`
    if (!isOfTheDisk(error) || (existsSync(log) && statSync(log).size > 0)) throw error
    // Where its -shm file can't be made it must be told that nobody writes; with no log left over there is nothing to miss.
    const url = pathToFileURL(file)
    url.searchParams.set('immutable', '1')
    return open(url, 'to-read', options, () => {})
  }
}

function open<Statements>(
  path: string | URL,
  how: Opened<Statements>['how'],
  options: DatabaseOptions<Statements>,
  prepare: (db: DatabaseSync) => void,
): Opened<Statements> {
  const db = new DatabaseSync(path, { timeout: patience, readOnly: how === 'to-read' })
  try {
    const found = versionOf(db)
    if (found > options.version) throw new Error(options.tooNew(found))
    prepare(db)
    return { db, how, statements: options.statements(db) }
  } catch (error) {
    db.close()
    throw error
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare('pragma user_version').get()?.['user_version'])
}

function isOfTheDisk(error: unknown): boolean {
  const code = ((error as { errcode?: number }).errcode ?? 0) % 256
  return [SQLITE_READONLY, SQLITE_IOERR, SQLITE_FULL, SQLITE_CANTOPEN].some((one) => one === code)
}

/**
 * On a disk that takes no writes the folder is there or it isn't; opening the file says the rest. One that is made is this
 * account's alone: secrets are in it.
 */
function makeFolder(folder: string): void {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 })
}
