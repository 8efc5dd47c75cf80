import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FastifyReply } from 'fastify'
import {
  clearSessionCookie,
  crossSite,
  isUnattended,
  needsHttps,
  sessionOf,
  setSessionCookie,
  signInUrl,
  type Asked,
} from './session-cookie.http.ts'

const token = 'q'.repeat(43)
const cookieSetBy = (act: (reply: FastifyReply) => void) => {
  const set: unknown[] = []
  act({ header: (...header: unknown[]) => set.push(header) } as unknown as FastifyReply)
  return set
}
const publicUrl = 'https://warn.example'
const asked = (headers: Asked['headers'], more: Partial<Asked> = {}): Asked => ({
  ...{ method: 'POST', protocol: 'http' as const },
  headers: { host: 'warn.example', ...headers },
  ...more,
})

describe('the cookie of a session', () => {
  test('is set and cleared byte for byte so that no script, no other site and no plain line gets it', () => {
    assert.deepEqual(
      cookieSetBy((reply) => setSessionCookie(reply, token)),
      [['set-cookie', `__Host-tocsin=${token}; Path=/; Secure; HttpOnly; SameSite=Strict`]],
    )
    assert.deepEqual(
      cookieSetBy((reply) => clearSessionCookie(reply)),
      [['set-cookie', '__Host-tocsin=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0']],
    )
  })

  test('is read among others, and is none when there are two of it', () => {
    const read = (cookie?: string) => sessionOf({ headers: cookie === undefined ? {} : { cookie } })
    assert.equal(read(`theme=dark; __Host-tocsin=${token}; a=b=c`), token)
    assert.equal(read(`__Host-tocsin=${token}`), token)
    for (const none of [
      undefined,
      '',
      'theme=dark',
      `tocsin=${token}`,
      `__Host-tocsin-oidc=${token}`,
      `__host-tocsin=${token}`,
      '__Host-tocsin=',
      `__Host-tocsin=${token}; __Host-tocsin=${'r'.repeat(43)}`,
    ])
      assert.equal(read(none), undefined, none)
  })
})

describe('a request that changes something', () => {
  const ours = { 'tocsin-request': '1', origin: publicUrl, 'sec-fetch-site': 'same-origin' }

  test('is taken from our own pages, at the public address and at the one it came to', () => {
    assert.equal(crossSite(asked(ours), publicUrl), undefined)
    const { 'sec-fetch-site': _, ...older } = ours
    assert.equal(crossSite(asked(older), publicUrl), undefined)
    const { origin: __, ...silent } = ours
    assert.equal(crossSite(asked(silent), publicUrl), undefined)
    const local = { ...ours, host: 'localhost:8080', origin: 'http://localhost:8080' }
    assert.equal(crossSite(asked(local), publicUrl), undefined)
  })

  test('is refused from anywhere else, one sign at a time', () => {
    const wrong: { readonly [what: string]: Asked['headers'] } = {
      'no header of ours': { ...ours, 'tocsin-request': undefined },
      'another value': { ...ours, 'tocsin-request': 'yes' },
      'another site': { ...ours, 'sec-fetch-site': 'cross-site' },
      'a sister': { ...ours, 'sec-fetch-site': 'same-site' },
      'typed into the address bar': { ...ours, 'sec-fetch-site': 'none' },
      'another origin': { ...ours, origin: 'https://evil.example' },
      'another port': { ...ours, origin: 'https://warn.example:8443' },
      'plain http of the public host through a proxy': { ...ours, origin: 'http://warn.example.evil' },
      'no origin': { ...ours, origin: 'null' },
      'neither sign': { 'tocsin-request': '1' },
    }
    for (const [what, headers] of Object.entries(wrong))
      for (const method of ['POST', 'PUT', 'DELETE', 'PATCH'])
        assert.equal(
          crossSite(asked(headers, { method }), publicUrl)?.problem.code,
          'people/cross-site',
          `${method}: ${what}`,
        )
  })

  test('is not what reading is', () => {
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      assert.equal(crossSite(asked({}, { method }), publicUrl), undefined)
  })
})

describe('signing in', () => {
  const code = (host: string, more: Partial<Asked> = {}, url = publicUrl, origin?: string) =>
    needsHttps(asked({ host, ...(origin === undefined ? {} : { origin }) }, more), url)?.problem.code

  test('is possible over TLS, behind a proxy at the public address, and at localhost', () => {
    assert.equal(code('anything', { protocol: 'https' }), undefined)
    assert.equal(code('warn.example'), undefined)
    assert.equal(code('WARN.example'), undefined)
    assert.equal(code('10.0.0.1:8080', {}, publicUrl, publicUrl), undefined)
    assert.equal(code('localhost:8080', {}, 'http://127.0.0.1:8080'), undefined)
    assert.equal(code('localhost'), undefined)
  })

  test('is refused over plain http at any other address', () => {
    for (const host of [
      '127.0.0.1:8080',
      '192.168.1.5:8080',
      'warn.local',
      'localhost.evil.example',
      '',
      'localhost@evil',
    ])
      assert.equal(code(host, {}, 'http://192.168.1.5:8080'), 'people/needs-https', host)
    assert.equal(code('warn.example', {}, 'http://warn.example'), 'people/needs-https')
    assert.equal(code('evil.example', {}, publicUrl, 'https://evil.example'), 'people/needs-https')
  })
})

test('this machine by its number is called by its name where people sign in', () => {
  for (const [said, meant] of [
    ['http://127.0.0.1:8080', 'http://localhost:8080'],
    ['http://[::1]:8080', 'http://localhost:8080'],
    ['http://127.0.0.1', 'http://localhost'],
    ['https://127.0.0.1:8080', 'https://127.0.0.1:8080'],
    ['http://127.0.0.1.evil.example', 'http://127.0.0.1.evil.example'],
    ['https://warn.example', 'https://warn.example'],
  ] as const)
    assert.equal(signInUrl(said), meant)
})

test('a page that looks for news by itself says so', () => {
  assert.equal(isUnattended({ headers: { 'tocsin-unattended': '1' } }), 'unattended')
  assert.equal(isUnattended({ headers: {} }), 'by-a-person')
})
