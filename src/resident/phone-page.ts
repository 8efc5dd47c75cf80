/** “Alerts on this phone”: everything is on the page already and says what it is for; its script shows what holds on this phone. */
import { html, type Html } from '#web/html'
import { placesAddress } from './addresses.ts'
import { appPage, phoneAddress, speaking, type AppAssets } from './app-frame.ts'
import type { InstallWords, PhoneWords } from './app-words.ts'
import { placesOf } from './page-frame.ts'
import type { NowView } from './now-view.ts'
import { said } from './speech.ts'

export function phonePage(
  now: NowView,
  { assets, script }: { readonly assets: AppAssets; readonly script: string },
): string {
  const { words } = speaking(now.language)
  const { phone, install } = words
  const mine = now.about === 'my-places' ? placesOf(now) : []
  const codes = mine.map(({ code }) => code)
  return appPage({
    ...{ now, assets, script, title: phone.title, places: codes },
    address: (language) => phoneAddress(language, codes),
    main: html`<main id="phone">
      <h1>${phone.title}</h1>
      <noscript>
        <p class="note"><b>${words.needsScript}</b> ${phone.instead}</p>
      </noscript>
      <p id="state" role="status" class="note" data-state="looking">${phone.states.looking}</p>
      <ul id="states" hidden>
        ${Object.entries(phone.states).map(([state, text]) => html`<li data-state="${state}">${text}</li>`)}
      </ul>
      <p>${phone.why}</p>
      <p class="acts">
        <button type="button" id="on" class="main" hidden>${phone.on}</button>
        <button type="button" id="test" hidden>${phone.test}</button>
      </p>
      <p id="proven" class="soft" hidden data-text="${phone.provenAt}"></p>
      <p id="instead" hidden>${phone.instead}</p>
      ${placesSection(now, phone, mine)} ${soundsSection(phone)} ${quietSection(phone)}
      ${installSection(install)}
      <section>
        <h2>${phone.kept}</h2>
        <p id="kept-there" hidden>${phone.keptServer}</p>
        <p id="kept-nothing">${phone.keptNothing}</p>
        <p>${phone.keptPhone}</p>
        <p class="soft">${phone.limits}</p>
        <label class="choice" id="content-choice">
          <input type="checkbox" id="content" />
          <span><b>${phone.content}</b><small>${phone.contentMeans}</small></span>
        </label>
        <p class="acts"><button type="button" id="remove" hidden>${phone.remove}</button></p>
        <p
          id="removed"
          role="status"
          data-done="${phone.removed}"
          data-here="${phone.removedHereOnly}"
          data-changed="${phone.changed}"
        ></p>
      </section>
    </main>`,
  })
}

function placesSection(now: NowView, words: PhoneWords, mine: ReturnType<typeof placesOf>): Html {
  return html`<section>
    <h2>${words.places}</h2>
    ${mine.length === 0 && html`<p>${words.placesNone}</p>`}
    <ul class="rows" id="places">
      ${mine.map(
        ({ code, name }) =>
          html`<li data-code="${code}" data-name="${name.text}">
            <span><b>${said(name)}</b></span>
            <label class="called"
              ><span class="unseen">${words.called}: ${name.text}</span>
              <input
                type="text"
                list="called"
                maxlength="30"
                placeholder="${words.called}"
                autocomplete="off"
            /></label>
          </li>`,
      )}
    </ul>
    <datalist id="called">${words.calledAs.map((one) => html`<option value="${one}"></option>`)}</datalist>
    <p>
      <a
        class="go"
        href="${placesAddress(
          now,
          mine.map(({ code }) => code),
        )}"
        >${speaking(now.language).now[mine.length === 0 ? 'choose' : 'change']}</a
      >
    </p>
    <p class="soft">${words.placesMeans}</p>
    <label class="choice">
      <input type="checkbox" id="follow" />
      <span><b>${words.follow}</b><small>${words.followMeans}</small></span>
    </label>
    <p
      id="followed"
      role="status"
      class="soft"
      data-text="${words.followLast}"
      data-denied="${words.followDenied}"
    ></p>
  </section>`
}

function soundsSection(words: PhoneWords): Html {
  return html`<section>
    <h2>${words.sounds}</h2>
    <p>${words.soundsMeans}</p>
    <p class="acts" id="sounds">
      ${(['danger', 'advisory', 'ended'] as const).map(
        (sound) =>
          html`<button type="button" data-sound="${sound}">
            <span aria-hidden="true">♪</span> ${words.sound[sound]}
          </button>`,
      )}
    </p>
  </section>`
}

function quietSection(words: PhoneWords): Html {
  return html`<section>
    <h2>${words.quiet}</h2>
    <label class="choice">
      <input type="checkbox" id="quiet" />
      <span><b>${words.quiet}</b><small>${words.quietMeans}</small></span>
    </label>
    <p class="times">
      <label>${words.quietFrom} <input type="time" id="quiet-from" value="22:00" /></label>
      <label>${words.quietTo} <input type="time" id="quiet-to" value="07:00" /></label>
    </p>
  </section>`
}

function installSection(words: InstallWords): Html {
  return html`<section>
    <h2>${words.title}</h2>
    <p>${words.means}</p>
    <p class="acts"><button type="button" id="install" hidden>${words.button}</button></p>
    <p class="soft">${words.ios}</p>
    <p id="installed" role="status" hidden>${words.done}</p>
  </section>`
}
