/**
 * Now as one HTML document: what holds in my places, since when, what to do, what is not known. It needs no script, no font
 * and no picture. Pure and small: a service worker draws the same page of the last view that it has.
 */
import type { Instant } from '#base'
import { fill, html, type Html } from '#web/html'
import { directionOf } from './languages.ts'
import { dangerCard } from './danger-card.ts'
import { endingCard, quietCard } from './ending-card.ts'
import type { GroupNow, NowView, PlaceNow } from './now-view.ts'
import { nowAddress, placesAddress, regionAddress } from './addresses.ts'
import { clockTime, listed, nowWords, said, saidIn, zoneOffset } from './speech.ts'
import type { NowWords } from './words.ts'

export interface PageAssets {
  readonly style: string
  readonly script: string
  readonly icon: string
}

/** `lost`: drawn without a connection, of what was heard last at that time. */
export type Age = 'fresh' | { readonly lost: Instant }

export interface PageOptions {
  readonly age?: Age
  readonly assets: PageAssets
  /** What else belongs into the head: a manifest. */
  readonly head?: Html
  /** A script that nobody needs to read the page: fetched once it is shown. */
  readonly later?: string
  /** What else a reader can do from here: links, one a line. */
  readonly beside?: readonly Html[]
}

export function nowPage(view: NowView, options: PageOptions): string {
  const words = nowWords[view.language]
  const { age = 'fresh', beside = [] } = options
  return page(view, words, options, {
    title: titleOf(view, words),
    main: html`<main
      id="now"
      data-say="${sayOf(view, words)}"
      data-look="${view.groups[0]?.look ?? 'nothing'}"
    >
      <div id="in-force">
        ${view.drill !== undefined && drillLine(view, words)}
        ${view.groups.map((group, i) => groupSection(group, i, view, words))}
        ${view.unknown.length > 0 && html`<p class="soft">${fill(words.notHere, { places: view.unknown.join(', ') })}</p>`}
        ${nearbySection(view, words)}
      </div>
      ${view.about === 'region' && chooseSection(view, words)}
    </main>`,
    foot: html`<nav class="more" aria-label="${words.myPlaces}">
      <a href="${regionAddress(view)}">${words.region}</a>
      <a href="${placesAddress(view, codesOf(view))}"
        >${view.about === 'region' ? words.choose : words.change}</a
      >
      ${view.about === 'my-places' && html`<a id="share" data-done="${words.shared}" href="${nowAddress(view, codesOf(view))}">${words.share}</a>`}
      ${beside}
      <button type="button" id="sounds" hidden data-off="${words.soundsOff}">${words.soundsOn}</button>
    </nav>`,
    age,
  })
}

export interface PageParts {
  readonly title: string
  /** The names of the places, where it is left out. */
  readonly heading?: Html
  readonly main: Html
  readonly foot: Html
  readonly age: Age
}

/** The frame of every page that shows what is in force: mode, language, whether it is still true. */
export function page(
  view: NowView,
  words: NowWords,
  { assets, head, later }: PageOptions,
  parts: PageParts,
): string {
  const { age } = parts
  const lost = age === 'fresh' ? undefined : age.lost
  return html`<!doctype html>
    <html
      lang="${view.language}"
      dir="${directionOf(view.language)}"
      data-mode="${view.mode}"
      class="${lost !== undefined && 'lost'}"
    >
      <head>
        <meta charset="utf-8" />
        <title>${view.mode === 'live' ? '' : `${words.mode[view.mode]} · `}${parts.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        ${head}
        <noscript><meta http-equiv="refresh" content="30" /></noscript>
        <script type="module" async src="${assets.script}"></script>
      </head>
      <body
        data-at="${view.at}"
        data-seq="${view.seq}"
        data-zone="${view.timeZone}"
        data-about="${view.about}"
        data-watch="${view.watch.join(',')}"
        data-heed="${view.heed.join(',')}"
        data-spread="${view.spreadMilliseconds}"
        ${later !== undefined && html`data-later="${later}"`}
        data-minutes="${words.minutes}"
        data-hours="${words.hours}"
        data-seconds="${words.seconds}"
      >
        ${modeBar(view, words)}
        <header>
          <div>
            <h1>${parts.heading ?? headingOf(view, words)}</h1>
            <p id="heard" data-text="${words.checked}" data-live-word="${words.live}">
              ${fill(words.checked, { time: clockTime(view.at, view, 'seconds') })}
              <noscript>· ${words.still}</noscript>
            </p>
          </div>
          ${languages(view, words)}
        </header>
        <p id="lost" role="alert" ${lost === undefined && html`hidden`}>
          <b data-text="${words.lost}"
            >${lost !== undefined && fill(words.lost, { time: clockTime(lost, view) })}</b
          >
          ${words.lostMeans}
        </p>
        <p id="say" role="status" class="unseen"></p>
        <p id="news" role="alert" hidden></p>
        ${parts.main} ${parts.foot}
        <footer>
          <p>
            ${said(view.issuer)}${view.demonstration === 'demonstration' && ` · ${words.demonstration}`} ·
            <bdi>${fill(words.times, { zone: view.timeZone, offset: zoneOffset(view) })}</bdi>
          </p>
        </footer>
        ${modeBar(view, words)}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

function headingOf(view: NowView, words: NowWords): Html {
  if (view.about === 'region') return said(view.region)
  return html`<a class="mine" href="${placesAddress(view, codesOf(view))}"
    >${view.groups.length > 1 ? words.myPlaces : placeNames(view.groups[0]!)}
    <span aria-hidden="true">▾</span></a
  >`
}

export function placesOf(view: NowView): readonly PlaceNow[] {
  return view.groups.flatMap(({ places }) => places)
}

function codesOf(view: NowView): readonly string[] {
  return view.about === 'region' ? [] : placesOf(view).map(({ code }) => code)
}

/** Said at the top and again at the bottom, so that no part of the page can be shown without it. */
function modeBar(view: NowView, words: NowWords): Html {
  return html`<p class="mode"><b>${words.mode[view.mode]}</b> <span>${words.modeMeans[view.mode]}</span></p>`
}

function languages(view: NowView, words: NowWords): Html {
  return html`<details class="languages">
    <summary>
      <span class="unseen">${words.language}: </span>${words.short} <span aria-hidden="true">▾</span>
    </summary>
    <ul>
      ${view.languages.map(
        (language) =>
          html`<li>
            <a
              href="${nowAddress({ language }, codesOf(view))}"
              hreflang="${language}"
              lang="${language}"
              dir="${directionOf(language)}"
              ${language === view.language && html`aria-current="true"`}
              >${nowWords[language].name}</a
            >
          </li>`,
      )}
    </ul>
  </details>`
}

/** What a tab, a bookmark and a screen reader say first. */
function titleOf(view: NowView, words: NowWords): string {
  const [first] = view.groups
  const where = view.about === 'region' ? view.region.text : (first?.places[0]?.name.text ?? '')
  return `${headline(first, words)} · ${where}`
}

function headline(group: GroupNow | undefined, words: NowWords): string {
  switch (group?.look) {
    case 'danger':
    case 'advisory':
      return group.dangers[0]?.name.text ?? ''
    case 'lapsed':
      return words.lapsed
    case 'ended':
      return words.allClear
    case 'retracted':
      return words.noDanger
    default:
      return words.nothing
  }
}

/** What the script hands to a screen reader when it has changed, and only then. */
function sayOf(view: NowView, words: NowWords): string {
  const lines = view.groups
    .filter(({ look }) => look !== 'nothing')
    .map((group) => {
      const where = group.places.map(({ name }) => name.text).join(', ')
      const step = group.look === 'danger' ? (group.dangers[0]?.steps[0]?.text ?? '') : ''
      return `${headline(group, words)}: ${where}. ${step}`.trim()
    })
  return lines.length === 0 ? `${words.nothing}.` : lines.join(' ')
}

/** Said in every mode: whoever hears a siren of a drill shall find here what it was. */
function drillLine(view: NowView, words: NowWords): Html {
  const { state, from, until } = view.drill!
  const times = { from: clockTime(from, view), until: clockTime(until, view) }
  return html`<p class="drill">${fill(words.drill[state], times)} ${words.drillMeans}</p>`
}

function placeNames(group: GroupNow): Html {
  const names = group.places.map(
    ({ name, within }, at) =>
      html`${at > 0 && ', '}${said(name)}${within !== undefined && html` (${said(within)})`}`,
  )
  return html`${names}`
}

function groupSection(group: GroupNow, i: number, view: NowView, words: NowWords): Html {
  const isOneOfMany = view.about === 'my-places' && view.groups.length > 1
  // A lapse may still be a danger: it stands before what is only advice.
  const standing = (look: 'danger' | 'advisory') =>
    group.dangers
      .filter((danger) => danger.look === look)
      .map((danger) => dangerCard(danger, group, view, words))
  const lapsed = group.endings.filter(({ how }) => how === 'lapsed')
  const over = group.endings.filter(({ how }) => how !== 'lapsed')
  return html`<section class="group" ${isOneOfMany && html`aria-labelledby="g${i}"`}>
    ${isOneOfMany && html`<h2 class="where" id="g${i}">${placeNames(group)}</h2>`} ${standing('danger')}
    ${lapsed.map((ending) => endingCard(ending, group, view, words))} ${standing('advisory')}
    ${over.map((ending) => endingCard(ending, group, view, words))}
    ${group.look === 'nothing' && quietCard(group, view, words)}
  </section>`
}

function nearbySection(view: NowView, words: NowWords): Html {
  if (view.nearby.length === 0) return html``
  return html`<section class="nearby">
    <h2>${words.nearby}</h2>
    <ul>
      ${view.nearby.map(
        ({ look, name, places }) =>
          html`<li>
            <span class="mark ${look}">${look === 'danger' ? '▲' : '△'}</span>
            <span>${saidIn(words.nearbyIn, { danger: said(name), places: listed(places, words) })}</span>
          </li>`,
      )}
    </ul>
  </section>`
}

function chooseSection(view: NowView, words: NowWords): Html {
  return html`<section class="choose">
    <h2>${words.choose}</h2>
    <p>${words.chooseWhy}</p>
    ${searchForm(view, words, [])}
  </section>`
}

/** Works as it is: the answer is a page of places by that name, each a link. */
export function searchForm(
  { language }: Pick<NowView, 'language'>,
  words: NowWords,
  places: readonly string[],
  text = '',
): Html {
  return html`<form action="/places" method="get" role="search">
    <label for="q">${words.search}</label>
    <p class="field">
      <input
        id="q"
        name="q"
        type="search"
        value="${text}"
        maxlength="100"
        autocomplete="off"
        required
        dir="auto"
      />
      <button>${words.find}</button>
    </p>
    ${places.map((code) => html`<input type="hidden" name="place" value="${code}" />`)}
    <input type="hidden" name="lang" value="${language}" />
  </form>`
}
