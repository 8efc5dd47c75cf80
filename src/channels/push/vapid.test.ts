import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { memoryShelf } from '#base'
import { keptVapidKey } from './vapid.node.ts'

test('servers that share a database push with one key, also where one of them had its own before', async () => {
  const folders = [0, 1, 2].map(() => mkdtempSync(join(tmpdir(), 'tocsin-vapid-')))
  try {
    const [first, second, third] = folders as [string, string, string]
    const before = await keptVapidKey({ dataFolder: first })
    await keptVapidKey({ dataFolder: third })
    const shared = memoryShelf()
    for (const dataFolder of [first, second, third, first])
      assert.equal((await keptVapidKey({ dataFolder, shared })).publicKey, before.publicKey)
    // Alone it has what stands in its folder.
    assert.equal((await keptVapidKey({ dataFolder: first })).publicKey, before.publicKey)
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true })
  }
})
