/** One review: what somebody did alone in an emergency and why, and the verdict of somebody else in a sentence. */
import { areaSaid } from './areas.dom.ts'
import { ask } from './ask.dom.ts'
import { el, field, sending, typed } from './element.dom.ts'
import { keepText } from './keep-text.dom.ts'
import { busy } from './notice.dom.ts'
import { ageTag, timeTag, withTime } from './time.dom.ts'
import type { CardPart } from './waiting-card.dom.ts'
import type { ReviewView } from './waiting-view.dom.ts'
import { words } from './words.dom.ts'

export function reviewCard(review: ReviewView, part: CardPart): HTMLElement {
  const { alert, mode, openedAt, acts, hands, names } = review
  return el(
    'article',
    { class: `told-alert ${mode}`, id: `review-${alert}` },
    el(
      'p',
      { class: 'standing' },
      el('b', {}, words.modes[mode]),
      withTime(words.openFor.replace('{age}', '{time}'), ageTag(openedAt)),
    ),
    el(
      'div',
      { class: 'inside' },
      acts.map(({ did, by, at, reason, level, areas }) =>
        el(
          'div',
          {},
          el('h3', {}, words.doneAlone[did] ?? did),
          el('p', {}, [`${level} · ${areas.map(areaSaid).join(', ')} · ${names[by] ?? by} · `, timeTag(at)]),
          el('p', {}, el('small', {}, `${words.itsReason}: `), reason),
        ),
      ),
      hands.includes(part.me)
        ? el('p', { class: 'note' }, words.ownReview)
        : part.session.may('alert.review') && verdictForm(review, part),
    ),
  )
}

function verdictForm({ alert, acts }: ReviewView, { told, me, changed }: CardPart): HTMLElement {
  const choice = (value: string, label: string) =>
    el(
      'label',
      { class: 'choice' },
      el('input', { type: 'radio', name: 'verdict', value, required: true }),
      label,
    )
  const button = el('button', { type: 'submit' }, words.closeReview)
  const form: HTMLFormElement = el(
    'form',
    sending(told, async () => {
      const { verdict, text } = typed(form)
      const body = { verdict, text, readActs: acts.length }
      const answer = await busy(button, () =>
        ask('POST', `/v1/reviews/${encodeURIComponent(alert)}/close`, body),
      )
      if (!answer.ok) return told.problem(answer.problem)
      kept.sent()
      await changed()
      told.good(words.closed)
    }),
    el(
      'fieldset',
      {},
      el('legend', {}, words.verdict),
      choice('justified', words.justified),
      choice('not-justified', words.notJustified),
    ),
    field({ label: words.verdictText, name: 'text', more: { required: true, maxlength: 1_000 } }),
    button,
  )
  const kept = keepText(form, me, `review ${alert}`)
  return form
}
