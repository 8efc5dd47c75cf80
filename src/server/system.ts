/** Puts the parts together, without HTTP: ledger → world → board, desk → ledger, courier → channels. Replays and tests use it as it is. */
import {
  defaultPolicy,
  emptyWorld,
  openDesk,
  worldFrom,
  type Applied,
  type Desk,
  type Policy,
  type Speaker,
  type World,
} from '#alerts'
import {
  between,
  second,
  system as theSystem,
  type ActorId,
  type Clock,
  type IdSource,
  type Instant,
  type Json,
  type JsonObject,
  type Log,
  type Mode,
  type ProblemKind,
  type Shelf,
} from '#base'
import { channelRegistry, type Channel } from '#channels'
import { createCourier, type AttemptLog, type Courier, type RetrySchedule } from '#delivery'
import { loadSnapshot, saveSnapshot, type Fact, type Follower, type KeptLedger, type Seq } from '#ledger'
import type { People } from '#people'
import type { ThreatBook } from '#threats'
import type { AreaBook } from './area-book.ts'
import type { Authority } from './authority.ts'
import type { Config } from './config.ts'
import { courierFollower } from './courier-follower.ts'
import { allProblems } from './problems.ts'

export interface SystemParts {
  readonly config: Pick<Config, 'mode' | 'twoPeopleInDrills'>
  readonly authority: Authority
  readonly areas: AreaBook
  readonly people: People
  readonly book: ThreatBook
  readonly speak: Speaker
  readonly ledger: KeptLedger
  readonly shelf: Shelf
  readonly attempts: AttemptLog
  readonly clock: Clock
  readonly ids: IdSource
  readonly random: () => number
  readonly log: Log
  /** Opened when this server begins to decide, closed when it stops: sirens obey one server at a time. */
  readonly openChannels: (system: System) => Promise<readonly Channel[]>
  readonly schedules?: { readonly [channel: string]: RetrySchedule }
  /** Facts between two snapshots of the world. */
  readonly snapshotEvery?: number
}

export interface System {
  readonly config: Pick<Config, 'mode' | 'twoPeopleInDrills'>
  readonly authority: Authority
  readonly areas: AreaBook
  readonly people: People
  readonly book: ThreatBook
  readonly ledger: KeptLedger
  readonly shelf: Shelf
  readonly attempts: AttemptLog
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  readonly world: World
  readonly desk: Desk
  readonly startedAt: Instant
  readonly problems: { readonly [code: string]: ProblemKind }
  /** The courier while this server decides. */
  courier(): Courier | undefined
  channels(): readonly Channel[]
  policy(mode: Mode): Policy
  /** Called with everything that happens, in ledger order, on every server; must not throw. */
  onApplied(listen: (applied: readonly Applied[]) => void): void
  /** Writes a fact that is no alert's: an import, an escalation, a summary. Resolves to it once durable, or to why not. */
  note(fact: {
    readonly stream: string
    readonly type: string
    readonly by?: ActorId
    readonly mode: Mode
    readonly data: JsonObject
  }): Promise<Fact | undefined>
  /** Resolves when the world has applied the fact at `seq`. */
  folded(seq: Seq): Promise<void>
  /** Resolves when this server, if it decides, has planned everything in the ledger and nothing is due or in flight. */
  quiet(): Promise<void>
  close(): Promise<void>
}

const worldShape = 1

export async function openSystem(parts: SystemParts): Promise<System> {
  const { ledger, shelf, clock, log, config, authority } = parts
  const listeners: ((applied: readonly Applied[]) => void)[] = []
  const waiting: { readonly seq: Seq; readonly resolve: () => void }[] = []
  const world = await openWorld(parts)
  let lastSnapshot = world.head() as number
  let lead: Lead | undefined
  let closed = false

  const apply = async (facts: readonly Fact[]) => {
    if (facts.some((fact) => fact.type === 'areas-imported' && fact.seq > world.head()))
      await parts.areas.reload()
    const applied = facts.flatMap((fact) => world.apply(fact) ?? [])
    for (let i = 0; i < waiting.length;) {
      if ((waiting[i]?.seq as number) > world.head()) i++
      else waiting.splice(i, 1)[0]?.resolve()
    }
    if (applied.length > 0) for (const listen of listeners) listen(applied)
    lead?.wake()
    if (world.head() - lastSnapshot >= (parts.snapshotEvery ?? 5_000) && ledger.writer === 'me')
      await snapshot(facts.at(-1) as Fact)
  }
  const snapshot = async (last: Fact) => {
    lastSnapshot = last.seq
    await saveSnapshot(shelf, {
      name: 'world',
      shape: worldShape,
      seq: last.seq,
      hash: last.hash,
      state: world.toJson() as Json,
    })
  }
  const follower: Follower = ledger.follow(world.head(), apply)
  await follower.caughtUp()

  const policy = (mode: Mode): Policy =>
    mode !== 'live' && config.twoPeopleInDrills === 'yes'
      ? { ...defaultPolicy[mode], people: 2 }
      : defaultPolicy[mode]
  const folded = (seq: Seq) =>
    world.head() >= seq ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ seq, resolve }))
  const desk = openDesk({
    ledger,
    world,
    folded,
    clock,
    ids: parts.ids,
    policy,
    surroundings: () => ({
      hierarchy: parts.areas.hierarchy(),
      book: parts.book,
      speak: parts.speak,
      issuer: authority.issuer,
      renewForMinutes: authority.renewForMinutes,
      hashOfShape: parts.areas.hashOfShape,
    }),
  })

  const system: System = {
    ...{ config, authority, areas: parts.areas, people: parts.people, book: parts.book, ledger, shelf },
    ...{
      attempts: parts.attempts,
      clock,
      ids: parts.ids,
      log,
      world,
      desk,
      startedAt: clock.now(),
      problems: allProblems,
      policy,
      folded,
    },
    courier: () => lead?.courier,
    channels: () => lead?.channels ?? [],
    onApplied: (listen) => void listeners.push(listen),
    async note({ by = theSystem, ...fact }) {
      const written = await ledger.append({ facts: [{ ...fact, by, at: clock.now() }], expected: {} })
      if (!written.ok)
        log.error('A fact could not be written', { type: fact.type, why: written.problem.code })
      return written.ok ? written.value[0] : undefined
    },
    async quiet() {
      await follower.caughtUp()
      await lead?.quiet()
    },
    async close() {
      if (closed) return
      closed = true
      stopListening()
      await turn
      await lead?.close()
      await follower.caughtUp()
      await follower.close()
      if (ledger.writer === 'me' && world.head() > lastSnapshot) {
        const [last] = await ledger.read((world.head() - 1) as Seq, 1)
        if (last !== undefined) await snapshot(last)
      }
    },
  }

  const follow = async () => {
    const deciding = ledger.writer === 'me' && !closed
    if (deciding && lead === undefined) {
      // Before the first decision everything the server before wrote must be folded.
      await follower.caughtUp()
      lead = await takeLead(system, parts)
    } else if (!deciding && lead !== undefined) {
      const former = lead
      lead = undefined
      await former.close()
    }
  }
  let turn = follow()
  const stopListening = ledger.onLeadership(() => {
    turn = turn.then(follow, follow).catch((error: unknown) => {
      log.error('Taking over failed', { why: error instanceof Error ? error.message : String(error) })
    })
  })
  await turn
  return system
}

async function openWorld({ ledger, shelf, log }: SystemParts): Promise<World> {
  const loaded = await loadSnapshot(shelf, ledger, { name: 'world', shape: worldShape })
  if (loaded.found) return worldFrom(loaded.snapshot.state as JsonObject)
  const { seq } = await ledger.head()
  if (seq > 0) log.info('The board is counted from the first fact', { why: loaded.why, facts: seq })
  return emptyWorld()
}

interface Lead {
  readonly courier: Courier
  readonly channels: readonly Channel[]
  /** Something happened: the next thing due may be another. */
  wake(): void
  quiet(): Promise<void>
  close(): Promise<void>
}

/** What only the deciding server does: deliver, and see to what falls due. */
async function takeLead(system: System, parts: SystemParts): Promise<Lead> {
  const { world, desk, clock, log, areas, attempts } = system
  const registry = channelRegistry(await parts.openChannels(system))
  if (!registry.ok) throw new Error(`two channels are called ${String(registry.problem.details['name'])}`)
  const channels = registry.value.all
  const courier = createCourier({
    log: attempts,
    channels,
    ...(parts.schedules === undefined ? {} : { schedules: parts.schedules }),
    clock,
    report: log,
    random: parts.random,
    contains: (outer, inner) => areas.hierarchy().contains(outer, inner),
    isStopped(id, revision) {
      const alert = world.alert(id)
      // An alert that is no longer at hand ended more than a day ago.
      return alert.status !== 'issued' || alert.revision > revision
    },
  })
  const delivering = await courierFollower(system, courier)
  let callOff = () => {}
  let closed = false
  let dueAt: Instant | undefined
  const wake = () => {
    const next = desk.nextDueAt()
    if (closed || next === dueAt) return
    callOff()
    dueAt = next
    if (next === undefined) return
    callOff = clock.after(Math.max(0, between(clock.now(), next)), () => void due())
  }
  const due = async () => {
    dueAt = undefined
    try {
      await desk.due()
    } catch (error) {
      log.error('What fell due could not be done', {
        why: error instanceof Error ? error.message : String(error),
      })
    }
    // What could not be done (a full disk) is tried again, at a pace.
    if (closed) return
    const next = desk.nextDueAt()
    if (next !== undefined && next <= clock.now()) callOff = clock.after(second, () => void due())
    else wake()
  }
  wake()
  return {
    courier,
    channels,
    wake,
    quiet: async () => {
      await delivering.caughtUp()
      await courier.quiet()
    },
    async close() {
      closed = true
      callOff()
      await delivering.close()
      await courier.close()
      for (const channel of channels) await channel.close()
    },
  }
}
