/**
 * Tells the consoles of one server what moved, and never what it moved to: they fetch that by the ordinary routes. What is in
 * the ledger is told as it is applied; what never is (sirens, attempts, the health of sources and channels) as it is heard.
 */
import { between, second, type AlertId, type Clock, type Instant } from '#base'
import type { DutyKind, Moved } from './duty.ts'

/** What one console is told. */
export type DutyEvent =
  | { readonly event: 'hello' | 'tick'; readonly seq: number; readonly at: Instant }
  | {
      readonly event: 'moved'
      readonly seq: number
      readonly at: Instant
      readonly kinds: readonly DutyKind[]
      readonly alerts: readonly AlertId[]
    }
  | { readonly event: 'over'; readonly why: DutyOver }

/** `too-many`: the same session opened another one, and this was its oldest. */
export type DutyOver = 'signed-out' | 'ended' | 'rights-changed' | 'too-many'

/** Where one console's events go. */
export interface DutyReader {
  /** The session or key it came by. */
  readonly via: string
  mayBeTold(kind: DutyKind): boolean
  /** `stalled`: it has not taken what it was sent before, and is let go. */
  send(event: DutyEvent): 'sent' | 'stalled'
  /** Why it is over by now, or undefined while it is not; asked with each tick. */
  isOver(): Promise<DutyOver | undefined>
  close(): void
}

/** Something that has no fact: when what this gives differs, it moved. */
export interface Watched {
  readonly kind: DutyKind
  readonly state: () => string
}

export interface DutyNewsParts {
  readonly clock: Clock
  /** The last fact that the picture is made of. */
  readonly seq: () => number
  readonly watched?: readonly Watched[]
  /** What moves unseen, because another server does it and no fact says so; told with each tick. */
  readonly unseen?: () => readonly DutyKind[]
}

export interface DutyNews {
  readonly readers: number
  moved(moved: Partial<Moved>): void
  /** Begins to tell a reader, or refuses when there are too many on this server. */
  open(reader: DutyReader): 'open' | 'full'
  /** It went away by itself. */
  left(reader: DutyReader): void
  /** Those for whom `whyOver` gives a reason are told it and let go. */
  end(whyOver: (reader: DutyReader) => DutyOver | undefined): void
  close(): void
}

/** Milliseconds: nobody reads faster, and a thousand sirens answer within one of them. */
export const toldEvery = 250
export const tickEvery = 5 * second
const lookedEvery = second
export const mostReaders = 200
export const mostReadersOfOne = 6

export function openDutyNews(parts: DutyNewsParts): DutyNews {
  const { clock, seq, watched = [], unseen = () => [] } = parts
  /** In the order they came. */
  const readers = new Set<DutyReader>()
  let pending: { kinds: Set<DutyKind>; alerts: Set<AlertId> } | undefined
  let toldAt: Instant | undefined
  let callOffTelling = () => {}
  let callOffLooking: (() => void) | undefined
  let callOffTicking: (() => void) | undefined
  let states = new Map<Watched, string>()

  const letGo = (reader: DutyReader) => {
    readers.delete(reader)
    reader.close()
    if (readers.size === 0) rest()
  }
  const send = (reader: DutyReader, event: DutyEvent) => {
    if (reader.send(event) === 'stalled') letGo(reader)
  }
  const endOne = (reader: DutyReader, why: DutyOver) => {
    if (!readers.has(reader)) return
    reader.send({ event: 'over', why })
    letGo(reader)
  }

  const tell = () => {
    callOffTelling()
    callOffTelling = () => {}
    const told = pending
    if (told === undefined) return
    pending = undefined
    toldAt = clock.now()
    const head = { event: 'moved', seq: seq(), at: toldAt } as const
    for (const reader of [...readers]) {
      const kinds = [...told.kinds].filter((kind) => reader.mayBeTold(kind))
      if (kinds.length === 0) continue
      const alerts = reader.mayBeTold('alerts') ? [...told.alerts] : []
      send(reader, { ...head, kinds, alerts })
    }
  }
  const moved: DutyNews['moved'] = ({ kinds = [], alerts = [] }) => {
    // Whoever comes later fetches everything anyway.
    if (readers.size === 0 || (new Set(kinds).size === 0 && pending === undefined)) return
    const isFirst = pending === undefined
    pending ??= { kinds: new Set(), alerts: new Set() }
    for (const kind of kinds) pending.kinds.add(kind)
    for (const alert of alerts) pending.alerts.add(alert)
    if (!isFirst) return
    const wait = toldAt === undefined ? 0 : toldEvery - between(toldAt, clock.now())
    // Not in this very turn, even when nothing holds it back: facts of one order come together.
    callOffTelling = clock.after(Math.min(toldEvery, Math.max(0, wait)), tell)
  }

  /** Whether what has no fact is still as it was. */
  const look = () => {
    const kinds = new Set<DutyKind>()
    for (const one of watched) {
      const now = one.state()
      if (states.has(one) && states.get(one) !== now) kinds.add(one.kind)
      states.set(one, now)
    }
    if (kinds.size > 0) moved({ kinds })
    callOffLooking = clock.after(lookedEvery, look)
  }
  const tick = () => {
    const kinds = unseen()
    if (kinds.length > 0) moved({ kinds: new Set(kinds) })
    const event = { event: 'tick', seq: seq(), at: clock.now() } as const
    for (const reader of [...readers]) {
      send(reader, event)
      // Nobody can say for now, as while the database is away: it is asked again with the next tick.
      if (readers.has(reader))
        reader.isOver().then(
          (why) => why !== undefined && endOne(reader, why),
          () => {},
        )
    }
    callOffTicking = clock.after(tickEvery, tick)
  }
  const wake = () => {
    if (callOffLooking !== undefined) return
    states = new Map(watched.map((one) => [one, one.state()]))
    callOffLooking = clock.after(lookedEvery, look)
    callOffTicking = clock.after(tickEvery, tick)
  }
  /** Nobody reads: nothing is looked at. */
  const rest = () => {
    callOffLooking?.()
    callOffTicking?.()
    callOffTelling()
    callOffLooking = callOffTicking = undefined
    pending = undefined
  }

  return {
    get readers() {
      return readers.size
    },
    moved,
    open(reader) {
      const own = [...readers].filter(({ via }) => via === reader.via)
      // A laptop that lost its network leaves connections behind that nobody can tell from open windows: the oldest gives way.
      if (own.length >= mostReadersOfOne) endOne(own[0]!, 'too-many')
      if (readers.size >= mostReaders) return 'full'
      readers.add(reader)
      wake()
      send(reader, { event: 'hello', seq: seq(), at: clock.now() })
      return 'open'
    },
    left(reader) {
      readers.delete(reader)
      if (readers.size === 0) rest()
    },
    end(whyOver) {
      for (const reader of [...readers]) {
        const why = whyOver(reader)
        if (why !== undefined) endOne(reader, why)
      }
    },
    close() {
      for (const reader of [...readers]) letGo(reader)
      rest()
    },
  }
}
