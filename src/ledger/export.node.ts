/** Exports to and from files and streams; a file appears under its name only when it is whole and on the disk. */
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Writable } from 'node:stream'
import { exportText, linesOf } from './export.ts'
import type { KeptLedger } from './keeper.ts'

type Source = Pick<KeptLedger, 'id' | 'head' | 'records'>
type Options = { readonly onProgress?: (progress: { done: number; total: number }) => void }

/** Writes JSON Lines and ends the stream. Throws `LedgerDamaged` when the ledger isn't as it was written. */
export async function exportLedger(ledger: Source, to: Writable, options: Options = {}): Promise<void> {
  await pipeline(Readable.from(exportText(ledger, options)), to)
}

export async function exportLedgerToFile(ledger: Source, file: string, options: Options = {}): Promise<void> {
  const unfinished = `${file}.unfinished`
  try {
    await exportLedger(ledger, createWriteStream(unfinished, { flush: true }), options)
    await rename(unfinished, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

/** The lines of a file, from the beginning at each call: what `restoreLedger` asks for. */
export function linesOfFile(file: string): () => AsyncIterable<string> {
  return () => linesOf(createReadStream(file, { encoding: 'utf8' }))
}

/** Makes a rename in the folder survive power loss. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
