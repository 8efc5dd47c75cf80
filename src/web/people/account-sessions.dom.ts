/** Where one is signed in, and the end of it. */
import { actButton } from './act-button.dom.ts'
import type { AccountPart } from './account-view.dom.ts'
import { ask } from './ask.dom.ts'
import { el } from './element.dom.ts'
import { timeTag, withTime } from './time.dom.ts'
import { words } from './words.dom.ts'

export function accountSessions(part: AccountPart): HTMLElement {
  const { account, changed, told } = part
  const end = (path: string) => async () => {
    const answer = await ask('DELETE', path)
    if (answer.ok) await changed(words.saved)
    return answer
  }
  const sorted = account.sessions.toSorted(
    (a, b) => Number(b.current === 'yes') - Number(a.current === 'yes'),
  )
  return el(
    'section',
    { class: 'panel', id: 'sessions' },
    el('h2', {}, words.sessions),
    el(
      'ul',
      { class: 'rows' },
      sorted.map(({ id, screen, method, startedAt, seenAt, address, browser, current }) =>
        el(
          'li',
          { class: 'row' },
          el(
            'span',
            {},
            el('b', {}, browser),
            ' ',
            current === 'yes' && el('span', { class: 'chip strong' }, words.thisOne),
            el('small', {}, [
              `${address} · ${screen === 'shared' ? words.sharedScreen : words.ownDevice} · ${words.methods[method] ?? method} · `,
              ...withTime(words.sessionSince, timeTag(startedAt)),
              ' · ',
              ...withTime(words.sessionSeen, timeTag(seenAt)),
            ]),
          ),
          current === 'no' &&
            actButton(
              words.endSession,
              'plain small',
              told,
              end(`/v1/account/sessions/${encodeURIComponent(id)}`),
            ),
        ),
      ),
    ),
    account.sessions.length > 1 &&
      el('p', {}, actButton(words.endOthers, 'plain', told, end('/v1/account/sessions'))),
  )
}
