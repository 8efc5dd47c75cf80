/** What changed lately about how somebody signs in, for their account page: whoever didn't do it themselves sees it there. */
import { oneAfterAnother } from '#base'
import type { Clock, Instant, Json, PersonId, Shelf } from '#base'
import type { SessionId } from '../session.ts'
import type { Note } from './ports.ts'

const collection = 'account-changes'
const mostKept = 30

export const accountChanges = [
  'passkey-added',
  'passkey-removed',
  'password-set',
  'password-removed',
  'recovery-codes-renewed',
  'recovery-code-used',
  'oidc-linked',
  'oidc-unlinked',
  'name-changed',
  'login-changed',
  'email-changed',
  'joined',
  'restored',
] as const
export type AccountChange = (typeof accountChanges)[number]

export interface Changed {
  readonly at: Instant
  readonly what: AccountChange
}

export interface ChangeBook {
  /** Written as a fact (`credential-changed`), and kept for the account page. `session` is where it was done. */
  add(person: PersonId, what: AccountChange, session?: SessionId): Promise<void>
  /** The newest first. */
  of(person: PersonId): Promise<readonly Changed[]>
  remove(person: PersonId): Promise<void>
}

/** They are read when an account page is opened, which is seldom: straight from the shelf. */
export function openChangeBook({
  shelf,
  clock,
  note,
}: {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly note: Note
}): ChangeBook {
  const inTurn = oneAfterAnother()
  const of = async (person: PersonId) =>
    ((await shelf.get(collection, person)) ?? []) as unknown as readonly Changed[]
  return {
    of,
    add: (person, what, session) =>
      inTurn(async () => {
        const via = session === undefined ? {} : { via: `session:${session}` }
        await note({
          ...{
            stream: `person:${person}`,
            type: 'credential-changed',
            by: person,
            data: { person, what },
            ...via,
          },
        } as const)
        const changes = [{ at: clock.now(), what }, ...(await of(person))].slice(0, mostKept)
        await shelf.put(collection, [{ key: person, document: changes as unknown as Json }])
      }),
    remove: (person) => inTurn(() => shelf.remove(collection, [person])),
  }
}
