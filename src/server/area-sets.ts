/** Areas that officers warn together, saved under a name: kept on the shelf, so that every server has them, and changed in turn. */
import type { AreaCode } from '#areas'
import {
  oneAfterAnother,
  ok,
  refuse,
  type Instant,
  type Json,
  type PersonId,
  type Result,
  type Shelf,
} from '#base'

export interface AreaSet {
  readonly id: string
  readonly name: string
  readonly areas: readonly AreaCode[]
  readonly by: PersonId
  readonly at: Instant
}

export interface AreaSets {
  /** In the order of their names. */
  all(): Promise<readonly AreaSet[]>
  get(id: string): Promise<AreaSet | undefined>
  /** Adds it or takes the place of the one of this id; durable on return. */
  put(set: AreaSet): Promise<Result<void>>
  remove(id: string): Promise<Result<void>>
}

const collection = 'area-sets'
/** A list that an officer finds something in. */
export const mostSets = 200

export function openAreaSets(shelf: Shelf): AreaSets {
  // Two of the same name at once would each see that there is none.
  const inTurn = oneAfterAnother()
  const all = async () => {
    const kept = await shelf.list(collection)
    return kept
      .map(({ document }) => document as unknown as AreaSet)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  }
  const get = async (id: string) => (await shelf.get(collection, id)) as unknown as AreaSet | undefined
  return {
    all,
    get,
    put: (set) =>
      inTurn(async (): Promise<Result<void>> => {
        const others = (await all()).filter(({ id }) => id !== set.id)
        const same = others.find(({ name }) => asHeard(name) === asHeard(set.name))
        if (same !== undefined)
          return refuse('server/area-set-name-taken', { at: 'name', name: same.name, set: same.id })
        if (others.length >= mostSets) return refuse('server/too-many-area-sets', { most: mostSets })
        await shelf.put(collection, [{ key: set.id, document: set as unknown as Json }])
        return ok()
      }),
    remove: (id) =>
      inTurn(async (): Promise<Result<void>> => {
        if ((await get(id)) === undefined) return refuse('server/no-such-area-set', { set: id })
        await shelf.remove(collection, [id])
        return ok()
      }),
  }
}

/** Names that somebody would read out alike are the same one. */
function asHeard(name: string): string {
  return name.normalize('NFKC').toLocaleLowerCase('und').replaceAll(/\s+/g, ' ').trim()
}
