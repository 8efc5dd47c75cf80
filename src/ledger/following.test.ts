import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { recordingLog } from '#base'
import { beginning, type Fact, type Seq } from './fact.ts'
import { newFact } from './ledger.contract.ts'
import { memoryLedger } from './memory-ledger.ts'

const write = async (ledger: ReturnType<typeof memoryLedger>, count: number) => {
  const written = await ledger.append({
    facts: Array.from({ length: count }, () => newFact('a')),
    expected: {},
  })
  assert.ok(written.ok)
}

describe('a follower', () => {
  test('that fails stops, loudly, and holds up nobody else', async () => {
    const log = recordingLog()
    const ledger = memoryLedger({ log })
    const seen: Fact[] = []
    let calls = 0
    const failing = ledger.follow(beginning, () => {
      calls++
      throw new Error('the siren bridge is down')
    })
    const other = ledger.follow(beginning, (facts) => void seen.push(...facts))
    await write(ledger, 1)
    await other.caughtUp()
    await write(ledger, 2)
    await other.caughtUp()
    assert.equal(seen.length, 3)
    assert.equal(calls, 1)
    await assert.rejects(failing.caughtUp(), /siren bridge/)
    assert.deepEqual(
      log.lines.map(({ level, message, details }) => [level, message, details['after']]),
      [['error', 'A follower of the ledger failed and has stopped', 0]],
    )
  })

  test('that is slow gets what came meanwhile in larger batches, and holds up no writer', async () => {
    const ledger = memoryLedger()
    const batches: number[] = []
    let release = () => {}
    const held = new Promise<void>((resolve) => (release = resolve))
    const follower = ledger.follow(beginning, async (facts) => {
      batches.push(facts.length)
      await held
    })
    await write(ledger, 1)
    for (let n = 0; n < 30; n++) await write(ledger, 100)
    assert.deepEqual(batches, [1])
    release()
    await follower.caughtUp()
    assert.equal(
      batches.reduce((sum, n) => sum + n),
      3_001,
    )
    assert.ok(batches.length < 10, `${batches}`)
  })

  test('is told of a fact in the same turn of the event loop in which it became durable', async () => {
    const ledger = memoryLedger()
    let told = false
    ledger.follow(beginning, () => void (told = true))
    await write(ledger, 1)
    await new Promise((resolve) => setImmediate(resolve))
    assert.ok(told)
  })

  test('is caught up at once when there is nothing, and when it is closed', async () => {
    const ledger = memoryLedger()
    const follower = ledger.follow(beginning, () => {})
    await follower.caughtUp()
    await follower.close()
    await write(ledger, 1)
    await follower.caughtUp()
  })

  test('may start ahead of the head and waits for it', async () => {
    const ledger = memoryLedger()
    const seen: number[] = []
    const follower = ledger.follow(2 as Seq, (facts) => void seen.push(...facts.map(({ seq }) => seq)))
    await write(ledger, 2)
    await write(ledger, 2)
    await follower.caughtUp()
    assert.deepEqual(seen, [3, 4])
  })
})
