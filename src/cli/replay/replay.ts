/** Drives a history of alerts through the whole system in virtual time, and checks the board after every change. */
import { fingerprint, recount, type AlertOrder, type Ordered } from '#alerts'
import type { Area, AreaCode, AreaSearch } from '#areas'
import {
  epochMilliseconds,
  instantOf,
  virtualClock,
  type AlertId,
  type Instant,
  type Log,
  type PersonId,
  type Result,
} from '#base'
import { inProcessChannel } from '#channels'
import { verifyLedger, type KeptLedger } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { openInMemory } from '../../server/in-memory.ts'
import type { Authority } from '../../server/authority.ts'
import type { System } from '../../server/system.ts'
import type { HistoricAlert, History, Quirk } from './history.ts'

export interface Replayed {
  /** Rows of the history. */
  readonly alerts: number
  readonly issued: number
  readonly ended: number
  readonly openAtEnd: number
  readonly facts: number
  readonly notices: number
  /** Rows whose place or time can’t be read or isn’t on the map; each is listed. */
  readonly unjoined: number
  /** How often the board differed from a recount, an order was refused, or the ledger did not verify. */
  readonly violations: number
  readonly seconds: number
  readonly factsPerSecond: number
  readonly delivered: number
  readonly renewals: number
  readonly quirks: { readonly [quirk in Quirk | 'within-a-wider-alert']?: number }
  readonly unjoinedRows: readonly { readonly line: number; readonly why: string; readonly rows: number }[]
  readonly refusals: readonly { readonly line: number; readonly code: string }[]
}

export interface ReplayOptions {
  readonly history: History
  readonly areas: readonly Area[]
  readonly log: Log
  readonly ledger?: KeptLedger
  readonly onProgress?: (done: number, of: number) => void
  /** A monotonic clock in milliseconds, for the figures. */
  readonly stopwatch: () => number
}

const officer = 'replay-officer' as PersonId
const approver = 'replay-approver' as PersonId
/** The longest that policy lets an alert stand unrenewed. */
const renewForMinutes = 24 * 60

const ukraine: Authority = {
  issuer: { uk: 'Повітряні Сили', en: 'Air Force' } as Authority['issuer'],
  sender: 'replay@tocsin.invalid',
  languages: ['uk', 'en'] as unknown as Authority['languages'],
  ladder: 'ukraine' as LadderId,
  timeZone: 'Europe/Kyiv',
  areas: ['UA' as AreaCode],
  renewForMinutes,
  demonstration: false,
}

export async function replay(options: ReplayOptions): Promise<Replayed> {
  const { history, stopwatch } = options
  const began = stopwatch()
  const first = history.alerts.reduce(
    (earliest, row) => (row.startedAt < earliest ? row.startedAt : earliest),
    '9999' as Instant,
  )
  const clock = virtualClock(first === '9999' ? instantOf(0) : first)
  let delivered = 0
  let notices = 0
  const system = await openInMemory({
    ...{ authority: ukraine, areas: options.areas, clock, log: options.log, mode: 'test' },
    ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
    channels: () => [
      inProcessChannel({
        targets: [{ id: 'everybody', areas: 'everywhere' }],
        receive: () => {
          delivered++
          return { kind: 'confirmed', by: 'device' }
        },
      }),
    ],
  })
  const watch = watchBoard(system)
  system.onApplied((applied) => applied.forEach((one) => (notices += one.notices.length)))
  const quirks: { [quirk in Quirk | 'within-a-wider-alert']?: number } = {}
  const count = (quirk: keyof typeof quirks) => (quirks[quirk] = (quirks[quirk] ?? 0) + 1)
  for (const row of history.alerts) row.quirks.forEach(count)
  const joined = joinRows(history, system)
  const refusals: { line: number; code: string }[] = []
  const told = (
    row: HistoricAlert,
    result: Result<Ordered>,
  ): result is Extract<Result<Ordered>, { ok: true }> => {
    if (!result.ok) refusals.push({ line: row.line, code: result.problem.code })
    return result.ok
  }
  const running = new Map<HistoricAlert, AlertId>()
  let issued = 0
  let ended = 0
  let renewals = 0

  const start = async (row: HistoricAlert) => {
    const area = joined.areaOf(row) as AreaCode
    const { hierarchy } = system.areas
    if (
      system.world.board.linesAt(area).length > 0 ||
      hierarchy()
        .ancestors(area)
        .some((outer) => system.world.board.linesAt(outer.code).length > 0)
    )
      count('within-a-wider-alert')
    const drafted = await system.desk.order(
      {
        ...{
          type: 'draft',
          mode: 'test',
          threat: 'air-raid' as ThreatId,
          ladder: ukraine.ladder,
          areas: [area],
          renewForMinutes,
        },
        level: (system.book.ladder(ukraine.ladder)?.levels[0]?.id ?? '') as LevelId,
      },
      officer,
    )
    if (!told(row, drafted)) return
    const { id, contentHash } = drafted.value.alert
    const steps: readonly [AlertOrder, PersonId][] = [
      [{ type: 'submit', alert: id }, officer],
      [{ type: 'approve', alert: id, contentHash }, approver],
      [{ type: 'issue', alert: id }, officer],
    ]
    for (const [order, by] of steps) if (!told(row, await system.desk.order(order, by))) return
    running.set(row, id)
    issued++
  }
  const end = async (row: HistoricAlert) => {
    const alert = running.get(row)
    if (alert === undefined) return
    running.delete(row)
    if (told(row, await system.desk.order({ type: 'all-clear', alert }, officer))) ended++
  }
  /** What falls due before an event: a flagged alert is renewed, as an officer on duty would. */
  const passUntil = async (at: Instant) => {
    for (let due = system.desk.nextDueAt(); due !== undefined && due < at; due = system.desk.nextDueAt()) {
      clock.advanceTo(due)
      await system.desk.due()
      for (const alert of [...system.world.alerts()])
        if (alert.status === 'issued' && alert.flaggedAt !== undefined) {
          await system.desk.order({ type: 'renew', alert: alert.id }, officer)
          renewals++
        }
    }
    clock.advanceTo(at)
  }

  const events = eventsOf(history, joined.areaOf)
  for (const [index, { at, row, what }] of events.entries()) {
    await passUntil(at)
    await (what === 'start' ? start(row) : end(row))
    if (index % 1_000 === 0) options.onProgress?.(index, events.length)
  }
  await system.quiet()
  const verdict = await verifyLedger(system.ledger)
  const openAtEnd = [...system.world.alerts()].filter((alert) => alert.status === 'issued').length
  const facts = system.world.head() as number
  await system.close()
  const seconds = (stopwatch() - began) / 1_000
  return {
    ...{
      alerts: history.alerts.length + history.unreadable.length,
      issued,
      ended,
      openAtEnd,
      facts,
      notices,
    },
    unjoined: joined.unjoined.reduce((sum, one) => sum + one.rows, 0) + history.unreadable.length,
    violations: watch.violations() + refusals.length + (verdict.intact ? 0 : 1),
    ...{
      seconds: Math.round(seconds * 100) / 100,
      factsPerSecond: Math.round(facts / seconds),
      delivered,
      renewals,
      quirks,
    },
    unjoinedRows: [...joined.unjoined, ...history.unreadable.map((one) => ({ ...one, rows: 1 }))],
    refusals,
  }
}

/** Ends before starts at the same instant, so that an area that is warned anew is never shown as cleared. */
function eventsOf(history: History, areaOf: (row: HistoricAlert) => AreaCode | undefined) {
  const events: { readonly at: Instant; readonly what: 'start' | 'end'; readonly row: HistoricAlert }[] = []
  for (const row of history.alerts) {
    if (areaOf(row) === undefined) continue
    events.push({ at: row.startedAt, what: 'start', row }, { at: row.finishedAt, what: 'end', row })
  }
  const rank = (event: (typeof events)[number]) =>
    event.what === 'end' && event.row.finishedAt !== event.row.startedAt ? 0 : event.what === 'start' ? 1 : 2
  return events.sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : rank(a) - rank(b) || a.row.line - b.row.line,
  )
}

/** After every change the board must equal a recount from the alerts, line by line. */
function watchBoard(system: System): { violations(): number } {
  let violations = 0
  system.onApplied((applied) => {
    if (applied.every((one) => one.before.status !== 'issued' && one.after.status !== 'issued')) return
    if (fingerprint(system.world.board) !== fingerprint(recount(system.world.alerts()))) violations++
  })
  return { violations: () => violations }
}

/** Names to areas, each name once: the narrowest that the row gives, looked for within the wider. */
function joinRows(history: History, system: System) {
  const found = new Map<string, AreaCode | undefined>()
  const unjoined = new Map<string, { line: number; why: string; rows: number }>()
  const find = (name: string, within?: AreaCode): AreaCode | undefined => {
    const search: AreaSearch = system.areas.find(name, within)
    if (search.decision === 'one') return search.matches[0]?.area.code
    // “m. Sumy ta Sumska terytorialna hromada”: the city and the hromada around it are warned as one, by the hromada.
    const together = /^m\. .+ ta (.+ hromada)$/.exec(name)
    return together === null ? undefined : find(together[1] as string, within)
  }
  const areaOf = (row: HistoricAlert): AreaCode | undefined => {
    const key = `${row.oblast}|${row.raion}|${row.hromada}`
    if (!found.has(key)) {
      let at: AreaCode | undefined = undefined
      let code: AreaCode | undefined
      for (const name of [row.oblast, row.raion, row.hromada]) {
        if (name === '') continue
        code = find(name, at)
        if (code === undefined) {
          unjoined.set(key, { line: row.line, why: `“${name}” is not on the map`, rows: 0 })
          break
        }
        at = code
      }
      found.set(key, code)
    }
    return found.get(key)
  }
  for (const row of history.alerts) {
    if (areaOf(row) !== undefined) continue
    const told = unjoined.get(`${row.oblast}|${row.raion}|${row.hromada}`)
    if (told !== undefined) told.rows++
  }
  return { areaOf, unjoined: [...unjoined.values()] }
}

/** Milliseconds from the first start to the last end: how much time was passed in the replay. */
export function spanOf(history: History): number {
  const starts = history.alerts.map((row) => epochMilliseconds(row.startedAt))
  const ends = history.alerts.map((row) => epochMilliseconds(row.finishedAt))
  return (
    ends.reduce((a, b) => Math.max(a, b), 0) -
    starts.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  )
}
