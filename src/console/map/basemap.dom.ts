/** A background map beneath the ground, from one file that the installation names: land, water, roads and borders, in the console's own quiet colours. */
import { addProtocol, type Map as MapLibre } from 'maplibre-gl'
import { PMTiles, Protocol } from 'pmtiles'
import type { Colours } from './colours.dom.ts'

/** Empty where the installation has none. */
export function basemapUrl(): string {
  return document.body.dataset['basemap'] ?? ''
}

const source = 'basemap'
let protocol: Protocol | undefined

/** Puts it beneath the layer `below`. Resolves to who made it, by its own account; rejects, with everything as it was, where there is no such file. */
export async function addBasemap(
  map: MapLibre,
  url: string,
  below: string,
  colours: Colours,
): Promise<string> {
  if (protocol === undefined) {
    protocol = new Protocol()
    addProtocol('pmtiles', protocol.tile)
  }
  const archive = new PMTiles(url)
  const { attribution } = (await archive.getMetadata()) as { readonly attribution?: string }
  protocol.add(archive)
  map.addSource(source, { type: 'vector', url: `pmtiles://${url}` })
  for (const { id, paint, ...layer } of layersOf(colours))
    map.addLayer({ id: `${source}-${id}`, source, paint, ...layer } as never, below)
  // Its roads are seen through the ground; what is solid stays so.
  map.setPaintProperty('land', 'fill-opacity', [
    'case',
    ['==', ['feature-state', 'pattern'], 'solid'],
    1,
    0.6,
  ])
  // Often written as markup; here it is text.
  return (attribution ?? '').replaceAll(/<[^>]*>/g, '')
}

export function recolourBasemap(map: MapLibre, colours: Colours): void {
  if (map.getSource(source) === undefined) return
  for (const { id, paint } of layersOf(colours))
    for (const [property, value] of Object.entries(paint))
      map.setPaintProperty(`${source}-${id}`, property as never, value as never)
}

/** The layers of the Protomaps basemap, version 4. */
function layersOf(colours: Colours) {
  const line = (id: string, layer: string, colour: string, width: number, more: object = {}) => ({
    ...{ id, type: 'line', 'source-layer': layer, ...more },
    paint: { 'line-color': colour, 'line-width': width },
  })
  const fill = (id: string, layer: string, colour: string, opacity = 1) => ({
    ...{ id, type: 'fill', 'source-layer': layer },
    paint: { 'fill-color': colour, 'fill-opacity': opacity, 'fill-antialias': false },
  })
  return [
    // Fainter than the land that is warned from here.
    fill('earth', 'earth', colours.land, 0.4),
    fill('water', 'water', colours.water),
    line('water-line', 'water', colours.edge, 1, { filter: ['==', ['geometry-type'], 'LineString'] }),
    line('roads', 'roads', colours.edge, 1, {
      ...{ minzoom: 7, filter: ['in', ['get', 'kind'], ['literal', ['highway', 'major_road']]] },
    }),
    line('boundaries', 'boundaries', colours['edge-strong'], 1),
  ]
}
