import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryShelf, silentLog, type Shelf } from '#base'
import { memoryLedger } from '#ledger'
import { absent } from '../../test/support/absent.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { openPostgresShelf } from '../base/shelf.postgres.ts'
import { openSqliteShelf } from '../base/shelf.sqlite.ts'
import { openPostgresLedger } from '../ledger/ledger.postgres.ts'
import { openSqliteLedger } from '../ledger/ledger.sqlite.ts'
import { evidenceDeskContract } from './evidence-desk.contract.ts'

/** It is closed and opened again, and has what it had. */
const kept = (shelf: Shelf): Shelf => ({ ...shelf, close: async () => {} })

evidenceDeskContract(
  'memory',
  async () => {
    const records: never[] = []
    const [shelf, personal] = [kept(memoryShelf()), kept(memoryShelf())]
    return { open: async () => ({ ledger: memoryLedger({ records }), shelf, personal }), async remove() {} }
  },
  { stops: 'everywhere' },
)

evidenceDeskContract(
  'SQLite',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-evidence-'))
    return {
      async open() {
        const ledger = await openSqliteLedger({ file: join(folder, 'ledger.sqlite'), log: silentLog })
        if (!ledger.ok) throw new Error(JSON.stringify(ledger.problem))
        return {
          ledger: ledger.value,
          shelf: openSqliteShelf({ file: join(folder, 'shelf.sqlite') }),
          personal: openSqliteShelf({ file: join(folder, 'people.sqlite'), erases: 'for-good' }),
        }
      },
      async remove() {
        rmSync(folder, { recursive: true })
      },
    }
  },
  { stops: 'some' },
)

evidenceDeskContract(
  'PostgreSQL',
  async () => {
    const url = await createDatabase()
    return {
      async open() {
        const ledger = await openPostgresLedger({ url, log: silentLog })
        if (!ledger.ok) throw new Error(JSON.stringify(ledger.problem))
        return {
          ledger: ledger.value,
          shelf: await openPostgresShelf({ url }),
          personal: await openPostgresShelf({ url, table: 'personal' }),
        }
      },
      async remove() {},
    }
  },
  { stops: 'some', skip: absent('postgres') },
)
