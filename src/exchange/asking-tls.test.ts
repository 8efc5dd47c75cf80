/** What becomes of a request over TLS: whom we believe, what we say of a certificate that is wrong, and which one we show. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { TlsOptions, TLSSocket } from 'node:tls'
import { describe, test, type TestContext } from 'node:test'
import { recordingLog, sayProblem, type KeptTls } from '#base'
import { certificate } from '../../test/support/certificates.node.ts'
import { testAuthority, type CertificateFiles } from '../../test/support/tls.node.ts'
import { systemClock } from '../base/clock.node.ts'
import { tlsAsServer } from '../base/tls-policy.node.ts'
import { keepTls } from '../base/tls-watch.node.ts'
import { httpAsking } from './asking.http.ts'
import { exchangeProblems } from './problems.ts'

const never = new AbortController().signal
const authority = testAuthority()

async function publisher(t: TestContext, options: TlsOptions) {
  const names: (string | undefined)[] = []
  const server = createServer({ ...tlsAsServer, ...options }, (request, response) => {
    const { subject } = (request.socket as TLSSocket).getPeerCertificate()
    names.push(subject?.CN as string | undefined)
    response.end('a feed')
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { names, url: `https://localhost:${(server.address() as AddressInfo).port}/feed` }
}

const keep = async (t: TestContext, own?: CertificateFiles, ca = authority.ca): Promise<KeptTls> => {
  const kept = await keepTls(
    {
      key: { setting: 'KEY', file: own?.key ?? '' },
      certificate: { setting: 'CERTIFICATE', file: own?.certificate ?? '' },
      authorities: { setting: 'CA', file: ca },
    },
    { clock: systemClock(), log: recordingLog() },
  )
  assert.ok(kept.ok && kept.value !== undefined)
  t.after(kept.value.close)
  return kept.value
}

function askingWith(t: TestContext, tls?: KeptTls) {
  const asking = httpAsking({
    ...{ policy: { allowed: ['localhost'] }, userAgent: 'Tocsin/test' },
    ...(tls === undefined ? {} : { tls }),
  })
  t.after(() => asking.close())
  return async (url: string) => {
    const answer = await asking.ask({ method: 'GET', url: new URL(url), headers: {} }, never)
    if (answer.kind === 'answer') return String(answer.status)
    const { problem } = answer
    const kind = (exchangeProblems as { [code: string]: { readonly says: string } })[problem.code]!
    return `${problem.code}: ${sayProblem(kind, problem)}`
  }
}

const pair = ({ made }: CertificateFiles) => ({ key: made.keyPem, cert: made.pem })

describe('a publisher over TLS', () => {
  test('is read when its certificate is from an authority that counts', async (t) => {
    const { url } = await publisher(t, pair(authority.server()))
    assert.equal(await askingWith(t, await keep(t))(url), '200')
  })

  const self = certificate({ name: 'localhost', names: ['localhost'] })
  const selfFiles = { key: self.keyPem, cert: self.pem }
  const between = certificate({ name: 'Between', authority: 'yes', by: authority.made })
  const behind = certificate({ name: 'localhost', names: ['localhost'], by: between })
  for (const [what, options, why] of [
    ['has ended', pair(authority.server('e', { notAfter: '2021-01-01T00:00:00Z' })), 'it has ended'],
    [
      'has not begun',
      pair(authority.server('n', { notBefore: '2039-01-01T00:00:00Z' })),
      'it has not begun yet',
    ],
    [
      'has another name',
      pair(authority.server('w', { names: ['other.example'] })),
      'it is made out to another name',
    ],
    [
      'is from nobody we know',
      pair(testAuthority('Unknown').server()),
      'it is from an authority that is not known here',
    ],
    ['is signed by itself', selfFiles, 'it is signed by itself and by nobody else'],
    [
      'lacks the one between',
      { key: behind.keyPem, cert: behind.pem },
      'it is from an authority that is not known here',
    ],
    [
      'is for clients',
      pair(authority.client('localhost', { names: ['localhost'] })),
      'it is not for servers',
    ],
  ] as const)
    test(`is not read when its certificate ${what}, and the reason is said`, async (t) => {
      const { url, names } = await publisher(t, options)
      assert.equal(
        await askingWith(t, await keep(t))(url),
        `exchange/certificate-wrong: The certificate of localhost is not to be trusted (${why}); nothing was read.`,
      )
      assert.deepEqual(names, [], 'no request was sent')
    })

  test('is not read by a server that names no authorities of its own, if only those would know it', async (t) => {
    const { url } = await publisher(t, pair(authority.server()))
    assert.match(await askingWith(t)(url), /^exchange\/certificate-wrong.*not known here/)
  })
  test('is not read in an old version of TLS', async (t) => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    const { url } = await publisher(t, { ...pair(authority.server()), ...old })
    assert.match(await askingWith(t, await keep(t))(url), /^exchange\/(certificate-wrong|unreachable)/)
  })
})

describe('a publisher that asks for certificates', () => {
  const asks = { ca: authority.made.pem, requestCert: true, rejectUnauthorized: false }
  test('is shown the one that is named, also the one that took its place', async (t) => {
    const { url, names } = await publisher(t, { ...pair(authority.server()), ...asks })
    const kept = await keep(t, authority.client('peer', { name: 'Peer one' }))
    const ask = askingWith(t, kept)
    assert.equal(await ask(url), '200')
    authority.client('peer', { name: 'Peer two' })
    assert.ok((await kept.readAgain()).ok)
    assert.equal(await ask(url), '200')
    assert.deepEqual(names, ['Peer one', 'Peer two'])
  })
  test('is shown none by who has none', async (t) => {
    const { url, names } = await publisher(t, { ...pair(authority.server()), ...asks })
    assert.equal(await askingWith(t, await keep(t))(url), '200')
    assert.deepEqual(names, [undefined])
  })
})
