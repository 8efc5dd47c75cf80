import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ledgerContract } from './ledger.contract.ts'
import { openSqliteLedger } from './ledger.sqlite.ts'

ledgerContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-ledger-'))
  return {
    async open(log) {
      const opened = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log })
      if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
      return opened.value
    },
    async remove() {
      rmSync(folder, { recursive: true })
    },
  }
})
