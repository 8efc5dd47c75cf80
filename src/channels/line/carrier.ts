/** What a line stands on: SMPP, SMTP or a gateway. It hands over and listens; ids, repeats and what is kept are the line's. */
import type { Instant, Milliseconds } from '#base'
import type { ChannelStanding, Outcome } from '../channel.ts'
import type { ProofStep } from '../prover.ts'
import type { LineAbilities, LineMessage, Recall } from './line.ts'

export interface Handing extends LineMessage {
  readonly until: Instant
  /** Ids of what the same address was sent of the same thread before, oldest first. */
  readonly follows: readonly string[]
}

export interface Handed {
  readonly outcome: Outcome
  /** How the carrier calls it, a name for each part that it took. */
  readonly references: readonly string[]
}

/** What a carrier says later of one part: `confirmed` where the phone has it, `refused … never` where it never will. */
export interface Receipt {
  /** The part's name, first as the carrier wrote it, then in other spellings that mean the same there. */
  readonly references: readonly string[]
  /** Whose phone it is about, where that is said: a name that was given twice is then told apart. */
  readonly from?: string
  readonly outcome: Outcome
}
export type HearReceipt = (receipt: Receipt) => Promise<void>
export type HearText = (said: {
  /** Left out where only the message that it answers is known. */
  readonly from?: string
  /** The message that it answers, as the carrier calls it, where it says so: a key pressed during a call. */
  readonly about?: string
  readonly to: string
  readonly text: string
  readonly at: Instant
}) => Promise<void>

export interface Carrier {
  readonly abilities: LineAbilities
  readonly patienceFor: Milliseconds
  /** Never throws. Called off before anything left, it says `refused line/called-off later`. */
  hand(message: Handing, signal: AbortSignal): Promise<Handed>
  /** Asks for the parts to be deleted; left out where a carrier can't. */
  recall?(parts: readonly string[], to: string): Promise<Recall>
  /** Rejecting tells the carrier that it was not taken, where the carrier can be told. */
  listen(hear: { readonly receipt: HearReceipt; readonly text: HearText }): void
  standing(): ChannelStanding
  prove(): Promise<ProofStep>
  close(): Promise<void>
}
