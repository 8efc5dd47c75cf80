import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkUrl } from './webhook-address.ts'
import { webhookProblems } from './problems.ts'

describe('the address of a webhook', () => {
  for (const [url, why] of [
    ['ftp://example.org/', 'not-a-url'],
    ['http://example.org/', 'not-https'],
    ['https://example.org:25/', 'port-not-allowed'],
    ['https://10.0.0.1/', 'private-address'],
  ] as const)
    test(`${url} is refused as webhook/${why}`, () => {
      const result = checkUrl(url, { allowed: [], plainHttp: 'allowed' })
      assert.ok(!result.ok)
      assert.equal(result.problem.code, `webhook/${why}`)
      assert.equal(result.problem.at, 'url')
      assert.ok(result.problem.code in webhookProblems)
    })
  test('is taken where it is public, or allowed by name', () => {
    assert.ok(checkUrl('https://example.org/hook', { allowed: [] }).ok)
    assert.ok(checkUrl('http://10.0.0.1:9000/', { allowed: ['10.0.0.1'] }).ok)
  })
})
