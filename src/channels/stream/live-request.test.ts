import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { readLiveRequest, sniff } from './live-request.ts'

const head = (target = '/v1/live', ...fields: string[]) =>
  [`GET ${target} HTTP/1.1`, 'Host: localhost', ...fields].join('\r\n')
const read = (target?: string, ...fields: string[]) => readLiveRequest(head(target, ...fields))
const refused = (text: string) => {
  const request = readLiveRequest(text)
  return request.ok ? 'accepted' : request.problem.code
}

describe('a request for the live stream', () => {
  test('asks for everything from the present when it says no more', () => {
    assert.deepEqual(read(), { ok: true, value: { method: 'GET', from: 'the present' } })
  })

  test('names areas in one list or in several', () => {
    const request = read('/v1/live?areas=RU-LIP,gn%3A535121&areas=UA05')
    assert(request.ok)
    assert.deepEqual(request.value.areas, ['RU-LIP', 'gn:535121', 'UA05'])
  })

  test('resumes after the id in the header, which a browser keeps newer than the one in the URL', () => {
    const request = read('/v1/live?lastEventId=5', 'Last-Event-ID: 17.1')
    assert(request.ok)
    assert.deepEqual(request.value.from, { seq: 17, part: 1 })
    const fromUrl = read('/v1/live?lastEventId=5', 'Last-Event-ID:')
    assert(fromUrl.ok)
    assert.deepEqual(fromUrl.value.from, { seq: 5, part: 0 })
  })

  test('may be of HTTP/1.0 and then needs no Host', () => {
    assert.equal(refused('GET /v1/live HTTP/1.0'), 'accepted')
    assert.equal(refused('GET /v1/live HTTP/1.1'), 'channels/bad-live-request')
  })

  const refusals: readonly (readonly [string, string, string])[] = [
    ['an empty list of areas', head('/v1/live?areas='), 'channels/no-areas'],
    ['only commas for areas', head('/v1/live?areas=,%20,'), 'channels/no-areas'],
    ['a parameter it doesn’t know', head('/v1/live?area=RU-LIP'), 'channels/unknown-parameter'],
    ['an id that isn’t one', head('/v1/live', 'Last-Event-ID: yesterday'), 'channels/not-a-position'],
    ['two ids', head('/v1/live', 'Last-Event-ID: 1', 'last-event-id: 2'), 'channels/bad-live-request'],
    ['two hosts', head('/v1/live', 'Host: other'), 'channels/bad-live-request'],
    ['a body', head('/v1/live', 'Content-Length: 5'), 'channels/bad-live-request'],
    ['a chunked body', head('/v1/live', 'Transfer-Encoding: chunked'), 'channels/bad-live-request'],
    ['HTTP/2', 'GET /v1/live HTTP/2.0\r\nHost: a', 'channels/bad-live-request'],
    ['a space before a colon', head('/v1/live', 'Cookie : a'), 'channels/bad-live-request'],
    ['a folded line', head('/v1/live', 'X: a', ' b'), 'channels/bad-live-request'],
    ['a bare CR', head('/v1/live', 'X: a\rHost: b'), 'channels/bad-live-request'],
    ['a bare LF', head('/v1/live', 'X: a\nHost: b'), 'channels/bad-live-request'],
    ['a NUL', head('/v1/live', 'X: a\0'), 'channels/bad-live-request'],
    ['two spaces in its first line', 'GET  /v1/live HTTP/1.1\r\nHost: a', 'channels/bad-live-request'],
  ]
  for (const [what, text, code] of refusals)
    test(`is refused with ${what}`, () => assert.equal(refused(text), code))

  test('is read or refused, never anything else, whatever bytes come', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              'GET ',
              '/v1/live',
              '?areas=',
              ' HTTP/1.1',
              '\r\n',
              'Host: a',
              '\r',
              '\n',
              ':',
              '%',
              '%zz',
              'Last-Event-ID: ',
            ),
            fc.string({ unit: 'binary', maxLength: 8 }),
          ),
        ),
        (parts) => {
          const request = readLiveRequest(parts.join(''))
          if (!request.ok) assert.match(request.problem.code, /^channels\//)
        },
      ),
      { seed: 20251102, numRuns: 500 },
    )
  })
})

describe('a connection’s first bytes', () => {
  const kind = (text: string) => sniff(Buffer.from(text, 'latin1'))

  test('ask for the stream when its path ends where the stream’s does', () => {
    for (const text of [
      'GET /v1/live ',
      'GET /v1/live?',
      'GET /v1/live HTTP/1.1\r\n',
      'HEAD /v1/live ',
      'OPTIONS /v1/live ?',
    ])
      assert.equal(kind(text), 'live', text)
  })

  test('belong to the HTTP server as soon as they differ', () => {
    for (const text of [
      'P',
      'GET /v1/lo',
      'GET /v1/live/',
      'GET /v1/lives',
      'GET  ',
      'get ',
      '\r\nGET /v1/live ',
      '\x16\x03\x01',
      'HEADS',
    ])
      assert.equal(kind(text), 'other', text)
  })

  test('are undecided only while they could become either', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      for (let i = 0; i <= `${method} /v1/live`.length; i++)
        assert.equal(kind(`${method} /v1/live`.slice(0, i)), 'undecided')
  })
})
