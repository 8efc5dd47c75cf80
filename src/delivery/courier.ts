/**
 * The only thing that sends. It plans a notice, writes the plan down, sends it, writes down what became of it, and goes
 * on until each attempt has its final, truthful state; nothing of a stopped alert goes out, whatever is still queued.
 * Long because all that must hold at once about one attempt is decided in one place.
 */
import { isEnd, type Notice } from '#alerts'
import {
  ok,
  refuse,
  type AlertId,
  type Clock,
  type Instant,
  type Log,
  type NoticeId,
  type Result,
} from '#base'
import type { Channel, Outcome } from '#channels'
import { alertFiles, type AlertFile } from './alert-files.ts'
import { asking } from './asking.ts'
import type { AttemptLog } from './attempt-log.ts'
import { attemptWriter } from './attempt-writer.ts'
import {
  interrupted,
  isOpen,
  isTryable,
  reopen,
  settle,
  type Attempt,
  type AttemptId,
  type Sending,
  type Tryable,
} from './attempt.ts'
import { louderNotices } from './louder.ts'
import { dispatch, type Clearance } from './dispatch.ts'
import { planNotice, type Contains } from './plan.ts'
import type { Sender } from './queue.ts'
import { mayResend, type ResendRefusal } from './resend.ts'
import { deadlineOf, patientSchedule, type RetrySchedule } from './retry.ts'

export interface CourierOptions {
  readonly log: AttemptLog
  readonly channels: readonly Channel[]
  /** By channel name; `patientSchedule` for those that have none. */
  readonly schedules?: { readonly [channel: string]: RetrySchedule }
  readonly clock: Clock
  readonly report: Log
  /** In [0, 1), for jitter. */
  readonly random: () => number
  /** Whether an area is or contains another. */
  readonly contains: Contains
  /**
   * Whether the durable ledger has already ended this alert, or holds a later revision of it than this one: asked right
   * before every try of a warning or update, so that nothing stopped goes out although its end is not planned yet.
   */
  readonly isStopped: (alert: AlertId, revision: number) => boolean
  /** Called with every new state, before it is durable: for live views and metrics. Must not throw. */
  readonly onChange?: (attempt: Attempt) => void
}

export interface Courier {
  /** Takes up what an earlier process left open; call it once, before the first notice. Says how many attempts it found. */
  resume(): Promise<number>
  /**
   * Takes notices in the ledger's order. Resolves once their plan is durable, so that the follower may move its
   * checkpoint; waits as long as the attempt log can't be written, and rejects when the courier is closed before it could
   * be. The same notice twice is planned once.
   */
  onNotices(notices: readonly Notice[]): Promise<void>
  onNotice(notice: Notice): Promise<void>
  /** Tries one failed attempt once more, on a person's request, until a new deadline. */
  resend(id: AttemptId): Promise<Result<Attempt, ResendRefusal>>
  /** Resolves when nothing is due, in flight or unwritten; retries that lie in the future don't count. */
  quiet(): Promise<void>
  load(): CourierLoad
  /** Begins nothing more, calls off what flies and writes down what is known. */
  close(): Promise<void>
}

export interface CourierLoad {
  readonly flying: number
  readonly queued: number
  /** Alerts with something open. */
  readonly alerts: number
  readonly attemptLog: 'writes' | 'fails'
}

const resumePage = 1_000

export function createCourier(options: CourierOptions): Courier {
  const { log, clock, report, random, contains, isStopped } = options
  const senders = new Map<string, Sender>()
  for (const channel of options.channels)
    senders.set(channel.name, {
      channel,
      schedule: options.schedules?.[channel.name] ?? patientSchedule,
    })
  const files = alertFiles(log)
  const quietWaiters: (() => void)[] = []
  let closed = false
  let planning = Promise.resolve()
  let tasks = 0

  const isQuiet = () => tasks === 0 && writer.idle && out.flying === 0 && out.queued === 0
  const checkQuiet = () => {
    if (quietWaiters.length > 0 && isQuiet()) for (const resolve of quietWaiters.splice(0)) resolve()
  }
  const writer = attemptWriter(log, {
    clock,
    report,
    onWritten: files.written,
    onIdle: checkQuiet,
  })
  const write = (attempt: Attempt) => {
    options.onChange?.(attempt)
    return writer.write([attempt])
  }

  const louder = louderNotices()
  const noticeFor = (attempt: Attempt): Notice => {
    const notice = files.notice(attempt.alert, attempt.notice)
    if (notice === undefined) throw new Error(`the notice ${attempt.notice} is not in the attempt log`)
    return louder(notice, attempt)
  }

  const clearance = (attempt: Sending, channel: Channel): Clearance => {
    if (!isEnd(attempt) && isStopped(attempt.alert, attempt.revision)) return 'stopped'
    return channel.abilities.modes.includes(attempt.mode) ? 'go' : 'mode-not-carried'
  }

  /** Works with an alert's file at hand, one such work at a time. */
  const withFile = <Value>(alert: AlertId, work: (file: AlertFile) => Value | Promise<Value>) => {
    tasks++
    const done = planning.then(async () => {
      const file = await files.hold(alert)
      try {
        return await work(file)
      } finally {
        files.release(file)
      }
    })
    const over = () => {
      tasks--
      checkQuiet()
    }
    planning = done.then(over, over)
    return done
  }

  const hearLate = (alert: AlertId, id: AttemptId, outcome: Outcome) => {
    if (closed) return
    const known = files.get(alert, id)
    if (known !== undefined) return out.heard(known, outcome)
    withFile(alert, (file) => {
      const attempt = file.attempts.get(id)
      if (attempt !== undefined && !closed) out.heard(attempt, outcome)
    }).catch((error: unknown) => failed('A late outcome could not be recorded.', error))
  }
  const failed = (what: string, error: unknown) =>
    report.error(what, { why: error instanceof Error ? error.message : String(error) })

  const out = dispatch([...senders.values()], {
    clock,
    report,
    random,
    files,
    write,
    noticeFor,
    clearance,
    onLateAnswer: (attempt, outcome) => hearLate(attempt.alert, attempt.id, outcome),
    onProgress: checkQuiet,
  })

  for (const { channel } of senders.values())
    channel.onLateOutcome?.((notice, target, outcome) => {
      const id = `${notice}/${channel.name}/${target}` as AttemptId
      const known = log.notice(notice as NoticeId)
      known.then(
        (found) => found !== undefined && hearLate(found.alert, id, outcome),
        (error: unknown) => failed('A late outcome could not be recorded.', error),
      )
    })

  const channels = asking([...senders.values()], {
    clock,
    report,
    contains,
    again: (notice) =>
      void take([notice]).catch((error: unknown) => failed('A notice could not be planned.', error)),
  })

  const planOne = (notice: Notice) =>
    withFile(notice.alert, async (file) => {
      const reachable = await channels.reachable(notice, file)
      const at = clock.now()
      const plan = planNotice(notice, reachable, [...file.attempts.values()], contains, at)
      for (const attempt of plan.overtaken)
        out.overtake(attempt, notice.id, plan.callsOff(attempt) ? 'is-called-off' : 'goes-on')
      files.addNotice(notice)
      for (const attempt of plan.attempts) {
        files.keep(attempt)
        options.onChange?.(attempt)
      }
      return { attempts: plan.attempts, durable: writer.write(plan.attempts, [notice]) }
    })

  const take = async (notices: readonly Notice[]) => {
    if (closed) throw new Error('the courier is closed')
    tasks++
    try {
      // All are planned before any plan is waited for: one write for the batch.
      const plans = []
      for (const notice of notices) plans.push(await planOne(notice))
      await Promise.all(plans.map(({ durable }) => durable))
      const due: Tryable[] = []
      for (const { attempts } of plans)
        for (const { alert, id } of attempts) {
          const attempt = files.get(alert, id)
          if (attempt?.state === 'waiting') due.push(attempt)
        }
      out.offer(due)
    } finally {
      tasks--
      checkQuiet()
    }
  }

  return {
    async resume() {
      await log.takeOver()
      let count = 0
      let after: AttemptId | undefined
      for (;;) {
        const page = await log.open({ limit: resumePage, ...(after === undefined ? {} : { after }) })
        for (const [alert, found] of Map.groupBy(page, (it) => it.alert))
          await withFile(alert, (file) => {
            const open = found.map(({ id }) => file.attempts.get(id) as Attempt).filter(isOpen)
            count += open.length
            out.offer(open.flatMap(takenUp))
          })
        after = page.at(-1)?.id
        if (page.length < resumePage) return count
      }
    },
    onNotices: take,
    onNotice: (notice) => take([notice]),
    async resend(id) {
      if (closed) return refuse('delivery/closed')
      const alert = (await log.get(id))?.alert
      if (alert === undefined) return refuse('delivery/no-such-attempt', { attempt: id })
      return withFile(alert, async (file): Promise<Result<Attempt, ResendRefusal>> => {
        const sender = senders.get((file.attempts.get(id) as Attempt).channel)
        const stopped = (it: Attempt) => isStopped(it.alert, it.revision)
        const may = mayResend(file.attempts.get(id) as Attempt, file, sender?.channel, stopped)
        if (!may.ok) return may
        const attempt = may.value
        const at = clock.now()
        const deadlineAt = deadlineOf(
          file.notices.get(attempt.notice) as Notice,
          sender?.schedule ?? patientSchedule,
          at,
        )
        const again = reopen(attempt, at, deadlineAt)
        files.keep(again)
        await write(again)
        const current = files.get(alert, id)
        if (current !== undefined && isTryable(current)) out.offer([current])
        return ok(again)
      })
    },
    quiet: () =>
      new Promise((resolve) => {
        quietWaiters.push(resolve)
        checkQuiet()
      }),
    load: () => ({
      flying: out.flying,
      queued: out.queued,
      alerts: files.size,
      attemptLog: writer.failing ? 'fails' : 'writes',
    }),
    async close() {
      if (closed) return
      closed = true
      out.close()
      channels.close()
      await planning
      if (!(await writer.close()))
        report.error(
          'The attempt log could not be written at the end; what it lacks is tried again at the next start.',
        )
    },
  }

  /** What a restart makes of an open attempt: something to try, or nothing any more. */
  function takenUp(attempt: Tryable | Sending): readonly Tryable[] {
    const at: Instant = clock.now()
    let taken: Attempt = attempt
    if (attempt.state === 'sending') taken = interrupted(attempt, at)
    if (!senders.has(attempt.channel) && isTryable(taken))
      taken = settle(
        taken,
        { kind: 'refused', problem: 'delivery/no-such-channel', retry: 'never' },
        at,
        null,
      )
    if (taken !== attempt) {
      files.keep(taken)
      write(taken).catch(() => {})
    }
    return isTryable(taken) ? [taken] : []
  }
}
