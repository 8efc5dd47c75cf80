/** A button for one order: it rests while the order is under way, and says what came of it where the page says such things. */
import type { Answer } from './ask.dom.ts'
import { el } from './element.dom.ts'
import { busy, type Notice } from './notice.dom.ts'

export function actButton(
  text: string,
  look: string,
  told: Notice,
  act: () => Promise<Answer<unknown> | undefined>,
): HTMLButtonElement {
  const button: HTMLButtonElement = el(
    'button',
    {
      ...{ type: 'button', class: look },
      onclick: async () => {
        told.clear()
        const answer = await busy(button, act)
        if (answer?.ok === false) told.problem(answer.problem)
      },
    },
    text,
  )
  return button
}
