import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { memoryShelf, ok, refuse, type Instant, type PersonId, type Shelf } from '#base'
import { useTotpStep } from './code-use.ts'
import { openCredentialBook } from './credential-book.ts'
import {
  noCredentials,
  withOidc,
  withPasskey,
  withPassword,
  withRecoveryCodes,
  type Passkey,
} from './credential.ts'
import { hashOfRecoveryCode, newRecoveryCodes, useRecoveryCode } from './recovery-codes.ts'

const at = '2026-11-22T02:40:00.000Z' as Instant
const olena = 'person-olena' as PersonId
const taras = 'person-taras' as PersonId
const passkey: Passkey = {
  id: 'AQID',
  userHandle: 'BAUG',
  publicKey: 'BwgJ',
  counter: 0,
  transports: [],
  syncs: true,
  name: 'Key',
  madeAt: at,
}
const account = { issuer: 'https://id.example', subject: '17', linkedAt: at }

describe('the book of credentials', () => {
  test('has an empty page for everybody', async () => {
    const book = await openCredentialBook(memoryShelf())
    assert.deepEqual(book.of(olena), noCredentials(olena))
    assert.equal(book.byPasskey('AQID'), undefined)
  })

  test('finds a person by what they show, and no longer when it is taken away', async () => {
    const book = await openCredentialBook(memoryShelf())
    await book.change(olena, (kept) => withPasskey(kept, passkey))
    await book.change(olena, (kept) => ok(withOidc(kept, account)))
    assert.equal(book.byPasskey('AQID')?.person, olena)
    assert.equal(book.byOidc('https://id.example', '17')?.person, olena)
    assert.equal(book.byOidc('https://id.example', '1')?.person, undefined)
    await book.put(noCredentials(olena))
    assert.equal(book.byPasskey('AQID'), undefined)
    assert.equal(book.byOidc('https://id.example', '17'), undefined)
  })

  test('keeps what it holds on the shelf, and forgets a person there too', async () => {
    const shelf = memoryShelf()
    const book = await openCredentialBook(shelf)
    await book.change(olena, (kept) => withPasskey(kept, passkey))
    const other = await openCredentialBook(shelf)
    assert.deepEqual(other.byPasskey('AQID'), book.of(olena))
    await book.remove(olena)
    assert.deepEqual(book.of(olena), noCredentials(olena))
    assert.equal(book.byPasskey('AQID'), undefined)
    assert.deepEqual(await shelf.list('credentials'), [])
    await other.reload()
    assert.equal(other.byPasskey('AQID'), undefined)
  })

  test('gives a passkey and an account elsewhere to one person only', async () => {
    const book = await openCredentialBook(memoryShelf())
    await book.change(olena, (kept) => withPasskey(withOidc(kept, account), passkey))
    const first = await book.change(taras, (kept) => withPasskey(kept, passkey))
    assert.equal(!first.ok && first.problem.code, 'people/passkey-known')
    const second = await book.change(taras, (kept) => ok(withOidc(kept, account)))
    assert.equal(!second.ok && second.problem.code, 'people/oidc-account-known')
    assert.deepEqual(book.of(taras), noCredentials(taras))
  })

  test('gives it to one of two who ask at once', async () => {
    const book = await openCredentialBook(memoryShelf())
    const both = await Promise.all(
      [olena, taras].map((person) => book.change(person, (kept) => withPasskey(kept, passkey))),
    )
    assert.equal(both.filter((one) => one.ok).length, 1)
  })

  test('changes nothing for a refusal, nor when the shelf fails; the next change goes on from what is kept', async () => {
    const shelf = memoryShelf()
    let full: 'full' | 'free' = 'full'
    const failing: Shelf = {
      ...shelf,
      put: async (collection, entries) => {
        if (full === 'full') throw new Error('no space left on device')
        await shelf.put(collection, entries)
      },
    }
    const book = await openCredentialBook(failing)
    const failed = book.change(olena, (kept) => withPasskey(kept, passkey))
    const refused = book.change(olena, () => refuse('people/wrong-code'))
    await assert.rejects(failed, /no space/)
    assert.equal((await refused).ok, false)
    assert.deepEqual(book.of(olena), noCredentials(olena))
    assert.equal(book.byPasskey('AQID'), undefined)
    full = 'free'
    assert.equal((await book.change(olena, (kept) => withPasskey(kept, passkey))).ok, true)
  })

  test('reads again only between changes', async () => {
    const book = await openCredentialBook(memoryShelf())
    const [changed] = await Promise.all([
      book.change(olena, (kept) => withPasskey(kept, passkey)),
      book.reload(),
      book.reload(),
    ])
    assert.equal(changed.ok, true)
    assert.equal(book.byPasskey('AQID')?.person, olena)
  })
})

describe('what may be used once', () => {
  test('is used once, however many try at the same moment: a recovery code', async () => {
    const book = await openCredentialBook(memoryShelf())
    const [code] = newRecoveryCodes((count) => new Uint8Array(count).fill(11))
    await book.put(withRecoveryCodes(noCredentials(olena), [hashOfRecoveryCode(olena, code!)!]))
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => book.change(olena, (kept) => useRecoveryCode(kept, code!, at))),
    )
    assert.equal(tries.filter((one) => one.ok).length, 1)
    assert.equal(book.of(olena).recoveryCodes[0]?.usedAt, at)
  })

  test('is used once, however many try at the same moment: a code of an app', async () => {
    const book = await openCredentialBook(memoryShelf())
    const totp = { secret: 'GEZDGNBVGY3TQOJQ', lastStep: 0 }
    await book.put(withPassword(noCredentials(olena), { hash: '$', changedAt: at }, totp))
    const tries = await Promise.all(
      Array.from({ length: 20 }, () => book.change(olena, (kept) => useTotpStep(kept, 42))),
    )
    assert.equal(tries.filter((one) => one.ok).length, 1)
  })

  test('stays used after a restart', async () => {
    const shelf = memoryShelf()
    const book = await openCredentialBook(shelf)
    const totp = { secret: 'GEZDGNBVGY3TQOJQ', lastStep: 0 }
    await book.put(withPassword(noCredentials(olena), { hash: '$', changedAt: at }, totp))
    await book.change(olena, (kept) => useTotpStep(kept, 42))
    const again = await openCredentialBook(shelf)
    assert.equal((await again.change(olena, (kept) => useTotpStep(kept, 42))).ok, false)
  })
})
