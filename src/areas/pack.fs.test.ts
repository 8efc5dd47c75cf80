import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { importPaths, readPack, readPacks } from './pack.fs.ts'

const shipped = fileURLToPath(new URL('../../packs/', import.meta.url))
const folder = await mkdtemp(join(tmpdir(), 'tocsin-packs-'))
after(() => rm(folder, { recursive: true }))

describe('packs on the disk', () => {
  test('are read from their folders; other folders beside them are left alone', async () => {
    const packs = await readPacks(shipped)
    assert.ok(packs.ok)
    assert.deepEqual(
      packs.value.map(({ pack }) => pack),
      ['lipetsk'],
    )
  })
  test('are read one by one, by folder or file', async () => {
    for (const path of ['lipetsk', 'lipetsk/pack.json']) {
      const pack = await readPack(join(shipped, path))
      assert.ok(pack.ok)
      assert.equal(pack.value.areas.length, 22)
    }
  })
  test('that are missing, no JSON, or broken are refused by name', async () => {
    await mkdir(join(folder, 'half'))
    await writeFile(join(folder, 'half', 'pack.json'), '{"pack":')
    await writeFile(join(folder, 'broken.json'), '{"areas":[]}')
    const refusals = [
      await readPack(join(folder, 'none')),
      await readPacks(folder),
      await readPack(join(folder, 'broken.json')),
    ]
    assert.deepEqual(
      refusals.map((result) => result.ok || result.problem.code),
      ['areas/unreadable-file', 'areas/unreadable-file', 'areas/broken-pack'],
    )
  })
  test('are imported by path, whatever they hold', async () => {
    const result = await importPaths([join(shipped, 'lipetsk/pack.json')], [])
    assert.ok(result.ok)
    assert.equal(result.value.areas.length, 22)
    const missing = await importPaths([join(folder, 'nothing')], [])
    assert.ok(!missing.ok && missing.problem.code === 'areas/unreadable-file')
  })
})
