/** A shelf in one SQLite file; a put is on the disk when it returns. Puts are rare and small, so they take their fsync in place. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Json } from './json.ts'
import type { Shelf } from './shelf.ts'

const schemaVersion = 1

/** Opens the shelf, made when missing with its folder. Throws when the file can't be opened or a newer program made it. */
export function openSqliteShelf(options: { readonly file: string }): Shelf {
  mkdirSync(dirname(options.file), { recursive: true })
  const db = new DatabaseSync(options.file, { timeout: 5_000 })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full')
    const version = Number(db.prepare('pragma user_version').get()?.['user_version'])
    if (version > schemaVersion)
      throw new Error(
        `${options.file} was made by a newer version (${version}, this program knows ${schemaVersion})`,
      )
    // Without rowid the table is its own index: key order is page order. SQLite compares text by its UTF-8 bytes.
    db.exec(`
      create table if not exists shelved (
        collection text not null, key text not null, document text not null, primary key (collection, key)
      ) strict, without rowid;
      pragma user_version = ${schemaVersion};
    `)
  } catch (error) {
    db.close()
    throw error
  }
  const get = db.prepare('select document from shelved where collection = ? and key = ?')
  const put = db.prepare('insert or replace into shelved (collection, key, document) values (?, ?, ?)')
  const remove = db.prepare('delete from shelved where collection = ? and key = ?')
  const list = db.prepare('select key, document from shelved where collection = ? order by key limit ?')
  const listAfter = db.prepare(
    'select key, document from shelved where collection = ? and key > ? order by key limit ?',
  )
  const atOnce = (act: () => void) => {
    db.exec('begin immediate')
    try {
      act()
      db.exec('commit')
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      throw error
    }
  }
  return {
    async get(collection, key) {
      const row = get.get(collection, key)
      return row === undefined ? undefined : (JSON.parse(String(row['document'])) as Json)
    },
    async put(collection, entries) {
      if (entries.length === 0) return
      const texts = entries.map(({ key, document }) => [key, JSON.stringify(document)] as const)
      atOnce(() => {
        for (const [key, text] of texts) put.run(collection, key, text)
      })
    },
    async remove(collection, keys) {
      if (keys.length === 0) return
      atOnce(() => {
        for (const key of keys) remove.run(collection, key)
      })
    },
    async list(collection, page = {}) {
      const limit = page.limit ?? -1
      const rows =
        page.after === undefined ? list.all(collection, limit) : listAfter.all(collection, page.after, limit)
      return rows.map(({ key, document }) => ({
        key: String(key),
        document: JSON.parse(String(document)) as Json,
      }))
    },
    async close() {
      if (db.isOpen) db.close()
    },
  }
}
