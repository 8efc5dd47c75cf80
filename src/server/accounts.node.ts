/** What lets people in: the door, their links, when they were last here. Put together once, for the server and for its API document. */
import type { FastifyRequest } from 'fastify'
import type { PersonId } from '#base'
import { newToken } from '../people/sessions/token.node.ts'
import { openLinkBook, type LinkBook } from '../people/links/link-book.ts'
import { openDoor, type Door } from './door.http.ts'
import { openKeyUses, type KeyUses } from './key-uses.ts'
import type { System } from './system.ts'

export interface Accounts {
  readonly door: Door
  readonly links: LinkBook
  readonly keyUses: KeyUses
  /** When somebody was last here, by any session or key. */
  lastSeenAt(person: PersonId): string | undefined
  close(): Promise<void>
}

export interface AccountParts {
  /** Of the client certificate that was checked on this connection: SHA-256, hexadecimal. */
  readonly certificate?: (request: FastifyRequest) => string | undefined
}

export async function openAccounts(system: System, parts: AccountParts = {}): Promise<Accounts> {
  const { people, personal, clock, ids, log } = system
  const keyUses = await openKeyUses({ shelf: personal, clock, log })
  const links = openLinkBook({ shelf: personal, clock, ids, newToken })
  const door = openDoor({
    people,
    ...(parts.certificate === undefined ? {} : { certificate: parts.certificate }),
    keyUsed: keyUses.used,
  })
  return {
    ...{ door, links, keyUses },
    lastSeenAt(person) {
      const times = [...people.registry.keys.values()]
        .filter(({ owner }) => owner === person)
        .flatMap(({ id }) => keyUses.lastUsedAt(id) ?? [])
      return times.toSorted().at(-1)
    },
    close: keyUses.settled,
  }
}
