/** What every shelf keeps to: one suite for memory, SQLite and PostgreSQL. */
import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Json } from './json.ts'
import type { Shelf } from './shelf.ts'

export interface ShelfPlace {
  open(): Promise<Shelf>
  remove(): Promise<void>
}

export function shelfContract(
  name: string,
  place: () => Promise<ShelfPlace>,
  options: { readonly skip?: string | false } = {},
): void {
  describe(`the shelf in ${name}`, { skip: options.skip ?? false }, () => {
    const shelves: Shelf[] = []
    const places: ShelfPlace[] = []
    const newPlace = async () => {
      const made = await place()
      places.push(made)
      return made
    }
    const open = async (at: ShelfPlace) => {
      const shelf = await at.open()
      shelves.push(shelf)
      return shelf
    }
    const fresh = async () => open(await newPlace())
    after(async () => {
      for (const shelf of shelves) await shelf.close()
      for (const made of places) await made.remove()
    })

    test('has nothing on it at first', async () => {
      const shelf = await fresh()
      assert.equal(await shelf.get('packs', 'a'), undefined)
      assert.deepEqual(await shelf.list('packs'), [])
      await shelf.remove('packs', ['a'])
    })

    test('gives back what was put, the last of it, and keeps collections apart', async () => {
      const shelf = await fresh()
      await shelf.put('packs', [
        { key: 'a', document: { n: 1 } },
        { key: 'b', document: null },
        { key: 'a', document: { n: 2 } },
      ])
      await shelf.put('targets', [{ key: 'a', document: 'other' }])
      assert.deepEqual(await shelf.get('packs', 'a'), { n: 2 })
      assert.equal(await shelf.get('packs', 'b'), null)
      assert.equal(await shelf.get('targets', 'a'), 'other')
      await shelf.put('packs', [{ key: 'a', document: [3] }])
      await shelf.put('packs', [])
      assert.deepEqual(await shelf.get('packs', 'a'), [3])
    })

    test('keeps what is there when something is added under its key: the first wins', async () => {
      const shelf = await fresh()
      await shelf.add('archive', [
        { key: 'a', document: 1 },
        { key: 'a', document: 2 },
      ])
      await shelf.add('archive', [
        { key: 'a', document: 3 },
        { key: 'b', document: 4 },
      ])
      await shelf.add('archive', [])
      assert.deepEqual(await shelf.list('archive'), [
        { key: 'a', document: 1 },
        { key: 'b', document: 4 },
      ])
    })

    test('forgets what is removed, and only that', async () => {
      const shelf = await fresh()
      await shelf.put(
        'packs',
        ['a', 'b', 'c'].map((key) => ({ key, document: key })),
      )
      await shelf.remove('packs', ['a', 'c', 'never'])
      await shelf.remove('packs', [])
      assert.deepEqual(await shelf.list('packs'), [{ key: 'b', document: 'b' }])
    })

    test('lists in the order of the keys’ bytes, page by page', async () => {
      const shelf = await fresh()
      const keys = ['', 'A', 'B', 'Z1', 'a', 'a b', 'a-b', 'ab', 'é', 'ї', '\uffee', '🚨']
      await shelf.put(
        'packs',
        keys.toReversed().map((key) => ({ key, document: key })),
      )
      assert.deepEqual(
        (await shelf.list('packs')).map(({ key }) => key),
        keys,
      )
      const paged: string[] = []
      for (;;) {
        const last = paged.at(-1)
        const page = await shelf.list('packs', last === undefined ? { limit: 5 } : { after: last, limit: 5 })
        if (page.length === 0) break
        paged.push(...page.map(({ key }) => key))
      }
      assert.deepEqual(paged, keys)
    })

    test('keeps documents to the last bit', async () => {
      const shelf = await fresh()
      const document: Json = {
        z: [1e21, 0.1, 9007199254740991, -1.5, 123456789012345680000],
        a: ['\u0000', '\u2028', '🚨', 'Ліпецьк'],
        n: { '': null, b: [[], {}] },
        long: 'x'.repeat(300_000),
      }
      await shelf.put('packs', [{ key: 'k', document }])
      assert.equal(JSON.stringify(await shelf.get('packs', 'k')), JSON.stringify(document))
    })

    test('puts all entries or none', async () => {
      const shelf = await fresh()
      const circle: unknown[] = []
      circle.push(circle)
      const entries = [
        { key: 'good', document: 1 },
        { key: 'bad', document: circle as unknown as Json },
      ]
      await assert.rejects(shelf.put('packs', entries), TypeError)
      assert.deepEqual(await shelf.list('packs'), [])
    })

    test('holds no document that changes under the one who put it or took it', async () => {
      const shelf = await fresh()
      const document = { list: [1] }
      await shelf.put('packs', [{ key: 'k', document }])
      document.list.push(2)
      const taken = (await shelf.get('packs', 'k')) as { list: number[] }
      taken.list.push(3)
      assert.deepEqual(await shelf.get('packs', 'k'), { list: [1] })
    })

    test('still has it after it is closed and opened again', async () => {
      const at = await newPlace()
      const shelf = await open(at)
      await shelf.put(
        'packs',
        Array.from({ length: 2_000 }, (_, n) => ({ key: `k${n}`, document: { n } })),
      )
      await shelf.close()
      const again = await open(at)
      assert.deepEqual(await again.get('packs', 'k1999'), { n: 1999 })
      assert.equal((await again.list('packs')).length, 2_000)
    })
  })
}
