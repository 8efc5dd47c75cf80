/** What each role may do, and the installation’s own roles. */
import { actButton } from './act-button.dom.ts'
import { ask } from './ask.dom.ts'
import { el, field, fill, sending, typed } from './element.dom.ts'
import { governingTabs, outcomeSaid, proposalsNote } from './governing.dom.ts'
import { busy, notice } from './notice.dom.ts'
import type { Outcome, RoleView } from './people-view.dom.ts'
import { choiceOf } from './rights.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { sure } from './sure.dom.ts'
import { words } from './words.dom.ts'

const session = await beginPage('people.read')
const told = notice()
const place = el('div', { class: 'stack' })
fill(main, governingTabs('roles'), told.element, place)
const mayManage = session.may('people.manage')

async function show(): Promise<void> {
  const answer = await ask<{ roles: readonly RoleView[] }>('GET', '/v1/roles')
  if (!answer.ok) return told.problem(answer.problem)
  const { roles } = answer.value
  const actions = [...new Set(roles.flatMap((role) => role.actions))].toSorted()
  const own = roles.filter(({ builtIn }) => builtIn === 'defined-here')
  const shipped = roles.filter(({ builtIn }) => builtIn === 'built-in')
  const proposals = await proposalsNote()
  fill(
    place,
    proposals,
    el(
      'section',
      { class: 'panel' },
      el('h2', {}, words.customRoles),
      el('p', { class: 'quiet' }, words.rolesMean),
      own.length === 0 && el('p', {}, words.noCustomRoles),
      el(
        'ul',
        { class: 'rows' },
        own.map((role) => el('li', {}, roleSaid(role), mayManage && change(role, actions))),
      ),
    ),
    mayManage &&
      el('details', { class: 'panel' }, el('summary', {}, words.newRole), roleForm(undefined, actions)),
    el(
      'section',
      { class: 'panel' },
      el('h2', {}, words.builtInRoles),
      el(
        'ul',
        { class: 'rows' },
        shipped.map((role) => el('li', {}, roleSaid(role))),
      ),
    ),
  )
}

function roleSaid({ role, actions }: RoleView): HTMLElement {
  return el(
    'div',
    {},
    el('b', {}, words.roleNames[role] ?? role),
    el(
      'p',
      { class: 'chips' },
      actions.flatMap((action) => [
        el('span', { class: 'chip', title: action }, words.actionNames[action] ?? action),
        ' ',
      ]),
    ),
  )
}

function change(role: RoleView, actions: readonly string[]): HTMLElement {
  const path = `/v1/roles/${encodeURIComponent(role.role)}`
  return el(
    'details',
    {},
    el('summary', { 'aria-label': `${words.changeRole}: ${role.role}` }, words.changeRole),
    roleForm(role, actions),
    el(
      'p',
      {},
      actButton(words.removeRole, 'plain', told, async () => {
        if ((await sure(`${words.removeRole}: ${role.role}?`, '', words.removeRole)) === 'no')
          return undefined
        const answer = await ask<Outcome<object>>('DELETE', path)
        if (!answer.ok) return answer
        await show()
        outcomeSaid(told, answer.value ?? { outcome: 'done' }, () => words.done)
        return answer
      }),
    ),
  )
}

function roleForm(role: RoleView | undefined, actions: readonly string[]): HTMLElement {
  const chosen = choiceOf(
    words.roleActions,
    actions,
    role?.actions ?? [],
    (action) => words.actionNames[action] ?? action,
  )
  const button = el('button', { type: 'submit' }, words.saveRole)
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const id = role?.role ?? typed(form)['role'] ?? ''
      const actions = chosen.chosen()
      if (actions.length === 0) return told.good(words.chooseActions)
      const answer = await busy(button, () =>
        ask<Outcome<object>>('PUT', `/v1/roles/${encodeURIComponent(id)}`, { actions }),
      )
      if (!answer.ok) return told.problem(answer.problem)
      await show()
      outcomeSaid(told, answer.value, () => words.saved)
    }),
    role === undefined &&
      field({
        ...{ label: words.roleName, name: 'role', means: words.roleNameMeans },
        more: { required: true, pattern: '[a-z0-9\\-]+', maxlength: 64 },
      }),
    chosen.element,
    button,
  )
  return form
}

await show()
