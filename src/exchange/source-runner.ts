/** Keeps one source read: polls it when it is due, follows its links, keeps its subscription, and remembers all of it across restarts. */
import {
  epochMilliseconds,
  minute,
  plus,
  second,
  type Clock,
  type Instant,
  type Log,
  type Shelf,
} from '#base'
import type { CheckSignature } from './admission.ts'
import type { CapSource, Intake } from './arrival.ts'
import { takeMessages } from './document-taking.ts'
import type { Fetched, Fetching } from './fetching.ts'
import { readDocument, type FoundDocument } from './found-document.ts'
import { healthOf, type SourceHealth } from './health.ts'
import { hubDesk, type HubDesk, type HubPorts } from './hub-desk.ts'
import { followLinks, keysOf, noteLinks, wantedFor } from './link-following.ts'
import { olderPages } from './older-pages.ts'
import { openSeenBook } from './seen-book.ts'
import { openSourceRecord } from './source-record.ts'
import { nextStepAt, type Subscription } from './subscription.ts'

export interface RunnerPorts extends HubPorts {
  readonly fetching: Fetching
  readonly intake: Intake
  readonly check: CheckSignature
  readonly shelf: Shelf
  readonly clock: Clock
  readonly log: Log
  /** In [0, 1). */
  readonly random: () => number
  /** The value of an environment variable. */
  readonly secret: (variable: string) => string | undefined
}

export interface SourceRunner {
  readonly source: CapSource
  readonly hub: HubDesk
  health(): SourceHealth
  start(): void
  /** Asks it now, whatever its schedule says, and resolves when that is done. */
  pollNow(): Promise<void>
  subscription(): Subscription | undefined
  /** What a hub delivered, already known to be the hub's. */
  delivered(bytes: Uint8Array, signed: 'strong' | 'weak'): void
  /** Somebody delivered in the hub's name. */
  forged(): void
  change(source: CapSource): Promise<void>
  /** Stops and forgets everything about it. */
  remove(): Promise<void>
  stop(): Promise<void>
}

/** Two turns of a source are at least so far apart. */
const breath = second
/** After a turn that failed here, with the disk for one, nothing is asked for so long. */
const restAfterTrouble = minute
/** Deliveries that wait for their turn; more are dropped, and the source is polled instead. */
const mostWaiting = 10

type Polled =
  | { readonly fetched: Extract<Fetched, { kind: 'document' }>; readonly found: FoundDocument }
  | undefined

export async function openSourceRunner(first: CapSource, ports: RunnerPorts): Promise<SourceRunner> {
  const { clock, log, random } = ports
  let source = first
  const book = await openSeenBook(ports.shelf, first.id)
  const record = await openSourceRecord(() => source, ports)
  // Where no hub can reach us any more, none is waited for.
  if (ports.callbackFor === undefined) record.drop('subscription')
  const closing = new AbortController()
  let wake = () => {}
  let running = false
  let waiting = 0
  let restsUntil: Instant | undefined
  let tail: Promise<void> = Promise.resolve()

  const hub = hubDesk({
    ...ports,
    source: () => source,
    get: () => record.state.subscription,
    put(subscription) {
      if (subscription === undefined) record.drop('subscription')
      else record.set({ subscription })
      plan()
      return record.keep()
    },
  })

  /** One thing after the other; a failure of one is told and does not keep the next from its turn. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work).catch((error: unknown) => {
      if (closing.signal.aborted) return
      const why = error instanceof Error ? error.message : String(error)
      log.error('A source could not be worked on.', { source: source.id, why })
      restsUntil = plus(clock.now(), restAfterTrouble)
      record.failed({ code: 'exchange/not-taken-in', details: { identifier: '', why } })
    })
    return tail
  }

  const plan = () => {
    wake()
    wake = () => {}
    if (!running || source.paused === 'yes') return
    const steps = [record.state.nextAt, book.nextDue(), nextStepAt(record.state.subscription)]
    const next = steps.filter((at) => at !== undefined && at !== null).toSorted()[0]
    if (next === undefined) return
    const at = restsUntil !== undefined && restsUntil > next ? restsUntil : next
    const wait = epochMilliseconds(at) - epochMilliseconds(clock.now())
    wake = clock.after(Math.max(wait, breath), () => void inTurn(turn).finally(plan))
  }

  const turn = async () => {
    if (closing.signal.aborted || source.paused === 'yes') return
    const at = clock.now()
    const { nextAt } = record.state
    const polled = nextAt !== null && nextAt <= at ? await poll() : undefined
    if (polled === undefined && book.due(at).length > 0) await follow('poll')
    await hub.step(polled?.fetched, polled?.found, closing.signal)
    await record.keep()
  }

  const secretNow = () => {
    const { credentials } = source
    return credentials === undefined ? undefined : ports.secret(credentials.variable)
  }

  const poll = async (): Promise<Polled> => {
    const at = clock.now()
    // Written down before it asks: a server that is killed while it waits for the answer doesn't come back at once to ask again.
    record.set({ triedAt: at, nextAt: plus(at, source.poll.minSeconds * second) })
    await record.keep()
    const { credentials } = source
    const secret = secretNow()
    if (credentials !== undefined && (secret === undefined || secret === '')) {
      record.failed({ code: 'exchange/credentials-missing', details: { variable: credentials.variable } })
      return undefined
    }
    const { movedTo, validators } = record.state
    const fetched = await ports.fetching.fetch(
      {
        ...wantedFor(source, movedTo ?? source.address, secret),
        ...(validators === undefined ? {} : { validators }),
      },
      closing.signal,
    )
    switch (fetched.kind) {
      case 'gone':
        record.gone()
        return undefined
      case 'failed':
        record.failed(fetched.problem, fetched.retryAfter)
        return undefined
      case 'unchanged':
        record.moved(fetched.movedTo)
        record.good(fetched, undefined)
        return undefined
      case 'document': {
        record.moved(fetched.movedTo)
        const found = await readDocument(fetched.bytes, fetched.url, source.kind)
        if (!found.ok) {
          record.drop('validators')
          record.failed(found.problem)
          return undefined
        }
        const pending = await take(found.value, 'poll', fetched.url)
        // With a message left over the same document must come again, not “unchanged”.
        if (pending > 0) record.drop('validators')
        else record.set({ validators: fetched.validators })
        record.good(fetched, found.value)
        return { fetched, found: found.value }
      }
    }
  }

  /** Returns how many messages intake could not take now. */
  const take = async (found: FoundDocument, how: 'poll' | 'websub', url: string): Promise<number> => {
    const backlog = record.state.read === 'never' ? 'backlog' : 'news'
    const at = clock.now()
    const pages =
      how === 'poll' && wantsOlder(found) ? await olderPages(found, url, source.kind, fetchOlder) : []
    const present = new Set(await noteLinks(book, found.links, backlog, at))
    for (const page of pages)
      for (const key of await noteLinks(book, page.links, backlog, at)) present.add(key)
    const messages = [found, ...pages].flatMap((page) => page.messages)
    const taken = await takeMessages({ ...ports, source, book }, messages, how, backlog)
    for (const key of taken.present) present.add(key)
    record.sum(taken)
    if (found.emptyEntries > 0) record.note({ code: 'exchange/entry-without-message', details: {} })
    record.set({ read: 'before' })
    // Written down before the links are followed: a crash meanwhile must not make news of the backlog.
    await record.keep()
    await follow(how)
    await book.forget(present, at)
    return taken.pending
  }

  const follow = async (how: 'poll' | 'websub') => {
    const wanted = (url: string) => wantedFor(source, url, secretNow())
    const taking = { ...ports, source, book }
    const following = { taking, fetching: ports.fetching, clock, random, wanted }
    for (const taken of await followLinks(following, how, closing.signal)) record.sum(taken)
  }

  /** Archives are for the first contact, and for a gap: nothing in the feed was there before. */
  const wantsOlder = (found: FoundDocument): boolean => {
    if (source.archives === 'never' || found.older === undefined) return false
    if (record.state.read === 'never') return true
    return (
      source.archives === 'at-first-and-after-gaps' &&
      keysOf(found).every((key) => book.get(key) === undefined)
    )
  }

  const fetchOlder = (url: string) =>
    ports.fetching.fetch(wantedFor(source, url, secretNow()), closing.signal)

  return {
    get source() {
      return source
    },
    hub,
    health: () => healthOf(source, record.state, clock.now()),
    start() {
      running = true
      plan()
    },
    pollNow() {
      return inTurn(async () => {
        record.set({ nextAt: clock.now() })
        await turn()
      }).finally(plan)
    },
    subscription: () => record.state.subscription,
    forged() {
      record.note({ code: 'exchange/hub-signature-wrong', details: {} })
    },
    delivered(bytes, signed) {
      const { subscription } = record.state
      if (subscription?.kind === 'active')
        record.set({ subscription: { ...subscription, signed: signed === 'weak' ? 'weakly' : 'strongly' } })
      if (waiting >= mostWaiting) {
        record.set({ nextAt: clock.now() })
        return plan()
      }
      waiting += 1
      void inTurn(async () => {
        waiting -= 1
        if (closing.signal.aborted || source.paused === 'yes') return
        const url = record.state.subscription?.topic ?? source.address
        const found = await readDocument(bytes, url, source.kind)
        if (!found.ok) return record.note(found.problem)
        // What intake couldn't take is left to a poll that gets the whole document.
        if ((await take(found.value, 'websub', url)) > 0) {
          record.drop('validators')
          record.set({ nextAt: plus(clock.now(), source.poll.minSeconds * second) })
        }
        await record.keep()
      }).finally(plan)
    },
    change(next) {
      return inTurn(async () => {
        const elsewhere = next.address !== source.address
        if (elsewhere || next.websub === 'never' || next.paused === 'yes') await hub.leave()
        source = next
        record.startAgain()
        await book.reconsider()
        await record.keep()
      }).finally(plan)
    },
    async remove() {
      running = false
      wake()
      closing.abort(new Error('the source was removed'))
      await tail
      await hub.leave()
      await book.clear()
      await record.forget()
    },
    async stop() {
      running = false
      wake()
      closing.abort(new Error('the exchange stops'))
      await tail
    },
  }
}
