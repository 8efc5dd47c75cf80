/** Drives a history of alerts through the whole system in virtual time, and counts the board again after every change. */
import { isEnd, recount, type AlertOrder, type Ordered } from '#alerts'
import { findAreas, type Area, type AreaCode } from '#areas'
import { instantOf, virtualClock, type AlertId, type Instant, type Log, type PersonId } from '#base'
import { inProcessChannel } from '#channels'
import { verifyLedger, type KeptLedger } from '#ledger'
import type { LadderId, LevelId, ThreatId } from '#threats'
import { openInMemory } from '../../server/in-memory.ts'
import type { Authority } from '../../server/authority.ts'
import type { System } from '../../server/system.ts'
import type { HistoricAlert, History, RowQuirk } from './history.ts'
import { joinRows } from './joining.ts'
import { timeline } from './timeline.ts'

/** What was odd about a row, by itself or among the others. */
export type Quirk =
  | RowQuirk
  | 'within-a-wider-alert' // starts while an area around its own is under alert: both stand until each has ended
  | 'same-area-twice' // starts while its own area is under alert: the line ends with the last of them

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
  /** How many things went otherwise than they must; the first of them are described in `wrong`. */
  readonly violations: number
  readonly seconds: number
  readonly factsPerSecond: number
  readonly delivered: number
  readonly renewals: number
  readonly recounts: number
  readonly quirks: { readonly [quirk in Quirk]?: number }
  readonly unjoinedRows: readonly { readonly line: number; readonly why: string; readonly rows: number }[]
  readonly wrong: readonly string[]
}

export interface ReplayOptions {
  readonly history: History
  readonly areas: readonly Area[]
  readonly log: Log
  /** Another ledger than one in memory. */
  readonly ledger?: KeptLedger
  readonly onProgress?: (done: number, of: number) => void
  /** Called with the system before the first alert: for tests that break something. */
  readonly onOpen?: (system: System) => void
  /** A monotonic clock in milliseconds, for the figures. */
  readonly stopwatch: () => number
}

const officer = 'replay-officer' as PersonId
const approver = 'replay-approver' as PersonId
const mode = 'test'
const threat = 'air-raid' as ThreatId
/** The longest that policy lets an alert stand unrenewed. */
const renewForMinutes = 24 * 60
const mostDescribed = 20

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
  const events = timeline(history.alerts)
  const clock = virtualClock(events[0]?.at ?? instantOf(0))
  const tally = emptyTally()
  const system = await openInMemory({
    ...{ authority: ukraine, areas: options.areas, clock, log: options.log, mode },
    ...(options.ledger === undefined ? {} : { ledger: options.ledger }),
    channels: (self) => [hearing(self, tally)],
  })
  options.onOpen?.(system)
  watchBoard(system, tally)
  for (const { quirks } of history.alerts) for (const quirk of quirks) tally.odd(quirk)
  const joined = joinRows(history, (name, within) =>
    findAreas(system.areas.gazetteer(), name, within === undefined ? {} : { within }),
  )
  const desk = dutyDesk(system, tally)

  /** Nothing that time brings is left behind: what falls due is done when it does, and all is sent before time moves on. */
  const passUntil = async (at: Instant) => {
    await system.quiet()
    for (let due = system.desk.nextDueAt(); due !== undefined && due < at; due = system.desk.nextDueAt()) {
      clock.advanceTo(due)
      await system.desk.due()
      await desk.renewFlagged()
      await system.quiet()
    }
    clock.advanceTo(at)
  }

  for (const [index, { at, what, row }] of events.entries()) {
    const area = joined.areaOf(row)
    if (area === undefined) continue
    if (at > clock.now()) await passUntil(at)
    await (what === 'start' ? desk.start(row, area) : desk.end(row))
    if (index % 1_000 === 0) options.onProgress?.(index, events.length)
  }
  await system.quiet()
  const verdict = await verifyLedger(system.ledger)
  if (!verdict.intact) tally.wrong(`the ledger does not verify at ${verdict.at}: ${verdict.why}`)
  const openAtEnd = [...system.world.alerts()].filter((alert) => alert.status === 'issued').length
  const facts = system.world.head() as number
  await system.close()
  const seconds = (stopwatch() - began) / 1_000
  const { issued, ended, notices, violations, delivered, renewals, recounts, quirks } = tally
  const unjoinedRows = [...joined.unjoined, ...history.unreadable.map((one) => ({ ...one, rows: 1 }))]
  return {
    alerts: history.alerts.length + history.unreadable.length,
    ...{ issued, ended, openAtEnd, facts, notices },
    unjoined: unjoinedRows.reduce((sum, { rows }) => sum + rows, 0),
    violations,
    seconds: Math.round(seconds * 100) / 100,
    factsPerSecond: Math.round(facts / seconds),
    ...{ delivered, renewals, recounts, quirks, unjoinedRows, wrong: tally.described },
  }
}

interface Tally {
  issued: number
  ended: number
  notices: number
  delivered: number
  renewals: number
  recounts: number
  violations: number
  readonly quirks: { [quirk in Quirk]?: number }
  readonly described: string[]
  odd(quirk: Quirk): void
  wrong(what: string): void
}

function emptyTally(): Tally {
  return {
    ...{ issued: 0, ended: 0, notices: 0, delivered: 0, renewals: 0, recounts: 0, violations: 0 },
    ...{ quirks: {}, described: [] },
    odd(quirk) {
      this.quirks[quirk] = (this.quirks[quirk] ?? 0) + 1
    },
    wrong(what) {
      this.violations++
      if (this.described.length < mostDescribed) this.described.push(what)
    },
  }
}

/** One receiver everywhere that hears everything, and minds hearing of what is over as if it were not. */
function hearing(system: System, tally: Tally) {
  return inProcessChannel({
    targets: [{ id: 'everybody', areas: 'everywhere' }],
    receive(notice) {
      tally.delivered++
      if (!isEnd(notice) && system.world.alert(notice.alert).status !== 'issued')
        tally.wrong(`${notice.id} was sent after its alert had ended`)
      return { kind: 'confirmed', by: 'device' }
    },
  })
}

/** After every change the board must equal a recount from the alerts. */
function watchBoard({ onApplied, world }: System, tally: Tally): void {
  onApplied((applied) => {
    for (const { notices } of applied) tally.notices += notices.length
    if (applied.every(({ before, after }) => before.status !== 'issued' && after.status !== 'issued')) return
    tally.recounts++
    for (const flaw of recount(world.board, world.alerts()))
      tally.wrong(`the board at ${world.head()}: ${flaw}`)
  })
}

/** An officer and an approver who do what the history says, each step as it is done in a duty room. */
function dutyDesk(system: System, tally: Tally) {
  const { desk, world, areas, book } = system
  const level = (book.ladder(ukraine.ladder)?.levels[0]?.id ?? '') as LevelId
  const running = new Map<HistoricAlert, { readonly id: AlertId; readonly area: AreaCode }>()
  const isWarned = (area: AreaCode) => world.board.linesAt(area).length > 0

  const carriedOut = async (
    order: Parameters<typeof desk.order>[0],
    by: PersonId,
    whatFor: string,
  ): Promise<Ordered | undefined> => {
    const result = await desk.order(order, by)
    if (result.ok) return result.value
    tally.wrong(`${whatFor}: ${order.type} was refused, ${result.problem.code}`)
    return undefined
  }

  /** The board as the history alone tells it: the rows that have started and not ended, and nothing else. */
  const compareWithRows = (line: number) => {
    let shown = 0
    for (const { alerts } of world.board.lines()) shown += alerts.length
    let found = 0
    for (const { id, area } of running.values())
      if (world.board.linesAt(area).some(({ alerts }) => alerts.some(({ alert }) => alert === id))) found++
    if (shown !== running.size || found !== running.size)
      tally.wrong(
        `after line ${line} ${running.size} rows run, and the board shows ${found} of them and ${shown} in all`,
      )
  }

  return {
    async start(row: HistoricAlert, area: AreaCode) {
      const here = `line ${row.line}`
      if (isWarned(area)) tally.odd('same-area-twice')
      if (
        areas
          .hierarchy()
          .ancestors(area)
          .some(({ code }) => isWarned(code))
      )
        tally.odd('within-a-wider-alert')
      const draft = { threat, ladder: ukraine.ladder, level, areas: [area], renewForMinutes }
      const drafted = await carriedOut({ type: 'draft', mode, ...draft }, officer, here)
      if (drafted === undefined) return
      const { id, contentHash } = drafted.alert
      const steps: readonly [AlertOrder, PersonId][] = [
        [{ type: 'submit', alert: id }, officer],
        [{ type: 'approve', alert: id, contentHash }, approver],
        [{ type: 'issue', alert: id }, officer],
      ]
      for (const [order, by] of steps) if ((await carriedOut(order, by, here)) === undefined) return
      tally.issued++
      running.set(row, { id, area })
      compareWithRows(row.line)
    },
    async end(row: HistoricAlert) {
      const alert = running.get(row)?.id
      if (alert === undefined) return
      running.delete(row)
      if (await carriedOut({ type: 'all-clear', alert }, officer, `line ${row.line}`)) tally.ended++
      compareWithRows(row.line)
    },
    /** An alert that is flagged as about to lapse goes on, as the history says it did. */
    async renewFlagged() {
      for (const { id, flaggedAt } of [...world.inForce()]) {
        if (flaggedAt === undefined) continue
        if (await carriedOut({ type: 'renew', alert: id }, officer, id)) tally.renewals++
      }
    },
  }
}
