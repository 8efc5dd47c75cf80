/** What a shelf that erases for good leaves in its files: nothing of what was removed or replaced, also when the power goes right afterwards. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { start } from '../../test/support/started.node.ts'
import { openSqliteShelf } from './shelf.sqlite.ts'

/** Long enough for pages of their own, short enough to share one. */
const texts = ['Nadiya short', `Nadiya long ${'x'.repeat(20_000)} Nadiya's end`]

function place(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-erasure-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'people.sqlite')
  /** In which of its files the text stands: the database, its log, whatever lies beside it. */
  const standsIn = (text: string) =>
    readdirSync(folder).filter(
      (name) => existsSync(join(folder, name)) && readFileSync(join(folder, name)).includes(text),
    )
  return { file, standsIn }
}

const others = Array.from({ length: 200 }, (_, n) => ({
  key: `other-${n}`,
  document: { name: `Somebody ${n}` },
}))

describe('a shelf that erases for good', () => {
  test('keeps no byte of what was removed, in its file or in its log', async (t) => {
    const { file, standsIn } = place(t)
    const shelf = openSqliteShelf({ file, erases: 'for-good' })
    t.after(() => shelf.close())
    await shelf.put('particulars', others)
    for (const [n, text] of texts.entries()) {
      await shelf.put('particulars', [{ key: `nadiya-${n}`, document: { text } }])
      assert.notDeepEqual(standsIn('Nadiya'), [], 'the test looks in the wrong place')
      await shelf.remove('particulars', [`nadiya-${n}`])
      assert.deepEqual(standsIn('Nadiya'), [])
    }
    assert.equal((await shelf.list('particulars')).length, others.length)
  })

  test('keeps no byte of what was replaced', async (t) => {
    const { file, standsIn } = place(t)
    const shelf = openSqliteShelf({ file, erases: 'for-good' })
    t.after(() => shelf.close())
    await shelf.put('particulars', others)
    for (const text of texts) {
      await shelf.put('particulars', [{ key: 'nadiya', document: { text } }])
      await shelf.put('particulars', [{ key: 'nadiya', document: { text: 'Olha' } }])
      assert.deepEqual(standsIn('Nadiya'), [])
    }
  })

  test('keeps no byte of what it erased while somebody else reads the file, once they are gone', async (t) => {
    const { file, standsIn } = place(t)
    const shelf = openSqliteShelf({ file, erases: 'for-good' })
    t.after(() => shelf.close())
    await shelf.put('particulars', [{ key: 'nadiya', document: { text: texts[0]! } }])
    const { DatabaseSync } = await import('node:sqlite')
    const reader = new DatabaseSync(file, { readOnly: true })
    reader.exec('begin; select * from shelved')
    reader.prepare('select * from shelved').all()
    const begun = performance.now()
    await shelf.remove('particulars', ['nadiya'])
    assert.ok(performance.now() - begun < 2_000, 'everybody waits for whoever reads')
    reader.close()
    await shelf.put('particulars', [{ key: 'olha', document: 1 }])
    assert.deepEqual(standsIn('Nadiya'), [])
  })

  test('empties, when it is opened, the log that a killed program left', async (t) => {
    const { file, standsIn } = place(t)
    // One that erases nothing stands for one that was killed between its two steps.
    const former = openSqliteShelf({ file })
    t.after(() => former.close())
    await former.put('particulars', [{ key: 'nadiya', document: texts[0]! }])
    await former.put('particulars', [{ key: 'nadiya', document: 'Olha' }])
    assert.deepEqual(standsIn('Nadiya'), ['people.sqlite-wal'])
    const shelf = openSqliteShelf({ file, erases: 'for-good' })
    t.after(() => shelf.close())
    assert.deepEqual(standsIn('Nadiya'), [])
  })

  for (const act of ['removed', 'replaced'] as const)
    test(`keeps no byte of what was ${act} when the program is killed right after`, async (t) => {
      const { file, standsIn } = place(t)
      const program = `
        import { openSqliteShelf } from ${JSON.stringify(join(import.meta.dirname, 'shelf.sqlite.ts'))}
        const shelf = openSqliteShelf({ file: ${JSON.stringify(file)}, erases: 'for-good' })
        await shelf.put('particulars', ${JSON.stringify(others)})
        await shelf.put('particulars', [{ key: 'nadiya', document: ${JSON.stringify(texts[1])} }])
        ${act === 'removed' ? "await shelf.remove('particulars', ['nadiya'])" : "await shelf.put('particulars', [{ key: 'nadiya', document: 'Olha' }])"}
        console.log('it is gone')
        setInterval(() => {}, 1_000)`
      const writer = start(process.execPath, ['--input-type=module', '-e', program])
      await writer.says(/it is gone/)
      await writer.end('SIGKILL')
      assert.deepEqual(standsIn('Nadiya'), [])
      const shelf = openSqliteShelf({ file, erases: 'for-good' })
      t.after(() => shelf.close())
      const kept = await shelf.list('particulars')
      assert.equal(
        kept.some(({ key }) => key === 'nadiya'),
        act === 'replaced',
      )
    })
})
