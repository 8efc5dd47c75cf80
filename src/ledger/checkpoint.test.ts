import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant } from '#base'
import type { FactRecord } from './chain.ts'
import {
  checkpointOf,
  createCheckpointKey,
  isSignedBy,
  publicKeyOf,
  verifyCheckpoints,
} from './checkpoint.node.ts'
import type { Seq } from './fact.ts'
import { newFact } from './ledger.contract.ts'
import { memoryLedger } from './memory-ledger.ts'
import { verifyLedger } from './verify.ts'

const { privateKey, publicKey } = createCheckpointKey()
const at = '2025-11-02T03:00:00.000Z' as Instant

async function signed(records: FactRecord[] = []) {
  const ledger = memoryLedger({ id: 'ledger-1', records })
  const empty = await checkpointOf(ledger, at, privateKey)
  await ledger.append({ facts: [newFact('a', { n: 1 }), newFact('a')], expected: {} })
  return { ledger, empty, checkpoint: await checkpointOf(ledger, at, privateKey) }
}

describe('a signed checkpoint', () => {
  test('agrees with the ledger it was taken of, also after the ledger has grown', async () => {
    const { ledger, empty, checkpoint } = await signed()
    await ledger.append({ facts: [newFact('a')], expected: {} })
    assert.deepEqual(await verifyCheckpoints(ledger, [empty, checkpoint], publicKey), {
      agree: true,
      checkpoints: 2,
    })
    assert.equal(publicKeyOf(privateKey), publicKey)
  })

  test('proves that a history was rewritten which is whole in itself', async () => {
    const { checkpoint } = await signed()
    const rewritten = memoryLedger({ id: 'ledger-1' })
    await rewritten.append({ facts: [newFact('a', { n: 2 }), newFact('a')], expected: {} })
    assert.equal((await verifyLedger(rewritten)).intact, true)
    assert.deepEqual(await verifyCheckpoints(rewritten, [checkpoint], publicKey), {
      agree: false,
      at: 2,
      why: 'the checkpoint saw another fact here: history was rewritten',
    })
  })

  test('counts for nothing when it was altered, signed by another key, or is of another ledger', async () => {
    const { ledger, checkpoint } = await signed()
    for (const altered of [
      { ...checkpoint, seq: 1 as Seq },
      { ...checkpoint, at: '2026-01-01T00:00:00.000Z' as Instant },
      { ...checkpoint, ledgerId: 'ledger-2' },
      { ...checkpoint, signature: '' },
    ])
      assert.equal(isSignedBy(altered, publicKey), false)
    const said = await verifyCheckpoints(ledger, [checkpoint], createCheckpointKey().publicKey)
    assert.equal(said.agree ? '' : said.why, 'the checkpoint is not signed by this key')
    assert.equal(isSignedBy(checkpoint, 'no key'), false)
    const other = memoryLedger({ id: 'ledger-2' })
    const another = await verifyCheckpoints(other, [checkpoint], publicKey)
    assert.match(another.agree ? '' : another.why, /of another ledger/)
  })
})
