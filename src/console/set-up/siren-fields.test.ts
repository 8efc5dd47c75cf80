import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readSirenList } from '#channels'
import { listOf, oneOf, type SirenFields } from './siren-fields.ts'

const empty: SirenFields = {
  ...{ id: 'z-1', name: 'Z 1', area: 'RU-LIP', operator: 'Duty' },
  ...{ kind: 'signed', lon: '', lat: '', publicKey: '' },
}

describe('a siren that is typed', () => {
  test('is taken by the server, with what is empty left out and a comma for a point', () => {
    assert.deepEqual(oneOf({ ...empty, lon: ' 38,93', lat: '52.39 ' }), {
      ...{ id: 'z-1', name: 'Z 1', area: 'RU-LIP', operator: 'Duty', kind: 'signed', lon: 38.93, lat: 52.39 },
    })
    assert.ok(readSirenList(JSON.stringify([oneOf(empty)]), ['drill']).ok)
  })
  test('with a place that is no number is refused by the server, not made into one here', () => {
    const read = readSirenList(JSON.stringify([oneOf({ ...empty, lon: 'x', lat: '52' })]), ['drill'])
    assert.ok(!read.ok)
  })
  test('has no key where it does not sign', () => {
    assert.equal('publicKey' in oneOf({ ...empty, kind: 'plain', publicKey: 'abc' }), false)
  })
})

describe('a list that is pasted', () => {
  test('may be a list, one siren, or what the server itself writes', () => {
    assert.deepEqual(listOf('[{"id":"a"}]'), { ok: true, sirens: [{ id: 'a' }] })
    assert.deepEqual(listOf('{"id":"a"}'), { ok: true, sirens: [{ id: 'a' }] })
    assert.deepEqual(listOf('{"sirens":[{"id":"a"}]}'), { ok: true, sirens: [{ id: 'a' }] })
  })
  test('that is none says why', () => {
    assert.equal(listOf('[{').ok, false)
    assert.equal(listOf('7').ok, false)
  })
})
