/** The channels of the product, one line each. A new one is a folder beside these and a line here. */
import { openCellBroadcast } from './cell-broadcast/open-cell-broadcast.cbe.ts'
import { openEmail } from './email/open-email.smtp.ts'
import { openPush } from './push/open-push.http.ts'
import { openSirens } from './siren/open-sirens.mqtt.ts'
import { openSms } from './sms/open-sms.smpp.ts'
import { openVoice } from './voice/open-voice.http.ts'
import { openWebhooks } from './webhook/open-webhooks.http.ts'
import type { Channel } from './channel.ts'
import type { ChannelOpener, ChannelSurroundings, KeptAtHand, ReadyChannel } from './opener.ts'

export const channelOpeners = {
  'cell-broadcast': openCellBroadcast,
  email: openEmail,
  push: openPush,
  siren: openSirens,
  sms: openSms,
  voice: openVoice,
  webhook: openWebhooks,
} as const satisfies { readonly [name: string]: ChannelOpener<unknown> }

type Openers = typeof channelOpeners
export type Desks = { readonly [name in keyof Openers]: Awaited<ReturnType<Openers[name]>>['desk'] }

export interface ReadyChannels {
  readonly desks: Desks
  readonly kept: readonly KeptAtHand[]
  open(): Promise<readonly Channel[]>
}

/** Makes every channel ready, one after the other: the order is the registry's. */
export async function readyChannels(around: ChannelSurroundings): Promise<ReadyChannels> {
  const ready: [string, ReadyChannel<unknown>][] = []
  for (const [name, open] of Object.entries(channelOpeners)) ready.push([name, await open(around)])
  return {
    desks: Object.fromEntries(ready.map(([name, { desk }]) => [name, desk])) as unknown as Desks,
    kept: ready.flatMap(([, { kept }]) => kept ?? []),
    async open() {
      const channels: Channel[] = []
      try {
        for (const [, one] of ready) channels.push(...(await one.open()))
      } catch (error) {
        // What one of them began would keep a process alive that has nothing to do.
        await Promise.all(channels.map((channel) => channel.close()))
        throw error
      }
      return channels
    },
  }
}
