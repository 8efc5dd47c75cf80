/** Decides where a message from outside lands: on the board, at the desk, or only in the record; and what that changes on the board. */
import type { Alert, Texts } from '#alerts'
import type { AreaCode } from '#areas'
import { sha256, type AlertId, type InLanguages, type Instant, type Mode } from '#base'
import { instantOfCapTime, type CapMessage, type CapReference } from '#cap'
import type { CapSource } from '../arrival.ts'
import { strandsOf, type Here, type Strand } from './strands.ts'

/** `report`: for a person to judge. `superseded` and `expired`: over before it came; kept for the record. */
export type Landed = 'relayed' | 'report' | 'superseded' | 'expired'

/** Why a message of a source that is let onto the board is a report all the same. */
export type WhyReport =
  | 'exchange/not-an-alert'
  | 'exchange/not-public'
  | 'exchange/not-in-this-mode'
  | 'exchange/nowhere-here'
  | 'exchange/beyond-its-areas'
  | 'exchange/ended-here'

/** One thing to do on the board. It holds all that is needed, so that it can be done again after a crash. */
export type Act =
  | { readonly what: 'relay'; readonly alert: AlertId; readonly strand: Strand }
  | {
      readonly what: 'end'
      readonly alert: AlertId
      readonly how: 'all-clear' | 'retraction'
      readonly texts?: InLanguages<Texts>
    }

export interface Landing {
  readonly landed: Landed
  readonly why?: WhyReport
  readonly acts: readonly Act[]
}

/** What is known before it is decided. */
export interface Before {
  /** Whether a later message took it back before it came. */
  readonly superseded: 'yes' | 'no'
  /** The alerts that the messages it refers to brought onto the board, as they stand. */
  readonly alerts: readonly Exclude<Alert, { status: 'none' }>[]
  /** Those of them that no other message has gone on with or ended. */
  readonly leftAlone: readonly AlertId[]
}

export interface Rules extends Here {
  /** The modes this installation is in. */
  readonly modes: readonly Mode[]
  readonly contains: (outer: AreaCode, inner: AreaCode) => boolean
}

/** What names a message for ever (CAP 1.2 §3.2.1), as the name of its stream in the ledger. */
export function messageStream({ sender, identifier, sent }: CapReference): string {
  return `message:${nameOf({ sender, identifier, sent })}`
}

function nameOf({ sender, identifier, sent }: CapReference): string {
  // The same instant may be written in another zone by whoever passes it on.
  return sha256([sender, identifier, instantOfCapTime(sent)].join('\n')).slice(0, 32)
}

/** The mode of a status that can stand on a board; `System` and `Draft` can't. */
export function modeOf(message: Pick<CapMessage, 'status'>): Mode | undefined {
  const modes = {
    Actual: 'live',
    Exercise: 'drill',
    Test: 'test',
    System: undefined,
    Draft: undefined,
  } as const
  return modes[message.status]
}

/** Earlier messages that this one is about; nobody takes back what another sender said. */
export function ownReferences(message: CapMessage): readonly CapReference[] {
  if (message.msgType !== 'Update' && message.msgType !== 'Cancel') return []
  const own = messageStream(message)
  return (message.references ?? []).filter(
    (reference) => reference.sender === message.sender && messageStream(reference) !== own,
  )
}

export function land(
  message: CapMessage,
  source: CapSource,
  receivedAt: Instant,
  before: Before,
  rules: Rules,
): Landing {
  if (before.superseded === 'yes') return { landed: 'superseded', acts: endsOfMissingLink(source, before) }
  const report = (why?: WhyReport): Landing =>
    isOver(message, receivedAt)
      ? { landed: 'expired', acts: [] }
      : { landed: 'report', acts: [], ...(why === undefined ? {} : { why }) }
  if (source.takes === 'reports') return report()
  if (message.msgType === 'Ack' || message.msgType === 'Error') return report('exchange/not-an-alert')
  const mode = modeOf(message)
  if (mode === undefined) return report('exchange/not-in-this-mode')
  if (message.scope !== 'Public') return report('exchange/not-public')
  const standing = before.alerts.filter(
    (alert) => alert.status === 'issued' || (alert.status === 'ended' && alert.how === 'lapsed'),
  )
  const strands = strandsOf(message, receivedAt, mode, rules)
  // What stands from before is still taken back.
  const isEnd = message.msgType === 'Cancel' || strands.every(({ ends }) => ends === 'yes')
  if (!rules.modes.includes(mode) && (standing.length === 0 || !isEnd))
    return report('exchange/not-in-this-mode')
  if (message.msgType === 'Cancel') {
    if (standing.length === 0) return report()
    const how = isRetraction(message) ? 'retraction' : 'all-clear'
    return { landed: 'relayed', acts: standing.map((alert) => endOf(alert, how, strands)) }
  }
  const over = strands.filter(({ ends }) => ends === 'yes')
  const warnings = strands.filter(({ ends }) => ends === 'no')
  if (warnings.length === 0 && over.length === 0) return report()
  const ours = warnings.filter(({ areas }) => areas.length > 0)
  if (warnings.length > 0 && ours.length === 0) return report('exchange/nowhere-here')
  const { areas: own } = source
  if (
    own !== undefined &&
    !ours.every(({ areas }) => areas.every((area) => own.some((one) => rules.contains(one, area))))
  )
    return report('exchange/beyond-its-areas')
  // Somebody here ended it and had a reason; whether it comes back is for them to say.
  if (before.alerts.length > 0 && standing.length === 0 && ours.length > 0)
    return report('exchange/ended-here')
  const { acts, left } = paired(
    message,
    ours,
    standing.filter(({ status }) => status === 'issued'),
  )
  const lapsed = standing.filter(({ status }) => status === 'ended')
  const ended = [...left, ...(ours.length === 0 ? lapsed : [])].map((alert) =>
    endOf(alert, 'all-clear', over),
  )
  if (acts.length === 0 && ended.length === 0) return report()
  return { landed: 'relayed', acts: [...acts, ...ended] }
}

/**
 * What took this message back may have named it alone, and not what came before it (CAP 1.2 §3.2.1 `references` may list
 * the last message or all of them). Then nobody has dealt with those earlier warnings, and their end depends on this one.
 */
function endsOfMissingLink({ takes }: CapSource, { alerts, leftAlone }: Before): readonly Act[] {
  if (takes === 'reports') return []
  return alerts
    .filter(({ id, status }) => status === 'issued' && leftAlone.includes(id))
    .map((alert) => endOf(alert, 'all-clear', []))
}

/** Each warning goes on under the alert it had, of the same threat and if there are several of the same level; the others are new. */
function paired(
  message: CapMessage,
  strands: readonly Strand[],
  standing: readonly Before['alerts'][number][],
): { readonly acts: readonly Act[]; readonly left: readonly Before['alerts'][number][] } {
  const left = [...standing]
  const take = (is: (alert: Before['alerts'][number]) => boolean) => {
    const at = left.findIndex(is)
    return at < 0 ? undefined : left.splice(at, 1)[0]?.id
  }
  const found = new Map<Strand, AlertId>()
  for (const strand of strands) {
    const same = take(({ content }) => content.threat === strand.threat && content.level === strand.level)
    if (same !== undefined) found.set(strand, same)
  }
  for (const strand of strands) {
    if (found.has(strand)) continue
    const near = take(({ content }) => content.threat === strand.threat)
    if (near !== undefined) found.set(strand, near)
  }
  const acts = strands.map((strand, index): Act => {
    const fresh = `relay-${nameOf(message).slice(0, 16)}-${index + 1}` as AlertId
    return { what: 'relay', alert: found.get(strand) ?? fresh, strand }
  })
  return { acts, left }
}

/** In the words for this danger, if the message has any; a message about one danger speaks of that one. */
function endOf(
  alert: Before['alerts'][number],
  how: 'all-clear' | 'retraction',
  strands: readonly Strand[],
): Act {
  const words =
    strands.find(({ threat }) => threat === alert.content.threat) ??
    (strands.length === 1 ? strands[0] : undefined)
  return { what: 'end', alert: alert.id, how, ...(words === undefined ? {} : { texts: words.texts }) }
}

/** Another server of ours says which it is. Of everybody else's Cancel only the end is certain, not that it was an error. */
function isRetraction(message: CapMessage): boolean {
  return message.info.some(({ parameter = [] }) =>
    parameter.some(({ valueName, value }) => valueName === 'tocsin:kind' && value === 'retraction'),
  )
}

function isOver(message: CapMessage, at: Instant): boolean {
  const { info } = message
  return (
    info.length > 0 && info.every(({ expires }) => expires !== undefined && instantOfCapTime(expires) <= at)
  )
}
