import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, hour, memoryShelf, recordingLog, virtualClock, type Instant } from '#base'
import type { ReportKind, ResidentReport } from '#reports'
import { openKeptResidents } from './resident-reports-kept.ts'
import type { System } from './system.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant

async function world() {
  const clock = virtualClock(start)
  const system = { clock, log: recordingLog(), personal: memoryShelf(), decides: () => 'me', onApplied() {} }
  const kept = await openKeptResidents(system as unknown as System, 3)
  let told = 0
  const tell = async (kind: ReportKind, times: number) => {
    for (let i = 0; i < times; i++)
      await kept.addTelling(`${++told}`, { id: kind, kind } as ResidentReport, `device-${told}`)
  }
  return { clock, kept, tell }
}

describe('what residents told, where it is kept', () => {
  test('is full of what is there, not of all that was ever told', async () => {
    const { clock, kept, tell } = await world()
    await tell('sighting', 3)
    assert.equal(await kept.isFull('sighting'), true)
    clock.advance(2 * day)
    assert.equal(await kept.isFull('sighting'), false)
    await tell('sighting', 1)
    assert.deepEqual([...(await kept.devicesOf('sighting'))], ['device-4'])
    kept.close()
  })

  test('has room for calls for help, whatever else was told', async () => {
    const { clock, kept, tell } = await world()
    await tell('sighting', 2)
    await tell('damage', 2)
    assert.equal(await kept.isFull('damage'), true)
    assert.equal(await kept.isFull('help'), false)
    await tell('help', 3)
    clock.advance(hour)
    assert.equal(await kept.isFull('help'), true)
    kept.close()
  })
})
