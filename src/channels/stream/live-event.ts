/** What the live stream sends, already as bytes: built once for each fact and shared by every connection. */
import type { AreaCode, Hierarchy } from '#areas'
import type { Json } from '#base'
import { concernOf, concerns, type AreaFilter, type Concern } from './area-filter.ts'
import { eventId, type Position } from './position.ts'

/** One event, with its id inside the bytes. The bytes are shared: nobody may change them. */
export interface LiveMessage extends Concern {
  readonly bytes: Buffer
}

/** What one fact of the ledger tells the public; most facts tell nothing. */
export interface LiveFact {
  readonly seq: number
  readonly messages: readonly LiveMessage[]
}

/** Everything that the facts after `after` up to `through` have to say; facts without messages may be left out. */
export interface LiveBatch {
  readonly after: number
  readonly through: number
  readonly facts: readonly LiveFact[]
}

/** What is to be said about areas, before it is bytes. */
export interface LiveSaying {
  /** `probe` is a test of the stream itself: readers leave it alone. */
  readonly event: 'notice' | 'board' | 'probe'
  readonly data: Json
  readonly areas: readonly AreaCode[]
}

export interface ServerSentEvent {
  readonly event?: string
  readonly id?: string
  /** A string is sent as it is, anything else as JSON. */
  readonly data?: Json
  /** Milliseconds until the client tries again. */
  readonly retry?: number
}

/** The bytes of one event (WHATWG HTML §9.2.5). Throws on a name or an id with a line break: those are never user input. */
export function encodeEvent({ event, id, data, retry }: ServerSentEvent): Buffer {
  let text = ''
  if (retry !== undefined) text += `retry: ${Math.round(retry)}\n`
  if (event !== undefined) text += `event: ${oneLine(event)}\n`
  if (id !== undefined) text += `id: ${oneLine(id)}\n`
  if (data !== undefined) {
    const written = typeof data === 'string' ? data : JSON.stringify(data)
    // Any of the three line ends would end the field, so each line becomes a field of its own (§9.2.6 joins them again).
    for (const line of written.split(/\r\n|\r|\n/)) text += `data: ${line}\n`
  }
  return Buffer.from(text + '\n')
}

function oneLine(text: string): string {
  if (/[\r\n\0]/.test(text))
    throw new TypeError('an event’s name and id have no line breaks (WHATWG HTML §9.2.6)')
  return text
}

/** A fact's messages, in the order its sayings are given; that order must be the same whenever it is built again. */
export function liveFact(
  hierarchy: Pick<Hierarchy, 'ancestors'>,
  seq: number,
  sayings: readonly LiveSaying[],
): LiveFact {
  return {
    seq,
    messages: sayings.map(({ event, data, areas }, index) => ({
      ...concernOf(hierarchy, areas),
      bytes: encodeEvent({ event, data, id: eventId(seq, index, sayings.length) }),
    })),
  }
}

/** Consecutive facts as one batch; throws when a fact is missing between them. */
export function liveBatch(facts: readonly LiveFact[]): LiveBatch {
  const first = facts[0]
  if (first === undefined) throw new RangeError('a batch needs a fact')
  facts.forEach((fact, index) => {
    if (fact.seq !== first.seq + index)
      throw new RangeError(`fact ${first.seq + index} is missing from the batch`)
  })
  return {
    after: first.seq - 1,
    through: first.seq + facts.length - 1,
    facts: facts.filter((fact) => fact.messages.length > 0),
  }
}

/** What a reader with this filter, standing at this position, has yet to hear of a fact. */
export function messagesAfter(
  fact: LiveFact,
  filter: AreaFilter,
  position: Position,
): readonly LiveMessage[] {
  if (fact.seq <= position.seq) return []
  const told = fact.seq === position.seq + 1 ? position.part : 0
  return fact.messages.filter((message, index) => index >= told && concerns(filter, message))
}
