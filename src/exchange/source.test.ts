import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { believes, letsIn, readSource } from './source.ts'

const plain = { id: 'town', address: 'https://warn.town.example/feed.atom' }
const nobody = { allowed: [] }
const misfit = (settings: object, allowed: readonly string[] = []) => {
  const read = readSource({ ...plain, ...settings }, { allowed })
  return read.ok ? 'ok' : read.problem.at
}

describe('the settings of a source', () => {
  test('need no more than an id and an address; the rest is cautious', () => {
    const read = readSource(plain, nobody)
    assert.ok(read.ok)
    assert.deepEqual(read.value, {
      ...plain,
      name: 'town',
      kind: 'auto',
      takes: 'reports',
      signature: { policy: 'noted' },
      senders: 'any',
      poll: { everySeconds: 60, minSeconds: 15, maxSeconds: 900 },
      modes: { exercise: 'left-out', test: 'left-out' },
      websub: 'if-offered',
      archives: 'never',
      paused: 'no',
    })
    assert.deepEqual(readSource(read.value, nobody), read, 'what was read reads again the same')
  })
  for (const [at, settings] of [
    ['id', { id: 'Town Hall' }],
    ['id', { id: '../etc' }],
    ['address', { address: 'ftp://warn.town.example/' }],
    ['address', { address: 'http://127.0.0.1/feed' }],
    ['address', { address: 'https://169.254.169.254/latest' }],
    ['address', { address: 'https://name:word@warn.town.example/' }],
    ['address', { address: 'https://warn.town.example:25/' }],
    ['kind', { kind: 'csv' }],
    ['poll', { poll: { everySeconds: 60, maxSeconds: 30 } }],
    ['poll.everySeconds', { poll: { everySeconds: 1 } }],
    ['senders', { senders: [] }],
    ['polling', { polling: 60 }],
    ['credentials.header', { credentials: { header: 'host', variable: 'TOCSIN_SOURCE_X' } }],
    ['credentials.variable', { credentials: { variable: 'TOCSIN_DATA' } }],
    ['credentials.variable', { credentials: { variable: 'AWS_SECRET_ACCESS_KEY' } }],
    ['credentials', { address: 'http://warn.town.example/', credentials: { variable: 'TOCSIN_SOURCE_X' } }],
  ] as const)
    test(`are refused at ${at}: ${JSON.stringify(settings)}`, () => assert.equal(misfit(settings), at))
  test('may name a private host that the administrator allowed, and a plain http one', () => {
    assert.equal(misfit({ address: 'http://127.0.0.1:9000/feed' }, ['127.0.0.1:9000']), 'ok')
    assert.equal(misfit({ address: 'http://warn.town.example/feed' }), 'ok')
  })
  test('keep their bounds around a pace that lies beyond the usual ones', () => {
    const pace = (poll: object) => {
      const read = readSource({ ...plain, poll }, nobody)
      return read.ok ? read.value.poll : read.problem
    }
    assert.deepEqual(pace({ everySeconds: 5 }), { everySeconds: 5, minSeconds: 5, maxSeconds: 900 })
    assert.deepEqual(pace({ everySeconds: 3_600 }), {
      everySeconds: 3_600,
      minSeconds: 15,
      maxSeconds: 3_600,
    })
    assert.deepEqual(pace({ maxSeconds: 30 }), { everySeconds: 30, minSeconds: 15, maxSeconds: 30 })
    assert.deepEqual(pace({ minSeconds: 300 }), { everySeconds: 300, minSeconds: 300, maxSeconds: 900 })
  })
})

describe('a source that may speak for a domain', () => {
  const senders = [{ domain: 'town.example' }, { sender: 'urn:oid:2.49.0.0.643.0' }]
  for (const sender of [
    'duty@town.example',
    'duty@Alerts.Town.Example',
    'town.example',
    'https://warn.town.example/cap?x=1',
    'http://town.example:8080',
    'urn:oid:2.49.0.0.643.0',
  ])
    test(`is believed for ${sender}`, () => assert.equal(believes({ senders }, sender), true))
  for (const sender of [
    'duty@othertown.example',
    'duty@town.example.evil.example',
    'duty@town.example@evil.example',
    'https://evil.example/@town.example',
    'https://town.example@evil.example/',
    'duty@evil.example,town.example',
    'urn:oid:2.49.0.0.643.0.1',
    'town',
    '',
  ])
    test(`is not believed for “${sender}”`, () => assert.equal(believes({ senders }, sender), false))
  test('is no matter where anybody is believed', () => assert.equal(believes({ senders: 'any' }, 'x'), true))
})

describe('the modes of a source', () => {
  const modes = { exercise: 'left-out', test: 'left-out' } as const
  test('let in what is actual, always', () => assert.equal(letsIn({ modes }, { status: 'Actual' }), true))
  test('let in exercises and tests only where each is wanted', () => {
    assert.equal(letsIn({ modes }, { status: 'Exercise' }), false)
    assert.equal(letsIn({ modes: { ...modes, exercise: 'let-in' } }, { status: 'Exercise' }), true)
    assert.equal(letsIn({ modes: { ...modes, exercise: 'let-in' } }, { status: 'Test' }), false)
    assert.equal(letsIn({ modes: { ...modes, test: 'let-in' } }, { status: 'Test' }), true)
  })
  test('never let in drafts and what systems tell each other', () => {
    const all = { exercise: 'let-in', test: 'let-in' } as const
    for (const status of ['Draft', 'System'] as const) assert.equal(letsIn({ modes: all }, { status }), false)
  })
})
