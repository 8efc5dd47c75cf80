import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { understandTime } from './times.ts'

describe('a time', () => {
  test('is taken as it is where it is written as CAP writes it', () => {
    for (const text of [
      '2002-05-24T16:49:00-07:00',
      '2024-02-29T00:00:00-00:00',
      '2024-12-31T24:00:00+14:00',
      '2000-02-29T23:59:59+00:00',
    ])
      assert.deepEqual(understandTime(text), { at: text, oddities: [] })
  })

  for (const [text, at, ...oddities] of [
    ['2002-05-24T16:49:00Z', '2002-05-24T16:49:00-00:00', 'cap/time-zulu'],
    ['2002-05-24T16:49:00.5-07:00', '2002-05-24T16:49:00-07:00', 'cap/time-fraction'],
    ['2002-05-24T16:49:00.5Z', '2002-05-24T16:49:00-00:00', 'cap/time-zulu', 'cap/time-fraction'],
    ['2002-05-24 16:49:00-07:00', '2002-05-24T16:49:00-07:00', 'cap/time-format'],
    ['2002-05-24T16:49-07:00', '2002-05-24T16:49:00-07:00', 'cap/time-format'],
    ['2002-05-24T16:49:00-0700', '2002-05-24T16:49:00-07:00', 'cap/time-format'],
    ['2002-05-24T16:49:00-07', '2002-05-24T16:49:00-07:00', 'cap/time-format'],
    ['2002-5-4T6:49:00-07:00', '2002-05-04T06:49:00-07:00', 'cap/time-format'],
    ['2002-05-24 16:49:00 UTC', '2002-05-24T16:49:00-00:00', 'cap/time-zulu', 'cap/time-format'],
    ['Fri, 24 May 2002 16:49:00 GMT', '2002-05-24T16:49:00-00:00', 'cap/time-format'],
    ['24 May 2002 16:49 PDT', '2002-05-24T16:49:00-07:00', 'cap/time-format'],
    ['Fri, 24 May 2002 16:49:00 -0700', '2002-05-24T16:49:00-07:00', 'cap/time-format'],
    ['2002-05-24T16:49:00', undefined, 'cap/time-without-zone'],
    ['2002-05-24', undefined, 'cap/time-without-zone'],
    ['24 May 2002 16:49', undefined, 'cap/time-without-zone'],
    ['2002-02-30T16:49:00-07:00', undefined, 'cap/invalid-time'],
    ['1900-02-29T16:49:00-07:00', undefined, 'cap/invalid-time'],
    ['2002-13-24T16:49:00-07:00', undefined, 'cap/invalid-time'],
    ['2002-05-24T25:49:00-07:00', undefined, 'cap/invalid-time'],
    ['2002-05-24T24:49:00-07:00', undefined, 'cap/invalid-time'],
    ['2002-05-24T16:49:00-15:00', undefined, 'cap/invalid-time'],
    ['05/24/2002 16:49:00 -07:00', undefined, 'cap/invalid-time'],
    ['24 May 2002 16:49 IST', undefined, 'cap/invalid-time'],
    ['24 Mai 02 16:49 GMT', undefined, 'cap/invalid-time'],
    ['1022284140', undefined, 'cap/invalid-time'],
    ['tomorrow', undefined, 'cap/invalid-time'],
    ['2002-05-24T16:49:00' + ' '.repeat(100_000) + '-07:00', undefined, 'cap/invalid-time'],
  ] as const)
    test(`“${text.slice(0, 40)}” is ${at ?? 'no time'}`, () => {
      assert.deepEqual(understandTime(text), { at, oddities })
    })
})
