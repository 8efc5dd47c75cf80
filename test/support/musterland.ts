/** A land that isn't there, with regional keys under 99, which no German land has: two districts, one of them with municipalities. */
import type { Area, AreaCode, AreaKind, LonLat } from '#areas'

type Corner = readonly [west: number, south: number]

const square = ([west, south]: Corner, size: number): readonly LonLat[] =>
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ].map(([lon, lat]) => ({ lon: lon!, lat: lat! }))

interface More {
  readonly ars?: string
  readonly corner?: Corner
  readonly size?: number
}

const area = (code: string, kind: AreaKind, parent: string | null, name: string, more: More = {}): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null, names: { de: name, en: name } },
  ...(more.ars === undefined ? {} : { codes: { ars: more.ars } }),
  ...(more.corner === undefined
    ? {}
    : { shape: [[square(more.corner, more.size ?? 0.1)]], shapeQuality: 'surveyed' as const }),
  // Not all of a district's municipalities are here, so that what is said of those stays said of them.
  divided: kind === 'district' ? 'partly' : 'wholly',
})

/** Of its areas `XM-2-A` has no key and no outline, `XM-1-B` no outline. */
export const musterland: readonly Area[] = [
  area('XM', 'region', null, 'Musterland', { ars: '990000000000' }),
  area('XM-1', 'district', 'XM', 'Musterkreis', { ars: '990010000000', corner: [6, 51], size: 0.4 }),
  area('XM-1-A', 'municipality', 'XM-1', 'Musterstadt', { ars: '990010001001', corner: [6, 51] }),
  area('XM-1-B', 'municipality', 'XM-1', 'Musterdorf', { ars: '990010001002' }),
  area('XM-2', 'district', 'XM', 'Beispielkreis', { ars: '990020000000', corner: [7, 51], size: 0.4 }),
  area('XM-2-A', 'municipality', 'XM-2', 'Beispielheim'),
]

/** The same as a pack's file. */
export function musterlandPack(): object {
  return {
    ...{ pack: 'musterland', title: 'A land that isn’t there', version: '1' },
    source: [{ what: 'made up for tests', licence: 'Apache-2.0' }],
    areas: musterland.map(({ shape, shapeQuality, ...rest }) => ({
      ...rest,
      ...(shape === undefined
        ? {}
        : {
            shapeQuality,
            geometry: {
              type: 'Polygon',
              coordinates: shape[0]!.map((ring) => ring.map(({ lon, lat }) => [lon, lat])),
            },
          }),
    })),
  }
}
