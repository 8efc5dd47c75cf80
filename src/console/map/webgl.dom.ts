/** The map on MapLibre: the same ground, looks and view as the drawn one, by the graphics processor. Own shapes only; nothing is fetched but a basemap where there is one. */
import { Map as MapLibre, setWorkerCount, setWorkerUrl, type StyleSpecification } from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { addBasemap, basemapUrl, recolourBasemap } from './basemap.dom.ts'
import { coloursNow, patternImage, type Colours } from './colours.dom.ts'
import { polygonsOf, type Ground, type WorldShape } from './ground.ts'
import { edgeOf, patternOf, patterns, type AreaMark, type Pattern } from './mark.ts'
import { trustWorker } from './trusted.dom.ts'
import { edgeColour } from './drawn.dom.ts'
import { lonLatOf, type View } from './view.ts'

export interface WebglMap {
  look(view: View): void
  /** Tells only what changed since it was last told. */
  mark(marks: ReadonlyMap<string, AreaMark>): void
  lookChanged(): void
  close(): void
  readonly map: MapLibre
}

/** The map beneath: by whom it is, or that it could not be fetched. */
export type Beneath = { readonly is: 'there'; readonly by: string } | { readonly is: 'missing' }

type Feature = GeoJSON.Feature<GeoJSON.MultiPolygon>

/** Resolves when everything is on the screen; rejects where it cannot be. `lost` is called when the processor lets go of it later, `beneath` with what came of the map beneath. */
export async function openWebgl(
  container: HTMLElement,
  ground: Ground,
  view: View,
  lost: () => void,
  beneath: (map: Beneath) => void,
): Promise<WebglMap> {
  trustWorker(workerUrl)
  setWorkerUrl(workerUrl)
  setWorkerCount(1)
  const { lon, lat } = lonLatOf(view)
  const map = new MapLibre({
    ...{ container, center: [lon, lat], zoom: view.zoom, style: styleOf(ground, coloursNow()) },
    ...{ interactive: false, attributionControl: false, fadeDuration: 0, renderWorldCopies: false },
    ...{ pitchWithRotate: false, trackResize: true, validateStyle: false, maxPitch: 0 },
    // What can be read back later, for pictures of a night that are kept.
    canvasContextAttributes: { antialias: true, failIfMajorPerformanceCaveat: false },
  })
  const putImages = () => {
    const colours = coloursNow()
    for (const pattern of drawnPatterns) {
      const image = patternImage(pattern, colours, devicePixelRatio)
      const pixels = image.getContext('2d')!.getImageData(0, 0, image.width, image.height)
      if (map.hasImage(pattern)) map.updateImage(pattern, pixels)
      else map.addImage(pattern, pixels, { pixelRatio: devicePixelRatio })
    }
  }
  // Nobody reads them in the page; what matters is whether it comes.
  map.on('error', () => {})
  try {
    await new Promise<void>((resolve, reject) => {
      map.once('style.load', putImages)
      map.once('load', () => resolve())
      map.once('error', ({ error }) => reject(error))
    })
  } catch (error) {
    map.remove()
    throw error
  }
  map.on('webglcontextlost', lost)
  const basemap = basemapUrl()
  if (basemap !== '')
    void addBasemap(map, basemap, 'around', coloursNow()).then(
      (by) => beneath({ is: 'there', by }),
      () => beneath({ is: 'missing' }),
    )

  const told = new Map<string, string>()
  return {
    map,
    look: ({ x, y, zoom }) => {
      const { lon, lat } = lonLatOf({ x, y })
      map.jumpTo({ center: [lon, lat], zoom })
    },
    mark(marks) {
      for (const { code, outline } of ground.tiles) {
        if (outline === 'circle') continue
        const mark = marks.get(code)
        const pattern = mark === undefined ? 'plain' : patternOf(mark)
        const edge = mark === undefined ? 'plain' : edgeOf(mark)
        const state = `${pattern} ${edge}`
        if ((told.get(code) ?? 'plain plain') === state) continue
        told.set(code, state)
        map.setFeatureState({ source: 'ground', id: code }, { pattern, edge })
      }
    },
    lookChanged() {
      putImages()
      recolourBasemap(map, coloursNow())
      const style = styleOf(ground, coloursNow())
      for (const layer of style.layers)
        for (const [property, value] of Object.entries(layer.paint ?? {}))
          map.setPaintProperty(layer.id, property as never, value as never)
    },
    close: () => map.remove(),
  }
}

const drawnPatterns = patterns.filter(
  (pattern): pattern is Exclude<Pattern, 'plain' | 'solid'> => pattern !== 'plain' && pattern !== 'solid',
)

function styleOf(ground: Ground, colours: Colours): StyleSpecification {
  const tiles = ground.tiles.filter(({ outline }) => outline !== 'circle')
  const edgeColourOf = [
    'match',
    ['feature-state', 'edge'],
    ...(['danger', 'advisory', 'ended', 'lapsed'] as const).flatMap((edge) => [
      edge,
      edgeColour(edge, colours),
    ]),
    colours['land-edge'],
  ]
  const shownWhere = (...edges: readonly string[]) => ['match', ['feature-state', 'edge'], [...edges], 1, 0]
  const width = (base: number) => ['match', ['feature-state', 'edge'], ['danger', 'ended'], base + 1, base]
  /** Far away, where areas are a few pixels wide, broad edges would be all there is of them. */
  const thin = (near: unknown) => ['interpolate', ['linear'], ['zoom'], 5.5, 0.5, 8, near]
  const approximate = ['==', ['get', 'outline'], 'approximate']
  const surveyed = ['==', ['get', 'outline'], 'surveyed']
  const layers = [
    { id: 'water', type: 'background', paint: { 'background-color': colours.water } },
    {
      id: 'around',
      type: 'fill',
      source: 'around',
      paint: { 'fill-color': colours.land, 'fill-opacity': 0.45, 'fill-antialias': false },
    },
    {
      id: 'around-edge',
      type: 'line',
      source: 'around',
      paint: { 'line-color': colours.edge, 'line-width': 1 },
    },
    {
      ...{ id: 'land', type: 'fill', source: 'ground' },
      paint: {
        'fill-color': ['case', ['==', ['feature-state', 'pattern'], 'solid'], colours.danger, colours.land],
        'fill-antialias': false,
      },
    },
    ...drawnPatterns.map((pattern) => ({
      ...{ id: pattern, type: 'fill', source: 'ground' },
      paint: {
        'fill-pattern': pattern,
        'fill-opacity': ['case', ['==', ['feature-state', 'pattern'], pattern], 1, 0],
        'fill-antialias': false,
      },
    })),
    {
      id: 'edge',
      type: 'line',
      source: 'ground',
      filter: surveyed,
      paint: { 'line-color': colours['land-edge'], 'line-width': 1 },
    },
    {
      ...{ id: 'edge-approximate', type: 'line', source: 'ground', filter: approximate },
      paint: { 'line-color': colours['land-edge'], 'line-width': 1, 'line-dasharray': [5, 3] },
    },
    {
      ...{ id: 'state-edge', type: 'line', source: 'ground', filter: surveyed },
      paint: {
        'line-color': edgeColourOf,
        'line-width': thin(width(2)),
        'line-opacity': shownWhere('danger', 'advisory', 'ended'),
      },
    },
    {
      ...{ id: 'state-edge-approximate', type: 'line', source: 'ground', filter: approximate },
      paint: {
        ...{ 'line-color': edgeColourOf, 'line-width': thin(width(2)), 'line-dasharray': [3, 2] },
        'line-opacity': shownWhere('danger', 'advisory', 'ended'),
      },
    },
    {
      ...{ id: 'lapsed-edge', type: 'line', source: 'ground' },
      paint: {
        ...{ 'line-color': colours['danger-edge'], 'line-width': 2, 'line-dasharray': [3, 2] },
        'line-opacity': shownWhere('lapsed'),
      },
    },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      filter: surveyed,
      paint: { 'line-color': colours.soft, 'line-width': thin(2) },
    },
    {
      ...{ id: 'borders-approximate', type: 'line', source: 'borders', filter: approximate },
      paint: { 'line-color': colours.soft, 'line-width': thin(2), 'line-dasharray': [5, 2] },
    },
  ]
  return {
    version: 8,
    sources: {
      ground: sourceOf(tiles.map(({ code, shape, outline }) => featureOf(shape, { code, outline }))),
      borders: sourceOf(ground.borders.map(({ shape, outline }) => featureOf(shape, { outline }))),
      around: sourceOf(ground.around.map((shape) => featureOf(shape, {}))),
    },
    layers,
  } as unknown as StyleSpecification
}

function sourceOf(features: readonly Feature[]) {
  return {
    ...{ type: 'geojson', promoteId: 'code', maxzoom: 12, buffer: 16, tolerance: 0.25 },
    data: { type: 'FeatureCollection', features },
  }
}

function featureOf(shape: WorldShape, properties: { readonly [name: string]: string }): Feature {
  const coordinates = polygonsOf(shape).map((polygon) =>
    polygon.map((ring) => {
      const points: [number, number][] = []
      for (let i = 0; i + 1 < ring.length; i += 2) {
        const { lon, lat } = lonLatOf({ x: ring[i]!, y: ring[i + 1]! })
        points.push([lon, lat])
      }
      return points
    }),
  )
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates } }
}
