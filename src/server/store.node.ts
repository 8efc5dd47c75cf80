/** Opens what keeps things: the ledger, the shelf and the attempt log, in the data folder or in PostgreSQL. */
import { join } from 'node:path'
import { ok, type Log, type Result, type Shelf } from '#base'
import type { LineTable, PushTable } from '#channels'
import type { AttemptLog } from '#delivery'
import type { KeptLedger } from '#ledger'
import type { ReadingRows } from '#sites'
import type { Config } from './config.ts'

export interface Store {
  readonly ledger: KeptLedger
  readonly shelf: Shelf
  /** What is personal, apart from everything else: it can be shown to whom it is about, and erased. */
  readonly personal: Shelf
  readonly attempts: AttemptLog
  /** Who is subscribed to push; personal, and so many that they have a table of their own. */
  readonly subscriptions: PushTable
  /** Who is on the lists of lines, and what was sent to them; personal. */
  readonly lines: LineTable
  /** What stations of sites measure. */
  readonly readingRows: ReadingRows
  close(): Promise<void>
}

/** The engine that isn't used is not even loaded: it would cost start-up time and memory. */
export async function openStore(config: Pick<Config, 'database' | 'data'>, log: Log): Promise<Result<Store>> {
  const opened =
    config.database === '' ? await openEmbedded(config.data, log) : await openPostgres(config.database, log)
  if (!opened.ok) return opened
  const { ledger, shelf, personal, attempts, subscriptions, lines, readingRows } = opened.value
  return ok({
    ...opened.value,
    async close() {
      await ledger.close()
      await attempts.close()
      await subscriptions.close()
      await lines.close()
      await readingRows.close()
      await shelf.close()
      await personal.close()
    },
  })
}

async function openEmbedded(folder: string, log: Log): Promise<Result<Omit<Store, 'close'>>> {
  const { openSqliteLedger } = await import('../ledger/ledger.sqlite.ts')
  const { openSqliteShelf } = await import('../base/shelf.sqlite.ts')
  const { openSqliteAttemptLog } = await import('../delivery/attempt-log.sqlite.ts')
  const { openSqlitePushTable } = await import('../channels/push/push-table.sqlite.ts')
  const { openSqliteLineTable } = await import('../channels/line/line-table.sqlite.ts')
  const { openSqliteReadingRows } = await import('../sites/reading-rows.sqlite.ts')
  // The ledger first: it holds the lock on the folder.
  const ledger = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log })
  if (!ledger.ok) return ledger
  return beside(ledger.value, async () => {
    const shelf = openSqliteShelf({ file: join(folder, 'shelf.sqlite') })
    const personal = openSqliteShelf({ file: join(folder, 'people.sqlite'), erases: 'for-good' })
    const subscriptions = openSqlitePushTable(join(folder, 'push.sqlite'))
    const lines = openSqliteLineTable(join(folder, 'lines.sqlite'))
    const attempts = openSqliteAttemptLog(join(folder, 'attempts.sqlite'))
    const readingRows = openSqliteReadingRows(join(folder, 'readings.sqlite'))
    return { shelf, personal, subscriptions, lines, attempts, readingRows }
  })
}

async function openPostgres(url: string, log: Log): Promise<Result<Omit<Store, 'close'>>> {
  const { openPostgresLedger } = await import('../ledger/ledger.postgres.ts')
  const { openPostgresShelf } = await import('../base/shelf.postgres.ts')
  const { openPostgresAttemptLog } = await import('../delivery/attempt-log.postgres.ts')
  const { openPostgresPushTable } = await import('../channels/push/push-table.postgres.ts')
  const { openPostgresLineTable } = await import('../channels/line/line-table.postgres.ts')
  const { openPostgresReadingRows } = await import('../sites/reading-rows.postgres.ts')
  const ledger = await openPostgresLedger({ url, log })
  if (!ledger.ok) return ledger
  return beside(ledger.value, async () => {
    const shelf = await openPostgresShelf({ url })
    const personal = await openPostgresShelf({ url, table: 'personal' })
    const subscriptions = await openPostgresPushTable({ url })
    const lines = await openPostgresLineTable({ url })
    const attempts = await openPostgresAttemptLog(url, { report: log })
    const readingRows = await openPostgresReadingRows(url, { report: log })
    return { shelf, personal, subscriptions, lines, attempts, readingRows }
  })
}

/** A ledger whose tables can't be opened must not stay open: in PostgreSQL it would take over from a server that works. */
async function beside(
  ledger: KeptLedger,
  openTables: () => Promise<Omit<Store, 'ledger' | 'close'>>,
): Promise<Result<Omit<Store, 'close'>>> {
  try {
    return ok({ ledger, ...(await openTables()) })
  } catch (error) {
    await ledger.close()
    throw error
  }
}
