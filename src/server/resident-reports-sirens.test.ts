import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import { day, hour, memoryShelf, minute, plus, recordingLog, virtualClock, type Instant } from '#base'
import type { SirenAnswer } from '#reports'
import { openSirenAnswers } from './resident-reports-sirens.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant
const collection = 'resident-siren-answers'

function world() {
  const clock = virtualClock(start)
  const personal = memoryShelf()
  const open = (most?: number) =>
    openSirenAnswers({ clock, personal, log: recordingLog(), decides: () => 'me' }, most)
  const answer = (crowd: SirenAnswer['crowd'] = 'alone'): SirenAnswer => ({
    ...{ area: 'here' as AreaCode, at: null, hears: 'heard', seenAt: clock.now(), crowd },
  })
  return { clock, personal, open, answer }
}

describe('what residents answer about sirens', () => {
  test('is gone a day later, however much it was and wherever the server was meanwhile', async () => {
    const { clock, personal, open, answer } = world()
    const document = { ...answer(), telling: 't' } as never
    const entries = Array.from({ length: 12_000 }, (_, i) => ({ key: String(i).padStart(6, '0'), document }))
    await personal.put(collection, entries)
    clock.advance(day + hour)
    const sirens = await open()
    assert.equal((await personal.list(collection)).length, 0)
    sirens.close()
  })

  test('makes room for what is new, at the cost of what is old or comes from crowds', async () => {
    const { clock, personal, open, answer } = world()
    const sirens = await open(20)
    const tell = async (from: number, count: number, crowd: SirenAnswer['crowd']) => {
      const told = []
      for (let i = from; i < from + count; i++)
        told.push(await sirens.tell(answer(crowd), `telling-${i}`, `device-${i}`))
      return told.every(({ ok }) => ok)
    }
    assert.ok(await tell(0, 5, 'alone'))
    assert.ok(await tell(100, 60, 'crowd'), 'a flood is taken and forgets itself')
    assert.ok(await tell(10, 5, 'alone'))
    const heard = (await sirens.tally()).inAreas(() => true, {
      from: plus(start, -minute),
      until: clock.now(),
    })
    assert.ok(heard.heard <= 20 && heard.heard - heard.fromCrowds === 10, JSON.stringify(heard))
    assert.equal((await personal.list(collection)).length, heard.heard)
    assert.ok(await tell(20, 10, 'alone'))
    assert.equal(await tell(40, 1, 'alone'), false)
    clock.advance(hour)
    assert.ok(await tell(40, 15, 'alone'), 'what is of no use any more makes room')
    sirens.close()
  })
})
