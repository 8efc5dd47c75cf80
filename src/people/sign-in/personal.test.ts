import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  givePasskey,
  givePassword,
  here,
  olena,
  signInWorld,
  taras,
} from '../../../test/support/sign-in-world.node.ts'
import { erasePersonal, personalOf } from './personal.ts'

const collections = ['particulars', 'credentials', 'sessions', 'sessions-seen', 'links', 'account-changes']

async function world() {
  const made = await signInWorld()
  const secret = await givePassword(made, olena, 'olena')
  await givePasskey(made, olena)
  await givePassword(made, taras, 'taras')
  const { sessions, links, changes } = made.signIn
  const begun = await sessions.start({ person: olena, screen: 'own', method: 'passkey', place: here })
  assert.ok(begun.ok)
  await links.make('restore', olena)
  await changes.add(olena, 'restored')
  return { made, secret, token: begun.value.token }
}
const textOf = async ({ shelf }: Awaited<ReturnType<typeof world>>['made']) =>
  JSON.stringify(await Promise.all(collections.map((name) => shelf.list(name))))

test('what is personal is shown whole, but for the secrets', async () => {
  const { made, secret, token } = await world()
  const shown = await personalOf(made.signIn, olena)
  assert.deepEqual(Object.keys(shown).toSorted(), [
    ...['changes', 'oidc', 'particulars', 'passkeys', 'password', 'recoveryCodesLeft', 'sessions'],
  ])
  const text = JSON.stringify(shown)
  for (const there of ['"login":"olena"', here.address, '"restored"', '"key"'])
    assert.ok(text.includes(there), there)
  for (const hidden of [secret, token, '$argon2', 'tokenHash', 'taras'])
    assert.ok(!text.includes(hidden), hidden)
})

test('what is personal is erased, of one person, and nobody signs in as them', async () => {
  const { made, secret, token } = await world()
  await erasePersonal(made.signIn, olena)
  await erasePersonal(made.signIn, olena)
  const text = await textOf(made)
  for (const gone of [secret, '"login":"olena"', here.address, 'Firefox', 'restored'])
    assert.ok(!text.includes(gone), gone)
  assert.ok(text.includes('"login":"taras"'))
  assert.equal((await made.signIn.sessions.look(token, here)).ok, false)
  assert.deepEqual((await made.signIn.links.listOf('restore')).length, 0)
})
