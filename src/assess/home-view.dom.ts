/** What is on this phone, by what becomes of it: what needs a person first. */
import { el } from '../web/people/element.dom.ts'
import { formOf, formsToBegin, titleOf, type PhoneForm } from './forms-kept.dom.ts'
import type { KeptRecord, KeptState, ServerRecord } from './kept-record.ts'
import { named, say, timeSaid, words } from './page-words.dom.ts'

export interface Known {
  readonly atMs: number
  readonly records: readonly ServerRecord[]
}

export interface HomeParts {
  readonly records: readonly KeptRecord[]
  readonly known: Known | undefined
  /** How many of somebody else’s lie here. */
  readonly others: number
  readonly network: 'there' | 'gone'
  readonly begin: (form: PhoneForm) => void
  readonly open: (record: KeptRecord) => void
  readonly change: (record: ServerRecord) => void
  readonly choose: (record: ServerRecord) => void
  readonly fetchKnown: () => Promise<void>
}

const lists: readonly (readonly [KeptState, keyof typeof words & string])[] = [
  ['conflict', 'conflicts'],
  ['refused', 'refused'],
  ['draft', 'drafts'],
  ['waiting', 'waiting'],
  ['sent', 'sent'],
]

export function homeView(parts: HomeParts): readonly Node[] {
  const { records, others } = parts
  const forms = formsToBegin()
  return [
    el('h1', { tabindex: -1 }, words.title),
    others > 0 && el('p', { class: 'note' }, say(words.others, { count: others })),
    forms.length === 0 && el('p', { class: 'note' }, words.noForms),
    ...forms.map((form) =>
      press(say(words.start, { form: named(form.names) }), 'main wide', () => parts.begin(form)),
    ),
    ...lists.map(([state, title]) => {
      // What was changed since is shown as it is now.
      const those = records.filter(
        (one) => one.state === state && !(state === 'sent' && isReplaced(one, records)),
      )
      if (those.length === 0) return false
      return el(
        'section',
        { 'data-list': state },
        el('h2', {}, words[title] as string),
        el(
          'ul',
          {},
          those
            .toSorted((a, b) => b.changedAtMs - a.changedAtMs)
            .map((one) => el('li', {}, rowOf(one, parts))),
        ),
      )
    }),
    knownOf(parts),
  ].filter((one): one is HTMLElement => one !== false)
}

function isReplaced({ id }: KeptRecord, records: readonly KeptRecord[]): boolean {
  return records.some(({ replaces, state }) => replaces === id && state === 'sent')
}

function press(says: string, how: string, act: () => void): HTMLButtonElement {
  const button = el('button', { type: 'button', class: how }, says)
  button.addEventListener('click', act)
  return button
}

function rowOf(record: KeptRecord, { open }: HomeParts): readonly Node[] {
  const { state, changedAtMs, problem, answers } = record
  const act = {
    conflict: words.choose,
    refused: words.mend,
    draft: words.open,
    waiting: words.open,
    sent: words.change,
  }
  return [
    el(
      'div',
      {},
      el('b', { dir: 'auto' }, titleOf(formOf(record.form, record.version), answers)),
      el('small', {}, timeSaid(changedAtMs)),
      problem !== null &&
        problem !== '' &&
        el('small', { class: 'bad' }, state === 'sent' ? say(words.photoRefused, { why: problem }) : problem),
    ),
    press(act[state], 'plain', () => open(record)),
  ]
}

function knownOf({ known, network, fetchKnown, change, choose }: HomeParts): HTMLElement {
  const line = el('p', { class: 'hint', role: 'status' })
  if (known !== undefined)
    line.textContent = say(words.fetchedAt, { time: timeSaid(known.atMs), count: known.records.length })
  const button = press(words.fetchKnown, 'plain', () => {
    button.disabled = true
    void fetchKnown().finally(() => (button.disabled = false))
  })
  button.disabled = network === 'gone'
  return el(
    'section',
    { 'data-list': 'known' },
    el('h2', {}, words.known),
    el('p', { class: 'hint' }, words.knownMeans),
    el('div', { class: 'row' }, button, line),
    el(
      'ul',
      {},
      (known?.records ?? []).map((record) => {
        const { current, contested } = record
        const form = formOf(current.form, current.version)
        const isContested = contested.length > 0
        const act = isContested
          ? press(words.choose, 'plain', () => choose(record))
          : press(words.change, 'plain', () => change(record))
        act.disabled = form === undefined || current.answers === null
        return el(
          'li',
          {},
          el(
            'div',
            {},
            el('b', { dir: 'auto' }, titleOf(form, current.answers ?? {})),
            el(
              'small',
              {},
              say(words.theirs, {
                name: current.byName ?? words.nobodyNamed,
                time: timeSaid(Date.parse(current.at)),
              }),
            ),
            isContested && el('small', { class: 'bad' }, words.contestedHere),
          ),
          act,
        )
      }),
    ),
  )
}
