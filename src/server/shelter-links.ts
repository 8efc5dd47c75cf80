/** Links by which wardens say how their shelter is, without an account: for one shelter each, kept as a hash, good until revoked. */
import { ok, refuse, sha256, type Instant, type Json, type Result } from '#base'
import type { ShelterId } from '#shelters'
import type { OrderedBy } from './ordered-by.ts'
import type { ShelterDesk } from './shelter-desk.ts'
import type { System } from './system.ts'

const collection = 'shelter-links'
export const mostLinks = 10

export interface ShelterLink {
  readonly id: string
  readonly shelter: ShelterId
  readonly madeAt: Instant
  /** To the hour, and not by whom: so that those that nobody uses are known. */
  readonly usedAt: Instant | null
}

export interface ShelterLinks {
  list(shelter: ShelterId): Promise<readonly ShelterLink[]>
  /** The token is told once and written down nowhere. */
  make(
    shelter: ShelterId,
    by: OrderedBy,
  ): Promise<Result<{ readonly link: ShelterLink; readonly token: string }>>
  revoke(shelter: ShelterId, link: string, by: OrderedBy): Promise<Result<void>>
  revokeAll(shelters: readonly ShelterId[]): Promise<void>
  /** Unknown and revoked are one answer. */
  look(token: string): Promise<Result<ShelterLink, 'shelters/link-over'>>
  used(token: string): Promise<void>
}

interface Kept extends ShelterLink {
  readonly key: string
}

/** Links are few and used seldom: they are read from the shelf each time, so that no server takes a revoked one for good. */
export function openShelterLinks(
  system: System,
  desk: Pick<ShelterDesk, 'inTurn'>,
  newToken: () => string,
): ShelterLinks {
  const { shelf, clock, ids, config } = system
  // Told apart from sessions and other links, so that one is never worth another.
  const keyOf = (token: string) => sha256(`tocsin-shelter:${token}`)
  const all = async () =>
    (await shelf.list(collection)).map(({ key, document }): Kept => ({
      ...(document as unknown as ShelterLink),
      key,
    }))
  const bare = ({ id, shelter, madeAt, usedAt }: Kept): ShelterLink => ({ id, shelter, madeAt, usedAt })
  const note = async (type: string, shelter: ShelterId, link: string, by: OrderedBy) => {
    const data = { shelter, link }
    const fact = await system.note({ stream: 'shelters', type, mode: config.mode, data, ...by })
    return fact === undefined ? refuse('ledger/cannot-write', { why: 'it was not taken' }) : ok()
  }
  const find = async (token: string) => {
    if (!/^[\w-]{43}$/.test(token)) return undefined
    return (await shelf.get(collection, keyOf(token))) as unknown as ShelterLink | undefined
  }
  return {
    list: async (shelter) => (await all()).filter((link) => link.shelter === shelter).map(bare),
    make: (shelter, by) =>
      desk.inTurn(async () => {
        const there = (await all()).filter((link) => link.shelter === shelter)
        if (there.length >= mostLinks) return refuse('shelters/too-many-links', { shelter, most: mostLinks })
        const token = newToken()
        const link: ShelterLink = {
          ...{ id: ids.next('link'), shelter, madeAt: clock.now(), usedAt: null },
        }
        const noted = await note('shelter-link-made', shelter, link.id, by)
        if (!noted.ok) return noted
        await shelf.put(collection, [{ key: keyOf(token), document: link as unknown as Json }])
        return ok({ link, token })
      }),
    revoke: (shelter, id, by) =>
      desk.inTurn(async () => {
        const found = (await all()).find((link) => link.shelter === shelter && link.id === id)
        if (found === undefined) return refuse('shelters/no-such-link', { shelter, link: id.slice(0, 64) })
        // Stop always wins: it is over even where that can't be written down.
        await shelf.remove(collection, [found.key])
        return note('shelter-link-revoked', shelter, id, by)
      }),
    async revokeAll(shelters) {
      const gone = new Set(shelters)
      const keys = (await all()).filter((link) => gone.has(link.shelter)).map(({ key }) => key)
      if (keys.length > 0) await shelf.remove(collection, keys)
    },
    async look(token) {
      const link = await find(token)
      return link === undefined ? refuse('shelters/link-over') : ok(link)
    },
    async used(token) {
      await desk.inTurn(async () => {
        const link = await find(token)
        if (link === undefined) return
        const usedAt = `${clock.now().slice(0, 13)}:00:00.000Z` as Instant
        if (link.usedAt === usedAt) return
        const document = { ...link, usedAt } as unknown as Json
        await shelf.put(collection, [{ key: keyOf(token), document }])
      })
    },
  }
}
