/** Shelters as a list and a map, whole without a script; its script puts those first that are near, from a list on the phone. */
import { shelterTypeNames, type ShelterView } from '#shelters'
import { fill, html, type Html } from '#web/html'
import { nowAddress, shelterAddress } from './addresses.ts'
import { appPage, speaking, type AppAssets } from './app-frame.ts'
import type { ResidentLanguage } from './languages.ts'
import type { NowView } from './now-view.ts'
import { placesOf } from './page-frame.ts'
import {
  distanceSaid,
  factsSaid,
  geoAddress,
  nameSaid,
  openingSaid,
  statusSaid,
  timeSaid,
  waySaid,
  type ShelterSpeech,
} from './shelter-said.ts'
import { dotMap, type DotMap, type WayThere } from './shelter-ways.ts'
import { listed } from './speech.ts'

export interface SheltersView {
  readonly now: NowView
  /** The code in the address; undefined for the whole region. */
  readonly place?: string
  /** Where somebody said they are: then `ways` are from there. */
  readonly near?: { readonly lon: number; readonly lat: number }
  readonly ways: readonly WayThere[]
  readonly shelters: readonly ShelterView[]
  readonly instead: 'inner-room' | null
  readonly left: number
  readonly wants: { readonly [want in ShelterWant]: 'yes' | 'no' }
}

export type ShelterWant = 'wheelchair' | 'pets' | 'open'

export interface SheltersOptions {
  readonly assets: AppAssets
  readonly script: string
}

export function shelterSpeech(now: NowView): ShelterSpeech {
  const { language, timeZone } = now
  const { words, now: says } = speaking(language)
  return {
    ...{ language, timeZone, words: words.shelter, states: says.shelterStatus },
    ...{ minutes: says.minutes, metres: says.metres, kilometres: says.kilometres },
    types: Object.fromEntries(
      Object.entries(shelterTypeNames).map(([type, names]) => {
        const said: { readonly [language: string]: string | undefined } = names
        return [type, said[language] ?? said['en'] ?? type]
      }),
    ),
  }
}

function sheltersHref(language: ResidentLanguage, place: string | undefined): string {
  return nowAddress({ language }, place === undefined ? [] : [place]).replace('/?', '/shelters?')
}

export function sheltersPage(view: SheltersView, { assets, script }: SheltersOptions): string {
  const { now, place, ways, shelters, left } = view
  const { words, now: says } = speaking(now.language)
  const speech = shelterSpeech(now)
  const said = words.shelter
  const places = now.about === 'my-places' ? placesOf(now) : []
  const arrival = earliestOf(now)
  const rows =
    ways.length > 0 ? ways.map((way) => ({ view: way.view, way })) : shelters.map((one) => ({ view: one }))
  return appPage({
    ...{ now, assets, script, title: words.shelters, places: places.map(({ code }) => code) },
    address: (language) => sheltersHref(language, place),
    main: html`<main
      id="shelters"
      data-place="${place}"
      data-speech="${JSON.stringify(speech)}"
      data-arrival="${arrival}"
    >
      <h1>${words.shelters}</h1>
      ${
        places.length > 0 &&
        html`<p>
          <b
            >${listed(
              places.map(({ name }) => name),
              says,
            )}</b
          >
        </p>`
      }
      <p class="soft">${said.means}</p>
      <p class="acts">
        <button type="button" id="here" class="main" hidden>${said.here}</button>
        ${rows.length > 0 && html`<a class="go" href="#map">${said.toMap}</a>`}
      </p>
      <p id="here-said" role="status" class="soft" data-denied="${said.hereDenied}">${said.hereMeans}</p>
      ${wantsForm(view, now.language)}
      ${arrival !== undefined && html`<p class="arrival">${fill(said.arrival, { time: timeSaid(arrival, speech) })}</p>`}
      <p id="instead" class="note" ${view.instead === null && html`hidden`}>${said.instead}</p>
      <p id="none" ${rows.length > 0 && html`hidden`}>${said.none}</p>
      <ol class="shelter-list" id="list">
        ${rows.map((row) => shelterRow(row, now.language, speech))}
      </ol>
      <p id="left" class="soft" data-text="${said.more}" ${left === 0 && html`hidden`}>
        ${fill(said.more, { count: left })}
      </p>
      <div id="map">
        ${
          rows.length > 0 &&
          mapOf(
            view,
            rows.slice(0, 30).map((row) => row.view),
            speech,
          )
        }
      </div>
      <template id="row">${shelterRow(undefined, now.language, speech)}</template>
    </main>`,
  })
}

/** The earliest that something could be at one of the places. */
function earliestOf(now: NowView): string | undefined {
  const times = placesOf(now).flatMap(({ arrival }) => (arrival?.known === 'times' ? [arrival.earliest] : []))
  return times.toSorted()[0]
}

function wantsForm({ wants, place, near }: SheltersView, language: ResidentLanguage): Html {
  const { words } = speaking(language)
  const { shelter } = words
  const isAny = Object.values(wants).includes('yes')
  return html`<details class="wants" ${isAny && html`open`}>
    <summary>${shelter.filters}…</summary>
    <form action="/shelters" method="get" id="wants">
      <fieldset>
        <legend class="unseen">${shelter.filters}</legend>
        ${(['wheelchair', 'pets', 'open'] as const).map(
          (want) =>
            html`<label class="choice"
              ><input type="checkbox" name="${want}" value="yes" ${wants[want] === 'yes' && html`checked`} />
              <span>${shelter[want]}</span></label
            >`,
        )}
      </fieldset>
      ${place !== undefined && html`<input type="hidden" name="place" value="${place}" />`}
      ${near !== undefined && html`<input type="hidden" name="near" value="${near.lon},${near.lat}" />`}
      <input type="hidden" name="lang" value="${language}" />
      <button>${shelter.show}</button>
    </form>
  </details>`
}

/** Undefined: an empty one, which the script fills. */
function shelterRow(
  row: { readonly view: ShelterView; readonly way?: WayThere } | undefined,
  language: ResidentLanguage,
  speech: ShelterSpeech,
): Html {
  const view = row?.view
  const way = row?.way
  return html`<li class="${way?.isBest === true && 'best'}">
    <p class="best-word" ${way?.isBest !== true && html`hidden`}>${speech.words.best}</p>
    <p>
      <a class="name" href="${view === undefined ? '' : shelterAddress({ language }, view.id)}"
        >${view !== undefined && nameSaid(view, speech)}</a
      >
    </p>
    <p class="way" ${way === undefined && html`hidden`}>${way !== undefined && waySaid(way, speech)}</p>
    <p class="facts">${view !== undefined && factsSaid(view, speech)}</p>
    <p class="status">${view !== undefined && statusSaid(view, speech)}</p>
  </li>`
}

function mapOf(view: SheltersView, shown: readonly ShelterView[], speech: ShelterSpeech): Html {
  return drawnMap(dotMap(shown, view.near), speech)
}

/** Without streets: where from each other, and how far. */
function drawnMap({ side, dots, you, metresAcross }: DotMap, speech: ShelterSpeech): Html {
  const label = fill(speech.words.map, { distance: distanceSaid(metresAcross, speech) })
  return html`<figure class="dots">
    <svg viewBox="0 0 ${side} ${side}" role="img" aria-label="${label}">
      <path class="north" d="M${side - 14} 30V10m-5 6l5-8 5 8" />
      ${you !== undefined && html`<circle class="you" cx="${you.x}" cy="${you.y}" r="7" />`}
      ${dots
        .toReversed()
        .map(
          ({ x, y, label: number }) =>
            html`<g><circle cx="${x}" cy="${y}" r="11" /><text x="${x}" y="${y}" dy="4">${number}</text></g>`,
        )}
    </svg>
    <figcaption>${label}</figcaption>
  </figure>`
}

export function shelterPage(now: NowView, view: ShelterView, { assets, script }: SheltersOptions): string {
  const { words } = speaking(now.language)
  const said = words.shelter
  const speech = shelterSpeech(now)
  const name = nameSaid(view, speech)
  const fact = (of: keyof typeof said.facts, value: string) =>
    value === ''
      ? ''
      : html`<dt>${said.facts[of]}</dt>
          <dd><bdi>${value}</bdi></dd>`
  return appPage({
    ...{ now, assets, script, title: name, places: [] },
    address: (language) => shelterAddress({ language }, view.id),
    main: html`<main
      id="shelter"
      data-lon="${view.lon}"
      data-lat="${view.lat}"
      data-speech="${JSON.stringify(speech)}"
    >
      <h1><bdi>${name}</bdi></h1>
      <p class="status note">${statusSaid(view, speech)}</p>
      <p id="way" role="status"></p>
      <p class="acts">
        <a class="go" href="${geoAddress(view)}">${said.toMaps}</a>
        <button type="button" id="here" hidden>${said.howFar}</button>
      </p>
      ${
        view.photo !== null &&
        html`<img
          class="photo"
          src="${view.photo.url}"
          alt="${said.photo}"
          width="${view.photo.widthPixels}"
          height="${view.photo.heightPixels}"
          loading="lazy"
        />`
      }
      <dl class="facts">
        ${fact('kind', speech.types[view.type] ?? view.type)} ${fact('address', view.address)}
        ${fact('note', view.note)}
        ${fact(
          'capacity',
          view.capacity === null
            ? said.known.unknown
            : fill(view.capacity.bound === 'at-least' ? said.capacityAtLeast : said.capacity, {
                count: view.capacity.places,
              }),
        )}
        ${fact('opening', view.use === 'out-of-use' ? said.outOfUse : openingSaid(view, speech))}
        ${fact('admits', said.admits[view.admits])} ${fact('wheelchair', said.known[view.wheelchair])}
        ${fact('pets', said.known[view.pets])}
      </dl>
      <p class="soft">${said.means} ${said.hereMeans}</p>
    </main>`,
  })
}
