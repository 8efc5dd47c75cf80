/** How every page of staff begins: the session, the links that the person may follow, and a word where they may not read the page. */
import './staff-language.dom.ts'
import { byId, el, fill } from './element.dom.ts'
import { keepOnlyFor } from './keep-text.dom.ts'
import { problemSaid } from './notice.dom.ts'
import { begin, type Session } from './session.dom.ts'
import { keepAges } from './time.dom.ts'
import { words } from './words.dom.ts'

export const main = document.getElementById('main') ?? document.body

/** Resolves once somebody is here who may read the page. */
export async function beginPage(needs?: string): Promise<Session> {
  const session = await begin({
    who: byId('who'),
    unreachable: () => {
      const loading = main.querySelector('.loading')
      if (loading !== null) loading.textContent = `${words.noAnswer} ${words.askingAgain}`
    },
    changed: ({ actions, person }) => {
      keepOnlyFor(person.id)
      for (const link of document.querySelectorAll<HTMLElement>('[data-needs]'))
        link.hidden = link.dataset['needs'] !== '' && !actions.includes(link.dataset['needs'] as string)
    },
  })
  keepAges()
  main.removeAttribute('aria-busy')
  if (needs === undefined || session.may(needs)) {
    // What the server drew stays; the others begin empty.
    if (main.querySelector('.loading') !== null) fill(main)
    return session
  }
  const { notAllowedHere: detail, notAllowedHereAdvice: advice } = words
  const others = [...document.querySelectorAll<HTMLAnchorElement>('.places a')].filter(
    ({ hidden }) => !hidden,
  )
  fill(
    main,
    el(
      'section',
      { class: 'panel' },
      problemSaid({ detail, advice }),
      el(
        'p',
        { class: 'links' },
        others.map(({ href, textContent }) => el('a', { href }, textContent)),
      ),
    ),
  )
  return new Promise(() => {})
}
