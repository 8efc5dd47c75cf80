import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gapsOf, instantOn, onTheWall, soonest } from './rota.ts'

const at = (text: string) => Date.parse(`2026-11-02T${text}:00Z`)
const shift = (from: string, until: string) => ({
  ...{ from: `2026-11-02T${from}:00Z`, until: `2026-11-02T${until}:00Z`, people: [] },
})

describe('a rota', () => {
  test('tells from when to when nobody is on duty, shifts that overlap as one', () => {
    const shifts = [shift('14:00', '22:00'), shift('06:00', '12:00'), shift('08:00', '14:00')]
    assert.deepEqual(gapsOf(shifts, at('10:00')), [{ from: at('22:00'), until: undefined }])
    assert.deepEqual(gapsOf([shift('06:00', '12:00'), shift('14:00', '22:00')], at('05:00')), [
      { from: at('05:00'), until: at('06:00') },
      { from: at('12:00'), until: at('14:00') },
      { from: at('22:00'), until: undefined },
    ])
  })
  test('has no gap where one shift ends a minute before the next', () => {
    assert.equal(gapsOf([shift('06:00', '11:59'), shift('12:00', '18:00')], at('07:00')).length, 1)
  })
  test('of nobody ever says nothing about gaps', () => {
    assert.deepEqual(gapsOf([], at('10:00')), [])
  })
  test('shows what goes on and comes next', () => {
    const shifts = [shift('14:00', '22:00'), shift('06:00', '12:00'), shift('01:00', '02:00')]
    assert.deepEqual(soonest(shifts, at('10:00'), 2), [shift('06:00', '12:00'), shift('14:00', '22:00')])
  })
})

describe('a time on the wall', () => {
  for (const zone of ['Europe/Kyiv', 'Asia/Jerusalem', 'Europe/Moscow', 'UTC'])
    test(`is the same instant again in ${zone}, whatever the season`, () => {
      for (let day = 0; day < 365; day += 1) {
        const instant = Date.parse('2026-01-01T21:30:00Z') + day * 86_400_000
        assert.equal(instantOn(onTheWall(instant, zone), zone), instant)
      }
    })
  test('is taken in the zone of the duty room, not of the browser', () => {
    assert.equal(instantOn('2026-11-02T22:00', 'Europe/Kyiv'), at('20:00'))
    assert.equal(instantOn('', 'Europe/Kyiv'), undefined)
  })
  test('in the hour that comes twice is the first', () => {
    assert.equal(instantOn('2026-10-25T03:30', 'Europe/Kyiv'), Date.parse('2026-10-25T00:30:00Z'))
  })
})
