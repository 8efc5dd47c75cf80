/** A form being filled in: every change is on the phone before the next key; what is missing is named, nothing is lost by leaving. */
import { isAsked, missingIn, readAnswers, type AnswerTo, type Answers, type Field } from '#damage'
import { el, fill } from '../web/people/element.dom.ts'
import { fieldDrawn } from './field.dom.ts'
import { areasToChoose, titleOf, type PhoneForm } from './forms-kept.dom.ts'
import type { KeptRecord } from './kept-record.ts'
import { named, say, timeSaid, words } from './page-words.dom.ts'
import { dropRecord, putRecord } from './store.dom.ts'

export interface FormViewParts {
  readonly form: PhoneForm
  readonly record: KeptRecord
  readonly home: () => void
  readonly send: () => void
}

export function formView({ form, record: opened, home, send }: FormViewParts): readonly Node[] {
  let record = opened
  const standing = el('p', { class: 'hint', id: 'kept-at', role: 'status' })
  const notes = el('div', { id: 'notes', role: 'alert' })
  const failed = () => fill(notes, el('p', { class: 'note bad' }, words.notKept))
  let writing: Promise<unknown> = Promise.resolve()
  const write = (next: KeptRecord): Promise<unknown> => {
    record = next
    // One after the other: the last letter must not be overtaken by the one before.
    writing = writing
      .then(() => putRecord(next))
      .then(() => (standing.textContent = say(words.keptAt, { time: timeSaid(next.changedAtMs) })), failed)
    return writing
  }
  const drawn = form.fields
    .filter(({ ask }) => ask !== 'moment')
    .map((field) => ({
      field,
      element: fieldDrawn({
        ...{ field, record: record.id, answer: record.answers[field.key], failed },
        photoIs: record.photosDone.includes(field.key) || record.replaces !== null ? 'sent' : 'here',
        changed: (answer) => change(field, answer),
      }),
    }))
  const showAsked = () => {
    for (const { field, element } of drawn) element.hidden = !isAsked(field, record.answers)
  }
  const change = (field: Field, answer: AnswerTo | undefined) => {
    const { [field.key]: _, ...rest } = record.answers
    const answers: Answers = answer === undefined ? rest : { ...rest, [field.key]: answer }
    const photosDone =
      field.ask === 'photo' ? record.photosDone.filter((key) => key !== field.key) : record.photosDone
    void write({ ...record, answers, photosDone, changedAtMs: Date.now() })
    showAsked()
  }
  const finish = async () => {
    const ground = { hasArea: (code: string) => areasToChoose().some((one) => one.code === code) }
    const answers = asked(form, record.answers)
    const missing = missingIn(form, answers)
    const read = readAnswers(form, answers, ground)
    if (missing.length > 0 || !read.ok) {
      const wrong =
        missing.length > 0
          ? missing
          : form.fields.filter(({ key }) => !read.ok && read.problem.details['field'] === key)
      const fields = wrong.map(({ names }) => named(names)).join(', ')
      fill(
        notes,
        el('p', { class: 'note bad' }, say(missing.length > 0 ? words.missing : words.unfit, { fields })),
      )
      const first = drawn.find(({ field }) => field.key === wrong[0]?.key)?.element
      first?.scrollIntoView({ block: 'center' })
      first?.querySelector<HTMLElement>('input, select, textarea, button')?.focus()
      return
    }
    await write({ ...record, answers: read.value, state: 'waiting', changedAtMs: Date.now() })
    // Where nothing is kept the note says so, and the form stays open.
    if (notes.querySelector('.bad') !== null) return
    home()
    send()
  }
  const remove = el('button', { type: 'button', class: 'plain' }, words.deleteDraft)
  remove.addEventListener('click', () => {
    const yes = el('button', { type: 'button', class: 'plain' }, words.deleteYes)
    yes.addEventListener('click', () => void dropRecord(record.id).then(home, failed))
    fill(notes, el('div', { class: 'note' }, el('p', {}, words.deleteSure), yes))
    yes.focus()
  })
  const finishing = el('button', { type: 'button', class: 'main' }, words.finish)
  finishing.addEventListener('click', () => void finish())
  const back = el('button', { type: 'button', class: 'plain' }, words.back)
  back.addEventListener('click', () => void writing.then(home))
  showAsked()
  return [
    el('h1', { tabindex: -1 }, named(form.names)),
    el('p', { class: 'soft' }, titleOf(form, record.answers)),
    record.problem !== null && record.problem !== '' && el('p', { class: 'note bad' }, record.problem),
    ...drawn.map(({ element }) => element),
    notes,
    standing,
    el('div', { class: 'row acts' }, finishing, back, remove),
  ].filter((one): one is HTMLElement => one !== false)
}

/** Only what is asked now: what was answered before something else was chosen is not sent. */
function asked(form: PhoneForm, answers: Answers): Answers {
  const left: { [key: string]: AnswerTo } = {}
  for (const field of form.fields) {
    const answer = answers[field.key]
    if (answer !== undefined && isAsked(field, left)) left[field.key] = answer
  }
  return left
}
