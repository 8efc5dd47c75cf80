/**
 * Where subscriptions are kept, and who of them was told what: a table of their own, because they are many, change all day,
 * and must be gone for good when somebody lets go.
 */
import { day, epochMilliseconds, type AlertId, type Instant, type NoticeId } from '#base'
import { isOfDialect, type Row, type Subscription, type SubscriptionId, type Traits } from './subscription.ts'

/** So many rows share one entry of what was told. */
export const rowsPerPiece = 4_096

/** What is known of 4,096 neighbours and one notice: a byte each, 0 for who it is not for. */
export interface ToldPiece {
  readonly alert: AlertId
  readonly notice: NoticeId
  readonly revision: number
  readonly says: 'warning' | 'end'
  /** The courier's target they were counted to: an area's code. */
  readonly target: string
  readonly piece: number
  readonly states: Uint8Array
  /** When it was changed last. */
  readonly at: Instant
}

/** What may change of a subscription while it stays what it is. */
export type SubscriptionChange = Partial<Omit<Subscription, 'row' | 'id'>>

export interface PushTable {
  /** Chooses a row: a small number, and none that stood for somebody else within two weeks. Durable when it returns, as all here. */
  add(subscription: Omit<Subscription, 'row'>): Promise<Row>
  get(id: SubscriptionId): Promise<Subscription | undefined>
  /** The one of our own at an endpoint; those of dialects are not asked for by it. */
  byEndpoint(endpoint: string): Promise<Subscription | undefined>
  /** How many of dialects share an endpoint. */
  countAt(endpoint: string): Promise<number>
  /** Those that are there, in no order. */
  rows(rows: readonly Row[]): Promise<readonly Subscription[]>
  /** Changing what isn't there is fine. */
  change(row: Row, changes: SubscriptionChange): Promise<void>
  /** For good: what is removed is not to be found in the files either. */
  remove(rows: readonly Row[], at: Instant): Promise<void>
  /** In the order of rows; `after` is the last row of the page before, -1 for the first. */
  page(after: Row, limit: number): Promise<readonly Traits[]>
  /** Who was subscribed before this and never proven since. */
  unprovenSince(before: Instant, limit: number): Promise<readonly Row[]>
  /** Those of dialects that were not heard of since. */
  silentSince(before: Instant, limit: number): Promise<readonly Row[]>
  count(): Promise<number>
  /** All or nothing: what is known of who was told, and whose service took something at `at`. */
  noteTold(pieces: readonly ToldPiece[], accepted: readonly Row[], at: Instant): Promise<void>
  toldOf(alert: AlertId): Promise<readonly ToldPiece[]>
  forgetTold(before: Instant): Promise<void>
  close(): Promise<void>
}

/** How long the row of who is gone stands for nobody: longer than anything is known of it. */
export const rowRestsFor = 14 * day

/** In memory, for tests and for looking at the routes. */
export function memoryPushTable(): PushTable {
  const kept = new Map<Row, Subscription>()
  const rowOf = new Map<SubscriptionId, Row>()
  const rowAt = new Map<string, Row>()
  const freed = new Map<Row, Instant>()
  const told = new Map<string, ToldPiece>()
  let next = 0
  const put = (subscription: Subscription) => {
    const before = kept.get(subscription.row)
    if (before !== undefined && !isOfDialect(before)) rowAt.delete(before.endpoint)
    kept.set(subscription.row, subscription)
    rowOf.set(subscription.id, subscription.row)
    if (!isOfDialect(subscription)) rowAt.set(subscription.endpoint, subscription.row)
  }
  const found = (row: Row | undefined) => (row === undefined ? undefined : kept.get(row))
  return {
    async add(subscription) {
      if (!isOfDialect(subscription) && rowAt.has(subscription.endpoint))
        throw new Error('the endpoint is subscribed already')
      const now = epochMilliseconds(subscription.createdAt)
      let row: Row | undefined
      for (const [candidate, at] of freed)
        if (epochMilliseconds(at) + rowRestsFor <= now && (row === undefined || candidate < row))
          row = candidate
      row ??= next++
      freed.delete(row)
      put({ ...subscription, row })
      return row
    },
    get: async (id) => found(rowOf.get(id)),
    byEndpoint: async (endpoint) => found(rowAt.get(endpoint)),
    countAt: async (endpoint) =>
      [...kept.values()].filter((it) => it.endpoint === endpoint && isOfDialect(it)).length,
    rows: async (rows) => rows.flatMap((row) => kept.get(row) ?? []),
    async change(row, changes) {
      const before = kept.get(row)
      if (before !== undefined) put({ ...before, ...changes })
    },
    async remove(rows, at) {
      for (const row of rows) {
        const before = kept.get(row)
        if (before === undefined) continue
        kept.delete(row)
        rowOf.delete(before.id)
        if (!isOfDialect(before)) rowAt.delete(before.endpoint)
        freed.set(row, at)
      }
    },
    async page(after, limit) {
      return [...kept.values()]
        .filter(({ row }) => row > after)
        .sort((a, b) => a.row - b.row)
        .slice(0, limit)
        .map(traitsOf)
    },
    async unprovenSince(before, limit) {
      return [...kept.values()]
        .filter((it) => it.state === 'unproven' && it.provenAt === null && it.createdAt < before)
        .slice(0, limit)
        .map(({ row }) => row)
    },
    async silentSince(before, limit) {
      return [...kept.values()]
        .filter((it) => isOfDialect(it) && it.provenAt !== null && it.provenAt < before)
        .slice(0, limit)
        .map(({ row }) => row)
    },
    count: async () => kept.size,
    async noteTold(pieces, accepted, at) {
      for (const piece of pieces)
        told.set(`${piece.notice} ${piece.target} ${piece.piece}`, {
          ...piece,
          states: piece.states.slice(),
        })
      for (const row of accepted) {
        const before = kept.get(row)
        if (before !== undefined) put({ ...before, acceptedAt: at })
      }
    },
    toldOf: async (alert) =>
      [...told.values()]
        .filter((piece) => piece.alert === alert)
        .map((piece) => ({ ...piece, states: piece.states.slice() })),
    async forgetTold(before) {
      for (const [key, { at }] of told) if (at < before) told.delete(key)
    },
    async close() {},
  }
}

function traitsOf({ row, endpoint, places, modes, state }: Subscription): Traits {
  return { row, endpoint, places, modes, state }
}
