import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Mode } from '#base'
import {
  asked,
  at,
  ground,
  isGolden,
  issued,
  json,
  missing,
  night,
  over,
  pictureOf,
  told,
} from '../../../test/support/nina-world.ts'

describe('a warning', () => {
  const path = '/api31/warnings/mow.alert-1.json'

  test('is our CAP message under the names that NINA gives it', async () => {
    isGolden('warning.golden.json', await json(path, night, ground(told)))
  })

  test('is there also where nobody knows what was said before', async () => {
    const { told: _, ...without } = ground()
    const warning = await json(path, night, without)
    assert.deepEqual([warning['msgType'], warning['references']], ['Update', undefined])
  })

  test('of a drill or a test says so', async () => {
    const status = async (mode: Mode) =>
      (await json('/api31/warnings/mow.alert-9.json', pictureOf([issued('alert-9', ['XM-1'], { mode })])))[
        'status'
      ]
    assert.deepEqual(
      [await status('drill'), await status('test'), await status('live')],
      [...['Exercise', 'Test', 'Actual']],
    )
  })

  test('that is cleared or retracted answers with its Cancel for an hour, and is on no list', async () => {
    const none = pictureOf([])
    isGolden('cancel.golden.json', await json(path, none, ground(over('all-clear'), at('01:49'))))
    assert.equal((await json(path, none, ground(over('retraction'), at('01:49'))))['msgType'], 'Cancel')
    await missing(path, none, ground(over('all-clear'), at('01:50')))
    assert.deepEqual(await json('/api31/dashboard/990010000000.json', none, ground(over('all-clear'))), [])
  })

  test('that nobody renewed is no Cancel: nobody said that it is over', async () => {
    const lapsed = await json(path, pictureOf([]), ground(over('lapse'), at('01:00')))
    assert.equal(lapsed['msgType'], 'Update')
  })

  test('is not found by an id of another form or of nothing', async () => {
    for (const id of ['alert-1', 'mow.alert-77', 'dwd.alert-1', 'mow.'])
      for (const form of ['json', 'geojson']) await missing(`/api31/warnings/${id}.${form}`, night)
  })

  test('has the outlines of those of its areas that have any', async () => {
    const answer = await asked('/api31/warnings/mow.alert-1.geojson', night)
    assert.equal(answer.type, 'application/geo+json')
    isGolden('outlines.golden.json', JSON.parse(String(answer.body)))
  })
})

describe('the archive', () => {
  const list = '/api31/archive.mowas/mow.alert-1-mapping.json'

  test('lists the messages of a warning, and has each of them', async () => {
    const around = ground(over('all-clear'), at('09:00'))
    const history = await json<{ history: { identifier: string }[] }>(list, pictureOf([]), around)
    isGolden('history.golden.json', history)
    const versions = []
    for (const { identifier } of history.history) {
      const warning = await json(`/api31/archive.mowas/${identifier}`, pictureOf([]), around)
      versions.push(`${String(warning['msgType'])} ${String(warning['code'])}`)
    }
    assert.deepEqual(versions, ['Alert DVN:1,ARCHIVED', 'Update DVN:2,ARCHIVED', 'Cancel DVN:3,ARCHIVED'])
  })

  test('tells messages of one second apart', async () => {
    const around = ground([...told, ...over('all-clear', '00:30').slice(-1)], at('01:00'))
    const { history } = await json<{ history: { identifier: string }[] }>(list, pictureOf([]), around)
    assert.deepEqual(
      history.map(({ identifier }) => identifier.slice('mow.alert-1_'.length)),
      ['20260714021400.json', '20260714023000.json', '20260714023000-3.json'],
    )
    const last = await json(`/api31/archive.mowas/${history.at(-1)!.identifier}`, pictureOf([]), around)
    assert.equal(last['msgType'], 'Cancel')
  })

  test('has nothing of what was never said', async () => {
    for (const name of ['mow.alert-77-mapping', 'mow.alert-1_20260714000000', 'mow.alert-1', '_'])
      await missing(`/api31/archive.mowas/${name}.json`, night, ground(told))
  })
})
