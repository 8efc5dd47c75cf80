/** The intake of evidence beside the server: loaded with the first original or the first feed, and never before. */
import { hour, second, type Clock, type Result } from '#base'
import {
  newsFeedCollection,
  type Compared,
  type EvidenceBook,
  type OriginalRecord,
  type Originals,
  type TakeAsk,
  type TakenOriginal,
} from '#evidence'
import type { HttpAsking } from '#exchange'
import type { OpenIntake } from '../evidence/intake/intake.node.ts'
import type { NewsFeeds } from './intake-feeds.ts'
import type { System } from './system.ts'

export interface IntakeSettings {
  /** Days; 0: for good. */
  readonly originalsKeptForDays: number
  /** Hosts that feeds may be fetched from although they are private. */
  readonly sourceAllow: readonly string[]
}

export interface IntakeDesk {
  /** Answers at the latest after `patience`: what takes longer is read on, and its record tells how far it is. */
  take(ask: TakeAsk): Promise<Result<TakenOriginal>>
  compare(sha256: string): Promise<Result<Compared>>
  originals(): Promise<Originals>
  feeds(): Promise<NewsFeeds>
  stop(): Promise<void>
}

export interface IntakeParts {
  readonly book: EvidenceBook
  readonly settings: IntakeSettings
  readonly asking: () => Promise<HttpAsking>
  readonly random: () => number
}

/** How long whoever brings an original waits for it to be read. */
const patience = 8 * second
const feedsLookedAtEvery = 5 * second

type IntakeSystem = Pick<System, 'personal' | 'shelf' | 'clock' | 'log' | 'note' | 'config' | 'decides'>

export function openIntakeDesk(system: IntakeSystem, parts: IntakeParts): IntakeDesk {
  const { clock, log, personal, shelf } = system
  const { originalsKeptForDays } = parts.settings
  let opened: Promise<OpenIntake> | undefined
  let fed: Promise<NewsFeeds> | undefined
  let stopped = false

  const open = () =>
    (opened ??= import('../evidence/intake/intake.node.ts').then(({ openIntake }) =>
      openIntake({
        ...{ shelf: personal, book: parts.book, clock, log },
        tell: (record) => noteKept(system, record),
      }),
    ))
  const openFeeds = () =>
    (fed ??= (async () => {
      const { openNewsFeeds } = await import('./intake-feeds.ts')
      const { sourceAllow: allowed } = parts.settings
      return openNewsFeeds(system, await open(), {
        asking: await parts.asking(),
        allowed,
        random: parts.random,
      })
    })())

  /** What was kept and not read when the server before went, and feeds that are due: only who decides writes. */
  let wentOn = false
  const turn = async () => {
    if (system.decides() === 'other') {
      wentOn = false
      return
    }
    if (!wentOn) {
      wentOn = true
      const { length } = await personal.list('evidence-originals-unread', { limit: 1 })
      if (length > 0) void (await open()).goOn()
    }
    if (fed === undefined && (await shelf.list(newsFeedCollection, { limit: 1 })).length === 0) return
    await (await openFeeds()).turn()
  }
  const forget = async () => {
    if (originalsKeptForDays === 0 || system.decides() === 'other') return
    const some = await personal.list('evidence-originals-by-time', { limit: 1 })
    if (some.length === 0) return
    const count = await (await open()).originals.forget(originalsKeptForDays, clock.now())
    if (count === 0) return
    const data = { count, keptForDays: originalsKeptForDays }
    await system.note({
      stream: 'evidence-originals',
      type: 'originals-forgotten',
      mode: system.config.mode,
      data,
    })
  }
  const again = (wait: number, act: () => Promise<void>, why: string): (() => void) =>
    repeated(clock, wait, () =>
      act().catch((error: Error) => {
        if (!stopped) log.error(why, { why: error.message })
      }),
    )
  const stopTurns = again(feedsLookedAtEvery, turn, 'The intake could not go on')
  const stopForgetting = again(hour, forget, 'Originals could not be forgotten')

  return {
    take: async (ask) => (await open()).take(ask, patience),
    compare: async (sha256) => (await open()).compare(sha256),
    originals: async () => (await open()).originals,
    feeds: openFeeds,
    async stop() {
      stopped = true
      stopTurns()
      stopForgetting()
      await (await fed)?.close()
      await (await opened)?.close()
    },
  }
}

/** That it came, by whom, and what it was: the hash proves later that nobody changed it. Names of files may name people. */
function noteKept({ note, config }: IntakeSystem, record: OriginalRecord): Promise<unknown> {
  const { sha256, bytes, kind, way, by, via } = record
  return note({
    ...{ stream: `evidence-original:${sha256}`, type: 'original-kept', mode: config.mode, by },
    ...(via === null ? {} : { via }),
    data: { sha256, bytes, kind, way },
  })
}

function repeated(clock: Clock, wait: number, act: () => Promise<void>): () => void {
  let callOff = () => {}
  let over = false
  const plan = () => {
    callOff = clock.after(wait, () => void act().finally(() => over || plan()))
  }
  plan()
  return () => {
    over = true
    callOff()
  }
}
