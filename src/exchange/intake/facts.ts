/** What the ledger says of messages from outside: one stream for each message, named by what names the message. */
import type { ActorId, AlertId, Instant, Mode } from '#base'
import type { CapMessage, CapReference } from '#cap'
import type { Fact } from '#ledger'
import type { Arrival, SignatureVerdict } from '../arrival.ts'
import type { Act, Landed, WhyReport } from './landing.ts'

/** What a message says, as far as a desk has to see it; contacts and free fields stay in the message itself. */
export interface Said {
  readonly language: string
  readonly event: string
  readonly headline?: string
  readonly description?: string
  readonly instruction?: string
  readonly senderName?: string
  readonly urgency: string
  readonly severity: string
  readonly certainty: string
  readonly onset?: string
  readonly expires?: string
  readonly areas: readonly string[]
}

export interface MessageReceived {
  readonly source: string
  readonly sourceName: string
  readonly sender: string
  readonly identifier: string
  readonly sent: string
  readonly status: string
  readonly msgType: string
  readonly references: readonly {
    readonly sender: string
    readonly identifier: string
    readonly sent: string
  }[]
  readonly from: Arrival['from']
  /** SHA-256 of its bytes, by which they are kept. */
  readonly bytes: string
  readonly signature: SignatureVerdict
  /** What was found wrong and let pass, the first few. */
  readonly problems: readonly { readonly code: string; readonly level: string; readonly line: number }[]
  readonly landed: Landed
  readonly why?: WhyReport
  readonly said: readonly Said[]
  readonly acts: readonly Act[]
}

export type MessageFact = { readonly at: Instant; readonly by: ActorId; readonly mode: Mode } & (
  | { readonly type: 'message-received'; readonly data: MessageReceived }
  /** A later message of the same sender took its place or took it back. */
  | { readonly type: 'message-superseded'; readonly data: { readonly by: CapReference } }
  /** What was decided could not be done on the board. */
  | {
      readonly type: 'relay-refused'
      readonly data: { readonly alert: AlertId; readonly problem: string; readonly says: string }
    }
  | { readonly type: 'report-dismissed'; readonly data: { readonly reason: string } }
  | { readonly type: 'report-drafted'; readonly data: { readonly alert: AlertId } }
)

const types: ReadonlySet<string> = new Set<MessageFact['type']>([
  'message-received',
  'message-superseded',
  'relay-refused',
  'report-dismissed',
  'report-drafted',
])

/** The typed view of a ledger fact about a message; undefined for every other fact. */
export function asMessageFact(fact: Fact): (MessageFact & Pick<Fact, 'stream' | 'seq'>) | undefined {
  return fact.stream.startsWith('message:') && types.has(fact.type)
    ? (fact as unknown as MessageFact & Pick<Fact, 'stream' | 'seq'>)
    : undefined
}

const mostProblems = 20
const longestText = 4_000

export function receivedOf(
  arrival: Arrival,
  bytes: string,
  landing: Pick<MessageReceived, 'landed' | 'why' | 'acts'>,
): MessageReceived {
  const { source, message, from, signature, problems } = arrival
  const { sender, identifier, sent, status, msgType, references = [] } = message
  return {
    ...{ source: source.id, sourceName: source.name, sender, identifier, sent, status, msgType },
    references: references.slice(0, 100).map((one) => ({ ...one })),
    ...{ from, bytes, signature },
    problems: problems.slice(0, mostProblems).map(({ code, level, line }) => ({ code, level, line })),
    ...landing,
    said: message.info.slice(0, 50).map(saidOf),
  }
}

function saidOf(info: CapMessage['info'][number]): Said {
  const { event, headline, description, instruction, senderName, urgency, severity, certainty } = info
  const texts = { headline, description, instruction, senderName, onset: info.onset, expires: info.expires }
  const given = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text.slice(0, longestText)] as const],
  )
  return {
    ...{ language: info.language ?? 'en-US', event, urgency, severity, certainty },
    ...Object.fromEntries(given),
    areas: (info.area ?? []).slice(0, 200).map(({ areaDesc }) => areaDesc),
  }
}
