/** What somebody said to their family: when, from the server; the words, read on the device by the key behind the # of the link. */
import { fill, html } from '#web/html'
import { appPage, speaking, type AppAssets } from './app-frame.ts'
import type { NowView } from './now-view.ts'
import { clockTime } from './speech.ts'
import type { Instant } from '#base'

export interface SafeWordView {
  readonly saidAt: Instant
  readonly expiresAt: Instant
  readonly ciphertext: string | null
}

export function safePage(
  now: NowView,
  token: string,
  word: SafeWordView | undefined,
  { assets, script }: { readonly assets: AppAssets; readonly script: string },
): string {
  const { words } = speaking(now.language)
  const { safe } = words
  return appPage({
    ...{ now, assets, script, title: word === undefined ? safe.title : safe.page, places: [] },
    address: (language) => `/safe/${token}?lang=${language}`,
    main:
      word === undefined
        ? html`<main>
            <h1>${safe.title}</h1>
            <p class="note">${safe.gone}</p>
          </main>`
        : html`<main id="safe-word" data-ciphertext="${word.ciphertext ?? ''}">
            <article class="card ended">
              <div class="band">
                <div>
                  <h1><span class="mark">✓</span> ${safe.page}</h1>
                  <p>${fill(safe.saidAt, { time: clockTime(word.saidAt, now) })}</p>
                </div>
              </div>
              <div class="rest">
                <p id="words" dir="auto" data-no-key="${safe.noKey}">
                  ${word.ciphertext === null ? safe.noWords : html`<noscript>${words.needsScript}</noscript>`}
                </p>
              </div>
            </article>
            <p class="soft">${safe.caution} ${fill(safe.lasts, { time: clockTime(word.expiresAt, now) })}</p>
          </main>`,
  })
}
