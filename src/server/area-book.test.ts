import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '#areas'
import { memoryShelf } from '#base'
import { openAreaBook } from './area-book.ts'

const area = (code: string, parent: string | null, name: string, more: Partial<Area> = {}): Area => ({
  ...{
    code: code as AreaCode,
    kind: parent === null ? 'region' : 'district',
    parent: parent as AreaCode | null,
  },
  ...{ names: { en: name }, ...more },
})
const square = (lon: number) =>
  [
    [
      [
        { lon, lat: 0 },
        { lon: lon + 1, lat: 0 },
        { lon: lon + 1, lat: 1 },
        { lon, lat: 1 },
      ],
    ],
  ] as unknown as Area['shape']
const shipped = [
  area('R', null, 'Region'),
  area('A', 'R', 'Alder', { shape: square(0)! }),
  area('B', 'R', 'Birch', { shape: square(1)! }),
]

describe('the book of areas', () => {
  test('starts with what was shipped, and has what was imported in its place, also after a restart', async () => {
    const shelf = memoryShelf()
    const book = await openAreaBook(shelf, shipped)
    assert.equal(book.hierarchy().size, 3)
    const put = await book.replace([...shipped, area('C', 'R', 'Cedar')])
    assert.ok(put.ok)
    for (const one of [book, await openAreaBook(shelf, shipped)])
      assert.equal(one.hierarchy().get('C' as AreaCode)?.names['en' as never], 'Cedar')
  })

  test('changes nothing when the new set does not fit together', async () => {
    const shelf = memoryShelf()
    const book = await openAreaBook(shelf, shipped)
    const put = await book.replace([...shipped, area('C', 'nowhere', 'Cedar')])
    assert.ok(!put.ok && put.problem.code === 'areas/unknown-parent')
    assert.equal(book.hierarchy().size, 3)
    assert.deepEqual(await shelf.list('areas'), [])
  })

  test('keeps a country in documents of a size that any shelf takes, and drops those that are too many', async () => {
    const shelf = memoryShelf()
    const book = await openAreaBook(shelf, shipped)
    const many = Array.from({ length: 1_200 }, (_, number) => area(`D${number}`, 'R', `District ${number}`))
    assert.ok((await book.replace([...shipped, ...many])).ok)
    assert.equal((await shelf.list('areas')).length, 3)
    assert.ok((await book.replace(shipped)).ok)
    assert.equal((await shelf.list('areas')).length, 1)
    assert.equal((await openAreaBook(shelf, [])).hierarchy().size, 3)
  })

  test('reads the shelf again when another server imported', async () => {
    const shelf = memoryShelf()
    const [one, other] = [await openAreaBook(shelf, shipped), await openAreaBook(shelf, shipped)]
    const asked = other.recognise('Cedar').decision
    assert.ok((await one.replace([...shipped, area('C', 'R', 'Cedar')])).ok)
    await other.reload()
    assert.deepEqual([asked, other.recognise('Cedar').decision], ['none', 'one'])
  })

  test('takes codes as they are, names where they are clear, and says what is unclear', async () => {
    const book = await openAreaBook(memoryShelf(), shipped)
    const codes = (texts: string[], within?: string) => {
      const resolved = book.resolve(texts, within)
      return resolved.ok ? resolved.value : `${resolved.problem.code} ${resolved.problem.at}`
    }
    assert.deepEqual(codes(['A', 'B', 'A']), ['A', 'B'])
    assert.deepEqual(codes(['Alder', 'B'], 'R'), ['A', 'B'])
    assert.equal(codes(['Alder'], 'nowhere'), 'areas/unknown within')
    assert.equal(codes(['A', 'Atlantis']), 'areas/unknown areas[1]')
    assert.equal(codes([]), 'areas/none-given areas')
  })

  test('knows neighbours, what lies where, and each shape by its hash', async () => {
    const book = await openAreaBook(memoryShelf(), shipped)
    const [a, b, r] = ['A', 'B', 'R'] as AreaCode[]
    assert.deepEqual(book.neighbours(a!), ['B'])
    assert.ok(book.locator().locate({ lon: 1.5, lat: 0.5 }).includes(b!))
    assert.match(String(book.hashOfShape(a!)), /^[0-9a-f]{64}$/)
    assert.notEqual(book.hashOfShape(a!), book.hashOfShape(b!))
    assert.equal(book.hashOfShape(r!), null)
  })
})
