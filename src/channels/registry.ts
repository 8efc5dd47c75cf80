/** The channels of an installation by name. Nobody asks a name what it can do; the name only says whom an alert chose. */
import type { Notice } from '#alerts'
import { ok, refuse, type Result } from '#base'
import type { Channel } from './channel.ts'

export interface ChannelRegistry {
  readonly all: readonly Channel[]
  get(name: string): Channel | undefined
  /** Those that a notice chose and that carry its mode, in the registry's order. */
  for(notice: Pick<Notice, 'channels' | 'mode'>): readonly Channel[]
}

export function channelRegistry(
  channels: readonly Channel[],
): Result<ChannelRegistry, 'channels/duplicate-name'> {
  const byName = new Map<string, Channel>()
  for (const channel of channels) {
    if (byName.has(channel.name)) return refuse('channels/duplicate-name', { name: channel.name })
    byName.set(channel.name, channel)
  }
  return ok({
    all: [...channels],
    get: (name) => byName.get(name),
    for: (notice) =>
      channels.filter(
        ({ name, abilities }) =>
          (notice.channels === 'all' || notice.channels.includes(name)) &&
          abilities.modes.includes(notice.mode),
      ),
  })
}
