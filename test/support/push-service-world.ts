/** Push with everything real but the push service, on a region of three districts `a`, `b` and `c`. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { countingIds, recordingLog, type AlertId, type Clock, type Mode, type NoticeId } from '#base'
import {
  memoryPushTable,
  openSubscriptionBook,
  type PushTable,
  type SubscribedPlace,
  type Subscription,
} from '#channels'
import { systemClock } from '../../src/base/clock.node.ts'
import { encryptingThreads } from '../../src/channels/push/encrypting.node.ts'
import { pushChannel, type PushChannelOptions } from '../../src/channels/push/push-channel.ts'
import { pushRequests } from '../../src/channels/push/push-request.http.ts'
import { newVapidKey, vapidTokens } from '../../src/channels/push/vapid.node.ts'
import { told } from './courier-world.ts'
import { startPushService, type Phone, type PushService } from './push-service.node.ts'
import { small } from './small-country.ts'

export interface PushWorldOptions {
  readonly table?: PushTable
  readonly service?: PushService
  readonly channel?: Partial<PushChannelOptions>
  readonly clock?: Clock
}

export interface SubscribeOptions {
  readonly places?: readonly (string | SubscribedPlace)[]
  readonly language?: string
  readonly content?: Subscription['content']
  readonly modes?: readonly Mode[]
  readonly proven?: 'no'
  readonly keys?: 'plain'
}

const key = newVapidKey()
/** One thread for all worlds of a process: starting one takes longer than most tests. */
const encrypting = encryptingThreads({ threads: 1 })

export async function pushWorld(options: PushWorldOptions = {}) {
  const clock = options.clock ?? systemClock()
  const service = options.service ?? (await startPushService({ publicKey: key.publicKey }))
  const table = options.table ?? memoryPushTable()
  const report = recordingLog()
  const policy = { allowed: [service.host] }
  const token = vapidTokens(key, { clock, subject: () => 'mailto:duty@example.org' })
  const requests = pushRequests({ policy, clock, encrypting, token })
  const ids = countingIds()
  const openBook = () =>
    openSubscriptionBook({
      ...{ table, policy, clock, log: report, hierarchy: () => small, modes: ['drill', 'test'] },
      ids: { next: (prefix) => `${ids.next(prefix)}-${randomBytes(4).toString('hex')}` },
      newSecret: () => randomBytes(24).toString('base64url'),
    })
  const book = await openBook()
  await book.ready()
  const openChannel = (more: Partial<PushChannelOptions> = {}) =>
    pushChannel({
      ...{ book, table, requests, clock, report, modes: ['drill', 'test'], flushEvery: 20 },
      ...options.channel,
      ...more,
    })
  const channel = openChannel()
  const secrets = new Map<string, string>()
  return {
    ...{
      channel,
      openChannel,
      openBook,
      book,
      table,
      service,
      report,
      clock,
      requests,
      secrets,
      publicKey: key.publicKey,
    },
    /** Somebody with a phone; proven unless told otherwise. */
    async subscribe(
      options: SubscribeOptions = {},
    ): Promise<{ readonly phone: Phone; readonly subscription: Subscription }> {
      const phone = service.phone(undefined, options.keys === undefined ? {} : { keys: options.keys })
      const wish = {
        ...{ endpoint: phone.endpoint, keys: phone.keys, language: options.language ?? 'en' },
        places: (options.places ?? ['a']).map((place) =>
          typeof place === 'string' ? { kind: 'area' as const, area: place as AreaCode } : place,
        ),
        content: options.content ?? 'full',
        ...(options.modes === undefined ? {} : { modes: options.modes }),
      }
      const made = await book.subscribe(wish, undefined, clock.now())
      assert.ok(made.ok, JSON.stringify(made))
      const { subscription, nonce, secret } = made.value
      secrets.set(subscription.id, secret)
      if (options.proven !== 'no') assert.ok((await book.prove(subscription.id, nonce, clock.now())).ok)
      return { phone, subscription }
    },
    async close() {
      await channel.close()
      requests.close()
      if (options.service === undefined) await service.close()
    },
  }
}

export type PushWorld = Awaited<ReturnType<typeof pushWorld>>

/** A drill notice that is in force for two hours from now. */
export function pushNotice(
  revision: number,
  kind: Notice['kind'],
  areas: readonly string[],
  overrides: Parameters<typeof told>[4] = {},
): Notice {
  const nowMs = Date.now()
  const at = new Date(nowMs).toISOString() as Notice['at']
  const ends = kind !== 'warning' && kind !== 'update'
  const renewBy = new Date(nowMs + 2 * 3_600_000).toISOString() as Notice['at']
  return told('alert-1', revision, kind, areas, { at, ...(ends ? {} : { renewBy }), ...overrides })
}

export const alertOf = (name: string) => name as AlertId
export const noticeOf = (name: string) => name as NoticeId
