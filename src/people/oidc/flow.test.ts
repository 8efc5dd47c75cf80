import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { instantOf, minute, plus, type Instant, type PersonId } from '#base'
import type { SessionId } from '../session.ts'
import { asksAgain, flowEndsAt, type Flow } from './flow.ts'
import { neverProved, provedAt } from './identity.ts'
import { onceOnly } from './once.ts'
import { flowSeal } from './sealed-flow.node.ts'

const at = '2026-11-22T02:40:00.000Z' as Instant
const flow: Flow = {
  ...{ state: 's'.repeat(43), nonce: 'n'.repeat(43), verifier: 'v'.repeat(43), screen: 'own' },
  ...{ purpose: { for: 'sign-in' }, startedAt: at },
}
const identity = { issuer: 'https://login.example.org', subject: 'one' }
const seconds = (instant: Instant) => Date.parse(instant) / 1_000

describe('a flow as the browser keeps it', () => {
  const seal = flowSeal()

  test('is opened as it was sealed, and is another text each time', () => {
    const called = { name: 'Їжак 🦔'.repeat(14), login: 'x'.repeat(64) }
    const largest: Flow = { ...flow, purpose: { for: 'join', link: 't'.repeat(200), called } }
    for (const one of [flow, largest]) {
      const sealed = seal.seal(one)
      assert.deepEqual(seal.open(sealed), one)
      assert.notEqual(seal.seal(one), sealed)
      assert.ok(sealed.length < 4_000, 'a cookie is at most 4 kB')
    }
  })

  test('is opened by no other process, and not when anything of it was changed', () => {
    const sealed = seal.seal(flow)
    assert.equal(flowSeal().open(sealed), undefined)
    const bytes = Buffer.from(sealed, 'base64url')
    const place = fc.integer({ min: 0, max: bytes.length - 1 })
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 255 }), (index, bits) => {
        const touched = Buffer.from(bytes)
        touched[index]! ^= bits
        assert.equal(seal.open(touched.toString('base64url')), undefined)
      }),
    )
  })

  test('is not mistaken for anything else', () => {
    fc.assert(fc.property(fc.string(), (text) => assert.equal(seal.open(text), undefined)))
  })
})

describe('what may be used once', () => {
  test('is used once, until it is worth nothing anyway', () => {
    const once = onceOnly()
    const end = flowEndsAt(flow)
    assert.equal(once.use('a', end, at), 'first')
    assert.equal(once.use('a', end, plus(at, 9 * minute)), 'again')
    assert.equal(once.use('b', end, at), 'first')
  })

  test('takes no more memory than it was given', () => {
    const once = onceOnly(3)
    for (const key of ['a', 'b', 'c', 'd']) assert.equal(once.use(key, flowEndsAt(flow), at), 'first')
    assert.equal(once.use('d', flowEndsAt(flow), at), 'again')
    assert.equal(once.use('a', flowEndsAt(flow), at), 'first', 'the oldest was forgotten')
  })
})

describe('a proof at a provider', () => {
  const person = 'person-1' as PersonId
  const session = 'session-1' as SessionId

  test('is asked for anew wherever the provider’s own session is not enough', () => {
    assert.equal(asksAgain(flow), false)
    assert.equal(asksAgain({ ...flow, screen: 'shared' }), true)
    assert.equal(asksAgain({ ...flow, purpose: { for: 'link', person, session } }), true)
    assert.equal(asksAgain({ ...flow, purpose: { for: 'join', link: 't' } }), true)
    assert.equal(asksAgain({ ...flow, purpose: { for: 'sign-in', current: session } }), true)
  })

  test('is never dated later than now, nor guessed', () => {
    fc.assert(
      fc.property(fc.option(fc.integer({ min: 0, max: 5_000_000_000 }), { nil: undefined }), (authTime) => {
        const said = authTime === undefined ? identity : { ...identity, authTime }
        const proved = provedAt(said, flow, { acr: [], at })
        if (!proved.ok) return
        assert.ok(proved.value <= at)
        assert.equal(proved.value === neverProved, authTime === undefined)
        if (authTime !== undefined) assert.ok(Date.parse(proved.value) <= authTime * 1_000)
      }),
    )
  })

  test('counts where it was asked for anew only when it was made since', () => {
    const again = { ...flow, purpose: { for: 'link', person, session } } as const
    const later = plus(at, 5 * minute)
    const judged = (authTime: number) => provedAt({ ...identity, authTime }, again, { acr: [], at: later })
    assert.deepEqual(judged(seconds(at) + 60), { ok: true, value: instantOf(Date.parse(at) + minute) })
    assert.equal(judged(seconds(at) - 29).ok, true)
    const old = judged(seconds(at) - 31)
    assert.ok(!old.ok && old.problem.code === 'people/oidc-not-proved')
  })

  test('is as strong as one of the values asked for, or refused', () => {
    const judged = (acr?: string) =>
      provedAt({ ...identity, ...(acr === undefined ? {} : { acr }) }, flow, { acr: ['two', 'three'], at })
    assert.equal(judged('three').ok, true)
    for (const acr of [undefined, '', 'one', 'two three']) {
      const weak = judged(acr)
      assert.ok(!weak.ok && weak.problem.code === 'people/oidc-too-weak')
    }
  })
})
