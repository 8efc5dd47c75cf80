/** What has ended, said so that nobody waits in vain and nobody leaves too soon; and that nothing is in force. */
import { html, type Html } from '#web/html'
import { minutesBetween, minutesSaid, said, saidIn, timeTag } from './speech.ts'
import { partSaid, shelterSaid } from './danger-card.ts'
import type { EndingNow, GroupNow, NowView } from './now-view.ts'
import { threatIcon } from './threat-icons.ts'
import type { NowWords } from './words.ts'

const lookOfEnding = { 'all-clear': 'ended', retracted: 'retracted', lapsed: 'lapsed' } as const

export function endingCard(ending: EndingNow, group: GroupNow, view: NowView, words: NowWords): Html {
  const { how } = ending
  const heading = how === 'all-clear' ? words.allClear : how === 'retracted' ? words.noDanger : words.lapsed
  return html`<article class="card ${lookOfEnding[how]}">
    <div class="band">
      ${how === 'lapsed' && threatIcon(ending.icon)}
      <div>
        <h2>
          <span class="mark">${how === 'lapsed' ? '?' : '✓'}</span>
          ${heading}${how === 'lapsed' && html`: ${said(ending.name)}`}
        </h2>
        <p>
          ${ending.parts.length > 0 && html`${partSaid(ending, group, words)} · `}${saidIn(words.since, { time: timeTag(ending.at, view) })}
          ·
          <span data-age="${ending.at}">${minutesSaid(minutesBetween(ending.at, view.at), words)}</span>
        </p>
      </div>
    </div>
    <div class="rest">
      ${meaning(ending, view, words)} ${ending.after !== undefined && html`<p>${said(ending.after)}</p>`}
      ${how !== 'lapsed' && group.dangers.length > 0 && html`<p><b>${words.stillHolds}</b></p>`}
    </div>
  </article>`
}

function meaning(ending: EndingNow, view: NowView, words: NowWords): Html {
  const danger = said(ending.name)
  if (ending.how === 'all-clear') return html`<p>${saidIn(words.allClearMeans, { danger })}</p>`
  if (ending.how === 'lapsed')
    return html`<p>${words.lapsedMeans}</p>
      <p><b>${words.stayLapsed}</b></p>`
  return html`<p>
    ${saidIn(words.retractedMeans, { danger, time: timeTag(ending.since ?? ending.at, view) })}
  </p>`
}

export function quietCard(group: GroupNow, view: NowView, words: NowWords): Html {
  const { lastEndedAt } = group
  return html`<article class="card nothing">
    <div class="band">
      <div>
        <h2><span class="mark">✓</span> ${words.nothing}</h2>
        ${lastEndedAt !== undefined && html`<p>${saidIn(words.lastEnded, { time: timeTag(lastEndedAt, view) })}</p>`}
      </div>
    </div>
    ${group.places.map(
      (place) =>
        place.shelter !== undefined &&
        place.shelter.known !== 'none' &&
        html`<div class="rest">
          <p>
            ${group.places.length > 1 && html`${said(place.name)}. `}${shelterSaid(place.shelter, place, view, words)}
          </p>
        </div>`,
    )}
  </article>`
}
