import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { kilometresBetween, type AreaCode } from '#areas'
import { day, minute, plus, second, type Instant } from '#base'
import { allowances, openAllowances } from './allowance.ts'
import { drawnByChance, tellForms } from './form.ts'
import {
  isAlike,
  mayBeTogether,
  mostTellings,
  openedBy,
  takenBack,
  toldAgain,
  together,
  type ResidentReport,
  type Telling,
} from './resident-report.ts'
import { safeKeyOf, safeToken, safeTokenOf } from './safe.ts'
import { crossingsIn } from './sights.ts'
import { bearingOf, coarse, coarseWithinKm, longestText, plainText, timeOf, type Told } from './told.ts'

const now = '2026-11-23T02:00:00.000Z' as Instant
const here = { lon: 38.925, lat: 52.395 }
const told = (more: Partial<Told> = {}): Told => ({
  ...{ kind: 'sighting', what: 'drone', seenAt: now, receivedAt: now, late: 'in-time', text: '' },
  place: { area: 'a' as AreaCode, at: here, precision: 'coarse' },
  ...{ bearing: null, headingDegrees: null },
  ...more,
})
const telling = (id: string, more: Partial<Telling> = {}): Telling => ({
  ...{ id, seenAt: now, receivedAt: now, late: 'in-time', text: '', at: here, precision: 'coarse' },
  ...{ bearing: null, headingDegrees: null, photo: null },
  ...more,
})
const report = (more: Partial<ResidentReport> = {}) => ({ ...openedBy('r', told(), telling('1')), ...more })

describe('what is told', () => {
  test('has a time that is not to come, not long ago, and said to be late where it is', () => {
    const at = (by: number, kind: 'siren' | 'damage' = 'siren') => timeOf(plus(now, by), kind, now)
    const late = (by: number) => {
      const time = at(by)
      return time.ok ? time.value.late : time.problem.code
    }
    assert.deepEqual([0, -minute, -3 * minute, -day].map(late), ['in-time', 'in-time', 'late', 'late'])
    assert.deepEqual([-day - second, 6 * minute].map(late), ['reports/too-long-ago', 'reports/not-yet'])
    const ahead = at(4 * minute)
    assert.equal(ahead.ok && ahead.value.seenAt, now, 'a clock that is a little ahead')
  })

  test('is placed in the middle of a box that holds it, and nowhere finer', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -180, max: 180, noNaN: true }),
        fc.double({ min: -90, max: 90, noNaN: true }),
        (lon, lat) => {
          const box = coarse({ lon, lat })
          assert.ok(Math.abs(box.lon - lon) <= 0.005_001 && Math.abs(box.lat - lat) <= 0.005_001)
          assert.ok(kilometresBetween(box, { lon, lat }) <= coarseWithinKm)
          assert.deepEqual(coarse(box), box)
        },
      ),
      { seed: 20261123 },
    )
  })

  test('is text that turns nothing around and shows on every phone', () => {
    assert.equal(
      plainText('  A\r\n\r\n\tdrone \u202e over\u0000 \u200fthe  river '),
      'A\ndrone over the river',
    )
    assert.equal(plainText('x'.repeat(2_000)).length, longestText)
    fc.assert(
      fc.property(fc.string({ unit: fc.nat(0x2fff).map((point) => String.fromCodePoint(point)) }), (text) => {
        const plain = plainText(text)
        assert.ok(!/[^\P{C}\n\u200c\u200d]/u.test(plain))
        assert.equal(plainText(plain), plain)
      }),
      { seed: 20261123 },
    )
  })

  test('has a bearing no surer than a compass in a hand', () => {
    assert.deepEqual(bearingOf(370, 1), { degrees: 10, accuracyDegrees: 5 })
    assert.deepEqual(bearingOf(0, undefined), { degrees: 0, accuracyDegrees: 20 })
    assert.equal(bearingOf(0, 120), null)
    assert.equal(bearingOf(undefined, 5), null)
  })
})

describe('a report of residents', () => {
  test('holds what is alike in kind, thing, place and time', () => {
    const another = (more: Partial<Told>) => isAlike(report(), told(more), 'another')
    const at = (lat: number) => ({
      area: 'a' as AreaCode,
      at: { ...here, lat },
      precision: 'coarse' as const,
    })
    assert.ok(another({}) && another({ seenAt: plus(now, 10 * minute) }) && another({ place: at(52.43) }))
    assert.ok(another({ place: { area: 'a' as AreaCode, at: null, precision: 'area' } }))
    assert.ok(!another({ seenAt: plus(now, 11 * minute) }) && !another({ place: at(52.5) }))
    assert.ok(!another({ what: 'missile' }) && !another({ kind: 'damage', what: 'other' }))
    assert.ok(!another({ place: { ...at(52.395), area: 'b' as AreaCode } }))
    assert.ok(!isAlike(report({ state: 'closed' }), told(), 'another'))
  })

  test('of who needs help is theirs alone', () => {
    const help = told({ kind: 'help', what: 'medical' })
    const one = { ...openedBy('r', help, telling('1')) }
    assert.ok(!isAlike(one, help, 'another') && isAlike(one, help, 'same'))
    assert.ok(!isAlike(one, { ...help, seenAt: plus(now, 31 * minute) }, 'same'))
    assert.ok(!mayBeTogether(one, { ...one, id: 's' }))
  })

  test('says how many devices told it at least, and never more', () => {
    const again = toldAgain(report(), telling('2', { seenAt: plus(now, minute) }), 0)
    assert.deepEqual([again.told, again.atLeast, again.lastSeenAt], [2, 1, plus(now, minute)])
    assert.equal(toldAgain(again, telling('3'), 2).atLeast, 2)
    const back = takenBack(takenBack(again, '2', 0), '1', 0)
    assert.deepEqual([back.told, back.atLeast, back.state, back.tellings], [0, 0, 'taken-back', []])
    const both = together(report(), { ...report(), id: 's', told: 3, atLeast: 2, contact: 'none' }, 2)
    assert.deepEqual([both.told, both.atLeast], [4, 2])
  })

  test('stays bounded, and keeps the photos', () => {
    let grown = openedBy(
      'r',
      told(),
      telling('0', { photo: { hash: 'h', type: 'image/png', widthPixels: 1, heightPixels: 1 } }),
    )
    for (let i = 1; i < 200; i++) grown = toldAgain(grown, telling(String(i)), i)
    assert.deepEqual(
      [grown.told, grown.tellings.length, grown.tellings[0]?.photo?.hash],
      [200, mostTellings, 'h'],
    )
    assert.equal(grown.tellings.at(-1)?.id, '199')
  })

  test('from two places that point at one thing gives a hint where it was', () => {
    const pointing = (id: string, lon: number, degrees: number, seenAt = now) =>
      openedBy(
        id,
        told(),
        telling(id, { at: { lon, lat: 52.4 }, seenAt, bearing: { degrees, accuracyDegrees: 5 } }),
      )
    const slow = () => 150
    const [hint] = crossingsIn([pointing('w', 38.9, 45), pointing('e', 39.05, 315)], slow)
    assert.deepEqual([hint?.what, hint?.sights, hint?.reports], ['drone', 2, ['w', 'e']])
    assert.ok(Math.abs(hint!.at.lon - 38.975) < 0.01)
    assert.deepEqual(
      crossingsIn([pointing('w', 38.9, 45), pointing('e', 39.05, 315, plus(now, 4 * minute))], slow),
      [],
    )
    assert.deepEqual(
      crossingsIn([pointing('w', 38.9, 45), { ...pointing('e', 39.05, 315), state: 'closed' }], slow),
      [],
    )
  })
})

describe('how much may be told', () => {
  test('in a minute is bounded by kind and by place, and says when there is more', () => {
    const some = openAllowances({ ...allowances, sighting: { overall: 3, ofPlace: 2 } })
    const take = (place: string, at = now) => some.take('sighting', place, at)
    assert.deepEqual([take('a'), take('a'), take('a', plus(now, 20 * second))], ['some', 'some', 40])
    assert.deepEqual([take('b'), take('b')], ['some', 60])
    assert.equal(some.take('help', 'a', now), 'some', 'help is never behind what others saw')
    assert.equal(take('a', plus(now, minute)), 'some')
  })

  test('lets a town answer about its sirens', () => {
    const some = openAllowances()
    for (let i = 0; i < 10_000; i++) assert.equal(some.take('siren', 'a', now), 'some')
  })
})

describe('a word to the family', () => {
  test('has a link that tells neither who may take it back nor where it is kept', () => {
    const token = safeTokenOf('drawn-by-chance-000001')
    assert.match(token, safeToken)
    assert.notEqual(token, safeTokenOf('drawn-by-chance-000002'))
    assert.ok(!safeKeyOf(token).includes(token))
  })
})

describe('a form', () => {
  test('asks where for each, and for a contact only who needs help', () => {
    for (const { kind, fields, api, postTo } of Object.values(tellForms)) {
      assert.ok(fields.some(({ is, need }) => is === 'place' && need === 'must'))
      assert.equal(
        fields.some(({ name }) => name === 'contact'),
        kind === 'help',
      )
      assert.deepEqual([api, postTo], [`/v1/tell/${kind}`, `/tell/${kind}`])
    }
    assert.ok(drawnByChance.test('A'.repeat(22)) && !drawnByChance.test('A'.repeat(21)))
  })
})
