/** What an administrator can do about one person: other rights, a pause, new ways in, an end. */
import { actButton } from './act-button.dom.ts'
import { ask } from './ask.dom.ts'
import { el, fill, sending } from './element.dom.ts'
import { outcomeSaid } from './governing.dom.ts'
import { busy, type Notice } from './notice.dom.ts'
import { linkOnce } from './once.dom.ts'
import type { Link, Outcome, PersonView } from './people-view.dom.ts'
import { rightsFields, type Choices } from './rights.dom.ts'
import type { Session } from './session.dom.ts'
import { sure } from './sure.dom.ts'
import { say, words } from './words.dom.ts'

export interface ActsPart {
  readonly choices: Choices
  readonly session: Session
  readonly told: Notice
  changed(): Promise<void>
}

export function personActs(person: PersonView, name: string, part: ActsPart): HTMLElement {
  const { told, changed } = part
  const path = `/v1/people/${encodeURIComponent(person.id)}`
  const act = async (
    method: 'POST' | 'DELETE',
    more: string,
    asked: readonly [title: string, means: string] | undefined,
  ) => {
    if (asked !== undefined && (await sure(`${asked[0]}: ${name}?`, asked[1], asked[0])) === 'no')
      return undefined
    const answer = await ask<Outcome<{ link?: Link }>>(
      method,
      path + more,
      method === 'POST' ? {} : undefined,
    )
    if (!answer.ok) return answer
    await changed()
    outcomeSaid(told, answer.value ?? { outcome: 'done' }, ({ link }) =>
      link === undefined ? words.done : linkOnce(say(words.restored, { name, time: '{time}' }), link),
    )
    return answer
  }
  const details: HTMLDetailsElement = el(
    'details',
    {
      ontoggle: () => {
        if (details.open && details.childElementCount === 1) fillIn()
      },
    },
    el('summary', { 'aria-label': `${words.more}: ${name}` }, words.more),
  )
  /** Made when it is opened: a list of a hundred people has no hundred forms. */
  const fillIn = (): void => {
    const rights = rightsFields(person, part.choices)
    const save = el('button', { type: 'submit' }, words.save)
    const form = el(
      'form',
      sending(told, async () => {
        const answer = await busy(save, () => ask<Outcome<object>>('PUT', path, rights.read()))
        if (!answer.ok) return told.problem(answer.problem)
        await changed()
        outcomeSaid(told, answer.value, () => words.saved)
      }),
      rights.elements,
      save,
    )
    const place = el('div', { class: 'stack inset' })
    const button = (text: string, more: string, means: string | undefined) =>
      actButton(text, 'plain', told, () => act('POST', more, means === undefined ? undefined : [text, means]))
    if (person.state === 'removed') {
      const erase = actButton(words.erase, 'plain', told, () =>
        act('DELETE', '/personal', [words.erase, words.eraseMeans]),
      )
      fill(place, el('div', { class: 'actions' }, erase))
      details.append(place)
      return
    }
    fill(
      place,
      el('h3', {}, words.changeRights),
      form,
      el(
        'div',
        { class: 'actions' },
        person.state === 'suspended'
          ? button(words.reinstate, '/reinstate', undefined)
          : button(words.suspend, '/suspend', words.suspendMeans),
        person.kind === 'human' &&
          (person.state === 'invited'
            ? button(words.newLink, '/invitation', words.newLinkMeans)
            : button(words.restore, '/restore', words.restoreMeans)),
        actButton(words.removePerson, 'plain', told, () =>
          act('DELETE', '', [words.removePerson, words.removePersonMeans]),
        ),
      ),
    )
    details.append(place)
  }
  return details
}
