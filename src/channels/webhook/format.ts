/** In whose words a webhook is called: ours, or those of a dialect, which somebody else speaks for this channel. */
import type { Notice } from '#alerts'
import type { Instant, Mode } from '#base'
import type { Webhook } from './subscription.ts'

export const webhookFormats = ['tocsin', 'alertmanager', 'ukraine-alarm'] as const
export type WebhookFormat = (typeof webhookFormats)[number]

interface FormatTrait {
  /** Modes that its receivers can tell apart; it never carries others. */
  readonly modes: readonly Mode[]
  /** What a webhook takes that asks for no modes. Who is paged by programs that know nothing of drills asks for drills by name. */
  readonly unasked: 'those-of-the-installation' | 'live'
}

export const formatTraits: { readonly [format in WebhookFormat]: FormatTrait } = {
  tocsin: { modes: ['live', 'drill', 'test'], unasked: 'those-of-the-installation' },
  alertmanager: { modes: ['live', 'drill', 'test'], unasked: 'live' },
  'ukraine-alarm': { modes: ['live'], unasked: 'live' },
}

export type SpokenFormat = Exclude<WebhookFormat, 'tocsin'>

/**
 * A JSON text, one call. Those that name a key are independent of calls with another one, and keep their order only among their
 * like; all others are made strictly one after the other. A notice's calls are all of one kind.
 */
export type SpokenText = string | { readonly text: string; readonly key: string }

export interface WebhookSpeaker {
  /** One call each; none where a notice says nothing to this receiver. */
  say(notice: Notice, receiver: Pick<Webhook, 'id' | 'areas'>): readonly SpokenText[]
  /** One that wakes nobody; left out where its receivers know no such thing. */
  ping?(at: Instant): string
}

/** Filled by whoever knows the dialects, once they are ready. */
export type WebhookSpeakers = { [format in SpokenFormat]?: WebhookSpeaker }
