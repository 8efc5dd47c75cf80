/** Finds the nearest shelters on the phone itself: its position is compared with a list that the phone has, and sent nowhere. */
import { readOfflineList, type OfflineList, type ShelterView } from '#shelters'
import { keep, kept } from './app-kept.dom.ts'
import { distanceSaid, factsSaid, nameSaid, statusSaid, waySaid, type ShelterSpeech } from './shelter-said.ts'
import { dotMap, waysFrom, type WayThere } from './shelter-ways.ts'

const main = document.querySelector<HTMLElement>('main')!
const speech = JSON.parse(main.dataset['speech'] ?? '{}') as ShelterSpeech
const here = document.getElementById('here') as HTMLButtonElement
const said = document.getElementById('here-said') ?? document.getElementById('way')!
type Instant = Parameters<typeof readOfflineList>[1]
const now = () => new Date(Date.now()).toISOString() as Instant
const most = 20

interface Point {
  readonly lon: number
  readonly lat: number
}

/** The last position is better than none in a cellar; it is as old as it says. */
async function position(): Promise<Point | undefined> {
  const found = await new Promise<GeolocationPosition | undefined>((resolve) =>
    navigator.geolocation.getCurrentPosition(resolve, () => resolve(undefined), {
      ...{ enableHighAccuracy: true, maximumAge: 60_000, timeout: 15_000 },
    }),
  )
  if (found === undefined) return kept<Point>('last-position')
  const point = { lon: found.coords.longitude, lat: found.coords.latitude }
  await keep('last-position', point)
  return point
}

async function views(): Promise<readonly ShelterView[]> {
  const { place } = main.dataset
  const query = place === undefined || place === '' ? '' : `?place=${encodeURIComponent(place)}`
  const response = await fetch(`/v1/shelters/offline${query}`)
  return readOfflineList((await response.json()) as OfflineList, now())
}

async function nearest(): Promise<void> {
  const from = await position()
  if (from === undefined) return void (said.textContent = said.dataset['denied'] ?? speech.words.hereDenied)
  const wants = [...document.querySelectorAll<HTMLInputElement>('#wants input:checked')].map(
    ({ name }) => name,
  )
  const { arrival } = main.dataset
  const { ways, instead } = waysFrom(await views(), {
    ...{ from, now: now(), most, only: wants.includes('open') ? 'open' : 'any' },
    needs: (['wheelchair', 'pets'] as const).filter((one) => wants.includes(one)),
    ...(arrival === undefined || arrival === '' ? {} : { arrival: arrival as Instant }),
  })
  // The best stands first: a frightened person reads one line.
  const sorted = [...ways].toSorted((a, b) => Number(b.isBest) - Number(a.isBest) || a.metres - b.metres)
  const row = (document.getElementById('row') as HTMLTemplateElement).content
  document
    .getElementById('list')!
    .replaceChildren(...sorted.map((way) => filled(row.cloneNode(true) as DocumentFragment, way)))
  document.getElementById('instead')!.hidden = instead === null
  document.getElementById('none')!.hidden = ways.length > 0
  document.getElementById('left')!.hidden = true
  draw(sorted, from)
}

function filled(row: DocumentFragment, way: WayThere): DocumentFragment {
  const part = (name: string) => row.querySelector<HTMLElement>(name)!
  part('li').classList.toggle('best', way.isBest)
  part('.best-word').hidden = !way.isBest
  const link = part('.name') as HTMLAnchorElement
  link.href = `/shelters/${encodeURIComponent(way.view.id)}?lang=${speech.language}`
  link.textContent = nameSaid(way.view, speech)
  part('.way').hidden = false
  part('.way').textContent = waySaid(way, speech)
  part('.facts').textContent = factsSaid(way.view, speech)
  part('.status').textContent = statusSaid(way.view, speech)
  return row
}

function drawing(name: string, attributes: { readonly [name: string]: string | number }): SVGElement {
  const one = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) one.setAttribute(key, String(value))
  return one
}

function draw(ways: readonly WayThere[], from: Point): void {
  const map = dotMap(
    ways.map(({ view }) => view),
    from,
  )
  const label = speech.words.map.replace('{distance}', distanceSaid(map.metresAcross, speech))
  const svg = drawing('svg', { viewBox: `0 0 ${map.side} ${map.side}`, role: 'img', 'aria-label': label })
  svg.append(drawing('path', { class: 'north', d: `M${map.side - 14} 30V10m-5 6l5-8 5 8` }))
  if (map.you !== undefined)
    svg.append(drawing('circle', { class: 'you', cx: map.you.x, cy: map.you.y, r: 7 }))
  for (const { x, y, label: number } of map.dots.toReversed()) {
    const text = drawing('text', { x, y, dy: 4 })
    text.textContent = number
    const group = drawing('g', {})
    group.append(drawing('circle', { cx: x, cy: y, r: 11 }), text)
    svg.append(group)
  }
  const figure = document.createElement('figure')
  const caption = document.createElement('figcaption')
  figure.className = 'dots'
  caption.textContent = label
  figure.append(svg, caption)
  document.getElementById('map')!.replaceChildren(figure)
}

/** On one shelter's own page: how far it is from here. */
async function wayHere(): Promise<void> {
  const from = await position()
  const { lon = '', lat = '' } = main.dataset
  if (from === undefined) return void (said.textContent = speech.words.hereDenied)
  const view = {
    lon: Number(lon),
    lat: Number(lat),
    opening: { when: 'always' },
    status: { state: 'unknown' },
  }
  const { ways } = waysFrom([view as ShelterView], {
    ...{ from, now: now(), most: 1, needs: [], only: 'any' },
  })
  if (ways[0] !== undefined) said.textContent = waySaid(ways[0], speech)
}

if ('geolocation' in navigator) {
  here.hidden = false
  here.addEventListener('click', () => {
    here.disabled = true
    void (main.id === 'shelter' ? wayHere() : nearest())
      .catch((error: Error) => (said.textContent = error.message))
      .finally(() => (here.disabled = false))
  })
}
for (const box of document.querySelectorAll('#wants input'))
  box.addEventListener('change', () => {
    const isHere = document.querySelector('#map .you') !== null
    if (isHere) here.click()
  })
