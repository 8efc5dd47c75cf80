import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Area, AreaCode } from '../area.ts'
import { sayWholes } from '../cover.ts'
import { buildGazetteer, findAreas } from '../gazetteer.ts'
import { adjacency } from '../geometry/adjacency.ts'
import { buildLocator } from '../geometry/locator.ts'
import { containsPoint } from '../geometry/shape.ts'
import { buildHierarchy } from '../hierarchy.ts'
import { importFiles } from './import-file.node.ts'
import { importUkraine } from './ukraine.ts'
import { needs, shared, ukraineFiles } from './reference-files.node.ts'

const header =
  'Перший рівень;Другий рівень;Третій рівень;Четвертий рівень;Додатковий рівень;Категорія об’єкта;Назва об’єкта'
const katotth = `\ufeff${[
  header,
  'UA18000000000041385;;;;;O;Житомирська',
  'UA18000000000041385;UA18080000000016657;;;;P;Звягельський',
  'UA18000000000041385;UA18080000000016657;UA18080150000022496;;;H;Звягельська ',
  'UA18000000000041385;UA18080000000016657;UA18080150000022496;UA18080150010017476;;M;Звягель',
  'UA18000000000041385;UA18080000000016657;UA18080160000022497;;;H;Покровська',
  'UA18000000000041385;UA18080000000016657;UA18080160000022497;UA18080160010017477;;M;Покров',
  'UA18000000000041385;UA18080000000016657;UA18080170000022498;;;H;Покровська',
  'UA18000000000041385;UA18080000000016657;UA18080170000022498;UA18080170010017478;;C;Покровське',
  'UA80000000000093317;;;;;K;Київ',
].join('\n')}`
const codes = { name: 'katotth', kind: 'katotth', text: katotth } as const
const box = {
  type: 'Polygon',
  coordinates: [
    [
      [27, 50],
      [28, 50],
      [28, 51],
      [27, 51],
      [27, 50],
    ],
  ],
}
const features = (...properties: readonly object[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: properties.map((each) => ({ type: 'Feature', properties: each, geometry: box })),
  })

function imported(...files: Parameters<typeof importUkraine>[0]) {
  const result = importUkraine(files, [])
  assert.ok(result.ok)
  return { ...result.value, get: (code: string) => result.value.areas.find((area) => area.code === code)! }
}

describe('KATOTTH', () => {
  test('gives every level a code, a parent, and a name in two scripts with its unit word', () => {
    const { areas, get } = imported(codes)
    assert.deepEqual(
      areas.map(({ kind }) => kind),
      ['country', 'region', 'district', 'municipality', 'municipality', 'municipality', 'region'],
    )
    assert.deepEqual(get('UA18000000000041385').names, {
      en: 'Zhytomyr Oblast',
      ru: 'Житомирская область',
      uk: 'Житомирська область',
    })
    assert.equal(get('UA18000000000041385').codes?.['iso3166-2'], 'UA-18')
    assert.equal(get('UA80000000000093317').codes?.['iso3166-2'], 'UA-30')
    assert.deepEqual(get('UA18080150000022496').names, {
      uk: 'Звягельська міська громада',
      en: 'Zviahel Hromada',
    })
    assert.equal(get('UA18080150000022496').parent, 'UA18080000000016657')
  })
  test('tells apart two hromadas of one name in one raion', () =>
    assert.deepEqual(
      ['UA18080160000022497', 'UA18080170000022498'].map((code) => imported(codes).get(code).names['en']),
      ['Pokrov Urban Hromada', 'Pokrovske Rural Hromada'],
    ))
  test('keeps the names that were official before a renaming', () =>
    assert.ok(imported(codes).get('UA18080000000016657').aliases?.includes('Новоград-Волинський район')))
})

describe('what is joined to it', () => {
  test('boundaries, also under an area’s former name', () => {
    const { joined, unjoined, get } = imported(codes, {
      name: 'raions',
      kind: 'raions',
      text: features({ rayon: 'Новоград-Волинський район' }, { rayon: 'Невідомий район' }),
    })
    assert.deepEqual(
      joined.map(({ area }) => area),
      ['UA18080000000016657'],
    )
    assert.deepEqual(
      unjoined.map(({ feature }) => feature),
      ['Невідомий район'],
    )
    assert.equal(get('UA18080000000016657').shapeQuality, 'surveyed')
  })
  test('hromadas by their type where two share a name, and are told when it is not stated', () => {
    const place = { region: 'Житомирська область', rayon: 'Звягельський район' }
    const { joined, unjoined } = imported(codes, {
      name: 'hromadas',
      kind: 'hromadas',
      text: features(
        { ...place, hromada: 'Покровська сільська громада' },
        { ...place, hromada: 'Покровська громада' },
      ),
    })
    assert.deepEqual(
      joined.map(({ area }) => area),
      ['UA18080170000022498'],
    )
    assert.equal(unjoined[0]?.why, 'several areas of this name')
    assert.equal(unjoined[0]?.suggestions.length, 2)
  })
  test('ids of other systems, with “м. X та X-ська” as the urban one and the other by elimination', () => {
    const communities = [
      { communityName: 'Покровська територіальна громада', communityId: 2 },
      { communityName: 'м. Покров та Покровська територіальна громада', communityId: 1 },
    ]
    const districts = [{ districtName: 'Звягельський район', districtId: 60, communities }]
    const text = JSON.stringify({ states: [{ stateName: 'Житомирська область', stateId: 10, districts }] })
    const { get, unjoined } = imported(codes, { name: 'alarm', kind: 'ukraine-alarm', text })
    assert.deepEqual(unjoined, [])
    assert.equal(get('UA18000000000041385').codes?.['ukraine-alarm'], '10')
    assert.equal(get('UA18080160000022497').codes?.['ukraine-alarm'], '1')
    assert.equal(get('UA18080170000022498').codes?.['ukraine-alarm'], '2')
  })
  test('is refused while no codes are known', () => {
    const result = importUkraine([{ name: 'raions', kind: 'raions', text: features() }], [])
    assert.ok(!result.ok)
    assert.equal(result.problem.code, 'areas/codes-missing')
  })
})

describe('Ukraine, whole', needs(...ukraineFiles), () => {
  const load = () => {
    const result = importFiles(shared(...ukraineFiles).toReversed(), [])
    assert.ok(result.ok)
    const built = buildHierarchy(result.value.areas)
    assert.ok(built.ok)
    return { result: result.value, hierarchy: built.value }
  }
  let loaded: ReturnType<typeof load> | undefined
  const ukraine = () => (loaded ??= load())
  const kinds = (areas: readonly Area[], kind: Area['kind']) => areas.filter((area) => area.kind === kind)

  test('joins all 27 oblasts, 136 raions and 1,472 hromadas, and every id', () => {
    const { result } = ukraine()
    const count = (file: string) => result.joined.filter((each) => each.file.startsWith(file)).length
    assert.deepEqual(
      ['ukraine-oblasts', 'ukraine-raions', 'ukraine-hromadas', 'ukraine-alarm', 'alerts-in-ua'].map(count),
      [27, 136, 1472, 1605, 152],
    )
    assert.deepEqual([result.unjoined, result.refused], [[], []])
    const shaped = result.areas.filter((area) => area.shape !== undefined)
    // Kyiv, Sevastopol and Crimea stand among the hromadas too, but are regions.
    assert.deepEqual(
      (['region', 'district', 'municipality'] as const).map((kind) => kinds(shaped, kind).length),
      [27, 136, 1469],
    )
  })
  test('locates every raion’s and hromada’s own centre in it, as counting every edge does', () => {
    const { result } = ukraine()
    const locator = buildLocator(result.areas)
    const shaped = result.areas.filter((area) => area.shape !== undefined)
    for (const [i, area] of shaped.entries()) {
      const found = locator.locate(area.centre!)
      assert.ok(found.includes(area.code), area.names['en'])
      if (i % 40 === 0)
        assert.deepEqual(
          [...found].sort(),
          shaped
            .filter(({ shape }) => containsPoint(shape!, area.centre!))
            .map(({ code }) => code)
            .sort(),
        )
    }
    const lviv = locator
      .locate({ lon: 24.03, lat: 49.84 })
      .map((code) => ukraine().hierarchy.get(code)!.names['en'])
    assert.deepEqual(lviv, ['Lviv Hromada', 'Lviv Raion', 'Lviv Oblast'])
  })
  test('finds areas under the names that other systems and older alerts write', () => {
    const gazetteer = buildGazetteer(ukraine().hierarchy)
    const name = (text: string, within?: string) => {
      const { matches, decision } = findAreas(
        gazetteer,
        text,
        within === undefined ? {} : { within: within as AreaCode },
      )
      return decision === 'one' ? matches[0]!.area.names['en'] : decision
    }
    assert.equal(name('Vinnytsia Oblast'), 'Vinnytsia Oblast')
    assert.equal(name('Vinnytska oblast'), 'Vinnytsia Oblast')
    assert.equal(name('Novomoskovskyi raion'), 'Samar Raion')
    assert.equal(name('м. Київ'), 'Kyiv')
    assert.equal(name('Київська область'), 'Kyiv Oblast')
    assert.equal(name('UA-05'), 'Vinnytsia Oblast')
    assert.equal(name('ukraine-alarm:31'), 'Kyiv')
    assert.equal(name('Umanska terytorialna hromada'), 'Uman Hromada')
    assert.equal(name('Покровська громада'), 'ask')
  })
  test('says all hromadas of an oblast as the oblast, and knows a raion’s neighbours', () => {
    const { hierarchy } = ukraine()
    const lviv = 'UA46000000000026241' as AreaCode
    const hromadas = hierarchy.descendants(lviv).filter((area) => area.kind === 'municipality')
    assert.deepEqual(
      sayWholes(
        hierarchy,
        hromadas.map(({ code }) => code),
      ),
      [lviv],
    )
    const { neighbours } = adjacency(hierarchy)
    const named = neighbours('UA46060000000042587' as AreaCode).map(
      (code) => hierarchy.get(code)!.names['en'],
    )
    assert.ok(named.includes('Stryi Raion') && named.includes('Yavoriv Raion'), named.join())
  })
})
