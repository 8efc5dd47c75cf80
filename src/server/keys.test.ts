import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import {
  countingIds,
  memoryShelf,
  recordingLog,
  virtualClock,
  type Instant,
  type Json,
  type Mode,
  type Shelf,
} from '#base'
import { hashOfKey, memoryJournal, openParticularsBook, openPeople } from '#people'
import { introducePeople, keyFile, keyOfThisMachine } from './keys.node.ts'

async function introduced(
  t: TestContext,
  options: { readonly mode: Mode; readonly demonstration: boolean; readonly shelf?: Shelf },
) {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-keys-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const journal = memoryJournal()
  const ids = countingIds()
  const open = () =>
    openPeople({
      ...{ journal, ids, mode: options.mode, contains: (a, b) => a === b },
      clock: virtualClock('2026-11-22T00:00:00.000Z' as Instant),
      main: {
        names: {},
        owns: { areas: 'everywhere', threats: 'all', ladders: 'all', levels: 'all', channels: 'all' },
      },
    })
  const people = await open()
  const particulars = await openParticularsBook(memoryShelf())
  const shelf = options.shelf ?? memoryShelf()
  const log = recordingLog()
  const introduce = async () =>
    introducePeople({
      ...{ people: await open(), shelf, ids, log, name: particulars.put, dataFolder: folder },
      ...{ mode: options.mode, demonstration: options.demonstration },
    })
  await introduce()
  people.apply(await journal.read(0))
  return { folder, people, particulars, journal, introduce, log }
}

describe('the first people of an installation', () => {
  test('are an officer, an approver and the machine in the demonstration, each with a key', async (t) => {
    const { folder, people } = await introduced(t, { mode: 'drill', demonstration: true })
    assert.deepEqual([...people.registry.people.keys()].toSorted(), ['admin', 'olena', 'taras'])
    for (const id of people.registry.people.keys()) {
      const found = people.withKey((await keyOfThisMachine(folder, id)) ?? '')
      assert.equal(found.ok && found.value.person.id, id)
      assert.equal(statSync(keyFile(folder, id)).mode & 0o077, 0)
    }
  })

  test('keep no server from starting where the machine’s lost key can’t be written anew', async (t) => {
    const { folder, introduce, journal, log } = await introduced(t, { mode: 'drill', demonstration: false })
    rmSync(join(folder, 'keys'), { recursive: true })
    writeFileSync(join(folder, 'keys'), 'no folder')
    const before = (await journal.read(0)).length
    await introduce()
    assert.equal((await journal.read(0)).length, before, 'a key that nobody has is none')
    assert.deepEqual(
      log.lines.map(({ level }) => level),
      ['warn'],
    )
  })

  test('of the demonstration never act live: one hand may hold both their keys', async (t) => {
    const { people } = await introduced(t, { mode: 'live', demonstration: true })
    for (const { kind, modes } of people.registry.people.values())
      if (kind === 'human') assert.deepEqual(modes, ['drill', 'test'])
  })

  test('elsewhere are the machine alone, which agrees to nothing', async (t) => {
    const { people } = await introduced(t, { mode: 'live', demonstration: false })
    assert.deepEqual([...people.registry.people.keys()], ['admin'])
    const permitted = people.permitted('admin' as never)!
    assert.ok(!permitted.actions.includes('people.confirm'))
    assert.ok(!permitted.actions.includes('alert.issue'))
  })

  test('come once, and their names stay out of the ledger', async (t) => {
    const { journal, introduce, particulars } = await introduced(t, { mode: 'drill', demonstration: true })
    const facts = journal.facts.length
    await introduce()
    assert.equal(journal.facts.length, facts)
    assert.equal(particulars.of('olena' as never)?.name, 'Olena K., duty officer')
    assert.doesNotMatch(JSON.stringify(journal.facts), /Olena K\./)
  })

  test('get into their machine again where its key is lost or belongs to another ledger', async (t) => {
    const { folder, people, journal, introduce } = await introduced(t, { mode: 'live', demonstration: false })
    const first = await keyOfThisMachine(folder, 'admin')
    for (const lose of [
      () => rmSync(keyFile(folder, 'admin')),
      () => writeFileSync(keyFile(folder, 'admin'), 'tocsin_of_another_ledger\n'),
    ]) {
      lose()
      await introduce()
      people.apply(await journal.read(0))
      const next = await keyOfThisMachine(folder, 'admin')
      assert.notEqual(next, first)
      const found = people.withKey(next ?? '')
      assert.ok(found.ok && found.value.person.id === 'admin')
    }
    assert.equal(journal.facts.filter(({ type }) => type === 'key-made').length, 3)
  })

  test('that had keys before there were accounts keep them, and their names move', async (t) => {
    const shelf = memoryShelf()
    const old = [
      { id: 'admin', name: 'A', roles: ['administrator'], areas: 'everywhere', modes: ['drill'] },
      { id: 'ivan', name: 'Ivan', roles: ['officer'], areas: ['gn:1'], modes: ['drill'] },
    ].map((one) => ({ ...one, keyHash: hashOfKey(`key of ${one.id}`) }))
    await shelf.put(
      'people',
      old.map((one) => ({ key: one.id, document: one as unknown as Json })),
    )
    const { people, particulars } = await introduced(t, { mode: 'drill', demonstration: true, shelf })
    const ivan = people.withKey('key of ivan')
    assert.ok(ivan.ok && ivan.value.person.kind === 'human')
    assert.deepEqual(ivan.value.permitted.within[0], ['gn:1'])
    assert.equal(particulars.of('ivan' as never)?.name, 'Ivan')
    assert.deepEqual(await shelf.list('people'), [])
  })
})
