/**
 * The sessions of an installation: kept on the personal shelf, at hand in memory, known by the hash of their token alone.
 * The server that decides starts and ends them; the others read what it wrote, and every server notes that one is in use.
 */
import {
  oneAfterAnother,
  between,
  minute,
  ok,
  refuse,
  type Instant,
  type Json,
  type PersonId,
  type Sha256,
} from '#base'
import { sessionEndsAt, whySessionEnds, type Session, type SessionId } from '../session.ts'
import { becauseOf, type SessionOver } from './session-end.ts'
import type { SessionBook, SessionBookParts } from './sessions.ts'
import { hashOfToken, looksLikeToken } from './token.ts'

const collection = 'sessions'
/** When each was last used, apart from the rest: any server may write it, and can't bring an ended session back by doing so. */
const seenCollection = 'sessions-seen'

/** Seldom enough to cost nothing, often enough for a limit of fifteen minutes. */
const touchedEvery = minute
/** How long an ended one is remembered, so that whoever sat there is told why. */
const rememberedForMinutes = 24 * 60
/** Somebody with more screens than this has forgotten some; the oldest ends. */
export const mostSessions = 20
/** A server that didn't start a session looks for it on the shelf, but no flood of wrong cookies makes it look more often. */
const lookedAgainEvery = 1_000

/** One as it is kept; where it was used from is forgotten at its end. */
interface Kept extends Session {
  readonly ended?: { readonly at: Instant; readonly why: SessionOver }
}

export async function openSessionBook(parts: SessionBookParts): Promise<SessionBook> {
  const { shelf, clock, note, decides } = parts
  let byId = new Map<SessionId, Kept>()
  let byHash = new Map<Sha256, SessionId>()
  /** When each one's use was last written to the shelf. */
  const touchedAt = new Map<SessionId, Instant>()
  const writes = new Set<Promise<void>>()
  let lookedAt: Instant | undefined
  /** One change after another, each made of what the one before left: an ended session is not put back by a renewal. */
  const inTurn = oneAfterAnother()

  const hold = (kept: Kept) => {
    const before = byId.get(kept.id)
    if (before !== undefined) byHash.delete(before.tokenHash)
    byId.set(kept.id, kept)
    byHash.set(kept.tokenHash, kept.id)
  }
  const forget = (id: SessionId) => {
    const kept = byId.get(id)
    if (kept !== undefined) byHash.delete(kept.tokenHash)
    byId.delete(id)
    touchedAt.delete(id)
  }
  const reload = async () => {
    const [documents, seen] = [await shelf.list(collection), await shelf.list(seenCollection)]
    const seenAt = new Map(seen.map(({ key, document }) => [key, (document as { at: Instant }).at]))
    const fresh = documents.map(({ key, document }) => {
      const kept = document as unknown as Kept
      return { ...kept, seenAt: latest(kept.seenAt, seenAt.get(key), byId.get(kept.id)?.seenAt) }
    })
    byId = new Map(fresh.map((kept) => [kept.id, kept]))
    byHash = new Map(fresh.map((kept) => [kept.tokenHash, kept.id]))
  }
  const put = (kept: Kept) => shelf.put(collection, [{ key: kept.id, document: kept as unknown as Json }])

  const endNow = async (id: SessionId, why: SessionOver, by?: SessionId) => {
    const kept = byId.get(id)
    if (kept === undefined || kept.ended !== undefined) return
    const ended = { ...kept, address: '', browser: '', ended: { at: clock.now(), why } }
    // In this very turn: whatever the disk does, nobody uses it any more here.
    hold(ended)
    await put(ended)
    await shelf.remove(seenCollection, [id])
    const data = { session: id, person: kept.person, why }
    const via = by === undefined ? {} : { via: `session:${by}` }
    await note({ stream: 'sessions', type: 'session-ended', by: kept.person, data, ...via })
  }
  const end: SessionBook['end'] = (id, why, by) => inTurn(() => endNow(id, why, by))

  /** The one session as the shelf has it now: another server may have seen it in use, or ended it. */
  const readAgain = async (id: SessionId) => {
    const document = await shelf.get(collection, id)
    if (document === undefined) return forget(id)
    const kept = document as unknown as Kept
    const seen = (await shelf.get(seenCollection, id)) as { readonly at: Instant } | undefined
    const here = byId.get(id)
    if (here?.ended === undefined) hold({ ...kept, seenAt: latest(kept.seenAt, seen?.at, here?.seenAt) })
  }
  const idOf = async (hash: Sha256) => {
    const id = byHash.get(hash)
    if (id !== undefined || decides() === 'me') return id
    const now = clock.now()
    if (lookedAt !== undefined && between(lookedAt, now) < lookedAgainEvery) return undefined
    lookedAt = now
    await reload()
    return byHash.get(hash)
  }
  const over = (why: SessionOver) => refuse('people/session-over', { why, because: becauseOf[why] })

  const look: SessionBook['look'] = async (token, place) => {
    const hash = hashOfToken('session', token)
    const id = looksLikeToken(token) ? await idOf(hash) : undefined
    if (id === undefined) return over('unknown')
    const whyNot = (kept: Kept): SessionOver | undefined => {
      if (kept.ended !== undefined) return kept.ended.why
      // Its token was changed while it was read again.
      if (kept.tokenHash !== hash) return 'unknown'
      const state = parts.stateOf(kept.person)
      if (state !== 'active') return state === 'suspended' ? 'suspended' : 'removed'
      return whySessionEnds(kept, { at: clock.now(), ...place })
    }
    let why = whyNot(byId.get(id)!)
    if (why === 'idle') {
      await readAgain(id)
      const again = byId.get(id)
      why = again === undefined ? 'unknown' : whyNot(again)
    }
    if (why === undefined) return ok(byId.get(id)!)
    if (decides() === 'me' && why !== 'unknown') await end(id, why)
    return over(why)
  }

  const touch = (session: Session): Session => {
    const [now, kept] = [clock.now(), byId.get(session.id)]
    // Ended or renewed since it was found: this use is the last of it.
    if (kept === undefined || kept.ended !== undefined || kept.tokenHash !== session.tokenHash) return session
    const used = { ...kept, seenAt: latest(kept.seenAt, now) }
    hold(used)
    const before = touchedAt.get(session.id) ?? session.startedAt
    if (between(before, now) >= touchedEvery) {
      touchedAt.set(session.id, now)
      // Not waited for, and no reason to refuse anybody when it fails.
      const write = shelf
        .put(seenCollection, [{ key: session.id, document: { at: now } }])
        .catch((error: Error) =>
          parts.log.warn('That a session is in use could not be kept', { why: error.message }),
        )
        .finally(() => writes.delete(write))
      writes.add(write)
    }
    return used
  }

  const listOf = (person: PersonId): readonly Session[] =>
    [...byId.values()].filter(
      (kept) => kept.person === person && kept.ended === undefined && clock.now() < sessionEndsAt(kept),
    )

  await reload()
  return {
    start: ({ person, screen, method, place, provedAt }) =>
      inTurn(async () => {
        // Whoever was suspended since their proof was checked has had all their sessions ended before this one.
        if (parts.stateOf(person) !== 'active')
          return over(parts.stateOf(person) === 'suspended' ? 'suspended' : 'removed')
        const [at, token] = [clock.now(), parts.newToken()]
        const session: Session = {
          ...{ id: parts.ids.next('session') as SessionId, person, screen, method, ...place },
          tokenHash: hashOfToken('session', token),
          ...{ startedAt: at, provedAt: provedAt ?? at, seenAt: at },
        }
        await put(session)
        await parts.onOpened?.(session)
        const noted = await note({
          ...{ stream: 'sessions', type: 'session-started', by: person, via: `session:${session.id}` },
          data: { session: session.id, person, method, screen },
        })
        if (!noted.ok) {
          await shelf.remove(collection, [session.id])
          return noted
        }
        hold(session)
        const oldest = listOf(person).toSorted((a, b) => (a.startedAt < b.startedAt ? -1 : 1))
        for (const { id } of oldest.slice(0, Math.max(0, oldest.length - mostSessions)))
          await endNow(id, 'too-many')
        return ok({ session, token })
      }),
    look,
    async use(token, place) {
      const found = await look(token, place)
      return found.ok ? ok(touch(found.value)) : found
    },
    renew: (id, method, provedAt) =>
      inTurn(async () => {
        const kept = byId.get(id)
        if (kept === undefined || kept.ended !== undefined) return over(kept?.ended?.why ?? 'unknown')
        const [at, token] = [clock.now(), parts.newToken()]
        const session = {
          ...kept,
          method,
          tokenHash: hashOfToken('session', token),
          provedAt: provedAt ?? at,
          seenAt: at,
        }
        await put(session)
        const noted = await note({
          ...{ stream: 'sessions', type: 'session-renewed', by: kept.person, via: `session:${id}` },
          data: { session: id, person: kept.person, method },
        })
        if (noted.ok) hold(session)
        else await put(kept)
        return noted.ok ? ok({ session, token }) : noted
      }),
    end,
    endAllOf: (person, why, except) =>
      inTurn(async () => {
        const theirs = [...byId.values()].filter(
          (kept) => kept.person === person && kept.ended === undefined && kept.id !== except,
        )
        for (const { id } of theirs) await endNow(id, why, except)
        return theirs.length
      }),
    get: (id) => {
      const kept = byId.get(id)
      return kept?.ended === undefined ? kept : undefined
    },
    listOf,
    allOf: (person) => [...byId.values()].filter((kept) => kept.person === person),
    forgetAllOf: (person) =>
      inTurn(async () => {
        const theirs = [...byId.values()].filter((kept) => kept.person === person).map(({ id }) => id)
        for (const id of theirs) await endNow(id, 'removed')
        // What is being noted of their use now would be put back after it.
        await Promise.all(writes)
        await shelf.remove(collection, theirs)
        await shelf.remove(seenCollection, theirs)
        for (const id of theirs) forget(id)
      }),
    sweep: () =>
      inTurn(async () => {
        const now = clock.now()
        const gone: SessionId[] = []
        // Left over where a server died between somebody's suspension and this: it must not wait for them to be let in again.
        const outside = [...byId.values()].flatMap(({ id, person, ended }) => {
          const state = ended === undefined ? parts.stateOf(person) : 'active'
          return state === 'active'
            ? []
            : [{ id, why: state === 'suspended' ? 'suspended' : 'removed' } as const]
        })
        for (const { id, why } of outside) await endNow(id, why)
        for (const { id } of byId.values()) {
          let kept = byId.get(id)
          if (kept?.ended === undefined && kept !== undefined && now >= sessionEndsAt(kept)) {
            await readAgain(id)
            kept = byId.get(id)
            const why = kept === undefined ? undefined : whySessionEnds(kept, { at: now, ...kept })
            if (why !== undefined) await endNow(id, why)
          } else if (
            kept?.ended !== undefined &&
            between(kept.ended.at, now) >= rememberedForMinutes * minute
          )
            gone.push(id)
        }
        await shelf.remove(collection, gone)
        await shelf.remove(seenCollection, gone)
        for (const id of gone) forget(id)
      }),
    kept: {
      changedBy: ['session-started', 'session-renewed', 'session-ended', 'personal-data-removed'],
      reload,
    },
    async settled() {
      await inTurn(async () => {})
      await Promise.all(writes)
    },
  }
}

function latest(first: Instant, ...others: readonly (Instant | undefined)[]): Instant {
  return others.reduce<Instant>((last, one) => (one !== undefined && one > last ? one : last), first)
}
