/** What went wrong, or well, said where it happened: in plain words, with what to do, read out when it appears. */
import type { Problem } from './ask.dom.ts'
import { el, fill, type Child } from './element.dom.ts'
import { say, words } from './words.dom.ts'

export interface Notice {
  readonly element: HTMLElement
  problem(problem: Problem): void
  good(...said: readonly Child[]): void
  clear(): void
}

/** A place for it; empty until something is to be said. */
export function notice(): Notice {
  const element = el('div', { class: 'notice', role: 'alert', tabindex: -1 })
  const tell = (said: HTMLElement) => {
    fill(element, said)
    // What was pressed may be gone with the list it stood in: the keyboard goes on from here, not from the top.
    if (document.activeElement === document.body || document.activeElement === null) element.focus()
    else element.scrollIntoView({ block: 'nearest' })
  }
  return {
    element,
    problem: (problem) => tell(problemSaid(problem)),
    good: (...said) => tell(el('div', { class: 'note good' }, said)),
    clear: () => fill(element),
  }
}

export function problemSaid({ detail, advice }: Pick<Problem, 'detail' | 'advice'>): HTMLElement {
  return el('div', { class: 'note bad' }, el('p', {}, el('b', {}, detail)), el('p', {}, advice))
}

/** Nothing can be pressed while it waits, and the wait is counted down on the buttons. */
export function countDown(buttons: readonly HTMLButtonElement[], seconds: number, over: () => void): void {
  const until = Date.now() + seconds * 1_000
  const said = buttons.map((button) => button.textContent ?? '')
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1_000)
    for (const [i, button] of buttons.entries()) {
      button.disabled = left > 0
      button.textContent = left > 0 ? say(words.waitSeconds, { seconds: left }) : (said[i] as string)
    }
    if (left > 0) return
    clearInterval(timer)
    over()
  }
  const timer = setInterval(tick, 250)
  tick()
}

/** The button rests while the act is under way, so that nothing is ordered twice. */
export async function busy<Value>(button: HTMLButtonElement, act: () => Promise<Value>): Promise<Value> {
  button.disabled = true
  button.setAttribute('aria-busy', 'true')
  try {
    return await act()
  } finally {
    button.disabled = false
    button.removeAttribute('aria-busy')
  }
}
