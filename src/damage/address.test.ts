import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { assetAt, isSameAddress, maybeSame, readAddress, type AssetId, type AssetPlace } from '#damage'

const same = (a: string, b: string) => {
  const [one, other] = [readAddress(a), readAddress(b)]
  assert.ok(one !== undefined && other !== undefined)
  return isSameAddress(one, other)
}

describe('an address', () => {
  for (const [a, b] of [
    ['ул. Ленина, д. 12', 'Ленина 12'],
    ['улица Ленина, дом 12, кв. 4', 'ленина, 12'],
    ['г. Липецк, ул. Гагарина, 7а', 'Гагарина 7 а, город'],
    ['вул. Шевченка, буд. 12/3', 'Шевченка 12/3'],
    ['Шевченка вулиця, 5', 'вул.Шевченка, 5'],
    ['12 Lenin Street', 'Lenin St, 12'],
    ['ул. Ленина, д. 12, корп. 2', 'Ленина 12 к 2'],
    ['ул. 8 Марта, 12', '8 Марта 12'],
    ['вул. Шевченка, 12', 'vul. Shevchenka 12'],
    ['ул. Юрия Гагарина, 3', 'Гагарина Юрия 3'],
    ['ул. Мира, 7А', 'Мира, 7a'],
  ] as const)
    test(`is one, written as “${a}” and as “${b}”`, () => assert.ok(same(a, b)))

  for (const [a, b] of [
    ['ул. Ленина, 12', 'ул. Ленина, 21'],
    ['ул. Ленина, 12', 'ул. Мира, 12'],
    ['ул. Ленина, 12', 'ул. Ленина, 12а'],
    ['ул. Ленина, 12 корп. 1', 'ул. Ленина, 12 корп. 2'],
    ['ул. Ленина', 'ул. Ленина'],
  ] as const)
    test(`is not known to be one, written as “${a}” and as “${b}”`, () => assert.ok(!same(a, b)))

  test('is none where nothing is in it', () => assert.equal(readAddress(' , . '), undefined))
})

const place = (id: string, address: string, more: Partial<AssetPlace> = {}): AssetPlace => ({
  ...{ id: id as AssetId, area: 'city' as AreaCode, subject: 'dwellings', address, at: null },
  ...more,
})
const related = (one: AreaCode, other: AreaCode) => one === other
const pairs = (...places: AssetPlace[]) =>
  maybeSame(places, related).map(({ assets, because }) => [assets.join('+'), because])

describe('assets that may be one', () => {
  test('have one address, whoever wrote it', () =>
    assert.deepEqual(pairs(place('a', 'ул. Ленина, 12'), place('b', 'Lenina 12')), [['a+b', 'same-address']]))

  test('are in one area', () =>
    assert.deepEqual(pairs(place('a', 'Ленина 12'), place('b', 'Ленина 12', { area: 'x' as AreaCode })), []))

  test('stand within the error of a phone, unless their numbers differ', () => {
    const at = { lon: 39.6, lat: 52.6 }
    const beside = { lon: 39.6001, lat: 52.60005 }
    assert.deepEqual(pairs(place('a', '', { at }), place('b', '', { at: beside })), [['a+b', 'same-place']])
    assert.deepEqual(pairs(place('a', 'Мира 3', { at }), place('b', 'Мира 5', { at: beside })), [])
  })

  test('have one number near each other in streets that are written otherwise', () => {
    const at = { lon: 39.6, lat: 52.6 }
    const near = { lon: 39.601, lat: 52.6005 }
    assert.deepEqual(pairs(place('a', 'Мира 3', { at }), place('b', 'Миру 3', { at: near })), [
      ['a+b', 'same-house-near'],
    ])
  })

  test('are not a school and a house', () =>
    assert.deepEqual(pairs(place('a', 'Мира 3'), place('b', 'Мира 3', { subject: 'schools' })), []))

  test('are found by an address only where it is one alone', () => {
    const asked = place('', 'дом 12, ул. Ленина')
    assert.equal(assetAt([place('a', 'Ленина 12')], asked, related), 'a')
    assert.equal(assetAt([place('a', 'Ленина 12'), place('b', 'Ленина 12')], asked, related), undefined)
    assert.equal(assetAt([place('a', 'Ленина')], place('', 'Ленина'), related), undefined)
  })
})
