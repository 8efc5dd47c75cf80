/** What every ledger keeps to, whatever keeps it: one suite for memory, SQLite and PostgreSQL. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { recordingLog, type ActorId, type Instant, type JsonObject, type RecordingLog } from '#base'
import { genesis, verifyChain } from './chain.ts'
import { exportText, linesOf } from './export.ts'
import { beginning, type Fact, type NewFact, type Seq } from './fact.ts'
import type { KeptLedger } from './keeper.ts'
import { restoreLedger } from './restore.ts'
import { verifyLedger } from './verify.ts'

/** One place that keeps a ledger: opened, closed, and opened again. */
export interface LedgerPlace {
  open(log: RecordingLog): Promise<KeptLedger>
  remove(): Promise<void>
}

export function newFact(stream: string, data: JsonObject = {}, type = 'thing-happened'): NewFact {
  return {
    stream,
    at: '2025-11-02T00:14:00.000Z' as Instant,
    by: 'person-1' as ActorId,
    mode: 'drill',
    type,
    data,
  }
}

/** Data on which engines that rewrite JSON or text betray themselves. */
const awkward: JsonObject = {
  numbers: [0, -0, 1e21, 1e-7, 0.1, 123456789012345680000, 5e-324, 9007199254740991, -1.5],
  texts: ['Ліпецьк', 'é e\u0301', '\u0000\u0001\n\t"\\', '\u2028\u2029', '🚨', '', ' x '],
  nested: { z: null, a: { b: [null, [], {}], c: undefined }, '': false, '\u20ac': 1, $: 2, ['__proto__']: 1 },
}
/** The hash of `newFact('alert:1', awkward)` as the first fact, worked out by sha256sum over the 64 zeros and its text. */
const awkwardHash = '9b87d5c72a51573b7e9cadba42d5be6c14be05470c31ce1650d9eb72e012ab6a'

export function ledgerContract(
  name: string,
  place: () => Promise<LedgerPlace>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`the ledger in ${name}`, { skip: options.skip ?? false }, () => {
    const opened = new Set<KeptLedger>()
    const places: LedgerPlace[] = []
    const log = recordingLog()
    const newPlace = async () => {
      const made = await place()
      places.push(made)
      return made
    }
    const open = async (at: LedgerPlace) => {
      const ledger = await at.open(log)
      opened.add(ledger)
      return ledger
    }
    const fresh = async () => open(await newPlace())
    const write = async (ledger: KeptLedger, ...facts: NewFact[]) => {
      const written = await ledger.append({ facts, expected: {} })
      assert.ok(written.ok)
      return written.value
    }
    let shared: KeptLedger
    before(async () => {
      shared = await fresh()
    })
    after(async () => {
      for (const ledger of opened) await ledger.close()
      for (const made of places) await made.remove()
      const unexpected = log.lines.filter(
        ({ level, message }) => level !== 'info' && !message.includes('sync'),
      )
      assert.deepEqual(unexpected, [])
    })

    test('begins empty, before its first fact', async () => {
      const ledger = await fresh()
      assert.deepEqual(await ledger.head(), { seq: beginning, hash: genesis })
      assert.deepEqual(await ledger.read(beginning, 10), [])
      assert.deepEqual(await ledger.readStream('alert:1'), [])
      assert.deepEqual(await verifyLedger(ledger), { intact: true, facts: 0, head: await ledger.head() })
      assert.equal(ledger.writer, 'me')
    })

    test('gives facts their place and hands them back as they were written', async () => {
      const ledger = await fresh()
      const first = await write(ledger, newFact('alert:1', { n: 1 }), newFact('alert:2'), newFact('alert:1'))
      assert.deepEqual(
        first.map(({ seq, version }) => [seq, version]),
        [
          [1, 1],
          [2, 1],
          [3, 2],
        ],
      )
      const [fourth] = await write(ledger, newFact('alert:2', { n: 4 }))
      assert.deepEqual(await ledger.read(beginning, 100), [...first, fourth])
      assert.deepEqual(await ledger.read(1 as Seq, 2), first.slice(1))
      assert.deepEqual(await ledger.readStream('alert:2'), [first[1], fourth])
      assert.deepEqual(await ledger.readStream('alert:2', 1), [fourth])
      assert.deepEqual(await ledger.head(), { seq: 4, hash: fourth!.hash })
      assert.deepEqual(verifyChain([...first, fourth!], { seq: beginning, hash: genesis }), {
        intact: true,
        head: await ledger.head(),
      })
    })

    test('keeps numbers, texts and nesting to the last bit: the hash is the same on every engine', async () => {
      const ledger = await fresh()
      const [fact] = await write(ledger, newFact('alert:1', awkward))
      assert.equal(fact!.hash, awkwardHash)
      assert.deepEqual(await ledger.read(beginning, 1), [fact])
      assert.equal((await verifyLedger(ledger)).intact, true)
    })

    test('keeps any JSON as it was', async () => {
      let streams = 0
      await fc.assert(
        fc.asyncProperty(fc.jsonValue({ maxDepth: 2, stringUnit: 'binary' } as object), async (value) => {
          const stream = `any:${++streams}`
          const data = { value: JSON.parse(JSON.stringify(value)) }
          const [fact] = await write(shared, newFact(stream, data))
          assert.deepEqual(await shared.readStream(stream), [fact])
          assert.deepEqual(fact!.data, JSON.parse(JSON.stringify(data)))
        }),
        { numRuns: 25, seed: 20251102 },
      )
    })

    test('refuses a commit whose stream has moved on, and writes nothing of it', async () => {
      const ledger = await fresh()
      await write(ledger, newFact('alert:1'))
      const late = await ledger.append({
        facts: [newFact('alert:2'), newFact('alert:1')],
        expected: { 'alert:1': 0, 'alert:2': 0 },
      })
      assert.ok(!late.ok)
      assert.deepEqual(late.problem, {
        code: 'ledger/conflict',
        details: { stream: 'alert:1', expected: 0, actual: 1 },
      })
      assert.equal((await ledger.head()).seq, 1)
      const again = await ledger.append({ facts: [newFact('alert:1')], expected: { 'alert:1': 1 } })
      assert.ok(again.ok)
    })

    test('lets one of two concurrent commits win, before either is durable', async () => {
      const ledger = await fresh()
      const both = await Promise.all(
        [1, 2].map((n) => ledger.append({ facts: [newFact('alert:1', { n })], expected: { 'alert:1': 0 } })),
      )
      assert.deepEqual(
        both.map((one) => (one.ok ? 'written' : one.problem.code)),
        ['written', 'ledger/conflict'],
      )
      assert.equal((await ledger.head()).seq, 1)
    })

    test('rejects only the commit that can’t be written down', async () => {
      const ledger = await fresh()
      const results = await Promise.allSettled([
        ledger.append({ facts: [newFact('alert:1')], expected: {} }),
        ledger.append({ facts: [newFact('alert:1'), newFact('alert:1', { n: Number.NaN })], expected: {} }),
        ledger.append({ facts: [newFact('')], expected: {} }),
        ledger.append({ facts: [newFact('alert:1')], expected: {} }),
      ])
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'rejected', 'fulfilled'],
      )
      assert.equal((await ledger.head()).seq, 2)
      assert.equal((await verifyLedger(ledger)).intact, true)
    })

    test('takes 64 writers at once without a gap, a double or a change of order', async () => {
      const ledger = await fresh()
      const seen: Fact[] = []
      const follower = ledger.follow(beginning, (facts) => void seen.push(...facts))
      const written = await Promise.all(
        Array.from({ length: 64 }, async (_, writer) => {
          const mine: Fact[] = []
          for (let n = 0; n < 10; n++) mine.push(...(await write(ledger, newFact(`writer:${writer}`, { n }))))
          return mine
        }),
      )
      await follower.caughtUp()
      const all = await ledger.read(beginning, 1_000)
      assert.deepEqual(
        all.map(({ seq }) => seq),
        Array.from({ length: 640 }, (_, i) => i + 1),
      )
      assert.deepEqual(seen, all)
      for (const mine of written)
        assert.deepEqual(
          mine.map(({ version, data }) => [version, data['n']]),
          mine.map((_, n) => [n + 1, n]),
        )
      assert.equal((await verifyLedger(ledger)).intact, true)
      await follower.close()
    })

    test('lets exactly one of many deciders of one stream win each version', async () => {
      const ledger = await fresh()
      const decide = async (n: number): Promise<void> => {
        const version = (await ledger.readStream('alert:1')).length
        const result = await ledger.append({
          facts: [newFact('alert:1', { n })],
          expected: { 'alert:1': version },
        })
        if (!result.ok) return decide(n)
      }
      await Promise.all(Array.from({ length: 16 }, (_, n) => decide(n)))
      const facts = await ledger.readStream('alert:1')
      assert.deepEqual(
        facts.map(({ data }) => Number(data['n'])).toSorted((a, b) => a - b),
        [...Array(16).keys()],
      )
    })

    test('hands facts to a follower in order, once each, the next batch after the promise of the last', async () => {
      const ledger = await fresh()
      await write(ledger, newFact('a'), newFact('a'))
      const seen: number[] = []
      let busy = 0
      const follower = ledger.follow(1 as Seq, async (facts) => {
        assert.equal(++busy, 1)
        await new Promise((resolve) => setImmediate(resolve))
        seen.push(...facts.map(({ seq }) => seq))
        busy--
      })
      for (let n = 0; n < 20; n++) await write(ledger, newFact('a'))
      await follower.caughtUp()
      assert.deepEqual(
        seen,
        Array.from({ length: 21 }, (_, i) => i + 2),
      )
      await follower.close()
      await write(ledger, newFact('a'))
      assert.equal(seen.length, 21)
    })

    test('goes on where it was after it is closed and opened again', async () => {
      const at = await newPlace()
      const ledger = await open(at)
      const written = await write(ledger, newFact('alert:1'), newFact('alert:2'))
      const { id } = ledger
      await ledger.close()
      const closed = await ledger.append({ facts: [newFact('alert:1')], expected: {} })
      assert.equal(closed.ok ? '' : closed.problem.code, 'ledger/not-the-writer')

      const again = await open(at)
      assert.equal(again.id, id)
      assert.deepEqual(await again.read(beginning, 10), written)
      const seen: Fact[] = []
      const follower = again.follow(1 as Seq, (facts) => void seen.push(...facts))
      const more = await again.append({ facts: [newFact('alert:1')], expected: { 'alert:1': 1 } })
      assert.ok(more.ok)
      await follower.caughtUp()
      assert.deepEqual(seen, [written[1], ...more.value])
      await follower.close()
    })

    test('writes what was appended before it is closed', async () => {
      const at = await newPlace()
      const ledger = await open(at)
      const appended = ledger.append({ facts: [newFact('alert:1')], expected: {} })
      await ledger.close()
      assert.ok((await appended).ok)
      assert.equal((await (await open(at)).head()).seq, 1)
    })

    test('is exported and restored with every hash and its identity', async () => {
      const from = await fresh()
      for (let n = 0; n < 5; n++) await write(from, newFact(`alert:${n % 2}`, { ...awkward, n }))
      let text = ''
      for await (const piece of exportText(from)) text += piece
      const lines = () =>
        linesOf(
          (async function* () {
            yield text
          })(),
        )
      const target = await fresh()
      const restored = await restoreLedger(lines, target)
      assert.deepEqual(restored, { ok: true, value: { id: from.id, facts: 5, head: await from.head() } })
      assert.equal(target.id, from.id)
      assert.deepEqual(await target.read(beginning, 10), await from.read(beginning, 10))
      const twice = await restoreLedger(lines, target)
      assert.equal(twice.ok ? '' : twice.problem.code, 'ledger/not-empty')
    })
  })
}
