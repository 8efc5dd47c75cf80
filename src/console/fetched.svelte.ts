/** Something that one screen alone shows: fetched when it is needed and again when it moves, never more often than a reader reads. */
import { untrack } from 'svelte'
import { ask, type Problem } from '../web/people/ask.dom.ts'
import type { Moved } from './duty.ts'
import { onMoved, picture } from './picture.svelte.ts'

export interface Fetched<Value> {
  readonly value: Value | undefined
  /** Why it could not be fetched last. What is shown is then what was known before. */
  readonly problem: Problem | undefined
}

/**
 * In a component’s script. `path` undefined fetches nothing; another path forgets what the former gave. After a lost line it is
 * fetched anew. `every`: milliseconds between two fetches at least.
 */
export function fetched<Value>(
  path: () => string | undefined,
  moves: (moved: Moved) => boolean,
  every = 1_000,
  /** What of the answer is kept: an answer may hold far more than is shown. `before`: what was kept of the last one. */
  keep: (value: Value, before: Value | undefined) => Value = (value) => value,
  /** Where to go on after what is kept, added to the path; with it only what is new is fetched. */
  onwards?: (kept: Value) => { readonly query: string; readonly more: 'more' | 'all' },
): Fetched<Value> {
  let value = $state.raw<Value | undefined>()
  let problem = $state.raw<Problem | undefined>()
  let of: string | undefined

  $effect(() => {
    const asked = path()
    // Everything was fetched anew: what moved meanwhile was told to nobody.
    void picture.duty
    if (of !== asked) untrack(() => (value = problem = undefined))
    of = asked
    if (asked === undefined) return
    let is: 'resting' | 'fetching' | 'over' = 'resting'
    let again = false
    let lookedAt = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      is = 'fetching'
      again = false
      lookedAt = performance.now()
      // What is known is no reason to ask again.
      const kept = untrack(() => value)
      const next = kept === undefined ? '' : (onwards?.(kept).query ?? '')
      const answer = await ask<Value>('GET', asked + next, undefined, {
        ...{ prompt: 'alone', by: 'unattended', within: 15_000 },
      })
      if (is === ('over' as string)) return
      is = 'resting'
      if (answer.ok) value = keep(answer.value, kept)
      problem = answer.ok ? undefined : answer.problem
      if (answer.ok && onwards?.(value as Value).more === 'more') return look()
      if (again || (!answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500))) soon()
    }
    const soon = () => {
      const wait = Math.max(0, every - (performance.now() - lookedAt))
      timer ??= setTimeout(() => {
        timer = undefined
        void look()
      }, wait)
    }
    void look()
    const off = onMoved((moved) => {
      if (!moves(moved)) return
      if (is === 'fetching') again = true
      else soon()
    })
    return () => {
      is = 'over'
      clearTimeout(timer)
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
  }
}
