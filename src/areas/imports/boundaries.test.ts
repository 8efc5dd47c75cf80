import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Json } from '#base'
import type { Area, AreaCode } from '../area.ts'
import { buildGazetteer } from '../gazetteer.ts'
import { buildLocator } from '../geometry/locator.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { layOver, parsePack } from '../pack.ts'
import type { ImportOptions } from './area-import.ts'
import { importBoundaries } from './boundaries.ts'
import { decode, importFile, importFiles } from './import-file.node.ts'
import { needs, shared } from './reference-files.node.ts'

const read = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(read.ok)
const lipetsk = read.value.pack.areas
const within = 'RU-LIP' as AreaCode

const boxAround = (lon: number, lat: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon - 0.1, lat - 0.1],
      [lon + 0.1, lat - 0.1],
      [lon + 0.1, lat + 0.1],
      [lon - 0.1, lat + 0.1],
      [lon - 0.1, lat - 0.1],
    ],
  ],
})
const zadonsk = boxAround(38.92, 52.39)
const feature = (properties: object, geometry: object | null = zadonsk) => ({
  type: 'Feature',
  properties,
  geometry,
})
function imported(
  features: readonly object[],
  options: ImportOptions = {},
  areas: readonly Area[] = lipetsk,
) {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  const json = { type: 'FeatureCollection', features } as unknown as Json
  const result = importBoundaries('file', json, buildGazetteer(built.value), options)
  assert.ok(result.ok)
  return result.value
}

describe('boundaries', () => {
  test('replace the approximate shape of the area they name, and keep all else', () => {
    const { areas, joined } = imported([feature({ district: 'Задонский район', id: 7 })])
    assert.deepEqual(joined, [{ file: 'file', feature: 'Задонский район', area: 'gn:465724' }])
    const before = lipetsk.find((area) => area.code === 'gn:465724')!
    assert.deepEqual({ ...areas[0], shape: 0 }, { ...before, shape: 0, shapeQuality: 'surveyed' })
  })
  test('are joined by whichever property names areas, in whichever script', () => {
    for (const properties of [
      { 'name:en': 'Zadonsky District', source: 'survey' },
      { NAME_2: 'Zadonskiy Rayon', NAME_1: 'Lipetsk', NAME_0: 'Russia' },
      { geonames: 'geonames:465724' },
    ])
      assert.equal(
        imported([feature(properties)], { within }).joined[0]?.area,
        'gn:465724',
        JSON.stringify(properties),
      )
  })
  test('are joined by the property that is asked for', () => {
    const two = { a: 'Elets', b: 'Zadonsky' }
    assert.equal(imported([feature(two)], { nameProperty: 'b' }).joined[0]?.area, 'gn:465724')
  })
  test('that can’t be joined are told with suggestions, and nothing is guessed', () => {
    const { areas, unjoined } = imported([
      feature({ district: 'Задонск' }),
      feature({ district: 'Атлантида' }),
      feature({}),
    ])
    assert.deepEqual(areas, [])
    assert.deepEqual(
      unjoined.map(({ feature, why }) => [feature, why]),
      [
        ['Задонск', 'not certain which area this is'],
        ['Атлантида', 'no area of this name'],
        ['feature 2', 'no area of this name'],
      ],
    )
    assert.deepEqual(unjoined[0]!.suggestions[0], { code: 'gn:465724', name: 'Zadonsky District' })
  })
  test('that name one area twice are joined once, and the second is told', () => {
    const { joined, unjoined } = imported([
      feature({ name: 'Zadonsky' }),
      feature({ name: 'Задонский район' }),
    ])
    assert.deepEqual([joined.length, unjoined.length], [1, 1])
  })
  test('become new areas only on request, with a code and a kind of their own', () => {
    const both = [feature({ name: 'Новый район' }), feature({ name: 'Новый район' })]
    assert.deepEqual(imported(both, { within }).areas, [])
    const { areas } = imported(both, { within, unmatched: 'add' })
    assert.deepEqual(
      areas.map(({ code, kind, parent, names }) => ({ code, kind, parent, names })),
      [
        { code: 'RU-LIP:новый', kind: 'district', parent: 'RU-LIP', names: { ru: 'Новый район' } },
        { code: 'RU-LIP:новый-2', kind: 'district', parent: 'RU-LIP', names: { ru: 'Новый район' } },
      ].map((area) => ({ ...area, code: area.code.replace('новый', 'новый-район') })),
    )
  })
  test('that were repaired are told with what was done', () => {
    const crossed = {
      type: 'Polygon',
      coordinates: [
        [
          [38, 52],
          [39, 53],
          [39, 52],
          [38, 53],
          [38, 52],
        ],
      ],
    }
    assert.deepEqual(
      imported([feature({ name: 'Zadonsky' }, crossed)]).repaired[0]?.repairs.map(({ what }) => what),
      ['crossing-resolved'],
    )
  })
  test('that can’t be used are told with the reason, and the area keeps its shape', () => {
    const swapped = boxAround(52.39, 38.92)
    const elsewhere = boxAround(80, 52)
    const { areas, refused } = imported([
      feature({ name: 'Zadonsky' }, null),
      feature({ name: 'Zadonsky' }, swapped),
      feature({ name: 'Zadonsky' }, elsewhere),
    ])
    assert.deepEqual(areas, [])
    assert.match(refused[0]!.why, /no inside/)
    assert.match(refused[1]!.why, /swapped/)
    assert.match(refused[2]!.why, /km from where/)
  })
})

describe('the surveyed districts', () => {
  test(
    'of Lipetsk Oblast are all joined, and a village is found in its real district',
    needs('areas/lipetsk-districts.geojson'),
    () => {
      const [file] = shared('areas/lipetsk-districts.geojson')
      const result = importFile(file!.name, file!.bytes, lipetsk, { within })
      assert.ok(result.ok)
      const { areas, joined, unjoined, refused } = result.value
      assert.deepEqual([areas.length, joined.length, unjoined, refused], [20, 20, [], []])
      const all = layOver(lipetsk, areas)
      assert.equal(all.filter((area) => area.shapeQuality === 'surveyed').length, 20)
      // Konyo-Kolodez lies on the Don road, north of Khlevnoye.
      assert.deepEqual(buildLocator(areas).locate({ lon: 39.14, lat: 52.14 }), ['gn:550109'])
    },
  )
  for (const [region, within, file, wanted] of [
    ['Voronezh', 'RU-VOR', 'areas/voronezh-districts.geojson.gz', 34],
    ['Belgorod', 'RU-BEL', 'areas/belgorod-districts.geojson.gz', 22],
  ] as const)
    test(
      `of ${region} Oblast, with Russian names only, join GeoNames’ Latin ones or are told`,
      needs(
        file,
        'gazetteer/geonames_admin1CodesASCII_2026.txt',
        'gazetteer/geonames_admin2Codes_2026.txt.gz',
      ),
      () => {
        const [admin1, admin2, districts] = shared(
          'gazetteer/geonames_admin1CodesASCII_2026.txt',
          'gazetteer/geonames_admin2Codes_2026.txt.gz',
          file,
        )
        const ofRussia = ({ name, bytes }: { name: string; bytes: Uint8Array }) => {
          const text = decode({ name, bytes })
          assert.ok(text.ok)
          return {
            name,
            bytes: Buffer.from(
              text.value
                .split('\n')
                .filter((line) => line.startsWith('RU.'))
                .join('\n'),
            ),
          }
        }
        const names = importFiles([ofRussia(admin1!), ofRussia(admin2!)], [])
        assert.ok(names.ok)
        const result = importFile(districts!.name, districts!.bytes, names.value.areas, {
          within: within as AreaCode,
        })
        assert.ok(result.ok)
        const { joined, unjoined, refused } = result.value
        assert.equal(joined.length + unjoined.length + refused.length, wanted)
        assert.deepEqual(refused, [])
        assert.ok(joined.length >= wanted * 0.7, JSON.stringify(unjoined, null, 1))
        for (const each of unjoined) assert.ok(each.why.length > 0)
      },
    )
})
