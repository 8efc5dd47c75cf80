/**
 * Push as the courier sees it: one target for each area of a notice, behind which stand its subscribers. Sending one is telling
 * all of them, as far as they were not told yet; its outcome says how far that came, and the counts say the rest.
 */
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { minute, modes as allModes, type AlertId, type Clock, type Instant, type Log, type Mode } from '#base'
import type { Abilities, Channel, Outcome, Subscribers, Target } from '../channel.ts'
import { stateAfter, type PushAnswer } from './answer.ts'
import { assign } from './fan-out.ts'
import { sendMessages, type DialectSpeakers } from './dialect-speaker.ts'
import {
  headersOf,
  idText,
  isOver,
  languageFor,
  messageText,
  rankOf,
  wordsOf,
  type Sound,
} from './message.ts'
import type { PushRequests } from './push-request.ts'
import type { PushTable } from './push-table.ts'
import { pushQueues, type QueueSettings } from './queues.ts'
import type { SubscriptionBook } from './subscription-book.ts'
import { isOfDialect, type Row, type Subscription } from './subscription.ts'
import { isLoudIn, openToldBook, stateIn, type ToldNotice } from './told-book.ts'
import { talliesOf } from './tally.ts'

export interface PushChannel extends Channel {
  /** What waits and what is on the wire. */
  load(): { readonly queued: number; readonly flying: number; readonly lingering: number }
  readonly subscribers: Subscribers
}

export interface PushChannelOptions {
  readonly book: SubscriptionBook
  readonly table: PushTable
  readonly requests: Pick<PushRequests, 'post' | 'close'>
  readonly clock: Clock
  readonly report: Log
  readonly modes?: readonly Mode[]
  /** Areas in which an alert goes on, by the ledger. */
  readonly goesOnIn?: (alert: AlertId) => readonly AreaCode[]
  /** The residents' page. */
  readonly home?: string
  /** How others' apps are told. */
  readonly speakers?: DialectSpeakers
  readonly queues?: Partial<QueueSettings>
  readonly flushEvery?: number
}

/** Longest that a turn may take: the courier then takes what is known and begins another. */
const patienceFor = 30 * minute
/** A dialect is ready a moment after the server; a table that can't be read, once it can be. */
const notYet = { kind: 'refused', problem: 'push/not-all-reached', retry: 'later' } as const
/** After so many turns in a row that came to nothing, its owner is told that it fails. */
const failsAfter = 3

export function pushChannel(options: PushChannelOptions): PushChannel {
  const { book, table, requests, clock, report } = options
  const goesOnIn = options.goesOnIn ?? (() => [])
  const told = openToldBook({
    ...{ table, clock, report },
    ...(options.flushEvery === undefined ? {} : { flushEvery: options.flushEvery }),
  })
  const queues = pushQueues({ clock, ...(options.queues === undefined ? {} : { settings: options.queues }) })
  const failures = new Map<Row, number>()
  const forgetting = setDaily(clock, () => void told.forget().catch(() => {}))
  let closed = false
  const abilities: Abilities = {
    longestText: 'any',
    // A push service says that it took a message; whether a phone showed it, nobody says.
    confirms: 'nothing',
    aims: 'area',
    carries: 'every-level',
    modes: options.modes ?? allModes,
  }
  const refused = (problem: string, retry: 'never' | 'later', notBefore?: Instant): Outcome => ({
    ...{ kind: 'refused', problem, retry },
    ...(notBefore === undefined ? {} : { notBefore }),
  })

  const gone: Row[] = []
  let dropping: (() => void) | undefined
  const dropLater = (row: Row) => {
    gone.push(row)
    dropping ??= clock.after(100, () => {
      dropping = undefined
      dropNow()
    })
  }
  const dropNow = () => {
    const rows = gone.splice(0)
    if (rows.length === 0) return
    book.drop(rows, clock.now()).catch((error: Error) => {
      report.warn('Subscriptions that are over could not be removed; they are at their next try.', {
        why: error.message,
      })
    })
  }
  const works = (row: Row) => {
    const times = failures.get(row)
    if (times === undefined) return
    failures.delete(row)
    if (times >= failsAfter) book.becomes(row, 'working').catch(() => {})
  }
  const fails = (row: Row) => {
    const times = (failures.get(row) ?? 0) + 1
    failures.set(row, times)
    if (times === failsAfter) book.becomes(row, 'failing').catch(() => {})
  }

  /** The texts of a notice, each made once. */
  const textsOf = (notice: Notice) => {
    const made = new Map<string, string | undefined>()
    return ({ language, content }: Subscription, sound: Sound): string | undefined => {
      if (content === 'id-only') return idText(notice)
      const key = `${languageFor(notice, language)} ${sound}`
      if (!made.has(key)) {
        const words = wordsOf(notice, language, options.home)
        made.set(key, words === undefined ? undefined : messageText(words, sound))
      }
      return made.get(key)
    }
  }

  /** What comes of it where nobody can say whom it is for. */
  const readOr = async (signal: AbortSignal): Promise<Outcome | undefined> => {
    const { promise: called, resolve } = Promise.withResolvers<Outcome>()
    const calledOff = whenAborted(signal, () => resolve({ kind: 'unknown', problem: 'push/called-off' }))
    const read = book.ready().then(
      () => undefined,
      () => notYet,
    )
    const first = await Promise.race([read, called])
    calledOff()
    return first
  }

  const send = async (notice: Notice, target: Target, signal: AbortSignal): Promise<Outcome> => {
    const unreadable = await readOr(signal)
    if (unreadable !== undefined) return unreadable
    const mine = await assign({ book, told, goesOnIn }, notice, target.id as AreaCode)
    if (signal.aborted || closed) return { kind: 'unknown', problem: 'push/called-off' }
    if (mine === undefined) return refused('push/nobody-here', 'never')
    const open = openRows(mine, target.id, book)
    const textOf = textsOf(notice)
    let notBefore: Instant | undefined
    let problem = 'push/not-all-reached'
    const running = queues.run(
      {
        rank: rankOf(notice),
        read: (rows) => book.read(rows),
        isOver: () => isOver(notice, clock.now()),
        async send(subscription, off) {
          const headers = headersOf(notice, clock.now())
          const sound = isLoudIn(mine.byte(target.id, subscription.row)) ? 'loud' : 'quiet'
          if (headers !== undefined && isOfDialect(subscription)) {
            const messages = options.speakers?.fpas?.(notice, sound)
            if (messages === undefined) return notYet
            return sendMessages(requests, subscription, messages, headers, off)
          }
          const text = textOf(subscription, sound)
          if (headers === undefined || text === undefined)
            return { kind: 'refused', problem: 'push/too-late', retry: 'never' }
          return requests.post(subscription, text, headers, off)
        },
        heard(row, answer, next) {
          note(notice, target.id, row, answer)
          if (next === 'again') return
          if (answer.kind === 'refused' && answer.notBefore !== undefined)
            notBefore = notBefore === undefined || answer.notBefore < notBefore ? answer.notBefore : notBefore
          if (answer.kind === 'refused') problem = answer.problem
          if (answer.kind === 'accepted') works(row)
          else if (answer.kind !== 'gone') fails(row)
        },
      },
      book.byOrigin(open),
    )
    const calledOff = whenAborted(signal, () => running.stop())
    await running.done
    calledOff()
    await told.flush().catch(() => {})
    return outcomeOf(mine, target.id, { signal, notBefore, problem })
  }

  const note = (notice: Notice, target: string, row: Row, answer: PushAnswer) => {
    const state = stateAfter(answer)
    if (state !== undefined) told.note(notice.id, notice.alert, target, row, state)
    if (answer.kind === 'gone') dropLater(row)
  }

  const outcomeOf = (
    mine: ToldNotice,
    target: string,
    how: { readonly signal: AbortSignal; readonly notBefore: Instant | undefined; readonly problem: string },
  ): Outcome => {
    const counts = { pending: 0, accepted: 0, refused: 0, unknown: 0 }
    for (const [row, byte] of mine.each(target)) {
      const state = stateIn(byte)
      if (state !== undefined && (state === 'accepted' || state === 'refused' || book.isThere(row)))
        counts[state]++
    }
    if (counts.pending === 0 && counts.unknown === 0) {
      if (counts.accepted > 0) return { kind: 'accepted', reference: `${counts.accepted} push services` }
      return refused(counts.refused > 0 ? 'push/gone' : 'push/nobody-here', 'never')
    }
    if (how.signal.aborted || closed) return { kind: 'unknown', problem: 'push/called-off' }
    if (counts.pending === 0) return { kind: 'unknown', problem: 'push/no-answer' }
    return refused(counts.accepted > 0 ? 'push/not-all-reached' : how.problem, 'later', how.notBefore)
  }

  return {
    name: 'push',
    abilities,
    patienceFor,
    // Not one of them may wait for another: who goes first is decided in the queues, subscriber by subscriber.
    concurrency: 10_000,
    async targets(notice, covers) {
      return notice.areas.flatMap(({ code }) =>
        covers(code) && (book.indexing() || book.inAreas([code]).length > 0)
          ? [{ id: code, areas: [code] }]
          : [],
      )
    },
    async send(notice, target, signal) {
      if (closed) return refused('push/closed', 'later')
      if (!abilities.modes.includes(notice.mode)) return refused('push/mode-not-carried', 'never')
      if (isOver(notice, clock.now())) return refused('push/too-late', 'never')
      if (signal.aborted) return { kind: 'unknown', problem: 'push/called-off' }
      return send(notice, target, signal)
    },
    load: queues.load,
    subscribers: {
      async tallies(alert, notices, areas) {
        const known = await told.of(alert)
        return talliesOf(
          notices.flatMap((id) => known.notices.get(id) ?? []),
          areas,
          (area) => book.inAreas([area]),
          book.isProven,
        )
      },
      foreseen(notice) {
        let count = 0
        for (const row of book.inAreas(notice.areas.map(({ code }) => code)))
          if (book.takes(row, notice.mode) && book.isProven(row)) count++
        return count
      },
    },
    async close() {
      if (closed) return
      closed = true
      forgetting()
      dropping?.()
      queues.close()
      dropNow()
      await told.close()
    },
  }
}

/** Who is still to be told: those of whom nobody knows that the service took it, or that it never will. */
function openRows(mine: ToldNotice, target: string, book: Pick<SubscriptionBook, 'isThere'>): Row[] {
  const rows: Row[] = []
  for (const [row, byte] of mine.each(target)) {
    const state = stateIn(byte)
    if ((state === 'pending' || state === 'unknown') && book.isThere(row)) rows.push(row)
  }
  return rows
}

function whenAborted(signal: AbortSignal, act: () => void): () => void {
  if (signal.aborted) act()
  signal.addEventListener('abort', act, { once: true })
  return () => signal.removeEventListener('abort', act)
}

function setDaily(clock: Clock, act: () => void): () => void {
  const again = () => {
    act()
    callOff = clock.after(24 * 60 * minute, again)
  }
  let callOff = clock.after(minute, again)
  return () => callOff()
}
