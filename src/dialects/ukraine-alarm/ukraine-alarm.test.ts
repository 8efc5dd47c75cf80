import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Area, Hierarchy } from '#areas'
import { minute, plus, type Instant } from '#base'
import type { DialectAnswer } from '../dialect.ts'
import { threatCatalogue } from '#threats'
import {
  at,
  callOf,
  groundOf,
  hierarchyOf,
  madeUpArea,
  madeUpAreas,
  madeUpOblast,
  pictureOf,
  spansOf,
  type InForce,
} from '../../../test/support/made-up-oblast.ts'
import { routerOf } from '../routing.ts'
import type { AlertRegionModel } from './alerts.ts'
import { ukraineAlarm } from './index.ts'
import { alarmType } from './mapping.ts'
import type { RegionView } from './regions.ts'

async function asked(
  path: string,
  all: readonly InForce[] = [],
  hierarchy: Hierarchy = madeUpOblast,
): Promise<DialectAnswer> {
  const [address = '', query] = path.split('?')
  const found = routerOf(ukraineAlarm).find('GET', address)
  assert.ok(typeof found === 'object', path)
  const call = callOf({ params: found.params, query: Object.fromEntries(new URLSearchParams(query)) })
  return found.route.answer(call, pictureOf(all, hierarchy), groundOf(spansOf(all)))
}
const read = async <Shape>(...of: Parameters<typeof asked>): Promise<Shape> => {
  const { status, body } = await asked(...of)
  assert.equal(status, 200, String(body))
  return JSON.parse(String(body)) as Shape
}
const golden = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`${name}.golden.json`, import.meta.url), 'utf8'))

/** Drones over the oblast, missiles on the town from later on, shelling in a raion that is over, and a village without an id. */
const night: readonly InForce[] = [
  { id: 'a1', threat: 'drone', level: 'yellow', areas: ['oblast'], since: at('01:10:05') },
  { id: 'a2', threat: 'cruise-missile', level: 'alert', areas: ['town'], since: at('01:42:00') },
  {
    id: 'a3',
    threat: 'artillery',
    level: 'alert',
    areas: ['raion'],
    since: at('00:30:00'),
    until: at('00:55:30'),
  },
  { id: 'a4', threat: 'flood', level: 'yellow', areas: ['village'], since: at('02:00:00') },
  { id: 'a5', threat: 'radiation', level: 'alert', areas: ['capital'], since: at('02:05:00') },
]

describe('the list of alerts', () => {
  test('has each region that something is said of, with what it inherits where that says more', async () =>
    assert.deepEqual(await read('/api/v3/alerts', night), golden('alerts')))
  test('is empty when nothing is in force', async () =>
    assert.deepEqual(await read('/api/v3/alerts', [night[2]!]), []))
  test('leaves out areas without an id, and counts them', () =>
    assert.equal(ukraineAlarm.leftOut?.(pictureOf(night)), 1))
  test('tells what is said of the whole country for its regions, though it has no id itself', async () => {
    const war = [{ ...night[0]!, areas: ['land'] }]
    const regions = await read<readonly AlertRegionModel[]>('/api/v3/alerts', war)
    assert.deepEqual(
      regions.map(({ regionId, activeAlerts }) => [regionId, activeAlerts[0]?.regionId]),
      [
        ['14', '14'],
        ['31', '31'],
      ],
    )
    assert.equal(ukraineAlarm.leftOut?.(pictureOf(war)), 1)
  })
})

describe('one region', () => {
  test('is a list of one, whether it is under alert, around it something is, or nothing is', async () =>
    assert.deepEqual(
      await Promise.all(['1001', '1002', '31'].map((id) => read(`/api/v3/alerts/${id}`, night.slice(0, 4)))),
      golden('regions-of-one'),
    ))
  test('that nobody knows is not found, in words of the dialect’s own', async () => {
    for (const path of [
      '/api/v3/alerts/77',
      '/api/v3/alerts/village',
      '/api/v3/alerts/regionHistory?regionId=77',
    ]) {
      const { status, type, body } = await asked(path, night)
      assert.equal(status, 404)
      assert.equal(type, 'application/problem+json; charset=utf-8')
      assert.deepEqual(JSON.parse(String(body)), {
        ...{ title: 'Not Found', status: 404, detail: 'There is no region with this id.' },
      })
    }
  })
})

describe('the tree', () => {
  test('hangs each region at the nearest above it that has an id, under names that clients know', async () =>
    assert.deepEqual(await read('/api/v3/regions'), golden('regions')))
  test('lets Home Assistant choose: every region has children to look through, if only none', async () => {
    const { states } = await read<{ readonly states: readonly RegionView[] }>('/api/v3/regions')
    const walk = (all: readonly RegionView[]): number =>
      all.reduce((sum, { regionName, regionChildIds }) => {
        assert.ok(regionName.toLowerCase() !== '' && Array.isArray(regionChildIds))
        return sum + 1 + walk(regionChildIds)
      }, 0)
    assert.equal(walk(states), 5)
  })
})

describe('the history', () => {
  test('has one alarm for as long as a type went on, the latest first, with those of the areas around', async () => {
    const more: readonly InForce[] = [
      ...night,
      // Raised from yellow to red: one alarm. Again later: another.
      {
        id: 'b1',
        threat: 'drone',
        level: 'yellow',
        areas: ['town'],
        since: at('00:58:00'),
        until: at('01:00:00'),
      },
      {
        id: 'b1',
        threat: 'drone',
        level: 'red',
        areas: ['town'],
        since: at('01:00:00'),
        until: at('01:05:00'),
      },
      {
        id: 'b2',
        threat: 'chemical',
        level: 'alert',
        areas: ['town'],
        since: at('04:00:00'),
        until: at('04:20:00'),
      },
      {
        id: 'b3',
        threat: 'chemical',
        level: 'alert',
        areas: ['town'],
        since: at('05:00:00'),
        until: at('05:00:30'),
      },
    ]
    assert.deepEqual(await read('/api/v3/alerts/regionHistory?regionId=1001', more), golden('history'))
  })
  test('has the last 25, of one region or of all', async () => {
    const many = Array.from({ length: 30 }, (_, i): InForce => {
      const hour = String(i % 10).padStart(2, '0')
      const minute = String(Math.floor(i / 10) * 20).padStart(2, '0')
      const since = at(`${hour}:${minute}:00`)
      return {
        id: `m${i}`,
        threat: 'drone',
        level: 'red',
        areas: ['oblast'],
        since,
        until: at(`${hour}:${minute}:30`),
      }
    })
    type Histories = readonly { readonly regionId: string; readonly alarms: readonly unknown[] }[]
    for (const path of ['/api/v3/alerts/regionHistory?regionId=14', '/api/v3/alerts/regionHistory']) {
      const histories = await read<Histories>(path, many)
      assert.deepEqual(
        histories.map(({ regionId, alarms }) => [regionId, alarms.length]),
        [['14', 25]],
      )
    }
    assert.deepEqual(await read('/api/v3/alerts/regionHistory'), [])
  })
})

describe('the number of the last action', () => {
  const index = async (...of: Parameters<typeof asked> extends [string, ...infer Rest] ? Rest : never) =>
    (await read<{ readonly lastActionIndex: number }>('/api/v3/alerts/status', ...of)).lastActionIndex

  test('grows with every beginning and end that is shown, also within one millisecond', async () => {
    const steps: readonly (readonly InForce[])[] = [
      [],
      night.slice(0, 1),
      night.slice(0, 2),
      [...night.slice(0, 2), { ...night[1]!, id: 'same-moment', areas: ['fields'] }],
      [
        { ...night[0]!, until: at('01:42:00') },
        night[1]!,
        { ...night[1]!, id: 'same-moment', areas: ['fields'] },
      ],
      [
        { ...night[0]!, until: at('01:42:00') },
        { ...night[1]!, until: at('03:00:00') },
      ],
    ]
    const numbers = await Promise.all(steps.map((all) => index(all)))
    assert.deepEqual(
      numbers,
      [...new Set(numbers)].toSorted((a, b) => a - b),
    )
    assert.ok(numbers.every(Number.isSafeInteger))
  })
  test('grows with an import, which may give ids or take them, and with what follows in the same millisecond', async () => {
    const importing = async (all: readonly InForce[], importedAt: Instant) => {
      const found = routerOf(ukraineAlarm).find('GET', '/api/v3/alerts/status')
      assert.ok(typeof found === 'object')
      const ground = groundOf(spansOf(all), { importedAt: async () => importedAt })
      const { body } = await found.route.answer(callOf(), pictureOf([]), ground)
      return (JSON.parse(String(body)) as { readonly lastActionIndex: number }).lastActionIndex
    }
    const first = night.slice(0, 1)
    const later = plus(first[0]!.since, minute)
    const taken: InForce = { ...first[0]!, areas: ['village'] }
    const before = await index(first)
    assert.ok((await importing([taken], later)) > before)
    assert.ok((await importing([], later)) > before)
    const same: InForce = { ...first[0]!, since: later }
    assert.ok((await importing([same], later)) > (await importing([], later)))
    assert.equal(await importing(first, plus(first[0]!.since, -minute)), before)
  })
  test('stays as it is when something happens that is not shown', async () =>
    assert.equal(await index(night.slice(0, 3)), await index(night.slice(0, 4))))
  test('never falls back when the history forgets: what is older stands at the end of its first day', async () => {
    const old = '2026-10-19T10:00:00.000Z' as InForce['since']
    const before = await index([{ ...night[0]!, since: old, until: old }])
    assert.ok((await index([])) >= before)
  })
})

describe('the mapping', () => {
  test('has a word for every threat, and never the one that clients pass over', () => {
    const types = new Set<string>(threatCatalogue.map(({ id }) => alarmType(id)))
    assert.deepEqual([...types].toSorted(), ['AIR', 'ARTILLERY', 'CHEMICAL', 'NUCLEAR', 'UNKNOWN'])
  })
  test('shows live alerts alone', () => assert.deepEqual(ukraineAlarm.modes, ['live']))
})

describe('1,500 areas at once', () => {
  test('are less than a megabyte, also where those around them are under alert too', async () => {
    const oblasts = Array.from({ length: 25 }, (_, o): readonly Area[] => {
      const names = { uk: `Дуже Довго Названа ${o} область`, en: `Very Long Named ${o} Oblast` }
      const hromadas = Array.from({ length: 59 }, (__, h) =>
        madeUpArea(
          `o${o}h${h}`,
          'municipality',
          `o${o}`,
          {
            uk: `Кам’янець-Подільська Велика ${h} міська громада`,
            en: `Kamianets-Podilskyi Great ${h} Hromada`,
          },
          String(100 + o * 60 + h),
        ),
      )
      return [madeUpArea(`o${o}`, 'region', 'land', names, String(o + 1)), ...hromadas]
    }).flat()
    const hierarchy = hierarchyOf([madeUpAreas[0]!, ...oblasts])
    const areas = oblasts.map(({ code }) => code)
    const red: InForce = { id: 'r', threat: 'drone', level: 'red', areas, since: at('01:00:00') }
    const { answer } = ukraineAlarm.routes.find(({ path }) => path === '/api/v3/alerts')!
    for (const all of [[red], [red, { ...red, id: 'y', level: 'yellow' } as const]]) {
      const [picture, history] = [pictureOf(all, hierarchy), spansOf(all)]
      const took: number[] = []
      let body = ''
      for (let i = 0; i < 60; i++) {
        // Another history each time, as after a change of the board.
        const anew = groundOf([...history])
        const started = performance.now()
        body = String((await answer(callOf(), picture, anew)).body)
        took.push(performance.now() - started)
      }
      assert.equal((JSON.parse(body) as readonly unknown[]).length, 1_500)
      assert.ok(Buffer.byteLength(body) < 1_000_000, `${Buffer.byteLength(body)} bytes`)
      const [best = 0, middle = 0] = [0, 30].map((of) => took.toSorted((a, b) => a - b)[of]!)
      console.log(
        `1,500 areas, levels: ${all.length}; ${Buffer.byteLength(body)} bytes, built in ${best.toFixed(1)} ms at best, in the middle ${middle.toFixed(1)}`,
      )
    }
  })
})
