/** Opens what webhooks need: the book of subscriptions at once, the channel while this server decides. */
import type { ChannelOpener } from '../opener.ts'
import type { WebhookSpeakers } from './format.ts'
import { newSecret } from './signature.node.ts'
import { openWebhookBook, type WebhookBook } from './subscription.ts'
import { webhookProver } from './webhook-prover.ts'
import { webhookChannel, type WebhookChannel } from './webhook-channel.http.ts'

export interface WebhookDesk {
  readonly book: WebhookBook
  /** Filled by the dialects that are spoken here. */
  readonly speakers: WebhookSpeakers
  /** Undefined while another server decides. */
  channel: WebhookChannel | undefined
}

export const openWebhooks: ChannelOpener<WebhookDesk> = async (around) => {
  const { shelf, clock, ids, log, modes, areas, settings } = around
  const policy = { allowed: settings.webhookAllow }
  const book = await openWebhookBook({ shelf, ids, policy, newSecret, isArea: areas.isArea })
  const speakers: WebhookSpeakers = {}
  const desk: WebhookDesk = { book, speakers, channel: undefined }
  return {
    desk,
    kept: {
      changedBy: ['webhook-created', 'webhook-removed', 'webhook-secret-rotated', 'webhook-enabled'],
      reload: () => book.reload(),
    },
    async open() {
      const channel = webhookChannel({ book, policy, clock, ids, report: log, modes, speakers })
      desk.channel = channel
      const close = async () => {
        desk.channel = undefined
        await channel.close()
      }
      return [{ ...channel, close, prover: webhookProver(channel, book, clock) }]
    },
  }
}
