/** What this phone keeps about its owner's wishes. None of it leaves the phone but the places, the language and the content of a subscription. */

export interface QuietHours {
  readonly use: 'on' | 'off'
  /** “22:00”, by the phone's own clock. */
  readonly from: string
  readonly to: string
}

export interface KeptPlace {
  readonly code: string
  /** The area's name in the reader's language. */
  readonly name: string
  /** What it is to its owner: “Home”. */
  readonly called: string
}

export interface Followed {
  readonly use: 'on' | 'off'
  /** The middle of a hundredth of a degree, or nothing yet. */
  readonly at?: { readonly lon: number; readonly lat: number }
  readonly seenAtMs?: number
}

export interface PhoneSubscription {
  readonly id: string
  readonly secret: string
  readonly endpoint: string
  readonly state: 'unproven' | 'working'
  readonly provenAt?: string
  readonly content: 'full' | 'id-only'
}

export const noQuietHours: QuietHours = { use: 'off', from: '22:00', to: '07:00' }

/** Whether a time of day lies in them; they may go past midnight. The same time twice is the whole day. */
export function isQuiet({ use, from, to }: QuietHours, time: string): boolean {
  if (use === 'off') return false
  if (from === to) return true
  return from < to ? time >= from && time < to : time >= from || time < to
}

/** The middle of the square of a hundredth of a degree in which a point lies: nothing finer leaves the phone. */
export function coarsePoint({ lon, lat }: { readonly lon: number; readonly lat: number }) {
  const middle = (degrees: number) => (Math.floor(degrees * 100) + 0.5) / 100
  return { lon: middle(lon), lat: middle(lat) }
}

/** Where each of them stands in the phone's store. */
export const keptAs = {
  quiet: 'quiet',
  places: 'places',
  follow: 'follow',
  subscription: 'subscription',
  language: 'language',
  /** What has just come by push, before `alert/…` is known. */
  alert: (id: string) => `alert/${id}`,
  told: (id: string) => `told/${id}`,
} as const
