/** One warning that waits: exactly what will be said, where, how loudly, through what; and yes, or no with a reason. */
import { actButton } from './act-button.dom.ts'
import { ask } from './ask.dom.ts'
import { type Child, el, field, sending, typed } from './element.dom.ts'
import { keepText } from './keep-text.dom.ts'
import { busy, type Notice } from './notice.dom.ts'
import { hashLine } from './proposals.dom.ts'
import type { Session } from './session.dom.ts'
import { levelMark, threatSaid } from './threats.dom.ts'
import { ageTag, lengthSaid, timeSaid, withTime } from './time.dom.ts'
import type { AlertView, Content, WaitingView, Wording } from './waiting-view.dom.ts'
import { languageSaid, named, say, words } from './words.dom.ts'

export interface CardPart {
  readonly session: Session
  readonly told: Notice
  readonly me: string
  changed(): Promise<void>
}

export function alertCard(alert: AlertView, part: CardPart & { readonly waiting: WaitingView }): HTMLElement {
  const { waiting, told, me, session } = part
  const pending = waiting.kind === 'change' ? alert.pending : undefined
  const content = pending?.content ?? alert.content
  const hash = pending?.contentHash ?? alert.contentHash
  const by = pending?.submittedBy ?? alert.submittedBy ?? ''
  const path = `/v1/alerts/${encodeURIComponent(alert.id)}`
  const isMine = by === me || alert.editors.includes(me)
  const decide = async (step: 'approve' | 'return', body: object, done: string) => {
    const answer = await ask('POST', `${path}/${step}`, body)
    if (answer.ok) {
      await part.changed()
      told.good(done)
    }
    return answer
  }
  return el(
    'article',
    { class: `told-alert ${alert.mode}`, id: `alert-${alert.id}` },
    el(
      'p',
      { class: 'standing' },
      el('b', {}, words.modes[alert.mode]),
      pending === undefined ? words.isNew : words.changeOf,
    ),
    el(
      'div',
      { class: 'inside' },
      el(
        'h3',
        {},
        levelMark(content.ladder, content.level, content.step.gravity),
        ' ',
        threatSaid(content.threat),
      ),
      pending !== undefined && el('p', { class: 'change' }, words.changes[pending.change] ?? pending.change),
      el('p', { class: 'quiet' }, [
        say(words.writtenBy, { name: waiting.names[by] ?? by }),
        ' · ',
        ...withTime(words.waitsSince.replace('{age}', '{time}'), ageTag(waiting.since)),
      ]),
      el('div', { id: `calling-${alert.id}`, class: 'quiet', 'aria-live': 'polite' }),
      el(
        'dl',
        { class: 'told-exactly' },
        facts(content),
        pending?.leaves !== undefined && leaves(pending.leaves),
      ),
      hashLine(hash),
      isMine
        ? el('p', { class: 'note' }, words.ownAlert)
        : session.may('alert.approve')
          ? answerForm(alert, waiting.kind, hash, part, decide)
          : el('p', { class: 'note' }, words.mayNotApprove),
    ),
  )
}

/** Yes is one press; no is a reason and one press. Both stand there at once. */
function answerForm(
  alert: AlertView,
  kind: WaitingView['kind'],
  contentHash: string,
  { told, me }: CardPart,
  decide: (step: 'approve' | 'return', body: object, done: string) => ReturnType<typeof ask>,
): HTMLElement {
  const approveText = {
    live: words.approve,
    drill: words.approveDrill,
    test: words.approveTest,
  }[alert.mode]
  const approve = actButton(kind === 'change' ? words.approveChange : approveText, 'approve', told, () =>
    decide('approve', { contentHash }, words.approved),
  )
  const back = el('button', { type: 'submit', class: 'plain' }, words.returnIt)
  const form: HTMLFormElement = el(
    'form',
    {
      class: 'in-line',
      ...sending(told, async () => {
        const { reason } = typed(form)
        const answer = await busy(back, () => decide('return', { reason }, words.returned))
        if (answer.ok) kept.sent()
        else told.problem(answer.problem)
      }),
    },
    field({ label: words.returnReason, name: 'reason', more: { required: true, maxlength: 1_000 } }),
    back,
  )
  const kept = keepText(form, me, `return ${alert.id}`)
  return el('div', { class: 'answer' }, approve, form)
}

function line(label: string, ...value: readonly Child[]): HTMLElement {
  return el('div', {}, el('dt', {}, label), el('dd', {}, value))
}

function facts({ areas, wording, renewForMinutes, channels }: Content): HTMLElement[] {
  return [
    line(
      words.where,
      el('b', {}, areasNamed(areas)),
      areas.length > 3 && ` (${say(words.areasCount, { count: areas.length })})`,
    ),
    line(
      words.standsFor,
      say(words.standsForMeans, { length: lengthSaid(renewForMinutes * 60_000) }),
      ` · ${words.through} `,
      channels === 'all' ? words.throughAll : channels.join(', '),
    ),
    line(words.willSay, textsOf(wording)),
  ]
}

function leaves({
  areas,
  wording,
}: {
  readonly areas: Content['areas']
  readonly wording: Wording
}): HTMLElement {
  return line(words.letGo, el('b', {}, areasNamed(areas)), textsOf(wording))
}

function areasNamed(areas: Content['areas']): string {
  return areas.map(({ names, code }) => named(names) ?? code).join(', ')
}

/** Every text as it will stand before people, in every language and length. */
function textsOf({ texts, missing }: Wording): HTMLElement {
  return el(
    'div',
    { class: 'texts' },
    Object.entries(texts).map(([language, lengths]) =>
      el(
        'details',
        { open: true },
        el('summary', {}, languageSaid(language)),
        Object.entries(lengths).map(([length, text]) =>
          el(
            'p',
            {},
            el('small', {}, say(words.characters, { count: length })),
            el('span', { lang: language, dir: 'auto' }, text),
          ),
        ),
      ),
    ),
    missing.length > 0 &&
      el('p', { class: 'note' }, say(words.noTextIn, { languages: missing.map(languageSaid).join(', ') })),
  )
}

/** How far calling somebody has come, and what comes next. */
export function callingSaid({ step, next, called }: WaitingView): HTMLElement[] {
  const said = [
    step === null ? words.notCalled : (words.calledStep[step] ?? step),
    ...(step === null
      ? []
      : [
          say(words.calledCounts, {
            people: called.people,
            accepted: called.accepted,
            failed: called.failed,
          }),
        ]),
    ...(next === null ? [] : [say(words.nextStep[next.step] ?? '{time}', { time: timeSaid(next.at) })]),
  ].join(' ')
  return [step === 'administrators' ? el('p', { class: 'note bad' }, el('b', {}, said)) : el('p', {}, said)]
}
