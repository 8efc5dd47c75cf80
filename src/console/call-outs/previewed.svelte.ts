/** Whom a call-out would ask, asked for again a moment after what it asks for has changed. */
import { untrack } from 'svelte'
import { ask, type Problem } from '../../web/people/ask.dom.ts'
import type { PreviewView } from './answers.ts'

/** While somebody still types or presses, nothing is asked. */
const pause = 300

export interface Previewed {
  readonly value: PreviewView | undefined
  /** Why it would be refused. */
  readonly problem: Problem | undefined
}

/** In a component's script. `asked` undefined asks nothing, and forgets what was answered before. */
export function previewed(asked: () => object | undefined): Previewed {
  let value = $state.raw<PreviewView | undefined>()
  let problem = $state.raw<Problem | undefined>()
  // What is written is made anew with each letter; only what it says matters.
  const body = $derived(JSON.stringify(asked()))
  $effect(() => {
    const text = body
    // An answer to what was asked before is none to what is asked now: nothing can be sent on the strength of it.
    untrack(() => (value = undefined))
    if (text === undefined) {
      problem = undefined
      return
    }
    let isOver = false
    const look = async () => {
      const answer = await ask<PreviewView>('POST', '/v1/call-outs/preview', JSON.parse(text), {
        ...{ prompt: 'alone', within: 15_000 },
      })
      if (isOver) return
      value = answer.ok ? answer.value : undefined
      problem = answer.ok ? undefined : answer.problem
    }
    const timer = setTimeout(() => void look(), pause)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  })
  return {
    get value() {
      return value
    },
    get problem() {
      return problem
    },
  }
}
