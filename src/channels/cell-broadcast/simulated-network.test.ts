import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { plus, second, type Instant, type Json } from '#base'
import { ecbeBody } from './ecbe.ts'
import { networkPage } from './network-page.ts'
import { pageText } from './pages.ts'
import { simulatedNetwork, type SimulatedOptions, type SimulatedPhone } from './simulated-network.ts'

const start = '2025-11-01T21:37:00.000Z' as Instant
const at = (seconds: number) => plus(start, seconds * second)
const phone = (id: string, more: Partial<SimulatedPhone> = {}): SimulatedPhone => ({
  ...{ id, name: id.toUpperCase(), cell: 'north', tests: 'shown', additional: 'shown' },
  ...more,
})

function world(phones: readonly SimulatedPhone[], more: Partial<SimulatedOptions> = {}) {
  const network = simulatedNetwork({ cells: ['north', 'south'], phones, at: start, ...more })
  const body = (text: string, overrides: { id?: number; update?: number; count?: number } = {}) => {
    const paged = pageText(text)
    assert.ok(paged.ok)
    return ecbeBody({
      ...{ cbeName: 'tocsin', category: 'normal', repetitionPeriod: 10, count: overrides.count ?? 0 },
      ...{ messageId: overrides.id ?? 4371, dcs: paged.value.dcs, pages: paged.value.pages },
      serial: { scope: 'plmn_wide', code: 5, update: overrides.update ?? 0 },
    }) as unknown as Json
  }
  const screen = (id: string) =>
    network
      .state()
      .phones.find((one) => one.id === id)!
      .screen.map(({ text }) => text)
  const rang = (id: string) => network.state().phones.find((one) => one.id === id)!.rang
  return { network, body, screen, rang }
}

describe('a pretended network', () => {
  test('repeats a message in every cell, and a phone shows it once', () => {
    const { network, body, screen, rang } = world([phone('a'), phone('b', { cell: 'south' })])
    assert.deepEqual(network.start(body('Go in.'), start), { status: 201, text: 'Created' })
    network.advance(at(35))
    assert.equal(network.state().onAir[0]?.broadcasts, 4)
    for (const id of ['a', 'b']) assert.deepEqual([screen(id), rang(id)], [['Go in.'], 1])
  })

  test('reaches a phone that comes later, and none after it was stopped', () => {
    const { network, body, screen } = world([phone('late', { cell: 'nowhere' }), phone('later')])
    network.move('late', undefined, start)
    network.move('later', undefined, start)
    network.start(body('Go in.'), start)
    network.advance(at(15))
    network.move('late', 'south', at(16))
    assert.deepEqual(screen('late'), [])
    network.advance(at(20))
    assert.deepEqual(screen('late'), ['Go in.'])
    assert.equal(network.stop(4371, at(21)).status, 200)
    network.move('later', 'south', at(22))
    network.advance(at(100))
    assert.deepEqual(screen('later'), [])
    assert.equal(network.stop(4371, at(101)).status, 404)
  })

  test('does not ring a phone again that only changes its cell', () => {
    const { network, body, rang } = world([phone('a')])
    network.start(body('Go in.'), start)
    network.move('a', 'south', at(5))
    network.advance(at(50))
    assert.equal(rang('a'), 1)
  })

  test('gives a phone the pages that it missed at the next repetition, and shows nothing half', () => {
    const { network, body, screen } = world([phone('a')], {
      hears: (_, page, round) => (page % 2 === round % 2 ? 'caught' : 'missed'),
    })
    network.start(body('x'.repeat(200)), start)
    assert.deepEqual(screen('a'), [])
    network.advance(at(10))
    assert.deepEqual(screen('a'), ['x'.repeat(200)])
  })

  test('refuses a second message of an identifier, or takes it for a new version, as centres differ', () => {
    const strict = world([phone('a')])
    strict.network.start(strict.body('One.'), start)
    assert.equal(strict.network.start(strict.body('Two.', { update: 1 }), at(1)).status, 409)
    assert.deepEqual(strict.screen('a'), ['One.'])
    const lenient = world([phone('a')], { sameId: 'replaces' })
    lenient.network.start(lenient.body('One.'), start)
    assert.equal(lenient.network.start(lenient.body('Two.', { update: 1 }), at(1)).status, 201)
    assert.deepEqual([lenient.screen('a'), lenient.rang('a')], [['Two.'], 2])
  })

  test('takes a repeat under another identifier for another message, and one under the same serial number for the same', () => {
    const { network, body, screen } = world([phone('a')])
    network.start(body('One.'), start)
    network.start(body('One.', { id: 4372 }), at(1))
    network.stop(4371, at(2))
    network.start(body('Changed without a new version.'), at(3))
    network.advance(at(60))
    assert.deepEqual(screen('a'), ['One.', 'One.'])
  })

  test('ends by itself when it was sent as often as it was to', () => {
    const { network, body } = world([phone('a')])
    network.start(body('One.', { count: 3 }), start)
    network.advance(at(19))
    assert.equal(network.state().onAir.length, 1)
    network.advance(at(20))
    assert.deepEqual(network.state().onAir, [])
    assert.equal(
      network.start(body('Two.', { update: 1 }), at(25)).status,
      409,
      'it is held until it is stopped',
    )
  })

  test('shows tests to whom asked for them, and further languages likewise', () => {
    const { network, body, rang } = world([
      phone('a'),
      phone('b', { tests: 'hidden' }),
      phone('c', { additional: 'hidden' }),
    ])
    network.start(body('Test.', { id: 4398 }), start)
    network.start(body('Exercise.', { id: 4381 }), at(1))
    network.start(body('In a further language.', { id: 4384 }), at(2))
    assert.deepEqual(['a', 'b', 'c'].map(rang), [3, 1, 2])
  })

  test('takes no order that a centre would not', () => {
    const { network, body } = world([])
    const whole = body('One.') as { [name: string]: Json }
    const without = (name: string) =>
      Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name))
    for (const name of ['cbe_name', 'repetition_period', 'scope', 'smscb_message'])
      assert.equal(network.start(without(name), start).status, 400, name)
    for (const wrong of [
      { repetition_period: 4096 },
      { num_of_bcast: 65_536 },
      { category: 'urgent' },
      { scope: { scope_cells: [] } },
    ])
      assert.equal(network.start({ ...whole, ...wrong }, start).status, 400, JSON.stringify(wrong))
    assert.equal(network.state().onAir.length, 0)
  })

  test('is a page that says what it is, and whose texts are only texts', () => {
    const { network, body } = world([phone('a', { name: '<b>' })])
    network.start(body('<script>alert(1)</script> & "go in"'), start)
    const page = networkPage(network.state())
    assert.match(page, /Simulation: no network, no phones, nobody is warned/)
    assert.doesNotMatch(page, /<script|<b>/)
    assert.match(page, /&#60;script&#62;/)
  })
})
