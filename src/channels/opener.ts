/** How a channel comes into being. A folder under channels/ exports one opener; channels.node.ts lists it; nothing else need know. */
import type { AreaCode, Hierarchy } from '#areas'
import type { AlertId, Clock, IdSource, JsonObject, KeptTls, Log, Mode, Shelf } from '#base'
import type { Channel } from './channel.ts'
import type { LineTable } from './line/line-table.ts'
import type { RecipientBook } from './line/recipient-book.ts'
import type { PushTable } from './push/push-table.ts'

export interface ChannelSurroundings {
  /** Keeps the channel's targets and whatever else must survive a restart. */
  readonly shelf: Shelf
  /** Keeps who is subscribed to push; in memory where it is left out. */
  readonly subscriptions?: PushTable
  /** Keeps who is on the lists of lines and what was sent over them; in memory where it is left out. */
  readonly lines?: LineTable
  /** Those lists at hand, one book for all lines. */
  readonly recipients?: RecipientBook
  readonly clock: Clock
  readonly ids: IdSource
  readonly log: Log
  /** What this installation may send at all. */
  readonly modes: readonly Mode[]
  readonly areas: {
    isArea(code: AreaCode): boolean
    /** Whether `inner` is `outer` or lies in it. */
    contains(outer: AreaCode, inner: AreaCode): boolean
    neighbours(code: AreaCode): readonly AreaCode[]
    /** The map as it is now. */
    readonly hierarchy?: () => Hierarchy
  }
  readonly settings: {
    /** Address of the sirens' broker; empty for the embedded one, `none` for no sirens. */
    readonly broker: string
    /** Where the embedded broker listens; this machine alone unless given. */
    readonly mqttHost?: string
    readonly mqttPort: number
    readonly webhookAllow: readonly string[]
    /** File that lists the mobile networks; empty or absent where there is no cell broadcast. */
    readonly cellBroadcast?: string
    readonly pushAllow?: readonly string[]
    /** `mailto:` or `https:`: whom a push service asks when something is wrong with what we send. */
    readonly pushSubject?: string
    /** Lines: an SMSC or a gateway for short messages, a gateway for calls, the mail server. */
    readonly smpp?: string
    readonly smsFrom?: string
    readonly smsParts?: number
    readonly smppWindow?: number
    readonly smppRate?: number
    readonly smsGateway?: string
    readonly voiceGateway?: string
    readonly gatewayAllow?: readonly string[]
    readonly smtp?: string
    readonly mailFrom?: string
    readonly callAllow?: readonly string[]
    /** The data folder, and the database where several servers share one. */
    readonly data?: string
    readonly database?: string
    /** Empty where nobody said under which address the public reaches this server. */
    readonly publicUrl?: string
  }
  /** Keys and certificates: of the embedded broker, and of this server at a broker outside. */
  readonly tls?: { readonly mqtt?: KeptTls; readonly broker?: KeptTls }
  /** Targets that the installation begins with, by channel, as the JSON of its own list. */
  readonly shipped: { readonly [channel: string]: string | undefined }
  /** Areas in which an alert goes on, by the ledger. */
  readonly goesOnIn?: (alert: AlertId) => readonly AreaCode[]
  /** Writes a fact about the channel into the ledger; only while this server decides. */
  note(fact: { readonly stream: string; readonly type: string; readonly data: JsonObject }): void
}

/** What is on the shelf and in memory too. Another server may change it: by a fact of one of these types, once it is done. */
export interface KeptAtHand {
  readonly changedBy: readonly string[]
  /** Reads the shelf again. */
  reload(): Promise<void>
}

/** A channel made ready: its desk is there on every server, the channel itself only on the one that decides. */
export interface ReadyChannel<Desk> {
  /** What the server's own pages and routes ask of it; a channel without any gives undefined. */
  readonly desk: Desk
  /** Its targets; they are read again also before `open`, when another server decided until then. */
  readonly kept?: KeptAtHand
  /** Called when this server begins to decide; each channel's own `close` when it stops. */
  open(): Promise<readonly Channel[]>
}

export type ChannelOpener<Desk = undefined> = (around: ChannelSurroundings) => Promise<ReadyChannel<Desk>>
