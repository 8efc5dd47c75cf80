/** Two whole servers that exchange a feed over mutual TLS, and what is said when the certificates of one are wrong. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { instantOf, sha256 } from '#base'
import { X509Certificate } from 'node:crypto'
import { clientCertificateOf } from '../../src/server/client-certificate.node.ts'
import { done, issueAlert, red, startTestServer, zadonsky, type TestServer } from '../support/server.node.ts'
import { testAuthority, type CertificateFiles } from '../support/tls.node.ts'

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../packs/lipetsk/authority.json'), 'utf8'),
) as { readonly [name: string]: unknown }

interface Shown {
  readonly health?: { readonly problem?: { readonly code: string; readonly detail?: string } }
}

describe('two servers over mutual TLS', () => {
  const authority = testAuthority('Authority of both')
  const start = (name: string, settings: { readonly [variable: `TOCSIN_${string}`]: string }) => {
    const file = join(authority.folder, `${name}.json`)
    writeFileSync(file, JSON.stringify({ ...shipped, sender: `${name}@peers.example` }))
    return startTestServer({
      settings: {
        ...{ TOCSIN_BROKER: 'none', TOCSIN_AUTHORITY: file, TOCSIN_SOURCE_ALLOW: '127.0.0.1,localhost' },
        ...settings,
      },
      expects: /source|message/i,
    })
  }
  const serving = ({ key, certificate }: CertificateFiles) => ({
    ...{ TOCSIN_TLS_PORT: '0', TOCSIN_TLS_KEY: key, TOCSIN_TLS_CERTIFICATE: certificate },
    ...{ TOCSIN_CLIENT_CA: authority.ca, TOCSIN_CLIENT_CERTIFICATES: 'must' },
  })
  const asking = ({ key, certificate }: CertificateFiles, ca = authority.ca) => ({
    ...{ TOCSIN_PEER_KEY: key, TOCSIN_PEER_CERTIFICATE: certificate, TOCSIN_PEER_CA: ca },
  })
  const addPeer = async (at: TestServer, from: TestServer) =>
    done(
      await at.admin.ask('PUT', '/v1/sources/peer', {
        body: {
          address: `${from.running.tls!.url}/v1/feed.atom?mode=drill&lang=en`,
          ...{ takes: 'relayed', mapping: 'lipetsk', modes: { exercise: 'let-in' } },
        },
      }),
    )
  const check = async (at: TestServer) => done<Shown>(await at.admin.post('/v1/sources/peer/check', {}))
  const inForce = async (at: TestServer) =>
    done<{ lines: unknown[] }>(await at.stranger.get('/v1/board?mode=drill')).lines.length

  test('exchange a feed both ways, each knowing who asks', async (t) => {
    const certificates = {
      one: authority.client('one.example'),
      other: authority.client('other.example'),
    }
    const one = await start('one', { ...serving(authority.server('one')), ...asking(certificates.one) })
    const other = await start('other', {
      ...serving(authority.server('other')),
      ...asking(certificates.other),
    })
    t.after(async () => {
      await one.close()
      await other.close()
    })
    const seen = new Set<string | undefined>()
    one.running.app.fastify.server.prependListener('request', (request) =>
      seen.add(clientCertificateOf(request, instantOf(Date.now()))),
    )
    await issueAlert(one, red([zadonsky]))
    seen.clear()
    await addPeer(other, one)
    await addPeer(one, other)
    await check(other)
    for (let tries = 0; tries < 100 && (await inForce(other)) === 0; tries++) await wait(50)
    assert.equal(await inForce(other), 1)
    const print = sha256(new X509Certificate(certificates.other.made.pem).raw)
    assert.ok(seen.has(print), 'the other showed its certificate')
    // And back: it is read without taking its own for another's.
    const health = await check(one)
    assert.equal(health.health?.problem, undefined, JSON.stringify(health))
    assert.equal(await inForce(one), 1)
  })

  test('say what is wrong with a certificate', async (t) => {
    const one = await start('one', serving(authority.server('one')))
    t.after(() => one.close())
    const stranger = testAuthority('Another')
    for (const [settings, code] of [
      [asking(stranger.client('other.example')), 'exchange/not-let-in'],
      [{ TOCSIN_PEER_CA: authority.ca }, 'exchange/not-let-in'],
      [asking(authority.client('other.example'), stranger.ca), 'exchange/certificate-wrong'],
    ] as const) {
      const other = await start('other', settings)
      await addPeer(other, one)
      const shown = await check(other)
      await other.close()
      assert.ok(JSON.stringify(shown).includes(code), `${code}: ${JSON.stringify(shown)}`)
    }
  })
})
