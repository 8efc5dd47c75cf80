import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { emptyBoard, none, type Alert, type Board, type Issued } from '#alerts'
import type { AreaCode } from '#areas'
import type { Mode } from '#base'
import { shippedThreatBook, type LadderId } from '#threats'
import { wrongWith } from '../../../test/support/home-assistant-rules.ts'
import { small } from '../../../test/support/small-country.ts'
import { messagesOf, unknownAreas, type Installation } from './messages.ts'
import type { SirenHere, SirenSound } from './sirens.ts'
import { isBeating, slugOf } from './topics.ts'

const code = (text: string) => text as AreaCode
const here: Installation = {
  ...{ installation: 'abcd1234', prefix: 'homeassistant', service: 'live' },
  ...{ book: shippedThreatBook(), ladder: 'lipetsk' as LadderId, languages: ['en', 'ru'] },
  ...{ issuer: 'Drill Civil Protection', publicUrl: 'https://warnings.example', areas: [code('a')] },
}

interface Given {
  readonly mode?: Mode
  readonly areas?: readonly string[]
  readonly ladder?: string
  readonly level?: string
  readonly gravity?: 'danger' | 'advisory'
  readonly threat?: string
}

function issued(id: string, given: Given = {}): Issued {
  const { mode = 'live', areas = ['a'], ladder = 'lipetsk', level = 'red', gravity = 'danger' } = given
  const said = `${mode === 'live' ? '' : 'DRILL. '}Drone attack threat in ${areas.join(', ')}. Take shelter now.`
  return {
    ...{ status: 'issued', id, mode, revision: 1 },
    ...{ issuedAt: '2026-11-22T21:37:00.000Z', revisedAt: '2026-11-22T21:37:00.000Z' },
    renewBy: '2026-11-22T22:37:00.000Z',
    content: {
      ...{ threat: given.threat ?? 'drone', ladder, level, step: { gravity, height: 1 } },
      ...{
        issuer: { en: 'Drill Civil Protection' },
        areas: areas.map((one) => ({ code: one, names: {}, shape: null })),
      },
      wording: { texts: { en: { '90': said, '360': said, '1395': said } }, missing: ['ru'] },
    },
  } as unknown as Issued
}

function boardOf(...alerts: readonly Issued[]): Board {
  const board = emptyBoard()
  for (const alert of alerts) board.move(none, alert)
  return board
}

function said(
  alerts: readonly Issued[],
  of: Partial<Installation> = {},
  sirens: readonly SirenHere[] = [],
  board = boardOf(...alerts),
) {
  const messages = messagesOf({ board, hierarchy: small, alerts }, sirens, { ...here, ...of })
  const state = (area: string, what: string) =>
    messages.get(`tocsin/v1/home-assistant/abcd1234/${area}/${what}`)
  return {
    messages,
    state,
    details: (area: string, what = 'details') =>
      JSON.parse(state(area, what) ?? 'null') as { [key: string]: unknown },
  }
}

function ended(alert: Issued, how: 'all-clear' | 'lapsed' | 'retracted'): Alert {
  const endedAt = '2026-11-22T23:00:00.000Z'
  return { ...alert, status: 'ended', how, endedAt, revisedAt: endedAt } as unknown as Alert
}

describe('the entities of an area', () => {
  test('are these messages, to the letter', () => {
    const { messages } = said([issued('alert-1')], {}, [{ area: code('a'), sound: 'warns' }])
    const file = new URL('in-force.golden.json', import.meta.url)
    const golden = JSON.parse(readFileSync(file, 'utf8')) as { [topic: string]: unknown }
    const read = [...messages].map(([topic, payload]) => [
      topic,
      payload.startsWith('{') ? JSON.parse(payload) : payload,
    ])
    assert.deepEqual(Object.fromEntries(read), golden)
    // That we are there comes last, when everything else is true; attributes come before the state that starts an automation.
    const order = [...messages.keys()]
    assert.match(order.at(-1)!, /\/status$/)
    const at = (what: string) => order.indexOf(`tocsin/v1/home-assistant/abcd1234/a/${what}`)
    assert.ok(at('details') < at('in_force') && at('sirens_details') < at('sirens'))
  })

  test('are announced by the rules of Home Assistant, with what it lets expire', () => {
    const { messages } = said([], { publicUrl: '' }, [{ area: code('a'), sound: 'quiet' }])
    const announced = [...messages].filter(([topic]) => topic.endsWith('/config'))
    assert.equal(announced.length, 5)
    for (const [topic, payload] of announced) {
      assert.deepEqual(wrongWith(topic, payload), [])
      const config = JSON.parse(payload) as { state_topic: string; expire_after?: number }
      assert.equal(isBeating(here, config.state_topic), config.expire_after !== undefined, topic)
      assert.ok(messages.has(config.state_topic), topic)
    }
  })

  test('are in the authority’s first language that there are words in, else in English', () => {
    const name = (languages: readonly string[]) => {
      const [, payload] = [...said([], { languages }).messages].find(([topic]) =>
        topic.includes('_in_force/'),
      )!
      return (JSON.parse(payload) as { name: string }).name
    }
    assert.equal(name(['ru', 'en']), 'Действует предупреждение')
    assert.equal(name(['fi']), 'Warning in force')
  })

  test('have ids of letters that Home Assistant allows, never the same for two areas', () => {
    const codes = ['gn:1', 'gn_1', 'gn-1', 'a:_', 'a__', '__3a', ':', '::', 'Ж', 'a/b', 'RU-LIP'].map(code)
    assert.equal(new Set(codes.map(slugOf)).size, codes.length)
    for (const one of codes) assert.match(slugOf(one), /^[\w-]+$/)
    assert.equal(slugOf(code('gn:465724')), 'gn_465724')
  })

  test('are not there for an area that the map doesn’t have, and it is named', () => {
    const of = { ...here, areas: [code('a'), code('nowhere')] }
    const { messages } = said([], of)
    assert.ok([...messages.keys()].every((topic) => !topic.includes('nowhere')))
    assert.deepEqual(unknownAreas(of, { hierarchy: small }), ['nowhere'])
  })
})

describe('the sensors of what is in force', () => {
  test('say nothing of drills and tests, which have their own', () => {
    const live = (all: ReturnType<typeof said>) =>
      [...all.messages].filter(([topic]) => !/\/(drill|test)(_details)?$/.test(topic))
    const calm = live(said([]))
    for (const mode of ['drill', 'test'] as const) {
      const drilled = said([issued('alert-1', { mode })])
      assert.deepEqual(live(drilled), calm)
      assert.equal(drilled.state('a', mode), 'ON')
      assert.equal(drilled.details('a', `${mode}_details`)['mode'], mode)
      const both = said([
        issued('alert-1', { mode }),
        issued('alert-2', { level: 'yellow', gravity: 'advisory' }),
      ])
      assert.equal(both.state('a', 'level'), 'yellow')
    }
  })

  test('err towards warning: on for a part, at the gravest level of any part; a part is on for what is said around it', () => {
    const areas = ['region', 'a', 'b'].map(code)
    const { state, details } = said(
      [
        issued('alert-1', { areas: ['region'], level: 'yellow', gravity: 'advisory' }),
        issued('alert-2', { areas: ['a'] }),
      ],
      { areas },
    )
    assert.deepEqual(
      ['region', 'a', 'b'].map((one) => state(one, 'level')),
      ['red', 'red', 'yellow'],
    )
    assert.equal(details('region')['covers'], 'part')
    assert.equal(details('a')['covers'], 'everywhere')
    assert.equal((details('region')['warnings'] as unknown[]).length, 2)
  })

  test('are unknown after a lapse, until somebody ends it, and off after an end', () => {
    const alert = issued('alert-1', { areas: ['a', 'b'] })
    const areas = ['region', 'a', 'c'].map(code)
    const after = (...steps: readonly Alert[]) => {
      const board = boardOf(alert)
      let now: Alert = alert
      for (const step of steps) {
        board.move(now, step)
        now = step
      }
      return said([], { areas }, [], board)
    }
    const lapsed = ended(alert, 'lapsed')
    assert.deepEqual(
      ['region', 'a', 'c'].map((one) => after(lapsed).state(one, 'in_force')),
      ['None', 'None', 'OFF'],
    )
    assert.equal(after(lapsed).state('a', 'level'), 'None')
    assert.deepEqual(after(lapsed).details('a')['lapsed'], [
      { threat: 'drone', at: '2026-11-22T23:00:00.000Z' },
    ])
    assert.equal(after(lapsed, ended(alert, 'all-clear')).state('a', 'in_force'), 'OFF')
    const cleared = after(ended(alert, 'retracted'))
    assert.equal(cleared.state('a', 'in_force'), 'OFF')
    assert.deepEqual(cleared.details('a')['last_ended'], {
      ...{ threat: 'drone', level: 'red', how: 'retracted', at: '2026-11-22T23:00:00.000Z' },
    })
  })

  test('are unknown at an installation that only drills: it can’t say that nothing is in force', () => {
    const { state } = said([issued('alert-1', { mode: 'drill' })], { service: 'exercises' }, [
      { area: code('a'), sound: 'exercises' },
    ])
    for (const what of ['in_force', 'level', 'sirens']) assert.equal(state('a', what), 'None', what)
    assert.equal(state('a', 'drill'), 'ON')
  })

  test('name steps of other ladders with their ladder, and those that no ladder has any more by how grave they were', () => {
    const level = (given: Given) => said([issued('alert-1', given)]).state('a', 'level')
    assert.equal(level({ ladder: 'eu-alert', level: 'level-2' }), 'eu-alert:level-2')
    assert.equal(level({ ladder: 'gone', level: 'red' }), 'danger')
    assert.equal(level({ ladder: 'gone', level: 'blue', gravity: 'advisory' }), 'advisory')
    const [, config] = [...said([]).messages].find(([topic]) => topic.includes('/sensor/'))!
    const { options } = JSON.parse(config) as { options: string[] }
    assert.deepEqual(options.slice(0, 3), ['none', 'yellow', 'red'])
    for (const one of ['eu-alert:level-2', 'danger', 'advisory']) assert.ok(options.includes(one), one)
  })

  test('list ten warnings and count the rest, in attributes that the recorder keeps', () => {
    const threats = shippedThreatBook().threats().slice(0, 14)
    const { details, state } = said(threats.map(({ id }, i) => issued(`alert-${i}`, { threat: id })))
    assert.equal((details('a')['warnings'] as unknown[]).length, 10)
    assert.equal(details('a')['more'], 4)
    assert.equal((details('a')['threats'] as unknown[]).length, 14)
    assert.ok(state('a', 'details')!.length < 16_384)
  })
})

describe('the siren entity', () => {
  const sirens = (...sounds: readonly SirenSound[]) => sounds.map((sound) => ({ area: code('a'), sound }))
  const says = (all: readonly SirenHere[], area = 'a') =>
    said([], { areas: [code(area)] }, all).state(area, 'sirens')

  test('is on while a siren of the area, or around it, sounds a warning, and unknown where one may', () => {
    assert.equal(says(sirens('quiet', 'warns', 'unknown')), 'ON')
    assert.equal(says(sirens('quiet', 'unknown')), 'None')
    assert.equal(says(sirens('quiet')), 'OFF')
    assert.equal(says(sirens('warns'), 'region'), 'ON')
    assert.equal(says([{ area: code('region'), sound: 'warns' }]), 'ON')
    assert.equal(says([{ area: code('b'), sound: 'warns' }]), undefined)
  })

  test('stays off while sirens sound in a drill, and says so beside it', () => {
    const { state, details } = said([issued('alert-1', { mode: 'drill' })], {}, sirens('exercises', 'quiet'))
    assert.equal(state('a', 'sirens'), 'OFF')
    assert.deepEqual(details('a', 'sirens_details'), {
      sirens: 2,
      sounding: 0,
      sounding_in_exercise: 1,
      unknown: 0,
    })
  })

  test('gives Home Assistant no command: what its buttons send comes out as nothing, on a topic that is nobody’s', () => {
    const { messages } = said([], {}, sirens('quiet'))
    const [, payload] = [...messages].find(([topic]) => topic.startsWith('homeassistant/siren/'))!
    const config = JSON.parse(payload) as { [key: string]: unknown }
    assert.equal(config['command_template'], '{{ none }}')
    assert.equal(config['command_off_template'], '{{ none }}')
    assert.equal(config['optimistic'], false)
    assert.ok(!messages.has(String(config['command_topic'])))
    assert.doesNotMatch(String(config['command_topic']), /^tocsin\/v1\/sirens\//)
  })
})
