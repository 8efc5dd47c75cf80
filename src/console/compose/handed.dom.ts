/** A message that is pasted on the Watch screen is taken to where alerts are composed: one press less at the worst moment. */
import { go, place } from '../route.svelte.ts'
import { may } from '../session.svelte.ts'
import { isMessage } from './message.ts'

let handed: string | undefined

/** Listens as long as the page lives. What is pasted into a field stays there. */
export function hearMessages(): void {
  document.addEventListener('paste', (event) => {
    if (event.defaultPrevented || place().screen !== 'watch' || !may('alert.draft')) return
    const target = event.target instanceof HTMLElement ? event.target : document.body
    if (target.closest('input, textarea, select, [contenteditable], dialog')) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!isMessage(text)) return
    event.preventDefault()
    handed = text
    go('compose')
  })
}

/** The message that was pasted elsewhere; once. */
export function takeHanded(): string | undefined {
  const taken = handed
  handed = undefined
  return taken
}
