/** Which order stands at each siren: whom a notice is for, whether it is new, a repeat, overtaken, or was stopped already. */
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import type { Instant } from '#base'
import type { Outcome } from '../channel.ts'
import { isStop } from './order.ts'
import { outcomeOfOrder } from './outcome.ts'
import type { SirenRegistry } from './registry.ts'
import type { SirenCommand } from './command.ts'
import type { Siren, SirenId } from './siren.ts'
import type { SirenOrder } from './siren-state.ts'
import type { SirenWatch } from './siren-watch.ts'

type Placed = { readonly kind: 'order'; readonly order: SirenOrder } | Outcome

export interface StandingOrders {
  /** The sirens that must hear of a notice. For an end it also notes that nothing of the alert may sound there again. */
  targets(notice: Notice, covers: (area: AreaCode) => boolean): readonly Siren[]
  /** The same sirens, for a notice that is only previewed: nothing is noted. */
  foreseen(notice: Notice, covers: (area: AreaCode) => boolean): readonly Siren[]
  /** The order to send for a notice: the same one as before, a new one from `draft`, or why there is none. */
  place(notice: Notice, siren: Siren, at: Instant, draft: Draft): Promise<Placed>
  /** The alerts that sounded at a siren and haven't ended. */
  open(siren: SirenId): readonly string[]
}

type Draft = (othersOpen: () => readonly string[]) => Promise<SirenOrder>

/** How many ended alerts are remembered for each siren; courier and ledger remember all of them. */
const rememberedPerSiren = 32

export function standingOrders(options: {
  readonly registry: SirenRegistry
  readonly watch: SirenWatch
  contains(outer: AreaCode, inner: AreaCode): boolean
  /** Keeps an order whose open alerts changed. */
  rewrite(order: SirenOrder): void
}): StandingOrders {
  const { registry, watch, contains } = options
  /** Up to which revision each alert is over, per siren. */
  const endedAt = new Map<SirenId, Map<string, number>>()
  const overtaken = new Map<SirenId, Set<string>>()
  const drafting = new Map<string, Promise<Placed>>()

  /** Alerts that sounded and haven't ended, per siren; what was open before a restart is read from the last order. */
  const open = new Map<SirenId, Set<string>>()
  const openAt = (siren: SirenId) => {
    const known = open.get(siren) ?? new Set(watch.state(siren).order?.openAlerts)
    open.set(siren, known)
    return known
  }

  const forbid = (siren: SirenId, notice: Notice) => {
    const ended = endedAt.get(siren) ?? new Map<string, number>()
    endedAt.set(siren, ended)
    ended.set(notice.alert, Math.max(notice.revision, ended.get(notice.alert) ?? 0))
    forgetOldest(ended)
  }
  const isOver = (siren: SirenId, notice: Notice) =>
    !isStop(notice) && notice.revision <= (endedAt.get(siren)?.get(notice.alert) ?? 0)

  /** Whether an alert's end concerns a siren: it sounded there, or this very end was ordered, or the siren says so. */
  const concerns = (siren: SirenId, notice: Notice): boolean => {
    const state = watch.state(siren)
    const command = state.order?.command
    if (command === undefined) {
      const report = state.answer?.report
      return report?.condition === 'sounding' && report.notice?.startsWith(`${notice.alert}.`) === true
    }
    if (soundsForAnother(command, notice)) return false
    if (openAt(siren).has(notice.alert) || command.notice === notice.id) return true
    return command.alert === notice.alert && outcomeOfOrder(state)?.kind !== 'confirmed'
  }
  /** The end of one alert must not silence another that began after it. */
  const soundsForAnother = (command: SirenCommand | undefined, notice: Notice) =>
    command?.action === 'sound' && command.alert !== notice.alert
  const loudAt = ({ loudFor }: Notice) => {
    const loud = new Set(loudFor)
    return (siren: Siren) =>
      loud.has(siren.area) || loudFor.some((area) => contains(area, siren.area) || contains(siren.area, area))
  }

  /** An alert that ended here without an order, because another one sounds: it is no longer open. */
  const dropOpen = (siren: SirenId, alert: string) => {
    const { order } = watch.state(siren)
    if (openAt(siren).delete(alert) && order !== undefined)
      options.rewrite({ ...order, openAlerts: [...openAt(siren)] })
  }

  const draftNew = async (notice: Notice, siren: Siren, draft: Draft): Promise<Placed> => {
    const before = watch.state(siren.id).order?.command.notice
    const order = await draft(() => [...openAt(siren.id)].filter((alert) => alert !== notice.alert))
    if (isOver(siren.id, notice)) return stopped
    if (watch.order(order) === 'overtaken') return overtakenBy
    if (order.command.action === 'sound') forgetOldest(openAt(siren.id).add(notice.alert))
    else openAt(siren.id).delete(notice.alert)
    if (before !== undefined && before !== notice.id) {
      const past = overtaken.get(siren.id) ?? new Set<string>()
      overtaken.set(siren.id, past.add(before))
      forgetOldest(past)
    }
    return { kind: 'order', order }
  }

  const covered = (notice: Notice, covers: (area: AreaCode) => boolean) =>
    registry.all().filter(({ area, modes }) => modes.includes(notice.mode) && covers(area))

  return {
    foreseen: (notice, covers) =>
      covered(notice, covers).filter(isStop(notice) ? ({ id }) => concerns(id, notice) : loudAt(notice)),
    targets(notice, covers) {
      const here = covered(notice, covers)
      if (!isStop(notice)) return here.filter(loudAt(notice))
      return here.filter(({ id }) => {
        forbid(id, notice)
        const concerned = concerns(id, notice)
        if (!concerned) dropOpen(id, notice.alert)
        return concerned
      })
    },
    open: (siren) => [...openAt(siren)],
    async place(notice, siren, at, draft) {
      if (isStop(notice)) forbid(siren.id, notice)
      if (isOver(siren.id, notice)) return stopped
      const state = watch.state(siren.id)
      const command = state.order?.command
      if (state.order !== undefined && command?.notice === notice.id) {
        const outcome = outcomeOfOrder(state)
        if (outcome !== undefined && !(outcome.kind === 'refused' && outcome.retry === 'later'))
          return outcome
        if (outcome === undefined)
          return at > command.notAfter
            ? { kind: 'refused', problem: 'siren/no-answer', retry: 'never' }
            : { kind: 'order', order: state.order }
      } else if (
        overtaken.get(siren.id)?.has(notice.id) === true ||
        (command?.alert === notice.alert && revisionOf(command.notice) > notice.revision)
      ) {
        return overtakenBy
      }
      if (isStop(notice) && soundsForAnother(command, notice)) {
        dropOpen(siren.id, notice.alert)
        return overtakenBy
      }
      const key = `${siren.id} ${notice.id}`
      let placing = drafting.get(key)
      if (placing === undefined) {
        placing = draftNew(notice, siren, draft).finally(() => drafting.delete(key))
        drafting.set(key, placing)
      }
      return placing
    },
  }
}

const stopped: Outcome = { kind: 'refused', problem: 'siren/stopped', retry: 'never' }
const overtakenBy: Outcome = { kind: 'refused', problem: 'siren/overtaken', retry: 'never' }

/** From a notice's id, `{alert}.{revision}` with an `e` for areas that end while others go on. */
function revisionOf(notice: string | undefined): number {
  return Number.parseInt(notice?.slice(notice.lastIndexOf('.') + 1) ?? '', 10) || 0
}

function forgetOldest(memory: Map<string, unknown> | Set<string>): void {
  for (const key of memory.keys()) {
    if (memory.size <= rememberedPerSiren) return
    memory.delete(key)
  }
}
