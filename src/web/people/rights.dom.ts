/** What somebody may do, as a list to read and as fields to fill in. */
import { areaPicker, areasSaid, type Areas } from './areas.dom.ts'
import { el } from './element.dom.ts'
import { words } from './words.dom.ts'

export interface Rights {
  readonly roles: readonly string[]
  readonly areas: Areas
  readonly modes: readonly string[]
  readonly authority?: string
}

export interface Choices {
  readonly roles: readonly string[]
  readonly authorities: readonly { readonly id: string; readonly name: string }[]
}

const modes = ['live', 'drill', 'test'] as const

export function rightsSaid(
  { roles, areas, modes: may, authority }: Rights,
  { authorities }: Choices,
): HTMLElement {
  const whose = authorities.length > 1 ? authorities.find(({ id }) => id === authority)?.name : undefined
  return el(
    'small',
    {},
    [
      roles.map((role) => words.roleNames[role] ?? role).join(', ') || '—',
      areasSaid(areas),
      may.map((mode) => words.modes[mode as 'live'] ?? mode).join(' '),
      ...(whose === undefined ? [] : [whose]),
    ].join(' · '),
  )
}

export interface RightsFields {
  readonly elements: readonly HTMLElement[]
  read(): Rights
}

export function rightsFields(before: Rights, choices: Choices): RightsFields {
  const areas = areaPicker(before.areas)
  const roles = choiceOf(words.roles, choices.roles, before.roles, (role) => words.roleNames[role] ?? role)
  const acting = choiceOf(words.modesTitle, modes, before.modes, (mode) => words.modes[mode as 'live'])
  const authority = el(
    'select',
    { id: `authority-${Math.random().toString(36).slice(2)}` },
    choices.authorities.map(({ id, name }) =>
      el('option', { value: id, selected: id === before.authority }, name),
    ),
  )
  const several = choices.authorities.length > 1
  return {
    elements: [
      roles.element,
      el('div', { class: 'fields' }, areas.element, acting.element),
      ...(several
        ? [el('div', { class: 'field' }, el('label', { for: authority.id }, words.authority), authority)]
        : []),
    ],
    read: () => ({
      ...{ roles: roles.chosen(), areas: areas.chosen(), modes: acting.chosen() },
      ...(several ? { authority: authority.value } : {}),
    }),
  }
}

/** Any of these. */
export function choiceOf(
  legend: string,
  values: readonly string[],
  chosen: readonly string[],
  label: (value: string) => string,
): { readonly element: HTMLElement; chosen(): string[] } {
  const element = el(
    'fieldset',
    {},
    el('legend', {}, legend),
    el(
      'div',
      { class: 'choices' },
      values.map((value) =>
        el(
          'label',
          { class: 'choice' },
          el('input', { type: 'checkbox', value, checked: chosen.includes(value) }),
          label(value),
        ),
      ),
    ),
  )
  const inputs = [...element.querySelectorAll('input')]
  return { element, chosen: () => inputs.filter(({ checked }) => checked).map(({ value }) => value) }
}
