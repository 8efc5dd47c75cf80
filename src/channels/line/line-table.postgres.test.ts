import { absent } from '../../../test/support/absent.ts'
import { createDatabase } from '../../../test/support/postgres.node.ts'
import { lineTableContract } from './line-table.contract.ts'
import { openPostgresLineTable } from './line-table.postgres.ts'

lineTableContract(
  'PostgreSQL',
  async () => {
    const url = await createDatabase()
    return { open: () => openPostgresLineTable({ url }), async remove() {} }
  },
  { skip: absent('postgres') },
)
