import { absent } from '../../test/support/absent.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { ledgerContract } from './ledger.contract.ts'
import { openPostgresLedger } from './ledger.postgres.ts'

ledgerContract(
  'PostgreSQL',
  async () => {
    const url = await createDatabase()
    return {
      async open(log) {
        const opened = await openPostgresLedger({ url, log })
        if (!opened.ok) throw new Error(JSON.stringify(opened.problem))
        return opened.value
      },
      async remove() {},
    }
  },
  { skip: absent('postgres') },
)
