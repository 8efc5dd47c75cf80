/** Everybody’s credentials, at hand in memory and written through to the personal shelf. Changes happen one after another, so that what may be used once is used once. */
import {
  oneAfterAnother,
  ok,
  refuse,
  type Json,
  type PersonId,
  type Refused,
  type Result,
  type Shelf,
} from '#base'
import { noCredentials, type Credentials } from './credential.ts'

const collection = 'credentials'

/** A passkey or an account elsewhere can stand for one person only. */
export type Taken = 'people/passkey-known' | 'people/oidc-account-known'

export interface CredentialBook {
  /** Of somebody who has none yet: an empty set. */
  of(person: PersonId): Credentials
  byPasskey(id: string): Credentials | undefined
  byOidc(issuer: string, subject: string): Credentials | undefined
  /**
   * Decides on what is kept at that moment and writes what was decided, before the next change of anybody is looked at.
   * Durable when it returns; what is refused changes nothing. Rejects as the shelf does, and then nothing has changed.
   */
  change<Code extends string>(
    person: PersonId,
    decide: (now: Credentials) => Result<Credentials, Code>,
  ): Promise<Result<Credentials, Code | Taken>>
  /** As `change`, whatever was kept before. */
  put(credentials: Credentials): Promise<Result<Credentials, Taken>>
  remove(person: PersonId): Promise<void>
  /** Reads the shelf again: after another server wrote it. */
  reload(): Promise<void>
}

interface Pages {
  readonly byPerson: Map<PersonId, Credentials>
  readonly byPasskey: Map<string, PersonId>
  readonly byOidc: Map<string, PersonId>
}

export async function openCredentialBook(shelf: Shelf): Promise<CredentialBook> {
  let pages: Pages = emptyPages()
  const inTurn = oneAfterAnother()
  const read = async () => {
    const next = emptyPages()
    for (const { document } of await shelf.list(collection)) write(next, document as unknown as Credentials)
    pages = next
  }
  const of = (person: PersonId) => pages.byPerson.get(person) ?? noCredentials(person)
  const found = (person: PersonId | undefined) => (person === undefined ? undefined : of(person))
  const book: CredentialBook = {
    of,
    byPasskey: (id) => found(pages.byPasskey.get(id)),
    byOidc: (issuer, subject) => found(pages.byOidc.get(oidcKey(issuer, subject))),
    change: (person, decide) =>
      inTurn(async () => {
        const decided = decide(of(person))
        if (!decided.ok) return decided
        const next = decided.value
        const taken = whoseElse(pages, next)
        if (taken !== undefined) return taken
        await shelf.put(collection, [{ key: person, document: next as unknown as Json }])
        erase(pages, person)
        write(pages, next)
        return ok(next)
      }),
    put: (credentials) => book.change<never>(credentials.person, () => ok(credentials)),
    remove: (person) =>
      inTurn(async () => {
        await shelf.remove(collection, [person])
        erase(pages, person)
      }),
    reload: () => inTurn(read),
  }
  await book.reload()
  return book
}

function emptyPages(): Pages {
  return { byPerson: new Map(), byPasskey: new Map(), byOidc: new Map() }
}

// Neither part of the pair is ours, so that no separator is safe; a JSON text of both is.
function oidcKey(issuer: string, subject: string): string {
  return JSON.stringify([issuer, subject])
}

function write(pages: Pages, credentials: Credentials): void {
  const { person } = credentials
  pages.byPerson.set(person, credentials)
  for (const { id } of credentials.passkeys) pages.byPasskey.set(id, person)
  for (const { issuer, subject } of credentials.oidc) pages.byOidc.set(oidcKey(issuer, subject), person)
}

function erase(pages: Pages, person: PersonId): void {
  const old = pages.byPerson.get(person)
  if (old === undefined) return
  pages.byPerson.delete(person)
  for (const { id } of old.passkeys) pages.byPasskey.delete(id)
  for (const { issuer, subject } of old.oidc) pages.byOidc.delete(oidcKey(issuer, subject))
}

function whoseElse(pages: Pages, next: Credentials): Refused<Taken> | undefined {
  const another = (owner: PersonId | undefined) => owner !== undefined && owner !== next.person
  if (next.passkeys.some(({ id }) => another(pages.byPasskey.get(id)))) return refuse('people/passkey-known')
  if (next.oidc.some(({ issuer, subject }) => another(pages.byOidc.get(oidcKey(issuer, subject)))))
    return refuse('people/oidc-account-known')
  return undefined
}
