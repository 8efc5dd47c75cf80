/** The frame of the pages beside Now: mode, language, the way back with what holds now, and how old a kept page is. */
import { fill, html, type Html } from '#web/html'
import { nowAddress } from './addresses.ts'
import { appWords, type AppWords } from './app-words.ts'
import { languages, modeBar } from './frame-parts.ts'
import { directionOf, type ResidentLanguage } from './languages.ts'
import type { NowView } from './now-view.ts'
import { clockTime, nowWords, said, zoneOffset } from './speech.ts'
import type { NowWords } from './words.ts'

export interface AppAssets {
  readonly style: string
  /** Of every page: registers the worker, says how old a kept page is. */
  readonly script: string
  readonly icon: string
  readonly touchIcon: string
}

export interface AppPage {
  readonly now: NowView
  readonly assets: AppAssets
  /** Of this page alone. */
  readonly script?: string
  readonly title: string
  readonly main: Html
  readonly places: readonly string[]
  /** The same page in another language. */
  readonly address: (language: ResidentLanguage) => string
  /** What else the page's script needs to know: attributes of the body. */
  readonly body?: Html
}

export interface Speaking {
  readonly words: AppWords
  readonly now: NowWords
}

export function speaking(language: ResidentLanguage): Speaking {
  return { words: appWords[language], now: nowWords[language] }
}

/** What makes a page a part of the app; Now has it in its head too. */
export function appHead(
  language: ResidentLanguage,
  { script, touchIcon }: Pick<AppAssets, 'touchIcon'> & Partial<Pick<AppAssets, 'script'>>,
): Html {
  return html`<link rel="manifest" href="/manifest.webmanifest?lang=${language}" />
    <link rel="apple-touch-icon" href="${touchIcon}" />
    ${script !== undefined && html`<script type="module" src="${script}"></script>`}`
}

export function appPage({ now, assets, script, title, main, places, address, body }: AppPage): string {
  const { words, now: nowSays } = speaking(now.language)
  return html`<!doctype html>
    <html lang="${now.language}" dir="${directionOf(now.language)}" data-mode="${now.mode}">
      <head>
        <meta charset="utf-8" />
        <title>${now.mode === 'live' ? '' : `${nowSays.mode[now.mode]} · `}${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        ${appHead(now.language, assets)}
        ${script !== undefined && html`<script type="module" src="${script}"></script>`}
      </head>
      <body
        data-at="${now.at}"
        data-zone="${now.timeZone}"
        data-places="${places.join(',')}"
        data-minutes="${nowSays.minutes}"
        data-hours="${nowSays.hours}"
        ${body}
      >
        ${modeBar(now, nowSays)}
        <header>
          <p class="back"><a href="${nowAddress(now, places)}">${stateNow(now, nowSays, words)}</a></p>
          ${languages(now, nowSays, address)}
        </header>
        <p id="kept-at" role="status" hidden data-text="${words.keptAt}"><b></b> ${words.keptMeans}</p>
        <p id="say" role="status" class="unseen"></p>
        ${main} ${pageLinks(now, places)}
        <footer>
          <p>
            ${said(now.issuer)}${now.demonstration === 'demonstration' && ` · ${nowSays.demonstration}`} ·
            ${fill(nowSays.checked, { time: clockTime(now.at, now, 'seconds') })} ·
            <bdi>${fill(nowSays.times, { zone: now.timeZone, offset: zoneOffset(now) })}</bdi>
          </p>
        </footer>
        ${modeBar(now, nowSays)}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

/** The links that stand at the foot of every page, and on Now. */
export function pageLinks(now: NowView, places: readonly string[]): Html {
  const { words } = speaking(now.language)
  return html`<nav class="more" aria-label="${words.pages}">${pageAnchors(now, places)}</nav>`
}

export function pageAnchors(now: NowView, places: readonly string[]): readonly Html[] {
  const { words } = speaking(now.language)
  return [
    html`<a href="${nowAddress(now, places.slice(0, 1)).replace('/?', '/shelters?')}">${words.shelters}</a>`,
    html`<a href="${nowAddress(now, places.slice(0, 1)).replace('/?', '/tell?')}">${words.tell}</a>`,
    html`<a href="${whatToDoAddress(now.language)}">${words.advice.title}</a>`,
    html`<a href="${phoneAddress(now.language, places)}">${words.phone.link}</a>`,
  ]
}

export function phoneAddress(language: ResidentLanguage, places: readonly string[]): string {
  return nowAddress({ language }, places).replace('/?', '/phone?')
}

export function whatToDoAddress(language: ResidentLanguage): string {
  return `/what-to-do?lang=${language}`
}

/** Whoever reads another page must not miss that something holds. */
function stateNow(now: NowView, words: NowWords, app: AppWords): Html {
  const danger = now.groups.flatMap(({ dangers }) => dangers)[0]
  if (danger === undefined) return html`<span class="arrow" aria-hidden="true">‹</span> ${app.now}`
  return html`<span class="arrow" aria-hidden="true">‹</span> ${app.now}:
    <span class="mark ${danger.look}">${danger.look === 'danger' ? '▲' : '△'}</span> ${said(danger.name)}`
}
