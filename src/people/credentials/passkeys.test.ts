import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { memoryShelf, plus, minute, type Instant, type PersonId } from '#base'
import {
  openAuthenticator,
  type Algorithm,
  type Authenticator,
  type Device,
  type Wrong,
} from '../../../test/support/authenticator.node.ts'
import { openCredentialBook, type CredentialBook } from './credential-book.ts'
import { withPasskey, type Passkey } from './credential.ts'
import { openPasskeys, type Passkeys } from './passkeys.node.ts'

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

async function registers(here: Town, device: Authenticator, person = olena, wrong: Wrong = {}) {
  const { ticket, options } = await here.passkeys.creationOptions({ person, login: 'olena', name: 'Olena' })
  const registered = await here.passkeys.register(
    { person, ticket, response: device.create(options, wrong), name: 'Key' },
    here.at,
  )
  if (registered.ok) await here.book.change(person, (now) => withPasskey(now, registered.value as Passkey))
  return registered
}

async function signsIn(here: Town, device: Authenticator, wrong: Wrong = {}) {
  const { ticket, options } = await here.passkeys.requestOptions()
  return here.passkeys.authenticate({ ticket, response: device.get(options, wrong) }, here.at)
}

describe('a passkey', () => {
  for (const algorithm of ['ES256', 'EdDSA', 'RS256'] satisfies Algorithm[])
    test(`of ${algorithm} proves whose it is`, async () => {
      const here = await town()
      const device = openAuthenticator({ ...site, algorithm })
      assert.equal((await registers(here, device)).ok, true)
      const proof = await signsIn(here, device)
      assert.equal(proof.proved, 'yes')
      assert.equal(proof.proved === 'yes' && proof.person, olena)
    })
})
