import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { waysOut } from './support/ways-out.ts'

const root = join(import.meta.dirname, '..')

/**
 * Why a file may reach the network. `guarded`: wherever the address comes from, it is checked before and after its name is
 * looked up. `administrator`: it goes where a setting of the machine says, and nowhere else. `listens`: it opens nothing.
 * `inside`: to another process of the same server. `operator`: the command line, on behalf of who types. `browser`: runs on
 * pages whose policy lets them ask their own server alone.
 */
type Why = 'guarded' | 'administrator' | 'listens' | 'inside' | 'operator' | 'browser'

const ways: { readonly [file: string]: readonly [Why, ...string[]] } = {
  'src/base/guarded-lookup.node.ts': ['guarded', 'node:dns'],
  'src/channels/webhook/webhook-channel.http.ts': ['guarded', 'node:http', 'node:https'],
  'src/exchange/asking.http.ts': ['guarded', 'node:http', 'node:https'],
  'src/channels/push/push-request.http.ts': ['guarded', 'node:http', 'node:https'],
  'src/people/calling/call.http.ts': ['guarded', 'node:http', 'node:https'],
  'src/people/oidc/guarded-fetch.http.ts': ['guarded', 'node:http', 'node:https'],
  // The library asks through guardedFetch, given to it as its own.
  'src/people/oidc/discovery.http.ts': ['guarded', 'openid-client'],

  'src/base/shelf.postgres.ts': ['administrator', 'pg'],
  'src/base/together.postgres.ts': ['administrator', 'pg'],
  'src/delivery/attempt-log.postgres.ts': ['administrator', 'pg'],
  'src/ledger/leader.postgres.ts': ['administrator', 'pg'],
  'src/ledger/ledger.postgres.ts': ['administrator', 'pg'],
  'src/channels/cell-broadcast/centre.cbe.ts': ['administrator', 'node:http', 'node:https'],
  'src/channels/siren/line.mqtt.ts': ['administrator', 'mqtt', 'node:net', 'node:tls'],
  'src/people/calling/call.smtp.ts': ['administrator', 'nodemailer'],
  'src/channels/gateway/gateway-carrier.http.ts': ['guarded', 'node:http', 'node:https'],
  'src/channels/email/mail-carrier.smtp.ts': ['administrator', 'nodemailer'],
  'src/sites/reading-line.mqtt.ts': ['administrator', 'mqtt', 'node:net', 'node:tls'],
  'src/sites/reading-rows.postgres.ts': ['administrator', 'pg'],
  'src/channels/sms/smpp-library.smpp.ts': ['administrator', 'smpp'],
  'src/channels/sms/smpp-link.smpp.ts': ['administrator', 'node:net', 'node:tls'],
  'src/server/evidence-model.http.ts': ['administrator', 'fetch'],

  'src/base/tls-listener.node.ts': ['listens', 'node:tls'],
  'src/channels/cell-broadcast/simulator.http.ts': ['listens', 'node:http'],
  'src/channels/siren/broker.mqtt.ts': ['listens', 'node:net'],
  'src/channels/stream/front.sse.ts': ['listens', 'node:net'],
  'src/exchange/asking-tls.node.ts': ['listens', 'node:tls'],
  'src/server/app.http.ts': ['listens', 'node:http'],
  // The names of its status codes alone.
  'src/server/refusals.http.ts': ['listens', 'node:http'],
  'src/server/tls-redirect.http.ts': ['listens', 'node:http'],
  'src/server/dialect-sockets.ws.ts': ['listens', 'ws'],

  'src/channels/stream/front-pool.node.ts': ['inside', 'node:child_process', 'node:net'],
  'src/channels/stream/live-worker.node.ts': ['inside', 'node:net'],
  // To its own port, to see what a reader sees.
  'src/server/proofs/own-door.http.ts': ['inside', 'node:http'],

  // Starts the Node that came along, and ends with it.
  'src/cli/tocsin.mjs': ['operator', 'child_process'],
  'src/cli/client.http.ts': ['operator', 'fetch'],
  'src/cli/commands/cell-broadcast.cli.ts': ['operator', 'fetch'],
  'src/cli/commands/doctor.cli.ts': ['operator', 'node:net'],
  'src/cli/commands/serve.cli.ts': ['operator', 'fetch'],
}

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = globSync('src/**/*.{ts,mjs}', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.(test|contract|bench)\.ts$/.test(file))

describe('every way out of the server', () => {
  test('is on the list that says why it may be there', () => {
    const found = Object.fromEntries(
      sources.flatMap((file) => {
        const { ways } = waysOut(read(file))
        return ways.length === 0 || file.endsWith('.dom.ts') ? [] : [[file, ways]]
      }),
    )
    const listed = Object.fromEntries(
      Object.entries(ways).map(([file, [, ...names]]) => [file, names.toSorted()]),
    )
    assert.deepEqual(found, listed)
    assert.ok(Object.keys(found).length > 15, 'the sources were not read')
  })

  test('is guarded where an address comes from elsewhere: it is checked, and what its name leads to is, too', () => {
    for (const [file, [why]] of Object.entries(ways)) {
      if (why !== 'guarded' || file === 'src/base/guarded-lookup.node.ts') continue
      const text = read(file)
      if (file.endsWith('discovery.http.ts')) {
        const provider = read('src/people/oidc/provider.http.ts')
        assert.match(provider, /const fetch = guardedFetch\(/, file)
        for (const one of [text, provider]) assert.match(one, /library\.customFetch\](: | = )fetch\b/, file)
        continue
      }
      assert.match(text, /guardedLookup\(/, `${file} looks names up unguarded`)
      assert.match(text, /\.\.\.\(isAllowed\([\w.]+, policy\) \? \{\} : \{ lookup: guarded \}\)/, file)
      // Whoever hands it an address has checked it; most do it themselves.
      assert.match(text, /\bcheckUrl\(|\bcheckUrl\b|policy: AddressPolicy/, file)
    }
  })

  test('is none where a file only listens', () => {
    for (const [file, [why]] of Object.entries(ways))
      if (why === 'listens') assert.equal(opensConnections(read(file)), false, `${file} connects`)
  })
})

/** Calls of what connects; `.get(` and `.request` of maps and messages are told apart by what they are called on. */
function opensConnections(text: string): boolean {
  return /\b(?:http|https|net|tls)\.(?:request|get|connect|createConnection)\(|(?<![.\w])(?:connect|createConnection)\(/.test(
    text,
  )
}

describe('a way out that nobody listed is found', () => {
  for (const [name, text] of [
    ['fetch', 'export const a = (url: string) => fetch(url)'],
    ['fetch', 'export const a = (url: string) => globalThis.fetch(url)'],
    ['fetch', 'const ask = fetch\nexport const a = () => ask("x")'],
    ['WebSocket', 'export const a = (url: string) => new WebSocket(url)'],
    ['EventSource', 'export const a = (url: string) => new EventSource(url)'],
    ['node:http', `import { request } from 'node:http'\nexport const a = () => request('http://x')`],
    [
      'node:http',
      `const http = process.getBuiltinModule('node:http')\nexport const a = () => http.get('http://x')`,
    ],
    ['node:https', `import https from 'node:https'\nexport const a = () => https.get('https://x')`],
    ['http', `import { get } from 'http'\nexport const a = get`],
    ['node:http2', `import { connect } from 'node:http2'\nexport const a = connect`],
    ['node:net', `import * as net from 'node:net'\nexport const a = () => net.connect(1)`],
    ['node:tls', `export const a = async () => (await import('node:tls')).connect(1)`],
    ['node:dgram', `import { createSocket } from 'node:dgram'\nexport const a = createSocket`],
    ['node:dns', `import { lookup } from 'node:dns'\nexport const a = lookup`],
    [
      'node:child_process',
      `import { spawn } from 'node:child_process'\nexport const a = () => spawn('curl')`,
    ],
    ['mqtt', `import { connect } from 'mqtt'\nexport const a = connect`],
    ['pg', `import pg from 'pg'\nexport const a = pg`],
    ['nodemailer', `export const a = () => import('nodemailer')`],
    ['openid-client', `import * as client from 'openid-client'\nexport const a = client`],
    ['undici', `import { createRequire } from 'node:module'\nexport const a = createRequire('')('undici')`],
    ['ws', `export { WebSocket as a } from 'ws'`],
  ] as const)
    test(`${name}: ${text.split('\n').at(0)!.slice(0, 70)}`, () => {
      assert.deepEqual(waysOut(text).ways, [name])
    })

  test('and what only looks like one is not', () => {
    for (const text of [
      `import type { Socket } from 'node:net'\nexport type A = Socket`,
      `import { type Socket, type Server } from 'node:net'\nexport type A = Socket | Server`,
      `export const a = (fetch: (url: string) => string) => fetch('x')`,
      `export interface A { fetch(url: string): void }\nexport const a = (one: A) => one.fetch('x')`,
      `export const a = new Map<string, string>().get('node:x')`,
    ])
      assert.deepEqual(waysOut(text).ways, [], text)
  })
})
