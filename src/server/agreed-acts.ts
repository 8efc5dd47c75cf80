/**
 * Acts of other parts that need two people: a new address that warnings are sent to, a source whose messages reach the board.
 * What exactly will be done is kept beside the ledger, named by its digest; the ledger keeps who agreed to that digest.
 */
import { canonicalJson, hour, sha256, type Json, type JsonObject, type Result, type Sha256 } from '#base'
import { viaText, type Caller } from '#people'
import type { OrderedBy } from './ordered-by.ts'
import { orderAs } from './people-orders.http.ts'
import type { Beside, System } from './system.ts'

const collection = 'agreed-acts'

export interface ActOfTwo {
  /** `webhooks/create` */
  readonly kind: string
  /** The whole of it: what is carried out is this, whatever happens meanwhile. */
  readonly payload: JsonObject
  /** What the ledger and the second person are shown; no secret in it. */
  readonly shown: JsonObject
}

/** Does it now where one person suffices; else it waits, and `onAgreedAct` does it once a second one agreed. */
export async function actWithTwo<Done>(
  system: System,
  caller: Caller,
  { kind, payload, shown }: ActOfTwo,
  now: () => Promise<Result<Done>>,
) {
  const by = caller.person.id
  const digest: Sha256 = sha256(canonicalJson({ kind, payload, by } as unknown as Json))
  beingProposed.add(digest)
  try {
    // Before anybody is asked: what was agreed to must be there to be done.
    await system.shelf.put(collection, [{ key: digest, document: { payload, by, via: viaText(caller.via) } }])
    const answer = await orderAs(system, caller, { type: 'foreign', kind, digest, shown }, now)
    const waits = answer.ok
      ? (answer.value as { readonly outcome?: string } | undefined)?.outcome === 'waits'
      : // Asked for twice, it waits all the same, and is what will be done.
        answer.problem.code === 'people/proposed-already'
    if (!waits) await system.shelf.remove(collection, [digest])
    return answer
  } finally {
    beingProposed.delete(digest)
  }
}

/** What is on the shelf a moment before its proposal is in the ledger. */
const beingProposed = new Set<Sha256>()

/** Drops the whole of what nobody will carry out any more: it was refused, withdrawn, or has lapsed. */
export async function forgetUnwantedActs({ people, shelf }: Pick<System, 'people' | 'shelf'>): Promise<void> {
  const kept = await shelf.list(collection)
  const wanted = new Set<string>(beingProposed)
  for (const { order } of [...people.waiting(), ...people.registry.agreed.values()])
    if (order.type === 'foreign') wanted.add(order.digest)
  const unwanted = kept.map(({ key }) => key).filter((key) => !wanted.has(key))
  if (unwanted.length > 0) await shelf.remove(collection, unwanted)
}

/** While this server decides: what lapses leaves no fact, so it is looked for. */
export function forgettingActs(system: Pick<System, 'people' | 'shelf' | 'clock' | 'log'>): Beside {
  const { clock, log } = system
  let callOff = () => {}
  let looking: Promise<void> = Promise.resolve()
  const look = () => {
    looking = forgetUnwantedActs(system).catch((error: Error) =>
      log.warn('What nobody will carry out is still on the shelf', { why: error.message }),
    )
    callOff = clock.after(hour, look)
  }
  look()
  return {
    caughtUp: () => looking,
    close: () => {
      callOff()
      return looking
    },
  }
}

/** `carryOut` must bear being repeated: after a crash nobody knows how far it came. */
export function onAgreedAct(
  system: System,
  kind: string,
  carryOut: (payload: JsonObject, by: OrderedBy, name: string) => Promise<Result<unknown>>,
): void {
  system.people.onAgreed(kind, async (proposal, { digest }) => {
    const kept = (await system.shelf.get(collection, digest)) as
      | ({ readonly payload: JsonObject } & OrderedBy)
      | undefined
    if (kept === undefined) return
    const done = await carryOut(kept.payload, { by: kept.by, via: kept.via }, digest.slice(0, 20))
    if (!done.ok)
      system.log.error('What two people agreed to could not be done', {
        ...{ proposal: proposal.id, kind, why: done.problem.code },
      })
    await system.shelf.remove(collection, [digest])
  })
}
