import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { day, epochMilliseconds, hour, instantOf, minute, plus, type Instant, type PersonId } from '#base'
import { writeCalendar, type CalendarShift, type Shift } from '#response'
import { readCalendar } from './calendar-reading.node.ts'

const people = ['Ann Lee', 'Bob Ray', 'Cyd Orr'].map((name, at) => ({
  ...{ person: `person-${at}` as PersonId, name },
  ...(at === 0 ? { email: 'ann@example.org' } : {}),
}))
const written = '2026-01-01T00:00:00.000Z' as Instant

function shiftsIn(
  text: string,
  within: { readonly from: Instant; readonly until: Instant },
): readonly Shift[] {
  const found = readCalendar(text, people, within)
  assert.ok(found.ok, JSON.stringify(found))
  return found.value.shifts
}
/** As the product gives a rota out: the people stand in the title. */
const titled = (shifts: readonly Shift[]): CalendarShift[] =>
  shifts.map((shift) => {
    const names = people.flatMap(({ person, name }) => (shift.people.includes(person) ? [name] : []))
    return { ...shift, summary: names.length === 0 ? 'Crew' : `Crew: ${names.join(', ')}` }
  })
const out = (shifts: readonly Shift[]) => writeCalendar('Crew; “long”, ночь', titled(shifts), written)
const sorted = (shifts: readonly Shift[]) =>
  shifts.map(({ from, until, people: named }) => `${from} ${until} ${named.toSorted().join()}`).toSorted()

/**
 * A time on a wall as an instant, found by asking every quarter of an hour what the wall shows then: nothing of how the reader
 * does it. The first of a time that comes twice; of one that never comes, as if the clocks had not been moved yet.
 */
function wall(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  })
  const shown = (instant: number) => Date.parse(`${format.format(instant).replace(' ', 'T')}Z`)
  const offsets = Array.from({ length: 17 }, (_, quarter) => quarter * 15 * minute)
  const hits = offsets.map((offset) => at - offset).filter((instant) => shown(instant) === at)
  if (hits.length > 0) return Math.min(...hits)
  const before = at - day
  return at - (before - wall(zone, before))
}

const zones = ['Europe/Kyiv', 'Asia/Jerusalem'] as const
/** Around the nights on which the clocks change there, and an ordinary week. */
const beginnings = ['2026-03-24', '2026-10-21', '2027-03-23', '2026-06-15'].map((date) =>
  Date.parse(`${date}T00:00:00Z`),
)
const rotas = fc.record({
  zone: fc.constantFrom(...zones),
  begins: fc.constantFrom(...beginnings),
  quarter: fc.integer({ min: 0, max: 95 }),
  lasts: fc.integer({ min: 1, max: 56 }),
  rule: fc.constantFrom(['DAILY', 1], ['WEEKLY', 7], ['DAILY;INTERVAL=2', 2] as const),
  count: fc.integer({ min: 1, max: 12 }),
  leftOut: fc.uniqueArray(fc.nat(11), { maxLength: 3 }),
  moved: fc.option(fc.record({ at: fc.nat(11), by: fc.integer({ min: -8, max: 8 }) }), { nil: undefined }),
  who: fc.constantFrom('SUMMARY:Crew', 'SUMMARY:Night: Bob Ray', 'ATTENDEE:mailto:ann@example.org'),
})
type Rota = typeof rotas extends fc.Arbitrary<infer One> ? One : never

const stamp = (at: number) => instantOf(at).slice(0, 19).replaceAll(/[-:]/g, '')

/** The same rota as a document, and as its shifts by the oracle. */
function made({ zone, begins, quarter, lasts, rule, count, leftOut, moved, who }: Rota) {
  const [frequency, everyDays] = rule
  const first = begins + quarter * 15 * minute
  const last = lasts * 15 * minute
  const starts = Array.from({ length: count }, (_, at) => first + at * Number(everyDays) * day)
  const out_ = leftOut.filter((at) => at < count)
  const shift = moved !== undefined && moved.at < count && !out_.includes(moved.at) ? moved : undefined
  const at = (name: string, local: number) => `${name};TZID=${zone}:${stamp(local)}`
  const entry = [
    ...['BEGIN:VEVENT', 'UID:1', at('DTSTART', first), at('DTEND', first + last)],
    `RRULE:FREQ=${frequency};COUNT=${count}`,
    ...out_.map((index) => at('EXDATE', starts[index]!)),
    ...[who, 'END:VEVENT'],
  ]
  const change =
    shift === undefined
      ? []
      : [
          ...['BEGIN:VEVENT', 'UID:1', at('RECURRENCE-ID', starts[shift.at]!)],
          at('DTSTART', starts[shift.at]! + shift.by * hour),
          at('DTEND', starts[shift.at]! + shift.by * hour + last),
          ...['SUMMARY:Cyd Orr instead', 'END:VEVENT'],
        ]
  const named = who.includes('Bob') ? ['person-1'] : who.includes('ann@') ? ['person-0'] : []
  const shifts = starts.flatMap((start, index): Shift[] => {
    if (out_.includes(index)) return []
    const isMoved = shift?.at === index
    const from = isMoved ? start + shift.by * hour : start
    return [
      {
        from: instantOf(wall(zone, from)),
        until: instantOf(wall(zone, from + last)),
        people: (isMoved ? ['person-2'] : named) as PersonId[],
      },
    ]
  })
  const text = [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', ...entry, ...change, 'END:VCALENDAR'],
  ].join('\r\n')
  return { text, shifts: shifts.filter(({ from, until }) => from < until) }
}
const around = (begins: number) => ({
  from: instantOf(begins - 10 * day),
  until: instantOf(begins + 120 * day),
})

describe('a rota', () => {
  test('given out and taken in again is the same, and given out again is the same to the letter', () => {
    const start = '2026-10-01T00:00:00.000Z' as Instant
    const shift = fc
      .record({
        from: fc.integer({ min: 0, max: 60 * 24 * 60 }),
        lasts: fc.integer({ min: 1, max: 2 * 24 * 60 }),
        people: fc.subarray(people.map(({ person }) => person)),
      })
      .map(({ from, lasts, people: named }) => ({
        from: plus(start, from * minute),
        until: plus(start, (from + lasts) * minute),
        people: named,
      }))
    fc.assert(
      fc.property(fc.array(shift, { maxLength: 30 }), (shifts) => {
        const within = { from: plus(start, -day), until: plus(start, 70 * day) }
        const text = out(shifts)
        const back = shiftsIn(text, within)
        assert.deepEqual(sorted(back), sorted(shifts))
        assert.equal(out(shiftsIn(out(back), within)), out(back))
        assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75))
      }),
      { numRuns: 200 },
    )
  })

  test('that repeats goes by the clock on the wall in Kyiv and Jerusalem, with what was left out and moved, and survives out and in', () => {
    fc.assert(
      fc.property(rotas, (rota) => {
        const { text, shifts } = made(rota)
        const within = around(rota.begins)
        const read = shiftsIn(text, within).filter(({ from, until }) => from < until)
        assert.deepEqual(sorted(read), sorted(shifts))
        const again = shiftsIn(out(read), within)
        assert.deepEqual(sorted(again), sorted(read))
        assert.equal(out(again), out(read))
      }),
      { numRuns: 400 },
    )
  })

  test('lasts an hour more on the night on which the clocks go back, and an hour less when they go on', () => {
    const nights = [
      ['Europe/Kyiv', '20261024', 13],
      ['Europe/Kyiv', '20270327', 11],
      ['Asia/Jerusalem', '20261024', 13],
      ['Asia/Jerusalem', '20270325', 11],
      ['Europe/Kyiv', '20260701', 12],
    ] as const
    for (const [zone, date, hours] of nights) {
      const next = String(Number(date) + 1)
      const text = [
        ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//y//EN', 'BEGIN:VEVENT', 'UID:1'],
        ...[`DTSTART;TZID=${zone}:${date}T200000`, `DTEND;TZID=${zone}:${next}T080000`],
        ...['SUMMARY:Crew', 'END:VEVENT', 'END:VCALENDAR'],
      ].join('\r\n')
      const at = Date.parse(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T00:00:00Z`)
      const [shift] = shiftsIn(text, around(at))
      assert.ok(shift !== undefined)
      const lasted = epochMilliseconds(shift.until) - epochMilliseconds(shift.from)
      assert.equal(lasted / hour, hours, `${zone} ${date}`)
    }
  })
})
