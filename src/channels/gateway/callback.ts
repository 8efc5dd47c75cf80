/** What a gateway's callback says: of a message, of a key pressed during a call, or in somebody's own words. */
import type { Json } from '#base'
import type { Outcome } from '../channel.ts'
import { textAt, type GatewayTemplate } from './template.ts'

export interface CallbackSaid {
  readonly reference?: string
  readonly outcome?: Outcome
  /** What was said: words, or the key; and from whom, where not the message alone tells it. */
  readonly text?: string
  readonly from?: string
}

/** Undefined where nothing of it is understood. */
export function readCallback(
  document: Json,
  callback: NonNullable<GatewayTemplate['callback']>,
  kind: 'sms' | 'voice',
): CallbackSaid | undefined {
  const reference = textAt(document, callback.reference)
  const state = textAt(document, callback.state)
  const key = textAt(document, callback.key)
  const text = textAt(document, callback.text) ?? key
  const from = textAt(document, callback.from)
  const isOneOf = (words: readonly unknown[]) =>
    state !== undefined && words.some((word) => String(word).toLowerCase() === state.toLowerCase())
  let outcome: Outcome | undefined
  if (key !== undefined && key === callback.acknowledges) outcome = { kind: 'confirmed', by: 'person' }
  else if (isOneOf(callback.failed))
    outcome = {
      ...{ kind: 'refused', retry: 'never' },
      problem: kind === 'voice' ? 'line/nobody-took-it' : 'line/undeliverable',
    }
  // That a call was taken and ended does not say that anybody listened.
  else if (isOneOf(callback.delivered) && kind === 'sms') outcome = { kind: 'confirmed', by: 'device' }
  const isReply = text !== undefined && (from !== undefined || (key !== undefined && reference !== undefined))
  if ((reference === undefined || outcome === undefined) && !isReply)
    return state === undefined && key === undefined ? undefined : {}
  return {
    ...(reference === undefined ? {} : { reference }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(isReply ? { text } : {}),
    ...(isReply && from !== undefined ? { from } : {}),
  }
}
