/** The warning that a session is about to end: a bar that takes nothing away from what is being typed. */
import { serverNow } from './ask.dom.ts'
import { el } from './element.dom.ts'
import { leftSaid } from './time.dom.ts'
import type { SignedIn } from './ways-in.dom.ts'
import { say, words } from './words.dom.ts'

export interface Ending {
  show(session: SignedIn): void
  hide(): void
}

/** `stay` is for a session that nobody used for a while, `renew` for one that has lasted as long as any may. */
export function showEnding(act: { readonly stay: () => Promise<void>; readonly renew: () => void }): Ending {
  // Told to a screen reader once, not every second: the countdown is for the eye alone.
  const title = el('b', { 'aria-hidden': 'true' })
  const means = el('span', {})
  const stay = el('button', { type: 'button', onclick: () => act.stay() }, words.stay)
  const renew = el('button', { type: 'button', onclick: act.renew }, words.renew)
  const bar = el(
    'section',
    { class: 'ending', role: 'alert', hidden: true },
    el('p', {}, title, el('span', { class: 'for-readers' }, words.endingSoon), ' ', means),
    stay,
    renew,
  )
  document.body.append(bar)
  let timer: ReturnType<typeof setInterval> | undefined
  const hide = () => {
    clearInterval(timer)
    bar.hidden = true
  }
  return {
    hide,
    show(session) {
      hide()
      const tick = () => {
        const left = Date.parse(session.endsAt) - serverNow()
        title.textContent = say(words.endingTitle, { time: leftSaid(left) })
        if (left <= 0) hide()
      }
      means.textContent = isForGood(session) ? words.endingForGood : words.ending
      stay.hidden = isForGood(session)
      renew.hidden = !stay.hidden
      bar.hidden = false
      timer = setInterval(tick, 1_000)
      tick()
    },
  }
}

const longestMilliseconds = 12 * 3_600_000

function isForGood({ startedAt, endsAt }: SignedIn): boolean {
  return Date.parse(endsAt) - Date.parse(startedAt) >= longestMilliseconds
}
