/** What a start loads: all that a warning goes through, so that none waits for a file, and of the packages that only some tasks need none. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'

const root = join(import.meta.dirname, '..')

/** Writes down every file that the main thread loads before it has answered once, the last line of what it prints. */
const listing = `
import { registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'
const loaded = []
if (isMainThread) {
  registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
  process.on('exit', () => console.log(JSON.stringify(loaded)))
}`

const onTheWay = [
  ...['src/alerts/lifecycle.ts', 'src/alerts/wording.ts', 'src/delivery/courier.ts'],
  ...[
    'src/channels/siren/open-sirens.mqtt.ts',
    'src/channels/siren/broker.mqtt.ts',
    'src/channels/siren/line.mqtt.ts',
  ],
  ...[
    'src/channels/stream/start-live.sse.ts',
    'src/channels/push/push-channel.ts',
    'src/channels/push/encrypting.node.ts',
  ],
]
const onlyForSomeTasks = [
  ...[
    '@block65/webcrypto-web-push',
    '@fastify/swagger',
    '@simplewebauthn/server',
    '@zxcvbn-ts/core',
    'bidi-js',
  ],
  ...[
    'fastify-type-provider-zod',
    'htmlparser2',
    'ical.js',
    'libxml2-wasm',
    'nodemailer',
    'openid-client',
    'otpauth',
  ],
  ...['pg', 'postal-mime', 'prom-client', 'smpp', 'topojson-server', 'unpdf', 'yaml'],
]

describe('a start', () => {
  let loaded: readonly string[]
  before(async () => {
    const data = mkdtempSync(join(tmpdir(), 'tocsin-loads-'))
    const own = Object.entries(process.env).filter(([name]) => !name.startsWith('TOCSIN_'))
    const ports = { TOCSIN_HOST: '127.0.0.1', TOCSIN_PORT: '0', TOCSIN_MQTT_PORT: '0' }
    const said = await new Promise<string>((resolve, reject) =>
      execFile(
        process.execPath,
        [
          ...['--import', `data:text/javascript,${encodeURIComponent(listing)}`],
          ...[join(root, 'src', 'cli', 'tocsin.mjs'), 'serve', '--rehearse'],
        ],
        { env: { ...Object.fromEntries(own), ...ports, TOCSIN_DATA: data }, maxBuffer: 16 * 1024 * 1024 },
        (error, out) => (error === null ? resolve(out) : reject(error)),
      ),
    )
    rmSync(data, { recursive: true })
    loaded = JSON.parse(said.trim().split('\n').at(-1) as string) as string[]
  })

  test('has loaded what a warning goes through', () => {
    assert.deepEqual(
      onTheWay.filter((file) => !loaded.some((url) => url.endsWith(`/${file}`))),
      [],
    )
  })

  test('loads none of the packages that only some tasks need', () => {
    assert.deepEqual(
      onlyForSomeTasks.filter((name) => loaded.some((url) => url.includes(`/node_modules/${name}/`))),
      [],
    )
  })
})
