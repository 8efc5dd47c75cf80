/** The shelters of this installation, at hand in memory and durable on the shelf; what another server wrote is read again. */
import type { LonLat } from '#areas'
import { between, second, type Instant, type Json } from '#base'
import {
  buildNearestIndex,
  fieldsOf,
  statusNow,
  type NearestIndex,
  type Shelter,
  type ShelterId,
  type Status,
} from '#shelters'
import type { System } from './system.ts'

const shelters = 'shelters'
const statuses = 'shelter-statuses'

export interface ShelterBook {
  /** Reads again what another server may have changed; at once where this one decides. */
  upToDate(): Promise<void>
  /** In the order of their ids. */
  all(): readonly Shelter[]
  get(id: ShelterId): Shelter | undefined
  status(id: ShelterId): Status | undefined
  /** Those that are not hidden, in the order of their ids, and an index of their places in the same order. */
  shown(): { readonly shelters: readonly Shelter[]; readonly index: NearestIndex }
  /** Changes whenever anything of it does, also when a status grows too old to count. */
  state(): string
  changedAt(): Instant
  /** Durable when it resolves; all or nothing. */
  put(changed: readonly Shelter[], removed?: readonly ShelterId[]): Promise<void>
  putStatus(id: ShelterId, status: Status): Promise<void>
}

/** Statuses come without a fact each: who only reads looks so often what wardens said. */
const readAgainAfter = 10 * second

export async function openShelterBook(
  system: Pick<System, 'shelf' | 'clock' | 'decides' | 'onApplied' | 'log'>,
): Promise<ShelterBook> {
  const { shelf, clock, log } = system
  let kept = new Map<ShelterId, Shelter>()
  let said = new Map<ShelterId, Status>()
  let version = 0
  let changedAt = clock.now()
  let readAt = clock.now()
  let readUnder = system.decides()
  let sorted: readonly Shelter[] | undefined
  let shown: { readonly shelters: readonly Shelter[]; readonly index: NearestIndex } | undefined
  /** What counted when somebody last looked, and when the first of it is over. */
  let counted: { readonly version: number; readonly generation: number; readonly until: Instant | null } = {
    ...{ version: -1, generation: 0, until: null },
  }

  const changed = () => {
    version++
    changedAt = clock.now()
  }
  const load = async () => {
    const [read, readStatuses] = [await shelf.list(shelters), await shelf.list(statuses)]
    kept = new Map(read.map(({ key, document }) => [key as ShelterId, document as unknown as Shelter]))
    said = new Map(readStatuses.map(({ key, document }) => [key as ShelterId, document as unknown as Status]))
    sorted = shown = undefined
    readAt = clock.now()
    changed()
  }
  let reading: Promise<void> | undefined
  const readAgain = () => (reading ??= load().finally(() => (reading = undefined)))
  system.onApplied((applied) => {
    if (system.decides() === 'me' || !applied.some(({ fact }) => fact.stream === shelters)) return
    readAgain().catch((error: Error) =>
      log.warn('The shelters could not be read again', { why: error.message }),
    )
  })
  await load()

  const inOrder = () =>
    (sorted ??= [...kept.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)))
  const firstEnd = (now: Instant): Instant | null => {
    let first: Instant | null = null
    for (const status of said.values()) {
      const it = statusNow(status, now)
      if (it.state !== 'unknown' && (first === null || it.until < first)) first = it.until
    }
    return first
  }
  return {
    async upToDate() {
      const decides = system.decides()
      const isOwn = decides === 'me' && readUnder === 'me'
      if (isOwn || (decides === readUnder && between(readAt, clock.now()) < readAgainAfter)) return reading
      readUnder = decides
      return readAgain()
    },
    all: inOrder,
    get: (id) => kept.get(id),
    status: (id) => said.get(id),
    shown() {
      if (shown === undefined) {
        const open = inOrder().filter((shelter) => fieldsOf(shelter).visibility === 'public')
        const places: readonly LonLat[] = open.map((shelter) => fieldsOf(shelter).at)
        shown = { shelters: open, index: buildNearestIndex(places) }
      }
      return shown
    },
    state() {
      const now = clock.now()
      if (counted.version !== version || (counted.until !== null && now >= counted.until))
        counted = { version, generation: counted.generation + 1, until: firstEnd(now) }
      return `${version}.${counted.generation}`
    },
    changedAt: () => changedAt,
    async put(changedOnes, removed = []) {
      await shelf.put(
        shelters,
        changedOnes.map((shelter) => ({ key: shelter.id, document: shelter as unknown as Json })),
      )
      if (removed.length > 0) {
        await shelf.remove(shelters, removed)
        await shelf.remove(statuses, removed)
      }
      for (const shelter of changedOnes) kept.set(shelter.id, shelter)
      for (const id of removed) {
        kept.delete(id)
        said.delete(id)
      }
      sorted = shown = undefined
      changed()
    },
    async putStatus(id, status) {
      await shelf.put(statuses, [{ key: id, document: status as unknown as Json }])
      said.set(id, status)
      changed()
    },
  }
}
