import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '#base'
import { absent } from '../../test/support/absent.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { openPostgresReadingRows } from './reading-rows.postgres.ts'
import { openSqliteReadingRows } from './reading-rows.sqlite.ts'
import { readingStoreContract } from './reading-store.contract.ts'
import { memoryReadingRows } from './reading-store.ts'

readingStoreContract('in memory', async () => {
  const rows = memoryReadingRows()
  return { rows, close: () => rows.close() }
})

readingStoreContract('in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-readings-'))
  const path = join(folder, 'readings.sqlite')
  let rows = openSqliteReadingRows(path)
  return {
    rows,
    async reopen() {
      await rows.close()
      return (rows = openSqliteReadingRows(path))
    },
    async close() {
      await rows.close()
      rmSync(folder, { recursive: true })
    },
  }
})

readingStoreContract(
  'in PostgreSQL',
  async () => {
    const url = await createDatabase()
    let rows = await openPostgresReadingRows(url, { report: silentLog })
    return {
      rows,
      async reopen() {
        await rows.close()
        return (rows = await openPostgresReadingRows(url, { report: silentLog }))
      },
      close: () => rows.close(),
    }
  },
  { skip: absent('postgres') },
)
