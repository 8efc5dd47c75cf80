import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readCapProfiles } from './cap-profiles.fs.ts'

const messages = { sender: 'DE-HE-DA-W184', web: 'https://authority.example/' }

describe('the profiles of published messages', () => {
  const names = async (
    list: readonly string[],
    written: Parameters<typeof readCapProfiles>[1] = messages,
  ) => {
    const read = await readCapProfiles(list, written)
    return read.ok
      ? read.value.map(({ name }) => name)
      : `${read.problem.code}: ${read.problem.details['why']}`
  }
  test('are found by their names, and an authority’s own in its file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'profiles-'))
    try {
      const file = join(folder, 'own.json')
      writeFileSync(file, '{"name":"own","title":"Own","source":"us","requires":[]}')
      assert.deepEqual(await names(['mowas', file]), ['mowas', 'own'])
      writeFileSync(file, '{"name":"own"')
      assert.match((await names([file])) as string, /^server\/bad-setting: it is no JSON/)
      writeFileSync(file, '{"name":"own","title":"Own","source":"us"}')
      assert.equal(await names([file]), 'cap/bad-profile: is missing')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  test('are refused where nobody knows them, or the file is not there', async () => {
    assert.match((await names(['ipawz'])) as string, /^server\/bad-setting: it knows ipaws, /)
    assert.match((await names(['nowhere.json'])) as string, /^server\/cannot-read: ENOENT/)
  })
  test('are refused where the settings lack what messages for them need', async () => {
    assert.match(
      (await names(['mowas'], { sender: 'lipetsk.example' })) as string,
      /^server\/bad-setting: messages for it need a sender of its form/,
    )
    assert.match((await names(['google'], { sender: 'x' })) as string, /TOCSIN_PUBLIC_URL/)
  })
})
