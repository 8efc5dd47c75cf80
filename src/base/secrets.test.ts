import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseJson } from './json.ts'
import { withoutSecrets } from './secrets.ts'

describe('a text without secrets', () => {
  for (const [text, left] of [
    ['connect postgres://tocsin:hunter2@db:5432/x failed', 'connect postgres://…@db:5432/x failed'],
    ['mqtts://hunter2@broker, smtp://a:hunter2@mail', 'mqtts://…@broker, smtp://…@mail'],
    ['Authorization: Bearer hunter2hunter2', 'Authorization: Bearer …'],
    ['basic aHVudGVyMg==', 'basic …'],
    ['cookie: __Host-tocsin=hunter2; other=1', 'cookie: __Host-tocsin=…; other=1'],
    ['the key tocsin_0123456789abcdef is unknown', 'the key tocsin_… is unknown'],
    ['signed with whsec_aHVudGVyMmh1bnRlcjI=', 'signed with whsec_…'],
    ['GET /feed?access_token=hunter2&page=2', 'GET /feed?access_token=…&page=2'],
    ['{"password":"hunter2","login":"olena"}', '{"password":"…","login":"olena"}'],
  ] as const)
    test(text, () => assert.equal(withoutSecrets(text), left))

  test('is the same text where there was none', () => {
    for (const text of [
      'An order could not be obeyed',
      'https://example.org/feed.xml?page=2 answers 404',
      'tocsin_decides is 1; tocsin serve; mail to duty@example.org',
      'the key of olena, the token of a page',
    ])
      assert.equal(withoutSecrets(text), text)
  })
})

test('what is wrong with a text that is no JSON is said without a piece of it', () => {
  for (const text of [
    'hunter2',
    '{"password":hunter2}',
    '{"a":1, "b": hunter2',
    '[1, hunter2, "x", "y", "z"]',
  ]) {
    const read = parseJson(text)
    assert.ok(!read.ok)
    const { why } = read.problem.details
    assert.match(String(why), /^[A-Z][^]{9,}$/, text)
    assert.doesNotMatch(String(why), /hun|password/, text)
  }
})
