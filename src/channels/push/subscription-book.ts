/**
 * Who is subscribed: taken, proven, changed and let go by whoever holds the secret, and found by the places a notice is for.
 * What decides whether a notice is for somebody is in memory for everyone; the rest stays on the disk until it is sent to.
 * Long because the table and what is in memory must never say different things.
 */
import type { AreaCode, Hierarchy } from '#areas'
import {
  between,
  day,
  minute,
  modes,
  ok,
  plus,
  refuse,
  second,
  sha256,
  type AddressPolicy,
  type Clock,
  type IdSource,
  type Instant,
  type Log,
  type Mode,
  type Result,
} from '#base'
import { openAudience, type Place } from '#targeting'
import { checkEndpoint, checkKeys, type EndpointRefusal } from './endpoint.ts'
import type { PushTable, SubscriptionChange } from './push-table.ts'
import {
  cornersOf,
  modeBits,
  type Dialect,
  type PushKeys,
  type Row,
  type SubscribedPlace,
  type Subscription,
  type SubscriptionId,
  type Traits,
} from './subscription.ts'

export interface SubscriptionWish {
  readonly endpoint: string
  readonly keys: PushKeys | null
  readonly language: string
  readonly places: readonly SubscribedPlace[]
  readonly content: Subscription['content']
  /** All that this installation sends, where they are left out. */
  readonly modes?: readonly Mode[]
}

type Missing = 'push/no-such-subscription'
export type SubscribeRefusal =
  | EndpointRefusal
  | 'push/bad-keys'
  | 'push/unknown-area'
  | 'push/no-modes'
  | 'push/endpoint-taken'
  | 'push/too-many'

export interface Subscribed {
  readonly subscription: Subscription
  /** Told this once; it proves the owner from now on. */
  readonly secret: string
  /** What the test push says, and must come back. */
  readonly nonce: string
}

export interface SubscriptionBook {
  /** Resolves when everybody of the table is found by their places; reads it again where that failed, and rejects where it fails again. */
  ready(): Promise<void>
  /** Whether it is not read yet, or could not be: nobody can say then that there is nobody. */
  indexing(): boolean
  /** The same endpoint twice is one subscription: the same keys, or its secret, prove that it is the same phone. */
  subscribe(
    wish: SubscriptionWish,
    secret: string | undefined,
    at: Instant,
  ): Promise<Result<Subscribed, SubscribeRefusal>>
  find(id: string, secret: string): Promise<Result<Subscription, Missing>>
  change(
    id: string,
    secret: string,
    wish: Partial<Pick<SubscriptionWish, 'places' | 'language' | 'content' | 'modes'>>,
  ): Promise<Result<Subscription, Missing | 'push/unknown-area' | 'push/no-modes'>>
  /** For good. */
  remove(id: string, secret: string, at: Instant): Promise<Result<void, Missing>>
  /** What a new test push says. */
  askForProof(
    id: string,
    secret: string,
    at: Instant,
  ): Promise<
    Result<{ readonly subscription: Subscription; readonly nonce: string }, Missing | 'push/tested-just-now'>
  >
  prove(id: string, nonce: string, at: Instant): Promise<Result<Subscription, Missing | 'push/not-the-proof'>>
  /** Takes one that a dialect has proven in its own way; several of them may share an endpoint. */
  keep(made: Omit<Subscription, 'row'>): Promise<Result<Subscription, 'push/too-many'>>
  /** By whoever knows the id alone: for dialects whose ids are secrets. */
  byId(id: string, dialect: Dialect): Promise<Subscription | undefined>
  amend(subscription: Subscription, changes: SubscriptionChange): Promise<Subscription>
  /** How many of dialects share an endpoint. */
  countAt(endpoint: string): Promise<number>
  /** Who must be told of these areas: rows, each once, ascending. */
  inAreas(codes: readonly AreaCode[]): Uint32Array
  /** Those of the rows that take the mode, by the index of their push service. */
  byOrigin(rows: Iterable<Row>): ReadonlyMap<number, Uint32Array>
  isThere(row: Row): boolean
  isProven(row: Row): boolean
  takes(row: Row, mode: Mode): boolean
  read(rows: readonly Row[]): Promise<readonly Subscription[]>
  /** A push service took something, or the tries came to nothing again and again. */
  becomes(row: Row, state: 'working' | 'failing'): Promise<void>
  /** The push service says that they are over. */
  drop(rows: readonly Row[], at: Instant): Promise<void>
  /** Drops who never proved anything within a day, and those of dialects that were not heard of for three weeks. */
  sweep(at: Instant): Promise<number>
  readonly size: number
  /** The push services, how many phones are at each, and when a test push last came back from one, as far as is known since the start. */
  services(): readonly { readonly host: string; readonly phones: number; readonly provenAt?: Instant }[]
  /** Reads the table again: after another server wrote it. */
  reload(): Promise<void>
}

export interface SubscriptionBookOptions {
  readonly table: PushTable
  readonly ids: IdSource
  readonly newSecret: () => string
  readonly policy: AddressPolicy
  /** What this installation sends at all. */
  readonly modes: readonly Mode[]
  readonly hierarchy: () => Hierarchy
  readonly clock: Clock
  readonly log: Log
  readonly limit?: number
}

const proofLasts = 10 * minute
const proofsEvery = 10 * second
const unprovenFor = day
/** An app of a dialect says once a day or once a week that it is there. */
export const dialectSilentFor = 21 * day
const [there, proven] = [1, 2]
const modesShift = 2
/** Read and indexed at once, at the start; others have their turn in between. */
const readAtOnce = 1_000

export async function openSubscriptionBook(options: SubscriptionBookOptions): Promise<SubscriptionBook> {
  const { table, policy, clock } = options
  const limit = options.limit ?? 5_000_000
  let map = options.hierarchy()
  let audience = openAudience(map)
  let flags = new Uint8Array(1_024)
  let originOf = new Uint32Array(1_024)
  let size = 0
  const origins = new Map<string, number>()
  const provenAtOrigin = new Map<number, Instant>()

  const upToDate = () => {
    const now = options.hierarchy()
    if (now !== map) audience.useMap((map = now))
    return audience
  }
  const room = (row: Row) => {
    if (row < flags.length) return
    const more = Math.max(row + 1, 2 * flags.length)
    const [grownFlags, grownOrigins] = [new Uint8Array(more), new Uint32Array(more)]
    grownFlags.set(flags)
    grownOrigins.set(originOf)
    flags = grownFlags
    originOf = grownOrigins
  }
  const indexOf = (endpoint: string) => {
    const { origin } = new URL(endpoint)
    let index = origins.get(origin)
    if (index === undefined) origins.set(origin, (index = origins.size))
    return index
  }
  const noteTraits = ({ row, endpoint, modes: carried, state }: Omit<Traits, 'places'>) => {
    room(row)
    if (flags[row] === 0) size++
    flags[row] = there | (state === 'unproven' ? 0 : proven) | (modeBits(carried) << modesShift)
    originOf[row] = indexOf(endpoint)
  }
  const load = (page: readonly Traits[]) => {
    for (const traits of page) noteTraits(traits)
    const { broken } = upToDate().load(page.map(({ row, places }) => [row, places.map(placeFor)] as const))
    for (const { why } of broken) options.log.warn('A subscription’s places can’t be read', { why })
  }
  /** What changed while a page of the table is on its way: of them the page may say what was true before. */
  let changedMeanwhile = new Set<Row>()
  let provenMeanwhile = new Set<Row>()
  const hold = (subscription: Subscription) => {
    changedMeanwhile.add(subscription.row)
    noteTraits(subscription)
    load([subscription])
  }
  const forget = (row: Row) => {
    changedMeanwhile.add(row)
    if ((flags[row] ?? 0) === 0) return
    flags[row] = 0
    size--
    upToDate().remove(row)
  }

  let readings = 0
  const readAll = async () => {
    const mine = ++readings
    audience = openAudience((map = options.hierarchy()))
    flags.fill(0)
    size = 0
    for (let after = -1; mine === readings;) {
      changedMeanwhile = new Set()
      provenMeanwhile = new Set()
      const page = await table.page(after, readAtOnce)
      if (mine !== readings) return
      load(page.filter(({ row }) => !changedMeanwhile.has(row)))
      for (const row of provenMeanwhile) if ((flags[row] ?? 0) !== 0) flags[row]! |= proven
      const last = page.at(-1)
      if (last === undefined || page.length < readAtOnce) return
      after = last.row
      // Whoever else waits has their turn: a million take a while.
      await new Promise<void>((resolve) => clock.after(0, resolve))
    }
  }
  let state: 'being-read' | 'read' | 'unreadable' = 'being-read'
  let reading: Promise<void> = Promise.resolve()
  const reload = () => {
    state = 'being-read'
    const mine = (reading = readAll())
    mine.then(
      () => {
        if (reading === mine) state = 'read'
      },
      (error: Error) => {
        if (reading !== mine) return
        state = 'unreadable'
        options.log.error('Subscriptions can’t be read; whoever is to tell them tries again', {
          why: error.message,
        })
      },
    )
    return mine
  }
  const ready = async () => {
    while (state !== 'read') {
      if (state === 'unreadable') reload().catch(() => {})
      const mine = reading
      try {
        await mine
      } catch (error) {
        if (reading === mine) throw error
      }
    }
  }

  const checkPlaces = (places: readonly SubscribedPlace[]): Result<void, 'push/unknown-area'> => {
    const at = places.findIndex((it) => it.kind === 'area' && options.hierarchy().get(it.area) === undefined)
    const place = places[at]
    if (place?.kind === 'area') return refuse('push/unknown-area', { at: `places[${at}]`, area: place.area })
    return ok()
  }
  const checkModes = (wanted: readonly Mode[] | undefined): Result<readonly Mode[], 'push/no-modes'> => {
    const chosen = modes.filter((mode) => (wanted ?? options.modes).includes(mode))
    return options.modes.some((mode) => chosen.includes(mode))
      ? ok(chosen)
      : refuse('push/no-modes', { at: 'modes', modes: [...options.modes] })
  }
  const owned = async (id: string, secret: string): Promise<Result<Subscription, Missing>> => {
    const found = await table.get(id as SubscriptionId)
    if (found === undefined || found.secret !== sha256(secret))
      return refuse('push/no-such-subscription', { subscription: id })
    return ok(found)
  }

  reload().catch(() => {})
  return {
    ready,
    indexing: () => state !== 'read',
    async subscribe(wish, secret, at) {
      const url = checkEndpoint(wish.endpoint, policy)
      if (!url.ok) return url
      const keys = wish.keys === null ? ok(null) : checkKeys(wish.keys)
      if (!keys.ok) return keys
      const places = checkPlaces(wish.places)
      if (!places.ok) return places
      const carried = checkModes(wish.modes)
      if (!carried.ok) return carried
      const endpoint = url.value.href
      const before = await table.byEndpoint(endpoint)
      if (before === undefined && size >= limit) return refuse('push/too-many', { limit })
      if (before !== undefined && !isSamePhone(before, keys.value, secret))
        return refuse('push/endpoint-taken', { at: 'endpoint' })
      const [fresh, nonce] = [options.newSecret(), options.newSecret()]
      const { language, content } = wish
      const said = {
        ...{ secret: sha256(fresh), keys: keys.value, language, places: wish.places, content },
        ...{
          modes: carried.value,
          state: 'unproven' as const,
          nonce: sha256(nonce),
          nonceAt: at,
          provenAt: null,
        },
      } as const
      let subscription: Subscription
      if (before !== undefined) {
        // Its day to prove that it works begins anew.
        const anew = { ...said, createdAt: at }
        await table.change(before.row, anew)
        subscription = { ...before, ...anew }
      } else {
        const made = {
          ...said,
          ...{ id: options.ids.next('push') as SubscriptionId, endpoint, createdAt: at, acceptedAt: null },
        }
        subscription = { ...made, row: await table.add(made) }
      }
      hold(subscription)
      return ok({ subscription, secret: fresh, nonce })
    },
    find: owned,
    async change(id, secret, wish) {
      const found = await owned(id, secret)
      if (!found.ok) return found
      const places = checkPlaces(wish.places ?? [])
      if (!places.ok) return places
      const carried = wish.modes === undefined ? ok(found.value.modes) : checkModes(wish.modes)
      if (!carried.ok) return carried
      const changed = { ...found.value, ...wish, modes: carried.value }
      await table.change(changed.row, {
        ...{ places: changed.places, language: changed.language },
        ...{ content: changed.content, modes: changed.modes },
      })
      hold(changed)
      return ok(changed)
    },
    async remove(id, secret, at) {
      const found = await owned(id, secret)
      if (!found.ok) return found
      await table.remove([found.value.row], at)
      forget(found.value.row)
      return ok()
    },
    async askForProof(id, secret, at) {
      const found = await owned(id, secret)
      if (!found.ok) return found
      const { row, nonceAt } = found.value
      const since = nonceAt === null ? proofsEvery : between(nonceAt, at)
      if (since < proofsEvery)
        return refuse('push/tested-just-now', { seconds: Math.ceil((proofsEvery - since) / second) })
      const nonce = options.newSecret()
      const asked = { nonce: sha256(nonce), nonceAt: at }
      await table.change(row, asked)
      return ok({ subscription: { ...found.value, ...asked }, nonce })
    },
    async prove(id, nonce, at) {
      const found = await table.get(id as SubscriptionId)
      if (found === undefined) return refuse('push/no-such-subscription', { subscription: id })
      const { row, nonce: expected, nonceAt } = found
      const inTime = nonceAt !== null && at <= plus(nonceAt, proofLasts)
      if (expected === null || !inTime || expected !== sha256(nonce)) return refuse('push/not-the-proof')
      // Once: a proof that was overheard proves nothing a second time.
      const shown = { state: 'working', provenAt: at, nonce: null } as const
      await table.change(row, shown)
      provenMeanwhile.add(row)
      noteTraits({ ...found, ...shown })
      provenAtOrigin.set(indexOf(found.endpoint), at)
      return ok({ ...found, ...shown })
    },
    async keep(made) {
      if (size >= limit) return refuse('push/too-many', { limit })
      const subscription = { ...made, row: await table.add(made) }
      hold(subscription)
      return ok(subscription)
    },
    async byId(id, dialect) {
      const found = await table.get(id as SubscriptionId)
      return found?.content === dialect ? found : undefined
    },
    async amend(before, changes) {
      await table.change(before.row, changes)
      const changed = { ...before, ...changes }
      hold(changed)
      return changed
    },
    countAt: (endpoint) => table.countAt(endpoint),
    inAreas: (codes) => upToDate().inAreas(codes),
    byOrigin(rows) {
      const lists = new Map<number, number[]>()
      for (const row of rows) {
        const origin = originOf[row] ?? 0
        const list = lists.get(origin)
        if (list === undefined) lists.set(origin, [row])
        else list.push(row)
      }
      return new Map([...lists].map(([origin, list]) => [origin, Uint32Array.from(list)]))
    },
    isThere: (row) => (flags[row] ?? 0) !== 0,
    isProven: (row) => ((flags[row] ?? 0) & proven) !== 0,
    takes: (row, mode) => ((flags[row] ?? 0) & (modeBits([mode]) << modesShift)) !== 0,
    read: (rows) => table.rows(rows),
    async becomes(row, state) {
      if (((flags[row] ?? 0) & proven) !== 0) await table.change(row, { state })
    },
    async drop(rows, at) {
      await table.remove(rows, at)
      for (const row of rows) forget(row)
    },
    async sweep(at) {
      let swept = 0
      for (;;) {
        const rows = [
          ...(await table.unprovenSince(plus(at, -unprovenFor), 1_000)),
          ...(await table.silentSince(plus(at, -dialectSilentFor), 1_000)),
        ]
        if (rows.length === 0) return swept
        await table.remove(rows, at)
        for (const row of rows) forget(row)
        swept += rows.length
      }
    },
    get size() {
      return size
    },
    services() {
      const phones = new Uint32Array(origins.size)
      flags.forEach((one, row) => {
        if (one !== 0) phones[originOf[row]!]!++
      })
      return [...origins].flatMap(([origin, index]) => {
        const provenAt = provenAtOrigin.get(index)
        const known = { host: new URL(origin).host, phones: phones[index]! }
        if (known.phones === 0) return []
        return [provenAt === undefined ? known : { ...known, provenAt }]
      })
    },
    reload,
  }
}

function isSamePhone(before: Subscription, keys: PushKeys | null, secret: string | undefined): boolean {
  if (secret !== undefined && before.secret === sha256(secret)) return true
  return keys !== null && before.keys?.p256dh === keys.p256dh && before.keys.auth === keys.auth
}

function placeFor(place: SubscribedPlace): Place {
  return place.kind === 'area' ? place : { kind: 'box', ...cornersOf(place) }
}
