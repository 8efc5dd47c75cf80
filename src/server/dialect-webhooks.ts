/** Who is called in a dialect's format: kept as ordinary webhooks, by the rules and with the facts of those. */
import type { Notice } from '#alerts'
import { ok, refuse, type JsonObject, type Result } from '#base'
import { formatTraits, type SpokenText, type Webhook, type WebhookRequest } from '#channels'
import { noticeFor, type DialectCaller, type DialectWebhooks, type WebhookDialect } from '#dialects'
import { may, permittedOf, type Caller, type KeyId } from '#people'
import type { WebhookDesk } from '../channels/webhook/open-webhooks.http.ts'
import { actWithTwo } from './agreed-acts.ts'
import type { DialectDesk } from './dialect-desk.ts'
import { byCaller } from './ordered-by.ts'
import type { System } from './system.ts'

export function dialectWebhooks(system: System, { book }: Pick<WebhookDesk, 'book'>): DialectWebhooks {
  const { clock, config, people, authority } = system
  const contains = (outer: string, inner: string) =>
    system.areas.hierarchy().contains(outer as never, inner as never)
  const ownOf = ({ person }: DialectCaller, format: WebhookDialect) =>
    book.list().filter((it) => it.format === format && it.createdBy === person)

  /** As they may act now, by the key they came with. */
  const callerOf = ({ person: id, key: via }: DialectCaller): Caller | undefined => {
    const person = people.registry.people.get(id as never)
    const key = people.registry.keys.get(via.replace(/^key:/, '') as KeyId)
    if (person === undefined || key === undefined) return undefined
    const { perMinute } = key
    return {
      ...{ person, permitted: permittedOf(people.registry, person, key) },
      via: { by: 'key', key: key.id, perMinute },
    }
  }
  const note = (caller: Caller, type: string, id: string) =>
    system.note({
      ...{ stream: `webhook:${id}`, type, mode: config.mode, data: { webhook: id } },
      ...byCaller(caller),
    })
  const remove = async (caller: Caller, webhooks: readonly Webhook[]) => {
    for (const { id } of webhooks) {
      const removed = await book.remove(id)
      if (removed.ok) await note(caller, 'webhook-removed', id)
    }
  }
  const mayManage = (caller: Caller): Result<void> =>
    may(caller.permitted, { action: 'webhooks.manage', areas: authority.areas }, contains)

  const put = async (caller: Caller, format: WebhookDialect, url: string, before: readonly Webhook[]) => {
    const allowed = mayManage(caller)
    if (!allowed.ok) return allowed
    const request: WebhookRequest = {
      ...{ url, areas: 'everywhere', modes: formatTraits[format].modes, format },
    }
    const checked = book.check(request)
    if (!checked.ok) return checked
    const there = before.find((it) => it.url === checked.value && it.disabled === undefined)
    if (there !== undefined) return ok('done' as const)
    const shown: JsonObject = {
      ...{ host: new URL(checked.value).host, areas: 'everywhere', modes: [...request.modes], levels: null },
      format,
    }
    const payload = request as unknown as JsonObject
    const made = await actWithTwo(system, caller, { kind: 'webhooks/create', payload, shown }, async () => {
      const created = await book.create(request, caller.person.id, clock.now())
      if (!created.ok) return created
      await note(caller, 'webhook-created', created.value.webhook.id)
      await remove(caller, before)
      return ok('done' as const)
    })
    if (!made.ok) return made
    return ok(made.value === 'done' ? ('done' as const) : ('waits' as const))
  }
  const asCaller = async <Value>(
    caller: DialectCaller,
    act: (caller: Caller) => Promise<Result<Value>>,
  ): Promise<Result<Value>> => {
    if (system.decides() === 'other') return refuse('server/not-the-writer')
    const known = callerOf(caller)
    return known === undefined ? refuse('people/unknown-key') : act(known)
  }

  return {
    put: (caller, format, url) => asCaller(caller, (known) => put(known, format, url, ownOf(caller, format))),
    change: (caller, format, url) =>
      asCaller(caller, async (known) => {
        const own = ownOf(caller, format)
        if (own.length === 0) return refuse('webhook/no-such-webhook', { webhook: url })
        return put(known, format, url, own)
      }),
    drop: (caller, format, url) =>
      asCaller(caller, async (known) => {
        const allowed = mayManage(known)
        if (!allowed.ok) return allowed
        const href = url === undefined ? undefined : (URL.parse(url)?.href ?? url)
        const own = ownOf(caller, format).filter((it) => href === undefined || it.url === href)
        if (own.length === 0) return refuse('webhook/no-such-webhook', { webhook: url ?? format })
        await remove(known, own)
        return ok()
      }),
  }
}

/** Lets the dialects that are served here say what their webhooks carry. */
export function speakToWebhooks({ speakers }: Pick<WebhookDesk, 'speakers'>, desk: DialectDesk): void {
  for (const { dialect, picture, ground } of desk.faces) {
    const { calls, ping } = dialect
    if (calls === undefined) continue
    // There may be thousands of them, and most are told the same.
    const made = new WeakMap<Notice, Map<string, readonly SpokenText[]>>()
    speakers[dialect.id as WebhookDialect] = {
      say(notice, { areas }) {
        const now = picture()
        const name = `${now.state} ${areas.toString()}`
        const ofNotice = made.get(notice) ?? new Map<string, readonly SpokenText[]>()
        made.set(notice, ofNotice)
        let said = ofNotice.get(name)
        if (said === undefined) {
          said = calls(noticeFor(notice, { areas }, now.hierarchy), { areas }, now, ground)
          ofNotice.set(name, said)
        }
        return said
      },
      ...(ping === undefined ? {} : { ping: (at) => ping(at, ground) }),
    }
  }
}
