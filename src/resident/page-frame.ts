/** The frame of the residents' pages that show what is in force: mode, language, places, and whether it is still true. Pure and small. */
import { fill, html, type Html } from '#web/html'
import { nowAddress, placesAddress } from './addresses.ts'
import { languages, livingAttributes, modeBar } from './frame-parts.ts'
import { directionOf } from './languages.ts'
import type { GroupNow, NowView, PlaceNow } from './now-view.ts'
import { clockTime, said, zoneOffset } from './speech.ts'
import type { NowWords } from './words.ts'

export interface PageAssets {
  readonly style: string
  readonly script: string
  readonly icon: string
}

export interface PageOptions {
  readonly assets: PageAssets
  /** What else belongs into the head: a manifest. */
  readonly head?: Html
  /** A script that nobody needs to read the page: fetched once it is shown. */
  readonly later?: string
  /** What else a reader can do from here: links, one a line. */
  readonly beside?: readonly Html[]
}

export interface PageParts {
  readonly title: string
  /** The names of the places, where it is left out. */
  readonly heading?: Html
  readonly main: Html
  readonly foot: Html
}

/** The frame of every page that shows what is in force: mode, language, whether it is still true. */
export function page(
  view: NowView,
  words: NowWords,
  { assets, head, later }: PageOptions,
  parts: PageParts,
): string {
  return html`<!doctype html>
    <html lang="${view.language}" dir="${directionOf(view.language)}" data-mode="${view.mode}" class="">
      <head>
        <meta charset="utf-8" />
        <title>${view.mode === 'live' ? '' : `${words.mode[view.mode]} · `}${parts.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        ${head}
        <noscript><meta http-equiv="refresh" content="30" /></noscript>
        <script type="module" src="${assets.script}"></script>
      </head>
      <body ${livingAttributes(view, words)} ${later !== undefined && html`data-later="${later}"`}>
        ${modeBar(view, words)}
        <header>
          <div>
            <h1>${parts.heading ?? headingOf(view, words)}</h1>
            <p id="heard" data-text="${words.checked}" data-live-word="${words.live}">
              ${fill(words.checked, { time: clockTime(view.at, view, 'seconds') })}
              <noscript>· ${words.still}</noscript>
            </p>
          </div>
          ${languages(view, words, (language) => nowAddress({ language }, codesOf(view)))}
        </header>
        <p id="lost" role="alert" hidden><b data-text="${words.lost}"></b> ${words.lostMeans}</p>
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

export function codesOf(view: NowView): readonly string[] {
  return view.about === 'region' ? [] : placesOf(view).map(({ code }) => code)
}

export function placeNames(group: GroupNow): Html {
  const names = group.places.map(
    ({ name, within }, at) =>
      html`${at > 0 && ', '}${said(name)}${within !== undefined && html` (${said(within)})`}`,
  )
  return html`${names}`
}
