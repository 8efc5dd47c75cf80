/** Two servers on one PostgreSQL that loses every connection under load, again and again; nobody is killed, and one decides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { absent } from '../support/absent.ts'
import { until, withTwoServers } from './two-servers.node.ts'

const rounds = 20
const seed = process.env['CRASH_SEED'] ?? String(Date.now() % 1_000_000)

test(
  `two servers whose connections to the database break ${rounds} times lose nothing and never both decide`,
  { skip: absent('postgres') },
  () =>
    withTwoServers(seed, ['ledger/cannot-write', 'server/no-storage'], async (two, luck) => {
      const { crowd, database, places } = two
      // Whoever decides at the moment takes the order; the other says so.
      two.aim(() => luck.pick(places).url)
      let changes = 0
      for (let round = 1; round <= rounds; round++) {
        const [decided] = await two.roles()
        crowd.work()
        await wait(luck.between(200, 800))
        await database.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and pid <> pg_backend_pid()`,
        )
        const before = crowd.acknowledged.length
        await until('orders are taken again', async () => crowd.acknowledged.length > before, 20_000)
        await crowd.pause()
        for (const { serving } of places) assert.doesNotMatch(serving.said(), /^tocsin: /m, 'it ended')
        await until('one of them decides', () =>
          two.roles().then(
            ([decides]) => {
              if (decides !== decided) changes++
              return true
            },
            () => false,
          ),
        )
        await two.lifeEnds()
        await two.check()
      }
      crowd.work()
      await wait(1_000)
      await crowd.pause()
      console.log(`seed ${seed}: ${rounds} cuts, the decider changed ${changes} times; ${await two.finish()}`)
    }),
)
