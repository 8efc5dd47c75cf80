/** What every table of subscriptions keeps to: one suite for memory, SQLite and PostgreSQL. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { plus, second, sha256, type AlertId, type Instant, type NoticeId } from '#base'
import { rowRestsFor, rowsPerPiece, type PushTable, type ToldPiece } from './push-table.ts'
import type { Subscription, SubscriptionId } from './subscription.ts'

export interface TablePlace {
  open(): Promise<PushTable>
  remove(): Promise<void>
}

const begun = '2025-11-01T21:37:00.000Z' as Instant

export function aSubscription(name: string, change: Partial<Subscription> = {}): Omit<Subscription, 'row'> {
  return {
    id: `sub-${name}` as SubscriptionId,
    secret: sha256(`secret of ${name}`),
    endpoint: `https://push.example/${name}`,
    keys: { p256dh: `key of ${name}`, auth: 'auth' },
    language: 'uk',
    places: [
      { kind: 'area', area: 'gn:467120' as never },
      { kind: 'square', west: 3959, south: -5261 },
    ],
    content: 'full',
    modes: ['live', 'drill'],
    state: 'unproven',
    createdAt: begun,
    nonce: sha256('nonce'),
    nonceAt: begun,
    provenAt: null,
    acceptedAt: null,
    ...change,
  }
}

export function pushTableContract(
  name: string,
  place: () => Promise<TablePlace>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`the table of subscriptions in ${name}`, { skip: options.skip ?? false }, () => {
    const tables: PushTable[] = []
    const places: TablePlace[] = []
    const newPlace = async () => {
      const made = await place()
      places.push(made)
      return made
    }
    const open = async (at: TablePlace) => {
      const table = await at.open()
      tables.push(table)
      return table
    }
    const fresh = async () => open(await newPlace())
    after(async () => {
      for (const table of tables) await table.close()
      for (const made of places) await made.remove()
    })

    test('has nobody in it at first', async () => {
      const table = await fresh()
      assert.equal(await table.get('sub-a' as SubscriptionId), undefined)
      assert.equal(await table.byEndpoint('https://push.example/a'), undefined)
      assert.deepEqual(await table.rows([0, 1]), [])
      assert.deepEqual(await table.page(-1, 10), [])
      assert.equal(await table.count(), 0)
      await table.change(3, { language: 'en' })
      await table.remove([3], begun)
    })

    test('gives back whom it was given, by id, endpoint and row', async () => {
      const table = await fresh()
      const plain = aSubscription('plain', { keys: null, nonce: null, nonceAt: null, content: 'id-only' })
      const [first, second] = [await table.add(aSubscription('a')), await table.add(plain)]
      assert.deepEqual([first, second], [0, 1])
      assert.deepEqual(await table.get('sub-a' as SubscriptionId), { row: 0, ...aSubscription('a') })
      assert.deepEqual(await table.byEndpoint(plain.endpoint), { row: 1, ...plain })
      assert.equal((await table.rows([1, 0, 7])).length, 2)
      assert.equal(await table.count(), 2)
    })

    test('takes an endpoint once', async () => {
      const table = await fresh()
      await table.add(aSubscription('a'))
      await assert.rejects(table.add({ ...aSubscription('b'), endpoint: aSubscription('a').endpoint }), Error)
      assert.equal(await table.count(), 1)
    })

    test('lets subscriptions of a dialect share an endpoint, also with one of our own', async () => {
      const table = await fresh()
      const { endpoint } = aSubscription('a')
      const box = { kind: 'box', west: 3800, south: 5200, east: 3900, north: 5300 } as const
      const of = (name: string) => aSubscription(name, { endpoint, content: 'fpas', places: [box] })
      await table.add(of('home'))
      await table.add(of('work'))
      await table.add(aSubscription('a'))
      assert.equal(await table.countAt(endpoint), 2)
      assert.equal((await table.byEndpoint(endpoint))?.id, 'sub-a')
      assert.deepEqual((await table.get('sub-work' as SubscriptionId))?.places, [box])
      await table.remove([0, 2], begun)
      assert.equal(await table.countAt(endpoint), 1)
      assert.equal(await table.byEndpoint(endpoint), undefined)
    })

    test('finds those of a dialect that were not heard of for long', async () => {
      const table = await fresh()
      const state = 'working'
      await table.add(aSubscription('quiet', { content: 'fpas', state, provenAt: begun }))
      await table.add(aSubscription('alive', { content: 'fpas', state, provenAt: plus(begun, 10 * second) }))
      await table.add(aSubscription('ours', { state, provenAt: begun }))
      assert.deepEqual(await table.silentSince(plus(begun, second), 10), [0])
    })

    test('changes what it is told to, and nothing else', async () => {
      const table = await fresh()
      const row = await table.add(aSubscription('a'))
      await table.add(aSubscription('b'))
      await table.change(row, { state: 'working', provenAt: begun, nonce: null, places: [] })
      assert.deepEqual(await table.get('sub-a' as SubscriptionId), {
        row,
        ...aSubscription('a', { state: 'working', provenAt: begun, nonce: null, places: [] }),
      })
      assert.deepEqual(await table.get('sub-b' as SubscriptionId), { row: 1, ...aSubscription('b') })
    })

    test('turns its pages in the order of rows, with what decides alone', async () => {
      const table = await fresh()
      for (let i = 0; i < 7; i++) await table.add(aSubscription(`${i}`))
      const seen: number[] = []
      for (let from = -1; ;) {
        const page = await table.page(from, 3)
        if (page.length === 0) break
        seen.push(...page.map(({ row }) => row))
        from = seen.at(-1)!
      }
      assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6])
      const { endpoint, places, modes, state } = aSubscription('0')
      assert.deepEqual((await table.page(-1, 1))[0], { row: 0, endpoint, places, modes, state })
    })

    test('gives nobody the row of who is just gone, and small rows again after a while', async () => {
      const table = await fresh()
      for (const name of ['a', 'b', 'c']) await table.add(aSubscription(name))
      await table.remove([1, 2, 9], plus(begun, second))
      assert.equal(await table.get('sub-b' as SubscriptionId), undefined)
      assert.equal(await table.add(aSubscription('d', { createdAt: plus(begun, 2 * second) })), 3)
      const later = plus(begun, rowRestsFor + second)
      assert.equal(await table.add(aSubscription('e', { createdAt: later })), 1)
      assert.equal(await table.add(aSubscription('f', { createdAt: later })), 2)
      assert.equal(await table.add(aSubscription('g', { createdAt: later })), 4)
    })

    test('finds who never proved anything', async () => {
      const table = await fresh()
      await table.add(aSubscription('old'))
      await table.add(aSubscription('new', { createdAt: plus(begun, 10 * second) }))
      await table.add(aSubscription('proven', { state: 'working', provenAt: begun }))
      assert.deepEqual(await table.unprovenSince(plus(begun, second), 10), [0])
    })

    const piece = (change: Partial<ToldPiece> = {}): ToldPiece => ({
      ...{ alert: 'alert-1' as AlertId, notice: 'alert-1.1' as NoticeId, revision: 1, says: 'warning' },
      ...{ target: 'gn:1', piece: 0, states: new Uint8Array(rowsPerPiece).fill(3), at: begun },
      ...change,
    })

    test('remembers who was told what, the last of it, by alert', async () => {
      const table = await fresh()
      const row = await table.add(aSubscription('a'))
      const states = new Uint8Array(rowsPerPiece)
      await table.noteTold(
        [
          piece(),
          piece({ piece: 1 }),
          piece({ alert: 'alert-2' as AlertId, notice: 'alert-2.1' as NoticeId }),
        ],
        [],
        begun,
      )
      states[7] = 5
      await table.noteTold([piece({ states })], [row, 99], plus(begun, second))
      states[7] = 6
      const told = (await table.toldOf('alert-1' as AlertId)).toSorted((a, b) => a.piece - b.piece)
      assert.equal(told.length, 2)
      assert.deepEqual([told[0]?.states[7], told[0]?.states[8], told[1]?.states[8]], [5, 0, 3])
      assert.equal(told[0]?.says, 'warning')
      assert.equal((await table.get('sub-a' as SubscriptionId))?.acceptedAt, plus(begun, second))
    })

    test('forgets what is long ago', async () => {
      const table = await fresh()
      const later = plus(begun, 5 * second)
      await table.noteTold([piece(), piece({ notice: 'alert-1.2' as NoticeId, at: later })], [], begun)
      await table.forgetTold(plus(begun, second))
      const told = await table.toldOf('alert-1' as AlertId)
      assert.deepEqual(
        told.map(({ notice }) => notice),
        ['alert-1.2'],
      )
    })

    test('still has it after it is closed and opened again', async () => {
      const at = await newPlace()
      const table = await open(at)
      await table.add(aSubscription('a'))
      await table.add(aSubscription('b'))
      await table.remove([1], begun)
      await table.noteTold([piece()], [], begun)
      await table.close()
      const again = await open(at)
      assert.deepEqual(await again.get('sub-a' as SubscriptionId), { row: 0, ...aSubscription('a') })
      assert.equal((await again.toldOf('alert-1' as AlertId)).length, 1)
      assert.equal(await again.add(aSubscription('c')), 2)
    })
  })
}
