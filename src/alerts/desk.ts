/** Takes orders, one at a time per alert, and answers when their facts are durable and folded: what it says happened, happened. */
import {
  canonicalJson,
  minute,
  ok,
  plus,
  refuse,
  sha256,
  system,
  type ActorId,
  type AlertId,
  type Clock,
  type IdSource,
  type Instant,
  type Json,
  type Mode,
  type Result,
} from '#base'
import type { Fact, Ledger, Seq } from '#ledger'
import { none, type Alert } from './alert.ts'
import { decideOrder } from './decide-order.ts'
import type { Surroundings } from './surroundings.ts'
import { evolve } from './evolve.ts'
import { asAlertFact, streamOf, toLedger, type AlertFact } from './facts.ts'
import type { DueOrder, Order } from './order.ts'
import type { Policy } from './policy.ts'
import { foresee, type ForeseeableOrder, type Foreseen } from './preview.ts'
import type { World } from './world.ts'

export interface DeskParts {
  readonly ledger: Ledger
  readonly world: World
  /** Resolves when the world has applied the fact at `seq`. */
  readonly folded: (seq: Seq) => Promise<void>
  readonly clock: Clock
  readonly ids: IdSource
  readonly policy: (mode: Mode) => Policy
  /** Asked at every order: areas, books and texts may be reloaded meanwhile. */
  readonly surroundings: (by: ActorId) => Omit<Surroundings, 'board'>
}

export interface Ordered {
  readonly alert: Exclude<Alert, { status: 'none' }>
  readonly facts: readonly Fact[]
  /** Whether this very order had been carried out before, under the same key. */
  readonly repeated: 'first-time' | 'repeated'
}

export interface Desk {
  /**
   * `key` names the order: the same key with the same order is done once, with another order it is refused. `via` is by
   * what it was ordered, as facts say it (`key:…`, `session:…`).
   */
  order(order: Order, by: ActorId, key?: string, via?: string): Promise<Result<Ordered>>
  /** What would follow from an order now, or why it would be refused; nothing is written and nobody is told. */
  foresee(order: ForeseeableOrder, by: ActorId): Promise<Result<Foreseen>>
  /** Flags what is about to lapse and lapses what nobody renewed, as of now. */
  due(): Promise<void>
  /** When `due` has something to do next. */
  nextDueAt(): Instant | undefined
  /** The alert as it stands, also one that ended long ago. */
  find(id: AlertId): Promise<Alert>
}

export function openDesk(parts: DeskParts): Desk {
  const { ledger, world, clock } = parts
  const queues = new Map<AlertId, Promise<unknown>>()
  const underWay = new Map<string, { readonly digest: string; readonly result: Promise<Result<Ordered>> }>()

  const inTurn = <T>(id: AlertId, act: () => Promise<T>): Promise<T> => {
    const before = queues.get(id)
    const turn = before === undefined ? act() : before.then(act, act)
    queues.set(id, turn)
    const over = () => void (queues.get(id) === turn && queues.delete(id))
    turn.then(over, over)
    return turn
  }

  const find = async (id: AlertId): Promise<Alert> => {
    const known = world.alert(id)
    if (known.status !== 'none') return known
    let alert: Alert = none
    for (const fact of await ledger.readStream(streamOf(id))) alert = evolve(alert, id, asAlertFact(fact))
    return alert
  }

  const around = (by: ActorId) => ({
    ...parts.surroundings(by),
    board: world.board,
    policy: parts.policy,
  })
  const askedBy = (order: Order | DueOrder, by: ActorId) => {
    const as = 'as' in order ? order.as : undefined
    return { by, at: clock.now(), ...(as === undefined ? {} : { as }) }
  }

  const carryOut = async (
    order: Order | DueOrder,
    id: AlertId,
    by: ActorId,
    key?: string,
    via?: string,
  ): Promise<Result<Ordered>> => {
    const known = world.alert(id)
    // Nothing can have happened to an alert whose id was made just now.
    const alert = known.status === 'none' && order.alert !== undefined ? await find(id) : known
    const decided = decideOrder(alert, order, askedBy(order, by), around(by))
    if (!decided.ok) return decided
    const made = decided.value.facts
    if (made.length === 0 && alert.status !== 'none') return ok({ alert, facts: [], repeated: 'first-time' })
    const named = key === undefined ? made : made.map((fact) => signed(fact, key, order))
    const facts = via === undefined ? named : named.map((fact) => ({ ...fact, via }))
    const expected = { [streamOf(id)]: alert.status === 'none' ? 0 : alert.version }
    const written = await ledger.append({ facts: toLedger(id, facts), expected })
    if (!written.ok) return written
    await parts.folded((written.value.at(-1) as Fact).seq)
    // What was just folded is at hand.
    return ok({ alert: world.alert(id) as Ordered['alert'], facts: written.value, repeated: 'first-time' })
  }

  const withKey = async (
    order: Order,
    id: AlertId,
    by: ActorId,
    key: string,
    via?: string,
  ): Promise<Result<Ordered>> => {
    const digest = digestOf(order)
    const done = world.done(key)
    if (done !== undefined) {
      if (done.digest !== digest) return refuse('alerts/order-key-reused')
      return ok({ alert: (await find(done.alert)) as Ordered['alert'], facts: [], repeated: 'repeated' })
    }
    const twin = underWay.get(key)
    if (twin !== undefined) {
      if (twin.digest !== digest) return refuse('alerts/order-key-reused')
      const result = await twin.result
      return result.ok ? ok({ ...result.value, repeated: 'repeated' }) : result
    }
    const result = inTurn(id, () => carryOut(order, id, by, key, via))
    underWay.set(key, { digest, result })
    return result.finally(() => underWay.delete(key))
  }

  const dueOrders = (now: Instant): DueOrder[] => {
    const orders: DueOrder[] = []
    for (const alert of world.inForce()) {
      if (alert.renewBy <= now) orders.push({ type: 'lapse', alert: alert.id })
      else if (alert.flaggedAt === undefined && flagAt(alert.renewBy, parts.policy(alert.mode)) <= now)
        orders.push({ type: 'flag-expiry', alert: alert.id })
    }
    return orders
  }

  return {
    find,
    async foresee(order, by) {
      const alert = order.alert === undefined ? none : await find(order.alert)
      return foresee(alert, order, askedBy(order, by), around(by))
    },
    order(order, by, key, via) {
      const id = order.alert ?? (parts.ids.next('alert') as AlertId)
      return key === undefined
        ? inTurn(id, () => carryOut(order, id, by, undefined, via))
        : withKey(order, id, by, key, via)
    },
    async due() {
      await Promise.all(
        dueOrders(clock.now()).map((order) =>
          inTurn(order.alert, async () => {
            // It may have been renewed or ended while it waited its turn.
            const still = dueOrders(clock.now()).some(
              (one) => one.alert === order.alert && one.type === order.type,
            )
            return still ? carryOut(order, order.alert, system) : undefined
          }),
        ),
      )
    },
    nextDueAt() {
      // Asked after every fact: of a mode's alerts only the one that stands the shortest can be flagged next.
      const unflagged = new Map<Mode, Instant>()
      let next: Instant | undefined
      for (const { mode, renewBy, flaggedAt } of world.inForce()) {
        if (flaggedAt !== undefined) next = earlier(next, renewBy)
        else unflagged.set(mode, earlier(unflagged.get(mode), renewBy))
      }
      for (const [mode, renewBy] of unflagged) next = earlier(next, flagAt(renewBy, parts.policy(mode)))
      return next
    },
  }
}

function flagAt(renewBy: Instant, policy: Policy): Instant {
  return plus(renewBy, -policy.flagBeforeMinutes * minute)
}

function earlier(a: Instant | undefined, b: Instant): Instant {
  return a === undefined || b < a ? b : a
}

function digestOf(order: Order): ReturnType<typeof sha256> {
  return sha256(canonicalJson(order as unknown as Json))
}

function signed(fact: AlertFact, key: string, order: Order | DueOrder): AlertFact {
  return { ...fact, data: { ...fact.data, order: { key, digest: digestOf(order as Order) } } } as AlertFact
}
