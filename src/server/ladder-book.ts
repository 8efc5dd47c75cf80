/** The ladders of an installation: the shipped ones, which stay as they are, and its own beside them, kept for every server. */
import { z } from 'zod'
import { ok, refuse, type ActorId, type Instant, type Json, type Log, type Result, type Shelf } from '#base'
import type { KeptAtHand } from '#channels'
import {
  isShipped,
  ladderShape,
  shippedThreatBook,
  withOwnLadders,
  type Ladder,
  type LadderId,
  type ThreatBook,
} from '#threats'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

const collection = 'ladders'
const stored = z.object({
  ladder: ladderShape.extend({ id: z.string() }),
  by: z.string().transform((id) => id as ActorId),
  at: z.string().transform((instant) => instant as Instant),
})

export interface OwnLadder {
  readonly ladder: Ladder
  readonly by: ActorId
  readonly at: Instant
}

export interface LadderBook {
  /** What is true at the moment it is asked: whoever holds it has the newest ladders. */
  readonly threats: ThreatBook
  own(): readonly OwnLadder[]
  /** On the shelf and of no use: each with why it is left out. */
  leftOut(): readonly { readonly ladder: string; readonly why: string }[]
  /** Takes a ladder that was checked. */
  put(ladder: Ladder, by: OrderedBy, system: System): Promise<Result<OwnLadder>>
  remove(ladder: LadderId, by: OrderedBy, system: System): Promise<Result<void>>
  onChanged(listen: () => void): void
  readonly kept: KeptAtHand
}

export async function openLadderBook({
  shelf,
  log,
}: {
  readonly shelf: Shelf
  readonly log: Log
}): Promise<LadderBook> {
  let own = new Map<string, OwnLadder>()
  let leftOut: { readonly ladder: string; readonly why: string }[] = []
  let now: ThreatBook = shippedThreatBook()
  const listeners: (() => void)[] = []

  /** Puts as many of them in force as fit together; one that is broken takes no other with it. */
  const useThose = (all: ReadonlyMap<string, OwnLadder>, broken: typeof leftOut) => {
    const good = new Map<string, OwnLadder>()
    const bad = [...broken]
    let book = shippedThreatBook()
    for (const [id, one] of all) {
      const ladders = [...good.values(), one].map(({ ladder }) => ladder)
      const made = withOwnLadders(ladders)
      if (!made.ok) {
        bad.push({ ladder: id, why: made.problem.code })
        continue
      }
      book = made.value
      good.set(id, one)
    }
    for (const { ladder, why } of bad)
      log.error('A ladder of this installation can’t be read; it is left out', { ladder, why })
    ;[own, leftOut, now] = [good, bad, book]
    for (const listen of listeners) listen()
  }
  const reload = async () => {
    const all = new Map<string, OwnLadder>()
    const broken: typeof leftOut = []
    for (const { key, document } of await shelf.list(collection)) {
      const parsed = stored.safeParse(document)
      if (parsed.success && parsed.data.ladder.id === key) all.set(key, parsed.data as unknown as OwnLadder)
      else broken.push({ ladder: key, why: 'threats/ladder-malformed' })
    }
    useThose(all, broken)
  }
  await reload()

  const write = (one: OwnLadder) =>
    shelf.put(collection, [{ key: one.ladder.id, document: one as unknown as Json }])
  /** On the shelf before the fact: another server reads it again when it hears of it. */
  const withFact = async (
    id: LadderId,
    change: { readonly type: string; readonly data: { readonly [name: string]: Json } },
    by: OrderedBy,
    system: System,
  ): Promise<Result<void>> => {
    const { mode } = system.config
    const fact = await system.note({ stream: `ladder:${id}`, ...change, ...by, mode })
    if (fact !== undefined) return ok()
    const before = own.get(id)
    if (before === undefined) await shelf.remove(collection, [id])
    else await write(before)
    return refuse('ledger/cannot-write', { why: 'it was not taken' })
  }

  return {
    threats: {
      threat: (id) => now.threat(id),
      threats: () => now.threats(),
      ladder: (id) => now.ladder(id),
      ladders: () => now.ladders(),
      level: (ladder, level) => now.level(ladder, level),
    },
    own: () => [...own.values()],
    leftOut: () => leftOut,
    async put(ladder, by, system) {
      const one: OwnLadder = { ladder, by: by.by, at: system.clock.now() }
      const all = new Map(own).set(ladder.id, one)
      const fitting = withOwnLadders([...all.values()].map((each) => each.ladder))
      if (!fitting.ok) return fitting
      await write(one)
      const data = { ladder: ladder as unknown as Json }
      const noted = await withFact(ladder.id, { type: 'ladder-changed', data }, by, system)
      if (!noted.ok) return noted
      useThose(
        new Map(own).set(ladder.id, one),
        leftOut.filter((each) => each.ladder !== ladder.id),
      )
      return ok(one)
    },
    async remove(id, by, system) {
      if (isShipped(id)) return refuse('threats/shipped-ladder', { ladder: id })
      if (!own.has(id) && !leftOut.some(({ ladder }) => ladder === id))
        return refuse('threats/no-such-ladder', { ladder: id })
      await shelf.remove(collection, [id])
      const noted = await withFact(id, { type: 'ladder-removed', data: { ladder: id } }, by, system)
      if (!noted.ok) return noted
      const left = new Map(own)
      left.delete(id)
      useThose(
        left,
        leftOut.filter(({ ladder }) => ladder !== id),
      )
      return ok()
    },
    onChanged: (listen) => void listeners.push(listen),
    kept: { changedBy: ['ladder-changed', 'ladder-removed'], reload },
  }
}

/** Who needs a ladder to stay: whoever warns by it, and what was begun with it and is not over. */
export interface LadderUse {
  /** Ids of authorities: it is theirs by their file, or among those that they own by name. */
  readonly authorities: readonly string[]
  /** Sources whose messages are put on it. */
  readonly sources: readonly string[]
  readonly alerts: readonly {
    readonly alert: string
    readonly threat: string
    readonly levels: readonly string[]
  }[]
}

export function useOfLadder(
  ladder: LadderId,
  { authority, people, world }: Pick<System, 'authority' | 'people' | 'world'>,
  sources: readonly { readonly id: string; readonly ladder: string | undefined }[] = [],
): LadderUse {
  const owning = [...people.registry.authorities.values()].filter(
    ({ id, owns }) =>
      (id === 'main' && authority.ladder === ladder) ||
      (owns.ladders !== 'all' && owns.ladders.includes(ladder)) ||
      (owns.levels !== 'all' && owns.levels.some((level) => level.startsWith(`${ladder}/`))),
  )
  const alerts = [...world.alerts()].flatMap((alert) => {
    // What lapsed waits to be cleared; everything else that ended is said and done.
    const isOver = alert.status === 'discarded' || (alert.status === 'ended' && alert.how !== 'lapsed')
    if (isOver || alert.content.ladder !== ladder) return []
    const pending = alert.status === 'issued' ? alert.pending?.content.level : undefined
    const levels = [alert.content.level, ...(pending === undefined ? [] : [pending])]
    return [{ alert: alert.id, threat: alert.content.threat, levels }]
  })
  return {
    authorities: owning.map(({ id }) => id),
    sources: sources.filter((one) => one.ladder === ladder).map(({ id }) => id),
    alerts,
  }
}
