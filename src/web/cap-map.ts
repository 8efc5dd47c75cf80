/** The map of a message's shapes as SVG, with their names beside it: numbers tie the two together, colour is not needed. */
import type { CapMapView } from './cap-page-view.ts'
import { html, type Html } from './html.ts'

const mostNames = 60

export function capMap({
  width,
  height,
  land,
  borders,
  graticule,
  globe,
  countries,
  shapes,
  leftOut,
  scale,
}: CapMapView): Html {
  const left = 14
  const below = height - 14
  // With many shapes the numbers would cover them.
  const numbered = shapes.length <= 40
  return html`<figure class="cap-map">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Map of the areas listed below">
      <rect class="sea" width="${width}" height="${height}" />
      <path class="land" d="${land}" />
      <path class="graticule" d="${graticule}" />
      <path class="border" d="${borders}" />
      ${countries.map(({ name, x, y }) => html`<text class="country" x="${x}" y="${y}">${name}</text>`)}
      ${shapes.map(
        ({ number, names, path }) =>
          html`<path class="shape" d="${path}"><title>${number}: ${names.join(' / ')}</title></path>`,
      )}
      ${
        numbered &&
        shapes.map(
          ({ number, mark: { x, y } }) =>
            html`<g class="number"
              ><circle cx="${x}" cy="${y}" r="10" /><text x="${x}" y="${y + 4}">${number}</text></g
            >`,
        )
      }
      <g class="globe" transform="translate(${width - 2 * globe.radius - 8} 8)">
        <circle cx="${globe.radius}" cy="${globe.radius}" r="${globe.radius}" />
        <path d="${globe.land}" />
        <circle class="here" cx="${globe.radius}" cy="${globe.radius}" r="4" />
      </g>
      <path class="scale" d="M${left} ${below - 6}v6h${scale.pixels}v-6" />
      <text class="scale" x="${left + scale.pixels + 6}" y="${below}">${scale.kilometres} km</text>
    </svg>
    <figcaption>
      <ol>
        ${shapes
          .slice(0, mostNames)
          .map(({ number, names }) => html`<li><b>${number}</b> <bdi>${names.join(' / ')}</bdi></li>`)}
      </ol>
      ${shapes.length > mostNames && html`<p class="quiet">and ${shapes.length - mostNames} more on the map</p>`}
      ${leftOut > 0 && html`<p class="quiet">${leftOut} more are not drawn</p>`}
    </figcaption>
  </figure>`
}
