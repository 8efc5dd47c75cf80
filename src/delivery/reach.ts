/** What is known of who was told, per area and channel: each target counted once under what is certain, never rounded up. */
import { isEnd, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import type { AlertId, Instant, NoticeId } from '#base'
import type { Outcome } from '#channels'
import type { Attempt, AttemptId } from './attempt.ts'
import { endsAlert, overlaps, type Contains } from './plan.ts'

/** What is known of one target. `expired`: its time ran out before it took anything. `pending`: no try has an outcome yet. */
export type Known = 'confirmed' | 'accepted' | 'unknown' | 'refused' | 'expired' | 'pending' | 'superseded'

export type ReachCounts = { readonly targets: number } & { readonly [known in Known]: number }

export interface ChannelReach {
  readonly channel: string
  /** Each target once, however many of the areas it serves. */
  readonly counts: ReachCounts
  /** A target that serves two of the areas is counted in both. */
  readonly areas: readonly { readonly area: AreaCode; readonly counts: ReachCounts }[]
  /** The areas, or the parts of them, that no target of this channel serves. */
  readonly uncovered: readonly AreaCode[]
  /** What the targets added to their outcomes: `{ sounding: 981, passed: 3 }`. */
  readonly details: { readonly [detail: string]: number }
  /** Every target that has not taken it for sure, and why. */
  readonly failed: readonly FailedTarget[]
}

export interface FailedTarget {
  readonly attempt: AttemptId
  readonly target: string
  readonly known: Known
  /** The code of a problem; null while there is none. */
  readonly problem: string | null
  readonly tries: number
  readonly nextTryAt: Instant | null
}

export interface NoticesReach {
  readonly notices: readonly NoticeId[]
  readonly areas: readonly AreaCode[]
  readonly channels: readonly ChannelReach[]
  /** The areas, or the parts of them, that no target of any channel serves. */
  readonly uncovered: readonly AreaCode[]
}

/** Three questions of one alert, each answered over all channels. */
export interface AlertReach {
  readonly alert: AlertId
  readonly revision: number
  /** Who was told the latest revision. */
  readonly latest: NoticesReach
  /** Who was ever warned: the best that is known of each target over all warnings and updates. */
  readonly warned: NoticesReach
  /** Who was told that it is over; null until it ended. */
  readonly ended: NoticesReach | null
}

export interface Ground {
  readonly contains: Contains
  readonly children: (area: AreaCode) => readonly AreaCode[]
}

/** Finer words for an attempt than its outcome has, from the channel that knows them: a siren's `sounding`. */
export type DetailOf = (attempt: Attempt) => string | undefined

/** Null when the courier has planned nothing of it. `channels` names those that should be listed even without a target. */
export function reachOf(
  notices: readonly Notice[],
  attempts: readonly Attempt[],
  ground: Ground,
  options: { readonly channels?: readonly string[]; readonly detailOf?: DetailOf } = {},
): AlertReach | null {
  const last = notices.reduce<Notice | undefined>(
    (latest, it) => (latest === undefined || it.revision >= latest.revision ? it : latest),
    undefined,
  )
  if (last === undefined) return null
  const over = (chosen: (it: Pick<Notice, 'kind' | 'revision'>) => boolean) =>
    noticesReach(notices.filter(chosen), attempts.filter(chosen), ground, {
      channels: options.channels ?? [],
      detailOf: options.detailOf ?? saidDetail,
    })
  return {
    alert: last.alert,
    revision: last.revision,
    latest: over(({ revision }) => revision === last.revision),
    warned: over((it) => !isEnd(it)),
    ended: notices.some(endsAlert) ? over(isEnd) : null,
  }
}

function noticesReach(
  notices: readonly Notice[],
  attempts: readonly Attempt[],
  ground: Ground,
  options: { readonly channels: readonly string[]; readonly detailOf: DetailOf },
): NoticesReach {
  const areas = [...new Set(notices.flatMap((notice) => notice.areas.map(({ code }) => code)))]
  const byChannel = Map.groupBy(attempts, (it) => it.channel)
  const names = new Set([...options.channels, ...byChannel.keys()])
  return {
    notices: notices.map(({ id }) => id),
    areas,
    channels: [...names].map((name) =>
      channelReach(name, byChannel.get(name) ?? [], areas, ground, options.detailOf),
    ),
    uncovered: uncoveredIn(areas, attempts, ground),
  }
}

function channelReach(
  channel: string,
  attempts: readonly Attempt[],
  areas: readonly AreaCode[],
  ground: Ground,
  detailOf: DetailOf,
): ChannelReach {
  const best = [...Map.groupBy(attempts, (it) => it.target).values()].map(bestOf)
  const details: { [detail: string]: number } = {}
  for (const attempt of best) {
    const detail = detailOf(attempt)
    if (detail !== undefined) details[detail] = (details[detail] ?? 0) + 1
  }
  const serving =
    (area: AreaCode) =>
    ({ serves }: Attempt) =>
      serves === 'everywhere' || serves.some((own) => overlaps(own, area, ground.contains))
  return {
    channel,
    counts: countsOf(best),
    areas: areas.map((area) => ({ area, counts: countsOf(best.filter(serving(area))) })),
    uncovered: uncoveredIn(areas, attempts, ground),
    details,
    failed: best.filter((it) => !certain.has(knownOf(it))).map(failedTarget),
  }
}

const certain: ReadonlySet<Known> = new Set(['confirmed', 'accepted'])

/** What is certain of an attempt. What was overtaken after a try keeps that try's outcome. */
export function knownOf(attempt: Attempt): Known {
  switch (attempt.state) {
    case 'waiting':
    case 'sending':
      return attempt.lastOutcome === null ? 'pending' : attempt.lastOutcome.kind
    case 'superseded':
      return attempt.tries > 0 && attempt.lastOutcome !== null ? attempt.lastOutcome.kind : 'superseded'
    default:
      return attempt.state
  }
}

/** From what says most to what says least about having been told. */
const order: readonly Known[] = [
  'confirmed',
  'accepted',
  'unknown',
  'pending',
  'refused',
  'expired',
  'superseded',
]

function bestOf(attempts: readonly Attempt[]): Attempt {
  return attempts.reduce((best, it) => {
    const better = order.indexOf(knownOf(it)) - order.indexOf(knownOf(best))
    return better < 0 || (better === 0 && it.revision > best.revision) ? it : best
  })
}

function countsOf(attempts: readonly Attempt[]): ReachCounts {
  const counts = {
    targets: attempts.length,
    confirmed: 0,
    accepted: 0,
    unknown: 0,
    refused: 0,
    expired: 0,
    pending: 0,
    superseded: 0,
  }
  for (const attempt of attempts) counts[knownOf(attempt)]++
  return counts
}

function failedTarget(attempt: Attempt): FailedTarget {
  const { lastOutcome } = attempt
  return {
    attempt: attempt.id,
    target: attempt.target,
    known: knownOf(attempt),
    problem: lastOutcome !== null && 'problem' in lastOutcome ? lastOutcome.problem : null,
    tries: attempt.tries,
    nextTryAt: attempt.nextTryAt,
  }
}

function saidDetail({ lastOutcome }: Attempt): string | undefined {
  return detailIn(lastOutcome)
}

function detailIn(outcome: Outcome | null): string | undefined {
  return outcome?.kind === 'confirmed' ? outcome.detail : undefined
}

/** An area is covered by a target that serves it or something around it; where only parts are served, the rest is named. */
function uncoveredIn(
  areas: readonly AreaCode[],
  attempts: readonly Attempt[],
  { contains, children }: Ground,
): readonly AreaCode[] {
  const served = new Set<AreaCode>()
  for (const { serves } of attempts) {
    if (serves === 'everywhere') return []
    for (const code of serves) served.add(code)
  }
  const all = [...served]
  const uncovered = (area: AreaCode): readonly AreaCode[] => {
    if (all.some((code) => contains(code, area))) return []
    if (!all.some((code) => contains(area, code))) return [area]
    return children(area).flatMap(uncovered)
  }
  return areas.flatMap(uncovered)
}

/** The part of a reach that goes into the ledger as `reach-summarised`: counts and gaps, no list of targets. */
export function reachSummary(reach: AlertReach) {
  const summed = (part: NoticesReach) => ({
    uncovered: part.uncovered,
    channels: part.channels.map(({ channel, counts, details, uncovered, areas }) => ({
      channel,
      counts,
      details,
      uncovered,
      areas,
    })),
  })
  return {
    alert: reach.alert,
    revision: reach.revision,
    warned: summed(reach.warned),
    latest: summed(reach.latest),
    ended: reach.ended === null ? null : summed(reach.ended),
  }
}
