/** Gives an order once: with a key of its own, asked again under the same key until the server has said what became of it. */
import { ask, type Answer, type Problem } from '../web/people/ask.dom.ts'
import type { OrderedView } from './duty.ts'
import { takeAlert } from './picture.svelte.ts'

export type OrderState =
  | { readonly is: 'sending' }
  /** No answer came: it may have been carried out or not, and is being asked for again under the same key. */
  | { readonly is: 'not-known'; readonly since: number; readonly tries: number }

export interface GivenOrder {
  readonly outcome: Promise<Answer<OrderedView>>
  /** Stops asking. What was sent may yet have been carried out; the picture will tell. */
  giveUp(): void
}

const retryAfter = 1_500
/** A line that was cut without a word never answers: what is not answered by then is asked for again. */
const answerWithin = 10_000

/** `path` as in `/v1/alerts/…/retract`. The key makes a second arrival of the same order harmless, whatever the line does. */
export function giveOrder(
  path: string,
  body: unknown,
  tell: (state: OrderState) => void = () => {},
  key: string = crypto.randomUUID(),
): GivenOrder {
  let given = true
  const attempt = async (): Promise<Answer<OrderedView>> => {
    const since = Date.now()
    tell({ is: 'sending' })
    for (let tries = 1; ; tries++) {
      const answer = await ask<OrderedView>('POST', path, body, { key, within: answerWithin })
      if (answer.ok) takeAlert(answer.value.alert)
      if (answer.ok || !isUnanswered(answer.problem) || !given) return answer
      tell({ is: 'not-known', since, tries })
      await new Promise((resolve) => setTimeout(resolve, retryAfter))
    }
  }
  return { outcome: attempt(), giveUp: () => (given = false) }
}

/** Nobody answered, or only something on the way did. */
function isUnanswered({ status, code }: Problem): boolean {
  return status === 0 || code === 'web/no-answer' || (status >= 502 && status <= 504)
}
