/** One server per data folder: a lock the operating system takes back by itself when the process dies, however it dies. */
import { DatabaseSync } from 'node:sqlite'

const SQLITE_BUSY = 5

/** An exclusive transaction on a file of its own, held open; SQLite's POSIX or Windows file locks end with the process. */
export function lockFile(file: string): { readonly held: true; release(): void } | { readonly held: false } {
  const db = new DatabaseSync(file, { timeout: 0 })
  try {
    db.exec('begin exclusive')
    return { held: true, release: () => db.close() }
  } catch (error) {
    db.close()
    if (((error as { errcode?: number }).errcode ?? 0) % 256 === SQLITE_BUSY) return { held: false }
    throw error
  }
}
