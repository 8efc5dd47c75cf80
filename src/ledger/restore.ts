/** Writes an export into an empty ledger: the same facts, the same hashes, the same identity; or nothing at all. */
import { ok, refuse, type Result } from '#base'
import { readExport, type ExportRefusal, type ExportSummary } from './export.ts'
import type { Fact } from './fact.ts'
import type { KeptLedger } from './keeper.ts'
import type { AppendRefusal } from './ledger.ts'

export type RestoreRefusal = ExportRefusal | AppendRefusal | 'ledger/not-empty'

const pageFacts = 1_000

/**
 * `open` gives the export's lines from their beginning; it is called twice, because the whole export is checked before
 * the first fact is written. Only a target that stops taking facts in mid-way (disk full) is left with some of them,
 * and then refuses to be restored into again.
 */
export async function restoreLedger(
  open: () => AsyncIterable<string>,
  target: Pick<KeptLedger, 'head' | 'append' | 'adopt'>,
  options: {
    readonly onProgress?: (progress: { readonly step: 'checking' | 'writing'; readonly done: number }) => void
  } = {},
): Promise<Result<ExportSummary, RestoreRefusal>> {
  const { seq: facts } = await target.head()
  if (facts > 0) return refuse('ledger/not-empty', { facts })

  const checked = await readExport(open(), (fact) => {
    if (fact.seq % pageFacts === 0) options.onProgress?.({ step: 'checking', done: fact.seq })
  })
  if (!checked.ok) return checked

  await target.adopt(checked.value.id)
  let stopped: Result<never, RestoreRefusal> | undefined
  let page: Fact[] = []
  const write = async (line: number) => {
    if (page.length === 0 || stopped) return
    const written = await target.append({ facts: page, expected: {} })
    if (!written.ok) stopped = written
    else if (written.value.at(-1)!.hash !== page.at(-1)!.hash)
      stopped = refuse('ledger/export-damaged', { line, why: 'written anew, its hash is another' })
    else options.onProgress?.({ step: 'writing', done: written.value.at(-1)!.seq })
    page = []
  }
  let last = 0
  const written = await readExport(open(), async (fact, line) => {
    page.push(fact)
    last = line
    if (page.length === pageFacts) await write(line)
  })
  if (!written.ok) return written
  await write(last)
  if (stopped) return stopped
  return ok(written.value)
}
