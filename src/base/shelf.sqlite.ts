/** A shelf in one SQLite file; a put is on the disk when it returns. Puts are rare and small, so they take their fsync in place. */
import type { DatabaseSync } from 'node:sqlite'
import { openDatabase, patience } from './database.sqlite.ts'
import type { Json } from './json.ts'
import type { Shelf } from './shelf.ts'

const schemaVersion = 1
const patienceWithReaders = 100

// Without rowid the table is its own index: key order is page order. SQLite compares text by its UTF-8 bytes.
const tables = `
  create table if not exists shelved (
    collection text not null, key text not null, document text not null, primary key (collection, key)
  ) strict, without rowid`

export interface SqliteShelfOptions {
  readonly file: string
  /**
   * `for-good`: what is removed or replaced is overwritten in the file and gone from its log when that returns; where another
   * program reads the file at that moment, with the next change after it has read.
   */
  readonly erases?: 'for-good'
}

const statements = (db: DatabaseSync) => ({
  // https://www.sqlite.org/pragma.html#pragma_secure_delete
  overwrite: () => db.exec('pragma secure_delete = on'),
  emptyLog() {
    // Whoever reads it meanwhile is not waited for: everybody here would wait along.
    db.exec(`pragma busy_timeout = ${patienceWithReaders}`)
    try {
      return db.prepare('pragma wal_checkpoint(truncate)').get()?.['busy'] === 0 ? 'empty' : 'in-use'
    } finally {
      db.exec(`pragma busy_timeout = ${patience}`)
    }
  },
  get: db.prepare('select document from shelved where collection = ? and key = ?'),
  put: db.prepare('insert or replace into shelved (collection, key, document) values (?, ?, ?)'),
  add: db.prepare('insert or ignore into shelved (collection, key, document) values (?, ?, ?)'),
  remove: db.prepare('delete from shelved where collection = ? and key = ?'),
  list: db.prepare('select key, document from shelved where collection = ? order by key limit ?'),
  listAfter: db.prepare(
    'select key, document from shelved where collection = ? and key > ? order by key limit ?',
  ),
})

/**
 * Opens the shelf, made when missing with its folder. On a disk that takes no writes it can be read, and puts throw until
 * it does. Throws when the file can't be opened or a newer program made it.
 */
export function openSqliteShelf({ file, erases }: SqliteShelfOptions): Shelf {
  const tooNew = (found: number) =>
    `${file} was made by a newer version (${found}, this program knows ${schemaVersion})`
  const database = openDatabase({
    ...{ file, version: schemaVersion, tooNew, tables },
    statements(db) {
      const prepared = statements(db)
      if (erases === 'for-good') prepared.overwrite()
      return prepared
    },
  })
  /** Whether something that is gone may stand in the log still: at first what a killed program left there. */
  let logHolds: 'what-is-gone' | 'nothing-gone' = erases === 'for-good' ? 'what-is-gone' : 'nothing-gone'
  const emptyLog = () => {
    if (logHolds === 'what-is-gone' && database.read.emptyLog() === 'empty') logHolds = 'nothing-gone'
  }
  const emptyLogLater = () => {
    try {
      emptyLog()
    } catch {
      // What was written is written; a full disk may have no room for more. The next change tries again.
    }
  }
  emptyLogLater()
  return {
    async get(collection, key) {
      const row = database.read.get.get(collection, key)
      return row === undefined ? undefined : (JSON.parse(String(row['document'])) as Json)
    },
    async put(collection, entries) {
      if (entries.length === 0) return
      const texts = entries.map(({ key, document }) => [key, JSON.stringify(document)] as const)
      database.together(({ get, put }) => {
        for (const [key, text] of texts) {
          if (erases === 'for-good' && get.get(collection, key) !== undefined) logHolds = 'what-is-gone'
          put.run(collection, key, text)
        }
      })
      emptyLogLater()
    },
    async add(collection, entries) {
      if (entries.length === 0) return
      const texts = entries.map(({ key, document }) => [key, JSON.stringify(document)] as const)
      database.together(({ add }) => {
        for (const [key, text] of texts) add.run(collection, key, text)
      })
    },
    async remove(collection, keys) {
      if (keys.length === 0) return
      database.together(({ remove }) => {
        for (const key of keys) remove.run(collection, key)
      })
      if (erases === 'for-good') logHolds = 'what-is-gone'
      emptyLog()
    },
    async list(collection, page = {}) {
      const { list, listAfter } = database.read
      const limit = page.limit ?? -1
      const rows =
        page.after === undefined ? list.all(collection, limit) : listAfter.all(collection, page.after, limit)
      return rows.map(({ key, document }) => ({
        key: String(key),
        document: JSON.parse(String(document)) as Json,
      }))
    },
    async close() {
      database.close()
    },
  }
}
