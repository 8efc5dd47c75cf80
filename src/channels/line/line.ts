/**
 * A line: words to one person at a time, by number or address, with what becomes of them and what people answer. Alerts to a
 * list of recipients and call-outs both speak over it; neither asks whether it is SMPP, SMTP or somebody's gateway.
 */
import type { Instant, Milliseconds, Mode } from '#base'
import type { ChannelStanding, Outcome } from '../channel.ts'
import type { ProofStep } from '../prover.ts'

export type LineName = 'sms' | 'email' | 'voice'

export const lineNames: readonly LineName[] = ['sms', 'email', 'voice']

/** `id` stays the same at every try: what was taken under it once is not sent again, also after a restart. */
export interface LineMessage {
  readonly id: string
  /** A number in the form of E.164 (`+4930123456`), or an e-mail address. */
  readonly to: string
  readonly text: string
  /** BCP 47. */
  readonly language: string
  readonly mode: Mode
  /** When it stops being worth reading: nobody hands it over later, and a carrier is asked not to. Left out: a day. */
  readonly until?: Instant
  /** What it belongs to (an alert, a call-out): the e-mails of one thread to one address stand together. */
  readonly thread?: string
  /** For e-mail; the first sentence of the text where it is left out. */
  readonly subject?: string
  /** For e-mail: where somebody takes themselves off the list by one click (RFC 8058). */
  readonly unsubscribe?: string
  /** For voice: the text says which keys mean what; otherwise the call asks for the key by which one heard it. */
  readonly keys?: 'in-the-text'
  /** For voice: how often it is said before the call ends. */
  readonly repeats?: number
}

/** What became of calling a message back. Only the first two promise that nobody reads it. */
export type Recall =
  | { readonly kind: 'recalled' } // the carrier says that it deleted it
  | { readonly kind: 'not-sent' } // it had not left this machine, and won't
  | { readonly kind: 'too-late'; readonly problem: string } // it is with the person, or can't be called back on this line
  | { readonly kind: 'unknown'; readonly problem: string } // asked, and no answer came

/** Somebody answered: by text, or by a key on the phone. */
export interface LineReply {
  readonly line: LineName
  readonly from: string
  readonly to: string
  readonly text: string
  readonly at: Instant
  /** The messages this number was sent within two days, the newest first: one of them is what it answers. */
  readonly answers: readonly { readonly id: string; readonly thread: string | null }[]
}

export interface LineAbilities {
  /** Who can say that it arrived. */
  readonly confirms: 'nothing' | 'device' | 'person'
  /** `while-waiting`: what a carrier has not delivered yet can be called back; `never`: once it is handed over it is gone. */
  readonly recalls: 'while-waiting' | 'never'
  /** `keys`: a digit pressed during a call. */
  readonly replies: 'texts' | 'keys' | 'none'
}

/** The id it was sent under, and what is known of it now; may come more than once, and after a restart. */
export type HearOutcome = (id: string, outcome: Outcome) => void
/** A carrier is told that a reply was taken once every listener has it. */
export type HearReply = (reply: LineReply) => void | Promise<void>

export interface Line {
  readonly name: LineName
  readonly abilities: LineAbilities
  /** Longest time a try may take, milliseconds. */
  readonly patienceFor: Milliseconds
  /** Hands it over and says what is known then; never throws. What is learnt later comes through `onOutcome`. */
  send(message: LineMessage, signal: AbortSignal): Promise<Outcome>
  /** Calls a message back by its id; asking twice is harmless. */
  cancel(id: string): Promise<Recall>
  /** The same for what of a thread is on its way to an address, or with the carrier still; all of it unless told which. */
  cancelThread(
    thread: string,
    to: string,
    which?: (id: string) => boolean,
  ): Promise<readonly { readonly id: string; readonly recall: Recall }[]>
  /** Gives back the way to stop listening, as `onReply` does. */
  onOutcome(hear: HearOutcome): () => void
  onReply(hear: HearReply): () => void
  standing(): ChannelStanding
  /** Whether the carrier answers, tried without sending anybody anything. */
  prove(): Promise<ProofStep>
  close(): Promise<void>
}

/** Whether nothing else can be learnt of it. */
export function isFinal(outcome: Outcome): boolean {
  return outcome.kind === 'confirmed' || (outcome.kind === 'refused' && outcome.retry === 'never')
}

/**
 * Sends and gives every outcome in turn: the first when it is handed over, then what the carrier and the person say, until
 * nothing else can be learnt or `signal` ends it. A first outcome that asks for another try ends it too.
 */
export async function* outcomesOf(
  line: Pick<Line, 'send' | 'onOutcome'>,
  message: LineMessage,
  signal: AbortSignal,
): AsyncGenerator<Outcome, void> {
  const heard: Outcome[] = []
  let wake = () => {}
  const stop = line.onOutcome((id, outcome) => {
    if (id !== message.id) return
    heard.push(outcome)
    wake()
  })
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    const first = await line.send(message, signal)
    yield first
    if (isFinal(first) || first.kind === 'refused') return
    while (!signal.aborted) {
      const next = heard.shift()
      if (next === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
        continue
      }
      yield next
      if (isFinal(next)) return
    }
  } finally {
    stop()
    signal.removeEventListener('abort', onAbort)
  }
}
