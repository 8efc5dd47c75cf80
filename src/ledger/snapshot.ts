/** A state worked out from the ledger, put aside so that opening need not read everything; used only when it proves to fit. */
import { canonicalJson, sha256, type Json, type Sha256, type Shelf } from '#base'
import { flawIn, type FactRecord } from './chain.ts'
import type { Seq } from './fact.ts'
import type { Head } from './ledger.ts'

const collection = 'ledger-snapshots'

export interface Snapshot extends Head {
  readonly name: string
  /** The shape of `state`; a snapshot of another shape is ignored and the state worked out anew. */
  readonly shape: number
  readonly state: Json
}

export type LoadedSnapshot =
  | { readonly found: true; readonly snapshot: Snapshot }
  | { readonly found: false; readonly why: string }

/** Puts the state as of fact `seq` (whose hash is `hash`) on the shelf, in place of the one before. */
export async function saveSnapshot(shelf: Shelf, snapshot: Snapshot): Promise<void> {
  const { name, shape, seq, hash, state } = snapshot
  const body = canonicalJson({ hash, name, seq, shape, state })
  await shelf.put(collection, [{ key: name, document: { digest: sha256(body), body } }])
}

/** Takes the state from the shelf if it is whole, of this shape, and the ledger's fact at its `seq` has its hash. Start following at `seq`. */
export async function loadSnapshot(
  shelf: Shelf,
  ledger: { records(after: Seq, limit: number): Promise<readonly FactRecord[]> },
  wanted: { readonly name: string; readonly shape: number },
): Promise<LoadedSnapshot> {
  const ignored = (why: string) => ({ found: false, why }) as const
  const document = (await shelf.get(collection, wanted.name)) as
    | { readonly digest?: unknown; readonly body?: unknown }
    | null
    | undefined
  if (document === undefined || document === null) return ignored('there is none')
  const { digest, body } = document
  if (typeof body !== 'string' || sha256(body) !== (digest as Sha256)) return ignored('its digest is wrong')
  const snapshot = JSON.parse(body) as Snapshot
  if (snapshot.name !== wanted.name) return ignored(`it is a snapshot of “${snapshot.name}”`)
  if (snapshot.shape !== wanted.shape)
    return ignored(`it has shape ${snapshot.shape}, shape ${wanted.shape} is wanted`)
  if (snapshot.seq === 0) return ignored('it was taken before the first fact')
  const [record] = await ledger.records((snapshot.seq - 1) as Seq, 1)
  if (record?.seq !== snapshot.seq) return ignored(`the ledger has no fact ${snapshot.seq}`)
  if (record.hash !== snapshot.hash || flawIn(record) !== undefined)
    return ignored(`the ledger has another fact ${snapshot.seq}`)
  return { found: true, snapshot }
}
