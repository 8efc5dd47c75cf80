import { absent } from '../../test/support/absent.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { shelfContract } from './shelf.contract.ts'
import { openPostgresShelf } from './shelf.postgres.ts'

shelfContract(
  'PostgreSQL',
  async () => {
    const url = await createDatabase()
    return { open: () => openPostgresShelf({ url }), async remove() {} }
  },
  { skip: absent('postgres') },
)
