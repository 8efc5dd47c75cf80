import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Area, AreaCode } from '../area.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { layOver } from '../pack.ts'
import { readDelimited } from './delimited.ts'
import { importGeoNames } from './geonames.ts'
import { importFile, importFiles } from './import-file.node.ts'
import { kindOfFile } from './import-texts.ts'
import { needs, shared } from './reference-files.node.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const pack = readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url))
const kind = (text: string) => {
  const result = kindOfFile({ name: 'file', text })
  return result.ok ? result.value : result.problem.code
}
const collection = (properties: object) =>
  JSON.stringify({ type: 'FeatureCollection', features: [{ type: 'Feature', properties, geometry: null }] })

describe('a file', () => {
  test('is told by what stands in it, not by its name', () => {
    assert.equal(kind('\ufeffПерший рівень;Другий рівень;'), 'katotth')
    assert.equal(kind('RU.43\tLipetsk Oblast\tLipetsk Oblast\t535120\n'), 'geonames')
    assert.equal(kind('RU.43.465724\tZadonskiy Rayon\tZadonskiy Rayon\t465724'), 'geonames')
    assert.equal(kind('{"pack":"p","areas":[]}'), 'pack')
    assert.equal(kind('{"states":[]}'), 'ukraine-alarm')
    assert.equal(kind('{"uids":{}}'), 'alerts-in-ua')
    assert.equal(kind(collection({ shapeGroup: 'UKR', shapeISO: 'UA-05' })), 'oblasts')
    assert.equal(kind(collection({ rayon: 'x' })), 'raions')
    assert.equal(kind(collection({ rayon: 'x', hromada: 'y' })), 'hromadas')
    assert.equal(kind(collection({ district: 'x' })), 'boundaries')
  })
  test('that is nothing of this is refused', () => {
    for (const text of ['', 'hello', '{"a":1}', '{"a":', '[1,2]', '<xml/>'])
      assert.equal(kind(text), 'areas/unrecognised-file', text)
  })
  test('may be packed with gzip', () => {
    const [plain, packed] = [importFile('pack', pack, []), importFile('pack', gzipSync(pack), [])]
    assert.ok(plain.ok && packed.ok)
    assert.equal(plain.value.areas.length, 22)
    assert.deepEqual(packed, plain)
  })
  test('that is not UTF-8, or broken gzip, is refused by name', () => {
    for (const broken of [Uint8Array.of(0xc3, 0x28), gzipSync(pack).subarray(0, 100)]) {
      const result = importFile('some.json', broken, [])
      assert.ok(!result.ok)
      assert.equal(result.problem.code, 'areas/unreadable-file')
      assert.equal(result.problem.details['file'], 'some.json')
    }
  })
  test('that would not leave a sound tree is refused, and so are the files beside it', () => {
    const orphan = {
      pack: 'p',
      title: 't',
      version: '1',
      source: [{ what: 'w', licence: 'l' }],
      areas: [{ code: 'x', kind: 'district', parent: 'nowhere', names: { en: 'X' } }],
    }
    const result = importFiles(
      [
        { name: 'good', bytes: pack },
        { name: 'orphan', bytes: bytes(JSON.stringify(orphan)) },
      ],
      [],
    )
    assert.ok(!result.ok)
    assert.equal(result.problem.code, 'areas/unknown-parent')
  })
  test('that holds boundaries may come together with the pack they belong to, in any order', () => {
    const box = {
      type: 'Polygon',
      coordinates: [
        [
          [38.8, 52.3],
          [39, 52.3],
          [39, 52.5],
          [38.8, 52.5],
          [38.8, 52.3],
        ],
      ],
    }
    const boundaries = bytes(
      JSON.stringify({ type: 'Feature', properties: { name: 'Задонский район' }, geometry: box }),
    )
    const result = importFiles(
      [
        { name: 'boundaries', bytes: boundaries },
        { name: 'pack', bytes: pack },
      ],
      [],
    )
    assert.ok(result.ok)
    const area = result.value.areas.find(({ code }) => code === 'gn:465724')
    assert.equal(area?.shapeQuality, 'surveyed')
    assert.equal(result.value.areas.length, 22)
  })
})

test('an import into an area that does not exist is refused before anything is joined', () => {
  const result = importFile('pack', pack, [], { within: 'nowhere' as AreaCode })
  assert.ok(!result.ok)
  assert.deepEqual([result.problem.code, result.problem.at], ['areas/unknown', 'within'])
})

describe('delimited text', () => {
  test('is read with quotes, empty cells, either line ending and a byte order mark', () => {
    assert.deepEqual(readDelimited('\ufeffa;b\r\n;c\n', ';'), [
      ['a', 'b'],
      ['', 'c'],
    ])
    assert.deepEqual(readDelimited('a,"b ""c"", d"\n"e\nf",g', ','), [
      ['a', 'b "c", d'],
      ['e\nf', 'g'],
    ])
  })
})

describe('GeoNames', () => {
  const admin1 = { name: 'admin1', text: 'RU.43\tLipetsk Oblast\tLipetsk Oblast\t535120\n' }
  const admin2 = {
    name: 'admin2',
    text: 'RU.43.465724\tZadonskiy Rayon\tZadonskiy Rayon\t465724\nRU.99.1\tNowhere\tNowhere\t1\n',
  }
  test('becomes countries, regions and districts, whichever list comes first', () => {
    const { areas, unjoined } = importGeoNames([admin2, admin1], [])
    const built = buildHierarchy(areas)
    assert.ok(built.ok)
    assert.deepEqual(
      built.value.ancestors('gn:465724' as AreaCode).map(({ code }) => code),
      ['RU-LIP', 'RU'],
    )
    assert.deepEqual(built.value.get('RU' as AreaCode)!.names, { en: 'Russia', ru: 'Россия', uk: 'Росія' })
    assert.deepEqual(
      unjoined.map(({ feature }) => feature),
      ['Nowhere (RU.99.1)'],
    )
    assert.equal(built.value.get('gn:1' as AreaCode)!.parent, 'RU')
  })
  test('joins what is loaded already, under its own code', () => {
    const loaded = importFile('pack', pack, [])
    assert.ok(loaded.ok)
    const { areas, joined } = importGeoNames([admin1, admin2], loaded.value.areas)
    assert.deepEqual(
      joined.map(({ area }) => area),
      ['RU-LIP', 'gn:465724'],
    )
    assert.deepEqual(
      areas.map(({ code }) => code),
      ['RU-LIP', 'gn:1'],
    )
  })
  test('may come one list after the other: a region that was there already is found by its path', () => {
    const loaded = importFile('pack', pack, [])
    assert.ok(loaded.ok)
    const regions = layOver(loaded.value.areas, importGeoNames([admin1], loaded.value.areas).areas)
    const region = regions.find(({ code }) => code === 'RU-LIP')!
    assert.deepEqual([region.codes?.geonames, region.codes?.['geonames-admin1']], ['535120', 'RU.43'])
    const later = { name: 'admin2', text: 'RU.43.2\tNovyy Rayon\tNovyy Rayon\t2\n' }
    assert.equal(importGeoNames([later], regions).areas.at(-1)!.parent, 'RU-LIP')
  })
  const lists = ['gazetteer/geonames_admin1CodesASCII_2026.txt', 'gazetteer/geonames_admin2Codes_2026.txt.gz']
  test(
    'loads the whole world’s 49,671 regions and districts as names without shapes',
    needs(...lists),
    () => {
      const result = importFiles(shared(...lists), [])
      assert.ok(result.ok)
      const { areas, unjoined } = result.value
      assert.equal(areas.filter(({ kind }) => kind !== 'country').length + result.value.joined.length, 49_671)
      assert.ok(areas.every((area: Area) => area.shape === undefined))
      assert.ok(unjoined.length < 500, `${unjoined.length} without a region`)
    },
  )
  test(
    'and KATOTTH’s 31,748 areas down to the villages load as one tree',
    needs('areas/katotth-2025-05-16.csv.gz'),
    () => {
      const result = importFiles(shared('areas/katotth-2025-05-16.csv.gz'), [], { depth: 'settlement' })
      assert.ok(result.ok)
      assert.equal(result.value.areas.length, 31_748 + 1)
    },
  )
})
