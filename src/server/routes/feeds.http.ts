/** What was said, for machines: each message for ever, the feeds of what is in force and of the last day, and the archive behind them. */
import { z } from 'zod'
import { modes, ok, refuse, sha256, type Instant, type Result } from '#base'
import { capMediaType, writeCapEntry } from '#cap'
import { modeOf } from '#exchange'
import { messageStyles } from '../../web/message-style.node.ts'
import { addressOf, pageEntries, type ArchiveEntry } from '../cap-archive.ts'
import { builtOncePerState, prefersHtml, sendCacheable, type Representation } from '../cacheable.http.ts'
import { feedAddress, feedTypes as formats, writeFeed, type FeedVariant } from '../feed-writing.ts'
import type { Publishing } from '../publishing.ts'
import type { Routes } from '../route.http.ts'
import { hubRoutes } from './hub.http.ts'
import { modeQuery } from '../schemas.ts'
import type { System } from '../system.ts'

const feedQuery = modeQuery.extend({
  lang: z.string().max(12).optional().describe('Of titles and summaries; messages hold all their languages'),
  content: z.enum(['full', 'links']).optional().describe('`full` puts each message into its entry'),
})
type FeedQuery = z.output<typeof feedQuery>
const minute = 60_000

export function feedRoutes(
  routes: Routes,
  system: System,
  publishing: Publishing,
  publicUrl: () => string,
): void {
  const { world, authority, clock, config } = system

  const asFeed = (text: string, type: string, changedAt: Instant): Representation => {
    const body = Buffer.from(text)
    return { body, changedAt, type: `${type}; charset=utf-8`, etag: `"${sha256(body).slice(0, 32)}"` }
  }
  /**
   * For people: the message in an Atom entry. Chromium leaves a CAP document as it is, whatever stylesheet it names (seen
   * in 156), but not a CAP message inside something else.
   */
  const readable = async (kind: ArchiveEntry['kind'], id: string): Promise<string | undefined> => {
    const entry = await publishing.shown({ kind, id })
    if (entry?.within === undefined) return undefined
    const { message, within: content } = entry
    const href = `${publicUrl()}${addressOf({ kind, id })}`
    const style = `/cap-${modeOf(message) ?? 'test'}.css`
    const written = writeCapEntry({ message, href, content }, authority.languages[0] as string, style)
    return written.ok ? written.value : undefined
  }
  const message = z.string()
  for (const { kind, url, id, summary } of [
    {
      kind: 'own',
      url: '/v1/notices/:message',
      id: /^[a-z0-9-]+\.\d+e?(\.cap)?$/,
      summary: 'One notice as CAP 1.2, for ever',
    },
    {
      kind: 'relayed',
      url: '/v1/relayed/:message',
      id: /^[0-9a-f]{32}(\.cap)?$/,
      summary: 'A message of another sender that was let onto the board, byte by byte as it came',
    },
  ] as const)
    routes.add(
      {
        ...{ method: 'GET', url, action: 'public', tag: 'public', answer: capMediaType, summary },
        params: z.object({ message: message.regex(id) }),
      },
      async ({ params, request, reply }) => {
        const name = params.message.replace(/\.cap$/, '')
        const found = await publishing.archive[kind](name)
        if (found === undefined) return refuse('alerts/unknown', { at: 'message', alert: name })
        const { bytes: body, etag, publishedAt: changedAt } = found
        const always = { lasts: 'for ever', shown: 'in-browsers' } as const
        const page = prefersHtml(request) ? await readable(kind, name) : undefined
        const it =
          page === undefined
            ? { body, etag, changedAt, type: capMediaType }
            : asFeed(page, 'application/xml', changedAt)
        return sendCacheable(request, reply, { ...it, ...always }, clock.now())
      },
    )

  const variantOf = (format: keyof typeof formats, query: FeedQuery): FeedVariant => ({
    format,
    mode: query.mode ?? config.mode,
    language: authority.languages.find((one) => one === query.lang) ?? (authority.languages[0] as string),
    content: query.content ?? 'links',
  })
  let failures = 0
  const once = builtOncePerState<Promise<Result<Representation>>>(
    // Not by facts alone: what is older than a day leaves by itself.
    () => `${world.head()}-${failures}-${Math.floor(Date.parse(clock.now()) / minute)}`,
  )
  const feedNow = async (variant: FeedVariant): Promise<Result<Representation>> => {
    const entries = await publishing.now(variant.mode, variant.content)
    const complete = await publishing.pages(variant.mode)
    const text = writeFeed(
      { variant, entries, place: { kind: 'now', complete } },
      { system, base: publicUrl() },
    )
    if (!text.ok) return text
    const changedAt = entries.at(-1)?.at ?? system.startedAt
    return ok({ ...asFeed(text.value, formats[variant.format], changedAt), shown: 'in-browsers' })
  }
  for (const format of ['atom', 'rss'] as const)
    routes.add(
      {
        ...{ method: 'GET', url: `/v1/feed.${format}`, action: 'public', tag: 'public' },
        ...{ answer: formats[format], query: feedQuery },
        summary:
          format === 'atom'
            ? 'What is in force and the notices of the last day as an Atom feed of CAP messages'
            : 'The same as RSS 2.0',
      },
      async ({ query, request, reply }) => {
        const variant = variantOf(format, query)
        const made = await once(JSON.stringify(variant), () =>
          feedNow(variant).catch((error: unknown) => {
            failures += 1
            throw error
          }),
        )
        if (!made.ok) return made
        void reply.header('link', linksOf(variant, publicUrl(), system.config.hub ?? 'no'))
        return sendCacheable(request, reply, made.value, clock.now())
      },
    )

  for (const format of ['atom', 'rss'] as const)
    routes.add(
      {
        ...{ method: 'GET', url: `/v1/feed/archive/${format}/:page`, action: 'public', tag: 'public' },
        ...{ answer: formats[format], query: feedQuery },
        summary: `The archive, ${pageEntries} messages a page from the oldest on; a page that is full never changes again`,
        params: z.object({ page: z.coerce.number().int().min(1).max(100_000_000) }),
      },
      async ({ params, query, request, reply }) => {
        const variant = variantOf(format, query)
        const page = await publishing.page(variant.mode, params.page, variant.content)
        if (page === undefined)
          return refuse('server/unknown-path', {
            method: 'GET',
            path: request.url.split('?')[0]!.slice(0, 200),
          })
        const place = { kind: 'page', number: params.page, state: page.state } as const
        const text = writeFeed({ variant, entries: page.entries, place }, { system, base: publicUrl() })
        if (!text.ok) return text
        const made = asFeed(text.value, formats[format], page.entries.at(-1)?.at ?? system.startedAt)
        const complete = page.state === 'complete' ? ({ lasts: 'for ever' } as const) : {}
        return sendCacheable(request, reply, { ...made, ...complete, shown: 'in-browsers' }, clock.now())
      },
    )

  hubRoutes(routes, publishing)

  const styles = messageStyles()
  for (const mode of modes)
    routes.add(
      {
        ...{ method: 'GET', url: `/cap-${mode}.css`, action: 'public', tag: 'public', answer: 'text/css' },
        summary: `Makes published XML of this mode readable in a browser (${mode})`,
      },
      ({ request, reply }) =>
        sendCacheable(request, reply, asFeed(styles[mode], 'text/css', system.startedAt), clock.now()),
    )

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/certificate.pem', action: 'public', tag: 'public' },
      ...{
        answer: 'application/x-pem-file',
        summary: 'The certificate that published CAP messages are signed with',
      },
    },
    ({ request, reply }) => {
      const { certificate } = system.capWritten
      if (certificate === undefined) return refuse('server/not-signed-here')
      const made = asFeed(certificate, 'application/x-pem-file', system.startedAt)
      return sendCacheable(request, reply, { ...made, type: 'application/x-pem-file' }, clock.now())
    },
  )
}

/** WebSub §4: the hub and the topic in the head, where a subscriber finds them without reading the feed. */
function linksOf(variant: FeedVariant, base: string, hub: 'yes' | 'no'): string {
  const self = `<${feedAddress(base, variant)}>; rel="self"`
  return hub === 'yes' ? `<${base}/hub>; rel="hub", ${self}` : self
}
