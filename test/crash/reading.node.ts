/** Sources on a publisher's host while the servers that read them are killed: what they ask for is held against what they must ask for, and their deaths are timed. */
import assert from 'node:assert/strict'
import { watch } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { instantOf } from '#base'
import type { Chance } from '../support/chance.ts'
import { askedNeedlessly, dueTooSoon, impatient, type Asked, type Kept } from '../support/exchange-checks.ts'
import { startFeedHost, type FeedHost } from '../support/feed-host.node.ts'
import { startPublisher, type Heard, type Publisher } from '../support/publisher.node.ts'
import { ask } from '../support/serve.node.ts'
import { dankovsky, sevenDistricts, terbunsky, zadonsky } from '../support/server.node.ts'

const districts = [...new Set([...sevenDistricts, zadonsky, terbunsky, dankovsky])]
const minSeconds = 5

/** What the publishers know of their readers: all lives together. */
export interface Reading {
  readonly host: FeedHost
  readonly publishers: Publisher[]
  add(name: string, kind: Publisher['kind'], takes: 'relayed' | 'reports'): Publisher
  settingsOf(publisher: Publisher): object
  /** Somebody tells the server to ask this one. */
  tells(publisher: Publisher): void
  /** A life ended with this on the shelf; the next begins with it. */
  lifeEnds(kept: Kept): void
  /** Resolves upon the nth of what a reader does from now on. */
  hears(what: (heard: Heard) => boolean, nth: number): Promise<void>
  flaws(): string[]
}

export async function startReading(luck: Chance): Promise<Reading> {
  const host = await startFeedHost()
  const publishers: Publisher[] = []
  const takes = new Map<Publisher, 'relayed' | 'reports'>()
  const asked = new Map<Publisher, Asked[]>()
  const told = new Map<Publisher, number>()
  const waiting = new Set<(heard: Heard) => void>()
  const flaws: string[] = []
  let kept: Kept | undefined
  let since = 0
  const fresh = new Set<Publisher>()
  const heard = (one: Heard) => {
    const { publisher, what, path, ifNoneMatch, atMs } = one
    if (what === 'feed-asked') {
      const left = told.get(publisher) ?? 0
      told.set(publisher, Math.max(0, left - 1))
      asked.get(publisher)!.push({ atMs, told: left > 0 ? 'told' : 'by-itself' })
      const known = kept?.states.get(publisher.name)?.validators?.etag
      if (fresh.delete(publisher) && known !== ifNoneMatch)
        flaws.push(`${path} was asked for with ${ifNoneMatch} and ${known} was kept`)
    }
    for (const wake of waiting) wake(one)
  }
  const needless = () => {
    const paths = host.requests.slice(since).map(({ path }) => path)
    return kept === undefined ? [] : askedNeedlessly(paths, publishers, kept)
  }
  return {
    ...{ host, publishers },
    add(name, kind, what) {
      const publisher = startPublisher({
        ...{ host, name, kind, chance: luck, areas: districts, slowBy: 120, hears: heard },
      })
      publishers.push(publisher)
      takes.set(publisher, what)
      asked.set(publisher, [])
      return publisher
    },
    settingsOf: (publisher) => ({
      ...{ address: host.base + publisher.feed, takes: takes.get(publisher), websub: 'never' },
      modes: { exercise: 'let-in' },
      poll: { everySeconds: minSeconds, minSeconds, maxSeconds: 60 },
    }),
    tells: (publisher) => void told.set(publisher, (told.get(publisher) ?? 0) + 1),
    lifeEnds(now) {
      for (const publisher of publishers) {
        const last = asked.get(publisher)!.at(-1)
        if (last === undefined) continue
        const at = instantOf(Math.floor(performance.timeOrigin + last.atMs))
        flaws.push(...dueTooSoon(publisher, at, now, minSeconds))
      }
      flaws.push(...needless())
      since = host.requests.length
      kept = now
      told.clear()
      for (const publisher of publishers) fresh.add(publisher)
    },
    hears: (what, nth) =>
      new Promise((resolve) => {
        let left = nth
        const wake = (one: Heard) => {
          if (!what(one) || --left > 0) return
          waiting.delete(wake)
          resolve()
        }
        waiting.add(wake)
      }),
    flaws: () => [
      ...flaws,
      ...needless(),
      ...publishers.flatMap((publisher) => impatient(publisher.feed, asked.get(publisher)!, minSeconds)),
    ],
  }
}

/** When a life ends: upon a request, a while after an answer, upon a write to a file, when it has read everything, or at any time. */
export function momentOf(
  luck: Chance,
  reading: Reading,
  everything: Promise<unknown>,
  folder?: string,
): { readonly name: string; readonly comes: Promise<unknown> } {
  const files = folder === undefined ? [] : ['shelf', 'ledger', 'shelf', 'ledger']
  const kind = luck.pick(['asked', 'answered', 'answered', 'any', 'everything', 'everything', ...files])
  const nth = luck.between(1, 8)
  switch (kind) {
    case 'asked':
      return { name: `at request ${nth}`, comes: reading.hears(({ what }) => what.endsWith('asked'), nth) }
    case 'answered': {
      const later = luck.between(0, 60)
      const comes = reading.hears(({ what }) => what.endsWith('answered'), nth).then(() => wait(later))
      return { name: `${later} ms after answer ${nth}`, comes }
    }
    case 'shelf':
    case 'ledger': {
      const writes = luck.between(1, kind === 'shelf' ? 30 : 12)
      return {
        name: `at write ${writes} of the ${kind}`,
        comes: written(folder!, `${kind}.sqlite-wal`, writes),
      }
    }
    case 'everything': {
      const later = luck.between(0, 30)
      return { name: `${later} ms after everything`, comes: everything.then(() => wait(later)) }
    }
    default: {
      const later = luck.between(20, 600)
      return { name: `after ${later} ms`, comes: wait(later) }
    }
  }
}

/** Upon the nth change of a file. */
export function written(folder: string, name: string, nth: number): Promise<void> {
  return new Promise((resolve) => {
    let left = nth
    const watching = watch(folder, (_, file) => {
      if (file !== name || --left > 0) return
      watching.close()
      resolve()
    })
    watching.unref()
  })
}

export async function addSource(
  url: string,
  admin: string,
  reading: Reading,
  publisher: Publisher,
): Promise<void> {
  const body = reading.settingsOf(publisher)
  const added = await ask(url, 'PUT', `/v1/sources/${publisher.name}`, { as: admin, body })
  assert.equal(added.status, 200, JSON.stringify(added.body))
}

/** Resolves when everything was read; never, when the server is dead by then. */
export function checkNow(url: string, admin: string, reading: Reading): Promise<void> {
  const checks = reading.publishers.map((publisher) => {
    reading.tells(publisher)
    return ask(url, 'POST', `/v1/sources/${publisher.name}/check`, { as: admin, body: {} })
  })
  return Promise.all(checks).then(
    () => {},
    () => new Promise<void>(() => {}),
  )
}

/**
 * Now and then more than are fetched in one go, so that the newest are taken before what they are about. Of a thin feed
 * four messages a second can be read, politely.
 */
export function speakSome(luck: Chance, { kind, speak }: Publisher): void {
  const many = luck.happens(kind === 'thin' ? 0.1 : 0.3)
  for (let left = many ? luck.between(11, 14) : luck.between(0, 2); left > 0; left--) speak()
}

/** Publishers do not wait for their readers. */
export function talk(luck: Chance, publishers: readonly Publisher[]): () => void {
  const timer = setInterval(() => luck.pick(publishers).speak(), luck.between(200, 800))
  return () => clearInterval(timer)
}

/** Feeds show the newest; a link that the server has noted must be followed although its feed shows it no longer. */
export function dropSome(luck: Chance, publishers: readonly Publisher[], kept: Kept): void {
  for (const { name, kind, messages, hrefOf, leaveOut } of publishers) {
    if (kind !== 'thin' || luck.happens(0.7)) continue
    const noted = new Set(
      [...(kept.seen.get(name)?.values() ?? [])].flatMap((one) => (one.kind === 'link' ? one.url : [])),
    )
    leaveOut(new Set(messages.flatMap(({ identifier }) => (noted.has(hrefOf(identifier)) ? identifier : []))))
  }
}
