/** What is on the evidence desk, folded from the facts of its stream and kept on the shelf; what the shelf lacks after a crash, the ledger has. */
import {
  refuse,
  ok,
  type ActorId,
  type Instant,
  type Json,
  type JsonObject,
  type Mode,
  type Result,
  type Shelf,
} from '#base'
import type { Fact, Ledger } from '#ledger'
import { relist, type Listed } from './evidence-lists.ts'

interface Versioned {
  readonly id: string
  readonly version: number
}

interface Folding {
  readonly type: string
  readonly at: Instant
  readonly by: ActorId
  readonly data: object
}

export interface RowKind<Row extends Versioned, Happened extends Folding> {
  /** The collection on the shelf, and the beginning of its streams. */
  readonly collection: string
  readonly stream: `${string}:`
  /** The name of its own id in a fact. */
  readonly named: 'document' | 'event' | 'source'
  evolve(before: Row | undefined, fact: Happened): Row | undefined
  listed(row: Row): Listed
}

export interface Rows<Row extends Versioned, Happened extends Folding> {
  readonly kind: RowKind<Row, Happened>
  /** As the shelf has it: for lists. */
  get(id: string): Promise<Row | undefined>
  /** As it truly is: for decisions. */
  current(id: string): Promise<Row | undefined>
  /** From its first fact on, whatever the shelf has: after a restore, or when somebody else wrote. */
  again(id: string): Promise<Row | undefined>
  /** Under its lists and on the shelf. */
  save(before: Row | undefined, row: Row): Promise<void>
  evolve(before: Row | undefined, facts: readonly Happened[]): Row | undefined
}

export function openRows<Row extends Versioned, Happened extends Folding>(
  { shelf, ledger }: { readonly shelf: Shelf; readonly ledger: Ledger },
  kind: RowKind<Row, Happened>,
): Rows<Row, Happened> {
  const { collection, stream, named } = kind
  const fold = (id: string, before: Row | undefined, facts: readonly Fact[]) =>
    evolve(
      before,
      facts.map(({ type, at, by, data }) => ({ type, [named]: id, at, by, data }) as unknown as Happened),
    )
  const evolve = (before: Row | undefined, facts: readonly Happened[]) => {
    let row = before
    for (const fact of facts) row = kind.evolve(row, fact)
    return row
  }
  const get = async (id: string) => (await shelf.get(collection, id)) as unknown as Row | undefined
  return {
    ...{ kind, get, evolve },
    async current(id) {
      const row = await get(id)
      return fold(id, row, await ledger.readStream(stream + id, row?.version ?? 0))
    },
    again: async (id) => fold(id, undefined, await ledger.readStream(stream + id)),
    async save(before, row) {
      const was = before === undefined ? new Map() : kind.listed(before)
      const is = kind.listed(row)
      // Into its lists, then itself, then out of others: whatever is cut off, it is found where it belongs.
      await relist(shelf, new Map(), new Map([...is].filter(([list, key]) => was.get(list) !== key)))
      await shelf.put(collection, [{ key: row.id, document: row as unknown as Json }])
      await relist(
        shelf,
        new Map([...was].filter(([list]) => !is.has(list) || was.get(list) !== is.get(list))),
        is,
      )
    },
  }
}

/** What is to be written about one row. */
export interface Change {
  readonly stream: string
  readonly version: number
  readonly facts: readonly Folding[]
  /** Keeps what follows; called once the facts are durable. */
  save(): Promise<void>
}

export function changeOf<Row extends Versioned, Happened extends Folding>(
  rows: Rows<Row, Happened>,
  id: string,
  before: Row | undefined,
  facts: readonly Happened[],
): Change {
  return {
    ...{ stream: rows.kind.stream + id, version: before?.version ?? 0, facts },
    async save() {
      const after = rows.evolve(before, facts)
      if (after !== undefined) await rows.save(before, after)
    },
  }
}

/** All of it or nothing, in the ledger first. */
export async function commit(
  { ledger }: { readonly ledger: Ledger },
  changes: readonly Change[],
  { mode, via }: { readonly mode: Mode; readonly via?: string | undefined },
): Promise<Result<readonly Fact[]>> {
  const some = changes.filter(({ facts }) => facts.length > 0)
  if (some.length === 0) return ok([])
  const written = await ledger.append({
    facts: some.flatMap(({ stream, facts }) =>
      facts.map(({ type, at, by, data }) => ({
        ...{ stream, type, at, by, mode, data: data as JsonObject },
        ...(via === undefined ? {} : { via }),
      })),
    ),
    expected: Object.fromEntries(some.map(({ stream, version }) => [stream, version])),
  })
  if (!written.ok) {
    if (written.problem.code !== 'ledger/conflict') return written
    const [{ stream }] = some as [Change]
    return refuse('evidence/changed-meanwhile', {
      document: stream.slice(stream.indexOf(':') + 1),
    })
  }
  for (const change of some) await change.save()
  return written
}
