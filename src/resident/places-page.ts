/** Choosing places without a script: a search by name in any language, links that add and remove, all of it in the address. */
import { fill, html, type Html } from '#web/html'
import { kioskAddress, nowAddress, placesAddress, regionAddress } from './addresses.ts'
import { searchForm } from './now-page.ts'
import { page, type PageOptions } from './page-frame.ts'
import type { NowView, Said } from './now-view.ts'
import { listed, nowWords, said } from './speech.ts'
import type { NowWords } from './words.ts'

export interface FoundPlace {
  readonly code: string
  readonly name: Said
  /** From the nearest to the farthest area around it. */
  readonly within: readonly Said[]
}

export interface PlacesView {
  /** What the frame of the page needs. */
  readonly now: NowView
  /** In the reader's order. */
  readonly chosen: readonly FoundPlace[]
  readonly most: number
  readonly search?: { readonly text: string; readonly found: readonly FoundPlace[] }
}

export function placesPage(view: PlacesView, options: PageOptions): string {
  const { now, chosen, search } = view
  const words = nowWords[now.language]
  const codes = chosen.map(({ code }) => code)
  const full = chosen.length >= view.most
  return page(now, words, options, {
    title: words.choose,
    heading: html`${words.choose}`,
    main: html`<main id="places" data-places="${codes.join(',')}">
      <p>${words.chooseWhy}</p>
      ${full ? html`<p><b>${words.mostPlaces}</b></p>` : searchForm(now, words, codes, search?.text)}
      ${search !== undefined && !full && foundSection(view, search, words)}
      <section>
        <h2>${words.chosen}</h2>
        ${
          chosen.length === 0
            ? html`<p class="soft">${words.noneChosen}</p>`
            : html`<ul class="rows">
                ${chosen.map((one) => row(one, words.remove, '✕', placesAddress(now, without(codes, one.code)), words))}
              </ul>`
        }
      </section>
      ${
        chosen.length > 0 &&
        html`<p><a class="go" href="${nowAddress(now, codes)}">${words.showNow}</a></p>
          <p class="soft">${words.bookmark}</p>`
      }
    </main>`,
    foot: html`<nav class="more" aria-label="${words.myPlaces}">
      ${chosen.length > 0 && html`<a href="${kioskAddress(now, codes)}">${words.kiosk}</a>`}
      <a href="${regionAddress(now)}">${words.region}</a>
    </nav>`,
  })
}

/** None at all is said too: the address without a place is that of whoever has not chosen. */
function without(codes: readonly string[], code: string): readonly string[] {
  const left = codes.filter((one) => one !== code)
  return left.length === 0 ? [''] : left
}

function foundSection(
  { now, chosen }: PlacesView,
  search: NonNullable<PlacesView['search']>,
  words: NowWords,
): Html {
  const codes = chosen.map(({ code }) => code)
  const found = search.found.filter(({ code }) => !codes.includes(code))
  if (search.found.length === 0)
    return html`<p role="status">${fill(words.foundNothing, { text: search.text })}</p>`
  // What was looked for stands below already.
  if (found.length === 0) return html``
  return html`<section>
    <h2>${words.found}</h2>
    <ul class="rows">
      ${found.map((one) => row(one, words.add, '+', placesAddress(now, [...codes, one.code]), words))}
    </ul>
  </section>`
}

function row(place: FoundPlace, act: string, sign: string, href: string, words: NowWords): Html {
  return html`<li>
    <span><b>${said(place.name)}</b> <small>${listed(place.within, words, 3)}</small></span>
    <a class="act" href="${href}"
      ><span aria-hidden="true">${sign}</span> ${act}<span class="unseen">: ${said(place.name)}</span></a
    >
  </li>`
}
