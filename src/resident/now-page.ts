/**
 * Now as one HTML document: what holds in my places, since when, what to do, what is not known. It needs no script, no font
 * and no picture. Pure and small: a service worker draws the same page of the last view that it has.
 */
import { fill, html, type Html } from '#web/html'
import { nowAddress, placesAddress, regionAddress } from './addresses.ts'
import { dangerCard } from './danger-card.ts'
import { endingCard, quietCard } from './ending-card.ts'
import type { GroupNow, NowView } from './now-view.ts'
import { codesOf, page, placeNames, type PageOptions } from './page-frame.ts'
import { clockTime, listed, nowWords, said, saidIn } from './speech.ts'
import type { NowWords } from './words.ts'
import { remnantCard } from './remnant-card.ts'
import { zoneCard } from './zone-card.ts'

export function nowPage(view: NowView, options: PageOptions): string {
  const words = nowWords[view.language]
  const { beside = [] } = options
  return page(view, words, options, {
    title: titleOf(view, words),
    main: html`<main
      id="now"
      data-say="${sayOf(view, words)}"
      data-look="${view.groups[0]?.look ?? 'nothing'}"
    >
      <div id="in-force">
        ${view.drill !== undefined && drillLine(view, words)}
        ${(view.zones ?? []).map((zone) => zoneCard(zone, view, words))}
        ${isQuiet(view) && remnantCard(view, words)}
        ${view.groups.map((group, i) => groupSection(group, i, view, words))}
        ${!isQuiet(view) && remnantCard(view, words)}
        ${view.unknown.length > 0 && html`<p class="soft">${fill(words.notHere, { places: view.unknown.join(', ') })}</p>`}
        ${nearbySection(view, words)}
      </div>
      ${view.about === 'region' && chooseSection(view, words)}
    </main>`,
    foot: html`<nav class="more" aria-label="${words.myPlaces}">
      <a href="${regionAddress(view)}">${words.region}</a>
      <a href="${placesAddress(view, codesOf(view))}"
        >${view.about === 'region' ? words.choose : words.change}</a
      >
      ${view.about === 'my-places' && html`<a id="share" data-done="${words.shared}" href="${nowAddress(view, codesOf(view))}">${words.share}</a>`}
      ${beside}
      <button type="button" id="sounds" hidden data-off="${words.soundsOff}">${words.soundsOn}</button>
    </nav>`,
  })
}

/** “Nothing in force” must not be what is read first where nobody may enter; a danger must. */
function isQuiet({ groups }: NowView): boolean {
  return groups.every(({ look }) => look === 'nothing')
}

/** What a tab, a bookmark and a screen reader say first. */
function titleOf(view: NowView, words: NowWords): string {
  const [first] = view.groups
  const where = view.about === 'region' ? view.region.text : (first?.places[0]?.name.text ?? '')
  return `${headline(first, words)} · ${where}`
}

function headline(group: GroupNow | undefined, words: NowWords): string {
  switch (group?.look) {
    case 'danger':
    case 'advisory':
      return group.dangers[0]?.name.text ?? ''
    case 'lapsed':
      return words.lapsed
    case 'ended':
      return words.allClear
    case 'retracted':
      return words.noDanger
    default:
      return words.nothing
  }
}

/** What the script hands to a screen reader when it has changed, and only then. */
function sayOf(view: NowView, words: NowWords): string {
  const lines = view.groups
    .filter(({ look }) => look !== 'nothing')
    .map((group) => {
      const where = group.places.map(({ name }) => name.text).join(', ')
      const step = group.look === 'danger' ? (group.dangers[0]?.steps[0]?.text ?? '') : ''
      return `${headline(group, words)}: ${where}. ${step}`.trim()
    })
  return lines.length === 0 ? `${words.nothing}.` : lines.join(' ')
}

/** Said in every mode: whoever hears a siren of a drill shall find here what it was. */
function drillLine(view: NowView, words: NowWords): Html {
  const { state, from, until } = view.drill!
  const times = { from: clockTime(from, view), until: clockTime(until, view) }
  return html`<p class="drill">${fill(words.drill[state], times)} ${words.drillMeans}</p>`
}

function groupSection(group: GroupNow, i: number, view: NowView, words: NowWords): Html {
  const isOneOfMany = view.about === 'my-places' && view.groups.length > 1
  // A lapse may still be a danger: it stands before what is only advice.
  const standing = (look: 'danger' | 'advisory') =>
    group.dangers
      .filter((danger) => danger.look === look)
      .map((danger) => dangerCard(danger, group, view, words))
  const lapsed = group.endings.filter(({ how }) => how === 'lapsed')
  const over = group.endings.filter(({ how }) => how !== 'lapsed')
  return html`<section class="group" ${isOneOfMany && html`aria-labelledby="g${i}"`}>
    ${isOneOfMany && html`<h2 class="where" id="g${i}">${placeNames(group)}</h2>`} ${standing('danger')}
    ${lapsed.map((ending) => endingCard(ending, group, view, words))} ${standing('advisory')}
    ${over.map((ending) => endingCard(ending, group, view, words))}
    ${group.look === 'nothing' && quietCard(group, view, words)}
  </section>`
}

function nearbySection(view: NowView, words: NowWords): Html {
  if (view.nearby.length === 0) return html``
  return html`<section class="nearby">
    <h2>${words.nearby}</h2>
    <ul>
      ${view.nearby.map(
        ({ look, name, places }) =>
          html`<li>
            <span class="mark ${look}">${look === 'danger' ? '▲' : '△'}</span>
            <span>${saidIn(words.nearbyIn, { danger: said(name), places: listed(places, words) })}</span>
          </li>`,
      )}
    </ul>
  </section>`
}

function chooseSection(view: NowView, words: NowWords): Html {
  return html`<section class="choose">
    <h2>${words.choose}</h2>
    <p>${words.chooseWhy}</p>
    ${searchForm(view, words, [])}
  </section>`
}

/** Works as it is: the answer is a page of places by that name, each a link. */
export function searchForm(
  { language }: Pick<NowView, 'language'>,
  words: NowWords,
  places: readonly string[],
  text = '',
): Html {
  return html`<form action="/places" method="get" role="search">
    <label for="q">${words.search}</label>
    <p class="field">
      <input
        id="q"
        name="q"
        type="search"
        value="${text}"
        maxlength="100"
        autocomplete="off"
        required
        dir="auto"
      />
      <button>${words.find}</button>
    </p>
    ${places.map((code) => html`<input type="hidden" name="place" value="${code}" />`)}
    <input type="hidden" name="lang" value="${language}" />
  </form>`
}
