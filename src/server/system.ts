/** Puts the parts together, without HTTP: ledger → world → board, desk → ledger, courier → channels. Replays and tests use it as it is. */
import { emptyWorld, openDesk, worldFrom, type Applied, type Desk, type Policy, type World } from '#alerts'
import {
  second,
  settled,
  system as theSystem,
  type ActorId,
  type Clock,
  type IdSource,
  type InLanguages,
  type Instant,
  type Json,
  type JsonObject,
  type Log,
  type Mode,
  type PersonId,
  type ProblemKind,
  type Shelf,
} from '#base'
import type { Channel, KeptAtHand } from '#channels'
import type { Attempt, AttemptLog, Courier } from '#delivery'
import { loadSnapshot, saveSnapshot, type Fact, type Follower, type KeptLedger, type Seq } from '#ledger'
import { mainAuthority, peopleStream, type KeptPeopleFact, type ParticularsBook, type People } from '#people'
import type { ThreatBook } from '#threats'
import type { AreaBook } from './area-book.ts'
import { policyOf } from './authority-policy.ts'
import type { Authority } from './authority.ts'
import type { Config } from './config.ts'
import { takeLead, type Lead } from './lead.ts'
import { allProblems } from './problems.ts'
import type { CapWritten, SystemParts } from './system-parts.ts'
import { untilItWorks } from './until-it-works.ts'

export { beside, type Beside, type CapWritten, type SystemParts } from './system-parts.ts'

export interface System {
  readonly config: Pick<Config, 'mode' | 'twoPeopleInDrills'> &
    Partial<Pick<Config, 'hub' | 'basemap' | 'evidenceKeptForDays' | 'originalsKeptForDays' | 'sourceAllow'>>
  readonly authority: Authority
  readonly areas: AreaBook
  readonly people: People
  readonly book: ThreatBook
  readonly capWritten: CapWritten
  readonly ledger: KeptLedger
  readonly shelf: Shelf
  /** What is personal: names, what people sign in with, sessions. */
  readonly personal: Shelf
  readonly particulars: ParticularsBook
  readonly attempts: AttemptLog
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  readonly world: World
  readonly desk: Desk
  readonly startedAt: Instant
  readonly problems: { readonly [code: string]: ProblemKind }
  /** Whether orders are taken here: this server may write, has folded everything that was written before, and delivers. */
  decides(): 'me' | 'other'
  /** The courier while this server decides. */
  courier(): Courier | undefined
  channels(): readonly Channel[]
  policy(mode: Mode): Policy
  /** Called with everything that happens, in ledger order, on every server; must not throw. */
  onApplied(listen: (applied: readonly Applied[]) => void): void
  /** Called with every new state of an attempt, before it is durable, on the server that decides; must not throw. */
  onAttempt(listen: (attempt: Attempt) => void): void
  /** Writes a fact that is no alert's: an import, an escalation, a summary. Resolves to it once durable, or to why not. */
  note(fact: {
    readonly stream: string
    readonly type: string
    readonly by?: ActorId
    readonly mode: Mode
    readonly data: JsonObject
    /** By which key or session it was ordered. */
    readonly via?: string
  }): Promise<Fact | undefined>
  /** Resolves when the world has applied the fact at `seq`. */
  folded(seq: Seq): Promise<void>
  /** Resolves when this server, if it decides, has planned everything in the ledger and nothing is due or in flight. */
  quiet(): Promise<void>
  close(): Promise<void>
}

const worldShape = 2

export async function openSystem(parts: SystemParts): Promise<System> {
  const { ledger, shelf, clock, log, config, authority } = parts
  const listeners: ((applied: readonly Applied[]) => void)[] = []
  const attemptListeners: ((attempt: Attempt) => void)[] = []
  const waiting: { readonly seq: Seq; readonly resolve: () => void }[] = []
  /** Who only looks must not stop what warns: folding that throws stops for good, and every order with it. */
  const tellAll = <Told>(all: readonly ((told: Told) => void)[], told: Told) => {
    for (const listen of all)
      try {
        listen(told)
      } catch (error) {
        log.error('What happened could not be told on; it is gone on without', { why: String(error) })
      }
  }
  const world = await openWorld(parts)
  let lastSnapshot = world.head() as number
  let lead: (Lead & { readonly reign: number }) | undefined
  /** Counts changes of the deciding server: what was opened in one reign is worth nothing in another. */
  let reign = 0
  let closed = false

  const kept: readonly KeptAtHand[] = [
    { changedBy: ['areas-imported'], reload: () => parts.areas.reload() },
    ...(parts.kept ?? []),
  ]
  const readAt = parts.readAt ?? (await ledger.head()).seq
  const isOver = () => closed
  const readAgain = async (facts: readonly Fact[]) => {
    // Who decides made the change itself.
    if (lead !== undefined) return
    const types = new Set(facts.flatMap(({ seq, type }) => (seq > readAt && seq > world.head() ? type : [])))
    for (const { changedBy, reload } of kept)
      if (changedBy.some((type) => types.has(type)))
        await untilItWorks('What another server changed can’t be read', reload, { clock, log, isOver })
  }

  const apply = async (facts: readonly Fact[]) => {
    parts.people.apply(facts.filter(({ stream }) => stream === peopleStream) as unknown as KeptPeopleFact[])
    await readAgain(facts)
    const applied = facts.flatMap((fact) => world.apply(fact) ?? [])
    for (let i = 0; i < waiting.length;) {
      if ((waiting[i]?.seq as number) > world.head()) i++
      else waiting.splice(i, 1)[0]?.resolve()
    }
    if (applied.length > 0) tellAll(listeners, applied)
    // Only what is in force falls due.
    if (applied.some(({ before, after }) => before.status === 'issued' || after.status === 'issued'))
      lead?.wake()
    if (world.head() - lastSnapshot >= (parts.snapshotEvery ?? 5_000) && ledger.writer === 'me')
      await snapshot(facts.at(-1) as Fact)
  }
  const snapshot = async ({ seq, hash }: Fact) => {
    lastSnapshot = seq
    const state = world.toJson() as Json
    try {
      await saveSnapshot(shelf, { name: 'world', shape: worldShape, seq, hash, state })
    } catch (error) {
      // It only saves time at the next start.
      log.warn('A snapshot could not be kept', { why: (error as Error).message })
    }
  }
  const follower: Follower = ledger.follow(world.head(), apply)
  await follower.caughtUp()

  const policy = (mode: Mode): Policy => policyOf(mode, authority.policy, config.twoPeopleInDrills)
  const folded = (seq: Seq) =>
    world.head() >= seq ? Promise.resolve() : new Promise<void>((resolve) => waiting.push({ seq, resolve }))
  const issuerOf = issuers(parts.people)
  const desk = openDesk({
    ledger,
    world,
    folded,
    clock,
    ids: parts.ids,
    policy,
    surroundings: (by) => ({
      hierarchy: parts.areas.hierarchy(),
      book: parts.book,
      speak: parts.speak,
      issuer: issuerOf(by),
      languages: authority.languages,
      renewForMinutes: authority.renewForMinutes,
      hashOfShape: parts.areas.hashOfShape,
    }),
  })

  const system: System = {
    ...{ config, authority, areas: parts.areas, people: parts.people, book: parts.book, ledger, shelf },
    ...{ personal: parts.personal, particulars: parts.particulars },
    capWritten: parts.capWritten ?? { dressings: [] },
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
    decides: () => (ledger.writer === 'me' && lead?.reign === reign ? 'me' : 'other'),
    courier: () => lead?.courier,
    channels: () => lead?.channels ?? [],
    onApplied: (listen) => void listeners.push(listen),
    onAttempt: (listen) => void attemptListeners.push(listen),
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
      callOff()
      await turn
      stopDeciding()
      await stopped
      await follower.caughtUp().catch(() => {}) // a database that is away is no reason to stay
      await follower.close()
      if (ledger.writer === 'me' && world.head() > lastSnapshot) {
        const [last] = await ledger.read((world.head() - 1) as Seq, 1)
        if (last !== undefined) await snapshot(last)
      }
    },
  }

  /** Settles when what the last reign had opened is closed. */
  let stopped: Promise<void> = Promise.resolve()
  const stopDeciding = () => {
    const former = lead
    lead = undefined
    if (former === undefined) return
    const closing = former.close().catch((error: Error) => {
      log.error('What only a deciding server holds could not be closed', { why: error.message })
    })
    stopped = Promise.all([stopped, closing]).then(() => {})
  }
  const follow = async () => {
    const mine = reign
    const isMine = () => ledger.writer === 'me' && mine === reign && !closed
    await stopped
    if (lead !== undefined || !isMine()) return
    // Before the first decision everything the server before wrote must be folded, and what it kept read.
    await follower.caughtUp()
    if (mine > 0 || world.head() > readAt) for (const { reload } of kept) await reload()
    const taken = await takeLead(system, {
      ...parts,
      onAttempt(attempt) {
        tellAll(attemptListeners, attempt)
      },
    })
    if (isMine()) lead = { ...taken, reign: mine }
    else await taken.close()
  }
  let callOff = () => {}
  let turn = follow()
  const followAgain = () => {
    callOff()
    turn = turn.then(follow, follow).catch((error: unknown) => {
      log.error('Taking over failed; it is tried again', {
        why: error instanceof Error ? error.message : String(error),
      })
      callOff = clock.after(second, followAgain)
    })
  }
  const stopListening = ledger.onLeadership(() => {
    reign++
    // In this very turn: another server may be taking over already, and whoever begins a try now would begin it beside it.
    stopDeciding()
    followAgain()
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

/** As residents know the authority of whoever orders; the installation's own for whoever is not among its people. */
function issuers({ registry }: People): (by: ActorId) => InLanguages<string> {
  const known = new WeakMap<object, InLanguages<string>>()
  return (by) => {
    const { authorities, people } = registry
    const authority =
      authorities.get(people.get(by as PersonId)?.authority ?? mainAuthority) ??
      authorities.get(mainAuthority)!
    let names = known.get(authority)
    if (names === undefined) known.set(authority, (names = settled(authority.names)))
    return names
  }
}
