/** How a dialect of others' apps says a notice: one message or several, of which the first is the one that counts. */
import type { Notice } from '#alerts'
import type { PushAnswer } from './answer.ts'
import { topicOf, type PushHeaders, type Sound } from './message.ts'
import type { CallingOff, PushRequests } from './push-request.ts'
import type { Dialect, Subscription } from './subscription.ts'

export interface DialectMessage {
  readonly text: string
  /** A newer message about the same takes the place of one that was not delivered yet. */
  readonly about: string
}

/** The first is what must arrive; those after it tidy up, and may be missed. */
export type DialectSpeaker = (notice: Notice, sound: Sound) => readonly DialectMessage[]

/** Filled by whoever knows the dialect, once it is ready. */
export type DialectSpeakers = { [dialect in Dialect]?: DialectSpeaker }

/** Answers what became of the first. */
export async function sendMessages(
  requests: Pick<PushRequests, 'post'>,
  to: Pick<Subscription, 'endpoint' | 'keys'>,
  messages: readonly DialectMessage[],
  headers: PushHeaders,
  off: CallingOff,
): Promise<PushAnswer> {
  const [first, ...others] = messages
  if (first === undefined) return { kind: 'refused', problem: 'push/too-late', retry: 'never' }
  const post = ({ text, about }: DialectMessage, until: CallingOff) =>
    requests.post(to, text, { ...headers, topic: topicOf(about) }, until)
  const answer = await post(first, off)
  // Patience with all of them began with the first.
  const { stopped, givenUp } = off
  if (answer.kind === 'accepted') for (const other of others) await post(other, { stopped, givenUp })
  return answer
}
