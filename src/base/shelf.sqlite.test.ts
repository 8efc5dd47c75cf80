import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { shelfContract } from './shelf.contract.ts'
import { openSqliteShelf } from './shelf.sqlite.ts'

for (const [name, how] of [
  ['SQLite', {}],
  ['SQLite, erasing for good', { erases: 'for-good' }],
] as const)
  shelfContract(name, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-shelf-'))
    const file = join(folder, 'data', 'shelf.sqlite')
    return {
      open: async () => openSqliteShelf({ file, ...how }),
      async remove() {
        rmSync(folder, { recursive: true })
      },
    }
  })

test('a shelf from a newer version is refused', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-shelf-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'shelf.sqlite')
  const newer = new DatabaseSync(file)
  newer.exec('pragma user_version = 2')
  newer.close()
  assert.throws(() => openSqliteShelf({ file }), /newer version \(2/)
})
