/** A small picture of the squares in which nobody may touch anything, in the outline of their area: nothing in it is nearer than the squares. */
import type { Shape } from '#areas'
import type { SquareBounds } from '#damage'
import { html, type Html } from '#web/html'

const width = 300

/** `says`: for whoever can’t see it. Nothing where no outline was drawn. */
export function outagePicture(
  squares: readonly SquareBounds[],
  shape: Shape | undefined,
  says: string,
): Html {
  if (squares.length === 0) return html``
  const rings = (shape ?? []).flatMap((polygon) => polygon.slice(0, 1))
  const lons = [...rings.flat().map(({ lon }) => lon), ...squares.flatMap(({ west, east }) => [west, east])]
  const lats = [
    ...rings.flat().map(({ lat }) => lat),
    ...squares.flatMap(({ south, north }) => [south, north]),
  ]
  const [west, east] = [least(lons), -least(lons.map((lon) => -lon))]
  const [south, north] = [least(lats), -least(lats.map((lat) => -lat))]
  // A degree of longitude is shorter than one of latitude by this.
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = width / ((east - west) * narrow)
  const x = (lon: number) => Math.round((lon - west) * narrow * scale)
  const y = (lat: number) => Math.round((north - lat) * scale)
  const path = rings
    .map((ring) => `M${ring.map(({ lon, lat }) => `${x(lon)} ${y(lat)}`).join('L')}Z`)
    .join('')
  return html`<svg
    class="squares"
    viewBox="-2 -2 ${width + 4} ${y(south) + 4}"
    role="img"
    aria-label="${says}"
  >
    ${path !== '' && html`<path d="${path}"></path>`}
    ${squares.map(
      (one) =>
        html`<rect
          x="${x(one.west)}"
          y="${y(one.north)}"
          width="${Math.max(2, x(one.east) - x(one.west))}"
          height="${Math.max(2, y(one.south) - y(one.north))}"
        ></rect>`,
    )}
  </svg>`
}

/** Without spreading thousands of corners into one call. */
function least(all: readonly number[]): number {
  return all.reduce((a, b) => Math.min(a, b), Infinity)
}
