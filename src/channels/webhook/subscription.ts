/** The webhooks of an installation: where to call, for what, signed with which secret. Secrets go in and never come out. */
import type { AreaCode } from '#areas'
import {
  day,
  modes,
  ok,
  plus,
  refuse,
  type ActorId,
  type AddressPolicy,
  type Brand,
  type IdSource,
  type Instant,
  type Json,
  type Mode,
  type Result,
  type Shelf,
} from '#base'
import { formatTraits, type WebhookFormat } from './format.ts'
import { checkUrl, type AddressRefusal } from './webhook-address.ts'

export type WebhookId = Brand<string, 'WebhookId'>

export interface WebhookRequest {
  readonly url: string
  readonly areas: readonly AreaCode[] | 'everywhere'
  readonly modes: readonly Mode[]
  /** `ladder/level`; every level when absent. Whoever was told of an alert hears of its end at whatever level. */
  readonly levels?: readonly string[]
  /** `tocsin` when absent. */
  readonly format?: WebhookFormat
}

/** A webhook as it may be shown. */
export interface Webhook extends WebhookRequest {
  readonly id: WebhookId
  readonly format: WebhookFormat
  readonly createdBy: ActorId
  readonly createdAt: Instant
  readonly disabled?: { readonly at: Instant; readonly why: string }
}

interface Secret {
  readonly secret: string
  /** The end of a secret that was replaced; absent for the present one. */
  readonly until?: Instant
}

interface StoredWebhook extends Omit<Webhook, 'format'> {
  /** Those that were made before there were formats have none. */
  readonly format?: WebhookFormat
  readonly secrets: readonly Secret[]
}

export type SubscriptionRefusal =
  | AddressRefusal
  | 'webhook/unknown-area'
  | 'webhook/mode-not-sayable'
  | 'webhook/nothing-to-tell'
  | 'webhook/too-many'
type Missing = 'webhook/no-such-webhook'

export interface WebhookBook {
  /** The secret is told this once. */
  create(
    request: WebhookRequest,
    by: ActorId,
    at: Instant,
    id?: WebhookId,
  ): Promise<Result<{ readonly webhook: Webhook; readonly secret: string }, SubscriptionRefusal>>
  /** Why it would be refused; ok with the address as it will be called. */
  check(request: WebhookRequest): Result<string, SubscriptionRefusal>
  list(): readonly Webhook[]
  get(id: string): Webhook | undefined
  remove(id: string): Promise<Result<void, Missing>>
  /** A new secret, told this once; the old one signs along for a day, so that a receiver can change over. */
  rotate(id: string, at: Instant): Promise<Result<{ readonly secret: string }, Missing>>
  disable(id: string, why: string, at: Instant): Promise<Result<Webhook, Missing>>
  enable(id: string): Promise<Result<Webhook, Missing>>
  /** For signing alone. */
  secretsOf(id: string, at: Instant): readonly string[]
  /** Reads the shelf again: after another server wrote it. */
  reload(): Promise<void>
}

const collection = 'webhooks'
const overlapFor = day
const page = 500

export async function openWebhookBook(options: {
  readonly shelf: Shelf
  readonly ids: IdSource
  readonly newSecret: () => string
  readonly policy: AddressPolicy
  readonly isArea: (code: AreaCode) => boolean
  readonly limit?: number
}): Promise<WebhookBook> {
  const { shelf, policy } = options
  const limit = options.limit ?? 10_000
  let webhooks = new Map<string, StoredWebhook>()

  const reload = async () => {
    const read = new Map<string, StoredWebhook>()
    let after: string | undefined
    for (;;) {
      const found = await shelf.list(collection, { limit: page, ...(after === undefined ? {} : { after }) })
      for (const { key, document } of found) read.set(key, document as unknown as StoredWebhook)
      after = found.at(-1)?.key
      if (found.length < page) break
    }
    webhooks = read
  }
  /** Durable first, then in force. */
  const keep = async (webhook: StoredWebhook) => {
    await shelf.put(collection, [{ key: webhook.id, document: webhook as unknown as Json }])
    webhooks.set(webhook.id, webhook)
  }
  const changed = async <Value>(id: string, change: (webhook: StoredWebhook) => Promise<Value>) => {
    const found = webhooks.get(id)
    return found === undefined ? refuse('webhook/no-such-webhook', { webhook: id }) : ok(await change(found))
  }

  const check: WebhookBook['check'] = (request) => {
    const url = checkUrl(request.url, policy)
    if (!url.ok) return url
    const { areas } = request
    if (request.modes.filter((mode) => modes.includes(mode)).length === 0)
      return refuse('webhook/nothing-to-tell', { at: 'modes', what: 'a mode' })
    const { format = 'tocsin' } = request
    const unsayable = request.modes.findIndex((mode) => !formatTraits[format].modes.includes(mode))
    if (unsayable >= 0)
      return refuse('webhook/mode-not-sayable', {
        ...{ at: `modes[${unsayable}]`, format, mode: request.modes[unsayable] as string },
      })
    if (areas.length === 0) return refuse('webhook/nothing-to-tell', { at: 'areas', what: 'an area' })
    if (request.levels?.length === 0)
      return refuse('webhook/nothing-to-tell', { at: 'levels', what: 'a level' })
    if (areas !== 'everywhere') {
      const unknown = areas.findIndex((code) => !options.isArea(code))
      if (unknown >= 0)
        return refuse('webhook/unknown-area', { at: `areas[${unknown}]`, area: areas[unknown] as string })
    }
    if (webhooks.size >= limit) return refuse('webhook/too-many', { limit })
    return ok(url.value.href)
  }

  await reload()
  return {
    check,
    async create(request, by, at, id = options.ids.next('webhook') as WebhookId) {
      const url = check(request)
      if (!url.ok) return url
      const secret = options.newSecret()
      const webhook: StoredWebhook = {
        id,
        url: url.value,
        areas: request.areas,
        modes: modes.filter((mode) => request.modes.includes(mode)),
        ...(request.levels === undefined ? {} : { levels: request.levels }),
        format: request.format ?? 'tocsin',
        createdBy: by,
        createdAt: at,
        secrets: [{ secret }],
      }
      await keep(webhook)
      return ok({ webhook: shown(webhook), secret })
    },
    list: () => [...webhooks.values()].map(shown),
    get(id) {
      const found = webhooks.get(id)
      return found === undefined ? undefined : shown(found)
    },
    remove: (id) =>
      changed(id, async () => {
        await shelf.remove(collection, [id])
        webhooks.delete(id)
      }),
    rotate: (id, at) =>
      changed(id, async (webhook) => {
        const secret = options.newSecret()
        const until = plus(at, overlapFor)
        const old = webhook.secrets.filter((it) => it.until === undefined || it.until > at)
        await keep({
          ...webhook,
          secrets: [{ secret }, ...old.map((it) => ({ ...it, until: it.until ?? until }))],
        })
        return { secret }
      }),
    disable: (id, why, at) =>
      changed(id, async (webhook) => {
        await keep({ ...webhook, disabled: { at, why } })
        return shown({ ...webhook, disabled: { at, why } })
      }),
    enable: (id) =>
      changed(id, async (stored) => {
        const { disabled: _, ...webhook } = stored
        await keep(webhook)
        return shown(webhook)
      }),
    secretsOf: (id, at) =>
      (webhooks.get(id)?.secrets ?? [])
        .filter(({ until }) => until === undefined || until > at)
        .map(({ secret }) => secret),
    reload,
  }
}

function shown(stored: StoredWebhook): Webhook {
  const { secrets: _, ...webhook } = stored
  return { ...webhook, format: stored.format ?? 'tocsin' }
}
