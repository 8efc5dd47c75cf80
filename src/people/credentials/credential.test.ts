import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import type { Instant, PersonId, Result } from '#base'
import {
  mostPasskeys,
  noCredentials,
  recoveryCodesLeft,
  waysIn,
  withOidc,
  withoutOidc,
  withoutPasskey,
  withoutPassword,
  withPasskey,
  withPassword,
  withRecoveryCodes,
  type Credentials,
  type Passkey,
} from './credential.ts'

const at = '2026-11-22T02:40:00.000Z' as Instant
const nobody = noCredentials('person-olena' as PersonId)
const passkey = (id: string): Passkey => ({
  id,
  userHandle: 'BAUG',
  publicKey: 'BwgJ',
  counter: 0,
  transports: [],
  syncs: true,
  name: 'Key',
  madeAt: at,
})
const withKey: Credentials = { ...nobody, passkeys: [passkey('one')] }
const withWord = withPassword(nobody, { hash: '$', changedAt: at }, { secret: 'GEZDGNBV', lastStep: 0 })
const withAccount = withOidc(nobody, { issuer: 'https://id.example', subject: '17', linkedAt: at })

function codeOf(result: Result<Credentials>): string {
  return result.ok ? 'ok' : result.problem.code
}

describe('a way in', () => {
  test('is a passkey, a password with an app, or an account elsewhere', () => {
    assert.deepEqual(waysIn(nobody), [])
    assert.deepEqual(waysIn(withKey), ['passkey'])
    assert.deepEqual(waysIn(withWord), ['password-totp'])
    assert.deepEqual(waysIn(withAccount), ['oidc'])
  })

  test('is not a password alone, nor a sheet of codes', () => {
    assert.deepEqual(waysIn({ ...withWord, totp: null }), [])
    assert.deepEqual(waysIn({ ...withWord, password: null }), [])
    assert.deepEqual(waysIn(withRecoveryCodes(nobody, ['a', 'b'])), [])
  })

  test('can’t be removed when it is the last', () => {
    assert.equal(codeOf(withoutPasskey(withKey, 'one')), 'people/last-way-in')
    assert.equal(codeOf(withoutPassword(withWord)), 'people/last-way-in')
    assert.equal(codeOf(withoutOidc(withAccount, 'https://id.example')), 'people/last-way-in')
  })

  test('can be removed while there is another', () => {
    const all: Credentials = { ...withWord, passkeys: withKey.passkeys, oidc: withAccount.oidc }
    const two = withoutPassword(all)
    assert.deepEqual(two.ok && waysIn(two.value), ['passkey', 'oidc'])
    const one = withoutPasskey(two.ok ? two.value : all, 'one')
    assert.deepEqual(one.ok && waysIn(one.value), ['oidc'])
  })

  test('that isn’t there can’t be removed', () => {
    assert.equal(codeOf(withoutPasskey(withWord, 'one')), 'people/no-such-passkey')
    assert.equal(codeOf(withoutPassword(withKey)), 'people/no-password')
    assert.equal(codeOf(withoutOidc(withKey, 'https://id.example')), 'people/no-such-oidc-account')
  })
})

describe('somebody’s passkeys', () => {
  test('are each there once', () => {
    assert.equal(codeOf(withPasskey(withKey, passkey('one'))), 'people/passkey-known')
    assert.equal(codeOf(withPasskey(withKey, passkey('two'))), 'ok')
  })

  test('are not without number', () => {
    const many = { ...nobody, passkeys: Array.from({ length: mostPasskeys }, (_, i) => passkey(`${i}`)) }
    assert.equal(codeOf(withPasskey(many, passkey('one more'))), 'people/too-many-passkeys')
  })
})

describe('a sheet of recovery codes', () => {
  test('ends the one before', () => {
    const printed = withRecoveryCodes(withRecoveryCodes(nobody, ['a', 'b', 'c']), ['d', 'e'])
    assert.deepEqual(printed.recoveryCodes, [{ hash: 'd' }, { hash: 'e' }])
    assert.equal(recoveryCodesLeft(printed), 2)
    assert.equal(
      recoveryCodesLeft({ ...printed, recoveryCodes: [{ hash: 'd', usedAt: at }, { hash: 'e' }] }),
      1,
    )
  })
})

test('an account elsewhere that is linked again stands there once', () => {
  const later = '2026-11-23T02:40:00.000Z' as Instant
  const again = withOidc(withAccount, { issuer: 'https://id.example', subject: '17', linkedAt: later })
  assert.deepEqual(again.oidc, [{ issuer: 'https://id.example', subject: '17', linkedAt: later }])
})
