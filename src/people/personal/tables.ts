/** Every table that holds something about a person: what it holds, without secrets, and the way to make it forget. A table that is not here can be neither shown nor erased. */
import type { Instant, Json, JsonObject, PersonId, Shelf } from '#base'
import type { KeyId } from '../key.ts'
import type { LinkBook } from '../links/link-book.ts'
import { linkKinds } from '../links/link.ts'
import type { Registry } from '../registry.ts'
import type { SessionBook } from '../sessions/sessions.ts'
import type { VisitBook } from './visit-book.ts'

export interface PersonalTable {
  /** The collections of the personal shelf in which it is. */
  readonly collections: readonly string[]
  /** By name; undefined where it holds nothing. Never a secret, and nothing by which one signs in. */
  of(person: PersonId): Promise<JsonObject | undefined>
  /** For good when it returns. Forgetting what isn't there is fine. */
  forget(person: PersonId): Promise<void>
}

export interface PersonalBooks {
  readonly shelf: Shelf
  readonly registry: Pick<Registry, 'keys'>
  /** Particulars, ways in, sessions, links. */
  readonly signIn: {
    readonly sessions: Pick<SessionBook, 'allOf' | 'forgetAllOf'>
    readonly links: Pick<LinkBook, 'listOf'>
    personalOf(person: PersonId): Promise<JsonObject>
    erasePersonal(person: PersonId): Promise<void>
  }
  readonly visits: VisitBook
  readonly keyUses: {
    lastUsedAt(key: KeyId): Instant | undefined
    forget(keys: readonly KeyId[]): Promise<void>
  }
}

const providerSessions = 'oidc-sessions'

/** In the order in which they forget: what is needed to find the rest goes last. */
export function personalTables(books: PersonalBooks): readonly PersonalTable[] {
  const { shelf, signIn, visits, keyUses } = books
  const keysOf = (person: PersonId) =>
    [...books.registry.keys.values()].filter(({ owner }) => owner === person).map(({ id }) => id)
  const named = <Item>(name: string, items: readonly Item[]): JsonObject | undefined =>
    items.length === 0 ? undefined : { [name]: JSON.parse(JSON.stringify(items)) as Json }
  const sessionsOf = async (person: PersonId) => {
    const open = signIn.sessions.allOf(person).map(({ id }) => id)
    return [...new Set([...open, ...(await visits.listOf(person)).map(({ session }) => session)])]
  }
  const linksOf = async (person: PersonId) => {
    const all = await Promise.all(linkKinds.map((kind) => signIn.links.listOf(kind)))
    const theirs = all.flat().filter((link) => link.person === person)
    return theirs.map(({ kind, madeAt, endsAt }) => ({ kind, madeAt, endsAt }))
  }
  return [
    {
      collections: ['key-uses'],
      of: async (person) =>
        named(
          'keyUses',
          keysOf(person).flatMap((key) => {
            const lastUsedAt = keyUses.lastUsedAt(key)
            return lastUsedAt === undefined ? [] : { key, lastUsedAt }
          }),
        ),
      forget: (person) => keyUses.forget(keysOf(person)),
    },
    {
      // Named by the session here alone: found by the sessions and visits, which are forgotten after it.
      collections: [providerSessions],
      async of(person) {
        const ids = await sessionsOf(person)
        const kept = await Promise.all(ids.map((session) => shelf.get(providerSessions, session)))
        return named(
          'providerSessions',
          kept.filter((one) => one !== undefined),
        )
      },
      forget: async (person) => shelf.remove(providerSessions, await sessionsOf(person)),
    },
    {
      collections: ['sessions', 'sessions-seen', 'links', 'credentials', 'account-changes', 'particulars'],
      async of(person) {
        const kept = await signIn.personalOf(person)
        const links = await linksOf(person)
        const isLeft =
          links.length + signIn.sessions.allOf(person).length > 0 ||
          Object.values(kept).some((one) => (Array.isArray(one) ? one.length > 0 : Boolean(one)))
        return isLeft ? { ...kept, links } : undefined
      },
      async forget(person) {
        await signIn.sessions.forgetAllOf(person)
        await signIn.erasePersonal(person)
      },
    },
    {
      collections: ['visits'],
      of: async (person) => named('visits', await visits.listOf(person)),
      forget: (person) => visits.forget(person),
    },
  ]
}
