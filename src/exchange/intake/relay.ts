/** Does on the board what was decided when a message came in; done twice it changes nothing, so that a crash in between loses nothing. */
import type { Order } from '#alerts'
import { between, minute, ok, type ActorId, type Instant, type Mode, type Result } from '#base'
import type { LadderId } from '#threats'
import type { CapSource } from '../arrival.ts'
import type { MessageReceived } from './facts.ts'
import type { Act } from './landing.ts'

export interface RelaySettings {
  readonly ladder: LadderId
  /** Who must be told; nobody but those who ask (board, feeds, streams) where the source names no channel. */
  readonly channels: readonly string[] | 'all'
}

/** The order for an act, or nothing where its time is over before it was carried out. */
export function orderOf(
  act: Act,
  message: MessageReceived,
  mode: Mode,
  now: Instant,
  settings: RelaySettings,
): Order | undefined {
  if (act.what === 'end') {
    const { alert, how, texts } = act
    const reason = message.msgType === 'Cancel' ? 'Cancelled by its sender' : 'Ended by its sender'
    return { type: 'relay-end', alert, how, reason, ...(texts === undefined ? {} : { texts }) }
  }
  const { threat, level, areas, issuer, texts, until } = act.strand
  const left = Math.floor(between(now, until) / minute)
  if (left < 1) return undefined
  const { source, sourceName: name, sender, identifier, sent } = message
  return {
    ...{ type: 'relay', alert: act.alert, mode, relayed: { source, name, sender, identifier, sent } },
    ...{ issuer, threat, level, areas, texts, renewForMinutes: left, ...settings },
  }
}

/** What the board says when it is as it should be already: this act was done before, or somebody here ended it meanwhile. */
const settledAlready: ReadonlySet<string> = new Set([
  'alerts/exists',
  'alerts/nothing-changed',
  'alerts/not-in-force',
  // The key names this very act; only the minutes left were fewer when it was done again.
  'alerts/order-key-reused',
])

export interface RelayParts {
  readonly order: (order: Order, by: ActorId, key: string) => Promise<Result<unknown>>
  readonly settings: (source: CapSource['id']) => RelaySettings
  readonly now: () => Instant
}

/** Carries out what one message asks of the board. Answers what the board refused, for the desk to see. */
export async function carryOut(
  message: MessageReceived,
  mode: Mode,
  stream: string,
  by: ActorId,
  parts: RelayParts,
): Promise<readonly { readonly act: Act; readonly refused: Extract<Result<never>, { ok: false }> }[]> {
  const refused: { act: Act; refused: Extract<Result<never>, { ok: false }> }[] = []
  for (const [index, act] of message.acts.entries()) {
    const order = orderOf(act, message, mode, parts.now(), parts.settings(message.source as CapSource['id']))
    const done = order === undefined ? ok() : await parts.order(order, by, `${stream}:${index}`)
    if (!done.ok && !settledAlready.has(done.problem.code)) refused.push({ act, refused: done })
  }
  return refused
}
