import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minute, recordingLog, virtualClock, type Instant } from '#base'
import { beginSweeping } from './sweeping.ts'

test('sessions are swept at once and every five minutes, also after a sweep that failed, until it is closed', async () => {
  const clock = virtualClock('2026-11-22T02:00:00.000Z' as Instant)
  const log = recordingLog()
  let sweeps = 0
  const sessions = {
    async sweep() {
      if (++sweeps === 2) throw new Error('the disk is away')
    },
  }
  const sweeping = beginSweeping({ clock, log, sessions })
  const pass = async () => {
    clock.advance(5 * minute)
    await sweeping.caughtUp()
  }
  await sweeping.caughtUp()
  assert.equal(sweeps, 1)
  for (let times = 0; times < 2; times++) await pass()
  assert.equal(sweeps, 3)
  assert.deepEqual(
    log.lines.map(({ level, details }) => [level, details['why']]),
    [['warn', 'the disk is away']],
  )
  await sweeping.close()
  await pass()
  assert.equal(sweeps, 3)
})
