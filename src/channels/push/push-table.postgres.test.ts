import { absent } from '../../../test/support/absent.ts'
import { createDatabase } from '../../../test/support/postgres.node.ts'
import { pushTableContract } from './push-table.contract.ts'
import { openPostgresPushTable } from './push-table.postgres.ts'

pushTableContract(
  'PostgreSQL',
  async () => {
    const url = await createDatabase()
    return { open: () => openPostgresPushTable({ url }), async remove() {} }
  },
  { skip: absent('postgres') },
)
