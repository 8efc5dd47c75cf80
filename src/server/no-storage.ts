/** Tells errors of a disk or a database that is away just now from mistakes of ours: the first get a named answer. */
import { refuse, type Refused } from '#base'

// sqlite.org/rescode.html: READONLY, IOERR, FULL, CANTOPEN.
const ofTheDisk: readonly number[] = [8, 10, 13, 14]
/** SQLSTATE 08: connection exceptions · 57P: operator intervention · 53: insufficient resources · 25006: read-only. */
const ofTheDatabase = /^(08...|57P..|53...|25006)$/
const ofTheLine =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOSPC|EROFS|EDQUOT|EIO)$/
/** What node-postgres says without a code. */
const inWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error)/

/** The refusal for such an error; undefined for every other. */
export function noStorage(error: unknown): Refused<'server/no-storage'> | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, errcode } = error as { readonly code?: unknown; readonly errcode?: unknown }
  const known =
    (code === 'ERR_SQLITE_ERROR' && ofTheDisk.includes(Number(errcode) % 256)) ||
    (typeof code === 'string' && (ofTheDatabase.test(code) || ofTheLine.test(code))) ||
    inWords.test(error.message)
  return known ? refuse('server/no-storage', { why: error.message.slice(0, 200) }) : undefined
}
