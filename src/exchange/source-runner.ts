/** Keeps one source read: polls it when it is due, follows its links, keeps its subscription, and remembers all of it across restarts. */
import {
  epochMilliseconds,
  plus,
  second,
  type Clock,
  type Instant,
  type Json,
  type Log,
  type Problem,
  type Shelf,
} from '#base'
import type { CheckSignature } from './admission.ts'
import type { CapSource, Intake } from './arrival.ts'
import { linkKey, messageKey, type SeenKey } from './dedupe.ts'
import { takeMessages, type TakenFrom } from './document-taking.ts'
import type { Fetched, Fetching } from './fetching.ts'
import { findIn, type FoundDocument } from './found-document.ts'
import { healthOf, type SourceHealth } from './health.ts'
import { hubDesk, type HubDesk, type HubPorts } from './hub-desk.ts'
import { followLinks, noteLinks, wantedFor } from './link-following.ts'
import { firstPoll, nextPoll, type PaceHints, type PollOutcome } from './schedule.ts'
import { openSeenBook } from './seen-book.ts'
import { beat, counted, newState, noted, type SourceState } from './source-state.ts'
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

const collection = 'exchange-sources'
/** Older pages that are followed at the first contact or after a gap. */
const mostPages = 20
/** Two turns of a source are at least so far apart. */
const breath = second
/** Deliveries that wait for their turn; more are dropped, and the source is polled instead. */
const mostWaiting = 10

export async function openSourceRunner(first: CapSource, ports: RunnerPorts): Promise<SourceRunner> {
  const { shelf, clock, log, random } = ports
  const book = await openSeenBook(shelf, first.id)
  const kept = (await shelf.get(collection, first.id)) as SourceState | undefined
  let source = first
  let state: SourceState =
    kept !== undefined && kept.address === first.address
      ? { ...kept, nextAt: kept.nextAt === null ? null : firstPoll(kept.nextAt, clock.now(), random()) }
      : newState(first, firstPoll(undefined, clock.now(), random()))
  const closing = new AbortController()
  let wake = () => {}
  let running = false
  let waiting = 0
  let tail: Promise<void> = Promise.resolve()

  const set = (change: Partial<SourceState>) => {
    state = { ...state, ...change }
  }
  const drop = (...names: ('movedTo' | 'validators' | 'failure' | 'goneAt' | 'subscription')[]) => {
    state = Object.fromEntries(
      Object.entries(state).filter(([name]) => !(names as string[]).includes(name)),
    ) as unknown as SourceState
  }
  const keep = () => shelf.put(collection, [{ key: source.id, document: state as unknown as Json }])
  const note = (at: Instant, ...problems: Problem[]) =>
    set({
      notes: noted(
        state.notes,
        problems.map((problem) => ({ at, problem })),
      ),
    })

  const hub = hubDesk({
    ...ports,
    source: () => source,
    get: () => state.subscription,
    put(subscription) {
      if (subscription === undefined) drop('subscription')
      else set({ subscription })
      plan()
      return keep()
    },
  })

  /** One thing after the other; a failure of one is told and does not keep the next from its turn. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    tail = tail.then(work).catch((error: unknown) => {
      if (closing.signal.aborted) return
      const why = error instanceof Error ? error.message : String(error)
      log.error('A source could not be worked on.', { source: source.id, why })
      const { at, failures } = nextPoll(source.poll, pace(), { kind: 'failed' }, clock.now(), random())
      const problem = { code: 'exchange/not-taken-in', details: { identifier: '', why } }
      set({ nextAt: at, failures, failure: { at: clock.now(), problem } })
    })
    return tail
  }
  const pace = () => ({
    failures: state.failures,
    news: state.subscription?.kind === 'active' ? ('pushed' as const) : ('polled' as const),
  })

  const plan = () => {
    wake()
    wake = () => {}
    if (!running || source.paused === 'yes') return
    const steps = [state.nextAt, book.nextDue(), nextStepAt(state.subscription)]
    const next = steps.filter((at) => at !== undefined && at !== null).toSorted()[0]
    if (next === undefined) return
    const wait = epochMilliseconds(next) - epochMilliseconds(clock.now())
    wake = clock.after(Math.max(wait, breath), () => void inTurn(turn).finally(plan))
  }

  const turn = async () => {
    if (closing.signal.aborted || source.paused === 'yes') return
    const at = clock.now()
    let offered: FoundDocument | undefined
    let links: Extract<Fetched, { kind: 'document' }> | undefined
    if (state.nextAt !== null && state.nextAt <= at) [links, offered] = await poll()
    else if (book.due(at).length > 0) await follow('poll')
    await hub.step(links, offered, closing.signal)
    await keep()
  }

  const poll = async (): Promise<[Extract<Fetched, { kind: 'document' }>?, FoundDocument?]> => {
    set({ triedAt: clock.now() })
    const { credentials } = source
    const secret = credentials === undefined ? undefined : ports.secret(credentials.variable)
    if (credentials !== undefined && (secret === undefined || secret === '')) {
      failed({ code: 'exchange/credentials-missing', details: { variable: credentials.variable } })
      return []
    }
    const fetched = await ports.fetching.fetch(
      {
        ...wantedFor(source, state.movedTo ?? source.address, secret),
        ...(state.validators === undefined ? {} : { validators: state.validators }),
      },
      closing.signal,
    )
    switch (fetched.kind) {
      case 'gone': {
        ended({ kind: 'gone' })
        set({
          goneAt: clock.now(),
          failure: { at: clock.now(), problem: { code: 'exchange/gone', details: {} } },
        })
        log.warn('The publisher of a source says that it is gone for good.', { source: source.id })
        return []
      }
      case 'failed':
        failed(fetched.problem, fetched.retryAfter)
        return []
      case 'unchanged':
        moved(fetched.movedTo)
        await follow('poll')
        good(fetched, undefined)
        return []
      case 'document': {
        moved(fetched.movedTo)
        const found = findIn(fetched.bytes, fetched.url, source.kind)
        if (!found.ok) {
          drop('validators')
          failed(found.problem)
          return []
        }
        const pending = await take(found.value, 'poll', fetched.url)
        // With a message left over the same document must come again, not “unchanged”.
        if (pending > 0) drop('validators')
        else set({ validators: fetched.validators })
        good(fetched, found.value)
        return [fetched, found.value]
      }
    }
  }

  const take = async (found: FoundDocument, how: 'poll' | 'websub', url: string): Promise<number> => {
    const backlog = state.read === 'never' ? 'backlog' : 'news'
    const at = clock.now()
    const pages = how === 'poll' && wantsOlder(found) ? await older(found, url) : []
    const present = new Set(await noteLinks(book, found.links, backlog, at))
    for (const page of pages)
      for (const key of await noteLinks(book, page.links, backlog, at)) present.add(key)
    const messages = [found, ...pages].flatMap((page) => page.messages)
    const taken = await takeMessages(takingNow(), messages, how, backlog)
    for (const key of taken.present) present.add(key)
    sum(taken)
    if (found.emptyEntries > 0) note(at, { code: 'exchange/entry-without-message', details: {} })
    set({ read: 'before' })
    // Written down before the links are followed: a crash meanwhile must not make news of the backlog.
    await keep()
    await follow(how)
    await book.forget(present, at)
    return taken.pending
  }

  const takingNow = () => ({ ...ports, source, book })

  const follow = async (how: 'poll' | 'websub') => {
    const { credentials } = source
    const secret = credentials === undefined ? undefined : ports.secret(credentials.variable)
    const wanted = (url: string) => wantedFor(source, url, secret)
    const following = { taking: takingNow(), fetching: ports.fetching, clock, random, wanted }
    for (const taken of await followLinks(following, how, closing.signal)) sum(taken)
  }

  const sum = ({ counts, notes, last, takenAt }: TakenFrom) =>
    set({
      counts: counted(state.counts, counts),
      notes: noted(state.notes, notes),
      ...(last === undefined ? {} : { last }),
      ...(takenAt === undefined ? {} : { messageAt: takenAt }),
    })

  /** Archives are for the first contact, and for a gap: nothing in the feed was there before. */
  const wantsOlder = (found: FoundDocument): boolean => {
    if (source.archives === 'never' || found.older === undefined) return false
    if (state.read === 'never') return true
    return (
      source.archives === 'at-first-and-after-gaps' &&
      keysOf(found).every((key) => book.get(key) === undefined)
    )
  }

  const older = async (found: FoundDocument, url: string): Promise<FoundDocument[]> => {
    const pages: FoundDocument[] = []
    const visited = new Set([url])
    for (let next = found.older; next !== undefined && pages.length < mostPages;) {
      if (visited.has(next)) break
      visited.add(next)
      const fetched = await ports.fetching.fetch(wantedFor(source, next, undefined), closing.signal)
      const page = fetched.kind === 'document' ? findIn(fetched.bytes, fetched.url, source.kind) : undefined
      if (page === undefined || !page.ok) break
      pages.push(page.value)
      next = page.value.older
    }
    return pages
  }

  const moved = (to: string | undefined) => {
    if (to === undefined || to === state.movedTo) return
    set({ movedTo: to })
    log.info('A source moved for good; it is read from its new address.', { source: source.id })
  }

  const ended = (outcome: PollOutcome) => {
    const { at, failures } = nextPoll(source.poll, pace(), outcome, clock.now(), random())
    set({ nextAt: at, failures })
  }

  const good = (
    { freshForSeconds }: { readonly freshForSeconds?: number },
    found: FoundDocument | undefined,
  ) => {
    if (state.failures > 0)
      log.info('A source can be read again.', { source: source.id, tries: state.failures })
    const madeEverySeconds = found?.madeEverySeconds ?? state.madeEverySeconds
    const hints: PaceHints = {
      ...(madeEverySeconds === undefined ? {} : { madeEverySeconds }),
      ...(freshForSeconds === undefined ? {} : { freshForSeconds }),
    }
    ended({ kind: 'good', hints })
    drop('failure', 'goneAt')
    const heartbeat = beat(state.heartbeat, found?.updated)
    set({
      goodAt: clock.now(),
      ...(heartbeat === undefined ? {} : { heartbeat }),
      ...(madeEverySeconds === undefined ? {} : { madeEverySeconds }),
    })
  }

  const failed = (problem: Problem, retryAfter?: Instant) => {
    if (state.failures === 0)
      log.warn('A source can’t be read.', { source: source.id, problem: problem.code })
    ended({ kind: 'failed', ...(retryAfter === undefined ? {} : { retryAfter }) })
    set({ failure: { at: clock.now(), problem } })
    // The place it had moved to may be the one that fails: the next try begins where the administrator said.
    drop('movedTo')
  }

  return {
    get source() {
      return source
    },
    hub,
    health: () => healthOf(source, state, clock.now()),
    start() {
      running = true
      plan()
    },
    pollNow() {
      return inTurn(async () => {
        set({ nextAt: clock.now() })
        await turn()
      }).finally(plan)
    },
    subscription: () => state.subscription,
    forged() {
      note(clock.now(), { code: 'exchange/hub-signature-wrong', details: {} })
    },
    delivered(bytes, signed) {
      const { subscription } = state
      if (subscription?.kind === 'active')
        set({ subscription: { ...subscription, signed: signed === 'weak' ? 'weakly' : 'strongly' } })
      if (waiting >= mostWaiting) {
        set({ nextAt: clock.now() })
        return plan()
      }
      waiting += 1
      void inTurn(async () => {
        waiting -= 1
        if (closing.signal.aborted || source.paused === 'yes') return
        const url = state.subscription?.topic ?? source.address
        const found = findIn(bytes, url, source.kind)
        if (!found.ok) return note(clock.now(), found.problem)
        // What intake couldn't take is left to a poll that gets the whole document.
        if ((await take(found.value, 'websub', url)) > 0) {
          drop('validators')
          set({ nextAt: plus(clock.now(), source.poll.minSeconds * second) })
        }
        await keep()
      }).finally(plan)
    },
    change(next) {
      return inTurn(async () => {
        const elsewhere = next.address !== source.address
        if (elsewhere || next.websub === 'never' || next.paused === 'yes') await hub.leave(closing.signal)
        source = next
        const soon = firstPoll(undefined, clock.now(), random())
        if (elsewhere) state = { ...newState(next, soon), counts: state.counts }
        drop('validators', 'movedTo', 'goneAt', 'failure')
        set({ nextAt: soon, failures: 0 })
        await book.reconsider()
        await keep()
      }).finally(plan)
    },
    async remove() {
      running = false
      wake()
      await inTurn(() => hub.leave(closing.signal))
      closing.abort(new Error('the source was removed'))
      await tail
      await book.clear()
      await shelf.remove(collection, [source.id])
    },
    async stop() {
      running = false
      wake()
      closing.abort(new Error('the exchange stops'))
      await tail
    },
  }
}

function keysOf({ links, messages }: FoundDocument): SeenKey[] {
  return [
    ...links.map((link) => linkKey(link)),
    ...messages.flatMap(({ reading: { message } }) => (message === undefined ? [] : [messageKey(message)])),
  ]
}
