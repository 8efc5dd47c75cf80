/** The page on which one signs in. */
import './staff-language.dom.ts'
import { ask } from './ask.dom.ts'
import { byId, el, fill } from './element.dom.ts'
import { problemSaid } from './notice.dom.ts'
import { tellTabs } from './session-news.dom.ts'
import { ownPath, takeNext, waysIn, type Methods, type Screen, type SessionAnswer } from './ways-in.dom.ts'
import { say, words } from './words.dom.ts'

const main = byId('main')
const asked = new URLSearchParams(location.search)
const next = ownPath(asked.get('next')) ?? ownPath(takeNext()) ?? '/waiting'
const kept = 'tocsin:screen'

/** A screen in the duty room stays one; the device remembers that, and nothing about who used it. */
function screenChoice(): { readonly element: HTMLElement; readonly chosen: () => Screen } {
  const before = localStorage.getItem(kept) === 'shared' ? 'shared' : 'own'
  const choice = (value: Screen, label: string, means: string) =>
    el(
      'label',
      {},
      el('input', {
        ...{ type: 'radio', name: 'screen', value, checked: value === before },
        onchange: () => localStorage.setItem(kept, value),
      }),
      el('span', {}, label, el('small', {}, means)),
    )
  const element = el(
    'fieldset',
    { class: 'screens' },
    el('legend', {}, words.screen),
    choice('own', words.screenOwn, words.screenOwnMeans),
    choice('shared', words.screenShared, words.screenSharedMeans),
  )
  const chosen = () =>
    element.querySelector<HTMLInputElement>('input:checked')?.value === 'shared' ? 'shared' : 'own'
  return { element, chosen }
}

async function show(): Promise<void> {
  const [session, methods] = await Promise.all([
    ask<SessionAnswer>('GET', '/v1/session', undefined, { prompt: 'alone' }),
    ask<Methods>('GET', '/v1/sign-in/methods', undefined, { prompt: 'alone' }),
  ])
  main.removeAttribute('aria-busy')
  if (!methods.ok) {
    const again = el('button', { type: 'button', onclick: () => location.reload() }, words.tryAgain)
    return fill(main, el('section', { class: 'panel' }, problemSaid(methods.problem), again))
  }
  // Back from the organisation's provider. The cookie is not sent when another site leads here, but is when this page asks.
  const done = asked.get('done')
  if (done !== null && session.ok && session.value.signedIn === 'yes') {
    tellTabs(session.value)
    return location.replace(done === 'sign-in' ? next : '/account')
  }
  const why = asked.get('why')
  const { element: screens, chosen } = screenChoice()
  const ways = waysIn(methods.value, {
    screen: chosen,
    done: (signedIn) => {
      tellTabs(signedIn)
      location.replace(next)
    },
    recovery: 'offered',
    oidcNext: next,
  })
  fill(
    main,
    el(
      'section',
      { class: 'panel' },
      why !== null && el('p', { class: 'note', role: 'status' }, words.why[why] ?? words.why['unknown']),
      session.ok &&
        session.value.signedIn === 'yes' &&
        el(
          'p',
          { class: 'note' },
          say(words.already, { name: session.value.person.name }),
          ' ',
          el('a', { href: next }, words.goOn),
        ),
      screens,
      ways.element,
    ),
  )
  if (!matchMedia('(pointer: coarse)').matches) ways.focus()
}

void show()
