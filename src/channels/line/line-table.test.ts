import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { aMessage, aRecipient, lineTableContract } from './line-table.contract.ts'
import { openSqliteLineTable } from './line-table.sqlite.ts'
import { memoryLineTable } from './line-table.ts'

lineTableContract('memory', async () => {
  const kept = { ...memoryLineTable(), close: async () => {} }
  return { open: async () => kept, remove: async () => {} }
})

const folderPlace = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-lines-'))
  return {
    folder,
    open: async () => openSqliteLineTable(join(folder, 'lines.sqlite')),
    remove: async () => rmSync(folder, { recursive: true }),
  }
}

lineTableContract('SQLite', folderPlace)

describe('an address that is erased', () => {
  test('is in no file any more', async () => {
    const place = await folderPlace()
    const table = await place.open()
    try {
      const address = '+4930999888777'
      await table.put([aRecipient('a', { address }), aRecipient('bb', { address: '+4930111222333' })])
      await table.note(aMessage('a', { to: address }))
      const texts = () =>
        readdirSync(place.folder)
          .map((name) => readFileSync(join(place.folder, name), 'latin1'))
          .join('')
      assert.match(texts(), /4930999888777/)
      await table.erase(address)
      assert.doesNotMatch(texts(), /4930999888777/)
      assert.match(texts(), /4930111222333/)
    } finally {
      await table.close()
      await place.remove()
    }
  })
})
