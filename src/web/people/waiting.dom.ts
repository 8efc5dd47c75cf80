/** What waits for a second person now, kept true by itself: warnings, changes of them, other acts, and what was done alone. */
import { ask, serverNow, type Answer } from './ask.dom.ts'
import { readAreas } from './areas.dom.ts'
import { el, fill } from './element.dom.ts'
import { notice } from './notice.dom.ts'
import { proposalCard, readAreasOf, type ProposalView } from './proposals.dom.ts'
import { reviewCard } from './review-card.dom.ts'
import { beginPage, main } from './staff-begin.dom.ts'
import { readThreats } from './threats.dom.ts'
import { clockSaid } from './time.dom.ts'
import { alertCard, callingSaid } from './waiting-card.dom.ts'
import type { AlertView, ReviewView, WaitingView } from './waiting-view.dom.ts'
import { say, words } from './words.dom.ts'

const lookEvery = 4_000
const patienceFor = 15_000

const session = await beginPage('alert.read')
const told = notice()
const checked = el('p', { class: 'quiet checked' })
const lost = el('p', { class: 'note bad', role: 'alert', hidden: true })
const nothing = el(
  'section',
  { class: 'panel nothing-waits', hidden: true },
  el('p', {}, el('span', { class: 'mark', 'aria-hidden': 'true' }, '✓ '), words.waitingNothing),
)
const sections = {
  alerts: section(words.alertsWaiting),
  proposals: section(words.proposalsWaiting),
  reviews: section(words.reviewsOpen),
}
fill(
  main,
  checked,
  lost,
  told.element,
  nothing,
  Object.values(sections).map(({ element }) => element),
)
const title = document.title

interface Section {
  readonly element: HTMLElement
  /** Puts in what is new, takes out what is gone, and leaves alone what is the same, with what is being typed in it. */
  show(
    cards: readonly { readonly key: string; readonly says: string; readonly card: () => HTMLElement }[],
  ): void
}

function section(heading: string): Section {
  const list = el('div', { class: 'stack' })
  const element = el('section', { hidden: true, 'aria-live': 'polite' }, el('h2', {}, heading), list)
  const shown = new Map<string, { readonly says: string; readonly element: HTMLElement }>()
  return {
    element,
    show(cards) {
      element.hidden = cards.length === 0
      const keys = cards.map(({ key }) => key)
      for (const [key, { element }] of shown)
        if (!keys.includes(key)) {
          element.remove()
          shown.delete(key)
        }
      for (const { key, says, card } of cards) {
        const before = shown.get(key)
        if (before?.says === says) continue
        const made = card()
        if (before === undefined) list.append(made)
        else before.element.replaceWith(made)
        shown.set(key, { says, element: made })
      }
    },
  }
}

/** An alert that waits stays as it is: it is read once for each time it was submitted. */
const known = new Map<string, AlertView>()

async function alertOf({ about, since }: WaitingView): Promise<AlertView | undefined> {
  const key = `${about} ${since}`
  const before = known.get(key)
  if (before !== undefined) return before
  const answer = await quietly<{ alert: AlertView }>(`/v1/alerts/${encodeURIComponent(about)}`)
  if (!answer.ok) return undefined
  known.set(key, answer.value.alert)
  return answer.value.alert
}

function quietly<Value>(path: string): Promise<Answer<Value>> {
  return ask<Value>('GET', path, undefined, { prompt: 'alone', by: 'unattended' })
}

let heardAt = serverNow()
let timer: ReturnType<typeof setTimeout> | undefined

async function look(): Promise<void> {
  clearTimeout(timer)
  const [waiting, proposals, reviews] = await Promise.all([
    quietly<{ waiting: readonly WaitingView[] }>('/v1/alerts/waiting'),
    session.may('people.read') ? quietly<{ proposals: readonly ProposalView[] }>('/v1/proposals') : undefined,
    quietly<{ reviews: readonly ReviewView[] }>('/v1/reviews'),
  ])
  if (waiting.ok && reviews.ok) {
    heardAt = serverNow()
    const alerts = waiting.value.waiting.filter(({ kind }) => kind === 'approval' || kind === 'change')
    await show(alerts, proposals?.ok === true ? proposals.value.proposals : [], reviews.value.reviews)
  }
  const since = clockSaid(heardAt)
  checked.textContent = say(words.checkedAt, { time: since })
  lost.hidden = serverNow() - heardAt < patienceFor
  lost.textContent = lost.hidden ? '' : say(words.noNewsSince, { time: since })
  document.documentElement.classList.toggle('lost', !lost.hidden)
  timer = setTimeout(() => void look(), lookEvery)
}

async function show(
  waiting: readonly WaitingView[],
  proposals: readonly ProposalView[],
  reviews: readonly ReviewView[],
): Promise<void> {
  const alerts = await Promise.all(waiting.map(async (one) => ({ one, alert: await alertOf(one) })))
  await readAreasOf(proposals.map(({ order }) => order))
  await readAreas(reviews.flatMap(({ acts }) => acts.flatMap(({ areas }) => areas)))
  const me = session.current().person.id
  sections.alerts.show(
    alerts.flatMap(({ one, alert }) => {
      if (alert === undefined) return []
      const part = { session, told, me, waiting: one, changed: look }
      return [{ key: one.about, says: `${one.since} ${one.kind}`, card: () => alertCard(alert, part) }]
    }),
  )
  // How far calling has come changes while the card, and what is typed in it, stays.
  for (const { one } of alerts) {
    const place = document.getElementById(`calling-${one.about}`)
    const said = JSON.stringify([one.step, one.next, one.called])
    if (place === null || place.dataset['says'] === said) continue
    place.dataset['says'] = said
    fill(place, callingSaid(one))
  }
  const mayConfirm = session.may('people.confirm')
  sections.proposals.show(
    proposals.map((proposal) => ({
      ...{ key: proposal.id, says: proposal.contentHash },
      card: () => proposalCard(proposal, { told, me, mayConfirm, changed: look }),
    })),
  )
  sections.reviews.show(
    reviews.map((review) => ({
      ...{ key: review.alert, says: String(review.acts.length) },
      card: () => reviewCard(review, { session, told, me, changed: look }),
    })),
  )
  const count = alerts.length + proposals.length + reviews.length
  nothing.hidden = count > 0
  const said = count === 0 ? title : say(words.waitingCount, { count, title })
  if (document.title !== said) document.title = said
}

await readThreats()
await look()
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void look()
})
