/** The form for a new machine, or another key for somebody who is there. */
import { ask } from './ask.dom.ts'
import { el, field, sending, typed } from './element.dom.ts'
import { outcomeSaid } from './governing.dom.ts'
import { busy } from './notice.dom.ts'
import { keyOnce } from './once.dom.ts'
import { nameOf, type Outcome, type PersonView } from './people-view.dom.ts'
import type { ActsPart } from './person-acts.dom.ts'
import { choiceOf, rightsFields } from './rights.dom.ts'
import { say, words } from './words.dom.ts'

export function newKeyForm(part: ActsPart & { readonly people: readonly PersonView[] }): HTMLElement {
  const { told, choices, changed, session, people } = part
  const rights = rightsFields({ roles: ['watcher'], areas: 'everywhere', modes: ['drill', 'test'] }, choices)
  const actions = choiceOf(
    words.keyActions,
    session.current().actions,
    [],
    (action) => words.actionNames[action] ?? action,
  )
  const all: HTMLInputElement = el('input', {
    ...{ type: 'checkbox', checked: true },
    onchange: () => (actions.element.hidden = all.checked),
  })
  actions.element.hidden = true
  const owner = el(
    'select',
    { id: 'new-key-owner', name: 'owner' },
    el('option', { value: '' }, words.keyOwnerNew),
    people.map((person) => el('option', { value: person.id }, nameOf(person))),
  )
  const button = el('button', { type: 'submit' }, words.makeKey)
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const { name, perMinute, expiresInDays, certificate, owner: whose } = typed(form)
      const { roles, ...scope } = rights.read()
      const body = {
        ...scope,
        // Somebody who is there has roles already; a key of theirs only narrows them.
        ...(whose === '' ? { name, roles } : { owner: whose }),
        ...(all.checked ? {} : { actions: actions.chosen() }),
        ...(perMinute === '' ? {} : { perMinute: Number(perMinute) }),
        ...(expiresInDays === '' ? {} : { expiresInDays: Number(expiresInDays) }),
        ...(certificate === '' ? {} : { certificate: certificate?.replace(/[\s:]/g, '').toLowerCase() }),
      }
      const answer = await busy(button, () =>
        ask<Outcome<{ key: string }, { key: string }>>('POST', '/v1/keys', body),
      )
      if (!answer.ok) return told.problem(answer.problem)
      await changed()
      outcomeSaid(
        ...([told, answer.value] as const),
        (made) => keyOnce(say(words.keyMade, { name: name ?? '' }), made.key, told),
        (made) => keyOnce(say(words.keyWaits, { name: name ?? '' }), made.key, told),
      )
    }),
    el(
      'div',
      { class: 'fields' },
      field({
        label: words.keyName,
        name: 'name',
        means: words.keyNameMeans,
        more: { required: true, maxlength: 100 },
      }),
      el('div', { class: 'field' }, el('label', { for: owner.id }, words.keyOwner), owner),
    ),
    rights.elements,
    el('label', { class: 'choice' }, all, words.keyActionsAll),
    actions.element,
    el(
      'div',
      { class: 'fields' },
      field({
        label: words.perMinute,
        name: 'perMinute',
        type: 'number',
        means: words.perMinuteMeans,
        more: { min: 1 },
      }),
      field({
        label: words.expiresInDays,
        name: 'expiresInDays',
        type: 'number',
        means: words.expiresInDaysMeans,
        more: { min: 1 },
      }),
      field({ label: words.certificate, name: 'certificate', means: words.certificateMeans }),
    ),
    button,
  )
  return el('details', { class: 'panel' }, el('summary', {}, words.newKey), form)
}
