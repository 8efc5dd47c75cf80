/** Follows the links of thin feeds: newest first, so many at a time, each again when it fails, and none for ever. */
import { plus, minute, type Clock, type Instant, type Problem } from '#base'
import type { CapSource } from './arrival.ts'
import {
  isOverdue,
  linkKey,
  messageKey,
  newestFirst,
  nextLinkTry,
  type SeenKey,
  type SeenLink,
} from './dedupe.ts'
import { takeMessages, type TakenFrom, type Taking } from './document-taking.ts'
import type { Fetching, Wanted } from './fetching.ts'
import { readDocument, type FoundDocument, type FoundLink, type FoundMessage } from './found-document.ts'
import type { SeenBook } from './seen-book.ts'
import type { Counts, Noted } from './source-state.ts'

/** In one go; what is left over comes in the next, which follows at once. */
export const mostInOneGo = 100
/** Fetched before they are handed in, so that an Update that stands beside its Alert comes after it. */
const batch = 10

/** Writes down the links of a document before any is followed: what is on the shelf is not lost. Returns their keys. */
export async function noteLinks(
  book: SeenBook,
  links: readonly FoundLink[],
  backlog: 'backlog' | 'news',
  at: Instant,
): Promise<ReadonlySet<SeenKey>> {
  const fresh = new Map<SeenKey, SeenLink>()
  const present = new Set<SeenKey>()
  for (const { url, updated, expires } of links) {
    const key = linkKey({ url, ...(updated === undefined ? {} : { updated }) })
    present.add(key)
    const before = book.get(key)
    if (before?.kind === 'link') {
      if (isOverdue(before, at)) fresh.set(key, { ...before, tries: 0, nextAt: at, seenAt: at })
      else if (updated !== undefined && before.seenAt.slice(0, 10) !== at.slice(0, 10))
        fresh.set(key, { ...before, seenAt: at })
      continue
    }
    const over = backlog === 'backlog' && expires !== undefined && expires <= at
    fresh.set(key, {
      ...{ kind: 'link', seenAt: at, url, tries: 0, nextAt: over ? null : at },
      ...(updated === undefined ? {} : { updated }),
      ...(backlog === 'backlog' ? { backlog: 'yes' } : {}),
    })
  }
  await book.put([...fresh])
  return present
}

type Followed =
  | { readonly kind: 'read'; readonly messages: readonly FoundMessage[] }
  | { readonly kind: 'missing' | 'failing'; readonly problem: Problem }
  | { readonly kind: 'not-tried'; readonly until: Instant }

export interface Following {
  readonly taking: Taking
  readonly fetching: Fetching
  readonly clock: Clock
  readonly random: () => number
  readonly wanted: (url: string) => Wanted
}

/** Follows what is due. Rejects only when `signal` is aborted or the shelf fails; what was not done is still due then. */
export async function followLinks(
  following: Following,
  how: 'poll' | 'websub',
  signal: AbortSignal,
): Promise<readonly TakenFrom[]> {
  const { taking, clock } = following
  const due = newestFirst(
    taking.book.due(clock.now()).map(([key, link]) => ({ key, link, ...pick(link) })),
  ).slice(0, mostInOneGo)
  const results: TakenFrom[] = []
  for (let i = 0; i < due.length; i += batch) {
    const now = due.slice(i, i + batch)
    const followed = await Promise.all(
      now.map(async ({ key, link }) => ({ key, link, got: await follow(following, link.url, signal) })),
    )
    // Backlog and news are handed in apart, because other rules hold for them.
    for (const backlog of ['backlog', 'news'] as const) {
      const group = followed.filter(({ link }) => (link.backlog === 'yes') === (backlog === 'backlog'))
      const messages = group.flatMap(({ got }) => (got.kind === 'read' ? got.messages : []))
      const taken = await takeMessages(taking, messages, how, backlog)
      results.push(taken)
      for (const { key, link, got } of group) {
        const ended = after(link, got, taken.left, clock.now(), following.random())
        await taking.book.put([[key, ended.link]])
        if (ended.taken !== undefined) results.push(ended.taken)
      }
    }
  }
  return results
}

function pick({ updated }: SeenLink): { readonly updated?: Instant } {
  return updated === undefined ? {} : { updated }
}

async function follow({ fetching, wanted }: Following, url: string, signal: AbortSignal): Promise<Followed> {
  const fetched = await fetching.fetch(wanted(url), signal)
  switch (fetched.kind) {
    case 'document': {
      const found = await readDocument(fetched.bytes, fetched.url, 'auto')
      if (!found.ok) return { kind: 'failing', problem: found.problem }
      if (found.value.messages.length > 0) return { kind: 'read', messages: found.value.messages }
      return {
        kind: 'failing',
        problem: { code: 'exchange/not-cap', details: { why: 'it holds no message' } },
      }
    }
    case 'gone':
      return { kind: 'missing', problem: { code: 'exchange/gone', details: {} } }
    case 'unchanged':
      return { kind: 'failing', problem: { code: 'exchange/answered-wrong', details: { answered: 304 } } }
    case 'failed': {
      const { problem } = fetched
      if (fetched.tried === 'no' && fetched.retryAfter !== undefined)
        return { kind: 'not-tried', until: fetched.retryAfter }
      // Where the guard lets nobody go there is as good as nothing.
      const missing = problem.code === 'exchange/not-found' || problem.code.startsWith('base/')
      return { kind: missing ? 'missing' : 'failing', problem }
    }
  }
}

function after(
  link: SeenLink,
  got: Followed,
  left: TakenFrom['left'],
  at: Instant,
  random: number,
): { readonly link: SeenLink; readonly taken?: TakenFrom } {
  if (got.kind === 'read') {
    const became = got.messages.map((message) => left.get(message))
    if (became.includes('pending')) return { link: { ...link, nextAt: plus(at, minute) } }
    const how = became.includes('refused') ? 'refused' : 'taken'
    return { link: { ...link, nextAt: null, seenAt: at, how } }
  }
  if (got.kind === 'not-tried') return { link: { ...link, nextAt: got.until } }
  const tries = link.tries + 1
  const nextAt = nextLinkTry(tries, got.kind, at, random)
  if (nextAt !== null) return { link: { ...link, tries, nextAt } }
  const { code, details } = got.problem
  const problem: Problem =
    got.kind === 'missing' && !code.startsWith('base/')
      ? { code: 'exchange/entry-vanished', details: { url: link.url } }
      : {
          code: 'exchange/entry-given-up',
          details: { url: link.url, tries, why: String(details['why'] ?? code) },
        }
  const notes: readonly Noted[] = [{ at, problem }]
  const counts: Partial<Counts> = { lost: 1 }
  return {
    link: { ...link, tries, nextAt: null, seenAt: at, how: 'refused' },
    taken: { pending: 0, counts, notes, present: new Set(), left: new Map() },
  }
}

/** Sent to the origin of the source's own address alone. */
export function wantedFor(source: CapSource, url: string, secret: string | undefined): Wanted {
  const origin = URL.parse(source.address)?.origin
  return {
    ...{ url, source: source.id },
    ...(source.credentials === undefined || secret === undefined || origin === undefined
      ? {}
      : { credentials: { header: source.credentials.header, value: secret, origin } }),
  }
}

/** The names of all that stands in a document. */
export function keysOf({ links, messages }: FoundDocument): SeenKey[] {
  return [
    ...links.map((link) => linkKey(link)),
    ...messages.flatMap(({ reading: { message } }) => (message === undefined ? [] : [messageKey(message)])),
  ]
}
