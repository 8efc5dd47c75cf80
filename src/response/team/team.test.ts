import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Instant, PersonId } from '#base'
import {
  circlesOf,
  onDuty,
  writeCalendar,
  type Responder,
  type Skill,
  type Team,
  type TeamId,
} from '#response'
import { readCalendar } from './calendar-reading.node.ts'

const [ann, bob, cyd] = ['ann', 'bob', 'cyd'] as PersonId[] as [PersonId, PersonId, PersonId]
const at = (text: string) => text as Instant
const within = { from: at('2026-10-20T00:00:00.000Z'), until: at('2026-11-05T00:00:00.000Z') }
const people = [
  { person: ann, name: 'Ann Lee', email: 'ann@example.org' },
  { person: bob, name: 'Bob Ray' },
]
const calendar = (...lines: readonly string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...lines, 'END:VCALENDAR'].join('\r\n')
const read = (text: string) => {
  const found = readCalendar(text, people, within)
  assert.ok(found.ok, JSON.stringify(found))
  return found.value.shifts
}

describe('a rota out of a calendar', () => {
  test('repeats by the clock on the wall, also over the night when clocks change', () => {
    const shifts = read(
      calendar(
        ...['BEGIN:VEVENT', 'UID:1', 'DTSTART;TZID=Europe/Berlin:20261023T200000'],
        ...['DTEND;TZID=Europe/Berlin:20261024T080000', 'RRULE:FREQ=DAILY;COUNT=4'],
        ...['EXDATE;TZID=Europe/Berlin:20261025T200000', 'SUMMARY:Night: Bob Ray', 'END:VEVENT'],
      ),
    )
    assert.deepEqual(
      shifts.map(({ from, until }) => [from.slice(0, 16), until.slice(0, 16)]),
      [
        ['2026-10-23T18:00', '2026-10-24T06:00'],
        // The clocks went back that night.
        ['2026-10-24T18:00', '2026-10-25T07:00'],
        ['2026-10-26T19:00', '2026-10-27T07:00'],
      ],
    )
    assert.ok(shifts.every((shift) => shift.people.join() === bob))
  })

  test('is read in a zone that it brings along, with what was moved or called off', () => {
    const shifts = read(
      calendar(
        ...['BEGIN:VTIMEZONE', 'TZID:Own', 'BEGIN:STANDARD', 'DTSTART:19700101T000000', 'TZOFFSETFROM:+0300'],
        ...['TZOFFSETTO:+0300', 'END:STANDARD', 'END:VTIMEZONE'],
        ...[
          'BEGIN:VEVENT',
          'UID:2',
          'DTSTART;TZID=Own:20261101T080000',
          'DURATION:PT4H',
          'RRULE:FREQ=DAILY;COUNT=3',
        ],
        ...['ATTENDEE:mailto:ann@example.org', 'SUMMARY:Day', 'END:VEVENT'],
        ...[
          'BEGIN:VEVENT',
          'UID:2',
          'RECURRENCE-ID;TZID=Own:20261102T080000',
          'DTSTART;TZID=Own:20261102T120000',
        ],
        ...['DURATION:PT4H', 'SUMMARY:Bob Ray instead', 'END:VEVENT'],
        ...[
          'BEGIN:VEVENT',
          'UID:3',
          'STATUS:CANCELLED',
          'DTSTART:20261101T080000Z',
          'DURATION:PT1H',
          'END:VEVENT',
        ],
      ),
    )
    assert.deepEqual(
      shifts.map(({ from, people: named }) => [from.slice(0, 16), named.join()]),
      [
        ['2026-11-01T05:00', ann],
        ['2026-11-02T09:00', bob],
        ['2026-11-03T05:00', ann],
      ],
    )
  })

  test('is what it was after it was written out', () => {
    const shift = {
      from: at('2026-10-25T18:00:00.000Z'),
      until: at('2026-10-26T06:00:00.000Z'),
      people: [bob],
    }
    const text = writeCalendar(
      'Crew; night, “long”',
      [{ ...shift, summary: `Bob Ray, ${'ночь '.repeat(30)}` }],
      at('2026-10-20T00:00:00.000Z'),
    )
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
    assert.deepEqual(read(text), [shift])
  })

  test('is refused where it is none, and never runs for ever', () => {
    for (const text of ['', 'no calendar', calendar('BEGIN:VEVENT', 'UID:1', 'END:VEVENT')]) {
      const found = readCalendar(text, people, within)
      assert.ok(!found.ok && found.problem.code === 'response/bad-calendar', text)
    }
    const endless = calendar(
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART:20000101T000000Z',
      'DURATION:PT1S',
      'RRULE:FREQ=SECONDLY',
      'END:VEVENT',
    )
    assert.equal(readCalendar(endless, people, within).ok, false)
  })
})

describe('the circles of a call', () => {
  const responder = (id: PersonId): Responder => ({
    ...{ id, name: id, language: 'en', skills: [] as Skill[], lines: { pager: 'no' }, account: null },
  })
  const team = (id: string, members: PersonId[], neighbours: string[] = []): Team => ({
    ...{ id: id as TeamId, name: id, areas: [], members, neighbours: neighbours as TeamId[] },
    ...{ shifts: [{ from: within.from, until: within.until, people: [members[0]!] }], calendar: null },
  })
  const [own, beside] = [team('own', [ann, bob], ['beside']), team('beside', [cyd, ann])]
  const roster = {
    team: (id: TeamId) => [own, beside].find((one) => one.id === id),
    responder: (id: PersonId) => responder(id),
    shifts: ({ shifts }: Team) => shifts,
  }

  test('are who is on duty, their team, and the teams beside it; nobody is in two', () => {
    const named = (now: Instant) =>
      circlesOf([own], now, roster).map((circle) => circle.map(({ person }) => person))
    assert.deepEqual(named(within.from), [[ann], [bob], [cyd]])
    assert.deepEqual(named(within.until), [[ann, bob], [cyd]])
  })

  test('a shift that names nobody is everybody’s', () => {
    assert.deepEqual(onDuty(own, [{ ...within, people: [] }], within.from), [ann, bob])
  })
})
