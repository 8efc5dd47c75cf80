/**
 * One call-out as it is now: fetched when facts of it move, and every few seconds while it goes on, for what carriers say of
 * messages is personal and stands in no fact.
 */
import { ask, type Answer, type Problem } from '../../web/people/ask.dom.ts'
import { onMoved, picture } from '../picture.svelte.ts'
import type { CallOutView } from './answers.ts'

const every = 4_000

export interface Followed {
  readonly value: CallOutView | undefined
  readonly problem: Problem | undefined
  /** What an order answered is newer than what was fetched. */
  take(answer: Answer<CallOutView>): Answer<CallOutView>
}

/** In a component's script. */
export function followed(id: () => string): Followed {
  let value = $state.raw<CallOutView | undefined>()
  let problem = $state.raw<Problem | undefined>()
  /** The count of the last question: an answer to an earlier one comes too late. */
  let asked = 0

  $effect(() => {
    const path = `/v1/call-outs/${encodeURIComponent(id())}`
    // Everything was fetched anew: what moved meanwhile was told to nobody.
    void picture.duty
    let isOver = false
    const look = async () => {
      const mine = ++asked
      const answer = await ask<CallOutView>('GET', path, undefined, {
        ...{ prompt: 'alone', by: 'unattended', within: 15_000 },
      })
      if (isOver || mine !== asked) return
      if (answer.ok) value = answer.value
      problem = answer.ok ? undefined : answer.problem
    }
    void look()
    const off = onMoved(({ kinds }) => kinds.includes('call-outs') && void look())
    const timer = setInterval(() => {
      if (!document.hidden && picture.connection !== 'lost') void look()
    }, every)
    return () => {
      isOver = true
      clearInterval(timer)
      off()
    }
  })
  return {
    get value() {
      return value
    },
    get problem() {
      return problem
    },
    take(answer) {
      asked++
      if (answer.ok) value = answer.value
      return answer
    },
  }
}
