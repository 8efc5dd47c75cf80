/** Kills the real server in the middle of telling phones, and holds it to what it had written down: nobody missed, hardly anybody told twice, nothing that was stopped. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sha256, type AlertId, type Instant } from '#base'
import { rowsPerPiece, type SubscriptionId } from '#channels'
import { openSqlitePushTable } from '../../src/channels/push/push-table.sqlite.ts'
import { told } from '../../src/channels/push/told-book.ts'
import { chance } from '../support/chance.ts'
import { startPushService, type Phone, type PushService } from '../support/push-service.node.ts'
import { ask, keyOf, startServe, type Serving } from '../support/serve.node.ts'
import { terbunsky, zadonsky } from '../support/server.node.ts'

const phones = 400
const rounds = Number(process.env['CRASH_TIMES'] ?? 200) >= 200 ? 12 : 3
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)
/** What was answered so long before the kill is written down by then, on a machine as busy as this one may be. */
const flushWindow = 1_000

test(`a server killed ${rounds} times while it tells phones misses nobody and warns of nothing that is over`, async () => {
  console.log(`seed ${seed}`)
  const luck = chance(`push ${seed}`)
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-push-kill-'))
  const service = await startPushService()
  let serving: Serving | undefined
  let repeated = 0
  const settings = { TOCSIN_PUSH_ALLOW: service.host, TOCSIN_BROKER: 'none' }
  const serve = async () => {
    serving = startServe({ folder, settings })
    return serving.ready
  }
  try {
    const crowd = await subscribed(folder, service)
    let url = await serve()
    for (let round = 0; round < rounds; round++) {
      for (const phone of crowd) phone.behaves({ status: 201, late: luck.between(5, 60) })
      const alert = await issue(url, folder)
      const hearing = (what: string) =>
        crowd.filter(({ got }) => got.some(({ json }) => json['alert'] === alert && json['what'] === what))
      const wanted = luck.between(1, phones - 20)
      while (hearing('warning').length < wanted) await wait(5)
      const killedMs = Date.now()
      await serving!.end('SIGKILL')
      const written = await takenBy(folder, alert, crowd)
      const surely = new Set(
        crowd.flatMap(({ name, got }) =>
          got.some(({ json, atMs }) => json['alert'] === alert && atMs < killedMs - flushWindow)
            ? [name]
            : [],
        ),
      )
      url = await serve()
      await within(60_000, 'everybody is warned', () => hearing('warning').length === phones)
      for (const { name, got } of crowd) {
        const times = got.filter(({ json }) => json['alert'] === alert && json['what'] === 'warning').length
        if (times > 1) repeated++
        assert.ok(times === 1 || !written.has(name), `${name} was told again although that was written down`)
        assert.ok(
          written.has(name) || !surely.has(name),
          `${name} took it long ago, and that was not written down`,
        )
      }

      // Now an end, in the middle of telling something worse; and killed while it is told.
      const second = await issue(url, folder)
      const of = (what: string) =>
        crowd.filter(({ got }) => got.some(({ json }) => json['alert'] === second && json['what'] === what))
      while (of('warning').length < luck.between(1, phones / 2)) await wait(5)
      const ended = await ask(url, 'POST', `/v1/alerts/${second}/all-clear`, {
        as: keyOf(folder, 'olena'),
        body: { reason: 'Over.' },
      })
      assert.equal(ended.status, 200, JSON.stringify(ended.body))
      await wait(luck.between(0, 400))
      await serving!.end('SIGKILL')
      // What had left the building before is still on its way through two kernels and a slow service.
      await wait(1_000)
      const warnedBefore = of('warning').length
      url = await serve()
      // Also who was only about to be told: nobody can say whether they were.
      await within(60_000, 'everybody hears the end', () => of('all-clear').length === phones)
      await wait(300)
      assert.equal(of('warning').length, warnedBefore, 'somebody was warned of what was over')
      for (const phone of of('warning')) {
        const words = phone.got.filter(({ json }) => json['alert'] === second).map(({ json }) => json['what'])
        assert.equal(words.at(-1), 'all-clear', `${phone.name} heard ${words.join(', ')}`)
      }
      for (const one of [alert])
        await ask(url, 'POST', `/v1/alerts/${one}/all-clear`, {
          as: keyOf(folder, 'olena'),
          body: { reason: 'Over.' },
        })
    }
    assert.deepEqual(service.flaws, [])
    console.log(`${2 * rounds} kills, ${phones} phones; ${repeated} told twice within the flush window`)
    await serving!.end('SIGTERM')
  } finally {
    await serving?.end('SIGKILL')
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

/** The phones of which the killed server had written down that they took it. */
async function takenBy(folder: string, alert: string, crowd: readonly Phone[]): Promise<ReadonlySet<string>> {
  const table = openSqlitePushTable(join(folder, 'push.sqlite'))
  const taken = new Set<string>()
  for (const { piece, states } of await table.toldOf(alert as AlertId))
    states.forEach((state, at) => {
      if ((state & 0x0f) === told.accepted) taken.add(crowd[piece * rowsPerPiece + at]!.name)
    })
  await table.close()
  return taken
}

/** Straight into the table: subscribing by the door is another test's. */
async function subscribed(folder: string, service: PushService): Promise<readonly Phone[]> {
  const table = openSqlitePushTable(join(folder, 'push.sqlite'))
  const crowd: Phone[] = []
  const at = new Date().toISOString() as Instant
  for (let i = 0; i < phones; i++) {
    const phone = service.phone()
    crowd.push(phone)
    await table.add({
      ...{
        id: `push-${i}` as SubscriptionId,
        secret: sha256(`${i}`),
        endpoint: phone.endpoint,
        keys: phone.keys,
      },
      ...{ language: 'en', content: 'full', modes: ['drill'], state: 'working', createdAt: at },
      places: [{ kind: 'area', area: (i % 3 === 0 ? zadonsky : terbunsky) as never }],
      ...{ nonce: null, nonceAt: null, provenAt: at, acceptedAt: null },
    })
  }
  await table.close()
  return crowd
}

async function issue(url: string, folder: string): Promise<string> {
  const [olena, taras] = [keyOf(folder, 'olena'), keyOf(folder, 'taras')]
  const done = async (path: string, as: string, body: object) => {
    const answer = await ask(url, 'POST', path, { as, body })
    assert.ok(answer.status < 300, JSON.stringify(answer.body))
    return (answer.body as { readonly alert: { readonly id: string; readonly contentHash: string } }).alert
  }
  const { id, contentHash } = await done('/v1/alerts', olena, {
    ...{ threat: 'drone', level: 'red', areas: [zadonsky, terbunsky] },
  })
  await done(`/v1/alerts/${id}/submit`, olena, {})
  await done(`/v1/alerts/${id}/approve`, taras, { contentHash })
  await done(`/v1/alerts/${id}/issue`, olena, {})
  return id
}

async function within(milliseconds: number, what: string, isSo: () => boolean): Promise<void> {
  const until = Date.now() + milliseconds
  while (!isSo()) {
    assert.ok(Date.now() < until, `${what}: not after ${milliseconds} ms`)
    await wait(10)
  }
}
