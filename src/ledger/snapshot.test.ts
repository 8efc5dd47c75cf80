import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { memoryShelf, type Json } from '#base'
import type { FactRecord } from './chain.ts'
import { newFact } from './ledger.contract.ts'
import { memoryLedger } from './memory-ledger.ts'
import { loadSnapshot, saveSnapshot, type Snapshot } from './snapshot.ts'
import type { Seq } from './fact.ts'

async function board() {
  const records: FactRecord[] = []
  const ledger = memoryLedger({ records })
  await ledger.append({ facts: [newFact('a'), newFact('a'), newFact('a')], expected: {} })
  const shelf = memoryShelf()
  const { hash } = records[1]!
  const snapshot: Snapshot = { name: 'board', shape: 1, seq: 2 as Seq, hash, state: { red: ['Задонск'] } }
  await saveSnapshot(shelf, snapshot)
  const load = async (shape = 1, name = 'board') => {
    const loaded = await loadSnapshot(shelf, ledger, { name, shape })
    return loaded.found ? loaded.snapshot : loaded.why
  }
  const alter = async (change: (document: { digest: string; body: string }) => Json) => {
    const document = (await shelf.get('ledger-snapshots', 'board')) as { digest: string; body: string }
    await shelf.put('ledger-snapshots', [{ key: 'board', document: change(document) }])
  }
  return { records, shelf, snapshot, load, alter }
}

describe('a snapshot', () => {
  test('gives the state back, with the place to go on from', async () => {
    const { load, snapshot } = await board()
    assert.deepEqual(await load(), snapshot)
  })

  test('is ignored when there is none, or of another shape', async () => {
    const { load } = await board()
    assert.equal(await load(1, 'desk'), 'there is none')
    assert.equal(await load(2), 'it has shape 1, shape 2 is wanted')
  })

  test('is ignored when a bit of it changed', async () => {
    const { load, alter } = await board()
    await alter(({ digest, body }) => ({ digest, body: body.replace('Задонск', 'Задонсл') }))
    assert.equal(await load(), 'its digest is wrong')
    await alter(() => ({ n: 1 }))
    assert.equal(await load(), 'its digest is wrong')
  })

  test('is ignored when the ledger has another fact at its place, a damaged one, or none', async () => {
    const { load, records, shelf, snapshot } = await board()
    await saveSnapshot(shelf, { ...snapshot, hash: records[0]!.hash })
    assert.equal(await load(), 'the ledger has another fact 2')
    await saveSnapshot(shelf, { ...snapshot, seq: 9 as Seq })
    assert.equal(await load(), 'the ledger has no fact 9')
    await saveSnapshot(shelf, snapshot)
    records[1] = { ...records[1]!, text: records[1]!.text.replace('drill', 'draft') }
    assert.equal(await load(), 'the ledger has another fact 2')
  })
})
