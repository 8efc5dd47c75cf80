import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { AlertId } from '#base'
import { fpasAlertId, readUuid, type FpasAlertId } from './alert-id.ts'
import { alertsOnlyStyle } from './map-style.ts'
import { fpasMessages } from './pushes.ts'
import { authorityStatus, countriesOf } from './status.ts'
import { readChange, readSubscribing } from './subscribing.ts'

describe('the id of an alert', () => {
  test('is the same for a message for ever, and another for each message and each installation', () => {
    const id = fpasAlertId({ kind: 'own', id: 'alert-1.2' }, 'duty@example.org')
    assert.equal(id, fpasAlertId({ kind: 'own', id: 'alert-1.2' }, 'duty@example.org'))
    // Apps keep it: a change of this line loses what they have.
    assert.equal(id, '71941d65-37f5-8be9-9433-60f95cc3b413')
    const others = [
      fpasAlertId({ kind: 'own', id: 'alert-1.3' }, 'duty@example.org'),
      fpasAlertId({ kind: 'relayed', id: 'alert-1.2' }, 'duty@example.org'),
      fpasAlertId({ kind: 'own', id: 'alert-1.2' }, 'duty@example.com'),
    ]
    assert.equal(new Set([id, ...others]).size, 4)
  })

  test('is read with braces and in capitals, and nothing else is', () => {
    const plain = 'e1ce46fb-a885-4b26-8ba8-708cccfcfa2b'
    assert.equal(readUuid(plain), plain)
    assert.equal(readUuid(`{${plain.toUpperCase()}}`), plain)
    for (const none of ['', 'all', plain.slice(1), `${plain}x`, '../etc/passwd'])
      assert.equal(readUuid(none), undefined)
  })
})

describe('a push', () => {
  const [id, before] = ['id', 'before'] as FpasAlertId[]
  const says = (kind: 'warning' | 'update' | 'all-clear' | 'lapse', sound: 'loud' | 'quiet', was = before) =>
    fpasMessages({ notice: { alert: 'alert-1' as AlertId, kind }, sound, id: id!, before: was }).map(
      ({ text }) => JSON.parse(text) as unknown,
    )
  test('has every app fetch what is new or worse, and rings for nothing else', () => {
    assert.deepEqual(says('warning', 'loud'), [{ type: 'added', alert_id: id }])
    assert.deepEqual(says('update', 'loud'), [{ type: 'added', alert_id: id }])
    assert.deepEqual(says('update', 'quiet'), [{ type: 'update', alert_id: id }])
  })
  test('says an end aloud, and lets go of what is over', () => {
    for (const kind of ['all-clear', 'lapse'] as const)
      assert.deepEqual(says(kind, 'quiet'), [
        { type: 'added', alert_id: id },
        { type: 'removed', alert_id: before },
      ])
  })
  test('only lets go where the end has no message of its own', () => {
    assert.deepEqual(says('all-clear', 'quiet', id), [{ type: 'removed', alert_id: id }])
  })
  test('that rings is never replaced by one that does not, while the phone is off', () => {
    const notice = { alert: 'alert-1' as AlertId, kind: 'update' } as const
    const about = (['loud', 'quiet'] as const).map(
      (sound) => fpasMessages({ notice, sound, id: id!, before })[0]?.about,
    )
    assert.notEqual(about[0], about[1])
  })
})

describe('what an app says when it subscribes', () => {
  const box = { min_lat: '1', max_lat: '2', min_lon: '3', max_lon: '4' }
  const token = 'https://push.example/up'
  const keys = { p256dh_key: 'point', auth_key: 'auth' }
  const read = (body: unknown) => readSubscribing(body, 'ours')
  const refused = (body: unknown, code: string, at?: string) => {
    const result = read(body)
    assert.ok(!result.ok, JSON.stringify(result))
    assert.equal(result.problem.code, code)
    if (at !== undefined) assert.equal(result.problem.at, at)
  }
  test('is taken with keys and without, each with its service', () => {
    const plain = read({ ...box, token, push_service: 'UNIFIED_PUSH', p256dh_key: null, auth_key: null })
    assert.deepEqual(plain.ok && plain.value.push, { endpoint: token, keys: null })
    const encrypted = read({ ...box, ...keys, token, push_service: 'UNIFIED_PUSH_ENCRYPTED' })
    assert.deepEqual(encrypted.ok && encrypted.value.push.keys, { p256dh: 'point', auth: 'auth' })
    assert.ok(read({ ...box, ...keys, token, vapid_public_key: 'ours=' }).ok)
  })
  test('is refused, by name, where something is missing or not offered', () => {
    for (const none of [undefined, null, 'text', 7, [], 'no JSON']) refused(none, 'fpas/not-json')
    refused({ ...box }, 'fpas/missing', 'token')
    refused({ ...box, token: 7 }, 'fpas/missing', 'token')
    refused({ ...box, token: 'x'.repeat(3_000) }, 'fpas/missing', 'token')
    refused({ token }, 'fpas/missing', 'min_lat')
    refused({ ...box, token, push_service: 'UNIFIED_PUSH_ENCRYPTED' }, 'fpas/missing', 'p256dh_key')
    refused({ ...box, token, p256dh_key: 'point' }, 'fpas/missing', 'auth_key')
    for (const push_service of ['APN', 'FIREBASE', 'EXAMPLE_PUSH', 'toString', 3])
      refused({ ...box, token, push_service }, 'fpas/push-service-not-offered')
    refused({ ...box, ...keys, token, vapid_public_key: 'theirs' }, 'fpas/other-server-key')
  })
  test('is a heartbeat where it says nothing, and a change of what it names', () => {
    assert.deepEqual(readChange(undefined, 'ours'), { ok: true, value: {} })
    assert.deepEqual(readChange({}, 'ours'), { ok: true, value: {} })
    assert.deepEqual(readChange(box, 'ours'), {
      ...{ ok: true, value: { box: { south: 1, north: 2, west: 3, east: 4 } } },
    })
    assert.ok(!readChange({ ...box, max_lat: 'x' }, 'ours').ok)
    assert.ok(!readChange({ token, push_service: 'APN' }, 'ours').ok)
  })
})

describe('the authority', () => {
  const countries = countriesOf([
    { codes: { 'iso3166-2': 'RU-LIP' } },
    { codes: { 'iso3166-1': 'UA', geonames: '1' } },
    {},
  ])
  const speaking = { name: 'Lipetsk', countries, lastPublishedAt: undefined }
  test('speaks where its areas are, in whatever case the country is asked for', () => {
    assert.deepEqual([...countries], ['ru', 'ua'])
    const { results } = authorityStatus(['RU', 'ru', 'fr'], speaking)
    assert.deepEqual(
      results.map(({ name, authorityCountry }) => [name, authorityCountry]),
      [['Lipetsk', 'ru']],
    )
  })
})

test('the style names one source and no other place', () => {
  const style = alertsOnlyStyle({ type: 'vector', tiles: ['https://here.example/shapes'] }, 'layer')
  const addresses = JSON.stringify(style).match(/https?:[^"]*/g)
  assert.deepEqual(addresses, ['https://here.example/shapes'])
})
