/** Asks once more before what can’t be taken back: what will happen, and two buttons. Escape is no. */
import { el, newId } from './element.dom.ts'
import { say, words } from './words.dom.ts'

export function sure(question: string, means: string, act: string): Promise<'yes' | 'no'> {
  const title = newId('title')
  const before = document.activeElement
  return new Promise((resolve) => {
    const close = (answer: 'yes' | 'no') => {
      dialog.remove()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
      resolve(answer)
    }
    const dialog: HTMLDialogElement = el(
      'dialog',
      { class: 'prompt', 'aria-labelledby': title, onclose: () => close('no') },
      el('h2', { id: title }, question),
      el('p', {}, means),
      el(
        'div',
        { class: 'actions' },
        el('button', { type: 'button', onclick: () => close('yes') }, say(words.yesDoIt, { act })),
        el('button', { type: 'button', class: 'plain', onclick: () => close('no') }, words.cancel),
      ),
    )
    document.body.append(dialog)
    dialog.showModal()
  })
}
