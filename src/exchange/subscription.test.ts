import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { day, hour, minute, plus, type Instant } from '#base'
import { checkHubSignature, newHubToken } from './hub-signature.node.ts'
import {
  confirmed,
  failedAgain,
  nextStepAt,
  offerOf,
  readHubQuestion,
  readHubSignature,
  subscriptionStep,
  type Subscription,
} from './subscription.ts'

const at = '2026-11-22T06:00:00.000Z' as Instant
const offer = { hub: 'https://hub.example/', topic: 'https://warn.town.example/feed' }
const asked: Subscription = { kind: 'asked', ...offer, token: 't', secret: 's', askedAt: at, tries: 0 }
const active = confirmed(asked, 86_400, at, 0)
const problem = { at, problem: { code: 'exchange/hub-refused', details: {} } }

describe('the life of a subscription', () => {
  test('begins where a hub is offered, and where another one is', () => {
    assert.equal(subscriptionStep(undefined, undefined, at), 'nothing')
    assert.equal(subscriptionStep(undefined, offer, at), 'subscribe')
    assert.equal(subscriptionStep(active, offer, at), 'nothing')
    assert.equal(subscriptionStep(active, undefined, at), 'nothing')
    assert.equal(subscriptionStep(active, { ...offer, hub: 'https://other.example/' }, at), 'subscribe')
    assert.equal(subscriptionStep(active, { ...offer, topic: 'https://other.example/' }, at), 'subscribe')
  })
  test('waits five minutes for the hub to ask back', () => {
    assert.equal(subscriptionStep(asked, offer, plus(at, 4 * minute)), 'nothing')
    assert.equal(subscriptionStep(asked, offer, plus(at, 5 * minute)), 'timed-out')
  })
  test('is renewed before its end, and begun anew after it', () => {
    assert.equal(active.kind === 'active' && active.until, plus(at, day))
    assert.equal(subscriptionStep(active, undefined, plus(at, 21 * hour)), 'nothing')
    assert.equal(subscriptionStep(active, undefined, plus(at, 22 * hour)), 'renew')
    assert.equal(subscriptionStep(active, undefined, plus(at, day)), 'subscribe')
  })
  test('lasts a day where the hub names no lease', () => {
    const one = confirmed(asked, undefined, at, 0)
    assert.ok(one.kind === 'active' && one.until === plus(at, day))
  })
  test('keeps its lease when a renewal fails, and ends as failed only with the lease', () => {
    const later = failedAgain(active, { ...problem, at: plus(at, 22 * hour) }, 0)
    assert.equal(later.kind, 'active')
    assert.equal(nextStepAt(later), plus(at, 22 * hour + 5 * minute))
    const last = failedAgain(active, { ...problem, at: plus(at, 24 * hour - minute) }, 0)
    assert.equal(last.kind, 'failed')
  })
  test('is always renewed between half of its lease and its end, and tried again within 5 minutes to 8 hours', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        fc.nat(500),
        (lease, random, tries) => {
          const one = confirmed(asked, lease, at, random)
          assert.ok(one.kind === 'active')
          assert.ok(one.renewAt < one.until)
          assert.ok(Date.parse(one.renewAt) - Date.parse(at) >= (lease * 1_000) / 2 - 1)
          const again = failedAgain({ ...asked, tries }, problem, random)
          assert.ok(again.kind === 'failed')
          assert.ok(again.againAt >= plus(at, 5 * minute) && again.againAt <= plus(at, 8 * hour))
        },
      ),
    ))
})

describe('what a hub asks', () => {
  const question = {
    'hub.mode': 'subscribe',
    'hub.topic': 't',
    'hub.challenge': 'c',
    'hub.lease_seconds': '60',
  }
  test('is read for intent and denial', () => {
    assert.deepEqual(readHubQuestion(question), {
      ...{ kind: 'intent', mode: 'subscribe', topic: 't', challenge: 'c', leaseSeconds: 60 },
    })
    const denial = { 'hub.mode': 'denied', 'hub.topic': 't', 'hub.reason': 'no' }
    assert.deepEqual(readHubQuestion(denial), { kind: 'denied', topic: 't', reason: 'no' })
  })
  for (const change of [
    { 'hub.topic': '' },
    { 'hub.mode': 'publish' },
    { 'hub.challenge': '' },
    { 'hub.challenge': ['a', 'b'] },
    { 'hub.challenge': 'c'.repeat(5_000) },
  ])
    test(`is nonsense with ${JSON.stringify(change).slice(0, 40)}`, () =>
      assert.deepEqual(readHubQuestion({ ...question, ...change }), { kind: 'nonsense' }))
})

describe('the signature of a hub', () => {
  const bytes = new TextEncoder().encode('<feed/>')
  const signed = (method: string, secret = 'key') =>
    `${method}=${createHmac(method, secret).update(bytes).digest('hex')}`
  test('holds with each method of the standard; SHA-1 is weak', () => {
    for (const method of ['sha256', 'sha384', 'sha512'])
      assert.equal(checkHubSignature(signed(method), 'key', bytes), 'strong')
    assert.equal(checkHubSignature(signed('sha1'), 'key', bytes), 'weak')
    assert.equal(checkHubSignature(signed('sha256').toUpperCase(), 'key', bytes), 'strong')
  })
  test('is wrong with another secret, method, length or byte, and when it is not there', () => {
    for (const header of [
      undefined,
      '',
      'sha256',
      signed('sha256', 'other'),
      signed('md5'),
      signed('sha256').replace('sha256', 'sha512'),
      signed('sha512').slice(0, 47),
    ])
      assert.equal(checkHubSignature(header, 'key', bytes), 'wrong', header)
    assert.equal(checkHubSignature(signed('sha256'), 'key', new Uint8Array([...bytes, 32])), 'wrong')
    assert.equal(readHubSignature('sha256=xyz'), undefined)
  })
  test('rests on secrets of 256 bits', () => {
    assert.match(newHubToken(), /^[\w-]{43}$/)
    assert.notEqual(newHubToken(), newHubToken())
  })
})

describe('the hub that is offered', () => {
  const none = { hub: [], self: undefined }
  test('is that of HTTP before that of the document, made whole', () => {
    const url = 'https://warn.town.example/cap/feed'
    const document = { hub: ['/hub'], self: 'feed' }
    assert.deepEqual(offerOf(none, document, url), { hub: 'https://warn.town.example/hub', topic: url })
    assert.deepEqual(offerOf({ hub: ['https://other.example/'], self: undefined }, document, url), {
      hub: 'https://other.example/',
      topic: url,
    })
    assert.equal(offerOf(none, { ...none, self: 'feed' }, url), undefined)
    assert.deepEqual(offerOf(none, { hub: ['/hub'], self: undefined }, url)?.topic, url)
  })
})
