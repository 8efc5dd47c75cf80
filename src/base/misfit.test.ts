import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { z } from 'zod'
import { misfitOf } from './misfit.ts'

const order = z.strictObject({
  areas: z.array(z.string().min(1)).min(1).max(3),
  mode: z.enum(['live', 'drill']).optional(),
  minutes: z.number().int().min(5).max(60).optional(),
  channels: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]).optional(),
  texts: z.record(z.string(), z.strictObject({ '90': z.string().max(4).optional() })).optional(),
  hash: z
    .string()
    .regex(/^[0-9a-f]+$/)
    .optional(),
})

/** Breaks one thing and reads what is said of it. */
function said(broken: unknown, within?: string): string {
  const parsed = order.safeParse(broken)
  assert.ok(!parsed.success, JSON.stringify(broken))
  const { at, why } = misfitOf(parsed.error.issues, within)
  return `${at}: ${why}`
}
const areas = ['Zadonsky']

describe('a value that does not fit', () => {
  test('is told by its place, down to the entry of a list and the member of a member', () => {
    assert.equal(said({ areas: ['x', 7] }), 'areas[1]: it must be a text')
    assert.equal(said({ areas, texts: { en: { '90': 7 } } }), 'texts.en.90: it must be a text')
    assert.equal(said({ areas: 'x' }, 'query'), 'query.areas: it must be a list')
  })

  test('that is missing is told to be missing', () => {
    assert.equal(said({}), 'areas: it is missing')
    assert.equal(said(undefined), ': it is missing')
    assert.equal(said(null), ': it must be an object')
  })

  test('of a name nobody knows is told by that name', () => {
    assert.equal(said({ areas, are: 1 }), 'are: nothing of that name is expected here')
    assert.equal(
      said({ areas, texts: { en: { '91': 'x' } } }),
      'texts.en.91: nothing of that name is expected here',
    )
  })

  test('that is too little or too much is told the bound', () => {
    assert.equal(said({ areas: [] }), 'areas: it is empty')
    assert.equal(said({ areas: [''] }), 'areas[0]: it is empty')
    assert.equal(said({ areas: ['a', 'b', 'c', 'd'] }), 'areas: it must have at most 3 entries')
    assert.equal(said({ areas, minutes: 4 }), 'minutes: it must be at least 5')
    assert.equal(said({ areas, minutes: 4.5 }), 'minutes: it must be a whole number')
    assert.equal(
      said({ areas, texts: { en: { '90': 'abcde' } } }),
      'texts.en.90: it must have at most 4 characters',
    )
  })

  test('that is none of the choices is told the choices', () => {
    assert.equal(said({ areas, mode: 'real' }), 'mode: it must be one of live, drill')
    assert.equal(said({ areas, hash: 'xyz' }), 'hash: it doesn’t fit /^[0-9a-f]+$/')
  })

  test('is told in the words of its schema where that has any', () => {
    const schema = z.string().regex(/^mqtts?:/, 'must begin with mqtt://')
    const parsed = schema.safeParse('http://x')
    assert.ok(!parsed.success)
    assert.deepEqual(misfitOf(parsed.error.issues), { at: '', why: 'must begin with mqtt://' })
  })

  test('of several forms is measured by the one that it resembles', () => {
    assert.equal(said({ areas, channels: ['sirens', ''] }), 'channels[1]: it is empty')
    assert.equal(said({ areas, channels: 'some' }), 'channels: it must be all, or it must be a list')
  })
})
