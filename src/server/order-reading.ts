/** From a request's body to an officer's order: the areas that were meant, the channels that exist, and whether the caller may. */
import type { z } from 'zod'
import { codesOf, type Alert, type AlertOrder, type DraftOrder } from '#alerts'
import type { AreaCode } from '#areas'
import { ok, refuse, type AlertId, type Result } from '#base'
import type { Action, Deed, Owned } from '#people'
import type { draftBody, StepName } from './schemas.ts'
import type { System } from './system.ts'

export const steps: { readonly [step in StepName]: { readonly action: Action; readonly summary: string } } = {
  edit: {
    action: 'alert.draft',
    summary: 'Change a draft; what waits for approval or is approved becomes a draft again',
  },
  discard: { action: 'alert.draft', summary: 'Throw a draft away' },
  submit: { action: 'alert.submit', summary: 'Ask for approval' },
  approve: {
    action: 'alert.approve',
    summary: 'Approve exactly what was read; a change of an issued alert goes out at once',
  },
  return: { action: 'alert.approve', summary: 'Send back with a reason' },
  issue: { action: 'alert.issue', summary: 'Issue: sirens, streams and feeds follow' },
  raise: { action: 'alert.change', summary: 'Go up the ladder' },
  lower: { action: 'alert.change', summary: 'Go down the ladder' },
  extend: { action: 'alert.change', summary: 'Add areas' },
  reduce: { action: 'alert.change', summary: 'Let areas go; they are told' },
  correct: { action: 'alert.change', summary: 'Correct the text' },
  renew: { action: 'alert.change', summary: 'Let it stand longer' },
  'all-clear': { action: 'alert.end', summary: 'Give the all-clear, for some areas or all' },
  retract: { action: 'alert.end', summary: 'Take back what should not have been sent' },
}

/** Whether the caller may do this, with the action that the order takes. */
type Allowed = (deed: Omit<Deed, 'action'>) => Result<void>

export interface StepBody {
  readonly areas?: string[]
  readonly channels?: 'all' | string[]
  readonly threat?: string
  readonly ladder?: string
  readonly level?: string
}

export interface OrderReader {
  /** `owns` is the caller's authority's, for what was left out. */
  draft(body: z.output<typeof draftBody>, owns: Owned, allowed: Allowed): Result<DraftOrder>
  step(step: StepName, alert: AlertId, body: StepBody, allowed: Allowed): Promise<Result<AlertOrder>>
}

export function orderReader(system: System): OrderReader {
  const { areas, authority, config, desk } = system

  /** The codes that were meant. Outside of what the authority owns nobody here may warn, whatever their own rights. */
  const resolve = (texts: readonly string[], within?: string): Result<readonly AreaCode[]> => {
    const codes = areas.resolve(texts, within)
    if (!codes.ok) return codes
    const outside = codes.value.find(
      (code) => !authority.areas.some((own) => areas.hierarchy().contains(own, code)),
    )
    return outside === undefined ? codes : refuse('people/outside-area', { at: 'areas', area: outside })
  }

  /** A misspelt channel would warn nobody and say so to nobody. */
  const knownChannels = (named: 'all' | readonly string[] | undefined): Result<void> => {
    if (named === undefined || named === 'all') return ok()
    const known = system.channels().map((channel) => channel.name)
    const unknown = named.findIndex((name) => !known.includes(name))
    return unknown < 0
      ? ok()
      : refuse('alerts/unknown-channel', { at: `channels[${unknown}]`, channel: named[unknown]!, known })
  }

  return {
    draft(body, owns, allowed) {
      const { within, areas: texts, mode: asked, ladder, ...rest } = body
      const mode = asked ?? config.mode
      if (mode === 'live' && config.mode !== 'live')
        return refuse('server/live-not-here', { at: 'mode', mode: config.mode })
      const codes = resolve(texts, within)
      if (!codes.ok) return codes
      const known = knownChannels(body.channels)
      if (!known.ok) return known
      const { threat, level, channels = usual(owns.channels) } = rest
      const order = {
        ...{ type: 'draft', ...rest, mode, areas: codes.value, channels },
        ladder: ladder ?? ladderOf(owns.ladders, authority.ladder),
      }
      const deed = { areas: codes.value, mode, threat, ladder: order.ladder, level, channels }
      const may = allowed(deed)
      return may.ok ? ok(compact(order) as DraftOrder) : may
    },
    async step(step, id, body, allowed) {
      const alert = await desk.find(id)
      if (alert.status === 'none') return refuse('alerts/unknown', { alert: id })
      const named = body.areas === undefined ? ok([]) : resolve(body.areas)
      if (!named.ok) return named
      const known = knownChannels(body.channels)
      if (!known.ok) return known
      for (const deed of deedsOf(alert, body, named.value)) {
        const may = allowed(deed)
        if (!may.ok) return may
      }
      const order = { type: step, alert: alert.id, ...body }
      return ok(compact(body.areas === undefined ? order : { ...order, areas: named.value }) as AlertOrder)
    },
  }
}

/** An order about an alert as a machine gives it: it may not be anybody's second person. */
export function asGiven<Given extends object>(order: Given, as: 'human' | 'machine'): Given {
  return as === 'machine' && 'alert' in order ? { ...order, as } : order
}

/** Everything that an authority owns, where nothing was named. */
function usual(owned: 'all' | readonly string[]): 'all' | string[] {
  return owned === 'all' ? 'all' : [...owned]
}

function ladderOf<Ladder extends string>(owned: 'all' | readonly string[], main: Ladder): Ladder {
  return owned === 'all' || owned.includes(main) ? main : ((owned[0] ?? main) as Ladder)
}

/**
 * What a step is about, each of which must be the caller's to warn of: the alert as it stands, a change of it that waits,
 * and what it would become.
 */
function deedsOf(alert: Exclude<Alert, { status: 'none' }>, body: StepBody, named: readonly AreaCode[]) {
  const contents = [
    alert.content,
    ...(alert.status === 'issued' && alert.pending !== undefined ? [alert.pending.content] : []),
  ]
  const deeds = contents.map(({ threat, ladder, level, areas, channels }) => ({
    ...{ mode: alert.mode, areas: codesOf(areas) },
    ...{ threat: threat as string, ladder: ladder as string, level: level as string, channels },
  }))
  const now = deeds[0]!
  const { threat = now.threat, ladder = now.ladder, level = now.level, channels = now.channels } = body
  return [...deeds, { ...now, areas: [...now.areas, ...named], threat, ladder, level, channels }]
}

/** Without the members that are undefined: an order's digest must not depend on how a member was left out. */
function compact(order: object): unknown {
  return Object.fromEntries(Object.entries(order).filter(([, value]) => value !== undefined))
}
