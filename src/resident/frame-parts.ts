/** What the frames of all residents' pages have in common: the mode said twice, the languages, and what a page's script knows from the page. */
import { html, type Html } from '#web/html'
import { directionOf, type ResidentLanguage } from './languages.ts'
import type { NowView } from './now-view.ts'
import { nowWords } from './speech.ts'
import type { NowWords } from './words.ts'

/** Said at the top and again at the bottom, so that no part of the page can be shown without it. */
export function modeBar(view: NowView, words: NowWords): Html {
  return html`<p class="mode"><b>${words.mode[view.mode]}</b> <span>${words.modeMeans[view.mode]}</span></p>`
}

/** `address`: of the same page in another language. */
export function languages(
  view: NowView,
  words: NowWords,
  address: (language: ResidentLanguage) => string,
): Html {
  return html`<details class="languages">
    <summary>
      <span class="unseen">${words.language}: </span>${words.short} <span aria-hidden="true">▾</span>
    </summary>
    <ul>
      ${view.languages.map(
        (language) =>
          html`<li>
            <a
              href="${address(language)}"
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

/** Of the body of a page that keeps itself true: whose state it shows, as of when, and what counts as news for it. */
export function livingAttributes(view: NowView, words: NowWords): Html {
  return html`data-at="${view.at}" data-seq="${view.seq}" data-zone="${view.timeZone}"
  data-about="${view.about}" data-watch="${view.watch.join(',')}" data-heed="${view.heed.join(',')}"
  data-spread="${view.spreadMilliseconds}" data-minutes="${words.minutes}" data-hours="${words.hours}"
  data-seconds="${words.seconds}"`
}
