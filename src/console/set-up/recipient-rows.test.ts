import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { ok, refuse } from '#base'
import { readRecipientList } from '#channels'
import { rowsOf, whyKeyOf } from './recipient-rows.ts'

const read = (rows: readonly string[]) => {
  const found = readRecipientList(['channel,address,language,areas,modes,until', ...rows].join('\r\n'), {
    language: 'en',
    resolve: ([area]) =>
      area === 'here' ? ok(['here' as AreaCode]) : (refuse('areas/unknown' as never, {}) as never),
  })
  assert.ok(found.ok)
  return found.value.refused
}

describe('a row that could not be taken', () => {
  test('has a reason that the page can say, whatever was wrong with it', () => {
    const refused = read([
      ...[
        'sms,12,en,here,,',
        'fax,+4930111111,en,here,,',
        'sms,+4930111111,en-,here,,',
        'sms,+4930111111,en,,,',
      ],
      ...['sms,+4930111111,en,there,,', 'sms,+4930111111,en,here,never,', 'sms,+4930111111,en,here,,soon'],
      ...['sms,+4930111111,en,here,,', 'sms,+4930111111,en,here,,'],
    ])
    assert.deepEqual(
      refused.map(({ why }) => whyKeyOf(why)),
      ['address', 'channel', 'language', 'noArea', 'unknownArea', 'modes', 'until', 'twice'],
    )
    assert.equal(whyKeyOf('something new'), undefined)
  })
  test('is found again in the file by the number that it was told with', () => {
    const text = [
      '\uFEFFchannel,address,areas',
      '',
      'sms,1,here',
      'sms,2,"here',
      'there"',
      'sms,3,here',
      '',
    ].join('\r\n')
    assert.deepEqual([...rowsOf(text)].slice(1), [
      [2, 'sms,1,here'],
      [3, 'sms,2,"here ⏎ there"'],
      [4, 'sms,3,here'],
    ])
  })
})
