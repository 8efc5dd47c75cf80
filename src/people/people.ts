/** The people of an installation: who a key belongs to, what somebody may do, and the orders that change it, one after another. */
import {
  oneAfterAnother,
  ok,
  refuse,
  system,
  type ActorId,
  type Clock,
  type IdSource,
  type Instant,
  type Mode,
  type PersonId,
  type Result,
  type Sha256,
} from '#base'
import type { WarningAuthority } from './authority.ts'
import type { Caller } from './caller.ts'
import { decideAnswer } from './answer.ts'
import { decideOrder, type Asked } from './decide.ts'
import type { KeptPeopleFact, PeopleEvent, PeopleFact } from './facts.ts'
import { hashOfKey, type Key, type KeyId } from './key.ts'
import type { ForeignOrder, PeopleOrder, ProposalId } from './order.ts'
import type { Contains } from './permission.ts'
import { isOver, permittedOf, type Permitted } from './permitted.ts'
import type { Person } from './person.ts'
import type { Proposal } from './proposal.ts'
import { emptyRegistry, type Registry } from './registry.ts'
import { may, type Deed } from './permission.ts'
import type { WhyTwo } from './two-people.ts'

/** The stream of people in the ledger. */
export interface Journal {
  read(afterVersion: number): Promise<readonly KeptPeopleFact[]>
  /** Durable when it returns; a conflict when the stream is no longer at that version. */
  append(facts: readonly PeopleFact[], version: number): Promise<Result<readonly KeptPeopleFact[], string>>
}

export interface PeopleParts {
  readonly main: Omit<WarningAuthority, 'id' | 'service'>
  readonly journal: Journal
  readonly clock: Clock
  readonly ids: IdSource
  /** The installation's; it stands in the facts. */
  readonly mode: Mode
  /** `drills-only` is a demonstration: nobody can switch it to live. */
  readonly service?: Registry['service']
  readonly contains: Contains
}

/** Who orders: an id, what they may do themselves, and by which key or session. */
export interface Orderer {
  readonly id: ActorId
  readonly kind: 'human' | 'machine'
  /** Left out for the installation itself. */
  readonly permitted?: Permitted
  readonly via?: string
}

export type Ordered =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'waits'; readonly proposal: Proposal; readonly why: WhyTwo }

export interface People {
  readonly registry: Registry
  /** Who shows this key; a wrong key and an unknown one are the same answer. */
  withKey(key: string, certificate?: string): Result<Caller>
  permitted(id: PersonId): Permitted | undefined
  /** Everybody who may do this there, humans first to be asked; machines are left out. */
  whoMay(deed: Deed): readonly Person[]
  /** What the installation itself writes, all of it together: the first people, and the key of its own machine. Asks nobody. */
  asInstallation(decide: (registry: Registry) => readonly PeopleEvent[]): Promise<void>
  order(order: PeopleOrder, by: Orderer): Promise<Result<Ordered>>
  /** The second person's answer to what waits; confirming carries it out. */
  confirm(proposal: ProposalId, contentHash: Sha256 | string, by: Orderer): Promise<Result<Proposal>>
  answer(proposal: ProposalId, answer: 'refuse' | 'withdraw', by: Orderer): Promise<Result<Proposal>>
  /** What waits at the moment, oldest first. */
  waiting(): readonly Proposal[]
  /** Does what two people agreed to for another part; called again after a crash until it is done, so it must bear being repeated. */
  onAgreed(kind: string, carryOut: (proposal: Proposal, order: ForeignOrder) => Promise<void>): void
  /** Carries out what was agreed to and not done yet: when this server begins to decide. */
  carryOutAgreed(): Promise<void>
  /** Facts of the stream as the ledger hands them over. */
  apply(facts: readonly KeptPeopleFact[]): void
  /** Called with every fact once it counts; must not throw. */
  onFact(listen: (fact: KeptPeopleFact) => void): void
}

const tries = 5

export async function openPeople(parts: PeopleParts): Promise<People> {
  const { journal, clock, ids, contains } = parts
  const registry = emptyRegistry(parts.main, parts.service)
  const listeners: ((fact: KeptPeopleFact) => void)[] = []
  const executors = new Map<string, (proposal: Proposal, order: ForeignOrder) => Promise<void>>()
  const byHash = new Map<Sha256, KeyId>()

  const apply = (facts: readonly KeptPeopleFact[]) => {
    for (const fact of facts) {
      if (fact.version <= registry.version) continue
      registry.apply(fact)
      if (fact.type === 'key-made') byHash.set(fact.data.hash, fact.data.key)
      if (fact.type === 'key-rotated') byHash.set(fact.data.hash, fact.data.next)
      for (const listen of listeners) listen(fact)
    }
  }
  apply(await journal.read(0))

  const asked = (by: Orderer): Asked => ({
    ...{ by: by.id, kind: by.kind, at: clock.now(), contains },
    ...(by.permitted === undefined ? {} : { giver: by.permitted }),
    proposal: ids.next('proposal'),
  })
  /** Decides on what is true now, and again when somebody was faster. */
  const writeNow = async <Value>(
    by: Orderer,
    decide: (asked: Asked) => Result<{ readonly events: readonly PeopleEvent[]; readonly value: Value }>,
  ): Promise<Result<Value>> => {
    for (let left = tries; ; left--) {
      const given = asked(by)
      const decided = decide(given)
      if (!decided.ok) return decided
      const { events, value } = decided.value
      if (events.length === 0) return ok(value)
      const head = {
        at: given.at,
        by: by.id,
        mode: parts.mode,
        ...(by.via === undefined ? {} : { via: by.via }),
      }
      const written = await journal.append(
        events.map((event) => ({ ...event, ...head })),
        registry.version,
      )
      if (written.ok) {
        apply(written.value)
        return ok(value)
      }
      if (written.problem.code !== 'ledger/conflict' || left === 0) return written
      apply(await journal.read(registry.version))
    }
  }

  const writing = oneAfterAnother()
  // In turn here: what is left to conflict with is another server, at a takeover.
  const write: typeof writeNow = (by, decide) => writing(() => writeNow(by, decide))

  const inTurn = oneAfterAnother()
  // In turn: of two confirmations at once neither does again what the other is about to have done.
  const carryOutAgreed = () => inTurn(carryOutNow)
  const carryOutNow = async () => {
    for (const proposal of [...registry.agreed.values()]) {
      const { order, id } = proposal
      if (order.type !== 'foreign') continue
      const carryOut = executors.get(order.kind)
      if (carryOut === undefined) continue
      await carryOut(proposal, order)
      const { confirmedBy, confirmedVia: via } = proposal
      const by = { id: confirmedBy, kind: 'human' as const, ...(via === undefined ? {} : { via }) }
      await write(by, () =>
        ok({
          events: registry.agreed.has(id) ? [{ type: 'proposal-carried-out', data: { proposal: id } }] : [],
          value: undefined,
        }),
      )
    }
  }

  const people: People = {
    registry,
    withKey(text, certificate) {
      const id = byHash.get(hashOfKey(text))
      const key: Key | undefined = id === undefined ? undefined : registry.keys.get(id)
      const person = key === undefined ? undefined : registry.people.get(key.owner)
      if (key === undefined || person === undefined || person.state === 'removed')
        return refuse('people/unknown-key')
      const at = clock.now()
      if (isOver(key, at)) return refuse('people/key-over', { endsAt: earliest(key.endsAt, key.expiresAt) })
      if (key.certificate !== null && key.certificate !== certificate)
        return refuse('people/wrong-certificate')
      const { perMinute } = key
      return ok({
        person,
        permitted: permittedOf(registry, person, key),
        via: { by: 'key', key: key.id, perMinute },
      })
    },
    permitted(id) {
      const person = registry.people.get(id)
      return person === undefined ? undefined : permittedOf(registry, person)
    },
    whoMay: (deed) =>
      [...registry.people.values()].filter(
        (person) => person.kind === 'human' && may(permittedOf(registry, person), deed, contains).ok,
      ),
    async asInstallation(decide) {
      const written = await write({ id: system, kind: 'machine' }, () =>
        ok({ events: decide(registry), value: undefined }),
      )
      if (!written.ok) throw new Error(`the first people could not be written: ${written.problem.code}`)
    },
    order: (order, by) =>
      write<Ordered>(by, (given) => {
        const decided = decideOrder(registry, order, given)
        if (!decided.ok) return decided
        const { outcome, events } = decided.value
        if (outcome === 'done') return ok({ events, value: { outcome } })
        const [made] = events
        if (made?.type !== 'proposal-made') throw new Error('what waits was not proposed')
        const { proposal: id, contentHash, endsAt } = made.data
        const proposal = { id, order, contentHash, endsAt, by: by.id, at: given.at }
        return ok({ events, value: { outcome, proposal, why: decided.value.why } })
      }),
    async confirm(id, contentHash, by) {
      const known = registry.proposals.get(id)
      const done = await write(by, (given) => {
        const events = decideAnswer(registry, { proposal: id, kind: 'confirm', contentHash }, given)
        return events.ok ? ok({ events: events.value, value: undefined }) : events
      })
      if (!done.ok) return done
      await carryOutAgreed()
      return ok(known as Proposal)
    },
    async answer(id, kind, by) {
      const known = registry.proposals.get(id)
      const done = await write(by, (given) => {
        const events = decideAnswer(registry, { proposal: id, kind }, given)
        return events.ok ? ok({ events: events.value, value: undefined }) : events
      })
      return done.ok ? ok(known as Proposal) : done
    },
    waiting() {
      const now = clock.now()
      return [...registry.proposals.values()].filter(({ endsAt }) => endsAt > now)
    },
    onAgreed: (kind, carryOut) => void executors.set(kind, carryOut),
    carryOutAgreed,
    apply,
    onFact: (listen) => void listeners.push(listen),
  }
  return people
}

function earliest(a: Instant | null, b: Instant | null): Instant {
  return (a === null ? b : b === null ? a : a < b ? a : b) as Instant
}
