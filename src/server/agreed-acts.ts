/**
 * Acts of other parts that need two people: a new address that warnings are sent to, a source whose messages reach the board.
 * What exactly will be done is kept beside the ledger, named by its digest; the ledger keeps who agreed to that digest.
 */
import { canonicalJson, sha256, type Json, type JsonObject, type Result, type Sha256 } from '#base'
import { viaText, type Caller } from '#people'
import type { OrderedBy } from './ordered-by.ts'
import { orderAs } from './people-orders.http.ts'
import type { System } from './system.ts'

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
  // Before anybody is asked: what was agreed to must be there to be done.
  await system.shelf.put(collection, [{ key: digest, document: { payload, by, via: viaText(caller.via) } }])
  const answer = await orderAs(system, caller, { type: 'foreign', kind, digest, shown }, now)
  const waits = answer.ok
    ? (answer.value as { readonly outcome?: string } | undefined)?.outcome === 'waits'
    : // Asked for twice, it waits all the same, and is what will be done.
      answer.problem.code === 'people/proposed-already'
  if (!waits) await system.shelf.remove(collection, [digest])
  return answer
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
