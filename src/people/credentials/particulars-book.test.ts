import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { memoryShelf, type PersonId } from '#base'
import type { Particulars } from '../particulars.ts'
import { judgeLogin, openParticularsBook } from './particulars-book.ts'

const olena: Particulars = { id: 'person-olena' as PersonId, name: 'Olena Koval', login: 'Olena' }
const taras: Particulars = { id: 'person-taras' as PersonId, name: 'Taras', login: 'taras' }

describe('the book of particulars', () => {
  test('finds somebody by their login, however it is typed', async () => {
    const book = await openParticularsBook(memoryShelf())
    await book.put(olena)
    assert.deepEqual(book.of(olena.id), { ...olena, login: 'olena' })
    for (const typed of ['olena', 'OLENA', ' Olena ', 'ｏｌｅｎａ'])
      assert.equal(book.byLogin(typed)?.id, olena.id)
    assert.equal(book.byLogin('olen'), undefined)
  })

  test('gives a login to one person, also when two ask at once', async () => {
    const book = await openParticularsBook(memoryShelf())
    const both = await Promise.all([book.put(olena), book.put({ ...taras, login: 'OLENA' })])
    assert.deepEqual(
      both.map(({ ok }) => ok),
      [true, false],
    )
    assert.equal(!both[1].ok && both[1].problem.code, 'people/login-taken')
    assert.equal(book.of(taras.id), undefined)
  })

  test('lets somebody keep their login, change it, and leave the old one to another', async () => {
    const book = await openParticularsBook(memoryShelf())
    await book.put(olena)
    assert.equal((await book.put({ ...olena, name: 'Olena K.' })).ok, true)
    assert.equal((await book.put({ ...olena, login: 'koval' })).ok, true)
    assert.equal(book.byLogin('olena'), undefined)
    assert.equal((await book.put({ ...taras, login: 'olena' })).ok, true)
    assert.equal(book.byLogin('olena')?.id, taras.id)
  })

  test('is the same after a restart, and forgets for good', async () => {
    const shelf = memoryShelf()
    const book = await openParticularsBook(shelf)
    await book.put(olena)
    await book.put(taras)
    const other = await openParticularsBook(shelf)
    assert.deepEqual(other.all(), book.all())
    await book.remove(olena.id)
    await other.reload()
    for (const one of [book, other]) {
      assert.equal(one.of(olena.id), undefined)
      assert.equal(one.byLogin('olena'), undefined)
      assert.equal(one.byLogin('taras')?.id, taras.id)
    }
    assert.doesNotMatch(JSON.stringify(await shelf.list('particulars')), /Koval/)
  })

  test('refuses what nobody could type again', async () => {
    const book = await openParticularsBook(memoryShelf())
    const refused = await book.put({ ...olena, login: 'ole na' })
    assert.equal(!refused.ok && refused.problem.code, 'people/login-unreadable')
    assert.equal(book.of(olena.id), undefined)
  })
})

describe('a login', () => {
  for (const good of [
    'o',
    'olena',
    'olena.koval',
    'o-k_1',
    'olena+night@town.example',
    'оленка',
    'אולנה',
    'ñandú',
    'x'.repeat(64),
  ])
    test(`may be “${good}”`, () => assert.equal(judgeLogin(good).ok, true))

  for (const odd of [
    '',
    ' ',
    '.olena',
    'olena.',
    'ole\u0000na',
    'ole\u200bna',
    'a/b',
    '<b>',
    'a\u202eb',
    'x'.repeat(65),
    '😀',
  ])
    test(`may not be ${JSON.stringify(odd)}`, () => assert.equal(judgeLogin(odd).ok, false))
})
