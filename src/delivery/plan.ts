/** Who must be told of a notice, in which order, and which earlier attempts it makes untrue. */
import { isEnd, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { modes, type Instant, type Mode } from '#base'
import type { Abilities, Target } from '#channels'
import {
  attemptId,
  isHeard,
  isOpen,
  planned,
  settle,
  type Attempt,
  type Sending,
  type Tryable,
} from './attempt.ts'
import { deadlineOf, type RetrySchedule } from './retry.ts'

/** Whether `inner` is `outer` or lies below it. */
export type Contains = (outer: AreaCode, inner: AreaCode) => boolean

/** A channel as the plan sees it, with the targets it named for the notice. */
export interface Reachable {
  readonly name: string
  readonly abilities: Abilities
  readonly schedule: RetrySchedule
  readonly targets: readonly Target[]
}

export interface Plan {
  /** New attempts. Those of a mode that the channel may not carry are refused from the start, and so recorded. */
  readonly attempts: readonly Attempt[]
  /** Open attempts of this alert that must not be tried again. */
  readonly overtaken: readonly (Tryable | Sending)[]
  /** Whether a try in flight is called off: an end or something louder doesn't wait for it. */
  readonly callsOff: (overtaken: Attempt) => boolean
}

/** Whether it ends the alert everywhere, not only for areas that leave it while others go on. */
export function endsAlert(notice: Pick<Notice, 'kind' | 'reason'>): boolean {
  return notice.reason === 'cleared' || notice.reason === 'retracted' || notice.reason === 'lapsed'
}

/** Whether a channel is asked for targets at all: the alert chose it, and it carries notices of such a level. */
export function isFor(
  notice: Notice,
  channel: { readonly name: string; readonly abilities: Abilities },
): boolean {
  if (notice.channels !== 'all' && !notice.channels.includes(channel.name)) return false
  return channel.abilities.carries === 'every-level' || notice.siren !== undefined
}

/** Whether two areas have ground in common: one is or contains the other. */
export function overlaps(a: AreaCode, b: AreaCode, contains: Contains): boolean {
  return contains(a, b) || contains(b, a)
}

/**
 * Lower goes first. Live before drill before test; within a mode ends before warnings, danger before advisory, and what
 * is new or worse before what only continues.
 */
export function priorityOf(
  notice: Pick<Notice, 'mode' | 'kind' | 'gravity'>,
  loudFor: readonly AreaCode[],
): number {
  return 5 * modeRank[notice.mode] + rank(notice, loudFor)
}

const modeRank: { readonly [mode in Mode]: number } = { live: 0, drill: 1, test: 2 }

function rank(notice: Pick<Notice, 'kind' | 'gravity'>, loudFor: readonly AreaCode[]): number {
  if (isEnd(notice)) return 0
  return (notice.gravity === 'danger' ? 1 : 3) + (loudFor.length > 0 ? 0 : 1)
}

/** How many priorities there are: all lie in 0 … priorities - 1. */
export const priorities = 5 * modes.length

/**
 * Plans a notice. `earlier` holds every attempt of the same alert so far; `channels` those that `isFor` names, with the
 * targets they gave, and, without targets, any other that an earlier attempt went to. Planning the same notice again
 * with its attempts among `earlier` adds only targets that are new.
 */
export function planNotice(
  notice: Notice,
  channels: readonly Reachable[],
  earlier: readonly Attempt[],
  contains: Contains,
  at: Instant,
): Plan {
  const last = lastWords(earlier, notice.revision)
  const known = new Set(earlier.map(({ id }) => id))
  const attempts: Attempt[] = []
  for (const { channel, targets } of whoIsTold(notice, channels, earlier, contains, last)) {
    const deadlineAt = deadlineOf(notice, channel.schedule, at)
    for (const target of targets) {
      if (known.has(attemptId(notice.id, channel.name, target.id))) continue
      const before = last.get(channel.name)?.get(target.id)?.planned
      attempts.push(attemptFor(notice, channel, target, before, contains, at, deadlineAt))
    }
  }
  return {
    attempts,
    overtaken: overtakenBy(notice, attempts, earlier, contains),
    callsOff: (overtaken) =>
      isEnd(notice) ||
      attempts.some(
        (it) => it.channel === overtaken.channel && it.target === overtaken.target && it.loudFor.length > 0,
      ),
  }
}

/** Whom a notice is for on each channel, also those who must hear of it only because they were told before. */
export function whoIsTold<Asked extends Pick<Reachable, 'name' | 'abilities' | 'targets'>>(
  notice: Notice,
  channels: readonly Asked[],
  earlier: readonly Attempt[],
  contains: Contains,
  last: LastWordsByTarget = lastWords(earlier, notice.revision),
): readonly { readonly channel: Asked; readonly targets: readonly Target[] }[] {
  // Something newer was planned already: this notice is history, and only what it ends is still worth telling.
  const outdated = earlier.some((it) => it.revision > notice.revision)
  if (outdated && !isEnd(notice)) return []
  return channels.map((channel) => {
    const targets = new Map(channel.targets.map((target) => [target.id, target]))
    for (const { told } of last.get(channel.name)?.values() ?? [])
      if (told !== undefined && !targets.has(told.target) && mustFollow(notice, told, channel, contains))
        targets.set(told.target, { id: told.target, areas: told.serves })
    return { channel, targets: [...targets.values()] }
  })
}

function attemptFor(
  notice: Notice,
  channel: Reachable,
  target: Target,
  before: Attempt | undefined,
  contains: Contains,
  at: Instant,
  deadlineAt: Instant,
): Attempt {
  const concerns = (code: AreaCode) =>
    target.areas === 'everywhere' || target.areas.some((own) => overlaps(own, code, contains))
  const all = notice.areas.map(({ code }) => code)
  const areas = all.filter(concerns)
  const loudFor = notice.loudFor.filter(concerns)
  if (before !== undefined && !isEnd(notice) && !isEnd(before) && !isHeard(before)) {
    // What never got through is still new to this target, whatever the notice says of everybody else.
    for (const code of before.loudFor)
      if (!loudFor.includes(code) && all.some((area) => overlaps(area, code, contains))) loudFor.push(code)
  }
  const waiting = planned(
    notice,
    {
      channel: channel.name,
      target: target.id,
      serves: target.areas,
      areas: areas.length > 0 ? areas : all,
      loudFor,
      priority: priorityOf(notice, loudFor),
      deadlineAt,
    },
    at,
  )
  if (channel.abilities.modes.includes(notice.mode)) return waiting
  return settle(waiting, { kind: 'refused', problem: 'delivery/mode-not-carried', retry: 'never' }, at, null)
}

interface LastWords {
  /** The latest that was planned for the target. */
  readonly planned: Attempt
  /** The latest that it may have heard. */
  readonly told?: Attempt
}

type LastWordsByTarget = ReadonlyMap<string, ReadonlyMap<string, LastWords>>

/** What each target was last to hear of the alert before `revision`, by channel and target. */
function lastWords(earlier: readonly Attempt[], revision: number): LastWordsByTarget {
  const byChannel = new Map<string, Map<string, LastWords>>()
  for (const attempt of earlier) {
    if (attempt.revision >= revision) continue
    let byTarget = byChannel.get(attempt.channel)
    if (byTarget === undefined) byChannel.set(attempt.channel, (byTarget = new Map()))
    const words = byTarget.get(attempt.target)
    const latest = later(words?.planned, attempt)
    const told = attempt.tries > 0 ? later(words?.told, attempt) : words?.told
    byTarget.set(attempt.target, told === undefined ? { planned: latest } : { planned: latest, told })
  }
  return byChannel
}

/** Of one revision the ending part is told first, so that the part which goes on is the last word. */
function later(a: Attempt | undefined, b: Attempt): Attempt {
  if (a === undefined || b.revision > a.revision) return b
  return b.revision === a.revision && isEnd(a) ? b : a
}

/** Whether a target that the channel no longer names must still hear this, because it was told of the alert. */
function mustFollow(
  notice: Notice,
  told: Attempt,
  channel: Pick<Reachable, 'name' | 'abilities'>,
  contains: Contains,
): boolean {
  if (isEnd(told)) return false
  if (endsAlert(notice)) return true
  // Going down to a silent level is an end to whoever sounded for it; later news at that level is none of theirs.
  if (!isEnd(notice) && !isFor(notice, channel) && notice.reason !== 'lowered') return false
  // Who was told of a whole region has nothing to hear of a part of it that is not theirs.
  const theirs = (code: AreaCode) =>
    told.serves === 'everywhere' || told.serves.some((own) => overlaps(own, code, contains))
  return notice.areas.some(
    ({ code }) => theirs(code) && told.areas.some((area) => overlaps(area, code, contains)),
  )
}

function overtakenBy(
  notice: Notice,
  attempts: readonly Attempt[],
  earlier: readonly Attempt[],
  contains: Contains,
): readonly (Tryable | Sending)[] {
  const here = new Set(attempts.map((it) => `${it.channel}/${it.target}`))
  for (const it of earlier) if (it.notice === notice.id) here.add(`${it.channel}/${it.target}`)
  const within = (code: AreaCode) => notice.areas.some((area) => contains(area.code, code))
  const touches = (code: AreaCode) => notice.areas.some((area) => overlaps(area.code, code, contains))
  return earlier.filter(isOpen).filter((it) => {
    if (it.revision >= notice.revision) return false
    // An end is owed until the same target hears something newer of the very areas it ends.
    if (isEnd(it)) return here.has(`${it.channel}/${it.target}`) && it.areas.every(within)
    // Areas that leave while others go on: the part that goes on has its own notice, which overtakes the rest.
    if (isEnd(notice) && !endsAlert(notice)) return it.areas.some(touches)
    return true
  })
}
