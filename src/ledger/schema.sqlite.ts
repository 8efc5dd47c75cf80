/** How a ledger lies in an SQLite file: its tables, its version, and the settings that make a commit survive power loss. */
import { DatabaseSync } from 'node:sqlite'

/** "Tocs" in ASCII, in the file's header (SQLite file format §1.3.14): tells a ledger from any other database. */
export const applicationId = 0x546f6373
export const schemaVersion = 1

/** `previous` and `hash` are kept as text so that any SQLite shell can check the chain; `text` is what is hashed. */
const schema = `
  create table fact (
    seq integer primary key,
    stream text not null,
    version integer not null,
    previous text not null,
    hash text not null,
    text text not null
  ) strict;
  create unique index fact_by_stream on fact (stream, version);
  create table ledger (name text primary key, value text not null) strict, without rowid;
  create trigger fact_is_never_changed before update on fact
    begin select raise(abort, 'facts are never changed'); end;
  create trigger fact_is_never_erased before delete on fact
    begin select raise(abort, 'facts are never erased'); end;
`

export const columns = 'seq, stream, version, previous, hash, text'

/** WAL lets readers go on during a write; FULL syncs the log at every commit, before the commit counts (sqlite.org/pragma.html#pragma_synchronous). */
export function openForWriting(file: string): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5_000 })
  try {
    db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 4000')
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export function createSchema(db: DatabaseSync, id: string): void {
  db.exec('begin immediate')
  try {
    db.exec(schema)
    db.prepare('insert into ledger (name, value) values (?, ?)').run('id', id)
    db.exec(`pragma application_id = ${applicationId}; pragma user_version = ${schemaVersion}; commit`)
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

export function pragma(db: DatabaseSync, name: string): number {
  return Number(Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0])
}
