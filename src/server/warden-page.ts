/** The page of a shelter's warden as one document; nobody's data is in it: which shelter it is for stands behind the secret in its address. */
import type { Mode } from '#base'
import { wardenWords } from '#shelters'
import type { StaffLanguage } from '#web'
import { html } from '#web/html'

export interface WardenPageView {
  readonly language: StaffLanguage
  readonly mode: Mode
  readonly style: string
  readonly script: string
}

export function wardenPage({ language, mode, style, script }: WardenPageView): string {
  const words = wardenWords[language]
  const choice = (name: string, value: string, text: string, more: 'required' | 'checked') =>
    html`<label
      ><input
        type="radio"
        name="${name}"
        value="${value}"
        ${more === 'required' && html`required`}
        ${more === 'checked' && html`checked`}
      />
      ${text}</label
    >`
  return html`<!doctype html>
    <html lang="${language}" dir="${language === 'he' ? 'rtl' : 'ltr'}" data-mode="${mode}">
      <head>
        <meta charset="utf-8" />
        <title>${mode === 'live' ? '' : `${words.modes[mode]} · `}${words.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href="${style}" />
        <script type="module" src="${script}"></script>
      </head>
      <body
        data-open="${words.open}"
        data-full="${words.full}"
        data-closed="${words.closed}"
        data-sent="${words.sent}"
        data-not-sent="${words.notSent}"
        data-over="${words.over}"
        data-nothing="${words.nothing}"
        data-last-said="${words.lastSaid}"
        data-counts="${words.counts}"
      >
        <main>
          ${mode !== 'live' && html`<p class="mode">${words.modes[mode]}</p>`}
          <h1>${words.title}</h1>
          <p id="place" dir="auto"></p>
          <p id="last"></p>
          <form hidden>
            <fieldset>
              <legend>${words.ask}</legend>
              ${choice('state', 'open', words.open, 'required')}
              ${choice('state', 'full', words.full, 'required')}
              ${choice('state', 'closed', words.closed, 'required')}
            </fieldset>
            <fieldset>
              <legend>${words.power}</legend>
              ${choice('power', 'unknown', words.powerUnknown, 'checked')}
              ${choice('power', 'yes', words.powerYes, 'required')}
              ${choice('power', 'no', words.powerNo, 'required')}
            </fieldset>
            <label class="people"
              >${words.people}
              <input name="people" type="number" inputmode="numeric" min="0" max="50000" step="1" />
            </label>
            <button>${words.send}</button>
          </form>
          <p id="note" role="status"></p>
          <noscript><p>${words.noScript}</p></noscript>
        </main>
      </body>
    </html>`.toString()
}
