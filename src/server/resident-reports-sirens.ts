/** What residents answer about the sirens: of each device its latest, a day in the personal store, counted at hand in memory. */

import { day, hour, minute, plus, ok, refuse, sha256, type Instant, type Json, type Result } from '#base'
import { heardTally, keptFor, type HeardTally, type SirenAnswer } from '#reports'
import type { System } from './system.ts'

const collection = 'resident-siren-answers'
const mostAnswers = 300_000
/** Of one write: a disk that waits for each of a thousand takes a second, for all of them at once a few milliseconds. */
const mostOfWrite = 2_000
const readAgainAfter = 5_000
/** What residents hear now: an answer older than this is of something else. */
export const countsAsNow = 30 * minute

interface Kept extends SirenAnswer {
  /** SHA-256 of what its teller alone knows. */
  readonly telling: string
}

export interface SirenAnswers {
  tell(
    answer: SirenAnswer,
    telling: string,
    device: string,
  ): Promise<Result<'taken' | 'repeated' | 'overtaken'>>
  /** `no`: nothing of that name was told about sirens. */
  takeBack(telling: string): Promise<'yes' | 'no'>
  /** Brought up to date where another server takes the answers. */
  tally(): Promise<HeardTally>
  /** As far as this server knows now. */
  readonly atHand: HeardTally
  /** Changes with every answer that counts. */
  state(): string
  now(): { readonly from: Instant; readonly until: Instant }
  close(): void
}

export async function openSirenAnswers(
  system: Pick<System, 'personal' | 'clock' | 'log' | 'decides'>,
  most = mostAnswers,
): Promise<SirenAnswers> {
  const { personal, clock, log } = system
  let byDevice = new Map<string, Kept>()
  let deviceOf = new Map<string, string>()
  let tally = heardTally()
  let changes = 0
  let readUnder = system.decides()
  let readAt = 0

  const load = async () => {
    const devices = new Map<string, Kept>()
    const tellings = new Map<string, string>()
    const counted = heardTally()
    for (let after = ''; ;) {
      const page = await personal.list(collection, { limit: 5_000, ...(after === '' ? {} : { after }) })
      for (const { key, document } of page) {
        const kept = document as unknown as Kept
        if (kept.seenAt < plus(clock.now(), -keptFor.siren)) continue
        devices.set(key, kept)
        tellings.set(kept.telling, key)
        counted.add(kept)
      }
      if (page.length < 5_000) break
      after = page.at(-1)!.key
    }
    ;[byDevice, deviceOf, tally] = [devices, tellings, counted]
    changes++
  }
  let reading: Promise<void> | undefined
  const upToDate = async () => {
    const decides = system.decides()
    if (decides === 'me' && readUnder === 'me') return
    const now = Date.parse(clock.now())
    if (decides === readUnder && now - readAt < readAgainAfter) return
    await (reading ??= load().finally(() => (reading = undefined)))
    ;[readUnder, readAt] = [decides, now]
  }

  let waiting = new Map<string, Kept>()
  let writing: Promise<void> | undefined
  let makingRoom: Promise<void> | undefined
  let fullUntil = clock.now()
  /** Everything that comes while one write is under way goes with the next. */
  const write = async () => {
    await undefined
    while (waiting.size > 0) {
      const batch = [...waiting].slice(0, mostOfWrite)
      waiting = new Map([...waiting].slice(mostOfWrite))
      await personal.put(
        collection,
        batch.map(([key, kept]) => ({ key, document: kept as unknown as Json })),
      )
    }
  }
  const durable = (key: string, kept: Kept): Promise<void> => {
    waiting.set(key, kept)
    return (writing ??= write().finally(() => (writing = undefined)))
  }

  const sweep = async () => {
    const first = plus(clock.now(), -keptFor.siren)
    if (system.decides() === 'other') return
    await forget([...byDevice].filter(([, { seenAt }]) => seenAt < first))
    tally.forgetBefore(first)
  }
  const forget = async (over: readonly (readonly [string, Kept])[]) => {
    for (const [key, { telling }] of over) {
      byDevice.delete(key)
      deviceOf.delete(telling)
    }
    for (let i = 0; i < over.length; i += mostOfWrite)
      await personal.remove(
        collection,
        over.slice(i, i + mostOfWrite).map(([key]) => key),
      )
  }
  /** What says nothing of now goes first, then the oldest from where many answer: nobody is refused for a flood of one. */
  const makeRoom = async () => {
    // Nothing may be written after it was removed.
    await writing
    const first = plus(clock.now(), -countsAsNow)
    let over = [...byDevice].filter(([, { seenAt }]) => seenAt < first)
    if (over.length === 0)
      over = [...byDevice].filter(([, { crowd }]) => crowd === 'crowd').slice(0, Math.ceil(most / 10))
    // It takes a while to look at all of them.
    if (over.length === 0) fullUntil = plus(clock.now(), minute / 6)
    for (const [key, kept] of over) {
      tally.remove(kept)
      waiting.delete(key)
    }
    changes++
    await forget(over)
  }
  let callOff = () => {}
  const sweepAgain = () => {
    callOff = clock.after(hour, () => {
      sweep().catch((error: Error) =>
        log.warn('Answers of yesterday could not be forgotten', { why: error.message }),
      )
      sweepAgain()
    })
  }
  await load()
  await removeOver()
  sweepAgain()

  /** What was over when it was read is in no map: the whole collection is looked through once. */
  async function removeOver() {
    if (system.decides() === 'other') return
    const first = plus(clock.now(), -day)
    for (let after = ''; ;) {
      const page = await personal.list(collection, { limit: 5_000, ...(after === '' ? {} : { after }) })
      const over = page.filter(({ document }) => (document as unknown as Kept).seenAt < first)
      if (over.length > 0)
        await personal.remove(
          collection,
          over.map(({ key }) => key),
        )
      if (page.length < 5_000) return
      after = page.at(-1)!.key
    }
  }

  return {
    async tell(answer, telling, device) {
      await upToDate()
      const isFull = () => byDevice.size >= most && !byDevice.has(device)
      if (isFull() && clock.now() >= fullUntil)
        await (makingRoom ??= makeRoom().finally(() => (makingRoom = undefined)))
      const id = sha256(telling)
      if (deviceOf.has(id)) {
        // Its first sending may still be on its way to the disk.
        await writing
        return ok('repeated')
      }
      const before = byDevice.get(device)
      if (before !== undefined && before.seenAt > answer.seenAt) return ok('overtaken')
      if (isFull()) return refuse('reports/full', { seconds: 600 })
      const kept: Kept = { ...answer, telling: id }
      // Counted at once and not after the write: what comes meanwhile must see it.
      if (before !== undefined) {
        tally.remove(before)
        deviceOf.delete(before.telling)
      }
      // The latest stands last.
      byDevice.delete(device)
      byDevice.set(device, kept)
      deviceOf.set(id, device)
      tally.add(kept)
      changes++
      await durable(device, kept)
      return ok('taken')
    },
    async takeBack(telling) {
      await upToDate()
      const id = sha256(telling)
      const device = deviceOf.get(id)
      const kept = device === undefined ? undefined : byDevice.get(device)
      if (device === undefined || kept === undefined) return 'no'
      await writing
      byDevice.delete(device)
      deviceOf.delete(id)
      tally.remove(kept)
      changes++
      await personal.remove(collection, [device])
      return 'yes'
    },
    async tally() {
      await upToDate()
      return tally
    },
    get atHand() {
      return tally
    },
    state: () => String(changes),
    now: () => ({ from: plus(clock.now(), -countsAsNow), until: clock.now() }),
    close: () => callOff(),
  }
}
