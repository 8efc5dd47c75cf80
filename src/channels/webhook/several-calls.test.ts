import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import type { Notice } from '#alerts'
import { countingIds, hour, memoryShelf, plus, recordingLog, system, type NoticeId } from '#base'
import { createCourier, memoryAttemptLog } from '#delivery'
import { systemClock } from '../../base/clock.node.ts'
import { drillNotice } from '../../../test/support/notices.ts'
import { newSecret } from './signature.node.ts'
import { openWebhookBook } from './subscription.ts'
import { webhookChannel } from './webhook-channel.http.ts'

interface Call {
  readonly id: string
  readonly says: string
  readonly region: string
  readonly response: ServerResponse
}

/** A receiver that answers as the test says, told of many regions in a format whose calls are independent, or strictly in order. */
async function world(t: TestContext, regions: number, order: 'by-region' | 'strict' = 'by-region') {
  const calls: Call[] = []
  let [here, mostHere] = [0, 0]
  let answer = ({ response }: Call): void => void response.writeHead(204).end()
  const server = createServer((request, response) => {
    let text = ''
    mostHere = Math.max(mostHere, ++here)
    response.on('close', () => here--)
    request.setEncoding('utf8').on('data', (piece: string) => (text += piece))
    request.on('end', () => {
      const call = { ...JSON.parse(text), id: String(request.headers['webhook-id']), response } as Call
      calls.push(call)
      answer(call)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const policy = { allowed: [`127.0.0.1:${port}`] }
  const clock = systemClock()
  const book = await openWebhookBook({
    ...{ shelf: memoryShelf(), ids: countingIds(), newSecret, policy, isArea: () => true },
  })
  const url = `http://127.0.0.1:${port}/`
  const made = await book.create(
    { url, areas: 'everywhere', modes: ['drill'], format: 'alertmanager' },
    system,
    clock.now(),
  )
  assert.ok(made.ok)
  const say = ({ kind }: Notice) =>
    Array.from({ length: regions }, (_, index) => {
      const text = JSON.stringify({ says: kind, region: `r${index}` })
      return order === 'strict' ? text : { text, key: `r${index}` }
    })
  const open = () =>
    webhookChannel({
      ...{
        book,
        policy,
        clock,
        ids: countingIds(),
        report: recordingLog(),
        speakers: { alertmanager: { say } },
      },
    })
  const channel = open()
  t.after(async () => {
    await channel.close()
    server.closeAllConnections()
    server.close()
  })
  const target = { id: made.value.webhook.id, areas: 'everywhere' } as const
  return {
    ...{ calls, channel, clock, open },
    send: (notice: Notice, signal = AbortSignal.timeout(20_000)) => channel.send(notice, target, signal),
    answers: (as: typeof answer) => void (answer = as),
    mostHere: () => mostHere,
    saidIn: (region: string) => calls.filter((one) => one.region === region).map(({ says }) => says),
  }
}
type World = Awaited<ReturnType<typeof world>>

const taken = ({ response }: Call) => void response.writeHead(204).end()
/** Answers only once so many wait, the last first: no two can be told apart by who is quicker. */
function answersTogether({ answers }: World, atOnce: number) {
  const waiting: Call[] = []
  let isFirst = true
  answers((call) => {
    if (isFirst) {
      isFirst = false
      return taken(call)
    }
    waiting.push(call)
    if (waiting.length >= atOnce) for (const one of waiting.splice(0).toReversed()) taken(one)
  })
}

describe('a notice that is many calls', () => {
  test('is told side by side, no more than eight at once, where its calls are independent', async (t) => {
    const here = await world(t, 41)
    answersTogether(here, 8)
    assert.deepEqual(await here.send(drillNotice()), { kind: 'confirmed', by: 'device' })
    assert.equal(here.mostHere(), 8)
    assert.equal(new Set(here.calls.map(({ region }) => region)).size, 41)
    assert.equal(here.calls.length, 41)
  })

  test('is told strictly one after the other where the format does not say so', async (t) => {
    const here = await world(t, 12, 'strict')
    assert.deepEqual(await here.send(drillNotice()), { kind: 'confirmed', by: 'device' })
    assert.equal(here.mostHere(), 1)
    assert.deepEqual(
      here.calls.map(({ region }) => region),
      Array.from({ length: 12 }, (_, index) => `r${index}`),
    )
  })

  test('is told to all other regions where one is not taken, and that one alone is tried again', async (t) => {
    const here = await world(t, 30)
    here.answers((call) => (call.region === 'r3' ? void call.response.writeHead(500).end() : taken(call)))
    const notice = drillNotice()
    for (let tries = 1; tries <= 3; tries++) {
      const outcome = await here.send(notice)
      assert.deepEqual(outcome, { kind: 'refused', problem: 'webhook/rejected', retry: 'later' })
      assert.equal(here.calls.length, 29 + tries)
    }
    here.answers(taken)
    assert.deepEqual(await here.send(notice), { kind: 'confirmed', by: 'device' })
    const ofOne = here.calls.filter(({ region }) => region === 'r3')
    assert.equal(ofOne.length, 4)
    assert.equal(new Set(ofOne.map(({ id }) => id)).size, 1)
  })

  test('reaches the rest although more regions than go side by side are never taken', async (t) => {
    const here = await world(t, 40)
    const isBad = ({ region }: Call) => Number(region.slice(1)) < 20
    here.answers((call) => (isBad(call) ? void call.response.writeHead(500).end() : taken(call)))
    const notice = drillNotice()
    const told = () => new Set(here.calls.filter((call) => !isBad(call)).map(({ region }) => region)).size
    for (let tries = 0; tries < 4 && told() < 20; tries++) await here.send(notice)
    assert.equal(told(), 20)
  })

  test('is not hammered into a receiver that takes nothing, or asks to be left alone', async (t) => {
    const here = await world(t, 100)
    const notice = drillNotice()
    here.answers(({ response }) => void response.writeHead(500).end())
    assert.equal((await here.send(notice)).kind, 'refused')
    assert.equal(here.calls.length, 8)
    here.answers(({ response }) => void response.writeHead(429, { 'retry-after': '60' }).end())
    const outcome = await here.send(notice)
    assert.ok(outcome.kind === 'refused' && outcome.problem === 'webhook/busy')
    assert.ok(outcome.notBefore !== undefined)
    assert.equal(here.calls.length, 9)
  })

  test('may have been taken where one of its calls got no answer', async (t) => {
    const here = await world(t, 5)
    here.answers((call) => {
      if (call.region === 'r1') call.response.destroy()
      else if (call.region === 'r2') call.response.writeHead(500).end()
      else taken(call)
    })
    assert.deepEqual(await here.send(drillNotice()), { kind: 'unknown', problem: 'webhook/no-answer' })
    assert.equal(here.calls.length, 5)
  })

  test('never tells a region of an end before its start was answered, also where two alerts are told at once', async (t) => {
    const here = await world(t, 20)
    const gate = Promise.withResolvers<void>()
    const isFull = Promise.withResolvers<void>()
    here.answers((call) => {
      if (here.calls.length === 1) return taken(call)
      if (here.calls.length === 9) isFull.resolve()
      void gate.promise.then(() => taken(call))
    })
    const start = here.send(drillNotice())
    await isFull.promise
    const end = here.send(
      drillNotice({ id: 'alert-000002.2' as NoticeId, kind: 'all-clear', reason: 'cleared', loudFor: [] }),
    )
    gate.resolve()
    assert.equal((await start).kind, 'confirmed')
    assert.equal((await end).kind, 'confirmed')
    for (let region = 0; region < 20; region++)
      assert.deepEqual(here.saidIn(`r${region}`), ['warning', 'all-clear'])
    assert.ok(here.mostHere() <= 8)
  })

  test('is told to every region after a crash in the middle, under the same ids', async (t) => {
    const here = await world(t, 30)
    const log = memoryAttemptLog()
    const courierOf = (channel: World['channel']) =>
      createCourier({
        ...{ log, channels: [channel], clock: here.clock, report: recordingLog(), random: () => 0 },
        ...{ contains: () => true, isStopped: () => false },
      })
    const isFull = Promise.withResolvers<void>()
    here.answers((call) => {
      if (here.calls.length <= 10) return taken(call)
      // Taken, and never answered: the process dies with these under way.
      if (here.calls.length === 18) isFull.resolve()
    })
    const before = courierOf(here.channel)
    const notice = drillNotice({ renewBy: plus(here.clock.now(), hour) })
    await before.onNotice(notice)
    await isFull.promise
    await before.close()
    await here.channel.close()

    here.answers(taken)
    const channel = here.open()
    t.after(() => channel.close())
    const after = courierOf(channel)
    assert.equal(await after.resume(), 1)
    await after.quiet()
    const idsOf = new Map<string, Set<string>>()
    for (const { region, id } of here.calls)
      idsOf.set(region, (idsOf.get(region) ?? new Set<string>()).add(id))
    assert.equal(idsOf.size, 30)
    assert.ok([...idsOf.values()].every((ids) => ids.size === 1))
    const [attempt] = await log.byAlert(notice.alert)
    assert.equal(attempt?.state, 'confirmed')
    await after.close()
  })
})
