/** The signage page: one large answer for a screen that nobody touches, whole without a script, from the top down by what matters most. */
import { between, hour, type Instant } from '#base'
import { fill, html, type Html } from '#web/html'
import { overMeans } from './text.ts'
import type { Over, Place, ScreenView, Standing } from './view.ts'
import { directionOf } from './words.ts'

export interface SignageAsked {
  readonly theme: 'dark' | 'light'
  /** How to get from this page to the dialect's own addresses: empty, or `../`. */
  readonly up: '' | '../'
  /** Changes with the style and the script. */
  readonly version: string
}

/** An all-clear is shown for so long where nothing stands; feeds tell of it longer. */
const allClearFor = hour
/** What is not told in full is counted. */
const mostCards = 4
const mostAreas = 24

export function signageFace(view: ScreenView, { theme, up, version }: SignageAsked): string {
  const { words, wordsLanguage, clock, at, place, mode } = view
  const look =
    view.standing[0]?.gravity ?? (view.over.some(({ how }) => how === 'lapsed') ? 'lapsed' : 'quiet')
  return html`<!doctype html>
    <html
      lang="${wordsLanguage}"
      dir="${directionOf(wordsLanguage)}"
      data-theme="${theme}"
      data-mode="${mode}"
    >
      <head>
        <meta charset="utf-8" />
        <title>${mode === 'drill' && `${words.drill} · `}${titleOf(view)} · ${place}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${theme}" />
        <link rel="stylesheet" href="${up}signage.css?v=${version}" />
        <noscript><meta http-equiv="refresh" content="10" /></noscript>
        <script type="module" src="${up}signage.js?v=${version}"></script>
      </head>
      <body data-zone="${clock.timeZone}">
        ${mode === 'drill' && html`<p class="drill"><b>${words.drill}</b> ${words.drillMeans}</p>`}
        <p id="lost" role="alert" hidden><b data-text="${words.lost}"></b> ${words.lostMeans}</p>
        <header>
          <h1>${place}</h1>
        </header>
        <main id="screen" data-look="${look}" data-fit="${fitOf(view)}">${bodyOf(view)}</main>
        <footer>
          <span id="checked" data-text="${words.checked}"
            >${fill(words.checked, { time: clock.time(at) })}</span
          >
          <span>${clock.timeZone}</span>
        </footer>
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

function titleOf({ standing: [first], over, words }: ScreenView): string {
  if (first !== undefined) return `${words.look[first.gravity]}: ${first.name}`
  return over.some(({ how }) => how === 'lapsed') ? words.lapsed : words.nothing
}

/** Beside a danger nobody is told what is over. */
function shownOver({ standing, over, at }: ScreenView): readonly Over[] {
  const lapsed = over.filter(({ how }) => how === 'lapsed')
  const isQuiet = standing.length === 0 && lapsed.length === 0
  return isQuiet
    ? over.filter((one) => between(one.at, at) <= allClearFor && one.still.length === 0).slice(0, 1)
    : lapsed
}

function bodyOf(view: ScreenView): Html {
  const { standing, words } = view
  const over = shownOver(view)
  const cards = [
    ...dangersOf(standing).map((one, i) => () => standingCard(one, view, i === 0 ? 'first' : 'further')),
    ...over.map((one) => () => overCard(one, view)),
  ]
  const areas = listedAreas(view)
  const left = cards.length - mostCards
  return html`<div class="cards">
      ${cards.slice(0, mostCards).map((card) => card())} ${cards.length === 0 && quietCard(view)}
      ${left > 0 && html`<p class="left">${fill(words.moreWarnings, { count: left })}</p>`}
    </div>
    ${areas.length > 0 && areaList(areas, view)}`
}

/** The time stays beside its word. */
function sinceSaid(at: Instant, { words, clock }: ScreenView): string {
  return fill(words.since, { time: clock.time(at) }).replaceAll(' ', '\u00A0')
}

/** Alerts that say the same of different places are one danger to whoever looks up. */
type Danger = readonly [newest: Standing, ...Standing[]]

function dangersOf(standing: readonly Standing[]): readonly Danger[] {
  const found = new Map<string, [Standing, ...Standing[]]>()
  for (const one of standing) {
    const { threat, ladder, level } = one.alert.content
    const key = [one.mode, threat, ladder, level, one.reach].join(' ')
    const known = found.get(key)
    if (known === undefined) found.set(key, [one])
    else known.push(one)
  }
  return [...found.values()]
}

function standingCard(danger: Danger, view: ScreenView, rank: 'first' | 'further'): Html {
  const { words, place } = view
  const [one] = danger
  const [brief, full] = [one.text(90), one.text(360)]
  const lines = rank === 'first' && full.text !== brief.text ? [brief, full] : [brief]
  const part = one.reach === 'a-part' && fill(words.partOf, { place })
  const since = danger.reduce((first, { since: at }) => (at < first ? at : first), one.since)
  return html`<article class="card ${one.gravity} ${one.mode} ${rank}${part !== false && ' part'}">
    <div class="band">
      ${mark(one.gravity)}
      <div>
        <p class="look">
          ${one.mode === 'drill' && html`<b class="tag">${words.drill}</b> `}${words.look[one.gravity]}
        </p>
        <h2>${one.name}${one.colour !== undefined && html` <small>${one.colour}</small>`}</h2>
        <p class="since">${sinceSaid(since, view)}${part !== false && ` · ${part}`}</p>
      </div>
    </div>
    ${
      // The newest's words name its own places alone.
      danger.length > 1 &&
      html`<p class="brief">
        ${fill(words.where, {
          places: shortly(
            danger.flatMap(({ places }) => places),
            view,
          ),
        })}
      </p>`
    }
    ${lines.map(
      ({ text, language }, i) =>
        html`<p class="${i === 0 ? 'brief' : 'told'}" lang="${language}" dir="${directionOf(language)}">
          ${text}
        </p>`,
    )}
  </article>`
}

/** “A, B, C and 33 more”. */
function shortly(places: readonly Place[], { words }: ScreenView): string {
  const names = [...new Set(places.map(({ name }) => name))]
  const shown = names.slice(0, 5).join(', ')
  return names.length <= 5 ? shown : fill(words.more, { places: shown, count: names.length - 5 })
}

const overWords = { 'all-clear': 'allClear', retracted: 'retracted', lapsed: 'lapsed' } as const

/** From afar one reads the largest words alone: they must not be those of the danger. */
function overCard(one: Over, view: ScreenView): Html {
  const { words } = view
  return html`<article class="card ${one.how === 'lapsed' ? 'lapsed' : 'over'} ${one.mode} first">
    <div class="band">
      ${mark(one.how === 'lapsed' ? 'lapsed' : 'quiet')}
      <div>
        ${one.mode === 'drill' && html`<p class="look"><b class="tag">${words.drill}</b></p>`}
        <h2>${words[overWords[one.how]]}</h2>
        <p class="since">${one.name} · ${sinceSaid(one.at, view)}</p>
      </div>
    </div>
    <p class="brief">${fill(words.where, { places: shortly(one.places, view) })}</p>
    <p class="told">${overMeans(one, view).join(' ')}</p>
  </article>`
}

function quietCard({ words, clock, at }: ScreenView): Html {
  return html`<article class="card quiet first">
    <div class="band">
      ${mark('quiet')}
      <div>
        <h2>${words.nothing}</h2>
        <p class="since" data-clock>${fill(words.asOf, { time: clock.zoned(at) })}</p>
      </div>
    </div>
  </article>`
}

interface AreaShown {
  readonly place: Place
  readonly gravest: Standing
}

/** Where all that stands holds for the whole place, a list would say it twice. */
function listedAreas({ area, standing }: ScreenView): readonly AreaShown[] {
  const isWhole = area !== undefined && standing.every(({ reach }) => reach === 'all-of-it')
  const areas = isWhole ? [] : areasOf(standing)
  return areas.length > 1 || area !== undefined ? areas : []
}

/** Each area once, with the gravest of what stands there: they come in that order. */
function areasOf(standing: readonly Standing[]): AreaShown[] {
  const found = new Map<string, AreaShown>()
  for (const one of standing)
    for (const place of one.places) if (!found.has(place.code)) found.set(place.code, { place, gravest: one })
  return [...found.values()]
}

function areaList(areas: readonly AreaShown[], view: ScreenView): Html {
  const { words } = view
  const left = areas.length - mostAreas
  return html`<ul class="areas">
    ${areas.slice(0, mostAreas).map(
      ({ place, gravest }) =>
        html`<li class="${gravest.gravity}${gravest.mode === 'drill' && ' drilled'}">
          ${mark(gravest.gravity)}
          <b>${place.name}</b>
          <span
            >${gravest.mode === 'drill' && `${words.drill} · `}${gravest.name} ·
            ${sinceSaid(gravest.since, view)}</span
          >
        </li>`,
    )}
    ${left > 0 && html`<li class="left">${fill(words.more, { places: '', count: left }).trim()}</li>`}
  </ul>`
}

/** Long texts in smaller letters: what is cut off helps nobody. The script, where there is one, measures. */
function fitOf(view: ScreenView): 0 | 1 | 2 | 3 {
  const { standing } = view
  const areas = listedAreas(view).length
  const letters =
    dangersOf(standing)
      .slice(0, mostCards)
      .reduce((sum, [one], i) => sum + one.name.length + 120 + (i === 0 ? one.text(360).text.length : 0), 0) +
    shownOver(view).length * 200 +
    Math.min(areas, mostAreas) * 12
  return letters > 650 ? 3 : letters > 450 ? 2 : letters > 250 ? 1 : 0
}

/** Shapes that are told apart without their colour, and from afar. */
function mark(look: 'danger' | 'advisory' | 'lapsed' | 'quiet'): Html {
  const shape = {
    danger: html`<path d="M12 2 23 22H1z" fill="currentColor" />`,
    advisory: html`<path d="M12 2 22 12 12 22 2 12z" fill="none" stroke="currentColor" stroke-width="3" />`,
    lapsed: html`<path
      d="M8 8.5a4 4 0 1 1 5.6 3.6c-1 .5-1.6 1.2-1.6 2.9M12 18v3"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
    />`,
    quiet: html`<path d="M3 13 9 19 21 5" fill="none" stroke="currentColor" stroke-width="3.4" />`,
  }[look]
  return html`<svg class="mark" viewBox="0 0 24 24" aria-hidden="true">${shape}</svg>`
}
