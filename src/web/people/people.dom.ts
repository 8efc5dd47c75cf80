/** The people who work here: what each may do and how they stand; inviting, changing, suspending, restoring. */
import { readAreas } from './areas.dom.ts'
import { ask } from './ask.dom.ts'
import { el, field, fill, sending, typed } from './element.dom.ts'
import { governingTabs, outcomeSaid, proposalsSection, readChoices } from './governing.dom.ts'
import { keepText } from './keep-text.dom.ts'
import { busy, notice } from './notice.dom.ts'
import { personActs } from './person-acts.dom.ts'
import { linkOnce } from './once.dom.ts'
import { nameOf, type Link, type Outcome, type PersonView } from './people-view.dom.ts'
import { rightsFields, rightsSaid, type Choices } from './rights.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { timeTag, withTime } from './time.dom.ts'
import { spaceless } from './ways-in.dom.ts'
import { say, words } from './words.dom.ts'

const session = await beginPage('people.read')
const told = notice()
const place = el('div', { class: 'stack' })
fill(main, governingTabs('people'), told.element, place)

let shown: 'without-removed' | 'all' = 'without-removed'

async function show(): Promise<void> {
  const [people, choices] = await Promise.all([
    ask<{ people: readonly PersonView[] }>('GET', '/v1/people'),
    readChoices(session),
  ])
  if (!people.ok) return told.problem(people.problem)
  const all = people.value.people
  await readAreas(all.flatMap(({ areas }) => (areas === 'everywhere' ? [] : areas)))
  const proposals = await proposalsSection({ session, told, changed: show })
  fill(place, proposals, session.may('people.manage') && invitation(choices), list(all, choices))
}

function list(all: readonly PersonView[], choices: Choices): HTMLElement {
  const order = ['active', 'invited', 'suspended', 'removed']
  const sorted = all
    .filter(({ kind, state }) => kind === 'human' && (shown === 'all' || state !== 'removed'))
    .toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || nameOf(a).localeCompare(nameOf(b)))
  const all_: HTMLInputElement = el('input', {
    ...{ type: 'checkbox', checked: shown === 'all' },
    onchange: () => {
      shown = all_.checked ? 'all' : 'without-removed'
      void show()
    },
  })
  return el(
    'section',
    { class: 'panel' },
    el('h2', {}, words.places.people),
    sorted.length === 0 && el('p', {}, words.nobody),
    el(
      'ul',
      { class: 'rows' },
      sorted.map((person) => row(person, choices)),
    ),
    all.some(({ state }) => state === 'removed') && el('label', { class: 'choice' }, all_, words.showRemoved),
  )
}

function row(person: PersonView, choices: Choices): HTMLElement {
  const { id, state, lastSeenAt, login } = person
  const isMe = id === session.current().person.id
  return el(
    'li',
    { id: `person-${id}` },
    el(
      'div',
      { class: 'row' },
      el(
        'span',
        {},
        el('b', {}, nameOf(person)),
        ' ',
        isMe && el('span', { class: 'chip' }, words.you),
        rightsSaid(person, choices),
      ),
      el(
        'span',
        {},
        el('span', { class: state === 'active' ? 'chip' : 'chip dashed' }, words.states[state] ?? state),
        el('small', {}, [
          ...(login === null ? [] : [login, ' · ']),
          ...(lastSeenAt === null ? [words.neverSeen] : withTime(words.lastSeen, timeTag(lastSeenAt))),
        ]),
      ),
    ),
    session.may('people.manage') &&
      (state !== 'removed' || session.may('people.erase')) &&
      personActs(person, nameOf(person), { choices, session, told, changed: show }),
  )
}

function invitation(choices: Choices): HTMLElement {
  const rights = rightsFields({ roles: ['officer'], areas: 'everywhere', modes: ['drill', 'test'] }, choices)
  const button = el('button', { type: 'submit' }, words.inviteSend)
  const result = el('div', { role: 'status' })
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const { name, login, email } = spaceless(typed(form))
      const body = {
        ...{ name, ...rights.read() },
        ...(login === '' || login === undefined ? {} : { login }),
        ...(email === '' || email === undefined ? {} : { email }),
      }
      const answer = await busy(button, () =>
        ask<Outcome<{ id: string; link: Link }>>('POST', '/v1/people', body),
      )
      if (!answer.ok) return told.problem(answer.problem)
      kept.sent()
      form.reset()
      await show()
      outcomeSaid(told, answer.value, ({ link }) =>
        linkOnce(say(words.invited, { name: name ?? '', time: '{time}' }), link),
      )
    }),
    el(
      'div',
      { class: 'fields' },
      field({ label: words.theirName, name: 'name', more: { required: true, maxlength: 100 } }),
      field({
        label: words.theirLogin,
        name: 'login',
        means: words.loginLater,
        more: { maxlength: 100, autocapitalize: 'none' },
      }),
      field({ label: words.theirEmail, name: 'email', type: 'email', means: words.emailMeans }),
    ),
    rights.elements,
    button,
  )
  const kept = keepText(form, session.current().person.id, 'invite')
  return el('details', { class: 'panel' }, el('summary', {}, words.invite), form, result)
}

await show()
