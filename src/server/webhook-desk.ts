/** Opens what webhooks need: the book of subscriptions always, the channel while this server decides. */
import type { Clock, IdSource, Log, Mode, Shelf } from '#base'
import { openWebhookBook, type AddressPolicy, type Channel, type WebhookBook } from '#channels'
import { newSecret } from '../channels/webhook/signature.node.ts'
import { webhookChannel, type WebhookChannel } from '../channels/webhook/webhook-channel.http.ts'
import type { AreaBook } from './area-book.ts'
import type { Config } from './config.ts'
import type { System } from './system.ts'

export interface WebhookDesk {
  readonly book: WebhookBook
  /** Undefined while another server decides. */
  channel: WebhookChannel | undefined
  openChannel(system: System): Promise<Channel>
}

export async function openWebhooks(parts: {
  readonly config: Pick<Config, 'webhookAllow' | 'mode'>
  readonly shelf: Shelf
  readonly areas: AreaBook
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
}): Promise<WebhookDesk> {
  const { config, shelf, areas, clock, ids, log } = parts
  const policy: AddressPolicy = { allowed: config.webhookAllow }
  const book = await openWebhookBook({
    ...{ shelf, ids, policy },
    newSecret,
    isArea: (code) => areas.hierarchy().get(code) !== undefined,
  })
  const modes: readonly Mode[] = config.mode === 'live' ? ['live', 'drill', 'test'] : ['drill', 'test']
  const desk: WebhookDesk = {
    book,
    channel: undefined,
    async openChannel() {
      await book.reload()
      const channel = webhookChannel({ book, policy, clock, ids, report: log, modes })
      desk.channel = channel
      return {
        ...channel,
        async close() {
          desk.channel = undefined
          await channel.close()
        },
      }
    },
  }
  return desk
}
