/** One-time links on the personal shelf: each is used once even when two race for it, and a newer one withdraws the older. */
import {
  oneAfterAnother,
  ok,
  plus,
  refuse,
  type Clock,
  type IdSource,
  type Json,
  type PersonId,
  type Result,
  type Shelf,
} from '#base'
import { hashOfToken, looksLikeToken } from '../sessions/token.ts'
import { linkLifeFor, type Link, type LinkId, type LinkKind } from './link.ts'

const collection = 'links'

export interface LinkBookParts {
  readonly shelf: Shelf
  readonly clock: Clock
  readonly ids: IdSource
  readonly newToken: () => string
}

export interface MadeLink {
  readonly link: Link
  /** For the address, after `#`; it is written down nowhere. */
  readonly token: string
}

export interface LinkBook {
  /** Withdraws every older link of the person. */
  make(kind: LinkKind, person: PersonId): Promise<MadeLink>
  /** What a token is for; unknown, used, withdrawn and old are one answer. */
  look(token: string): Promise<Result<Link, 'people/link-over'>>
  /**
   * Uses the link for as long as `act` takes, alone: whoever else comes meanwhile finds it over. When the act succeeds the
   * link is gone, else it can be used again. Only the server that decides may.
   */
  use<Value, Code extends string>(
    token: string,
    act: (link: Link) => Promise<Result<Value, Code>>,
  ): Promise<Result<Value, Code | 'people/link-over'>>
  withdraw(person: PersonId): Promise<void>
  withdrawAll(kind: LinkKind): Promise<void>
  /** Those that are over, too. */
  listOf(kind: LinkKind): Promise<readonly Link[]>
}

/** Links are few and asked for seldom: they are read from the shelf each time, so that no server knows old ones. */
export function openLinkBook({ shelf, clock, ids, newToken }: LinkBookParts): LinkBook {
  const inTurn = oneAfterAnother()
  const inUse = new Set<string>()
  const all = async () => (await shelf.list(collection)).map(({ document }) => document as unknown as Link)
  const drop = async (chosen: (link: Link) => unknown) => {
    const dropped = (await all()).filter(chosen)
    const keys = dropped.map(({ tokenHash }) => tokenHash)
    await shelf.remove(collection, keys)
    return dropped
  }
  const isOver = ({ endsAt }: Link) => clock.now() >= endsAt
  const look: LinkBook['look'] = async (token) => {
    const hash = hashOfToken('link', token)
    if (!looksLikeToken(token) || inUse.has(hash)) return refuse('people/link-over')
    const link = (await shelf.get(collection, hash)) as unknown as Link | undefined
    return link === undefined || isOver(link) ? refuse('people/link-over') : ok(link)
  }
  return {
    make: (kind, person) =>
      inTurn(async () => {
        const [token, madeAt] = [newToken(), clock.now()]
        const link: Link = {
          ...{ id: ids.next('link') as LinkId, kind, person, tokenHash: hashOfToken('link', token) },
          ...{ madeAt, endsAt: plus(madeAt, linkLifeFor[kind]) },
        }
        // The new one first: when the power goes between the two, the next one still knows whom they were for.
        await shelf.put(collection, [{ key: link.tokenHash, document: link as unknown as Json }])
        await drop(
          (other) => other.tokenHash !== link.tokenHash && (other.person === person || isOver(other)),
        )
        return { link, token }
      }),
    look,
    async use(token, act) {
      const hash = hashOfToken('link', token)
      if (inUse.has(hash)) return refuse('people/link-over')
      // Claimed before anything is waited for: of two that come at once, one finds it over.
      inUse.add(hash)
      try {
        const link = (await shelf.get(collection, hash)) as unknown as Link | undefined
        if (link === undefined || isOver(link)) return refuse('people/link-over')
        const done = await act(link)
        if (done.ok) await shelf.remove(collection, [hash])
        return done
      } finally {
        inUse.delete(hash)
      }
    },
    withdraw: (person) => inTurn(async () => void (await drop((link) => link.person === person))),
    withdrawAll: (kind) => inTurn(async () => void (await drop((link) => link.kind === kind))),
    listOf: async (kind) => (await all()).filter((link) => link.kind === kind),
  }
}
