import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Json } from '#base'
import type { Area, AreaCode } from './area.ts'
import { adjacency } from './geometry/adjacency.ts'
import { buildLocator } from './geometry/locator.ts'
import { boundsOf, containsPoint, squareKilometresOf } from './geometry/shape.ts'
import { buildHierarchy } from './hierarchy.ts'
import { layOver, parsePack, writePack } from './pack.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../packs/lipetsk/${name}`, import.meta.url), 'utf8')) as Json
const geometry = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ],
  ],
}
const valid = {
  pack: 'p',
  title: 'A pack',
  version: '1',
  source: [{ what: 'test', licence: 'none' }],
  areas: [
    { code: 'a', kind: 'region', parent: null, names: { en: 'A' } },
    {
      code: 'b',
      kind: 'district',
      parent: 'a',
      names: { en: 'B', uk: 'Б' },
      geometry,
      shapeQuality: 'surveyed',
    },
  ],
}
/** The valid pack with one area broken. */
const broken = (change: object) =>
  ({ ...valid, areas: [valid.areas[0], { ...valid.areas[1], ...change }] }) as unknown as Json
const whyBroken = (json: Json) => {
  const result = parsePack(json)
  assert.ok(!result.ok)
  assert.equal(result.problem.code, 'areas/broken-pack')
  return result.problem.details['broken'] as string[]
}

describe('a pack', () => {
  test('is read and written back unchanged', () => {
    const result = parsePack(valid as unknown as Json)
    assert.ok(result.ok)
    assert.deepEqual(writePack(result.value.pack), valid)
  })
  for (const [what, change, why] of [
    ['no code', { code: '' }, 'areas[1].code'],
    ['an unknown kind', { kind: 'county' }, 'kind'],
    ['no name', { names: {} }, 'names'],
    ['a name under no language', { names: { English: 'B' } }, 'names.English'],
    ['a population that is no number', { population: 'many' }, 'population'],
    ['a centre off the Earth', { centre: { lon: 200, lat: 0 } }, 'centre'],
    ['a centre that is a pair', { centre: [1, 2] }, 'centre'],
    ['a shape that says not how far to trust it', { shapeQuality: undefined }, 'shapeQuality'],
    ['an unusable shape', { geometry: { type: 'Point', coordinates: [0, 0] } }, 'geometry'],
    ['a field nobody knows', { nmaes: {} }, 'nmaes'],
    ['a region inside a district', { code: 'a', kind: 'country' }, 'twice'],
  ] as const)
    test(`is refused for ${what}`, () =>
      assert.match(whyBroken(broken(change)).join(), new RegExp(why.replace(/[[\]]/g, '\\$&'))))
  test('that is half broken is refused whole, naming every broken area', () => {
    const all = [
      ...valid.areas,
      { code: 'c', kind: 'x', parent: 'a', names: { en: 'C' } },
      { code: 'd', kind: 'district', parent: 'a', names: {} },
    ]
    assert.equal(whyBroken({ ...valid, areas: all } as unknown as Json).length, 2)
  })
  test('is refused when a small kind holds a large one', () => {
    const areas = [{ ...valid.areas[0], kind: 'settlement' }, valid.areas[1]]
    assert.match(whyBroken({ ...valid, areas } as unknown as Json).join(), /can’t lie in/)
  })
  test('must say where it comes from', () =>
    assert.match(whyBroken({ ...valid, source: [{}] } as unknown as Json).join(), /licence/))
  test('that is no pack is refused', () => {
    assert.equal(whyBroken([]).length, 1)
    assert.ok(whyBroken({}).length >= 4)
  })
})

describe('areas laid over others', () => {
  const old = {
    code: 'a',
    kind: 'region',
    parent: null,
    names: { en: 'Old', ru: 'Старый' },
    codes: { x: '1' },
    population: 5,
  } as unknown as Area
  test('take their place and keep what only the old ones knew', () => {
    const fresh = {
      code: 'a',
      kind: 'region',
      parent: null,
      names: { en: 'New' },
      codes: { y: '2' },
    } as unknown as Area
    assert.deepEqual(layOver([old], [fresh]), [
      {
        code: 'a',
        kind: 'region',
        parent: null,
        names: { en: 'New', ru: 'Старый' },
        codes: { x: '1', y: '2' },
        population: 5,
      },
    ])
  })
  test('leave the others alone and stand behind them when they are new', () => {
    const other = { ...old, code: 'b' as AreaCode }
    assert.deepEqual(layOver([old], [other]), [old, other])
  })
})

describe('the shipped pack of Lipetsk Oblast', () => {
  const result = parsePack(read('pack.json'))
  assert.ok(result.ok)
  const { pack, repaired } = result.value
  const built = buildHierarchy(pack.areas)
  assert.ok(built.ok)
  const region = pack.areas.find((area) => area.code === 'RU-LIP')!
  const parts = built.value.children(region.code)

  test('has the region, 18 districts and 2 cities, each with a GeoNames id and three names', () => {
    assert.equal(parts.length, 20)
    for (const area of parts) {
      assert.match(area.code, /^gn:\d+$/)
      assert.equal(area.codes?.['geonames'], area.code.slice(3))
      assert.deepEqual(Object.keys(area.names).sort(), ['en', 'ru', 'uk'])
      assert.ok(area.population! > 10_000)
    }
  })
  test('needs no repair, and marks every shape approximate', () => {
    assert.deepEqual(repaired, [])
    for (const area of [region, ...parts]) assert.equal(area.shapeQuality, 'approximate')
  })
  test('keeps its coordinates to four decimals', () => {
    for (const { lon, lat } of parts.flatMap((area) => area.shape!.flat(2)))
      for (const degrees of [lon, lat]) assert.equal(Math.round(degrees * 1e4) / 1e4, degrees)
  })
  test('has every centre inside its own area', () => {
    for (const area of parts) assert.equal(containsPoint(area.shape!, area.centre!), true, area.names['en'])
  })
  test('is tiled: each point of the region lies in exactly one part, and no point outside in any', () => {
    const locator = buildLocator(pack.areas)
    const { west, south, east, north } = boundsOf(region.shape!)
    for (let i = 0; i < 10_000; i++) {
      const point = {
        lon: west + ((east - west) * (i % 100)) / 99.37,
        lat: south + ((north - south) * Math.floor(i / 100)) / 99.37,
      }
      const inside = containsPoint(region.shape!, point)
      assert.equal(locator.locate(point).length, inside ? 2 : 0, JSON.stringify(point))
    }
    const whole = squareKilometresOf(region.shape!)
    const sum = parts.reduce((total, area) => total + squareKilometresOf(area.shape!), 0)
    assert.ok(Math.abs(sum / whole - 1) < 1e-3)
    assert.ok(Math.abs(whole - 24_047) < 2_500, 'about the size of the real region')
  })
  test('knows who lies next to whom', () => {
    const { neighbours } = adjacency(built.value)
    for (const area of parts) assert.ok(neighbours(area.code).length > 0, area.names['en'])
    assert.ok(
      neighbours('gn:12666369' as AreaCode).includes('gn:535119' as AreaCode),
      'Lipetsk lies in Lipetsky',
    )
  })
  test('has people in its parts to within two per cent of the region’s census', () => {
    const sum = parts.reduce((total, area) => total + area.population!, 0)
    assert.ok(Math.abs(sum / region.population! - 1) < 0.02)
  })
  test('comes with 48 pretended sirens, at least two in each area, for drills and tests only', () => {
    const sirens = read('sirens.json') as {
      id: string
      area: AreaCode
      lon: number
      lat: number
      modes: string[]
      operator: string
    }[]
    assert.equal(sirens.length, 48)
    assert.equal(new Set(sirens.map(({ id }) => id)).size, 48)
    for (const area of parts) {
      const own = sirens.filter((siren) => siren.area === area.code)
      assert.ok(own.length >= 2, area.names['en'])
      for (const siren of own) {
        assert.equal(containsPoint(area.shape!, siren), true, siren.id)
        assert.deepEqual(siren.modes, ['drill', 'test'])
        assert.match(siren.operator, /demonstration/)
      }
    }
  })
})
