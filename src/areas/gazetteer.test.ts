import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Json } from '#base'
import type { Area, AreaCode } from './area.ts'
import { buildGazetteer, findAreas, type Gazetteer } from './gazetteer.ts'
import { buildHierarchy } from './hierarchy.ts'
import { parsePack } from './pack.ts'
import { resolveAreas } from './resolve.ts'

function gazetteerOf(areas: readonly Area[]): Gazetteer {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return buildGazetteer(built.value)
}
const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const lipetsk = gazetteerOf(pack.value.pack.areas)
const region = 'RU-LIP' as AreaCode
const area = (
  code: string,
  kind: Area['kind'],
  parent: string | null,
  names: Area['names'],
  more: Partial<Area> = {},
): Area => ({
  code: code as AreaCode,
  kind,
  parent: parent as AreaCode | null,
  names,
  ...more,
})

/** The English name of what was found for sure, or what was decided instead. */
function found(text: string, gazetteer = lipetsk, within?: AreaCode): string {
  const { matches, decision } = findAreas(gazetteer, text, within === undefined ? {} : { within })
  return decision === 'one' ? Object.values(matches[0]!.area.names)[0]! : decision
}

describe('an area is found', () => {
  test('by its codes, in any scheme', () => {
    assert.equal(found('gn:465724'), 'Zadonsky District')
    assert.equal(found('ru-lip'), 'Lipetsk Oblast')
    assert.equal(found('geonames:465724'), 'Zadonsky District')
  })
  test('by its name in each language, in any case and with any dashes', () => {
    for (const text of [
      'Zadonsky District',
      'задонский район',
      'ЗАДОНСЬКИЙ РАЙОН',
      'Задонский р-н',
      ' zadonsky  district ',
    ])
      assert.equal(found(text), 'Zadonsky District', text)
    for (const text of ['Лев-Толстовский район', 'Лев‑Толстовский', 'lev tolstovsky', 'Lev–Tolstovsky raion'])
      assert.equal(found(text), 'Lev-Tolstovsky District', text)
  })
  test('by its name in another transliteration', () => {
    for (const text of ['Zadonskiy Rayon', 'Zadonskij', 'Zadonskyi raion'])
      assert.equal(found(text), 'Zadonsky District', text)
    for (const text of ['Elets', 'Jelec', 'Елец', 'Єлець', 'г. Елец', 'city of Yelets'])
      assert.equal(found(text), 'Yelets', text)
  })
  test('by what kind of unit it is called, old or new', () => {
    for (const text of [
      'Воловский район',
      'Воловский МО',
      'Воловский муниципальный округ',
      'Volovsky Municipal Okrug',
      'Volovsky District',
    ])
      assert.equal(found(text), 'Volovsky Municipal Okrug', text)
  })
})

describe('of a city, a district and a region of one name', () => {
  test('the ending or the unit word says which is meant', () => {
    for (const text of [
      'Lipetsk',
      'Липецк',
      'город Липецк',
      'г.Липецк',
      'городской округ Липецк',
      'Lipetsk Urban District',
      'the city of Lipetsk',
    ])
      assert.equal(found(text), 'Lipetsk', text)
    for (const text of ['Lipetsky', 'Липецкий район', 'Lipetskiy Rayon', 'Липецкий'])
      assert.equal(found(text), 'Lipetsky Municipal Okrug', text)
    for (const text of ['Lipetsk Oblast', 'Lipetsk region', 'Липецкая область', 'Липецька обл.'])
      assert.equal(found(text), 'Lipetsk Oblast', text)
  })
  test('the town is asked for, not guessed, where only its district is known', () => {
    const { matches, decision } = findAreas(lipetsk, 'Zadonsk')
    assert.equal(decision, 'ask')
    assert.equal(matches[0]!.area.names['en'], 'Zadonsky District')
  })
  const both = gazetteerOf([
    area('t', 'settlement', null, { en: 'Zadonsk', ru: 'Задонск' }),
    area('d', 'district', null, { en: 'Zadonsky District', ru: 'Задонский район' }),
    area('m', 'district', null, { en: 'Kamensk District' }),
    area('k', 'settlement', null, { en: 'Kamensk' }),
  ])
  test('both are found where both are known', () => {
    assert.equal(found('Zadonsk', both), 'Zadonsk')
    assert.equal(found('Zadonsky', both), 'Zadonsky District')
    assert.equal(found('Задонский р-н', both), 'Zadonsky District')
    assert.equal(found('Kamensk district', both), 'Kamensk District')
    assert.equal(found('Kamensk town', both), 'Kamensk')
    assert.equal(found('Zadonsk oblast', both), 'ask')
  })
})

describe('what is not certain is asked', () => {
  const twins = gazetteerOf([
    area('r1', 'region', null, { en: 'North Oblast' }),
    area('r2', 'region', null, { en: 'South Oblast' }),
    area('p1', 'district', 'r1', { uk: 'Покровський район' }),
    area('p2', 'district', 'r2', { uk: 'Покровський район' }),
    area('h1', 'municipality', 'p1', { uk: 'Покровська міська громада' }),
    area('h2', 'municipality', 'p1', { uk: 'Покровська сільська громада' }),
  ])
  test('two areas of one name', () => {
    assert.equal(found('Покровський район', twins), 'ask')
    assert.equal(findAreas(twins, 'Покровський район').matches.length, 2)
  })
  test('unless it is said where, or which type', () => {
    assert.equal(
      findAreas(twins, 'Покровський район', { within: 'r2' as AreaCode }).matches[0]!.area.code,
      'p2',
    )
    assert.equal(found('Покровський район', twins, 'r2' as AreaCode), 'Покровський район')
    assert.equal(findAreas(twins, 'Покровська сільська територіальна громада').matches[0]!.area.code, 'h2')
    assert.equal(found('Покровська громада', twins), 'ask')
  })
  test('a slip of the pen', () => {
    const { matches, decision } = findAreas(lipetsk, 'Volinsky')
    assert.equal(decision, 'ask')
    assert.equal(matches[0]!.area.names['en'], 'Volovsky Municipal Okrug')
    assert.equal(findAreas(lipetsk, 'Terbuansky').matches[0]!.area.names['en'], 'Terbunsky District')
  })
  test('the beginning of a name, the likeliest first', () => {
    for (const [start, name] of [
      ['zad', 'Zadonsky District'],
      ['terb', 'Terbunsky District'],
      ['хлев', 'Khlevensky District'],
      ['каза', undefined],
    ] as const)
      assert.equal(findAreas(lipetsk, start).matches[0]?.area.names['en'], name, start)
  })
  test('what resembles nothing is nothing', () => {
    for (const text of ['Atlantis', '', '   ', '—', '???'])
      assert.equal(findAreas(lipetsk, text).decision, 'none', text)
  })
})

describe('what a person wrote becomes areas', () => {
  const resolve = (inputs: readonly string[], within?: AreaCode) => {
    const result = resolveAreas(lipetsk, inputs, within === undefined ? {} : { within })
    return result.ok ? result.value.map((each) => each.names['en']) : result.problem
  }
  const problemOf = (inputs: readonly string[], within?: AreaCode) => {
    const problem = resolve(inputs, within)
    assert.ok(!Array.isArray(problem))
    return problem
  }

  test('codes and names mixed, each once, in order', () =>
    assert.deepEqual(resolve(['Задонский район', 'gn:12666369', 'zadonsky']), [
      'Zadonsky District',
      'Lipetsk',
    ]))
  test('the whole but some parts, in three languages', () => {
    const all = resolve(['RU-LIP']) as string[]
    assert.deepEqual(all, ['Lipetsk Oblast'])
    for (const text of [
      'Lipetsk Oblast except the city of Lipetsk, Zadonsky and Yelets',
      'вся Липецкая область кроме города Липецк, Задонского района'
        .replace('города', 'город')
        .replace('Задонского района', 'Задонский район; Елец'),
      'Липецька область, крім м. Липецьк, Задонський район та Єлець',
      'all of RU-LIP except gn:12666369, gn:465724, gn:12625447',
    ]) {
      const left = resolve([text]) as string[]
      assert.equal(left.length, 17, text)
      for (const name of ['Lipetsk', 'Zadonsky District', 'Yelets'])
        assert.equal(left.includes(name), false, text)
    }
  })
  test('“all but the city of X” means all of where it is said', () => {
    const left = resolve(['all but the city of Lipetsk'], region) as string[]
    assert.equal(left.length, 19)
    assert.equal(problemOf(['all but the city of Lipetsk']).code, 'areas/unknown')
  })
  test('everything unclear is named at once, with its place and what comes near', () => {
    const problem = problemOf(['Zadonsky', 'Volinsky', 'Atlantis'])
    assert.equal(problem.code, 'areas/unknown')
    assert.equal(problem.at, 'areas[1]')
    const problems = problem.details['problems'] as {
      code: string
      at: string
      text: string
      suggestions: { code: string; name: string }[]
    }[]
    assert.deepEqual(
      problems.map(({ at, text }) => [at, text]),
      [
        ['areas[1]', 'Volinsky'],
        ['areas[2]', 'Atlantis'],
      ],
    )
    assert.deepEqual(problems[0]!.suggestions[0], {
      code: 'gn:472303',
      name: 'Volovsky Municipal Okrug',
      kind: 'district',
    })
    assert.deepEqual(problems[1]!.suggestions, [])
  })
  test('two areas of one name are candidates, not suggestions', () => {
    const twins = gazetteerOf([
      area('p1', 'district', null, { en: 'North' }),
      area('p2', 'district', null, { en: 'North' }),
    ])
    const result = resolveAreas(twins, ['North'])
    assert.ok(!result.ok)
    assert.equal(result.problem.code, 'areas/ambiguous')
    assert.deepEqual(
      (result.problem.details['candidates'] as { code: string }[]).map(({ code }) => code),
      ['p1', 'p2'],
    )
  })
  test('nothing is refused as nothing', () => {
    assert.equal(problemOf([]).code, 'areas/none-given')
    assert.equal(problemOf(['  ']).code, 'areas/none-given')
  })
  test('an exception that is no part is told where it stands', () => {
    const problem = problemOf(['Zadonsky District except Yelets'])
    assert.equal(problem.at, 'areas[0]')
    assert.equal(problem.code, 'areas/unknown')
  })
  test('a country of which one region is loaded can’t be given without it', () =>
    assert.equal(problemOf(['Russia except Lipetsk Oblast']).code, 'areas/not-divided'))
})
