/** Asks, before somebody signs out, what becomes of what lies on the phone. */
import { el } from '../web/people/element.dom.ts'
import { say, words } from './page-words.dom.ts'

export interface SignOutParts {
  /** Not sent yet. */
  readonly left: number
  readonly leave: (what: 'keep' | 'delete') => void
  readonly home: () => void
}

export function signOutView({ left, leave, home }: SignOutParts): readonly Node[] {
  const act = (says: string, how: string, does: () => void) => {
    const button = el('button', { type: 'button', class: how }, says)
    button.addEventListener('click', does)
    return button
  }
  return [
    el('h1', { tabindex: -1 }, words.signOutTitle),
    el('p', {}, left > 0 ? say(words.signOutMeans, { count: left }) : words.signOutNothing),
    el(
      'div',
      { class: 'acts stack' },
      act(words.signOutKeep, 'main', () => leave('keep')),
      act(words.signOutDelete, 'plain', () => leave('delete')),
      act(words.cancel, 'plain', home),
    ),
  ]
}
