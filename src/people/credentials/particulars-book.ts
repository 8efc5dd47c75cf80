/** Everybody’s particulars, at hand in memory and written through to the personal shelf. A login belongs to one person. */
import { oneAfterAnother, ok, refuse, type Json, type PersonId, type Result, type Shelf } from '#base'
import type { Particulars } from '../particulars.ts'

const collection = 'particulars'

export interface ParticularsBook {
  of(person: PersonId): Particulars | undefined
  /** As it was typed: letters’ case and width don’t matter. */
  byLogin(login: string): Particulars | undefined
  all(): readonly Particulars[]
  /** Durable when it returns. The login is kept as `loginAs` gives it. */
  put(
    particulars: Particulars,
  ): Promise<Result<Particulars, 'people/login-taken' | 'people/login-unreadable'>>
  remove(person: PersonId): Promise<void>
  /** Reads the shelf again: after another server wrote it. */
  reload(): Promise<void>
}

/** One text for all ways of writing a login: NFKC, lower case (as PRECIS’ UsernameCaseMapped, RFC 8265 §3.3), without white space around it. */
export function loginAs(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().normalize('NFKC').trim()
}

/** Letters and digits of any script, with signs between them that can be told over a telephone; an e-mail address is one too. */
const goodLogin = /^[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}._@+-]{0,62}[\p{L}\p{M}\p{N}])?$/u

/** The login as it is kept, or why it can’t be one. */
export function judgeLogin(typed: string): Result<string, 'people/login-unreadable'> {
  const login = loginAs(typed)
  return goodLogin.test(login) ? ok(login) : refuse('people/login-unreadable', { at: 'login' })
}

export async function openParticularsBook(shelf: Shelf): Promise<ParticularsBook> {
  let byId = new Map<PersonId, Particulars>()
  let byLogin = new Map<string, PersonId>()
  const inTurn = oneAfterAnother()
  const read = async () => {
    const all = (await shelf.list(collection)).map(({ document }) => document as unknown as Particulars)
    byId = new Map(all.map((particulars) => [particulars.id, particulars]))
    byLogin = new Map(all.map(({ id, login }) => [login, id]))
  }
  const forget = (person: PersonId) => {
    const old = byId.get(person)
    if (old === undefined) return
    byId.delete(person)
    byLogin.delete(old.login)
  }
  const book: ParticularsBook = {
    of: (person) => byId.get(person),
    byLogin(login) {
      const person = byLogin.get(loginAs(login))
      return person === undefined ? undefined : byId.get(person)
    },
    all: () => [...byId.values()],
    put: (typed) =>
      inTurn(async () => {
        const login = judgeLogin(typed.login)
        if (!login.ok) return login
        const particulars: Particulars = { ...typed, login: login.value }
        const owner = byLogin.get(particulars.login)
        if (owner !== undefined && owner !== particulars.id) return refuse('people/login-taken')
        await shelf.put(collection, [{ key: particulars.id, document: particulars as unknown as Json }])
        forget(particulars.id)
        byId.set(particulars.id, particulars)
        byLogin.set(particulars.login, particulars.id)
        return ok(particulars)
      }),
    remove: (person) =>
      inTurn(async () => {
        await shelf.remove(collection, [person])
        forget(person)
      }),
    reload: () => inTurn(read),
  }
  await book.reload()
  return book
}
