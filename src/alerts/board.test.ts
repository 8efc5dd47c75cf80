import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildHierarchy, type Area, type AreaCode } from '#areas'
import { instantOf, minute, type ActorId, type AlertId, type Instant, type Mode } from '#base'
import type { LadderId, LevelId, ThreatId } from '#threats'
import {
  areaNow,
  defaultPolicy,
  decide,
  emptyBoard,
  evolve,
  none,
  recount,
  type Alert,
  type AlertContent,
  type Board,
  type BoardLine,
  type FrozenArea,
  type LineAlert,
} from './index.ts'

const place = (code: string, parent: string | null): Area => ({
  code: code as AreaCode,
  kind: parent === null ? 'region' : 'district',
  parent: parent as AreaCode | null,
  names: { en: code },
  divided: 'wholly',
})
const built = buildHierarchy([
  place('R', null),
  place('A', 'R'),
  place('B', 'R'),
  place('A1', 'A'),
  place('A2', 'A'),
])
assert.ok(built.ok)
const hierarchy = built.value
const at = (minutes: number) => instantOf(Date.UTC(2025, 10, 1) + minutes * minute)
const frozen = (code: string): FrozenArea => ({ code: code as AreaCode, names: { en: code }, shape: null })

function content(areas: readonly string[], level: 'yellow' | 'red', threat = 'drone'): AlertContent {
  return {
    issuer: { en: 'Centre' },
    threat: threat as ThreatId,
    ladder: 'two' as LadderId,
    level: level as LevelId,
    step: level === 'red' ? { gravity: 'danger', height: 2 } : { gravity: 'advisory', height: 1 },
    areas: areas.map(frozen),
    wording: { texts: { en: { 90: 'x', 360: 'x', 1395: 'x' } }, missing: [] },
    renewForMinutes: 60,
    channels: 'all',
  }
}

function issued(id: string, what: AlertContent, since: Instant, mode: Mode = 'drill'): Alert {
  let alert: Alert = none
  for (const step of [{ type: 'draft', mode, content: what }, { type: 'issue' }] as const) {
    const decided = decide(
      alert,
      { ...step, by: 'olena' as ActorId, at: since },
      {
        policy: defaultPolicy.drill,
        contains: hierarchy.contains,
      },
    )
    assert.ok(decided.ok)
    for (const fact of decided.value) alert = evolve(alert, id as AlertId, fact)
  }
  return alert
}

function ended(alert: Alert, when: Instant, how: 'clear' | 'lapse' = 'clear'): Alert {
  const wording = { texts: { en: { 90: 'x', 360: 'x', 1395: 'x' } }, missing: [] }
  const decided = decide(
    alert,
    { type: how, wording, by: 'olena' as ActorId, at: when },
    {
      policy: defaultPolicy.drill,
      contains: hierarchy.contains,
    },
  )
  assert.ok(decided.ok)
  return decided.value.reduce((one, fact) => evolve(one, (alert as { id: AlertId }).id, fact), alert)
}

function boardOf(...alerts: readonly Alert[]): Board {
  const board = emptyBoard()
  for (const alert of alerts) board.move(none, alert)
  return board
}

const seen = (board: Board, code: string, mode: Mode = 'drill') =>
  areaNow(board, hierarchy, code as AreaCode, mode).lines.map((line) => `${line.level} ${line.via}`)

describe('the board', () => {
  test('gives an area its own line and its descendants an inherited one', () => {
    const board = boardOf(issued('1', content(['A'], 'yellow'), at(0)))
    assert.deepEqual(seen(board, 'A'), ['yellow own'])
    assert.deepEqual(seen(board, 'A1'), ['yellow inherited'])
    assert.deepEqual(seen(board, 'B'), [])
  })
  test('calls a parent partial when only some of its children are under alert', () =>
    assert.deepEqual(seen(boardOf(issued('1', content(['A1'], 'red'), at(0))), 'R'), ['red partial']))
  test('calls a parent whole when every part of it is under alert', () => {
    const board = boardOf(
      issued('1', content(['A1', 'A2'], 'red'), at(0)),
      issued('2', content(['B'], 'red'), at(1)),
    )
    assert.deepEqual(seen(board, 'A'), ['red whole'])
    assert.deepEqual(seen(board, 'R'), ['red whole'])
  })
  test('puts the highest level on top where alerts overlap, and keeps the lower one when that ends', () => {
    const whole = issued('1', content(['R'], 'yellow'), at(0))
    const part = issued('2', content(['A'], 'red'), at(23))
    const board = boardOf(whole, part)
    assert.deepEqual(seen(board, 'A'), ['red own', 'yellow inherited'])
    assert.equal(areaNow(board, hierarchy, 'R' as AreaCode, 'drill').top?.level, 'yellow')
    board.move(part, ended(part, at(60)))
    assert.deepEqual(seen(board, 'A'), ['yellow inherited'])
    assert.deepEqual(
      board.endingsAt('A' as AreaCode).map((line) => [line.level, line.how]),
      [['red', 'all-clear']],
    )
  })
  test('keeps a line until the last of its alerts has ended', () => {
    const first = issued('1', content(['A'], 'red'), at(0))
    const second = issued('2', content(['A'], 'red'), at(1))
    const board = boardOf(first, second)
    board.move(first, ended(first, at(2)))
    assert.deepEqual(seen(board, 'A'), ['red own'])
    assert.deepEqual(board.endingsAt('A' as AreaCode), [])
  })
  test('shows a lapse as lapsed until it is cleared, however long ago', () => {
    const alert = issued('1', content(['A'], 'red'), at(0))
    const lapsed = ended(alert, at(60), 'lapse')
    const board = boardOf(alert)
    board.move(alert, lapsed)
    board.forgetEndingsBefore(at(9_999))
    assert.equal(board.endingsAt('A' as AreaCode)[0]?.how, 'lapsed')
    board.move(lapsed, ended(lapsed, at(70)))
    assert.equal(board.endingsAt('A' as AreaCode)[0]?.how, 'all-clear')
    board.forgetEndingsBefore(at(9_999))
    assert.deepEqual([...board.endings()], [])
  })
  test('never mixes modes', () => {
    const board = boardOf(issued('1', content(['A'], 'red'), at(0), 'drill'))
    assert.deepEqual(seen(board, 'A', 'live'), [])
  })
  test('equals a recount after any sequence of issues and ends', () => {
    const codes = ['R', 'A', 'B', 'A1', 'A2']
    const act = fc.record({
      areas: fc.subarray(codes, { minLength: 1 }),
      level: fc.constantFrom('yellow' as const, 'red' as const),
      threat: fc.constantFrom('drone', 'missile'),
      end: fc.nat(9),
      how: fc.constantFrom('clear' as const, 'lapse' as const),
    })
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const board = emptyBoard()
        const alerts = new Map<string, Alert>()
        acts.forEach(({ areas, level, threat, end, how }, i) => {
          const alert = issued(`${i}`, content(areas, level, threat), at(i))
          alerts.set(`${i}`, alert)
          board.move(none, alert)
          const other = alerts.get(`${i - end}`)
          if (other?.status === 'issued') {
            const over = ended(other, at(i), how)
            alerts.set(`${i - end}`, over)
            board.move(other, over)
          }
          assert.deepEqual(recount(board, alerts.values()), [])
        })
      }),
      { numRuns: 60 },
    )
  })
})

describe('a recount', () => {
  const alerts = [
    issued('1', content(['A', 'B'], 'red'), at(0)),
    issued('2', content(['A'], 'red'), at(1)),
    ended(issued('3', content(['A1'], 'yellow'), at(2)), at(3)),
  ]
  const right = boardOf(...alerts)
  const shows = (lines: (all: readonly BoardLine[]) => readonly BoardLine[]): Board => {
    const all = lines([...right.lines()])
    return {
      ...right,
      *lines() {
        yield* all
      },
      linesAt: (area) => all.filter((line) => line.area === area),
    }
  }
  const withAlerts = (line: BoardLine, by: readonly LineAlert[]): BoardLine => ({ ...line, alerts: by })

  test('finds nothing wrong on a board that is right', () => assert.deepEqual(recount(right, alerts), []))
  test('names an alert that the board has lost', () =>
    assert.deepEqual(
      recount(
        shows((all) => all.filter(({ area }) => area !== 'B')),
        alerts,
      ),
      ['1 is missing at B'],
    ))
  test('finds an alert that has ended and is still shown', () =>
    assert.deepEqual(recount(right, alerts.slice(1)), ['3 entries are shown, 1 of them rightly']))
  test('finds a line that no alert keeps in force', () =>
    assert.deepEqual(
      recount(
        shows((all) => [...all, withAlerts({ ...all[0]!, level: 'yellow' as LevelId }, [])]),
        alerts,
      ),
      ['nothing keeps yellow in force at A'],
    ))
  test('finds an alert that is shown twice', () =>
    assert.deepEqual(
      recount(
        shows((all) => all.map((line) => withAlerts(line, [...line.alerts, line.alerts[0]!]))),
        alerts,
      ),
      ['5 entries are shown, 3 of them rightly'],
    ))
  test('names an alert whose time, level or place is not its own', () => {
    const changes: readonly ((line: BoardLine) => BoardLine)[] = [
      (line) =>
        withAlerts(
          line,
          line.alerts.map((one) => ({ ...one, renewBy: at(9_999) })),
        ),
      (line) =>
        withAlerts(
          line,
          line.alerts.map((one) => ({ ...one, flagged: 'flagged' })),
        ),
      (line) => ({ ...line, height: 1 }),
      (line) => ({ ...line, gravity: 'advisory' }),
      (line) => ({ ...line, mode: 'live' }),
      (line) => ({ ...line, level: 'yellow' as LevelId }),
      (line) => ({ ...line, threat: 'missile' as ThreatId }),
    ]
    for (const change of changes) {
      const found = recount(
        shows((all) => all.map((line) => (line.area === 'B' ? change(line) : line))),
        alerts,
      )
      assert.match(found[0] ?? 'nothing was found', /^1 is (missing|out of date) at B$/)
    }
  })
})
