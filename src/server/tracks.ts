/** What moves and is followed: positions are kept a day beside the ledger, whose facts only say that a track was begun or ended. */
import type { Area, AreaCode, Hierarchy } from '#areas'
import {
  oneAfterAnother,
  epochMilliseconds,
  instantOf,
  minute,
  ok,
  refuse,
  type Instant,
  type Result,
} from '#base'
import { arrivalAt, checkSeen, motionOf, spreadDegrees, type Arrival, type Seen, type Track } from '#threats'
import { keptForADay, type Aging } from './kept-for-a-day.ts'
import { namesSomebody } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface KeptTrack extends Aging, Track {
  readonly note?: string
  readonly state: 'followed' | 'ended'
}

export interface ForeseenArrival {
  readonly area: AreaCode
  readonly track: string
  readonly earliest: Instant
  readonly latest: Instant
  readonly to: 'shape' | 'centre'
}

export interface UnknownArrival {
  readonly area: AreaCode
  readonly track: string
  readonly why: 'no-speed' | 'no-place'
}

export interface Arrivals {
  /** The soonest first. */
  readonly known: readonly ForeseenArrival[]
  readonly unknown: readonly UnknownArrival[]
}

export interface TrackDesk {
  followed(): Promise<readonly KeptTrack[]>
  find(id: string): Promise<Result<KeptTrack, 'threats/no-such-track'>>
  begin(track: Track & { readonly note?: string }, by: OrderedBy): Promise<Result<KeptTrack>>
  /** One position more; what somebody said of its heading stands no longer. */
  seen(id: string, seen: Seen): Promise<Result<KeptTrack>>
  end(id: string, by: OrderedBy): Promise<Result<KeptTrack>>
  /** When each track that is followed could be in each of these areas. A country's are reckoned in pieces. */
  arrivals(areas: readonly AreaCode[], tracks?: readonly KeptTrack[]): Promise<Arrivals>
  /** Half the angle within which it is reckoned to go now. */
  spreadDegrees(track: KeptTrack): number
  /** Changes whenever a track or a position does. */
  state(): string
  close(): void
}

const mostTracks = 500
const mostPositions = 300
/** Shapes of some hundred points each: some milliseconds; then the sirens have their turn. */
const reckonedAtOnce = 20

export async function openTracks(system: System): Promise<TrackDesk> {
  const { clock, ids, config, book } = system
  const kept = await keptForADay<KeptTrack>(system, 'tracks')
  const motion = (track: KeptTrack) => motionOf(track, book.threat(track.threat)?.speedKmPerHour)
  /** Up to the end of this minute, when the cone is at its widest: within it nothing has to be reckoned again. */
  const thisMinute = () => instantOf(Math.ceil(epochMilliseconds(clock.now()) / minute) * minute)
  const reckoned = new Map<string, { readonly key: string; readonly byArea: Map<AreaCode, Arrival> }>()
  const arrivalsOf = (track: KeptTrack) => {
    const until = thisMinute()
    const key = `${track.seen.length} ${track.freshAt} ${until} ${system.areas.hierarchy().version}`
    const before = reckoned.get(track.id)
    const found = before?.key === key ? before : { key, byArea: new Map<AreaCode, Arrival>() }
    if (reckoned.size > mostTracks) reckoned.clear()
    reckoned.set(track.id, found)
    const moves = motion(track)
    return async (area: Area): Promise<Arrival> => {
      const known = found.byArea.get(area.code)
      if (known !== undefined) return known
      const arrival = arrivalAt(moves, area, until)
      found.byArea.set(area.code, arrival)
      if (found.byArea.size % reckonedAtOnce === 0)
        await new Promise<void>((resolve) => clock.after(0, resolve))
      return arrival
    }
  }
  const followed = () => kept.atHand().filter(({ state }) => state === 'followed')

  /** Kept first, so that whoever hears of it can read it; taken back if the fact can't be written. */
  const keepAndNote = async (
    track: KeptTrack,
    before: KeptTrack | undefined,
    type: string,
    by: OrderedBy,
  ): Promise<Result<KeptTrack>> => {
    await kept.put(track)
    const data = { track: track.id, threat: track.threat }
    const fact = await system.note({ stream: `track:${track.id}`, type, mode: config.mode, data, ...by })
    if (fact !== undefined) {
      await system.folded(fact.seq)
      return ok(track)
    }
    await (before === undefined ? kept.remove(track.id) : kept.put(before))
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }
  const find = async (id: string): Promise<Result<KeptTrack, 'threats/no-such-track'>> => {
    const track = await kept.get(id)
    return track === undefined ? refuse('threats/no-such-track', { track: id }) : ok(track)
  }
  const findFollowed = async (id: string): Promise<Result<KeptTrack>> => {
    const track = await find(id)
    if (!track.ok || track.value.state === 'followed') return track
    return refuse('threats/track-over', { track: id })
  }

  /** One after the other: two officers at once would each write over what the other one did. */
  const inTurn = oneAfterAnother()

  return {
    find,
    async followed() {
      return (await kept.list()).filter(({ state }) => state === 'followed')
    },
    async begin(track, by) {
      if (book.threat(track.threat) === undefined)
        return refuse('threats/not-known-here', { at: 'threat', threat: track.threat })
      const speed = track.speedKmPerHour
      if (speed !== undefined && speed.from > speed.to)
        return refuse('threats/bad-speed', { at: 'speedKmPerHour', ...speed })
      const checked = checkSeen(track.seen, clock.now())
      if (!checked.ok) return checked
      const named = track.note === undefined ? ok() : namesSomebody(track.note, 'note')
      if (!named.ok) return named
      if (followed().length >= mostTracks)
        return refuse('threats/too-many-kept', { most: mostTracks, what: 'tracks' })
      const id = ids.next('track')
      const made: KeptTrack = { ...track, id, freshAt: track.seen.at(-1)!.at, state: 'followed' }
      return keepAndNote(made, undefined, 'track-begun', by)
    },
    seen: (id, position) =>
      inTurn(async () => {
        const track = await findFollowed(id)
        if (!track.ok) return track
        const { headingDegrees: _, ...before } = track.value
        const seen = [...before.seen, position]
        const checked = checkSeen(seen.slice(-2), clock.now())
        if (!checked.ok) return checked
        const moved = { ...before, seen: seen.slice(-mostPositions), freshAt: position.at }
        await kept.put(moved)
        return ok(moved)
      }),
    end: (id, by) =>
      inTurn(async () => {
        const track = await findFollowed(id)
        if (!track.ok) return track
        return keepAndNote({ ...track.value, state: 'ended' }, track.value, 'track-ended', by)
      }),
    async arrivals(areas, tracks = followed()) {
      const hierarchy: Hierarchy = system.areas.hierarchy()
      const known: ForeseenArrival[] = []
      const unknown: UnknownArrival[] = []
      for (const track of tracks) {
        const arrivalIn = arrivalsOf(track)
        for (const code of areas) {
          const area = hierarchy.get(code)
          const found = area === undefined ? undefined : await arrivalIn(area)
          if (found?.reach === 'unknown') unknown.push({ area: code, track: track.id, why: found.why })
          if (found?.reach !== 'possible') continue
          const { earliest, latest, to } = found
          known.push({ area: code, track: track.id, earliest, latest, to })
        }
      }
      known.sort((a, b) => (a.earliest < b.earliest ? -1 : a.earliest > b.earliest ? 1 : 0))
      return { known, unknown }
    },
    spreadDegrees: (track) => spreadDegrees(motion(track), clock.now()),
    state: () =>
      followed()
        .map(({ id, seen }) => `${id} ${seen.at(-1)!.at}`)
        .join(),
    close: kept.close,
  }
}
