/** Reads the feeds of news when they are due: asked as politely as feeds of warnings are, and kept only where they say something new. */
import {
  ok,
  plus,
  refuse,
  second,
  sha256,
  system as theSystem,
  type ActorId,
  type Instant,
  type Json,
  type Result,
} from '#base'
import {
  kindNames,
  kindOf,
  newFeedState,
  newsFeedCollection,
  readNewsFeed,
  type NewsFeed,
  type NewsFeedState,
  type TakeAsk,
} from '#evidence'
import { fetching, firstPoll, hostQueue, nextPoll, politeLimits, type HttpAsking } from '#exchange'
import type { OpenIntake } from '../evidence/intake/intake.node.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

const states = 'evidence-feed-states'

export interface FeedShown {
  readonly feed: NewsFeed
  readonly state: NewsFeedState
}

export interface NewsFeeds {
  list(): Promise<readonly FeedShown[]>
  get(id: string): Promise<Result<FeedShown>>
  /** Adds it, or gives it other settings. */
  put(settings: unknown, by: OrderedBy): Promise<Result<FeedShown>>
  remove(id: string, by: OrderedBy): Promise<Result<void>>
  /** Asks it now, and who wanted so is written down first; resolves when that is done, whatever came of it: its state says what. */
  check(id: string, by: OrderedBy): Promise<Result<FeedShown>>
  /** Reads those that are due. */
  turn(): Promise<void>
  close(): Promise<void>
}

export interface NewsFeedPorts {
  readonly asking: HttpAsking
  /** Hosts that may be asked although they are private. */
  readonly allowed: readonly string[]
  readonly random: () => number
}

type FeedSystem = Pick<System, 'shelf' | 'clock' | 'log' | 'note' | 'config' | 'decides'>

/** After a feed that can't be read it is asked ever more seldom, at most so. */
const slowest = 24 * 3_600

export function openNewsFeeds(
  { shelf, clock, log, note, config, decides }: FeedSystem,
  intake: Pick<OpenIntake, 'take' | 'hasNews'>,
  { asking, allowed, random }: NewsFeedPorts,
): NewsFeeds {
  const fetches = fetching(asking, hostQueue(politeLimits, clock), clock)
  const closing = new AbortController()
  const underWay = new Map<string, Promise<void>>()

  const missing = (id: string) => refuse('evidence/unknown-feed', { feed: id })
  const feedOf = async (id: string) =>
    (await shelf.get(newsFeedCollection, id)) as unknown as NewsFeed | undefined
  const stateOf = async (feed: NewsFeed): Promise<NewsFeedState> => {
    const kept = (await shelf.get(states, feed.id)) as unknown as NewsFeedState | undefined
    return kept?.address === feed.address
      ? kept
      : newFeedState(feed, firstPoll(undefined, clock.now(), random()))
  }
  const keep = (id: string, state: NewsFeedState) =>
    shelf.put(states, [{ key: id, document: state as unknown as Json }])
  const shown = async (feed: NewsFeed): Promise<FeedShown> => ({ feed, state: await stateOf(feed) })

  const poll = async (feed: NewsFeed): Promise<void> => {
    const before = await stateOf(feed)
    const triedAt = clock.now()
    const pace = { everySeconds: feed.everySeconds, minSeconds: feed.everySeconds, maxSeconds: slowest }
    const next = (outcome: Parameters<typeof nextPoll>[2]) =>
      nextPoll(pace, { failures: before.failures, news: 'polled' }, outcome, clock.now(), random())
    // Written down before it asks: a server that is killed meanwhile doesn't come back at once to ask again.
    let state: NewsFeedState = { ...before, triedAt, nextAt: plus(triedAt, feed.everySeconds * second) }
    await keep(feed.id, state)
    const validators = {
      ...(before.etag === null ? {} : { etag: before.etag }),
      ...(before.lastModified === null ? {} : { lastModified: before.lastModified }),
    }
    const fetched = await fetches.fetch(
      { url: feed.address, source: `news:${feed.id}`, validators },
      closing.signal,
    )
    const failed = (problem: NewsFeedState['problem'], retryAfter?: Instant) => {
      const { at, failures } = next({ kind: 'failed', ...(retryAfter === undefined ? {} : { retryAfter }) })
      return { ...state, problem, nextAt: at, failures }
    }
    const good = (freshForSeconds?: number) => ({
      ...{ ...state, problem: null, failures: 0, goodAt: clock.now() },
      nextAt: next({ kind: 'good', hints: freshForSeconds === undefined ? {} : { freshForSeconds } }).at,
    })
    switch (fetched.kind) {
      case 'gone':
        state = { ...failed({ code: 'exchange/gone', details: {} }), nextAt: null }
        break
      case 'failed':
        state = failed(fetched.problem, fetched.retryAfter)
        break
      case 'unchanged':
        state = good(fetched.freshForSeconds)
        break
      case 'document': {
        const hash = sha256(fetched.bytes)
        const taken = hash === before.sha256 ? ok(0) : await takeNews(feed, fetched.bytes, fetched.url)
        if (!taken.ok) {
          state = failed(taken.problem)
          break
        }
        const { etag = null, lastModified = null } = fetched.validators
        state = { ...good(fetched.freshForSeconds), etag, lastModified, sha256: hash }
        state = { ...state, documents: state.documents + taken.value }
      }
    }
    // Removed or sent elsewhere meanwhile.
    const now = await feedOf(feed.id)
    if (now?.address === feed.address) await keep(feed.id, state)
  }

  /** How many documents came that were not there. */
  const takeNews = async (feed: NewsFeed, bytes: Uint8Array, url: string): Promise<Result<number>> => {
    const ask: TakeAsk = {
      ...{ bytes, way: 'feed', name: feed.id, by: theSystem as ActorId },
      told: { title: null, source: null, url, saidAt: null, within: feed.within },
    }
    // A page that says “come back later” is no news.
    const kind = kindOf(bytes)
    if (!kind.ok || kind.value !== 'feed')
      return refuse('evidence/garbled', {
        ...{ kind: kindNames.feed, why: 'it has neither rss nor feed as its root' },
      })
    const news = await intake.hasNews(ask)
    if (!news.ok) return news
    if (news.value === 'nothing-new') return ok(0)
    const taken = await intake.take(ask)
    return taken.ok ? ok(taken.value.record.fresh) : taken
  }

  const inTurn = (feed: NewsFeed): Promise<void> => {
    const going = underWay.get(feed.id)
    if (going !== undefined) return going
    const doing = poll(feed)
      .catch((error: Error) => {
        if (!closing.signal.aborted)
          log.error('A news feed could not be worked on', { feed: feed.id, why: error.message })
      })
      .finally(() => underWay.delete(feed.id))
    underWay.set(feed.id, doing)
    return doing
  }

  const all = async () =>
    (await shelf.list(newsFeedCollection)).map(({ document }) => document as unknown as NewsFeed)
  const told = (type: string, feed: string, by: OrderedBy, data: { readonly [name: string]: Json }) =>
    note({ stream: `news-feed:${feed}`, type, ...by, mode: config.mode, data })

  return {
    list: async () => Promise.all((await all()).map(shown)),
    async get(id) {
      const feed = await feedOf(id)
      return feed === undefined ? missing(id) : ok(await shown(feed))
    },
    async put(settings, by) {
      const read = readNewsFeed(settings, { allowed: [...allowed] })
      if (!read.ok) return read
      const feed = read.value
      const known = await feedOf(feed.id)
      await shelf.put(newsFeedCollection, [{ key: feed.id, document: feed as unknown as Json }])
      await keep(feed.id, { ...(await stateOf(feed)), nextAt: firstPoll(undefined, clock.now(), random()) })
      await told(known === undefined ? 'news-feed-added' : 'news-feed-changed', feed.id, by, {
        settings: feed as unknown as Json,
      })
      return ok(await shown(feed))
    },
    async remove(id, by) {
      if ((await feedOf(id)) === undefined) return missing(id)
      await shelf.remove(newsFeedCollection, [id])
      await shelf.remove(states, [id])
      await told('news-feed-removed', id, by, {})
      return ok()
    },
    async check(id, by) {
      const feed = await feedOf(id)
      if (feed === undefined) return missing(id)
      // The fact comes before the act: what goes out of this server on somebody’s word is known to be theirs.
      await told('news-feed-checked', id, by, {})
      await inTurn(feed)
      return ok(await shown(feed))
    },
    async turn() {
      for (const feed of await all()) {
        if (closing.signal.aborted || decides() === 'other') return
        if (feed.paused === 'yes' || underWay.has(feed.id)) continue
        const { nextAt } = await stateOf(feed)
        if (nextAt !== null && nextAt <= clock.now()) void inTurn(feed)
      }
    },
    async close() {
      closing.abort(new Error('the intake stops'))
      await Promise.all(underWay.values())
      await asking.close()
    },
  }
}
