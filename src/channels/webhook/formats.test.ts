import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, test, type TestContext } from 'node:test'
import { countingIds, memoryShelf, recordingLog, system, type Mode } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { drillNotice } from '../../../test/support/notices.ts'
import type { SpokenFormat, WebhookSpeakers } from './format.ts'
import { newSecret } from './signature.node.ts'
import { openWebhookBook } from './subscription.ts'
import { webhookChannel } from './webhook-channel.http.ts'
import { webhookProver } from './webhook-prover.ts'

const patience = () => AbortSignal.timeout(5_000)

async function world(t: TestContext, speakers: WebhookSpeakers) {
  const received: { readonly id: string; readonly body: string }[] = []
  let statuses: number[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      received.push({ id: String(request.headers['webhook-id']), body })
      response.writeHead(statuses.shift() ?? 204).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const policy = { allowed: [`127.0.0.1:${port}`] }
  const clock = systemClock()
  const shelf = memoryShelf()
  const open = () => openWebhookBook({ shelf, policy, newSecret, ids: countingIds(), isArea: () => true })
  const book = await open()
  const channel = webhookChannel({
    ...{ book, policy, clock, speakers, ids: countingIds(), report: recordingLog(), patienceFor: 2_000 },
  })
  t.after(async () => {
    await channel.close()
    server.closeAllConnections()
    server.close()
  })
  const subscribe = (format: SpokenFormat | undefined, modes: readonly Mode[]) =>
    book.create(
      {
        ...{ url: `http://127.0.0.1:${port}/`, areas: 'everywhere', modes },
        ...(format === undefined ? {} : { format }),
      },
      system,
      clock.now(),
    )
  const made = async (format: SpokenFormat | undefined, modes: readonly Mode[]) => {
    const one = await subscribe(format, modes)
    assert.ok(one.ok, JSON.stringify(one))
    return one.value.webhook
  }
  return {
    ...{ channel, book, shelf, open, received, subscribe, made, clock },
    answers: (next: number[]) => void (statuses = next),
  }
}

describe('a webhook in the words of others', () => {
  test('of before there were formats is called in ours', async (t) => {
    const { made, shelf, open } = await world(t, {})
    const { id } = await made(undefined, ['drill'])
    const [{ key, document } = { key: '', document: {} }] = await shelf.list('webhooks')
    const { format: _, ...old } = document as { readonly format: string }
    await shelf.put('webhooks', [{ key, document: old }])
    assert.equal((await open()).get(id)?.format, 'tocsin')
  })

  test('is not made for a mode that its receivers cannot tell', async (t) => {
    const { subscribe, channel, made } = await world(t, { 'ukraine-alarm': { say: () => ['{}'] } })
    const refused = await subscribe('ukraine-alarm', ['live', 'drill'])
    assert.ok(!refused.ok && refused.problem.code === 'webhook/mode-not-sayable')
    const { id } = await made('ukraine-alarm', ['live'])
    assert.deepEqual(await channel.targets(drillNotice(), () => true), [])
    const sent = await channel.send(drillNotice(), { id, areas: 'everywhere' }, patience())
    assert.ok(sent.kind === 'refused' && sent.problem === 'webhook/mode-not-carried')
  })

  test('is called as often as there is something to say, and goes on where it stopped', async (t) => {
    const here = await world(t, { alertmanager: { say: () => ['{"n":1}', '{"n":2}', '{"n":3}'] } })
    const { id } = await here.made('alertmanager', ['drill'])
    const notice = drillNotice()
    here.answers([204, 503])
    const stopped = await here.channel.send(notice, { id, areas: 'everywhere' }, patience())
    assert.ok(stopped.kind === 'refused' && stopped.problem === 'webhook/busy' && stopped.retry === 'later')
    const done = await here.channel.send(notice, { id, areas: 'everywhere' }, patience())
    assert.deepEqual(done, { kind: 'confirmed', by: 'device' })
    assert.deepEqual(
      here.received.map(({ body }) => JSON.parse(body).n),
      [1, 2, 2, 3],
    )
    const [first, second, again, third] = here.received.map((one) => one.id)
    assert.equal(second, again)
    assert.equal(new Set([first, second, third]).size, 3)
  })

  test('is left alone where there is nothing to say, and waits where nobody speaks for it', async (t) => {
    const speakers: WebhookSpeakers = { alertmanager: { say: () => [] } }
    const { channel, made, received } = await world(t, speakers)
    const { id } = await made('alertmanager', ['drill'])
    assert.deepEqual(await channel.targets(drillNotice(), () => true), [])
    const silent = await channel.send(drillNotice(), { id, areas: 'everywhere' }, patience())
    assert.deepEqual(silent, { kind: 'refused', problem: 'webhook/nothing-to-say', retry: 'never' })
    delete speakers.alertmanager
    assert.equal((await channel.targets(drillNotice(), () => true)).length, 1)
    const waits = await channel.send(drillNotice(), { id, areas: 'everywhere' }, patience())
    assert.deepEqual(waits, { kind: 'refused', problem: 'webhook/format-not-spoken', retry: 'later' })
    assert.deepEqual(received, [])
  })

  test('is tried by a call of its own, or says that there is none', async (t) => {
    const { channel, made, book, received, clock } = await world(t, {
      alertmanager: { say: () => [], ping: (at) => JSON.stringify({ at }) },
      'ukraine-alarm': { say: () => [] },
    })
    const [paging, map] = [await made('alertmanager', ['live']), await made('ukraine-alarm', ['live'])]
    assert.ok((await channel.ping(paging.id)).ok)
    assert.match(received[0]!.body, /^\{"at":"20/)
    const none = await channel.ping(map.id)
    assert.ok(!none.ok && none.problem.code === 'webhook/no-ping')
    const steps = await webhookProver(channel, book, clock).prove([paging.id, map.id], patience())
    assert.deepEqual(
      steps.map(({ outcome, code }) => [outcome, code]),
      [
        ['passed', 'receiver-answered'],
        ['unknown', 'webhook/no-ping'],
      ],
    )
    assert.doesNotMatch(steps[1]!.says, /\{|undefined/)
  })
})
