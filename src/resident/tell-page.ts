/** What a resident can tell the duty room, as plain forms; a script adds the compass, the phone's position, and sending later. */
import { hearings, longestContact, longestText, tellForms, whatsOf, type ReportKind } from '#reports'
import { fill, html, type Html } from '#web/html'
import { nowAddress } from './addresses.ts'
import { appPage, speaking, type AppAssets } from './app-frame.ts'
import type { AppWords, TellWords } from './app-words.ts'
import type { ResidentLanguage } from './languages.ts'
import type { NowView, Said } from './now-view.ts'
import { placesOf } from './page-frame.ts'

export interface TellView {
  readonly now: NowView
  /** Where one may choose to be: one's own places first, then what this installation covers. */
  readonly areas: readonly { readonly code: string; readonly name: Said }[]
  /** What became of a form that was sent without a script. */
  readonly outcome?: {
    readonly kind: string
    readonly state?: string
    readonly id?: string
    /** A problem in the reader's language. */
    readonly problem?: string
    readonly photo?: 'lost'
    /** The path of the word to the family. */
    readonly safe?: string
  }
}

export interface TellOptions {
  readonly assets: AppAssets
  readonly script: string
}

export function tellPage(view: TellView, { assets, script }: TellOptions): string {
  const { now, outcome } = view
  const { words } = speaking(now.language)
  const { tells } = words
  const places = now.about === 'my-places' ? placesOf(now).map(({ code }) => code) : []
  const spoken = {
    ...{ waiting: tells.waiting, sending: tells.sending, refused: tells.refused, states: tells.states },
    ...{ takeBack: tells.takeBack, photoLost: tells.photoLost, compass: tells.compassSays },
    ...{ compassNone: tells.compassNone, position: tells.positionTaken, points: words.shelter.points },
    ...{ denied: words.phone.followDenied, copied: words.safe.copied },
  }
  return appPage({
    ...{ now, assets, script, title: tells.title, places },
    address: (language) => tellHref(language, places),
    main: html`<main id="tell" data-words="${JSON.stringify(spoken)}">
      <h1>${tells.title}</h1>
      <p class="note"><b>${tells.emergency}</b></p>
      <div id="outcomes">${outcome !== undefined && outcomeSaid(outcome, words, now.language)}</div>
      ${sirenForm(view, tells)}
      ${(['sighting', 'damage', 'help'] as const).map((kind) => reportForm(kind, view, tells, words))}
      ${safeForm(view, words)}
      <p class="soft">${tells.means} ${tells.private}</p>
    </main>`,
  })
}

function tellHref(language: ResidentLanguage, places: readonly string[]): string {
  return nowAddress({ language }, places.slice(0, 1)).replace('/?', '/tell?')
}

function outcomeSaid(
  { kind, state, id, problem, photo, safe }: NonNullable<TellView['outcome']>,
  { tells, safe: family }: AppWords,
  language: ResidentLanguage,
): Html {
  const states: { readonly [state: string]: string | undefined } = tells.states
  if (safe !== undefined)
    return html`<p class="note" role="status">
      <b>${family.link}</b> <a href="${safe}?lang=${language}">${safe}</a>
    </p>`
  if (problem !== undefined)
    return html`<p class="note" role="alert">${fill(tells.refused, { why: problem })}</p>`
  return html`<div class="note" role="status">
    <p>
      <b>${(state !== undefined && states[state]) || tells.states.taken}</b>
      ${photo === 'lost' && tells.photoLost}
    </p>
    ${
      id !== undefined &&
      kind !== 'siren' &&
      html`<form action="/tell/take-back" method="post">
        <input type="hidden" name="id" value="${id}" />
        <input type="hidden" name="lang" value="${language}" />
        <button>${tells.takeBack}</button>
      </form>`
    }
  </div>`
}

function whereField(kind: string, { areas, now }: TellView, words: TellWords): Html {
  const { words: app } = speaking(now.language)
  return html`<p class="place-field">
      <label for="${kind}-area">${words.where}</label>
      <select id="${kind}-area" name="area" required>
        ${areas.map(({ code, name }) => html`<option value="${code}" lang="${name.lang}">${name.text}</option>`)}
      </select>
      <button type="button" data-act="position" hidden>${words.position}</button>
    </p>
    <p class="soft" data-say="position" role="status"></p>
    <input type="hidden" name="lon" /> <input type="hidden" name="lat" />
    <input type="hidden" name="lang" value="${now.language}" data-needs-script="${app.needsScript}" />`
}

function sirenForm(view: TellView, words: TellWords): Html {
  return html`<form class="telling" action="${tellForms.siren.postTo}" method="post" data-kind="siren">
    <h2>${words.siren}</h2>
    <p class="acts big">
      ${hearings.map((one) => html`<button name="hears" value="${one}">${words.hears[one]}</button>`)}
    </p>
    ${whereField('siren', view, words)}
  </form>`
}

function reportForm(kind: ReportKind, view: TellView, words: TellWords, app: AppWords): Html {
  const hasPhoto = kind !== 'help'
  return html`<details
    class="threat"
    ${view.outcome?.kind === kind && view.outcome.problem !== undefined && html`open`}
  >
    <summary><b>${words.kinds[kind]}</b></summary>
    <form
      class="telling"
      action="${tellForms[kind].postTo}"
      method="post"
      data-kind="${kind}"
      ${hasPhoto && html`enctype="multipart/form-data"`}
    >
      <fieldset class="chips">
        <legend>${words.what}</legend>
        ${whatsOf[kind].map(
          (what) =>
            html`<label
              ><input type="radio" name="what" value="${what}" required />
              <span>${words.whats[what] ?? what}</span></label
            >`,
        )}
      </fieldset>
      ${whereField(kind, view, words)}
      ${
        kind !== 'sighting' &&
        html`<label class="choice"
          ><input type="checkbox" name="precise" value="yes" ${kind === 'help' && html`checked`} />
          <span>${words.precise}</span></label
        >`
      }
      ${
        kind === 'sighting' &&
        html`${arrows('bearingDegrees', words.which, words, app)}
          <p class="soft">${words.whichMeans}</p>
          <p class="acts"><button type="button" data-act="compass" hidden>${words.compass}</button></p>
          <p data-say="compass" role="status"></p>
          <input type="hidden" name="bearingAccuracyDegrees" />
          ${arrows('headingDegrees', words.heading, words, app)}`
      }
      <p>
        <label for="${kind}-text">${words.words}</label>
        <textarea id="${kind}-text" name="text" rows="3" maxlength="${longestText}" dir="auto"></textarea>
      </p>
      ${
        hasPhoto &&
        html`<p>
          <label for="${kind}-photo">${words.photo}</label>
          <input id="${kind}-photo" type="file" name="photo" accept="image/jpeg,image/png,image/webp" />
        </p>`
      }
      ${
        kind === 'help' &&
        html`<p>
          <label for="help-contact">${words.contact}</label>
          <input
            id="help-contact"
            name="contact"
            maxlength="${longestContact}"
            autocomplete="tel"
            dir="auto"
          />
          <small class="soft">${words.contactMeans}</small>
        </p>`
      }
      <p class="acts big"><button class="main">${words.send}</button></p>
    </form>
  </details>`
}

/** Turned by a class: a page of ours has no style of its own in an element. */
function arrows(
  name: 'bearingDegrees' | 'headingDegrees',
  legend: string,
  words: TellWords,
  app: AppWords,
): Html {
  return html`<fieldset class="arrows">
    <legend>${legend}</legend>
    ${app.shelter.points.map(
      (point, i) =>
        html`<label class="p${i}"
          ><input type="radio" name="${name}" value="${i * 45}" />
          <span><i aria-hidden="true">↑</i> <small>${point}</small></span></label
        >`,
    )}
    <label class="p8"
      ><input type="radio" name="${name}" value="" checked />
      <span><small>${words.unsure}</small></span></label
    >
  </fieldset>`
}

function safeForm({ now }: TellView, { safe }: AppWords): Html {
  return html`<section id="safe">
    <h2>${safe.title}</h2>
    <p>${safe.means}</p>
    <form class="telling" action="/safe" method="post" data-kind="safe">
      <input type="hidden" name="lang" value="${now.language}" />
      <p data-words hidden>
        <label for="safe-words">${safe.words}</label>
        <textarea id="safe-words" rows="2" maxlength="500" dir="auto"></textarea>
      </p>
      <p class="acts big"><button>${safe.say}</button></p>
    </form>
    <div id="safe-link" class="note" role="status" hidden>
      <p><b>${safe.link}</b></p>
      <p><a id="safe-address" dir="ltr"></a></p>
      <p class="acts"><button type="button" id="safe-share">${safe.share}</button></p>
    </div>
  </section>`
}
