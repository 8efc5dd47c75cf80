import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import { aSubscription, pushTableContract } from './push-table.contract.ts'
import { openSqlitePushTable } from './push-table.sqlite.ts'
import { memoryPushTable, type PushTable } from './push-table.ts'

pushTableContract('memory', async () => {
  const table = memoryPushTable()
  const kept: PushTable = { ...table, close: async () => {} }
  return { open: async () => kept, remove: async () => {} }
})

const folderPlace = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-push-'))
  return {
    folder,
    open: async () => openSqlitePushTable(join(folder, 'push.sqlite')),
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

pushTableContract('SQLite', folderPlace)

describe('a subscription that is removed', () => {
  test('is in no file any more', async () => {
    const place = await folderPlace()
    const table = await place.open()
    try {
      await table.add(aSubscription('stays'))
      await table.add(aSubscription('findme'))
      const texts = () =>
        readdirSync(place.folder)
          .map((name) => readFileSync(join(place.folder, name), 'latin1'))
          .join('')
      assert.match(texts(), /push\.example\/findme/)
      await table.remove([1], '2025-11-02T00:00:00.000Z' as Instant)
      assert.doesNotMatch(texts(), /push\.example\/findme/)
      assert.match(texts(), /push\.example\/stays/)
    } finally {
      await table.close()
      await place.remove()
    }
  })
})
