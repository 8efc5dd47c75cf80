/** Whom the courier would try for notices that are only previewed: the same channels, the same plan, nothing written or sent. */
import { isEnd, textLengths, type Notice, type TextLength } from '#alerts'
import type { AreaCode, Hierarchy } from '#areas'
import type { NoticeId } from '#base'
import type { Channel } from '#channels'
import { isFor, whoIsTold, type Attempt } from '#delivery'

/** One receiver that would be tried with one of the notices. */
export interface ForeseenTry {
  readonly notice: NoticeId
  readonly channel: string
  readonly target: string
}

export interface ForeseenReach {
  /** Without those that a channel's modes refuse from the start. */
  readonly tries: readonly ForeseenTry[]
  /** Every channel there is, also those that this is not for. */
  readonly asked: readonly string[]
  /** Those that it is for. */
  readonly channels: readonly {
    readonly name: string
    /** The lengths of text it can carry. */
    readonly lengths: readonly TextLength[]
    /** Whether it may carry the mode at all. */
    readonly mode: 'carried' | 'not-carried'
    /** Different receivers that would be tried, subscribers where a target stands for many; null where the channel gave no answer. */
    readonly targets: number | null
  }[]
}

export async function foreseeReach(
  notices: readonly Notice[],
  channels: readonly Channel[],
  earlier: readonly Attempt[],
  hierarchy: Hierarchy,
): Promise<ForeseenReach> {
  const tries: ForeseenTry[] = []
  const silent = new Set<string>()
  const told = new Set(earlier.flatMap((one) => (one.tries > 0 ? [one.channel] : [])))
  for (const notice of notices) {
    const covers = coveredBy(
      hierarchy,
      notice.areas.map(({ code }) => code),
    )
    const reachable = []
    for (const channel of channels) {
      const asked = isFor(notice, channel)
      if (!asked && !(isEnd(notice) && told.has(channel.name))) continue
      const named = asked ? await targetsOf(channel, notice, covers) : []
      if (named === undefined) silent.add(channel.name)
      reachable.push({ name: channel.name, abilities: channel.abilities, targets: named ?? [] })
    }
    for (const { channel, targets } of whoIsTold(notice, reachable, earlier, hierarchy.contains))
      if (channel.abilities.modes.includes(notice.mode))
        for (const { id } of targets) tries.push({ notice: notice.id, channel: channel.name, target: id })
  }
  const [first] = notices
  const targetsByChannel = Map.groupBy(tries, ({ channel }) => channel)
  const chosen = channels.filter(
    (channel) => targetsByChannel.has(channel.name) || notices.some((notice) => isFor(notice, channel)),
  )
  return {
    tries,
    asked: channels.map(({ name }) => name),
    channels: chosen.map(({ name, abilities, subscribers }) => ({
      name,
      lengths: textLengths.filter(
        (length) => abilities.longestText === 'any' || length <= abilities.longestText,
      ),
      mode: first === undefined || abilities.modes.includes(first.mode) ? 'carried' : 'not-carried',
      targets: silent.has(name)
        ? null
        : subscribers === undefined
          ? new Set(targetsByChannel.get(name)?.map(({ target }) => target)).size
          : Math.max(0, ...notices.map((notice) => subscribers.foreseen(notice))),
    })),
  }
}

/** A channel that can't say whom it reaches must not keep an officer from the words. */
async function targetsOf(channel: Channel, notice: Notice, covers: (area: AreaCode) => boolean) {
  try {
    return await (channel.foreseenTargets?.(notice, covers) ?? channel.targets(notice, covers))
  } catch {
    return undefined
  }
}

/** Whether an area is one of these, lies in one or around one. */
export function coveredBy(hierarchy: Hierarchy, codes: readonly AreaCode[]): (area: AreaCode) => boolean {
  const these = new Set(codes)
  const around = new Set(codes.flatMap((code) => hierarchy.ancestors(code).map((above) => above.code)))
  return (area) =>
    these.has(area) || around.has(area) || hierarchy.ancestors(area).some((above) => these.has(above.code))
}
