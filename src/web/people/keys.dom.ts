/** Machines and their keys: what each may do, when it was last used, until when; making, replacing, revoking. */
import { actButton } from './act-button.dom.ts'
import { areasSaid, readAreas } from './areas.dom.ts'
import { ask } from './ask.dom.ts'
import { el, fill } from './element.dom.ts'
import { governingTabs, outcomeSaid, proposalsNote, readChoices } from './governing.dom.ts'
import { newKeyForm } from './new-key.dom.ts'
import { notice } from './notice.dom.ts'
import { keyOnce } from './once.dom.ts'
import { nameOf, readAll, type KeyView, type Outcome, type PersonView } from './people-view.dom.ts'
import { personActs } from './person-acts.dom.ts'
import { rightsSaid, type Choices } from './rights.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { sure } from './sure.dom.ts'
import { timeTag, withTime } from './time.dom.ts'
import { say, words } from './words.dom.ts'

const session = await beginPage('people.read')
const told = notice()
const place = el('div', { class: 'stack' })
fill(main, governingTabs('keys'), told.element, place)

let shown: 'without-ended' | 'all' = 'without-ended'
const mayManage = session.may('keys.manage')

async function show(): Promise<void> {
  const [{ views, problem }, choices] = await Promise.all([
    readAll<{ people: { people: readonly PersonView[] }; keys: { keys: readonly KeyView[] } }>({
      people: '/v1/people',
      keys: '/v1/keys',
    }),
    readChoices(session),
  ])
  if (problem !== undefined) told.problem(problem)
  const people = views.people?.people ?? []
  const keys = views.keys?.keys ?? []
  const areas = [...people, ...keys].flatMap((one) => (one.areas === 'everywhere' ? [] : one.areas))
  await readAreas(areas)
  const proposals = await proposalsNote()
  const owners = people.filter(
    ({ id, kind, state }) =>
      state !== 'removed' && (kind === 'machine' || keys.some(({ owner }) => owner === id)),
  )
  fill(
    place,
    proposals,
    el(
      'section',
      { class: 'panel' },
      el('h2', {}, words.keysTitle),
      owners.length === 0 && el('p', {}, words.keysNone),
      el(
        'ul',
        { class: 'rows' },
        owners.map((owner) => ownerRow(owner, keys, choices)),
      ),
      keys.some(({ state }) => state === 'over') && endedChoice(),
    ),
    mayManage &&
      newKeyForm({
        people: people.filter(({ state }) => state !== 'removed'),
        choices,
        session,
        told,
        changed: show,
      }),
  )
}

function endedChoice(): HTMLElement {
  const input: HTMLInputElement = el('input', {
    ...{ type: 'checkbox', checked: shown === 'all' },
    onchange: () => {
      shown = input.checked ? 'all' : 'without-ended'
      void show()
    },
  })
  return el('label', { class: 'choice' }, input, words.showEnded)
}

function ownerRow(owner: PersonView, keys: readonly KeyView[], choices: Choices): HTMLElement {
  const theirs = keys.filter((key) => key.owner === owner.id && (shown === 'all' || key.state !== 'over'))
  return el(
    'li',
    {},
    el(
      'div',
      { class: 'row' },
      el(
        'span',
        {},
        el('b', {}, nameOf(owner)),
        ' ',
        el('span', { class: 'chip' }, words.kinds[owner.kind] ?? owner.kind),
        rightsSaid(owner, choices),
      ),
      owner.state !== 'active' &&
        el('span', { class: 'chip dashed' }, words.states[owner.state] ?? owner.state),
    ),
    el(
      'ul',
      { class: 'keys' },
      theirs.map((key) => keyRow(key, nameOf(owner))),
    ),
    owner.kind === 'machine' &&
      session.may('people.manage') &&
      personActs(owner, nameOf(owner), { choices, session, told, changed: show }),
  )
}

function keyRow(key: KeyView, name: string): HTMLElement {
  const { id, lastUsedAt, expiresAt, endsAt, madeAt, perMinute, certificate, actions, areas } = key
  const over = key.state === 'over'
  const path = `/v1/keys/${encodeURIComponent(id)}`
  const rotate = async () => {
    if ((await sure(`${words.rotate}: ${id}?`, words.rotateMeans, words.rotate)) === 'no') return undefined
    const answer = await ask<Outcome<{ key: string }, { key: string }>>('POST', `${path}/rotate`, {
      overlapMinutes: overlapMinutes,
    })
    if (!answer.ok) return answer
    await show()
    outcomeSaid(
      ...([told, answer.value] as const),
      (made) => keyOnce(say(words.keyMade, { name }), made.key, told),
      (made) => keyOnce(say(words.keyWaits, { name }), made.key, told),
    )
    return answer
  }
  const revoke = async () => {
    if ((await sure(`${words.revoke}: ${id}?`, words.revokeMeans, words.revoke)) === 'no') return undefined
    const answer = await ask('DELETE', path)
    if (!answer.ok) return answer
    await show()
    told.good(words.done)
    return answer
  }
  const said: (string | HTMLElement)[] = [
    ...withTime(words.madeAt, timeTag(madeAt)),
    ' · ',
    ...(lastUsedAt === null ? [words.keyUnused] : withTime(words.keyUsed, timeTag(lastUsedAt))),
    ' · ',
    ...(expiresAt === null ? [words.keyNeverExpires] : withTime(words.keyExpires, timeTag(expiresAt))),
    ...(endsAt === null ? [] : [' · ', ...withTime(over ? words.keyEnded : words.keyEnds, timeTag(endsAt))]),
    ...(perMinute === null ? [] : [` · ${say(words.keyRate, { count: perMinute })}`]),
    ...(certificate === null ? [] : [` · ${words.keyCertificate}`]),
    ...(areas === 'everywhere' ? [] : [` · ${areasSaid(areas)}`]),
  ]
  return el(
    'li',
    { class: 'row' },
    el(
      'span',
      {},
      el('code', {}, id),
      el('small', {}, said),
      actions !== 'all' &&
        el(
          'small',
          {},
          `${words.keyDoes}: ${actions.map((action) => words.actionNames[action] ?? action).join(', ')}`,
        ),
    ),
    mayManage &&
      !over &&
      el(
        'span',
        { class: 'actions' },
        actButton(words.rotate, 'plain small', told, rotate),
        actButton(words.revoke, 'plain small', told, revoke),
      ),
  )
}

/** An hour is enough to put the new one where the old one is, and short enough to be there when the old one ends. */
const overlapMinutes = 60

await show()
