/** The prompt over a page: sign in again because the session has ended, or prove who one is before a grave act. */
import { ask, type ProofWanted } from './ask.dom.ts'
import { el, newId } from './element.dom.ts'
import { waysIn, type Methods, type SignedIn } from './ways-in.dom.ts'
import { words } from './words.dom.ts'

export interface Prompt {
  readonly why: ProofWanted
  readonly outcome: Promise<'proved' | 'given-up'>
  close(outcome: 'proved' | 'given-up'): void
}

/** Until the server says, everything is offered: a prompt that can't be answered would be worse than one way too many. */
const everything: Methods = { passkey: 'yes', password: 'yes', oidc: null }

export async function openPrompt(
  why: ProofWanted,
  session: SignedIn,
  ended: string | undefined,
  done: (session: SignedIn) => void,
): Promise<Prompt> {
  const methods = await ask<Methods>('GET', '/v1/sign-in/methods', undefined, {
    prompt: 'alone',
    by: 'unattended',
  })
  let settle: (outcome: 'proved' | 'given-up') => void = () => {}
  const outcome = new Promise<'proved' | 'given-up'>((resolve) => (settle = resolve))
  const before = document.activeElement
  const ways = waysIn(methods.ok ? methods.value : everything, {
    screen: () => session.screen,
    done,
    recovery: 'not-here',
  })
  const title = newId('title')
  const close = (how: 'proved' | 'given-up'): void => {
    dialog.close()
    dialog.remove()
    // Back to where the hand was.
    if (before instanceof HTMLElement && before.isConnected) before.focus()
    settle(how)
  }
  const isOver = why === 'signed-out'
  const dialog: HTMLDialogElement = el(
    'dialog',
    {
      ...{ class: isOver ? 'prompt over' : 'prompt', 'aria-labelledby': title },
      // It can't be waved away: behind it nothing could be done.
      closedby: isOver ? 'none' : undefined,
      onkeydown: (event) => {
        if (isOver && (event as KeyboardEvent).key === 'Escape') event.preventDefault()
      },
      oncancel: (event) => {
        event.preventDefault()
        if (!isOver) close('given-up')
      },
      // Older browsers let a second Escape through without asking.
      onclose: () => isOver && dialog.isConnected && dialog.showModal(),
    },
    // It covers the page’s own frame; what is live must not be taken for a drill here either.
    modeChip(),
    el('h2', { id: title }, isOver ? words.endedTitle : words.proveTitle),
    isOver && ended !== undefined && el('p', {}, words.why[ended] ?? words.why['unknown']),
    el('p', {}, isOver ? words.ended : words.prove),
    ways.element,
    isOver
      ? el(
          'p',
          {},
          el(
            'a',
            { href: '/sign-in?next=%2Faccount', target: '_blank', rel: 'noopener' },
            words.endedOtherTab,
          ),
        )
      : el('button', { type: 'button', class: 'plain', onclick: () => close('given-up') }, words.cancel),
  )
  document.body.append(dialog)
  dialog.showModal()
  ways.focus()
  return { why, outcome, close }
}

function modeChip(): HTMLElement {
  const { mode = 'drill' } = document.documentElement.dataset
  return el('p', {}, el('span', { class: `chip ${mode}` }, words.modes[mode as 'drill']))
}
