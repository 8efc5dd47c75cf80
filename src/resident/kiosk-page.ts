/**
 * The kiosk: for screens in lobbies and buses, read from eight metres by people who can touch nothing. One slide for each state
 * and language, shown in turn by the server's clock, so that it turns without a script too; a danger is never turned away from.
 */
import { html, type Html } from '#web/html'
import { livingAttributes } from './frame-parts.ts'
import { directionOf } from './languages.ts'
import { placesOf, type PageOptions } from './page-frame.ts'
import type { DangerNow, GroupNow, NowView } from './now-view.ts'
import { clockTime, listed, nowWords, said, saidIn, timeTag } from './speech.ts'
import { partSaid, sinceSaid } from './danger-card.ts'
import { threatIcon } from './threat-icons.ts'
import type { NowWords } from './words.ts'

/** Long enough to read a slide aloud. */
export const slideFor = 12_000

/** The same places in each of the kiosk's languages, the first being that of the frame. */
export function kioskPage(
  views: readonly [NowView, ...NowView[]],
  { assets }: Pick<PageOptions, 'assets'>,
): string {
  const [view] = views
  const words = nowWords[view.language]
  const isDanger = view.groups.some(({ look }) => look === 'danger')
  const slides = view.groups.flatMap((group, i) =>
    isDanger && group.look !== 'danger'
      ? []
      : views.map((each) => ({ view: each, group: each.groups[i] ?? group })),
  )
  const at = Date.parse(view.at)
  const shown = Math.floor(at / slideFor) % Math.max(1, slides.length)
  return html`<!doctype html>
    <html lang="${view.language}" dir="${directionOf(view.language)}" data-mode="${view.mode}">
      <head>
        <meta charset="utf-8" />
        <title>${view.mode === 'live' ? '' : `${words.mode[view.mode]} · `}${words.regionState}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="dark" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        <noscript><meta http-equiv="refresh" content="${slideFor / 1_000}" /></noscript>
        <script type="module" src="${assets.script}"></script>
      </head>
      <body
        ${livingAttributes(view, words)}
        data-slide="${slideFor}"
        data-shift="${Math.floor(at / 60_000) % 8}"
      >
        <p class="mode">
          <b>${words.mode[view.mode]}</b> ${view.mode !== 'live' && words.modeMeans[view.mode]}
        </p>
        <p id="lost" role="alert" hidden><b data-text="${words.lost}"></b> ${words.lostMeans}</p>
        <p id="news" role="alert" hidden></p>
        <main id="now" data-look="${view.groups[0]?.look ?? 'nothing'}">
          <div id="in-force">
            ${slides.map((slide, i) => slideSection(slide.group, slide.view, i === shown ? 'shown' : 'waiting'))}
            ${view.groups.length > 1 && summary(view, words)}
          </div>
        </main>
        <footer>
          <b id="clock">${clockTime(view.at, view)}</b>
          <span id="heard" data-text="${words.checked}" data-live-word="${words.live}"
            >${saidIn(words.checked, { time: clockTime(view.at, view, 'seconds') })}</span
          >
        </footer>
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

function slideSection(group: GroupNow, view: NowView, turn: 'shown' | 'waiting'): Html {
  const words = nowWords[view.language]
  const part = group.dangers[0]?.reach === 'a-part' && group.look === group.dangers[0].look
  return html`<section
    class="slide ${group.look}${part && ' part'}${fitOf(group)}"
    lang="${view.language}"
    dir="${directionOf(view.language)}"
    data-minutes="${words.minutes}"
    data-hours="${words.hours}"
    data-seconds="${words.seconds}"
    ${turn === 'waiting' && html`hidden`}
  >
    <h1>
      ${listed(
        group.places.map(({ name }) => name),
        words,
        4,
      )}
    </h1>
    ${bodyOf(group, view, words)}
  </section>`
}

/** Long texts in smaller letters: what is cut off helps nobody. */
function fitOf({ dangers: [danger], look }: GroupNow): string {
  if (danger === undefined || (look !== 'danger' && look !== 'advisory')) return ''
  const length = [danger.name, ...danger.steps, ...danger.parts.slice(0, 5), danger.told]
    .map((one) => one?.text.length ?? 0)
    .reduce((sum, one) => sum + one, 0)
  return length > 340 ? ' fit-2' : length > 220 ? ' fit-1' : ''
}

function bodyOf(group: GroupNow, view: NowView, words: NowWords): Html {
  const ending = group.endings.find(({ how }) =>
    group.look === 'lapsed'
      ? how === 'lapsed'
      : group.look === 'retracted'
        ? how === 'retracted'
        : how === 'all-clear',
  )
  switch (group.look) {
    case 'danger':
    case 'advisory':
      return dangerBody(group, view, words)
    case 'lapsed':
      return html`${band(
          '?',
          ending?.icon,
          html`${words.lapsed}`,
          ending !== undefined &&
            html`${said(ending.name)} · ${saidIn(words.since, { time: timeTag(ending.at, view) })}`,
        )}
        <p>${words.lapsedMeans}</p>
        <p><b>${words.stayLapsed}</b></p>`
    case 'ended':
      return html`${band('✓', undefined, html`${words.allClear}`, ending !== undefined && sinceSaid({ since: ending.at }, view, words))}
        <p>${ending !== undefined && saidIn(words.allClearMeans, { danger: said(ending.name) })}</p>
        ${ending?.after !== undefined && html`<p>${said(ending.after)}</p>`}`
    case 'retracted':
      return html`${band('✓', undefined, html`${words.noDanger}`, false)}
        <p>
          ${ending !== undefined && saidIn(words.retractedMeans, { danger: said(ending.name), time: timeTag(ending.since ?? ending.at, view) })}
        </p>`
    case 'nothing':
      return band('✓', undefined, html`${words.nothing}`, false)
  }
}

function dangerBody(group: GroupNow, view: NowView, words: NowWords): Html {
  const danger = group.dangers[0] as DangerNow
  const [arrival] = group.places
    .flatMap((place) => (place.arrival?.known === 'times' ? place.arrival.earliest : []))
    .toSorted()
  const mark = danger.reach === 'a-part' ? '◐' : danger.look === 'danger' ? '▲' : '△'
  const when =
    danger.reach === 'a-part'
      ? html`${partSaid(danger, group, words)} · ${sinceSaid(danger, view, words)}`
      : sinceSaid(danger, view, words)
  return html`${band(mark, danger.icon, said(danger.name), when)}
  ${
    arrival !== undefined &&
    html`<p class="arrival">
      <span data-arrives="${arrival}" data-in="${words.arrivesIn}" data-now="${words.arrivesNow}"
        >${arrival <= view.at ? words.arrivesNow : saidIn(words.arrivesAt, { time: timeTag(arrival, view) })}</span
      >
    </p>`
  }
  ${danger.told !== undefined && html`<p>${said(danger.told)}</p>`}
  ${
    danger.steps.length > 0 &&
    html`<ol>
      ${danger.steps.slice(0, 4).map((step) => html`<li>${said(step)}</li>`)}
    </ol>`
  }`
}

function band(mark: string, icon: string | undefined, heading: Html, when: Html | false): Html {
  return html`<div class="band">
    ${icon !== undefined && threatIcon(icon)}
    <div>
      <h2><span class="mark">${mark}</span> ${heading}</h2>
      ${when !== false && html`<p>${when}</p>`}
    </div>
  </div>`
}

/** All places in one line each state, whatever slide is shown. */
function summary(view: NowView, words: NowWords): Html {
  const marks = { danger: '▲', advisory: '△', lapsed: '?', ended: '✓', retracted: '✓', nothing: '' } as const
  return html`<ul class="all">
    ${view.groups.map(
      (group) =>
        html`<li>
          <span class="mark ${group.look}">${marks[group.look]}</span> ${listed(
            placesOf({ ...view, groups: [group] }).map(({ name }) => name),
            words,
            3,
          )}
        </li>`,
    )}
  </ul>`
}
