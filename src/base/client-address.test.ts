import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addressGroup, clientAddress, isThisMachine, plainAddress, readProxies } from './client-address.ts'

const nobody = readProxies([])!
const proxies = readProxies(['10.0.0.0/8', '2001:db8:1::/48', '192.0.2.7'])!

describe('where a request comes from', () => {
  test('is the connection’s other end, whatever the client claims', () => {
    assert.equal(clientAddress('203.0.113.5', '198.51.100.1', nobody), '203.0.113.5')
    assert.equal(clientAddress('203.0.113.5', '198.51.100.1', proxies), '203.0.113.5')
    assert.equal(clientAddress('::ffff:203.0.113.5', undefined, nobody), '203.0.113.5')
    assert.equal(clientAddress(undefined, '198.51.100.1', proxies), 'unknown')
  })

  test('is what a named proxy says, read from the right', () => {
    assert.equal(clientAddress('192.0.2.7', '198.51.100.1', proxies), '198.51.100.1')
    assert.equal(clientAddress('10.1.2.3', '1.2.3.4, 198.51.100.1, 10.9.9.9', proxies), '198.51.100.1')
    assert.equal(clientAddress('2001:db8:1::9', 'evil, 2001:db8:5::1', proxies), '2001:db8:5::1')
    assert.equal(clientAddress('10.1.2.3', '198.51.100.1:4711', proxies), '198.51.100.1')
    assert.equal(clientAddress('10.1.2.3', '[2001:db8:5::1]:4711', proxies), '2001:db8:5::1')
  })

  test('stays the proxy where that says nothing that is an address', () => {
    for (const said of [undefined, '', 'unknown', '_hidden', '198.51.100.1, nonsense', '10.1'])
      assert.equal(clientAddress('10.1.2.3', said, proxies), '10.1.2.3', said)
    assert.equal(clientAddress('10.1.2.3', '10.4.4.4', proxies), '10.4.4.4', 'a proxy of our own asks')
  })

  test('can’t be chosen by who is no proxy: whatever stands to the left of the last word is not looked at', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (claimed, real) => {
        fc.pre(!proxies.includes(real))
        assert.equal(clientAddress('10.1.2.3', `${claimed}, ${real}`, proxies), plainAddress(real))
        assert.equal(clientAddress(real, claimed, proxies), plainAddress(real))
      }),
    )
  })
})

test('a list of proxies holds addresses and ranges and nothing else', () => {
  for (const bad of ['proxy.example', '10.0.0.0/33', '10.1', '10.0.0.0/', 'all', '1', '::/129'])
    assert.equal(readProxies([bad]), undefined, bad)
  assert.equal(readProxies(['::1', '127.0.0.1', '::ffff:10.0.0.1'])?.includes('10.0.0.1'), true)
  assert.equal(proxies.includes('::ffff:10.0.0.1'), true)
  assert.equal(proxies.includes('11.0.0.1'), false)
  assert.equal(proxies.includes('nonsense'), false)
})

test('a limit is shared by an IPv4 address or by the /64 that one customer may choose from', () => {
  assert.equal(addressGroup('203.0.113.5'), '203.0.113.5')
  assert.equal(addressGroup('2001:db8:5::1'), addressGroup('2001:db8:5:0:ffff::2'))
  assert.notEqual(addressGroup('2001:db8:5::1'), addressGroup('2001:db8:5:1::1'))
  assert.equal(addressGroup('unknown'), 'unknown')
  assert.deepEqual(
    ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '10.0.0.1', 'unknown'].map(isThisMachine),
    [true, true, true, true, false, false],
  )
})
