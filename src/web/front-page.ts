/** The front page as one HTML document: what is in force, where, since when. It needs no script, no picture and no font to be understood. */
import type { Instant } from '#base'
import { areasSection } from './areas-table.ts'
import { html, type Html } from './html.ts'
import { legend, mapOf, markOf } from './map.ts'
import type { DrillSaid, EndedView, LineView, PageView, TimelineEntry } from './page-view.ts'
import { sirensSection } from './sirens-said.ts'
import { endingSaid, fill, shortened, wordsIn } from './speech.ts'
import { ageSaid, clockTime, timeTag, zoneOffset } from './time-said.ts'
import type { LinkWord, Words } from './words.ts'

export function frontPage(view: PageView): string {
  const words = wordsIn[view.language]
  const mode = words.mode[view.mode]
  const title = [view.mode === 'live' ? '' : `${mode} ·`, gravestSaid(view, words), '·', view.region]
  return html`<!doctype html>
    <html lang="${view.language}" data-mode="${view.mode}">
      <head>
        <meta charset="utf-8" />
        <title>${title.join(' ').trim()}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${view.assets.style}" />
        <link rel="icon" href="${view.assets.icon}" type="image/svg+xml" />
        ${view.links.atom !== undefined && html`<link rel="alternate" type="application/atom+xml" href="${view.links.atom}" />`}
        <noscript><meta http-equiv="refresh" content="30" /></noscript>
        <script type="module" src="${view.assets.script}"></script>
      </head>
      <body
        data-about="region"
        data-spread="${view.spreadMilliseconds}"
        data-seq="${view.seq}"
        data-at="${view.at}"
        data-zone="${view.timeZone}"
      >
        ${modeBar(view, words)}
        <header>
          <h1>${view.region}</h1>
          <p id="heard" data-live-word="${words.live}" data-text="${words.checked}">
            ${fill(words.checked, { time: clockTime(view.at, view, 'seconds') })}
            <noscript>· ${words.still}</noscript>
          </p>
          ${view.mine !== undefined && html`<p><a class="mine" href="${view.mine}?lang=${view.language}">${words.mine}</a></p>`}
          ${languages(view)}
        </header>
        <p id="lost" role="alert" hidden><b data-text="${words.noNews}"></b> ${words.wasTrue}</p>
        <main>
          <div class="column">${inForceSection(view, words)}${timelineSection(view, words)}</div>
          <div class="column">${mapSection(view, words)}${sirensSection(view, words)}</div>
          <div class="column">${areasSection(view, words)}</div>
        </main>
        <footer>
          <p>${issuedBy(view, words)}</p>
          ${linksList(view, words)}
          ${view.signIn !== undefined && html`<p><a href="${view.signIn}">${words.staff}</a></p>`}
        </footer>
        ${modeBar(view, words)}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

/** What a tab or a bookmark shows. */
function gravestSaid(view: PageView, words: Words): string {
  const lapsed = view.ended.some((ended) => ended.how === 'lapsed')
  const [first] = view.inForce
  return lapsed && first?.look !== 'danger' ? words.lapsed : (first?.danger ?? words.nothing)
}

/** Said at the top and again at the bottom, so that no part of the page can be shown without it. */
function modeBar(view: PageView, words: Words): Html {
  return html`<p class="mode"><b>${words.mode[view.mode]}</b> <span>${words.modeMeans[view.mode]}</span></p>`
}

function languages(view: PageView): Html {
  return html`<nav aria-label="Language">
    ${view.languages.map((language) =>
      language === view.language
        ? html`<b lang="${language}">${wordsIn[language].name}</b>`
        : html`<a href="?lang=${language}" hreflang="${language}" lang="${language}"
            >${wordsIn[language].name}</a
          >`,
    )}
  </nav>`
}

function inForceSection(view: PageView, words: Words): Html {
  const lapsed = view.ended.filter((ended) => ended.how === 'lapsed')
  const over = view.ended.filter((ended) => ended.how !== 'lapsed')
  // A lapse may still be a danger: it stands before what is only advice.
  const standing = (look: LineView['look']) =>
    view.inForce.filter((line) => line.look === look).map((line) => lineCard(line, view, words))
  return html`<section id="in-force" aria-live="polite">
    <h2>${words.inForce}</h2>
    ${view.drill !== undefined && drillLine(view.drill, view, words)} ${standing('danger')}
    ${lapsed.map((ended) => endedCard(ended, view, words))} ${standing('advisory')}
    ${view.inForce.length === 0 && lapsed.length === 0 && nothingCard(view, words)}
    ${over.map((ended) => endedCard(ended, view, words))}
  </section>`
}

/** Said in every mode: whoever hears a siren or sees a console of a drill shall find here what it was. */
function drillLine({ state, from, until }: DrillSaid, view: PageView, words: Words): Html {
  const times = { from: clockTime(from, view), until: clockTime(until, view) }
  return html`<p class="drill-line">${fill(words.drill[state], times)} ${words.drillMeans}</p>`
}

function nothingCard(view: PageView, words: Words): Html {
  return html`<article class="card nothing">
    <h3><span class="mark">✓</span>${words.nothing}</h3>
    <p>${fill(words.nothingIn, { place: view.region })}</p>
  </article>`
}

function lineCard(line: LineView, view: PageView, words: Words): Html {
  const time = clockTime(line.renewBy, view)
  return html`<article class="card ${line.look}">
    <h3>
      <span class="mark">${markOf(line.look)}</span
      >${line.danger}${line.colour !== undefined && html` <small>${words.colours[line.colour]}</small>`}
    </h3>
    <p class="where">${placesSaid(line, view, words)}</p>
    <p class="when">${sinceSaid(line.since, view, words)}</p>
    <p class="told" lang="${line.textLanguage ?? view.language}">${line.text ?? words.noText}</p>
    ${line.from !== undefined && html`<p class="when">${fill(words.relayedFrom, { issuer: line.from })}</p>`}
    <p class="until${line.flagged === 'flagged' && ' soon'}">${fill(untilSaid(line, words), { time })}</p>
  </article>`
}

function untilSaid(line: LineView, words: Words): string {
  if (line.from !== undefined) return words.relayedUntil
  return line.flagged === 'flagged' ? words.renewSoon : words.renewBy
}

function endedCard(ended: EndedView, view: PageView, words: Words): Html {
  const look = ended.how === 'lapsed' ? 'lapsed' : 'ended'
  return html`<article class="card ${look}">
    <h3><span class="mark">${markOf(look)}</span>${endingSaid(ended.how, words)}: ${ended.danger}</h3>
    <p class="where">${placesSaid(ended, view, words)}</p>
    <p class="when">${sinceSaid(ended.at, view, words)}</p>
    ${ended.how === 'lapsed' && html`<p class="told">${words.lapsedMeans}</p>`}
  </article>`
}

function mapSection(view: PageView, words: Words): Html {
  return html`<section id="map">
    <h2>${words.map}</h2>
    ${view.drawing === undefined ? html`<p class="quiet">${words.noShapes}</p>` : html`${mapOf(view.drawing, view, words)}${legend(view, words)}`}
  </section>`
}

function timelineSection(view: PageView, words: Words): Html {
  return html`<section id="timeline">
    <h2>${words.timeline}</h2>
    ${
      view.timeline.length === 0
        ? html`<p class="quiet">${words.nothingYet}</p>`
        : html`<ol>
            ${view.timeline.map((entry) => timelineItem(entry, view, words))}
          </ol>`
    }
  </section>`
}

function timelineItem(entry: TimelineEntry, view: PageView, words: Words): Html {
  return html`<li>
    ${timeTag(entry.at, view)}
    <span
      ><span class="mark ${entry.look}">${markOf(entry.look)}</span> <b>${words.reasons[entry.reason]}</b>:
      ${entry.danger} · ${placesSaid(entry, view, words)}</span
    >
  </li>`
}

function issuedBy(view: PageView, words: Words): Html {
  const offset = zoneOffset(view.at, view.timeZone)
  return html`${view.issuer}${view.demonstration === 'demonstration' && ` · ${words.demonstration}`} ·
  ${fill(words.times, { zone: view.timeZone, offset })}`
}

const linkOrder: readonly LinkWord[] = ['board', 'geojson', 'atom', 'live', 'api', 'check']

function linksList(view: PageView, words: Words): Html {
  return html`<nav aria-label="${words.forMachines}">
    <b>${words.forMachines}</b>${linkOrder
      .filter((link) => view.links[link] !== undefined)
      .map((link) => html`<a href="${view.links[link]!}">${words.links[link]}</a>`)}
  </nav>`
}

type Somewhere = Pick<LineView, 'places' | 'reach'>

function placesSaid({ places, reach }: Somewhere, view: PageView, words: Words): string {
  return reach === 'everywhere' ? fill(words.whole, { place: view.region }) : shortened(places, words)
}

/** “since 00:37 · 23 min”; the script keeps the minutes true. */
function sinceSaid(since: Instant, view: PageView, words: Words): Html {
  const [before, after] = words.since.split('{time}')
  return html`${before}${timeTag(since, view)}${after} ·
    <span data-age="${since}" data-minutes="${words.minutes}" data-hours="${words.hours}"
      >${ageSaid(since, view.at, words)}</span
    >`
}
