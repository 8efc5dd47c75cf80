import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { recordingLog, type Log } from '#base'
import { nodeLog } from '../../src/base/log.node.ts'
import { readConfig } from '../../src/server/config.ts'
import { keyOfThisMachine } from '../../src/server/keys.node.ts'
import { startServer } from '../../src/server/serve.node.ts'
import { startServe } from '../support/serve.node.ts'

/** Each is unlike any other text, so that a piece of it anywhere is a leak. */
const secretNamed = (what: string) => `Hush-${what}-${randomBytes(9).toString('hex')}`
const secrets = {
  wrongKey: `tocsin_${randomBytes(20).toString('hex')}`,
  basic: secretNamed('basic'),
  cookie: secretNamed('cookie'),
  password: secretNamed('password'),
  unchecked: secretNamed('unchecked'),
  malformed: secretNamed('malformed'),
  code: secretNamed('code'),
  linkToken: secretNamed('link'),
  query: secretNamed('query'),
  hub: secretNamed('hub'),
  broker: secretNamed('broker'),
  database: secretNamed('database'),
  webhookUrl: secretNamed('webhookurl'),
  thrown: secretNamed('thrown'),
  header: secretNamed('header'),
} as const

interface Told {
  readonly where: string
  readonly text: string
}

/** Asks for everything that may hold a secret, and keeps every answer that did not give one on purpose. */
async function useSecrets(url: string, admin: string): Promise<{ told: Told[]; given: string[] }> {
  const told: Told[] = []
  /** What was shown once, where it had to be. */
  const given: string[] = []
  const ask = async (method: string, path: string, more: { headers?: object; body?: string } = {}) => {
    const response = await fetch(url + path, {
      ...{ method, redirect: 'manual' },
      headers: { 'content-type': 'application/json', 'tocsin-request': '1', ...more.headers },
      ...(more.body === undefined ? {} : { body: more.body }),
    })
    const text = await response.text()
    const said = `${method} ${path} (${response.status})`
    told.push({ where: `the head of ${said}`, text: JSON.stringify([...response.headers]) })
    if (response.status >= 400) told.push({ where: `the problem of ${said}`, text })
    return { status: response.status, text, body: response.status < 400 ? text : '' }
  }
  const as = (key: string) => ({ authorization: `Bearer ${key}` })
  const json = (value: unknown) => JSON.stringify(value)

  for (const headers of [
    as(secrets.wrongKey),
    { authorization: `Basic ${Buffer.from(`x:${secrets.basic}`).toString('base64')}` },
    { authorization: secrets.header },
    { cookie: `__Host-tocsin=${secrets.cookie}` },
    { cookie: `__Host-tocsin=${secrets.cookie}; __Host-tocsin=${secrets.cookie}` },
  ])
    for (const path of ['/v1/alerts', '/v1/session', '/v1/account', '/sources', '/nothing'])
      await ask('GET', path, { headers })
  for (const path of [
    '/v1/nothing',
    '/v1/board',
    '/nothing',
    '/v1/live',
    '/assets/x',
    '/v1/sign-in/oidc/callback',
  ])
    await ask('GET', `${path}?access_token=${secrets.query}&code=${secrets.code}&state=${secrets.query}`)
  await ask('PATCH', `/v1/board?token=${secrets.query}`)

  const login = { login: 'olena', password: secrets.password, code: secrets.code, screen: 'own' }
  for (const body of [
    json(login),
    json({ ...login, screen: secrets.unchecked }),
    json({ ...login, password: [secrets.unchecked] }),
    json({ ...login, passwort: secrets.password }),
    json([secrets.password]),
    json(secrets.password),
    `{"login":"olena","password":${secrets.malformed}}`,
    `{"login":"olena","password":"${secrets.malformed}`,
    `${secrets.malformed}`,
  ])
    for (const path of ['/v1/sign-in/password', '/v1/sign-in/recovery-code', '/v1/alerts']) {
      await ask('POST', path, { body })
      await ask('POST', path, { body, headers: as(admin) })
    }
  for (const path of ['look', 'passkey/options', 'passkey', 'password/begin', 'password'])
    for (const token of [secrets.linkToken, [secrets.linkToken], { a: secrets.linkToken }])
      await ask('POST', `/v1/links/${path}`, {
        body: json({ token, ticket: secrets.linkToken, login: 'x', name: 'x', password: secrets.password }),
      })
  await ask('POST', '/hub', {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...{ 'hub.mode': 'subscribe', 'hub.topic': `${url}/v1/feed.atom`, 'hub.secret': secrets.hub },
      'hub.callback': `https://u:${secrets.hub}@callback.invalid/`,
    }).toString(),
  })
  await ask('POST', `/exchange/websub/${secrets.linkToken}`, { body: '{}' })

  const webhook = (address: string) =>
    ask('POST', '/v1/webhooks', { headers: as(admin), body: json({ url: address }) })
  await webhook(`https://user:${secrets.webhookUrl}@receiver.example/`)
  await webhook(`ftp://user:${secrets.webhookUrl}@receiver.example/`)
  await webhook(`http://user:${secrets.webhookUrl}@127.0.0.1:1/`)
  const receiver = createServer((_, response) => response.writeHead(500).end(secrets.webhookUrl))
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
  const made = await webhook(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`)
  const hook = made.body === '' ? undefined : (JSON.parse(made.body) as { id?: string; secret?: string })
  if (hook?.secret !== undefined) {
    given.push(hook.secret)
    await ask('POST', `/v1/webhooks/${hook.id}/test`, { headers: as(admin), body: '{}' })
    const { body } = await ask('POST', `/v1/webhooks/${hook.id}/rotate`, { headers: as(admin), body: '{}' })
    if (body !== '') given.push((JSON.parse(body) as { secret: string }).secret)
    told.push({
      where: 'the list of webhooks',
      text: (await ask('GET', '/v1/webhooks', { headers: as(admin) })).text,
    })
  }
  receiver.close()
  const key = await ask('POST', '/v1/keys', {
    headers: as(admin),
    body: json({
      id: `machine-${randomBytes(3).toString('hex')}`,
      name: 'M',
      roles: ['watcher'],
      areas: 'everywhere',
      modes: ['drill'],
    }),
  })
  if (key.body !== '') {
    const text = (JSON.parse(key.body) as { key: string }).key
    given.push(text)
    await ask('GET', '/v1/alerts', { headers: as(text) })
    told.push({
      where: 'the list of keys',
      text: (await ask('GET', '/v1/keys', { headers: as(admin) })).text,
    })
  }

  // What is no HTTP, and what breaks off.
  for (const head of [
    `GET /v1/board?token=${secrets.query} HTTP/9\r\nauthorization: Bearer ${secrets.wrongKey}\r\n\r\n`,
    `GET /v1/live?token=${secrets.query} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${secrets.wrongKey}\r\nbad line\r\n\r\n`,
    `POST /v1/sign-in/password HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 999\r\n\r\n{"password":"${secrets.password}`,
  ]) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    let text = ''
    socket.on('data', (bytes) => (text += bytes.toString())).on('error', () => {})
    socket.end(head)
    await once(socket, 'close')
    told.push({ where: 'the answer to what is no HTTP', text })
  }

  for (const path of [
    '/v1/ledger/export',
    '/v1/ledger/facts',
    '/metrics',
    '/v1/health',
    '/v1/openapi.json',
    '/v1/people',
    '/v1/audit',
  ]) {
    const { status, text } = await ask('GET', path, { headers: as(admin) })
    if (status < 400) told.push({ where: path, text })
    if (path === '/v1/ledger/export') assert.ok(status === 200 && text.length > 100, 'there was no export')
  }
  return { told, given }
}

function nobodyTells(told: readonly Told[], hidden: readonly string[]): void {
  const forms = hidden.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    // A piece of it is enough to find the rest.
    ...(secret.length >= 24 ? [secret.slice(-16)] : []),
  ])
  for (const { where, text } of told)
    for (const form of forms)
      assert.ok(
        !text.includes(form),
        `${where} tells ${form}: …${text.slice(Math.max(0, text.indexOf(form) - 200), text.indexOf(form) + 80)}`,
      )
}

const folders: string[] = []
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-secrets-'))
  folders.push(folder)
  return folder
}

const settings = (folder: string) => ({
  ...{ TOCSIN_PORT: '0', TOCSIN_MQTT_PORT: '0', TOCSIN_DATA: folder, TOCSIN_LOG: 'info', TOCSIN_HUB: 'yes' },
  ...{ TOCSIN_WEBHOOK_ALLOW: '127.0.0.1', TOCSIN_BROKER: `mqtt://siren:${secrets.broker}@127.0.0.1:9` },
})

describe('a secret', () => {
  test('is in no line of the log, no problem, no fact and no figure, whatever is done with it', async () => {
    const folder = newFolder()
    const config = readConfig(settings(folder))
    assert.ok(config.ok, JSON.stringify(config))
    const lines: string[] = []
    const raw = recordingLog()
    const written = nodeLog('info', { write: (line) => void lines.push(line) })
    const both = (level: keyof Log) => (message: string, details?: never) => {
      raw[level](message, details)
      written[level](message, details)
    }
    const log: Log = { info: both('info'), warn: both('warn'), error: both('error') }
    const started = await startServer(config.value, log)
    assert.ok(started.ok, JSON.stringify(started))
    const { url, system, close } = started.value
    try {
      const admin = (await keyOfThisMachine(folder, 'admin'))!
      const { told, given } = await useSecrets(url, admin)
      assert.ok(given.length >= 2, `only ${given.length} secrets were given out: the flows do not work`)
      const hidden = [...Object.values(secrets), ...given, admin]
      nobodyTells(
        [...told, { where: 'the log before it is cleaned', text: JSON.stringify(raw.lines) }],
        hidden,
      )

      // A library that writes an address with its password into an error: nobody of ours decides what it says.
      const { areas } = system as unknown as { areas: { resolve: unknown } }
      const { resolve } = areas
      areas.resolve = () => {
        throw new Error(
          `connect postgres://tocsin:${secrets.thrown}@db failed with Bearer ${secrets.wrongKey}`,
        )
      }
      const officer = (await keyOfThisMachine(folder, 'olena'))!
      const response = await fetch(`${url}/v1/alerts?token=${secrets.query}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${officer}`, 'content-type': 'application/json' },
        body: JSON.stringify({ threat: 'drone', level: 'red', areas: ['gn:465724'] }),
      })
      areas.resolve = resolve
      const broken = { where: 'the answer of what broke', text: await response.text() }
      assert.equal(response.status, 500, broken.text)
      assert.ok(
        lines.some((line) => line.includes('A request broke')),
        'nothing was logged',
      )
      nobodyTells([broken, { where: 'the log', text: lines.join('') }], [...hidden, officer])
    } finally {
      await close()
    }
  })

  test('is nowhere in what the process itself writes', async () => {
    const folder = newFolder()
    const { TOCSIN_DATA: _, TOCSIN_PORT: __, TOCSIN_MQTT_PORT: ___, ...rest } = settings(folder)
    const serving = startServe({ folder, settings: rest })
    try {
      const url = await serving.ready
      const admin = (await keyOfThisMachine(folder, 'admin'))!
      const { told, given } = await useSecrets(url, admin)
      await serving.says(/"level":/)
      await serving.end('SIGTERM')
      const output = { where: 'standard output and error', text: serving.said() }
      nobodyTells([...told, output], [...Object.values(secrets), ...given, admin])
    } finally {
      await serving.end('SIGKILL')
    }
  })

  test('in a setting is not told by the start that fails', async () => {
    for (const [variable, value] of [
      ['TOCSIN_DATABASE', `postgres://tocsin:${secrets.database}@127.0.0.1:9/tocsin`],
      ['TOCSIN_DATABASE', `mysql://tocsin:${secrets.database}@127.0.0.1:9/tocsin`],
      ['TOCSIN_BROKER', `https://siren:${secrets.broker}@127.0.0.1:9`],
      ['TOCSIN_SMTP', `https://mail:${secrets.broker}@127.0.0.1:9`],
      ['TOCSIN_CALL_SECRET', secrets.header],
    ] as const) {
      const serving = startServe({ folder: newFolder(), settings: { [variable]: value } })
      await Promise.race([serving.exited, serving.ready.catch(() => {})])
      await serving.end('SIGKILL')
      assert.notEqual(serving.said(), '', `${variable} was accepted in silence`)
      nobodyTells([{ where: `the start with ${variable}`, text: serving.said() }], Object.values(secrets))
    }
  })
})
