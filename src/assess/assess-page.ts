/** The assessor’s page as a document that holds nothing of anybody: what it shows lies on the phone, or comes by the API. */
import type { Mode } from '#base'
import { staffLanguages, type StaffLanguage } from '#web'
import { html } from '#web/html'
import { assessWords } from './words.ts'

export interface AssessAssets {
  readonly style: string
  readonly script: string
  readonly icon: string
  readonly touchIcon: string
}

export interface AssessPageView {
  readonly language: StaffLanguage
  readonly mode: Mode
  readonly issuer: string
  readonly assets: AssessAssets
}

const names: { readonly [language in StaffLanguage]: string } = {
  ...{ en: 'English', uk: 'Українська', ru: 'Русский', he: 'עברית' },
}
export const assessPath = '/assess'

export function assessPage({ language, mode, issuer, assets }: AssessPageView): string {
  const words = assessWords[language]
  const bar = html`<p class="mode"><b>${words.modes[mode]}</b> <span>${words.modesMean[mode]}</span></p>`
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}" data-mode="${mode}">
      <head>
        <meta charset="utf-8" />
        <title>${mode !== 'live' && `${words.modes[mode]} · `}${words.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <link rel="stylesheet" href="${assets.style}" />
        <link rel="icon" href="${assets.icon}" type="image/svg+xml" />
        <link rel="apple-touch-icon" href="${assets.touchIcon}" />
        <link rel="manifest" href="${assessPath}/manifest.webmanifest?lang=${language}" />
        <script type="module" src="${assets.script}"></script>
      </head>
      <body data-words="${JSON.stringify(words)}">
        ${bar}
        <header>
          <p id="standing" role="status" aria-live="polite"></p>
          <p id="who"></p>
        </header>
        <main id="main" tabindex="-1">
          <h1>${words.title}</h1>
          <noscript><p class="note">${words.needsScript}</p></noscript>
        </main>
        <footer>
          <nav class="languages" aria-label="${words.language}">
            ${staffLanguages.map((one) =>
              one === language
                ? html`<b lang="${one}">${names[one]}</b>`
                : html`<a href="?lang=${one}" hreflang="${one}" lang="${one}">${names[one]}</a>`,
            )}
          </nav>
          <p>${issuer}</p>
        </footer>
        ${bar}
        <div class="frame" aria-hidden="true"></div>
      </body>
    </html>`.toString()
}

/** How a phone installs it (W3C Web Application Manifest). */
export function assessManifest(
  language: StaffLanguage,
  icons: readonly {
    readonly src: string
    readonly sizes: string
    readonly type: string
    readonly purpose: string
  }[],
): object {
  const { title } = assessWords[language]
  return {
    ...{ id: assessPath, start_url: `${assessPath}?lang=${language}`, scope: assessPath },
    ...{ display: 'standalone', lang: language, dir: language === 'he' ? 'rtl' : 'ltr' },
    ...{ name: title, short_name: title, background_color: '#10171e', theme_color: '#10171e', icons },
  }
}
