import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import type { AreaCode } from '#areas'
import { countingIds, instantOf, recordingLog, type Json, type JsonObject, type NoticeId } from '#base'
import { drillNotice } from '../../../test/support/notices.ts'
import { systemClock } from '../../base/clock.node.ts'
import { channelContract, type ChannelWorld } from '../channel.contract.ts'
import type { Outcome } from '../channel.ts'
import { listedChannel } from '../line/listed-channel.ts'
import type { LineMessage, LineReply } from '../line/line.ts'
import { memoryLineTable } from '../line/line-table.ts'
import { openLine } from '../line/line-over.ts'
import { openRecipientBook } from '../line/recipient-book.ts'
import { gatewayCarrier, type GatewayOptions } from './gateway-carrier.http.ts'
import { filled, pointed, readTemplate, type GatewayTemplate, type Values } from './template.ts'

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
type Answer = (asked: Asked, response: ServerResponse) => void

async function gateway() {
  const asked: Asked[] = []
  let count = 0
  const confirm: Answer = (_, response) =>
    response.writeHead(201, { 'content-type': 'application/json' }).end(`{"messages":[{"id":"g${++count}"}]}`)
  let answer = confirm
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const it = { method, path: url, headers, body }
      asked.push(it)
      answer(it, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { asked, port, confirm, close, answers: (as: Answer) => void (answer = as) }
}

const read = (template: object): GatewayTemplate => {
  const made = readTemplate(JSON.stringify(template), 'a.json')
  assert.ok(made.ok, JSON.stringify(made))
  return made.value
}
const templateFor = (port: number, change: object = {}) => ({
  send: {
    url: `http://127.0.0.1:${port}/send?to={{digits}}`,
    headers: { authorization: 'Bearer {{secret:token}}' },
    body: {
      json: {
        to: '{{number}}',
        message: '{{text}}',
        ref: '{{id}}',
        ttl: '{{seconds}}',
        twice: ['{{spoken}}'],
      },
    },
  },
  secrets: { token: 'token', callback: 'callback' },
  accepted: { reference: '/messages/0/id' },
  callback: {
    ...{
      secret: 'callback',
      reference: '/id',
      state: '/status',
      delivered: ['delivered'],
      failed: ['failed'],
    },
    ...{ from: '/from', text: '/text' },
  },
  ...change,
})

async function world(kind: 'sms' | 'voice', change: object = {}, options: Partial<GatewayOptions> = {}) {
  const there = await gateway()
  const [clock, report, table] = [systemClock(), recordingLog(), memoryLineTable()]
  const carrier = gatewayCarrier({
    ...{ kind, clock, report, template: read(templateFor(there.port, change)), patienceFor: 1_000 },
    ...{ secrets: { token: 'sekret', callback: 'c' }, callbackAt: 'https://warn.example/cb' },
    policy: { allowed: [`127.0.0.1:${there.port}`, '127.0.0.1:1'] },
    ...options,
  })
  const line = openLine({ name: kind, carrier, table, clock, report })
  const close = async () => {
    await line.close()
    await there.close()
  }
  return { there, carrier, line, clock, report, table, close }
}

const keys = {
  callback: {
    ...{ secret: 'callback', reference: '/id', state: '/status', delivered: ['completed'] },
    ...{ failed: ['no-answer'], key: '/digits', from: '/from' },
  },
}

for (const kind of ['sms', 'voice'] as const)
  channelContract(`${kind} through a gateway`, async (): Promise<ChannelWorld> => {
    const here = await world(kind, kind === 'voice' ? keys : {})
    const { line, clock, report, table } = here
    const book = await openRecipientBook({ table, ids: countingIds(), newToken: () => 'token' })
    const list = ['gn:467120', 'gn:482803'].map((area, at) => ({
      ...{ channel: kind, address: `+7474255510${at}`, language: 'en', keptUntil: null },
      ...{ areas: [area as AreaCode], modes: ['live', 'drill', 'test'] as const },
    }))
    await book.import(list, 'stay', clock.now())
    const channel = listedChannel({
      ...{ line, book, clock, report, modes: ['drill', 'test'], concurrency: 4 },
      fit: (texts) => texts['360'],
    })
    let count = 0
    const acted = new Map<string, { notice: string; target: string; mode: 'live' | 'drill' | 'test' }>()
    return {
      channel,
      notice(overrides) {
        const id = `alert-000001.${++count}` as NoticeId
        const notice = drillNotice({ id, renewBy: instantOf(Date.now() + 3_600_000), ...overrides })
        const said = `Threat. ${notice.id}`
        return {
          ...notice,
          wording: { texts: { en: { '90': said, '360': said, '1395': said } }, missing: [] },
        }
      },
      behave: (how) =>
        here.there.answers((asked, response) => {
          if (how === 'refuse') return response.writeHead(503).end()
          const { to, message, ref } = JSON.parse(asked.body) as { [name: string]: string }
          const target = book.all().find(({ address }) => address === to)?.id ?? ''
          const notice = / (alert-\S+)$/.exec(message ?? '')?.[1] ?? ''
          const mode = message?.startsWith('DRILL') ? 'drill' : message?.startsWith('TEST') ? 'test' : 'live'
          acted.set(ref ?? '', { notice, target, mode })
          if (how === 'confirm') here.there.confirm(asked, response)
          else if (how === 'drop') response.destroy()
        }),
      received: () => [...acted.values()],
      async close() {
        await channel.close()
        await here.close()
      },
    }
  })

async function opened(t: TestContext, ...given: Parameters<typeof world>) {
  const made = await world(...given)
  t.after(() => made.close())
  return made
}
let count = 0
const message = (change: Partial<LineMessage> = {}): LineMessage => ({
  ...{ id: `call-out-1/${++count}`, to: '+74742555100', language: 'en', mode: 'live' },
  ...{ text: 'Say "yes" & come\nnow', until: instantOf(Date.now() + 600_000) },
  ...change,
})
const patience = () => AbortSignal.timeout(5_000)

describe('a line through a gateway', () => {
  test('fills its template where nothing can break out of it, and tells an id that says nothing', async (t) => {
    const here = await opened(t, 'sms')
    const one = message()
    assert.deepEqual(await here.line.send(one, patience()), { kind: 'accepted', reference: 'g1' })
    const [asked] = here.there.asked as [Asked]
    assert.equal(asked.path, '/send?to=74742555100')
    assert.equal(asked.headers.authorization, 'Bearer sekret')
    const body = JSON.parse(asked.body) as JsonObject
    assert.equal(body['message'], one.text)
    assert.equal(typeof body['ttl'], 'number')
    assert.match(String(body['ref']), /^[0-9a-f]{32}$/)
    assert.doesNotMatch(asked.body, /call-out/)
  })

  test('speaks forms and plain texts, and reads an answer that is no JSON', async (t) => {
    for (const [body, type, sent] of [
      [
        { form: { to: '{{number}}', m: '{{text}}' } },
        'application/x-www-form-urlencoded',
        'to=%2B74742555100&m=Say+%22yes%22+%26+come%0Anow',
      ],
      [{ text: '{{digits}}: {{text}}' }, 'text/plain; charset=utf-8', '74742555100: Say "yes" & come\nnow'],
    ] as const) {
      const here = await opened(t, 'sms', {})
      const send = { url: `http://127.0.0.1:${here.there.port}/{{text}}`, body }
      const other = await opened(
        t,
        'sms',
        { send, accepted: { reference: '' } },
        {
          policy: { allowed: ['127.0.0.1'] },
        },
      )
      here.there.answers((_, response) => response.writeHead(200).end('OK-17\n'))
      assert.deepEqual(await other.line.send(message(), patience()), { kind: 'accepted', reference: 'OK-17' })
      const [asked] = here.there.asked as [Asked]
      assert.deepEqual([asked.headers['content-type'], asked.body], [type, sent])
      assert.equal(asked.path, '/Say%20%22yes%22%20%26%20come%0Anow')
    }
  })

  test('believes a refusal that is answered with 200, where the template says how it reads', async (t) => {
    const where = { pointer: '/status', is: ['queued', 0] }
    const here = await opened(t, 'sms', { accepted: { where, reference: '/id' } })
    const says = (body: string) => here.there.answers((_, response) => response.writeHead(200).end(body))
    says('{"status":"no credit","id":"x"}')
    assert.deepEqual(await here.line.send(message(), patience()), {
      ...{ kind: 'refused', problem: 'line/rejected', retry: 'later' },
    })
    says('{"status":0,"id":"y"}')
    assert.equal((await here.line.send(message(), patience())).kind, 'accepted')
  })

  for (const [status, problem, retry] of [
    [302, 'line/rejected', 'later'],
    [401, 'line/sign-in-refused', 'later'],
    [422, 'line/rejected', 'never'],
    [429, 'line/busy', 'later'],
    [500, 'line/rejected', 'later'],
  ] as const)
    test(`takes ${status} for ${problem}, and follows nowhere`, async (t) => {
      const here = await opened(t, 'sms')
      here.there.answers((_, response) => response.writeHead(status, { location: '/other' }).end('{}'))
      assert.deepEqual(await here.line.send(message(), patience()), { kind: 'refused', problem, retry })
      assert.equal(here.there.asked.length, 1)
    })

  test('waits as long as a gateway asks it to', async (t) => {
    const here = await opened(t, 'sms')
    here.there.answers((_, response) => response.writeHead(429, { 'retry-after': '120' }).end())
    const said = await here.line.send(message(), patience())
    assert.ok(said.kind === 'refused' && said.notBefore !== undefined && said.notBefore > here.clock.now())
  })

  test('goes to no private address unless its host was allowed, whatever a name leads to', async (t) => {
    const literal = await opened(t, 'sms', {}, { policy: { allowed: [] } })
    assert.deepEqual(await literal.line.send(message(), patience()), {
      ...{ kind: 'refused', problem: 'line/private-address', retry: 'never' },
    })
    const send = { url: 'https://gateway.test/send', body: { text: '{{text}}' } }
    const rebound = await opened(
      t,
      'sms',
      { send },
      {
        policy: { allowed: [] },
        resolve: async () => [{ address: '10.0.0.1', family: 4 }],
      },
    )
    assert.deepEqual(await rebound.line.send(message(), patience()), {
      ...{ kind: 'refused', problem: 'line/private-address', retry: 'later' },
    })
    assert.equal(literal.there.asked.length + rebound.there.asked.length, 0)
  })

  test('hears of delivery and of failure by callbacks, and people’s words', async (t) => {
    const here = await opened(t, 'sms')
    const [one, other] = [message(), message()]
    const heard: [string, Outcome][] = []
    const replies: LineReply[] = []
    here.line.onOutcome((id, outcome) => heard.push([id, outcome]))
    here.line.onReply((reply) => void replies.push(reply))
    await here.line.send(one, patience())
    await here.line.send(other, patience())
    for (const [said, is] of [
      [{ id: 'g1', status: 'sent' }, 'taken'],
      [{ id: 'g1', status: 'Delivered' }, 'taken'],
      [{ id: 'g2', status: 'failed' }, 'taken'],
      [{ from: '74742555100', text: 'coming' }, 'taken'],
      [{ anything: 'else' }, 'not-understood'],
    ] as const)
      assert.equal(await here.carrier.called(said as Json), is)
    assert.deepEqual(heard, [
      [one.id, { kind: 'confirmed', by: 'device' }],
      [other.id, { kind: 'refused', problem: 'line/undeliverable', retry: 'never' }],
    ])
    assert.deepEqual(
      replies.map(({ from, text }) => [from, text]),
      [['+74742555100', 'coming']],
    )
  })

  test('deletes a message at the gateway where it can, and says so where it can’t', async (t) => {
    const can = await opened(t, 'sms', {})
    const cancel = { method: 'DELETE', url: `http://127.0.0.1:${can.there.port}/m/{{reference}}` }
    const one = message()
    await can.line.send(one, patience())
    assert.deepEqual(await can.line.cancel(one.id), { kind: 'too-late', problem: 'line/cannot-recall' })
    const here = await opened(t, 'sms', { cancel }, { policy: { allowed: ['127.0.0.1'] } })
    const other = message()
    await here.line.send(other, patience())
    assert.deepEqual(await here.line.cancel(other.id), { kind: 'recalled' })
    assert.deepEqual([can.there.asked.at(-1)?.method, can.there.asked.at(-1)?.path], ['DELETE', '/m/g1'])
  })
})

describe('a call by voice', () => {
  test('says it twice, with how to say that one heard it, in its language', async (t) => {
    const here = await opened(t, 'voice', keys)
    await here.line.send(message({ language: 'uk', text: 'Тривога.', mode: 'drill' }), patience())
    const { twice } = JSON.parse((here.there.asked[0] as Asked).body) as { twice: string[] }
    const once = 'НАВЧАННЯ. Тривога.\nНатисніть 1, щоб підтвердити, що ви це почули.'
    assert.equal(twice[0], `${once}\n\n${once}`)
  })

  test('is heard once a person pressed the key; that it was taken and ended says nothing', async (t) => {
    const here = await opened(t, 'voice', keys)
    const one = message()
    const heard: Outcome[] = []
    const replies: string[] = []
    here.line.onOutcome((_, outcome) => heard.push(outcome))
    here.line.onReply(({ text }) => void replies.push(text))
    await here.line.send(one, patience())
    await here.carrier.called({ id: 'g1', status: 'completed' })
    await here.carrier.called({ id: 'g1', digits: '5', from: '+74742555100' })
    assert.deepEqual(heard, [])
    await here.carrier.called({ id: 'g1', digits: '1', from: '+74742555100' })
    assert.deepEqual(heard, [{ kind: 'confirmed', by: 'person' }])
    assert.deepEqual(replies, ['5', '1'])
    assert.deepEqual(await here.line.send(one, patience()), { kind: 'confirmed', by: 'person' })
    assert.equal(here.there.asked.length, 1)
  })

  test('that nobody took is over', async (t) => {
    const here = await opened(t, 'voice', keys)
    const heard: Outcome[] = []
    here.line.onOutcome((_, outcome) => heard.push(outcome))
    await here.line.send(message(), patience())
    await here.carrier.called({ id: 'g1', status: 'no-answer' })
    assert.deepEqual(heard, [{ kind: 'refused', problem: 'line/nobody-took-it', retry: 'never' }])
  })
})

describe('a gateway’s template', () => {
  const why = (template: unknown) => {
    const made = readTemplate(typeof template === 'string' ? template : JSON.stringify(template), 'a.json')
    return made.ok ? 'ok' : String(made.problem.details['why'])
  }
  for (const [what, template, says] of [
    ['that is no JSON', '{', /no JSON/],
    ['without what to send', {}, /send/],
    ['with a field nobody knows', { send: { url: 'https://a.example/' }, more: 1 }, /more|expected/],
    ['with a placeholder that is none', { send: { url: 'https://a.example/{{phone}}' } }, /\{\{phone\}\}/],
    ['with a secret that has no file', { send: { url: 'https://a.example/{{secret:key}}' } }, /secret:key/],
    [
      'whose callback has no secret',
      { send: { url: 'https://a.example/' }, callback: { secret: 'key' } },
      /callback\.secret/,
    ],
  ] as const)
    test(`${what} is refused`, () => assert.match(why(template), says))

  test('can’t let what is filled in choose the host', () => {
    const made = readTemplate(JSON.stringify({ send: { url: 'https://{{text}}.example/' } }), 'a.json')
    assert.ok(made.ok)
    const filledIn = filled(made.value.send, { text: 'evil.example/x#' } as unknown as Values, {})
    assert.equal(filledIn.ok, false)
  })

  test('reads answers by pointers as RFC 6901 has them', () => {
    const document = { 'a/b': [1, { 'm~n': 'x' }], '': 0 }
    for (const [pointer, is] of [
      ['', document],
      ['/a~1b/1/m~0n', 'x'],
      ['/a~1b/0', 1],
      ['/', 0],
      ['/a~1b/01', undefined],
      ['/constructor', undefined],
    ] as const)
      assert.deepEqual(pointed(document, pointer), is)
  })
})
