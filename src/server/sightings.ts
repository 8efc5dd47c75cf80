/** What somebody told the duty room: kept a day beside the ledger, whose facts only say that it was entered or closed. */
import type { AreaCode } from '#areas'
import { oneAfterAnother, ok, refuse, type Instant, type Result } from '#base'
import { checkSeen, type ThreatId } from '#threats'
import { keptForADay, type Aging } from './kept-for-a-day.ts'
import { namesSomebody } from './names-somebody.ts'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export interface Told {
  readonly text: string
  /** When it was seen. */
  readonly at: Instant
  readonly threat: ThreatId | null
  readonly area: AreaCode | null
  readonly lon: number | null
  readonly lat: number | null
  /** Degrees from north, clockwise: where it went. */
  readonly headingDegrees: number | null
}

export interface Sighting extends Aging, Told {
  readonly state: 'open' | 'closed'
  readonly closed: { readonly at: Instant; readonly reason: string } | null
}

export interface SightingDesk {
  /** Of the last day, the newest first. */
  list(): Promise<readonly Sighting[]>
  find(id: string): Promise<Result<Sighting, 'threats/no-such-sighting'>>
  enter(told: Told, by: OrderedBy): Promise<Result<Sighting>>
  close(id: string, reason: string, by: OrderedBy): Promise<Result<Sighting>>
  /** Those that nobody has closed. */
  open(): number
  stop(): void
}

const mostSightings = 5_000

export async function openSightings(system: System): Promise<SightingDesk> {
  const { clock, ids, config, book } = system
  const kept = await keptForADay<Sighting>(system, 'sightings')

  const keepAndNote = async (
    sighting: Sighting,
    before: Sighting | undefined,
    type: string,
    by: OrderedBy,
  ): Promise<Result<Sighting>> => {
    await kept.put(sighting)
    const { id, area, threat } = sighting
    const data = { sighting: id, area, threat }
    const fact = await system.note({ stream: `sighting:${id}`, type, mode: config.mode, data, ...by })
    if (fact !== undefined) {
      await system.folded(fact.seq)
      return ok(sighting)
    }
    await (before === undefined ? kept.remove(id) : kept.put(before))
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }
  const find = async (id: string): Promise<Result<Sighting, 'threats/no-such-sighting'>> => {
    const sighting = await kept.get(id)
    return sighting === undefined ? refuse('threats/no-such-sighting', { sighting: id }) : ok(sighting)
  }

  /** One after the other: two officers at once would each write over what the other one did. */
  const inTurn = oneAfterAnother()

  return {
    find,
    list: async () => (await kept.list()).toReversed(),
    async enter(told, by) {
      if (told.threat !== null && book.threat(told.threat) === undefined)
        return refuse('threats/not-known-here', { at: 'threat', threat: told.threat })
      if (told.area !== null && system.areas.hierarchy().get(told.area) === undefined)
        return system.areas.unknown(told.area, 'area')
      const named = namesSomebody(told.text, 'text')
      if (!named.ok) return named
      const checked = checkSeen([{ at: told.at, lon: told.lon ?? 0, lat: told.lat ?? 0 }], clock.now())
      if (!checked.ok) return refuse(checked.problem.code, { at: 'at', seenAt: told.at })
      if (kept.atHand().length >= mostSightings)
        return refuse('threats/too-many-kept', { most: mostSightings, what: 'sightings' })
      const made: Sighting = {
        ...{ ...told, id: ids.next('sighting'), freshAt: told.at },
        ...{ state: 'open', closed: null },
      }
      return keepAndNote(made, undefined, 'sighting-entered', by)
    },
    close: (id, reason, by) =>
      inTurn(async () => {
        const sighting = await find(id)
        if (!sighting.ok) return sighting
        if (sighting.value.state === 'closed') return refuse('threats/sighting-closed', { sighting: id })
        const named = namesSomebody(reason, 'reason')
        if (!named.ok) return named
        const closed = { ...sighting.value, state: 'closed', closed: { at: clock.now(), reason } } as const
        return keepAndNote(closed, sighting.value, 'sighting-closed', by)
      }),
    open: () => kept.atHand().filter(({ state }) => state === 'open').length,
    stop: kept.close,
  }
}
