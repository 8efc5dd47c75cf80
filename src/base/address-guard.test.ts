import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { checkAddress, checkUrl } from './address-guard.ts'

const nobody = { allowed: [] }
const codeOf = (url: string, allowed: readonly string[] = []) => {
  const result = checkUrl(url, { allowed })
  return result.ok ? 'ok' : result.problem.code
}

describe('the address guard', () => {
  for (const url of [
    'https://example.org/hook?x=1',
    'https://example.org:8443/',
    'https://93.184.216.34/',
    'https://[2606:4700::1111]/',
    'https://münchen.example/',
  ])
    test(`lets ${url} pass`, () => assert.equal(codeOf(url), 'ok'))

  for (const [url, code] of [
    ['http://example.org/', 'not-https'],
    ['https://example.org:25/', 'port-not-allowed'],
    ['https://example.org:22/', 'port-not-allowed'],
    ['https://name:word@example.org/', 'not-a-url'],
    ['https://name@example.org/', 'not-a-url'],
    ['https://example.org/#part', 'not-a-url'],
    ['ftp://example.org/', 'not-a-url'],
    ['file:///etc/passwd', 'not-a-url'],
    ['javascript:alert(1)', 'not-a-url'],
    ['/hook', 'not-a-url'],
    ['', 'not-a-url'],
    [`https://example.org/${'x'.repeat(2_100)}`, 'not-a-url'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://127.1/', 'private-address'],
    ['https://0x7f000001/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://0177.0.0.1/', 'private-address'],
    ['https://127.0.0.1./', 'private-address'],
    ['https://[::1]/', 'private-address'],
    ['https://[::ffff:10.0.0.1]/', 'private-address'],
    ['https://169.254.169.254/latest/meta-data', 'private-address'],
  ])
    test(`refuses ${url!.slice(0, 60)} as ${code}`, () => assert.equal(codeOf(url!), `base/${code}`))

  for (const address of [
    ...[
      '0.0.0.0',
      '0.1.2.3',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.2',
      '169.254.0.1',
      '172.31.255.255',
      '192.168.1.1',
    ],
    ...['192.0.0.8', '192.0.2.1', '198.18.0.1', '198.51.100.7', '203.0.113.1', '224.0.0.1', '240.0.0.1'],
    ...[
      '255.255.255.255',
      '168.63.129.16',
      '::',
      '::1',
      '::127.0.0.1',
      '::ffff:93.184.216.34',
      '64:ff9b::a00:1',
    ],
    ...['64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:a00:1::', '3fff::1', '4000::1', 'fc00::1'],
    ...['fd12::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1', 'example.org', ''],
  ])
    test(`takes “${address}” for private`, () => assert.equal(checkAddress('host', address).ok, false))

  for (const address of [
    '1.1.1.1',
    '93.184.216.34',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '2a00:1450::1',
  ])
    test(`takes ${address} for public`, () => assert.equal(checkAddress('host', address).ok, true))

  test('lets a host pass that was allowed by name, and no other', () => {
    assert.equal(codeOf('http://127.0.0.1:9000/', ['127.0.0.1']), 'ok')
    assert.equal(codeOf('http://127.0.0.1:9000/', ['127.0.0.1:9000']), 'ok')
    assert.equal(codeOf('http://[::1]:9000/', ['[::1]:9000']), 'ok')
    assert.equal(codeOf('http://Boards.local/', ['boards.local']), 'ok')
    assert.equal(codeOf('http://127.0.0.1:9001/', ['127.0.0.1:9000']), 'base/not-https')
    assert.equal(codeOf('http://boards.local.example.org/', ['boards.local']), 'base/not-https')
    assert.equal(codeOf('http://boards.local@example.org/', ['boards.local']), 'base/not-a-url')
  })

  test('lets plain http pass where it is only read, to its own ports', () => {
    const policy = { allowed: [], plainHttp: 'allowed' } as const
    for (const url of ['http://example.org/', 'http://example.org:8080/', 'https://example.org/'])
      assert.ok(checkUrl(url, policy).ok, url)
    for (const [url, code] of [
      ['http://example.org:25/', 'base/port-not-allowed'],
      ['http://example.org:443/', 'base/port-not-allowed'],
      ['https://example.org:80/', 'base/port-not-allowed'],
      ['http://127.0.0.1/', 'base/private-address'],
      ['http://[::1]:8080/', 'base/private-address'],
    ] as const) {
      const result = checkUrl(url, policy)
      assert.equal(result.ok ? 'ok' : result.problem.code, code, url)
    }
  })

  test('repeats no password in its refusal', () => {
    const result = checkUrl('https://name:word@example.org/', nobody)
    assert.ok(!result.ok)
    assert.doesNotMatch(JSON.stringify(result.problem), /word/)
  })
})
