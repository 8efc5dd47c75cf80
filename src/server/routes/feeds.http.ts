/** What was said, for machines: each notice as CAP 1.2, and the Atom feed of the last day. */
import { z } from 'zod'
import { noticesOf, noticeToCap, streamOf, type Notice } from '#alerts'
import { ok, refuse, sha256, type AlertId, type Result } from '#base'
import { atomMediaType, capMediaType, capTime, writeCap, writeCapFeed, type CapMessage } from '#cap'
import { builtOncePerState, sendCacheable, type Representation } from '../cacheable.http.ts'
import type { RecentNotices } from '../recent-notices.ts'
import type { Routes } from '../route.http.ts'
import { modeQuery } from '../schemas.ts'
import type { System } from '../system.ts'

const mostKept = 2_000
const mostEntries = 500

export function feedRoutes(
  routes: Routes,
  system: System,
  recent: RecentNotices,
  publicUrl: () => string,
): void {
  const { world, ledger, areas, book, authority, clock, config } = system
  const settings = { sender: authority.sender, zone: authority.timeZone, corners: 100, ...system.capWritten }
  const messages = new Map<string, CapMessage>()

  const messageOf = async (id: string): Promise<CapMessage | undefined> => {
    const known = messages.get(id)
    if (known !== undefined) return known
    const alert = id.slice(0, id.lastIndexOf('.')) as AlertId
    const notices = (await ledger.readStream(streamOf(alert))).flatMap(noticesOf)
    const notice = notices.find((one) => one.id === id)
    if (notice === undefined) return undefined
    const earlier = notices.filter(
      (one) => one.seq < notice.seq || (one.seq === notice.seq && one.id < notice.id),
    )
    const message = noticeToCap(
      notice,
      earlier,
      book,
      { get: areas.hierarchy().get, hashOfShape: areas.hashOfShape },
      settings,
    )
    if (messages.size >= mostKept) messages.delete(messages.keys().next().value as string)
    messages.set(id, message)
    return message
  }

  routes.add(
    {
      ...{ method: 'GET', url: '/v1/notices/:notice', action: 'public', tag: 'public', answer: capMediaType },
      ...{
        summary: 'One notice as CAP 1.2',
        params: z.object({ notice: z.string().regex(/^[a-z0-9-]+\.\d+e?(\.cap)?$/) }),
      },
    },
    async ({ params, request, reply }) => {
      const id = params.notice.replace(/\.cap$/, '')
      const message = await messageOf(id)
      if (message === undefined) return refuse('alerts/unknown', { at: 'notice', alert: id })
      const written = writeCap(message)
      if (!written.ok) return written
      const body = Buffer.from(written.value)
      const changedAt = new Date(message.sent).toISOString() as Notice['at']
      const found = { body, type: capMediaType, etag: `"${sha256(body).slice(0, 32)}"`, changedAt }
      return sendCacheable(request, reply, found, clock.now())
    },
  )

  const feedOf = async (
    notices: readonly Notice[],
    mode: Notice['mode'],
    language: string,
  ): Promise<Result<string>> => {
    const entries: { message: CapMessage; href: string }[] = []
    for (const { id } of notices.toReversed()) {
      const message = await messageOf(id)
      if (message !== undefined) entries.push({ message, href: `${publicUrl()}/v1/notices/${id}.cap` })
    }
    const issuer = authority.issuer[language as never] ?? Object.values(authority.issuer)[0] ?? ''
    const banner = mode === 'live' ? '' : `${mode.toUpperCase()} · `
    return writeCapFeed(
      {
        id: `tag:${authority.sender},2025:feed/${mode}`,
        title: `${banner}Warnings of ${issuer}`,
        author: issuer,
        self: `${publicUrl()}/v1/feed.atom?mode=${mode}`,
        alternate: `${publicUrl()}/`,
        since: capTime(system.startedAt, authority.timeZone),
        entries,
      },
      language,
    )
  }

  const once = builtOncePerState<Promise<Result<Representation>>>(
    () => `${world.head()}-${areas.hierarchy().version.slice(0, 12)}`,
  )
  routes.add(
    {
      ...{ method: 'GET', url: '/v1/feed.atom', action: 'public', tag: 'public', answer: atomMediaType },
      ...{
        summary: 'The notices of the last day as an Atom feed of CAP messages',
        query: modeQuery.extend({ lang: z.string().max(12).optional() }),
      },
    },
    async ({ query, request, reply }) => {
      const mode = query.mode ?? config.mode
      const language =
        authority.languages.find((one) => one === query.lang) ?? (authority.languages[0] as string)
      const made = await once(`${mode} ${language}`, async () => {
        const notices = recent
          .all()
          .filter((notice) => notice.mode === mode)
          .slice(-mostEntries)
        const text = await feedOf(notices, mode, language)
        if (!text.ok) return text
        const body = Buffer.from(text.value)
        const changedAt = notices.at(-1)?.at ?? system.startedAt
        return ok({
          body,
          type: `${atomMediaType}; charset=utf-8`,
          etag: `"${sha256(body).slice(0, 32)}"`,
          changedAt,
        })
      })
      return made.ok ? sendCacheable(request, reply, made.value, clock.now()) : made
    },
  )
}
