/** A copy of the ledger taken while it is in use: consistent, verified fact by fact, and named only when it is whole and on the disk. */
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { ok, refuse, silentLog, type Result } from '#base'
import { syncFolder } from './export.node.ts'
import { openSqliteLedger } from './ledger.sqlite.ts'
import { verifyLedger, type VerifyProgress } from './verify.ts'
import type { Head } from './ledger.ts'
import { startWriter } from './writer-thread.sqlite.ts'

export interface Backup {
  readonly file: string
  readonly facts: number
  readonly head: Head
}

/** `from` is the ledger's file, open or not, in this process or another; `to` must not exist yet. */
export async function backupSqliteLedger(
  from: string,
  to: string,
  options: { readonly onProgress?: (progress: VerifyProgress) => void } = {},
): Promise<Result<Backup, 'ledger/backup-failed' | 'ledger/damaged'>> {
  const file = resolve(to)
  const failed = (why: string) => refuse('ledger/backup-failed', { file, why })
  if (!existsSync(from)) return failed(`${from} does not exist`)
  if (existsSync(file)) return failed(`${file} exists already`)
  const unfinished = `${file}.unfinished`
  await rm(unfinished, { force: true })
  const copier = startWriter({ file: resolve(from) })
  try {
    const copied = await copier.ask({ do: 'copy', to: unfinished })
    if (!copied.ok) return failed(copied.why)
    const copy = await openSqliteLedger({ file: unfinished, log: silentLog, readOnly: true })
    if (!copy.ok) return failed(String(copy.problem.details['why']))
    const verified = await verifyLedger(copy.value, options)
    await copy.value.close()
    if (!verified.intact) return refuse('ledger/damaged', { seq: verified.at, why: verified.why })
    const handle = await open(unfinished, 'r+')
    await handle.sync()
    await handle.close()
    await rename(unfinished, file)
    await syncFolder(dirname(file))
    return ok({ file, facts: verified.facts, head: verified.head })
  } catch (error) {
    return failed((error as Error).message)
  } finally {
    await copier.close()
    for (const rest of ['', '-journal', '-wal', '-shm']) await rm(unfinished + rest, { force: true })
  }
}
