/** A reach in subscribers: where one target stands for many, those behind it are counted, and not the target. */
import type { Channel, SubscriberTally } from '#channels'
import type { AlertReach, ChannelReach, NoticesReach, ReachCounts } from './reach.ts'

/** Channels that count nobody behind their targets stay as they are. */
export async function withSubscribers(
  reach: AlertReach,
  channels: readonly Pick<Channel, 'name' | 'subscribers'>[],
): Promise<AlertReach> {
  const counted = async (part: NoticesReach): Promise<NoticesReach> => ({
    ...part,
    channels: await Promise.all(part.channels.map((one) => inSubscribers(one, part))),
  })
  const inSubscribers = async (one: ChannelReach, part: NoticesReach): Promise<ChannelReach> => {
    const subscribers = channels.find(({ name }) => name === one.channel)?.subscribers
    if (subscribers === undefined) return one
    const { all, areas } = await subscribers.tallies(reach.alert, part.notices, part.areas)
    // Where nothing is tried any more, nobody is pending: it was overtaken or its time ran out.
    const isTried = one.failed.some(({ known, nextTryAt }) => nextTryAt !== null || known === 'pending')
    return {
      ...one,
      counts: countsOf(all, isTried ? 'pending' : 'superseded'),
      areas: areas.map(({ area, tally }) => ({
        area,
        counts: countsOf(tally, isTried ? 'pending' : 'superseded'),
      })),
      ...(all.unproven === 0 ? {} : { details: { ...one.details, unproven: all.unproven } }),
    }
  }
  return {
    ...reach,
    latest: await counted(reach.latest),
    warned: await counted(reach.warned),
    ended: reach.ended === null ? null : await counted(reach.ended),
  }
}

function countsOf(
  { subscribers, accepted, unknown, refused, pending }: SubscriberTally,
  waiting: 'pending' | 'superseded',
): ReachCounts {
  return {
    ...{
      targets: subscribers,
      confirmed: 0,
      accepted,
      unknown,
      refused,
      expired: 0,
      pending: 0,
      superseded: 0,
    },
    [waiting]: pending,
  }
}
