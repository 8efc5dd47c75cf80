/** The page of one person for one call-out: what is wanted, what they said, and large buttons to say it. It works without a script, with one thumb. */
import type { Instant, Mode } from '#base'
import { callLanguage, type Answered } from '#response'
import { html, type Html } from '#web/html'
import { callPageWords, type DeviceWords } from './callout-page-words.ts'

export interface CallPageView {
  readonly language: string
  readonly mode: Mode
  readonly style: string
  readonly says: string
  readonly until: Instant
  readonly timeZone: string
  readonly answer: Answered | undefined
  readonly state: 'open' | 'over'
}

/** How long the way takes; a longer or odder one is written by SMS. */
const minutesOffered = [5, 10, 15, 20, 30, 45, 60, 90] as const

export function callPage(view: CallPageView): string {
  const { language, says, until, timeZone, answer, state } = view
  const words = callPageWords[callLanguage(language)]
  const time = (at: Instant) =>
    new Intl.DateTimeFormat(callLanguage(language), {
      timeZone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }).format(new Date(at))
  const button = (value: string, text: string, kind: string) =>
    html`<button name="say" value="${value}" class="${kind}">${text}</button>`
  const isComing = answer?.answer === 'coming'
  const said =
    answer === undefined
      ? words.silent
      : `${words.said[answer.answer]}${answer.arrivingAt === null ? '' : ` · ${words.at} ${time(answer.arrivingAt)}`}`
  return page(view, words.title, [
    html`<p class="says" dir="auto">${says}</p>`,
    html`<p class="said" role="status">${said}</p>`,
    state === 'over'
      ? html`<p class="over">${words.over}</p>`
      : html`<form method="post">
            ${button('coming', words.coming, 'coming')}
            <fieldset>
              <legend>${words.minutes}</legend>
              ${minutesOffered.map((minutes) => button(`coming ${minutes}`, String(minutes), 'minutes'))}
            </fieldset>
            ${button('cannot', words.cannot, 'cannot')}
            ${(isComing || answer?.answer === 'arrived') && button('arrived', words.arrived, 'arrived')}
          </form>
          <p class="soft">${words.change} ${words.until} ${time(until)} (${timeZone}).</p>`,
  ])
}

export interface MyCallsView extends Pick<CallPageView, 'language' | 'mode' | 'style'> {
  readonly script: string
  /** Whether any responder is this account: nobody else can be called. */
  readonly responder: 'known' | 'unknown'
  readonly calls: readonly { readonly path: string; readonly says: string }[]
}

export function myCallsPage(view: MyCallsView): string {
  const words = callPageWords[callLanguage(view.language)]
  return page(
    view,
    words.all,
    [
      ...(view.calls.length === 0
        ? [html`<p>${words.none}</p>`]
        : view.calls.map(({ path, says }) => html`<a class="call" dir="auto" href="${path}">${says}</a>`)),
      view.responder === 'known'
        ? deviceOf(words.device)
        : html`<p class="soft">${words.device.unlinked}</p>`,
    ],
    view.responder === 'known' ? view.script : undefined,
  )
}

/** Needs a script as push does; without one nothing of it is shown. */
function deviceOf(words: DeviceWords): Html {
  const { title, about, switchOn, switchOff, on, off, asking, denied, impossible, failed } = words
  const states = Object.entries({ on, off, asking, denied, impossible, failed })
  return html`<section id="device" hidden>
    <h2>${title}</h2>
    <p class="said" role="status" id="state"></p>
    <button id="switch-on" class="coming" hidden>${switchOn}</button>
    <button id="switch-off" hidden>${switchOff}</button>
    <p class="soft">${about}</p>
    <ul id="states" hidden>
      ${states.map(([state, text]) => html`<li data-state="${state}">${text}</li>`)}
    </ul>
  </section>`
}

function page(
  { language, mode, style }: Pick<CallPageView, 'language' | 'mode' | 'style'>,
  title: string,
  inside: readonly (Html | false)[],
  script?: string,
): string {
  const own = callLanguage(language)
  const mark = callPageWords[own].modes[mode]
  return html`<!doctype html>
    <html lang="${own}" dir="${own === 'he' ? 'rtl' : 'ltr'}" data-mode="${mode}">
      <head>
        <meta charset="utf-8" />
        <title>${mark === '' ? '' : `${mark} · `}${title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <link rel="stylesheet" href="${style}" />
        ${script !== undefined && html`<script type="module" src="${script}"></script>`}
      </head>
      <body>
        <main>
          ${mark !== '' && html`<p class="mode">${mark}</p>`}
          <h1>${title}</h1>
          ${inside}
        </main>
      </body>
    </html>`.toString()
}
