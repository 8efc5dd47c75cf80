/** Two sides of one record beside each other, and a choice: nothing is overwritten without it. */
import { canonicalJson, type Json } from '#base'
import type { Answers } from '#damage'
import { el, fill } from '../web/people/element.dom.ts'
import { answerSaid, titleOf, type PhoneForm } from './forms-kept.dom.ts'
import type { ServerSubmission } from './kept-record.ts'
import { named, say, timeSaid, words } from './page-words.dom.ts'

export interface Side {
  readonly title: string
  readonly answers: Answers
}

export interface ConflictParts {
  readonly form: PhoneForm
  readonly mine: Side
  readonly theirs: Side
  readonly acts: readonly {
    readonly says: string
    readonly main: 'main' | 'plain'
    readonly sure?: string
    readonly act: () => void
  }[]
  readonly home: () => void
}

export function sideOf({ byName, at, answers }: ServerSubmission): Side {
  const time = timeSaid(Date.parse(at))
  return { title: say(words.theirs, { name: byName ?? words.nobodyNamed, time }), answers: answers ?? {} }
}

export function conflictView({ form, mine, theirs, acts, home }: ConflictParts): readonly Node[] {
  const same = (key: string) => text(mine.answers[key]) === text(theirs.answers[key])
  const differing = form.fields.filter(({ key }) => !same(key))
  const notes = el('div', { role: 'alert' })
  const back = el('button', { type: 'button', class: 'plain' }, words.back)
  back.addEventListener('click', home)
  return [
    el('h1', { tabindex: -1 }, words.conflictTitle),
    el('p', { class: 'soft' }, titleOf(form, mine.answers)),
    el('p', {}, words.conflictMeans),
    ...differing.map((field) =>
      el(
        'section',
        { class: 'sides', 'data-field': field.key },
        el('h2', {}, named(field.names)),
        [mine, theirs].map(({ title, answers }, n) =>
          el(
            'div',
            { class: n === 0 ? 'side mine' : 'side theirs' },
            el('small', { dir: 'auto' }, title),
            el('p', { dir: 'auto' }, answerSaid(field, answers[field.key])),
          ),
        ),
      ),
    ),
    el('p', { class: 'hint' }, differing.length === 0 ? words.dutyRoom : words.sameRest),
    notes,
    el(
      'div',
      { class: 'acts stack' },
      acts.map(({ says, main, sure, act }) => {
        const button = el('button', { type: 'button', class: main }, says)
        button.addEventListener('click', () => {
          if (sure === undefined) return act()
          const yes = el('button', { type: 'button', class: 'plain' }, words.deleteYes)
          yes.addEventListener('click', act)
          fill(notes, el('div', { class: 'note' }, el('p', {}, sure), yes))
          return yes.focus()
        })
        return button
      }),
      back,
    ),
  ]
}

function text(answer: unknown): string {
  return answer === undefined ? '' : canonicalJson(answer as Json)
}
