import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AreaCode } from '#areas'
import type { AlertId, Instant } from '#base'
import { threatCatalogue, type ThreatId } from '#threats'
import {
  area,
  asked,
  at,
  country,
  groundWith,
  hierarchy,
  isGolden,
  issued,
  json,
  mapOf,
  pictureOf,
} from '../../../test/support/alerts-in-ua-country.ts'
import type { Span } from '../spans.ts'
import { entryIds, markOfAlert, metaDate } from './entry.ts'
import { alertsInUa } from './index.ts'
import { kindOf } from './mapping.ts'
import { oblastOrder, placesOf } from './places.ts'

const night = pictureOf([
  issued('alert-1', 'drone', 'advisory', ['W'], { issued: '00:14' }),
  issued('alert-2', 'cruise-missile', 'danger', ['W1'], { issued: '00:20', revised: '00:37' }),
  issued('alert-3', 'artillery', 'danger', ['W1a', 'W1b'], { issued: '00:21' }),
  issued('alert-4', 'chemical', 'danger', ['E1'], { issued: '00:22' }),
  issued('alert-5', 'radiation', 'danger', ['E2'], { issued: '00:23' }),
  issued('alert-6', 'flood', 'danger', ['E1', 'C'], { issued: '00:24' }),
  issued('alert-7', 'guided-bomb', 'danger', ['E1'], { issued: '00:30' }),
])

describe('the list of what is in force', () => {
  test('says every alert where it was said, with its oblast, raion, threat and level', async () => {
    const path = '/v1/alerts/active.json'
    isGolden('active', path, await json(path, night))
  })

  test('names the parts of an area that has no uid, each once', async () => {
    const picture = pictureOf([issued('alert-1', 'air-raid', 'danger', ['X', 'W'])])
    const { alerts } = (await json('/v1/alerts/active.json', picture)) as {
      alerts: { location_uid: string }[]
    }
    assert.deepEqual(
      alerts.map(({ location_uid }) => location_uid),
      ['27', '22', '31'],
    )
    assert.equal(alertsInUa.leftOut?.(picture), 0)
  })

  test('says in the authority’s language that an advisory is one', async () => {
    const notes = async (...languages: string[]) => {
      const list = await json('/v1/alerts/active.json', night, groundWith([], languages))
      return (list as { alerts: { notes: string }[] }).alerts[0]?.notes
    }
    assert.equal(await notes('en'), 'Advisory: Drone')
    assert.equal(await notes('ru'), 'Предостережение: Дрон')
    // Where there are no words of the authority's language, the next one's serve.
    assert.equal(await notes('crh', 'uk'), 'Застереження: Дрон')
  })

  test('is empty, not absent, when nothing is in force', async () => {
    const { alerts, meta } = (await json('/v1/alerts/active.json', pictureOf([]))) as Record<string, unknown>
    assert.deepEqual([alerts, meta], [[], { last_updated_at: '2026/11/02 00:37:00 +0000', type: 'full' }])
  })

  test('counts areas without a uid and those of threats that it has no word for', () => {
    // W1b has no uid; E1 and C are under a flood.
    assert.equal(alertsInUa.leftOut?.(night), 3)
    assert.equal(alertsInUa.leftOut?.(pictureOf([issued('a', 'drone', 'danger', ['gone'])])), 1)
  })

  test('stays under 1 MB with 1,500 areas of long names under alert', async () => {
    const long = [
      area('X', 'country', null, 'Країна'),
      area('O', 'region', 'X', 'Івано-Франківська область', '13'),
      area('R', 'district', 'O', 'Новгород-Сіверський район', '141'),
      ...Array.from({ length: 1_500 }, (_, index) =>
        area(
          `H${index}`,
          'municipality',
          'R',
          `Краснобілозерська ${index} сільська громада`,
          `${200 + index}`,
        ),
      ),
    ]
    const codes = long.slice(3).map(({ code }) => code as string)
    const many = [0, 500, 1_000].map((from, index) =>
      issued(`alert-0193-${index}`, 'guided-bomb', 'advisory', codes.slice(from, from + 500)),
    )
    const picture = pictureOf(many, mapOf(long))
    const times: number[] = []
    let body = ''
    for (let round = 0; round < 20; round += 1) {
      const begun = performance.now()
      body = String((await asked('/v1/alerts/active.json', { ...picture })).body)
      times.push(performance.now() - begun)
    }
    const bytes = Buffer.byteLength(body)
    const sorted = times.toSorted((a, b) => a - b)
    const letters = await Promise.all(
      times.map(async () => {
        const begun = performance.now()
        await asked('/v1/iot/active_air_raid_alerts.json', { ...picture })
        return performance.now() - begun
      }),
    )
    console.log(
      `1,500 areas: ${bytes} bytes, first ${times[0]!.toFixed(1)} ms, fastest ${sorted[0]!.toFixed(1)} ms; fastest letters ${Math.min(...letters).toFixed(1)} ms`,
    )
    assert.ok(bytes < 1_000_000, `${bytes} bytes`)
    const { alerts } = JSON.parse(body) as { alerts: { id: number }[] }
    assert.equal(new Set(alerts.map(({ id }) => id)).size, 1_500)
  })
})

describe('the letters', () => {
  test('are A for what an air raid alert holds for, P for what it holds for in part, N for the rest', async () => {
    const letter = async (uid: string, picture = night) =>
      json(`/v1/iot/active_air_raid_alerts/${uid}.json`, picture)
    // W is under an advisory, which is A too, and so are its raions.
    for (const uid of ['27', '90', '91', '600', '120']) assert.equal(await letter(uid), 'A', uid)
    assert.equal(await letter('22'), 'P')
    // Radiation and a flood are no air raid.
    for (const uid of ['121', '31']) assert.equal(await letter(uid), 'N', uid)
    const east = (areas: readonly string[]) => pictureOf([issued('a', 'drone', 'danger', areas)])
    assert.equal(await letter('22', east(['E1', 'E2'])), 'A')
    assert.equal(await letter('31', east(['X'])), 'A')
    const partly = country.map((one) => (one.code === 'E' ? { ...one, divided: 'partly' as const } : one))
    assert.equal(await letter('22', { ...east(['E1', 'E2']), hierarchy: mapOf(partly) }), 'P')
  })

  test('stand by oblast in the order of the original, N for those that are not here', async () => {
    const path = '/v1/iot/active_air_raid_alerts_by_oblast.json'
    const letters = String(await json(path, night))
    isGolden('by-oblast', path, letters)
    assert.equal(letters.length, 27)
    assert.equal(letters[oblastOrder.indexOf('27')], 'A')
    assert.equal(letters[oblastOrder.indexOf('22')], 'P')
    assert.equal([...letters].filter((one) => one === 'N').length, 25)
  })

  test('stand at their uids, with spaces between', async () => {
    const path = '/v1/iot/active_air_raid_alerts.json'
    const letters = String(await json(path, night))
    assert.equal(letters.length, 1_815)
    const found = [...letters].flatMap((one, index) => (one === ' ' ? [] : [[index, one]]))
    isGolden('by-uid', path, Object.fromEntries(found))
    const far = mapOf([
      area('Z', 'region', null, 'Далека', '4000'),
      area('V', 'region', null, 'Не число', 'a1'),
    ])
    assert.equal(String(await json('/v1/iot/active_air_raid_alerts.json', pictureOf([], far))).length, 4_001)
  })
})

const span = (alert: string, code: string, from: string, until?: string, rest: Partial<Span> = {}): Span => ({
  ...{ alert: alert as AlertId, mode: 'live', area: code as AreaCode, names: {}, revision: 1 },
  ...{ threat: 'drone' as ThreatId, ladder: 'ukraine' as never, level: 'alert' as never },
  ...{ gravity: 'danger', since: from as Instant },
  ...(until === undefined ? {} : { until: until as Instant, how: 'all-clear' }),
  ...rest,
})
const on = (day: number, time: string) => `2026-11-0${day}T${time}:00.000Z`
const before = [
  span('alert-0', 'W1', '2026-10-20T01:00:00.000Z', '2026-10-20T02:00:00.000Z'),
  span('alert-1', 'W', on(2, '00:14'), on(2, '00:37'), {
    ...{ gravity: 'advisory', ladder: 'lipetsk' as never, level: 'yellow' as never, how: 'moved-on' },
  }),
  span('alert-1', 'W', on(2, '00:37'), on(2, '02:56')),
  span('alert-2', 'E1', on(3, '01:00'), on(3, '02:00')),
  span('alert-3', 'X', on(4, '01:00'), on(4, '01:10'), { how: 'retracted' }),
  span('alert-4', 'W1a', on(5, '01:00'), on(5, '02:00'), { how: 'lapsed', threat: 'artillery' as ThreatId }),
  span('alert-5', 'W2', on(5, '03:00'), on(5, '04:00'), { threat: 'flood' as ThreatId }),
  span('alert-6', 'W2', on(6, '01:00'), on(6, '02:00')),
  span('alert-6', 'W2', on(6, '03:00')),
]

describe('what was in force before', () => {
  const history = (uid: string, period: string) =>
    asked(`/v1/regions/${uid}/alerts/${period}.json`, night, groundWith(before))
  const uids = async (uid: string, period: string) => {
    const { alerts } = JSON.parse(String((await history(uid, period)).body)) as {
      alerts: { id: number; location_uid: string; started_at: string }[]
    }
    return alerts
  }

  test('is told for a region, for its parts and for what is around it, the latest first', async () => {
    const path = '/v1/regions/27/alerts/month_ago.json'
    isGolden('month-ago', path, await json(path, night, groundWith(before)))
    const places = async (uid: string) => (await uids(uid, 'month_ago')).map((one) => one.location_uid)
    assert.deepEqual(await places('90'), ['600', '27', '27', '90'])
    assert.deepEqual(await places('22'), ['22', '120'])
  })

  test('goes back a week or a month', async () => {
    assert.equal((await uids('27', 'month_ago')).length, 6)
    assert.equal((await uids('27', 'week_ago')).length, 5)
  })

  test('knows an alert by the number that it has in the list of what is in force', async () => {
    const now = pictureOf([issued('alert-6', 'drone', 'danger', ['W2'])])
    const { alerts } = (await json('/v1/alerts/active.json', now)) as { alerts: { id: number }[] }
    const [latest, ...others] = await uids('27', 'month_ago')
    assert.equal(latest?.id, alerts[0]?.id)
    assert.ok(others.every(({ id }) => id !== latest?.id))
  })

  test('is not there for a region or a period that nobody knows', async () => {
    for (const [uid, period] of [
      ['999', 'month_ago'],
      ['27', 'year_ago'],
      ['__proto__', 'week_ago'],
    ] as const) {
      const { status, body } = await history(uid, period)
      assert.deepEqual(
        [status, JSON.parse(String(body))],
        [404, { message: 'There is no such region or period.' }],
      )
    }
  })
})

describe('the number of an alert', () => {
  test('is the same for the same alert and place, and no two of one answer share it', () => {
    const place = placesOf(hierarchy).of('W' as AreaCode)[0]!
    const id = entryIds().of(markOfAlert('alert-1' as AlertId), place)
    // Clients keep it: a change of this line loses what they have.
    assert.equal(id, 345518146)
    const ids = entryIds()
    const mark = markOfAlert('alert-1' as AlertId)
    const twice = [ids.of(mark, place), ids.of(mark, place)]
    assert.deepEqual(twice, [id, id + 1])
  })

  test('fits into 32 bits with a sign', () => {
    const ids = entryIds()
    const place = placesOf(hierarchy).of('W' as AreaCode)[0]!
    for (let index = 0; index < 2_000; index += 1) {
      const id = ids.of(markOfAlert(`alert-${index}` as AlertId), place)
      assert.ok(Number.isInteger(id) && id > 0 && id < 2 ** 31)
    }
  })
})

describe('the dialect', () => {
  test('says nothing but live alerts, and every refusal as a message', () => {
    assert.deepEqual(alertsInUa.modes, ['live'])
    for (const status of [401, 403, 404, 429] as const) {
      const answer = alertsInUa.refused({ status, why: 'Because.' })
      assert.deepEqual([answer.status, answer.body], [status, '{"message":"Because."}'])
    }
  })

  test('knows of every threat whether it has a word for it', () => {
    const said = threatCatalogue.filter(({ id }) => kindOf(id) !== undefined).map(({ id }) => id as string)
    assert.deepEqual(said.toSorted(), [
      ...['aeroballistic-missile', 'air-raid', 'aircraft', 'artillery', 'ballistic-missile', 'chemical'],
      ...['cruise-missile', 'drone', 'guided-bomb', 'radiation', 'rocket-artillery'],
    ])
  })

  test('writes the date of its answers as clients parse it', () => {
    assert.equal(metaDate(at('00:37')), '2026/11/02 00:37:00 +0000')
  })

  test('names the two cities that are oblasts as clients compare them', () => {
    assert.equal(placesOf(hierarchy).of('C' as AreaCode)[0]?.title, 'м. Столиця')
  })

  test('knows Crimea by the uid that lists leave out, unless somebody gave it another', () => {
    const crimea = (codes: { readonly [scheme: string]: string }) =>
      placesOf(mapOf([area('K', 'region', null, 'Півострів', undefined, { codes })])).of('K' as AreaCode)[0]
    assert.equal(crimea({ 'iso3166-2': 'UA-43' })?.uid, '29')
    assert.equal(crimea({ 'iso3166-2': 'UA-43', 'alerts-in-ua': '9999' })?.uid, '9999')
  })
})
