import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import { minute, plus, virtualClock, type Instant } from '#base'
import { neverHeard, type Siren, type SirenState, type SirenStatus } from '#channels'
import { heardTally, type Hearing } from '#reports'
import { heardIn, heardOfSiren } from './resident-reports-heard.ts'
import type { System } from './system.ts'

const start = '2026-11-23T02:00:00.000Z' as Instant
const area = (code: string, parent?: string) =>
  ({
    code,
    kind: 'district',
    names: { en: code },
    parent: parent ?? null,
  }) as unknown as Area
const built = buildHierarchy([
  { ...area('region'), kind: 'region' },
  area('here', 'region'),
  area('there', 'region'),
])
assert.ok(built.ok)
const hierarchy = built.value

const at = { lon: 38.925, lat: 52.395 }
const siren = { id: 's', name: 'S', area: 'here', position: at, modes: ['drill'] } as unknown as Siren
const ordered = (action: 'sound' | 'quiet-test', more: object = {}): SirenState =>
  ({
    ...neverHeard(siren.id),
    order: {
      command: { action, issuedAt: start, counter: 1 },
      answerBy: start,
      openAlerts: [],
      finishesWithin: 0,
    },
    ...more,
  }) as unknown as SirenState

function world(now = plus(start, 10 * minute)) {
  const tally = heardTally()
  const system = { clock: virtualClock(now), areas: { hierarchy: () => hierarchy } } as unknown as System
  const say = (hears: Hearing, times: number, seenAt = plus(start, minute), where = 'here', point = true) => {
    for (let i = 0; i < times; i++)
      tally.add({ area: where as AreaCode, at: point ? at : null, hears, seenAt, crowd: 'alone' })
  }
  const of = (state: SirenState, status: SirenStatus) => heardOfSiren(tally, system, siren, state, status)
  return { tally, system, say, of }
}

describe('a siren', () => {
  test('that says it sounds, and that residents near it hear nothing of, is doubted', () => {
    const { say, of } = world()
    say('not-heard', 5)
    const { doubt, residents } = of(ordered('sound'), 'sounding')
    assert.deepEqual([doubt, residents.of, residents.notHeard], ['residents-hear-none', 'near-it', 5])
  })

  test('that has passed is not doubted for who hears nothing once it is over', () => {
    const { say, of } = world()
    const passed = ordered('sound', {
      answer: { heardAt: plus(start, 2 * minute), report: { how: 'aloud' } },
    })
    say('not-heard', 9, plus(start, 6 * minute))
    assert.deepEqual([of(passed, 'passed').doubt, of(passed, 'passed').residents.notHeard], [null, 0])
    say('not-heard', 5)
    assert.equal(of(passed, 'passed').doubt, 'residents-hear-none')
  })

  test('that is silent by its own word, and heard, says so', () => {
    const { say, of } = world()
    say('heard', 5)
    assert.equal(of(ordered('sound'), 'silent').doubt, 'residents-hear-it')
    assert.equal(of(ordered('sound'), 'sounding').doubt, null)
  })

  test('that was not to sound aloud is doubted by nobody', () => {
    const { say, of } = world()
    say('not-heard', 9)
    assert.equal(of(neverHeard(siren.id), 'unknown').doubt, null)
    assert.equal(of(ordered('quiet-test'), 'passed').doubt, null)
    const said = ordered('sound', { answer: { heardAt: start, report: { how: 'said-only' } } })
    assert.equal(of(said, 'sounding').doubt, null)
  })

  test('is judged by its area where nobody near it has answered, and never by another area', () => {
    const { say, of } = world()
    say('not-heard', 9, undefined, 'there', false)
    assert.deepEqual(of(ordered('sound'), 'sounding').residents.notHeard, 0)
    say('not-heard', 5, undefined, 'here', false)
    const { residents, doubt } = of(ordered('sound'), 'sounding')
    assert.deepEqual([residents.of, residents.notHeard, doubt], ['its-area', 5, 'residents-hear-none'])
  })
})

test('an area is told by those within it, not by those of a larger one', () => {
  const { say, tally, system } = world()
  say('heard', 3, undefined, 'here')
  say('heard', 7, undefined, 'region')
  const window = { from: start, until: plus(start, 10 * minute) }
  assert.equal(heardIn(tally, system, 'here' as AreaCode, window).heard, 3)
  assert.equal(heardIn(tally, system, 'region' as AreaCode, window).heard, 10)
})
