import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { webhookFormats as allFormats, formatTraits } from '#channels'
import {
  emptyFields,
  inFormat,
  lackOf,
  modesOffered,
  subscriptionOf,
  toggled,
  webhookFormats,
} from './webhook-fields.ts'

describe('a subscription being written', () => {
  const begun = { ...emptyFields('drill'), url: ' https://example.org/hook ' }

  test('is of everything at first, and sends no list of what may grow', () => {
    assert.deepEqual(subscriptionOf(begun), {
      url: 'https://example.org/hook',
      areas: 'everywhere',
      modes: ['drill', 'test'],
    })
  })

  test('sends the areas and levels that were chosen', () => {
    const chosen = {
      ...begun,
      ...({ where: 'some', areas: ['gn:1'], which: 'some', levels: ['lipetsk/red'] } as const),
    }
    assert.deepEqual(subscriptionOf(chosen), {
      ...{ url: 'https://example.org/hook', areas: ['gn:1'] },
      ...{ modes: ['drill', 'test'], levels: ['lipetsk/red'] },
    })
    assert.equal(lackOf(chosen), undefined)
  })

  test('says what is missing, the first of it', () => {
    assert.equal(lackOf({ ...begun, where: 'some', modes: [] }), 'areas')
    assert.equal(lackOf({ ...begun, modes: [] }), 'modes')
    assert.equal(lackOf({ ...begun, which: 'some' }), 'levels')
    assert.equal(lackOf(begun), undefined)
  })

  test('in the words of others asks for drills by name', () => {
    const paging = inFormat(begun, 'alertmanager', 'live')
    assert.deepEqual(paging.modes, ['live'])
    assert.deepEqual(subscriptionOf(paging), {
      ...{ url: 'https://example.org/hook', areas: 'everywhere', modes: ['live'], format: 'alertmanager' },
    })
    assert.equal(lackOf(inFormat(begun, 'alertmanager', 'drill')), 'modes')
    assert.deepEqual(inFormat(paging, 'tocsin', 'live').modes, ['live', 'drill', 'test'])
    assert.deepEqual(webhookFormats, allFormats)
    for (const format of webhookFormats)
      for (const mode of modesOffered('live', format)) assert.ok(formatTraits[format].modes.includes(mode))
  })

  test('is offered live alone where something is live', () => {
    assert.ok(!modesOffered('drill').includes('live'))
    assert.ok(modesOffered('live').includes('live'))
  })

  test('takes in what was not in it, and lets go what was', () => {
    assert.deepEqual(toggled(['a'], 'b'), ['a', 'b'])
    assert.deepEqual(toggled(['a', 'b'], 'a'), ['b'])
  })
})
