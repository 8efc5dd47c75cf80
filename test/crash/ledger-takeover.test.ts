import assert from 'node:assert/strict'
import { test } from 'node:test'
import { recordingLog } from '#base'
import { beginning, verifyLedger, type Fact } from '#ledger'
import { openPostgresLedger } from '../../src/ledger/ledger.postgres.ts'
import { absent } from '../support/absent.ts'
import { startOwnPostgres } from '../support/postgres.node.ts'
import { startPourer, type Pourer } from '../support/pourers.node.ts'

const rounds = 20
const takeoverWithin = 5_000

test(
  `of two servers the second takes over within 5 s when the first is killed in mid-write, ${rounds} times`,
  { skip: absent('postgres') },
  async (t) => {
    const database = await startOwnPostgres()
    const pourers: Pourer[] = []
    const start = async () => {
      const pourer = startPourer(`server-${pourers.length + 1}`, `postgres:${database.url}`)
      pourers.push(pourer)
      return { pourer, opened: await pourer.until(({ said }) => said === 'opened') }
    }
    try {
      const log = recordingLog()
      let { pourer: leader, opened } = await start()
      assert.equal(opened.writer, 'me')
      const watching = await openPostgresLedger({ url: database.url, log, readOnly: true })
      assert.ok(watching.ok)
      const ledger = watching.value
      const followed: Fact[] = []
      const follower = ledger.follow(beginning, (facts) => void followed.push(...facts))
      const takeovers: number[] = []
      for (let round = 0; round < rounds; round++) {
        const standby = await start()
        assert.equal(standby.opened.writer, 'other')
        let poured = 0
        await leader.until(({ said }) => said === 'written' && ++poured >= 20 + round * 7)
        const killed = leader.kill()
        const killedAt = performance.now()
        await standby.pourer.until(({ said }) => said === 'written')
        takeovers.push(performance.now() - killedAt)
        await killed
        leader = standby.pourer
      }
      await leader.kill()
      t.diagnostic(
        `takeovers: longest ${Math.round(Math.max(...takeovers))} ms, all ${takeovers.map(Math.round).join(' ')}`,
      )
      assert.ok(Math.max(...takeovers) < takeoverWithin, `${takeovers}`)

      await follower.caughtUp()
      const verified = await verifyLedger(ledger)
      assert.ok(verified.intact, JSON.stringify(verified))
      assert.deepEqual(
        followed.map(({ seq }) => seq),
        Array.from({ length: verified.facts }, (_, i) => i + 1),
      )
      // Nothing doubled.
      const named = new Map(followed.map((fact) => [`${fact.data['name']} ${fact.data['n']}`, fact]))
      assert.equal(named.size, followed.length)
      for (const { name, lines } of pourers) {
        // Nothing refused to a server that leads, nothing lost, and each where it was acknowledged to be.
        for (const { said, n, seq } of lines) {
          assert.notEqual(said, 'refused')
          if (said === 'written') assert.equal(named.get(`${name} ${n}`)?.seq, seq)
        }
        // Nothing out of order: each lane of a server counts up.
        for (let lane = 0; lane < 4; lane++) {
          const counted = followed
            .filter(({ stream }) => stream === `${name}:${lane}`)
            .map(({ data }) => Number(data['n']))
          assert.deepEqual(
            counted,
            counted.toSorted((a, b) => a - b),
          )
        }
      }
      // Of what was not acknowledged at most what was under way at each kill is there.
      const acknowledged = pourers.flatMap(({ lines }) =>
        lines.filter(({ said }) => said === 'written'),
      ).length
      assert.ok(
        followed.length - acknowledged <= 4 * (rounds + 1),
        `${followed.length} facts, ${acknowledged} acknowledged`,
      )
      await follower.close()
      await ledger.close()
      assert.deepEqual(
        log.lines.filter(({ level }) => level !== 'info'),
        [],
      )
    } finally {
      await Promise.all(pourers.map((pourer) => pourer.kill()))
      await database.stop()
    }
  },
)
