/** Areas by their names: a list of codes as people say it, and a field in which areas are chosen by name. */
import { ask } from './ask.dom.ts'
import { el, field, fill } from './element.dom.ts'
import { named, say, words } from './words.dom.ts'

interface BriefArea {
  readonly code: string
  readonly names: { readonly [language: string]: string }
}

const known = new Map<string, string>()

function keep(areas: readonly BriefArea[]): void {
  for (const { code, names } of areas) known.set(code, named(names) ?? code)
}

/** Before any is shown: the topmost ones and their parts, and whatever else is asked for. */
export async function readAreas(codes: readonly string[] = []): Promise<void> {
  if (known.size === 0) {
    const top = await ask<{ areas: readonly BriefArea[] }>('GET', '/v1/areas', undefined, quietly)
    if (top.ok) keep(top.value.areas)
  }
  const unknown = [...new Set(codes)].filter((code) => !known.has(code))
  await Promise.all(
    unknown.map(async (code) => {
      const found = await ask<BriefArea>('GET', `/v1/areas/${encodeURIComponent(code)}`, undefined, quietly)
      if (found.ok) keep([found.value])
    }),
  )
}

const quietly = { prompt: 'alone', by: 'unattended' } as const

export type Areas = 'everywhere' | readonly string[]

export function areaSaid(code: string): string {
  return known.get(code) ?? code
}

export function areasSaid(areas: Areas): string {
  if (areas === 'everywhere') return words.everywhere
  return areas.length === 0 ? words.nowhere : areas.map(areaSaid).join(', ')
}

export interface AreaPicker {
  readonly element: HTMLElement
  chosen(): Areas
}

/** Everywhere, or these: each found by its name, and asked about where several have it. */
export function areaPicker(before: Areas): AreaPicker {
  const codes = new Set<string>(before === 'everywhere' ? [] : before)
  const chips = el('ul', { class: 'chips' })
  const answer = el('div', { role: 'status' })
  const name = `where-${Math.random().toString(36).slice(2)}`
  const radio = (value: string, label: string) =>
    el(
      'label',
      {},
      el('input', {
        ...{ type: 'radio', name, value, checked: (before === 'everywhere') === (value === 'everywhere') },
        onchange: () => show(),
      }),
      label,
    )
  const everywhere = radio('everywhere', words.areasEverywhere)
  const find = field({ label: words.addArea, name: 'find', means: words.addAreaMeans })
  const input = find.querySelector('input') as HTMLInputElement
  const add = (code: string) => {
    codes.add(code)
    input.value = ''
    fill(answer)
    show()
    input.focus()
  }
  const look = async (): Promise<void> => {
    const text = input.value.trim()
    if (text === '') return
    const query = new URLSearchParams({ find: text })
    const found = await ask<{ areas: readonly BriefArea[]; decision?: string }>('GET', `/v1/areas?${query}`)
    if (!found.ok) return fill(answer, found.problem.detail)
    const { areas, decision } = found.value
    keep(areas)
    const [first] = areas
    if (first === undefined) return fill(answer, say(words.noArea, { text }))
    if (decision === 'one') return add(first.code)
    fill(
      answer,
      el('p', {}, words.whichArea),
      el(
        'div',
        { class: 'actions' },
        areas
          .slice(0, 8)
          .map(({ code }) =>
            el(
              'button',
              { type: 'button', class: 'plain small', onclick: () => add(code) },
              `${areaSaid(code)} (${code})`,
            ),
          ),
      ),
    )
  }
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void look()
  })
  const these = el(
    'div',
    { class: 'stack' },
    chips,
    el(
      'div',
      { class: 'in-line' },
      find,
      el('button', { type: 'button', class: 'plain', onclick: look }, words.add),
    ),
    answer,
  )
  const isEverywhere = () => everywhere.querySelector('input')?.checked === true
  const show = () => {
    these.hidden = isEverywhere()
    fill(
      chips,
      [...codes].map((code) =>
        el(
          'li',
          { class: 'chip' },
          areaSaid(code),
          el(
            'button',
            {
              ...{
                type: 'button',
                class: 'plain small',
                'aria-label': say(words.removeArea, { name: areaSaid(code) }),
              },
              onclick: () => {
                codes.delete(code)
                show()
                input.focus()
              },
            },
            '×',
          ),
        ),
      ),
    )
  }
  show()
  const element = el(
    'fieldset',
    {},
    el('legend', {}, words.areas),
    everywhere,
    radio('these', words.areasThese),
    these,
  )
  return { element, chosen: () => (isEverywhere() ? 'everywhere' : [...codes]) }
}
