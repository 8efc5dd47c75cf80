/** What changes or ends an alert in force, with its words: what is said to those who stay warned and to those who are let go. */
import { except, type AreaCode } from '#areas'
import { ok, refuse, type Result } from '#base'
import type { Alert, AlertContent, Farewell, FrozenArea, Issued, Wording } from './alert.ts'
import { lineKey } from './board.ts'
import type { AlertCommand } from './command.ts'
import { frozen, stepOf } from './compose-content.ts'
import { codesOf } from './content.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import type { AlertOrder, DueOrder, Overrides } from './order.ts'
import type { Asked, Here, Saying } from './surroundings.ts'

type InForceOrder = Extract<
  AlertOrder | DueOrder,
  { type: 'raise' | 'lower' | 'extend' | 'reduce' | 'correct' | 'renew' | 'all-clear' | 'retract' | 'lapse' }
>
type AskedAlone = Asked & { readonly emergency?: string }
type InForce = Issued | Extract<Alert, { status: 'ended' }>

export function composeInForce(
  alert: InForce,
  order: InForceOrder,
  asked: Asked,
  around: Here,
): Result<AlertCommand> {
  const { content } = alert
  switch (order.type) {
    case 'raise':
    case 'lower': {
      const step = stepOf(content.threat, content.ladder, order.level, around.book)
      if (!step.ok) return step
      const changed = { ...content, level: order.level, step: step.value }
      const kind = order.type === 'raise' ? 'raised' : 'lowered'
      return change(kind, alert, changed, alone(order, asked), around)
    }
    case 'extend': {
      const areas = frozen([...codesOf(content.areas), ...order.areas], around)
      if (!areas.ok) return areas
      return change('extended', alert, { ...content, areas: areas.value }, alone(order, asked), around)
    }
    case 'reduce': {
      const parted = part(alert, order.areas, 'reduced', around)
      if (!parted.ok) return parted
      const { stays, leaves } = parted.value
      return change('reduced', alert, { ...content, areas: stays }, alone(order, asked), around, leaves)
    }
    case 'correct': {
      // Without a word by hand it would be the old text with a new heading.
      if (Object.values(order.texts).every((texts) => Object.keys(texts).length === 0))
        return refuse('alerts/nothing-changed', { at: 'texts' })
      const wording = say(alert, content, 'update', 'corrected', around, order.texts)
      if (!wording.ok) return wording
      return ok({
        ...alone(order, asked),
        type: 'change',
        change: 'corrected',
        content: { ...content, wording: wording.value },
      })
    }
    case 'renew': {
      const renewForMinutes = order.renewForMinutes ?? content.renewForMinutes
      return ok({ ...asked, type: 'change', change: 'renewed', content: { ...content, renewForMinutes } })
    }
    case 'all-clear': {
      if (order.areas !== undefined && mightPart(alert, order.areas, around)) {
        const parted = part(alert, order.areas, 'areas-cleared', around)
        if (!parted.ok) return parted
        const changed = { ...content, areas: parted.value.stays }
        const wording = say(alert, changed, 'update', 'areas-cleared', around)
        if (!wording.ok) return wording
        const { leaves } = parted.value
        return ok({ ...asked, type: 'clear-areas', content: { ...changed, wording: wording.value }, leaves })
      }
      const wording = say(alert, content, 'all-clear', 'cleared', around)
      if (!wording.ok) return wording
      const reason = order.reason === undefined ? {} : { reason: order.reason }
      return ok({ ...asked, type: 'clear', wording: wording.value, ...reason })
    }
    case 'retract': {
      const wording = say(alert, content, 'retraction', 'retracted', around)
      return wording.ok
        ? ok({ ...asked, type: 'retract', wording: wording.value, reason: order.reason })
        : wording
    }
    case 'lapse': {
      const wording = say(alert, content, 'lapse', 'lapsed', around)
      return wording.ok ? ok({ ...asked, type: 'lapse', wording: wording.value }) : wording
    }
  }
}

function alone(order: { readonly emergency?: string }, asked: Asked): AskedAlone {
  return order.emergency === undefined ? asked : { ...asked, emergency: order.emergency }
}

function change(
  kind: 'raised' | 'lowered' | 'extended' | 'reduced',
  alert: InForce,
  changed: AlertContent,
  asked: AskedAlone,
  around: Here,
  leaves?: Farewell,
): Result<AlertCommand> {
  const wording = say(alert, changed, 'update', kind, around)
  if (!wording.ok) return wording
  const content = { ...changed, wording: wording.value }
  return ok({ ...asked, type: 'change', change: kind, content, ...(leaves === undefined ? {} : { leaves }) })
}

export function say(
  alert: InForce,
  content: AlertContent,
  kind: NoticeKind,
  reason: NoticeReason,
  around: Here,
  texts?: Overrides,
): Result<Wording> {
  const { threat, ladder, level, issuer, areas } = content
  const ends = kind === 'all-clear' || kind === 'retraction' || kind === 'lapse'
  return around.speak({
    ...{
      kind,
      reason,
      mode: alert.mode,
      threat,
      ladder,
      level,
      issuer,
      areas,
      since: alert.issuedAt,
      at: around.at,
    },
    stillInForce: ends ? stillInForce(alert, areas, around) : [],
    ...(texts === undefined ? {} : { texts }),
  })
}

/** What other alerts keep in force for all or some of these areas. */
function stillInForce(
  alert: InForce,
  areas: readonly FrozenArea[],
  { board, hierarchy }: Here,
): Saying['stillInForce'] {
  const found = new Map<string, Saying['stillInForce'][number]>()
  for (const { code } of areas) {
    for (const one of [code, ...hierarchy.ancestors(code).map((outer) => outer.code)]) {
      for (const line of board.linesAt(one)) {
        if (line.mode !== alert.mode || line.alerts.every((other) => other.alert === alert.id)) continue
        found.set(lineKey(line), { threat: line.threat, ladder: line.ladder, level: line.level })
      }
    }
  }
  return [...found.values()]
}

/** Whether letting go of these areas would leave anything: naming all of them means the whole alert. */
function mightPart(alert: InForce, leaving: readonly AreaCode[], { hierarchy }: Here): boolean {
  return !alert.content.areas.every((area) => leaving.some((gone) => hierarchy.contains(gone, area.code)))
}

function part(
  alert: InForce,
  leaving: readonly AreaCode[],
  reason: NoticeReason,
  around: Here,
): Result<{ readonly stays: readonly FrozenArea[]; readonly leaves: Farewell }> {
  const { content } = alert
  const gone = frozen(leaving, around)
  if (!gone.ok) return gone
  const outside = gone.value.find(
    ({ code }) => !content.areas.some((area) => around.hierarchy.contains(area.code, code)),
  )
  if (outside !== undefined) return refuse('alerts/area-not-in-alert', { at: 'areas', area: outside.code })
  const left = without(codesOf(content.areas), codesOf(gone.value), around)
  if (!left.ok) return left
  if (left.value.length === 0) return refuse('alerts/not-narrower', { at: 'areas' })
  const stays = frozen(left.value, around)
  if (!stays.ok) return stays
  const wording = say(alert, { ...content, areas: gone.value }, 'all-clear', reason, around)
  if (!wording.ok) return wording
  return ok({ stays: stays.value, leaves: { areas: gone.value, wording: wording.value } })
}

/** What remains of these areas; an area of which only a part goes is taken apart. */
export function without(
  areas: readonly AreaCode[],
  gone: readonly AreaCode[],
  { hierarchy }: Pick<Here, 'hierarchy'>,
): Result<AreaCode[]> {
  const left: AreaCode[] = []
  for (const area of areas) {
    if (gone.some((code) => hierarchy.contains(code, area))) continue
    const parts = gone.filter((code) => hierarchy.contains(area, code))
    const rest = parts.length === 0 ? ok([area]) : except(hierarchy, area, parts)
    if (!rest.ok) return rest
    left.push(...rest.value)
  }
  return ok(left)
}
