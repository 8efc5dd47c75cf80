import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { recordingLog, type Instant, type PersonId } from '#base'
import { memoryLineTable, type LineDesk, type LineName } from '#channels'
import type { Answer, AnsweredOver } from '#response'
import { callPeers, everyWay, lines, type CallPeers, type EveryWay } from '../support/call-ways.node.ts'
import { callee, callWorld, by, turn, type CallWorld } from '../support/call-world.ts'
import { systemClock } from '../../src/base/clock.node.ts'
import { mailCarrier } from '../../src/channels/email/mail-carrier.smtp.ts'
import { gatewayAt } from '../../src/channels/gateway/read-gateway.node.ts'
import { lineDesk } from '../../src/channels/line/line-desk.ts'
import { openLine } from '../../src/channels/line/line-over.ts'
import type { Carrier } from '../../src/channels/line/carrier.ts'
import { encryptingThreads } from '../../src/channels/push/encrypting.node.ts'
import { pushRequests } from '../../src/channels/push/push-request.http.ts'
import { newVapidKey, vapidTokens } from '../../src/channels/push/vapid.node.ts'
import { smppCarrier } from '../../src/channels/sms/smpp-carrier.smpp.ts'
import { readSmppUrl } from '../../src/channels/sms/smpp-url.ts'
import type { CallAnswer } from '#people'
import type { Pager } from '../../src/people/calling/call.http.ts'
import { pagerOf } from '../../src/server/second-person-ports.node.ts'

const dana = 'dana' as PersonId

/** Somebody with five ways, every one of them with its real peer; the clock of the calls is the test's, that of the wires is real. */
async function overEveryWay(peers: CallPeers) {
  const wires = systemClock()
  const report = recordingLog()
  const begins = wires.now()
  const { settings } = peers
  const gateway = lineDesk('voice', 'gateway')
  const around = {
    ...{ clock: wires, log: report },
    settings: {
      ...{ broker: 'none', mqttPort: 0, webhookAllow: [], publicUrl: 'https://warn.example.org' },
      gatewayAllow: [settings['TOCSIN_GATEWAY_ALLOW']!],
    },
  }
  const carriers: { readonly [line in LineName]: Carrier } = {
    sms: smppCarrier({
      ...{ address: readSmppUrl(settings['TOCSIN_SMPP']!)!, clock: wires, report, window: 10, perSecond: 0 },
      ...{ from: 'Tocsin', firstReference: 0, mostParts: 8 },
    }),
    email: mailCarrier({
      ...{ server: settings['TOCSIN_SMTP']!, from: settings['TOCSIN_MAIL_FROM']!, allowed: ['localhost'] },
      ...{ clock: wires, report },
    }),
    voice: (await gatewayAt(settings['TOCSIN_VOICE_GATEWAY']!, 'voice', gateway, around as never))(),
  }
  const requests = pushRequests({
    ...{
      policy: { allowed: [peers.pushes.host] },
      clock: wires,
      encrypting: encryptingThreads({ threads: 1 }),
    },
    token: vapidTokens(newVapidKey(), { clock: wires, subject: () => 'mailto:duty@example.org' }),
  })
  const pager = pagerOf({
    config: {
      ...{ callUrl: settings['TOCSIN_CALL_URL']!, callSecret: settings['TOCSIN_CALL_SECRET']! },
      callAllow: ['127.0.0.1'],
    } as never,
    ...{ clock: wires, log: report },
  })
  const desks: LineDesk[] = (['sms', 'email', 'voice'] as const).map((name) =>
    name === 'voice' ? gateway : lineDesk(name, name === 'sms' ? 'smpp' : 'smtp'),
  )
  let now: () => Instant = () => begins
  const clock = { now: () => now(), after: wires.after }
  for (const one of desks)
    one.line = openLine({
      name: one.name,
      carrier: carriers[one.name],
      table: memoryLineTable(),
      clock,
      report,
    })
  const world = await callWorld({
    ...{ begins, desks, pager: pager! },
    push: (to, text, headers, signal) =>
      requests.post(to, text, headers, { stopped: signal, givenUp: AbortSignal.timeout(5_000) }),
  })
  now = world.clock.now
  await world.responder('dana', { lines, account: 'person-dana' as PersonId })
  const { endpoint, keys } = peers.phone
  await world.callOuts.devices.add({ account: 'person-dana' as PersonId, endpoint, keys: keys! }, by)
  return {
    ...{ world, gateway },
    async close() {
      await world.close()
      for (const { line } of desks) await line?.close()
      await pager?.close()
      requests.close()
    },
  }
}

describe('somebody with push, SMS, e-mail, a telephone and a pager', { concurrency: false }, () => {
  let peers: CallPeers
  let here: Awaited<ReturnType<typeof overEveryWay>>
  before(async () => {
    peers = await callPeers()
    here = await overEveryWay(peers)
  })
  after(async () => {
    await here?.close()
    await peers?.close()
  })
  const open = async (says: string) => {
    const callOut = await here.world.open(says, here.world.opening())
    await here.world.caughtUp()
    return callOut
  }
  const every = (count: number) => Object.fromEntries(everyWay.map((way) => [way, count]))

  test('is asked over all of them again and again as long as they are silent', async () => {
    const { id } = await open('Silent pier')
    assert.deepEqual(peers.asks('Silent pier'), every(1))
    await here.world.pass(6)
    assert.deepEqual(peers.asks('Silent pier'), every(4))
    assert.ok((await here.world.desk.close(id, by)).ok)
    await here.world.pass(60)
    assert.deepEqual(peers.asks('Silent pier'), every(4))
  })

  const answer = async (id: string, over: AnsweredOver, said: Answer = 'coming') =>
    assert.ok(
      (await here.world.desk.answer(id, { person: dana, answer: said, over, arrivingAt: null }, dana)).ok,
    )
  const ways: { readonly [way in EveryWay]: (id: string) => Promise<void> } = {
    push: (id) => answer(id, 'push'),
    async sms() {
      await peers.centre.text(lines.sms.slice(1), { short_message: Buffer.from('2'), data_coding: 0 })
    },
    email: (id) => answer(id, 'page'),
    async voice() {
      const { id } = peers.calls.at(-1)!
      assert.equal(await here.gateway.called(peers.callbackSecret, { id, digits: '1' }), 'taken')
    },
    pager: (id) => answer(id, 'pager', 'cannot'),
  }
  for (const way of everyWay)
    test(`answers once, over ${way}, and hears nothing more of it over any`, async () => {
      const { world } = here
      const says = `Quay ${way}`
      const { id } = await open(says)
      await world.pass(2)
      assert.deepEqual(peers.asks(says), every(2))
      await ways[way](id)
      await world.caughtUp()
      const asked = world.desk.get(id)!.asked[0]!
      assert.equal(asked.answers.length, 1, JSON.stringify(asked))
      const spoken = [peers.centre.taken, peers.mails, peers.calls].map(({ length }) => length)
      const rung = peers.phone.got.length
      await world.pass(200, 120_000)
      assert.deepEqual(peers.asks(says), every(2))
      assert.deepEqual(
        [peers.centre.taken, peers.mails, peers.calls].map(({ length }) => length),
        spoken,
        'nothing at all is written or said to them until the call-out ends',
      )
      assert.equal(peers.phone.got.length, rung)
      assert.ok((await world.desk.close(id, by)).ok)
      await world.caughtUp()
    })

  test('is asked on a device that was away only when it is there, and not at all once they answered', async () => {
    peers.phone.switchOff()
    const { id } = await open('Away pier')
    await answer(id, 'page')
    await here.world.caughtUp()
    const before = peers.phone.got.length
    peers.phone.switchOn()
    assert.deepEqual(
      peers.phone.got.slice(before).map(({ json }) => json['say']),
      ['answered'],
    )
    assert.ok((await here.world.desk.close(id, by)).ok)
  })
})

/** A pager that notes what it is given, and whether the alert was over by then. */
async function withPager() {
  const paged: { readonly type: string; readonly person: string; readonly over: boolean }[] = []
  let isOver = () => false
  let answer: CallAnswer = { kind: 'accepted' }
  const pager: Pager = {
    async page({ type, data }): Promise<CallAnswer> {
      paged.push({ type, person: String(data['person']), over: isOver() })
      const now = answer
      await turn()
      return now
    },
    async close() {},
  }
  const world = await callWorld({ pager })
  await world.responder('dana')
  await world.responder('egor')
  return {
    ...{ world, paged },
    watch: (over: () => boolean) => void (isOver = over),
    answers: (now: CallAnswer) => void (answer = now),
  }
}
/** The order in which the ledger took what asks people, and the end of the alert. */
const order = async (world: CallWorld) =>
  (await world.system.ledger.read(0 as never, 10_000)).flatMap(({ type }) =>
    ['callout-opened', 'callout-asked', 'alert-cleared'].includes(type) ? type : [],
  )
/** So many turns of microtasks: where exactly two things cross is different each time. */
const ticks = async (count: number) => {
  for (let done = 0; done < count; done++) await (done % 7 === 6 ? turn() : Promise.resolve())
}

describe('the all-clear', () => {
  test('overtakes a repeat and a wider circle that fall due in the same moment', async () => {
    for (let between = 0; between < 40; between++) {
      const { world, paged, watch } = await withPager()
      const alert = await world.alert()
      watch(() => world.system.world.alert(alert).status === 'ended')
      const opening = world.opening({ alert, circles: [[callee('dana')], [callee('egor')]] })
      const { id } = await world.open('Bridge', opening)
      await world.pass(9.5)
      // The fifth repeat and the second circle, at ten minutes.
      world.clock.advance(30_000)
      await ticks(between)
      assert.ok((await world.clear(alert)).ok)
      await world.pass(30)
      const late = paged.filter(({ type, over }) => type === 'responder.ask' && over)
      assert.deepEqual(late, [], `${between} turns between`)
      assert.equal(world.desk.get(id)!.closed?.why, 'alert-over')
      const facts = await order(world)
      assert.equal(facts.at(-1), 'alert-cleared', facts.join(' '))
      await world.close()
    }
  })

  test('refuses a call-out that begins in the same moment, or ends it before anybody is asked', async () => {
    const seen = new Set<string>()
    for (let between = 0; between < 40; between++) {
      const { world, paged, watch } = await withPager()
      const alert = await world.alert()
      watch(() => world.system.world.alert(alert).status === 'ended')
      const opened = world.desk.open(world.opening({ alert }), 'Bridge', by)
      await ticks(between % 20)
      const cleared = world.clear(alert)
      const result = await opened
      assert.ok((await cleared).ok)
      await world.pass(5)
      assert.deepEqual(
        paged.filter(({ type, over }) => type === 'responder.ask' && over),
        [],
      )
      const facts = await order(world)
      assert.equal(facts.at(-1), 'alert-cleared', facts.join(' '))
      if (result.ok) assert.equal(world.desk.get(result.value.id)!.closed?.why, 'alert-over')
      else assert.equal(result.problem.code, 'response/alert-over')
      seen.add(result.ok ? 'before' : 'after')
      await world.close()
    }
    assert.ok(seen.size > 0)
  })
})

describe('a paging service that is away when somebody answers', () => {
  test('is told once it is back, so that its own repeats end too', async () => {
    const { world, paged, answers } = await withPager()
    const { id } = await world.open('Bridge', world.opening())
    await world.caughtUp()
    answers({ kind: 'failed', why: 'page-unreachable', again: 'later' })
    const answering = { person: dana, answer: 'coming', over: 'page', arrivingAt: null } as const
    assert.ok((await world.desk.answer(id, answering, dana)).ok)
    await world.pass(2)
    const told = () => paged.filter(({ type }) => type === 'responder.answered').length
    const tried = told()
    assert.ok(tried > 1, `tried ${tried} times`)
    answers({ kind: 'accepted' })
    await world.pass(1)
    const taken = told()
    assert.ok(taken > tried)
    await world.pass(60)
    assert.equal(told(), taken, 'and no more once it was taken')
    assert.equal(paged.filter(({ type }) => type === 'responder.ask').length, 1)
    await world.close()
  })
})

describe('whoever is stood down', () => {
  test('is told once each time, also when they had not answered', async () => {
    const { world, paged } = await withPager()
    const { id } = await world.open('Bridge', world.opening())
    const say = async (said: Answer) => {
      const answering = { person: dana, answer: said, over: 'desk', arrivingAt: null } as const
      assert.ok((await world.desk.answer(id, answering, by.by)).ok)
      await world.pass(10)
    }
    const told = () => paged.filter(({ type }) => type === 'responder.stand-down').length
    await say('stood-down')
    assert.equal(told(), 1)
    await say('coming')
    await say('stood-down')
    assert.equal(told(), 2)
    assert.ok((await world.desk.close(id, by)).ok)
    await world.pass(10)
    assert.equal(told(), 2)
    await world.close()
  })
})
