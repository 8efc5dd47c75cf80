import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { memoryShelf, minute, ok, plus, second, type Instant, type PersonId } from '#base'
import {
  openAuthenticator,
  type Algorithm,
  type Authenticator,
  type Device,
  type Wrong,
} from '../../../test/support/authenticator.node.ts'
import { openCredentialBook, type CredentialBook } from './credential-book.ts'
import { noCredentials, withPasskey } from './credential.ts'
import type { PasskeyDoubt } from './passkey-answer.ts'
import { openPasskeys, type AuthenticationResponseJSON, type Passkeys } from './passkeys.node.ts'

const start = '2026-11-22T02:40:00.000Z' as Instant
const olena = 'person-olena' as PersonId
const taras = 'person-taras' as PersonId
const party = { id: 'warn.example', name: 'Tocsin', origins: ['https://warn.example'] }
const site: Device = { origin: 'https://warn.example' }

interface Town {
  readonly book: CredentialBook
  readonly passkeys: Passkeys
  at: Instant
}

async function town(): Promise<Town> {
  const book = await openCredentialBook(memoryShelf())
  const made: Town = { book, passkeys: openPasskeys({ party, book, now: () => made.at }), at: start }
  return made
}

async function registers(here: Town, device: Authenticator, wrong: Wrong = {}, person = olena) {
  const { ticket, options } = await here.passkeys.creationOptions({ person, login: 'olena', name: 'Olena' })
  const response = device.create(options, wrong)
  const registered = await here.passkeys.register({ person, ticket, response, name: 'Key' }, here.at)
  if (!registered.ok) return registered
  return here.book.change(person, (kept) => withPasskey(kept, registered.value))
}

async function signsIn(here: Town, device: Authenticator, wrong: Wrong = {}) {
  const { ticket, options } = await here.passkeys.requestOptions()
  return here.passkeys.authenticate({ ticket, response: device.get(options, wrong) }, here.at)
}

async function registered(device: Device = site) {
  const here = await town()
  const authenticator = openAuthenticator(device)
  assert.equal((await registers(here, authenticator)).ok, true)
  return { here, authenticator }
}

describe('a passkey', () => {
  for (const algorithm of ['ES256', 'EdDSA', 'RS256'] satisfies Algorithm[])
    test(`of ${algorithm} proves whose it is`, async () => {
      const { here, authenticator } = await registered({ ...site, algorithm })
      const proof = await signsIn(here, authenticator)
      assert.equal(proof.proved === 'yes' && proof.person, olena)
    })

  test('is kept with what its owner should know of it', async () => {
    const { here } = await registered({ ...site, syncs: 'yes' })
    const [passkey] = here.book.of(olena).passkeys
    assert.partialDeepStrictEqual(passkey, {
      name: 'Key',
      syncs: true,
      counter: 0,
      madeAt: start,
      transports: ['hybrid', 'internal'],
      aaguid: '00000000-0000-0000-0000-000000000000',
    })
  })

  test('that counts has its count and last use written down before the answer', async () => {
    const { here, authenticator } = await registered()
    here.at = plus(start, minute)
    await signsIn(here, authenticator)
    assert.partialDeepStrictEqual(here.book.of(olena).passkeys[0], { counter: 2, lastUsedAt: here.at })
  })

  test('that syncs doesn’t count, and is taken each time', async () => {
    const { here, authenticator } = await registered({ ...site, syncs: 'yes' })
    for (let round = 0; round < 3; round++) assert.equal((await signsIn(here, authenticator)).proved, 'yes')
  })

  test('is asked for with finger, face or PIN, by no name, for five minutes', async () => {
    const here = await town()
    const { options } = await here.passkeys.requestOptions()
    assert.partialDeepStrictEqual(options, {
      rpId: 'warn.example',
      userVerification: 'required',
      timeout: 300_000,
    })
    assert.deepEqual(options.allowCredentials ?? [], [])
    assert.equal(Buffer.from(options.challenge, 'base64url').length, 32)
  })

  test('is made to be found without a name, of no stated make, and known to the device by a random handle', async () => {
    const here = await town()
    const { options } = await here.passkeys.creationOptions({ person: olena, login: 'olena', name: 'Olena' })
    assert.partialDeepStrictEqual(options, {
      rp: { id: 'warn.example', name: 'Tocsin' },
      user: { name: 'olena', displayName: 'Olena' },
      attestation: 'none',
      timeout: 300_000,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    assert.deepEqual(
      options.pubKeyCredParams.map(({ alg }) => alg),
      [-8, -7, -257],
    )
    assert.equal(Buffer.from(options.user.id, 'base64url').length, 32)
    const again = await here.passkeys.creationOptions({ person: olena, login: 'olena', name: 'Olena' })
    assert.notEqual(again.options.user.id, options.user.id)
  })

  test('is made once on each device: those that are known are excluded, and the handle stays', async () => {
    const { here, authenticator } = await registered()
    const [passkey] = here.book.of(olena).passkeys
    const { options } = await here.passkeys.creationOptions({ person: olena, login: 'olena', name: 'Olena' })
    assert.deepEqual(
      options.excludeCredentials?.map(({ id }) => id),
      [passkey!.id],
    )
    assert.equal(options.user.id, passkey!.userHandle)
    assert.throws(() => authenticator.create(options), /InvalidStateError/)
  })

  test('may come with a statement of its own, which nobody asked for', async () => {
    assert.equal((await registers(await town(), openAuthenticator(site), { attestation: 'self' })).ok, true)
  })
})

describe('a passkey is not taken', () => {
  for (const [why, wrong] of [
    ['from another origin', { origin: 'https://warn.example.evil.example' }],
    ['from plain http', { origin: 'http://warn.example' }],
    ['for another site', { rpId: 'evil.example' }],
    ['for another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['from a page in another’s frame', { framed: 'in-another-origin' }],
    ['out of a sign-in', { type: 'webauthn.get' }],
    ['when nobody proved to be there', { userPresent: 'no' }],
    ['when the device asked for no finger, face or PIN', { userVerified: 'no' }],
    ['with a certificate of its maker', { attestation: 'with-certificate' }],
    ['with a statement nobody knows', { attestation: 'unknown-format' }],
    ['with an endless id', { id: Buffer.alloc(1_024, 1).toString('base64url') }],
  ] as const satisfies readonly (readonly [string, Wrong])[])
    test(why, async () => {
      const here = await town()
      const refused = await registers(here, openAuthenticator(site), wrong)
      assert.equal(!refused.ok && refused.problem.code, 'people/passkey-refused')
      assert.deepEqual(!refused.ok && refused.problem.details, {}, 'what was wrong is not told')
      assert.deepEqual(here.book.of(olena), noCredentials(olena))
    })

  test('twice for one challenge', async () => {
    const here = await town()
    const { ticket, options } = await here.passkeys.creationOptions({ person: olena, login: 'o', name: 'O' })
    const response = openAuthenticator(site).create(options)
    assert.equal(
      (await here.passkeys.register({ person: olena, ticket, response, name: 'Key' }, start)).ok,
      true,
    )
    const again = await here.passkeys.register({ person: olena, ticket, response, name: 'Key' }, start)
    assert.equal(!again.ok && again.problem.code, 'people/ticket-over')
  })

  test('after five minutes', async () => {
    const here = await town()
    const { ticket, options } = await here.passkeys.creationOptions({ person: olena, login: 'o', name: 'O' })
    const response = openAuthenticator(site).create(options)
    here.at = plus(start, 5 * minute)
    const late = await here.passkeys.register({ person: olena, ticket, response, name: 'Key' }, here.at)
    assert.equal(!late.ok && late.problem.code, 'people/ticket-over')
  })

  test('for another person than it was begun for', async () => {
    const here = await town()
    const { ticket, options } = await here.passkeys.creationOptions({ person: olena, login: 'o', name: 'O' })
    const response = openAuthenticator(site).create(options)
    const stolen = await here.passkeys.register({ person: taras, ticket, response, name: 'Key' }, start)
    assert.equal(!stolen.ok && stolen.problem.code, 'people/ticket-over')
  })

  test('under another id than the device signed', async () => {
    const here = await town()
    const { ticket, options } = await here.passkeys.creationOptions({
      person: olena,
      login: 'o',
      name: 'O',
    })
    const id = Buffer.alloc(32, 7).toString('base64url')
    const response = { ...openAuthenticator(site).create(options), id, rawId: id }
    const refused = await here.passkeys.register({ person: olena, ticket, response, name: 'Key' }, start)
    assert.equal(!refused.ok && refused.problem.code, 'people/passkey-refused')
  })

  test('when it is somebody else’s already', async () => {
    const { here } = await registered()
    const { id } = here.book.of(olena).passkeys[0]!
    const refused = await registers(here, openAuthenticator(site), { id }, taras)
    assert.equal(!refused.ok && refused.problem.code, 'people/passkey-known')
  })

  test('when its answer is nonsense', async () => {
    const here = await town()
    for (const response of [
      {},
      { id: 'x' },
      { response: null },
      { id: 'x', rawId: 'x', response: { clientDataJSON: 7 } },
    ]) {
      const { ticket } = await here.passkeys.creationOptions({ person: olena, login: 'o', name: 'O' })
      const refused = await here.passkeys.register(
        { person: olena, ticket, response: response as never, name: '' },
        start,
      )
      assert.equal(!refused.ok && refused.problem.code, 'people/passkey-refused')
    }
  })
})

describe('a sign-in by passkey proves nothing', () => {
  for (const [why, doubt, wrong] of [
    ['from another origin', 'other-origin', { origin: 'https://warn-example.evil.example' }],
    ['from another port', 'other-origin', { origin: 'https://warn.example:8443' }],
    ['for another challenge', 'other-challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['for another site', 'other-party', { rpId: 'evil.example' }],
    ['from a page in another’s frame', 'framed', { framed: 'in-another-origin' }],
    ['out of a registration', 'other-ceremony', { type: 'webauthn.create' }],
    ['when nobody touched the device', 'nobody-present', { userPresent: 'no' }],
    ['when user verification was turned off on the way', 'user-not-verified', { userVerified: 'no' }],
    ['signed by another key', 'signature', { key: 'another' }],
    ['in somebody else’s name', 'other-user', { userHandle: Buffer.alloc(32, 7).toString('base64url') }],
    ['with a count that stands still', 'counter-back', { counter: 1 }],
    ['with a count that is gone', 'counter-back', { counter: 0 }],
  ] as const satisfies readonly (readonly [string, PasskeyDoubt, Wrong])[])
    test(why, async () => {
      const { here, authenticator } = await registered()
      const { passkeys } = here.book.of(olena)
      assert.deepEqual(await signsIn(here, authenticator, wrong), {
        proved: 'no',
        why: doubt,
        person: olena,
        passkey: passkeys[0]!.id,
      })
      if (doubt !== 'counter-back') assert.deepEqual(here.book.of(olena).passkeys, passkeys)
    })

  test('of a device nobody knows', async () => {
    const { here } = await registered()
    const other = await registered()
    assert.deepEqual(await signsIn(here, other.authenticator), { proved: 'no', why: 'unknown-passkey' })
  })

  test('a second time with the same answer', async () => {
    const { here, authenticator } = await registered({ ...site, syncs: 'yes' })
    const { ticket, options } = await here.passkeys.requestOptions()
    const response = authenticator.get(options)
    assert.equal((await here.passkeys.authenticate({ ticket, response }, start)).proved, 'yes')
    assert.deepEqual(await here.passkeys.authenticate({ ticket, response }, start), {
      proved: 'no',
      why: 'ticket-over',
    })
    const another = await here.passkeys.requestOptions()
    const replayed = await here.passkeys.authenticate({ ticket: another.ticket, response }, start)
    assert.equal(replayed.proved === 'no' && replayed.why, 'other-challenge')
  })

  test('when two try the same answer at once: one wins', async () => {
    const { here, authenticator } = await registered({ ...site, syncs: 'yes' })
    const { ticket, options } = await here.passkeys.requestOptions()
    const response = authenticator.get(options)
    const both = await Promise.all([1, 2].map(() => here.passkeys.authenticate({ ticket, response }, start)))
    assert.deepEqual(both.map(({ proved }) => proved).sort(), ['no', 'yes'])
  })

  test('five minutes after it was asked for; a moment before it does', async () => {
    const { here, authenticator } = await registered()
    const late = await here.passkeys.requestOptions()
    const inTime = await here.passkeys.requestOptions()
    here.at = plus(start, 5 * minute - second)
    const taken = { ticket: inTime.ticket, response: authenticator.get(inTime.options) }
    assert.equal((await here.passkeys.authenticate(taken, here.at)).proved, 'yes')
    here.at = plus(start, 5 * minute)
    const response = authenticator.get(late.options)
    const over = await here.passkeys.authenticate({ ticket: late.ticket, response }, here.at)
    assert.equal(over.proved === 'no' && over.why, 'ticket-over')
  })

  test('with the ticket of a registration', async () => {
    const { here, authenticator } = await registered()
    const creation = await here.passkeys.creationOptions({ person: olena, login: 'o', name: 'O' })
    const response = authenticator.get({ challenge: creation.options.challenge, rpId: party.id })
    const proof = await here.passkeys.authenticate({ ticket: creation.ticket, response }, start)
    assert.equal(proof.proved === 'no' && proof.why, 'ticket-over')
  })

  test('once the passkey is taken from its owner', async () => {
    const { here, authenticator } = await registered()
    await here.book.change(olena, (kept) => ok({ ...kept, passkeys: [] }))
    assert.equal((await signsIn(here, authenticator)).proved, 'no')
  })

  test('when it is nonsense', async () => {
    const { here } = await registered()
    const { id, userHandle } = here.book.of(olena).passkeys[0]!
    for (const response of [
      {},
      { id },
      { id, response: { userHandle } },
      { id, response: { userHandle, clientDataJSON: 'bnVsbA' } },
      { id, response: { userHandle, clientDataJSON: 'A'.repeat(100_000) } },
    ]) {
      const { ticket } = await here.passkeys.requestOptions()
      const shown = { ticket, response: response as AuthenticationResponseJSON }
      assert.equal((await here.passkeys.authenticate(shown, start)).proved, 'no')
    }
  })
})

describe('a copied device', () => {
  test('is found out when the second of the two signs, and the passkey is marked', async () => {
    const { here, authenticator } = await registered()
    const thief = authenticator.copy()
    assert.equal((await signsIn(here, thief)).proved, 'yes')
    here.at = plus(start, minute)
    const proof = await signsIn(here, authenticator)
    assert.equal(proof.proved === 'no' && proof.why, 'counter-back')
    assert.partialDeepStrictEqual(here.book.of(olena).passkeys[0], { counter: 2, doubtedAt: here.at })
  })

  test('doesn’t lock its owner out: their next sign-in counts on', async () => {
    const { here, authenticator } = await registered()
    await signsIn(here, authenticator.copy())
    await signsIn(here, authenticator)
    assert.equal((await signsIn(here, authenticator)).proved, 'yes')
  })

  test('can’t sign at the same moment: of two equal counts one wins', async () => {
    const { here, authenticator } = await registered()
    const thief = authenticator.copy()
    const both = await Promise.all([signsIn(here, thief), signsIn(here, authenticator)])
    assert.deepEqual(both.map(({ proved }) => proved).sort(), ['no', 'yes'])
  })
})
