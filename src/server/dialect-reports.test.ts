import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { hour, minute, plus, type Instant } from '#base'
import type { MachineReport } from '#dialects'
import { night, receptionWorld } from '../../test/support/reception-world.ts'
import { dialectReports } from './dialect-reports.ts'

const caller = { person: 'prometheus', key: 'key:k' }

async function world() {
  const here = await receptionWorld()
  const { system, intake, clock } = here
  let port = dialectReports(system, { intake })
  const tell = (more: Partial<MachineReport> = {}, by = caller) =>
    port.take(by, 'Alertmanager', [
      {
        ...{ name: '0123456789abcdef', mode: 'drill', saidAt: clock.now(), since: night, goesOn: 'yes' },
        ...{ event: 'WaterRises', headline: 'Above the mark', text: 'station: dam-3', severity: 'Severe' },
        ...more,
      },
    ])
  return {
    ...{ ...here, tell },
    restarted: () => void (port = dialectReports(system, { intake })),
    async events() {
      await system.quiet()
      return here.open().map(({ message }) => message.said[0]!.event)
    },
  }
}

describe('what a machine tells', () => {
  test('is one report while it goes on, however long, and also after a restart', async () => {
    const { tell, clock, events, restarted, system, close } = await world()
    await tell()
    const before = (await system.ledger.head()).seq
    for (let times = 0; times < 30; times += 1) {
      clock.advance(10 * minute)
      if (times === 15) restarted()
      assert.equal(await tell(), 'taken')
    }
    // It is what it was, although nobody heard of it for a while.
    clock.advance(3 * hour)
    await tell()
    assert.deepEqual(await events(), ['WaterRises'])
    assert.equal((await system.ledger.head()).seq, before)
    await close()
  })

  test('is another when it begins anew after silence, or after it was over', async () => {
    const { tell, clock, events, close } = await world()
    await tell()
    clock.advance(30 * minute)
    // Whoever was started anew says another beginning of the same thing.
    await tell({ since: clock.now() })
    assert.deepEqual(await events(), ['WaterRises'])
    clock.advance(2 * hour)
    await tell({ since: clock.now() })
    assert.deepEqual(await events(), ['WaterRises', 'WaterRises'])
    const over = { goesOn: 'over', saidAt: clock.now() } as const
    await tell(over)
    await tell(over)
    assert.deepEqual(await events(), ['Over: WaterRises', 'WaterRises'])
    clock.advance(minute)
    await tell({ since: clock.now() })
    assert.deepEqual(await events(), ['WaterRises', 'Over: WaterRises', 'WaterRises'])
    clock.advance(2 * hour)
    assert.ok(!(await events()).includes('Over: WaterRises'))
    await close()
  })

  test('is told apart from what another tells, and never issued', async () => {
    const { tell, events, board, open, close } = await world()
    await tell({ threat: 'flood', area: { code: 'gn:465724', name: 'Zadonsky' }, severity: 'Extreme' })
    await tell({}, { person: 'other', key: 'key:o' })
    assert.deepEqual(await events(), ['WaterRises', 'WaterRises'])
    assert.deepEqual(
      open().map(({ message }) => message.sourceName),
      ['Alertmanager (other)', 'Alertmanager (prometheus)'],
    )
    assert.deepEqual(board(), [])
    await close()
  })

  test('may be told again when it could not be written down', async () => {
    const { system, intake, clock, events, close } = await world()
    let works = false
    const take: typeof intake.take = async (arrival) => {
      if (!works) throw new Error('not now: ledger/cannot-write')
      return intake.take(arrival)
    }
    const port = dialectReports(system, { intake: { take } })
    const report: MachineReport = {
      ...{ name: 'a', mode: 'drill', saidAt: clock.now() as Instant, goesOn: 'yes', event: 'Smoke' },
      ...{ headline: 'Smoke', text: 'smoke', severity: 'Unknown' },
    }
    assert.equal(await port.take(caller, 'Alertmanager', [report]), 'not-now')
    works = true
    assert.equal(
      await port.take(caller, 'Alertmanager', [{ ...report, saidAt: plus(clock.now(), minute) }]),
      'taken',
    )
    assert.deepEqual(await events(), ['Smoke'])
    await close()
  })
})
