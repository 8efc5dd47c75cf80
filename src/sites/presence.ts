/** Whether a station speaks, and where it doesn't, why as far as it can be told: a dark station is news, not the absence of it. */
import { minute } from '#base'
import { flagBits } from './reading.ts'
import type { StationId } from './site.ts'

export interface Listened {
  readonly id: StationId
  readonly every: number
  readonly link: string | null
  /** When anything of it was last received, by our clock; null where nothing ever was. */
  readonly heardAtMs: number | null
  /** What it said of itself then. */
  readonly flags: number
  /** It speaks, and what it says has dates that can't be: its values are not kept. */
  readonly isClockWrong: boolean
}

export const darkReasons = ['power-lost', 'link-lost', 'silent', 'never-heard', 'wrong-clock'] as const
export type DarkReason = (typeof darkReasons)[number]

export type Presence =
  | { readonly state: 'speaking' }
  | { readonly state: 'dark'; readonly why: DarkReason; readonly sinceMs: number | null }

/** Missed calls before it is dark: one is lost now and then. */
const missed = 3
const atLeast = 5 * minute

/**
 * Power lost: the last it said was that it runs on its battery. Link lost: the link said so itself (a broker’s last will), or
 * all stations of a link, two at least, fell silent together. Otherwise silent, and nobody knows why.
 */
export function presencesOf(
  stations: readonly Listened[],
  linksDown: ReadonlySet<string>,
  nowMs: number,
): ReadonlyMap<StationId, Presence> {
  const isSilent = ({ heardAtMs, every }: Listened) =>
    heardAtMs === null || nowMs - heardAtMs > Math.max(missed * every, atLeast)
  const byLink = new Map<string, Listened[]>()
  for (const station of stations) {
    if (station.link === null) continue
    const others = byLink.get(station.link)
    if (others === undefined) byLink.set(station.link, [station])
    else others.push(station)
  }
  const fellTogether = (link: string) => {
    const sharing = (byLink.get(link) ?? []).filter(({ heardAtMs }) => heardAtMs !== null)
    if (sharing.length < 2 || !sharing.every(isSilent)) return false
    const heard = sharing.map(({ heardAtMs }) => heardAtMs!)
    const slowest = Math.max(...sharing.map(({ every }) => every))
    return Math.max(...heard) - Math.min(...heard) <= Math.max(2 * slowest, atLeast)
  }
  const together = new Set([...byLink.keys()].filter(fellTogether))
  const whyOf = (station: Listened): DarkReason => {
    if (station.heardAtMs === null) return 'never-heard'
    if ((station.flags & (flagBits.battery | flagBits['low-battery'])) !== 0) return 'power-lost'
    if (station.link !== null && (linksDown.has(station.link) || together.has(station.link)))
      return 'link-lost'
    return 'silent'
  }
  return new Map(
    stations.map((station): [StationId, Presence] => {
      if (isSilent(station))
        return [station.id, { state: 'dark', why: whyOf(station), sinceMs: station.heardAtMs }]
      if (station.isClockWrong)
        return [station.id, { state: 'dark', why: 'wrong-clock', sinceMs: station.heardAtMs }]
      return [station.id, { state: 'speaking' }]
    }),
  )
}
