/** Turns an officer's order into a command: freezes areas, finds the words, works out who stays warned and who is let go. */
import { except, simplestCover, type AreaCode, type Hierarchy } from '#areas'
import {
  between,
  minute,
  ok,
  refuse,
  type ActorId,
  type InLanguages,
  type Instant,
  type Mode,
  type Result,
  type Sha256,
} from '#base'
import { speaksOf, type Level, type LadderId, type LevelId, type ThreatBook, type ThreatId } from '#threats'
import type { Alert, AlertContent, Farewell, FrozenArea, FrozenStep, Issued, Wording } from './alert.ts'
import { lineKey, type Board } from './board.ts'
import type { AlertCommand } from './command.ts'
import { codesOf, freezeAreas } from './content.ts'
import type { NoticeKind, NoticeReason } from './notice.ts'
import type { AlertOrder, DraftOrder, DueOrder, Order, Overrides } from './order.ts'

/** What a text has to say. */
export interface Saying {
  readonly kind: NoticeKind
  readonly reason: NoticeReason
  readonly mode: Mode
  readonly threat: ThreatId
  readonly ladder: LadderId
  readonly level: LevelId
  readonly issuer: InLanguages<string>
  readonly areas: readonly FrozenArea[]
  /** When this is said. */
  readonly at: Instant
  /** When the alert was first issued: a retraction says which message was wrong. */
  readonly since?: Instant
  /** What goes on there when this has ended. */
  readonly stillInForce: readonly {
    readonly threat: ThreatId
    readonly ladder: LadderId
    readonly level: LevelId
  }[]
  readonly texts?: Overrides
}

/** Finds the words; the phrase books stand behind it. */
export type Speaker = (saying: Saying) => Result<Wording>

export interface Surroundings {
  readonly hierarchy: Hierarchy
  readonly book: ThreatBook
  readonly board: Board
  readonly speak: Speaker
  readonly issuer: InLanguages<string>
  readonly renewForMinutes: number
  readonly hashOfShape: (code: AreaCode) => Sha256 | null
}

interface Asked {
  readonly by: ActorId
  readonly at: Instant
}

/** With the time of the order: a text may have to name it. */
type Here = Surroundings & { readonly at: Instant }

export function compose(
  alert: Alert,
  order: Order | DueOrder,
  asked: Asked,
  surroundings: Surroundings,
): Result<AlertCommand> {
  const around: Here = { ...surroundings, at: asked.at }
  if (order.type === 'draft') return composeDraft(order, asked, around)
  if (alert.status === 'none') return refuse('alerts/unknown', { alert: order.alert })
  const head =
    'readVersion' in order && order.readVersion !== undefined
      ? { ...asked, readVersion: order.readVersion }
      : asked
  switch (order.type) {
    case 'edit':
      return composeEdit(alert, order, head, around)
    case 'discard':
    case 'flag-expiry':
      return ok({ ...head, type: order.type })
    case 'submit':
      return ok({
        ...head,
        type: 'submit',
        ...(order.contentHash === undefined ? {} : { contentHash: order.contentHash }),
      })
    case 'approve':
      return ok({ ...head, type: 'approve', contentHash: order.contentHash })
    case 'return':
      return ok({ ...head, type: 'return', reason: order.reason })
    case 'issue':
      return ok({
        ...head,
        type: 'issue',
        ...(order.emergency === undefined ? {} : { emergency: order.emergency }),
      })
    case 'raise':
    case 'lower':
    case 'extend':
    case 'reduce':
    case 'correct':
    case 'renew':
    case 'all-clear':
    case 'retract':
    case 'lapse':
      // The lifecycle names the state in its refusal; composing would only guess at what is to be said.
      if (
        alert.status !== 'issued' &&
        !(alert.status === 'ended' && alert.how === 'lapsed' && order.type === 'all-clear')
      )
        return refuse('alerts/not-in-force', {
          status: alert.status === 'ended' ? `ended (${alert.how})` : alert.status,
        })
      return composeInForce(alert, order, head, around)
  }
}

function composeDraft(order: DraftOrder, asked: Asked, around: Here): Result<AlertCommand> {
  const content = composeContent(order, asked, order.mode, around)
  return content.ok ? ok({ ...asked, type: 'draft', mode: order.mode, content: content.value }) : content
}

function composeEdit(
  alert: Exclude<Alert, { status: 'none' }>,
  order: Extract<AlertOrder, { type: 'edit' }>,
  asked: Asked,
  around: Here,
): Result<AlertCommand> {
  const { threat, ladder, level, areas, renewForMinutes, channels } = alert.content
  const merged = { threat, ladder, level, areas: codesOf(areas), channels, ...order }
  const standing =
    order.renewForMinutes === undefined && order.renewBy === undefined ? { renewForMinutes } : {}
  const content = composeContent({ ...merged, ...standing }, asked, alert.mode, around)
  return content.ok ? ok({ ...asked, type: 'edit', content: content.value }) : content
}

function composeContent(
  order: Omit<DraftOrder, 'type' | 'mode' | 'alert'>,
  asked: Asked,
  mode: Mode,
  around: Here,
): Result<AlertContent> {
  const step = stepOf(order.threat, order.ladder, order.level, around.book)
  if (!step.ok) return step
  const areas = frozen(order.areas, around)
  if (!areas.ok) return areas
  const standing = standingMinutes(order, asked.at, around)
  if (!standing.ok) return standing
  const { threat, ladder, level } = order
  const { issuer } = around
  const wording = around.speak({
    ...{
      kind: 'warning',
      reason: 'issued',
      mode,
      threat,
      ladder,
      level,
      issuer,
      areas: areas.value,
      at: around.at,
      stillInForce: [],
    },
    ...(order.texts === undefined ? {} : { texts: order.texts }),
  })
  if (!wording.ok) return wording
  return ok({
    ...{ issuer, threat, ladder, level, step: step.value, areas: areas.value, wording: wording.value },
    renewForMinutes: standing.value,
    channels: order.channels ?? 'all',
  })
}

type InForceOrder = Extract<
  AlertOrder | DueOrder,
  { type: 'raise' | 'lower' | 'extend' | 'reduce' | 'correct' | 'renew' | 'all-clear' | 'retract' | 'lapse' }
>
type InForce = Issued | Extract<Alert, { status: 'ended' }>

function composeInForce(
  alert: InForce,
  order: InForceOrder,
  asked: Asked,
  around: Here,
): Result<AlertCommand> {
  const { content, mode } = alert
  switch (order.type) {
    case 'raise':
    case 'lower': {
      const step = stepOf(content.threat, content.ladder, order.level, around.book)
      if (!step.ok) return step
      const changed = { ...content, level: order.level, step: step.value }
      return change(order.type === 'raise' ? 'raised' : 'lowered', alert, changed, asked, around)
    }
    case 'extend': {
      const areas = frozen([...codesOf(content.areas), ...order.areas], around)
      return areas.ok ? change('extended', alert, { ...content, areas: areas.value }, asked, around) : areas
    }
    case 'reduce': {
      const parted = part(alert, order.areas, 'reduced', around)
      if (!parted.ok) return parted
      const { stays, leaves } = parted.value
      return change('reduced', alert, { ...content, areas: stays }, asked, around, leaves)
    }
    case 'correct': {
      // Without a word by hand it would be the old text with a new heading.
      if (Object.values(order.texts).every((texts) => Object.keys(texts).length === 0))
        return refuse('alerts/nothing-changed', { at: 'texts' })
      const wording = say(alert, content, 'update', 'corrected', around, order.texts)
      if (!wording.ok) return wording
      return ok({
        ...asked,
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

function change(
  kind: 'raised' | 'lowered' | 'extended' | 'reduced',
  alert: InForce,
  changed: AlertContent,
  asked: Asked,
  around: Here,
  leaves?: Farewell,
): Result<AlertCommand> {
  const wording = say(alert, changed, 'update', kind, around)
  if (!wording.ok) return wording
  const content = { ...changed, wording: wording.value }
  return ok({ ...asked, type: 'change', change: kind, content, ...(leaves === undefined ? {} : { leaves }) })
}

function say(
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
function without(
  areas: readonly AreaCode[],
  gone: readonly AreaCode[],
  { hierarchy }: Here,
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

function frozen(codes: readonly AreaCode[], { hierarchy, hashOfShape }: Here): Result<FrozenArea[]> {
  if (codes.length === 0) return refuse('alerts/no-areas', { at: 'areas' })
  const unknown = codes.findIndex((code) => hierarchy.get(code) === undefined)
  if (unknown >= 0)
    return refuse('areas/unknown', {
      at: `areas[${unknown}]`,
      text: codes[unknown] as string,
      names: 'nothing',
      suggestions: [],
    })
  return ok(freezeAreas(hierarchy, simplestCover(hierarchy, codes), hashOfShape))
}

function stepOf(threat: ThreatId, ladder: LadderId, level: LevelId, book: ThreatBook): Result<FrozenStep> {
  if (book.threat(threat) === undefined)
    return refuse('alerts/unknown-threat', {
      at: 'threat',
      threat,
      known: book.threats().map((one) => one.id),
    })
  const spoken = book.ladder(ladder)
  if (spoken === undefined)
    return refuse('alerts/unknown-ladder', {
      at: 'ladder',
      ladder,
      known: book.ladders().map((one) => one.id),
    })
  const step: Level | undefined = book.level(ladder, level)
  if (step === undefined)
    return refuse('alerts/unknown-level', {
      at: 'level',
      ladder,
      level,
      known: spoken.levels.map((one) => one.id),
    })
  if (!speaksOf(spoken, threat)) return refuse('alerts/ladder-has-no-words', { at: 'threat', threat, ladder })
  const { gravity, height, siren } = step
  return ok({ gravity, height, ...(siren === undefined ? {} : { siren }) })
}

function standingMinutes(
  order: Pick<DraftOrder, 'renewForMinutes' | 'renewBy'>,
  at: Instant,
  around: Here,
): Result<number> {
  if (order.renewBy === undefined) return ok(order.renewForMinutes ?? around.renewForMinutes)
  const wait = between(at, order.renewBy)
  if (wait <= 0) return refuse('alerts/expiry-in-the-past', { at: 'renewBy', renewBy: order.renewBy })
  return ok(Math.max(1, Math.round(wait / minute)))
}
