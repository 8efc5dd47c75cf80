/** What comes in from outside: the settings of a source, one message that arrived from it, and the door it is handed in at. */
import type { AreaCode } from '#areas'
import type { Brand, Instant } from '#base'
import type { CapMessage, CapProblem, CapVersion } from '#cap'

export type SourceId = Brand<string, 'SourceId'>

/** `auto`: what it turns out to be. A source that is said to be one kind and sends another fails. */
export const sourceKinds = ['auto', 'atom', 'rss', 'cap', 'edxl'] as const
export type SourceKind = (typeof sourceKinds)[number]

/** Who is believed: a sender exactly as CAP writes it, or every sender of a domain and of those below it. */
export type BelievedSender = { readonly sender: string } | { readonly domain: string }

/** One place that CAP messages are fetched from, as the administrator set it up. Every field is there; `readSource` fills what was left out. */
export interface CapSource {
  readonly id: SourceId
  /** For people. */
  readonly name: string
  /** Absolute, http or https; where it may lead is the guard's to say. */
  readonly address: string
  readonly kind: SourceKind
  /** `reports` are for the desk to judge; `relayed` goes straight onto the board. */
  readonly takes: 'reports' | 'relayed'
  /**
   * `ignored`: not looked at. `noted`: checked and shown. `required`: a message without a valid one is refused.
   * `trust` names a list of certificates; left out, the installation's own list counts.
   */
  readonly signature: { readonly policy: 'ignored' | 'noted' | 'required'; readonly trust?: string }
  /** Messages of others are refused. */
  readonly senders: 'any' | readonly BelievedSender[]
  readonly poll: {
    /** The usual pace, where the source asks for none. */
    readonly everySeconds: number
    /** Never more often, whatever the source says. */
    readonly minSeconds: number
    /** Never more seldom, but after failures and on a source’s Retry-After. */
    readonly maxSeconds: number
  }
  /** CAP’s `Exercise` and `Test` are let in only where it says so; `System` and `Draft` never are. */
  readonly modes: { readonly exercise: 'let-in' | 'left-out'; readonly test: 'let-in' | 'left-out' }
  /** Areas it may speak for; left out: any. INTAKE holds to it, for it knows where a message’s shapes lie. */
  readonly areas?: readonly AreaCode[]
  /** The ladder by whose levels its severities are told here; left out: `all-hazards`. */
  readonly mapping?: string
  /** Channels that a relayed alert is also sent through; left out: none, it is there for those who ask (board, feeds, streams). */
  readonly channels?: readonly string[] | 'all'
  /** Whether a hub is used where the source offers one and this server can be reached. */
  readonly websub: 'if-offered' | 'never'
  /** Older pages and archives (RFC 5005) are followed when it is read for the first time, and maybe after a gap. */
  readonly archives: 'never' | 'at-first' | 'at-first-and-after-gaps'
  readonly paused: 'yes' | 'no'
  /** A header sent with each request to the source’s own host; its value stands in an environment variable, never in the settings. */
  readonly credentials?: { readonly header: string; readonly variable: string }
}

/** What is known of a message’s signature. */
export type SignatureVerdict =
  | { readonly verdict: 'unchecked' }
  | { readonly verdict: 'absent' }
  | { readonly verdict: 'valid'; readonly signer: string }
  /** `why` is a permanent code, `says` a sentence for people. */
  | { readonly verdict: 'invalid'; readonly why: string; readonly says: string }

/** One message that came from a source, after the source’s own rules (signature, senders, modes) let it pass. */
export interface Arrival {
  readonly source: CapSource
  readonly receivedAt: Instant
  /** The alert alone: as it was received, or with a valid signature exactly what was signed. `message` was read from these. */
  readonly bytes: Uint8Array
  readonly message: CapMessage
  readonly version: CapVersion
  /** What was found wrong with it, and let pass. */
  readonly problems: readonly CapProblem[]
  readonly signature: SignatureVerdict
  /** How it came: by asking for it, by a hub, inside the entry of a feed that was asked for, or from a machine that tells of its own. */
  readonly from: 'poll' | 'websub' | 'fat-entry' | 'posted'
}

/**
 * What intake did with it. `new`: taken, durable. `known`: had it already. `ours`: we said it first, a peer sent it back.
 * `refused`: against the source’s settings or rules, for good; offering it again changes nothing.
 */
export type Taken = 'new' | 'known' | 'ours' | 'refused'

/** The door behind which a message becomes a report or goes onto the board. */
export interface Intake {
  /**
   * Durable when it returns. A rejection means: not now; the message is offered again later. The same message may be
   * offered twice (after a crash between taking it and remembering that): then the answer is `known`.
   * Messages of one source come one after the other, those of one document in the order they were sent. Over several
   * documents an older message may follow a newer one: a backlog is fetched newest first.
   */
  take(arrival: Arrival): Promise<Taken>
}
