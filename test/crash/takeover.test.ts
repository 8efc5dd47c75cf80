/** Two servers on one PostgreSQL: the one that decides is killed under load, the other takes over, twenty times. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { absent } from '../support/absent.ts'
import { ask } from '../support/serve.node.ts'
import { zadonsky } from '../support/server.node.ts'
import { until, withTwoServers, type Place } from './two-servers.node.ts'

const rounds = 20
const takeoverWithin = 5_000
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)

test(
  `of two whole servers the other takes over within 5 s when the one that decides is killed, ${rounds} times`,
  { skip: absent('postgres') },
  () =>
    withTwoServers(seed, [], async (two, luck) => {
      const { crowd, olena, admin } = two
      let [decider, follower] = await two.roles()
      await serves(decider, follower, admin, olena)
      const takeovers: number[] = []
      for (let round = 1; round <= rounds; round++) {
        crowd.work()
        await wait(luck.between(200, 1_200))
        const killedAt = performance.now()
        await decider.serving.end('SIGKILL')
        const { url } = follower
        two.aim(() => url)
        const before = crowd.acknowledged.length
        await two.lifeEnds()
        const takesOrders = async () => crowd.acknowledged.length > before
        await until('the other takes an order', takesOrders, takeoverWithin)
        takeovers.push(performance.now() - killedAt)
        // The one that was killed comes back, and follows.
        decider.serving = two.serve(decider)
        await decider.serving.ready
        await crowd.pause()
        ;[decider, follower] = [follower, decider]
        assert.deepEqual(await two.roles(), [decider, follower])
        await two.check()
      }
      await serves(decider, follower, admin, olena)
      crowd.work()
      await wait(300)
      await crowd.pause()
      const figures = await two.finish()
      const sorted = takeovers.toSorted((a, b) => a - b).map(Math.round)
      console.log(
        `seed ${seed}: ${rounds} takeovers in ${sorted[0]} to ${sorted.at(-1)} ms, half of them within ${sorted[rounds / 2]} ms; ${figures}`,
      )
    }),
)

/** What the one that follows does: reads, streams, refuses orders with advice, and knows what changes at the other. */
async function serves(decider: Place, follower: Place, admin: string, olena: string): Promise<void> {
  for (const path of ['/v1/board', `/v1/areas/${zadonsky}/now`, '/v1/feed.atom', '/', '/v1/health'])
    assert.equal((await ask(follower.url, 'GET', path)).status, 200, path)
  assert.equal((await ask(follower.url, 'GET', '/v1/alerts', { as: olena })).status, 200)
  const body = { threat: 'drone', level: 'red', areas: [zadonsky] }
  const refused = await ask(follower.url, 'POST', '/v1/alerts', { as: olena, body })
  assert.equal(refused.status, 503)
  assert.equal((refused.body as { readonly code: string }).code, 'server/not-the-writer')
  assert.ok(Number(refused.headers.get('retry-after')) > 0)
  const id = `watch-${Math.floor(performance.now())}`
  const person = { id, name: 'Somebody', roles: ['watcher'] }
  const added = await ask(decider.url, 'POST', '/v1/keys', { as: admin, body: person })
  assert.equal(added.status, 201, JSON.stringify(added.body))
  const { key } = added.body as { readonly key: string }
  const isKnown = async () => (await ask(follower.url, 'GET', '/v1/me', { as: key })).status === 200
  await until('the follower knows who was added', isKnown)
  assert.equal((await ask(decider.url, 'DELETE', `/v1/people/${id}`, { as: admin })).status, 204)
  await until('the follower knows who was removed', async () => !(await isKnown()))
}
