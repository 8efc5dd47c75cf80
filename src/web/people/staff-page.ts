/** The pages of those who work here, each as a document that holds nothing of anybody: what they show comes by the API to whoever is signed in. */
import type { Mode } from '#base'
import { html, type Html } from '../html.ts'
import { staffWords } from './speech.ts'
import { directionOf, languageNames, staffLanguages, type StaffLanguage, type StaffWords } from './words.ts'

export const staffPageNames = [
  'sign-in',
  'join',
  'account',
  'people',
  'keys',
  'roles',
  'authorities',
  'waiting',
  'audit',
] as const
export type StaffPageName = (typeof staffPageNames)[number]

export const staffPaths: { readonly [name in StaffPageName]: `/${string}` } = {
  'sign-in': '/sign-in',
  join: '/join',
  account: '/account',
  people: '/people',
  keys: '/people/keys',
  roles: '/people/roles',
  authorities: '/people/authorities',
  waiting: '/waiting',
  audit: '/audit',
}

export interface StaffAssets {
  readonly staffStyle: string
  readonly sourcesScript: string
  readonly staffScripts: { readonly [name in StaffPageName]: string }
  /** What the scripts say, fetched together with them. */
  readonly staffWords: { readonly [language in StaffLanguage]: string }
}

export interface StaffPageView {
  readonly language: StaffLanguage
  readonly mode: Mode
  /** Who warns here, as residents know them. */
  readonly issuer: string
  readonly demonstration: 'demonstration' | 'in-service'
  readonly timeZone: string
  readonly assets: StaffAssets & { readonly style: string; readonly icon: string }
}

/** Those that one can see without being signed in. */
export const openPages: readonly StaffPageName[] = ['sign-in', 'join']

export function staffPage(name: StaffPageName, view: StaffPageView): string {
  const { language } = view
  const words = staffWords[language]
  const title = words.titles[name]
  const opens = openPages.includes(name)
  return html`<!doctype html>
    <html
      lang="${language}"
      dir="${directionOf(language)}"
      data-mode="${view.mode}"
      class="staff ${opens ? 'narrow' : 'wide'}"
    >
      <head>
        <meta charset="utf-8" />
        <title>${view.mode !== 'live' && `${words.modes[view.mode]} · `}${title} · Tocsin</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <link rel="stylesheet" href="${view.assets.style}" />
        <link rel="stylesheet" href="${view.assets.staffStyle}" />
        <link rel="icon" href="${view.assets.icon}" type="image/svg+xml" />
        <link rel="modulepreload" href="${view.assets.staffWords[language]}" />
        <script type="module" src="${view.assets.staffScripts[name]}"></script>
      </head>
      <body data-page="${name}" data-zone="${view.timeZone}" data-issuer="${view.issuer}">
        ${modeBar(view.mode, words)}
        <a class="skip" href="#main">${words.skip}</a>
        ${opens ? openHeader(title, view, words) : staffHeader(name, title, words)}
        <main id="main" tabindex="-1" aria-busy="true">
          <noscript><p class="note">${words.needsScript}</p></noscript>
          <p class="quiet loading" role="status">${words.loading}</p>
        </main>
        <footer>
          <p>${view.issuer}${view.demonstration === 'demonstration' && ` · ${words.demonstration}`}</p>
          <nav aria-label="${words.otherPages}"><a href="/">${words.inForce}</a></nav>
          ${languageChoice(language, words)}
        </footer>
        ${modeBar(view.mode, words)}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

/** Said at the top and again at the bottom, so that no part of the page can be shown without it. */
export function modeBar(mode: Mode, words: StaffWords): Html {
  return html`<p class="mode"><b>${words.modes[mode]}</b> <span>${words.modesMean[mode]}</span></p>`
}

/** Each by its own name, so that whoever can’t read this page finds theirs. */
export function languageChoice(language: StaffLanguage, words: StaffWords): Html {
  return html`<nav class="languages" aria-label="${words.language}">
    ${staffLanguages.map((one) =>
      one === language
        ? html`<b lang="${one}">${languageNames[one]}</b>`
        : html`<a href="?lang=${one}" hreflang="${one}" lang="${one}" data-language="${one}"
            >${languageNames[one]}</a
          >`,
    )}
  </nav>`
}

function openHeader(title: string, view: StaffPageView, words: StaffWords): Html {
  return html`<header>
    <h1>${title}</h1>
    <p class="quiet">${view.issuer} · ${words.forStaff}</p>
  </header>`
}

type Place = 'waiting' | 'people' | 'sources' | 'audit' | 'account'

/** What a link needs is looked up by the script: a page that somebody may not read is not offered to them. */
const places: readonly (readonly [Place, path: `/${string}`, needs: string])[] = [
  ['waiting', '/waiting', 'alert.read'],
  ['people', '/people', 'people.read'],
  ['sources', '/sources', 'sources.read'],
  ['audit', '/audit', 'audit.read'],
  ['account', '/account', ''],
]

/** The head of a page for those who are signed in; the script fills in who that is. */
export function staffHeader(name: StaffPageName | 'sources', title: string, words: StaffWords): Html {
  const within = name === 'keys' || name === 'roles' || name === 'authorities' ? 'people' : name
  return html`<header>
    <h1>${title}</h1>
    <nav aria-label="${words.pages}" class="places">
      ${places.map(
        ([place, path, needs]) =>
          html`<a href="${path}" data-needs="${needs}" ${place === within && html`aria-current="page"`}
            >${words.places[place]}</a
          >`,
      )}
    </nav>
    <div class="who" id="who"></div>
  </header>`
}
