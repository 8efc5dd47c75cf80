import { absent } from '../../test/support/absent.ts'
import { createDatabase } from '../../test/support/postgres.node.ts'
import { shelfContract } from './shelf.contract.ts'
import { openPostgresShelf } from './shelf.postgres.ts'

for (const [name, table] of [
  ['PostgreSQL', 'shelved'],
  ['PostgreSQL, for what is personal', 'personal'],
] as const)
  shelfContract(
    name,
    async () => {
      const url = await createDatabase()
      return { open: () => openPostgresShelf({ url, table }), async remove() {} }
    },
    { skip: absent('postgres') },
  )
