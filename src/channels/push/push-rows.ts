/** Subscriptions as the columns of a table, the same in every database. */
import type { AlertId, Instant, NoticeId, Sha256 } from '#base'
import type { ToldPiece } from './push-table.ts'
import {
  modeBits,
  modesOfBits,
  type SubscribedPlace,
  type Subscription,
  type SubscriptionId,
  type SubscriptionState,
} from './subscription.ts'

export const subscriptionColumns = [
  ...(['id', 'secret', 'endpoint', 'p256dh', 'auth', 'language', 'places', 'content', 'modes'] as const),
  ...(['state', 'created_at', 'nonce', 'nonce_at', 'proven_at', 'accepted_at'] as const),
] as const

export type SubscriptionCells = { [column in (typeof subscriptionColumns)[number]]: string | number | null }

export const toldColumns = [
  ...(['alert', 'notice', 'revision', 'says', 'target', 'piece', 'states', 'at'] as const),
] as const

export function cellsOf(it: Omit<Subscription, 'row'>): SubscriptionCells {
  return {
    id: it.id,
    secret: it.secret,
    endpoint: it.endpoint,
    p256dh: it.keys?.p256dh ?? null,
    auth: it.keys?.auth ?? null,
    language: it.language,
    places: placesText(it.places),
    content: it.content,
    modes: modeBits(it.modes),
    state: it.state,
    created_at: it.createdAt,
    nonce: it.nonce,
    nonce_at: it.nonceAt,
    proven_at: it.provenAt,
    accepted_at: it.acceptedAt,
  }
}

export function subscriptionOf(cells: SubscriptionCells & { readonly row: unknown }): Subscription {
  const text = (column: keyof SubscriptionCells) => String(cells[column])
  const or = <Value>(column: keyof SubscriptionCells) => cells[column] as Value | null
  return {
    row: Number(cells.row),
    id: text('id') as SubscriptionId,
    secret: text('secret') as Sha256,
    endpoint: text('endpoint'),
    keys: cells.p256dh === null ? null : { p256dh: text('p256dh'), auth: text('auth') },
    language: text('language'),
    places: placesIn(text('places')),
    content: text('content') as Subscription['content'],
    modes: modesOfBits(Number(cells.modes)),
    state: text('state') as SubscriptionState,
    createdAt: text('created_at') as Instant,
    nonce: or<Sha256>('nonce'),
    nonceAt: or<Instant>('nonce_at'),
    provenAt: or<Instant>('proven_at'),
    acceptedAt: or<Instant>('accepted_at'),
  }
}

/** Short, because a million are read at a start: an area's code, a square as `[3959,5261]`, a box with its four sides. */
export function placesText(places: readonly SubscribedPlace[]): string {
  return JSON.stringify(
    places.map((it) => {
      if (it.kind === 'area') return it.area
      return it.kind === 'square' ? [it.west, it.south] : [it.west, it.south, it.east, it.north]
    }),
  )
}

export function placesIn(text: string): readonly SubscribedPlace[] {
  return (JSON.parse(text) as (string | [number, number, number?, number?])[]).map((it) => {
    if (typeof it === 'string') return { kind: 'area', area: it } as SubscribedPlace
    const [west, south, east, north] = it
    return east === undefined || north === undefined
      ? { kind: 'square', west, south }
      : { kind: 'box', west, south, east, north }
  })
}

export function toldPieceOf(cells: Record<(typeof toldColumns)[number], unknown>): ToldPiece {
  return {
    alert: String(cells.alert) as AlertId,
    notice: String(cells.notice) as NoticeId,
    revision: Number(cells.revision),
    says: String(cells.says) as ToldPiece['says'],
    target: String(cells.target),
    piece: Number(cells.piece),
    states: new Uint8Array(cells.states as Uint8Array),
    at: String(cells.at) as Instant,
  }
}
