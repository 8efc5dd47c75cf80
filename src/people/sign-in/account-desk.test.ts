import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minute, type PersonId, type Result } from '#base'
import type { Authenticator } from '../../../test/support/authenticator.node.ts'
import {
  givePasskey,
  givePassword,
  goodPassword,
  here,
  olena,
  signInWorld,
  taras,
  type SignInWorld,
} from '../../../test/support/sign-in-world.node.ts'
import { provedForMinutes, type Session, type SessionId } from '../session.ts'
import { browserName } from './browser-name.ts'

const given = <Value>(result: Result<Value>): Value => {
  if (!result.ok) assert.fail(result.problem.code)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code)
const begin = async ({ signIn }: SignInWorld, person: PersonId = olena) =>
  given(await signIn.sessions.start({ person, screen: 'own', method: 'passkey', place: here }))
const why = async ({ signIn }: SignInWorld, token: string) => {
  const found = await signIn.sessions.look(token, here)
  return found.ok ? 'holds' : found.problem.details['why']
}
const changes = async ({ signIn }: SignInWorld) => (await signIn.changes.of(olena)).map(({ what }) => what)
const makePasskey = async ({ signIn }: SignInWorld, session: Session, device: Authenticator) => {
  const { ticket, options } = given(await signIn.account.passkeyOptions(session))
  const response = device.create(options as Parameters<Authenticator['create']>[0])
  return signIn.account.addPasskey(session, { ticket, response, name: 'Blue key' })
}

/** Olena with a passkey and a password, signed in here and at another screen. */
async function twoScreens() {
  const world = await signInWorld()
  const secret = await givePassword(world, olena, 'olena')
  await givePasskey(world, olena)
  const [mine, other] = [await begin(world), await begin(world)]
  const another = await begin(world, taras)
  return { world, secret, mine, other, another }
}

describe('an account', () => {
  test('shows its owner everything about how they sign in, and no secret', async () => {
    const { world, mine, secret } = await twoScreens()
    const view = await world.signIn.account.view(mine.session)
    assert.deepEqual(view.particulars, { name: 'olena', login: 'olena' })
    assert.deepEqual(
      view.sessions.map(({ current, browser, address }) => `${current} ${browser} ${address}`).toSorted(),
      ['no Firefox · Linux 10.0.0.7', 'yes Firefox · Linux 10.0.0.7'],
    )
    assert.deepEqual([view.passkeys.length, view.recoveryCodesLeft, view.oidc], [1, 0, []])
    const text = JSON.stringify(view)
    for (const kept of [secret, '$argon2', 'publicKey', 'tokenHash', 'Taras'])
      assert.ok(!text.includes(kept), kept)
  })

  test('takes another passkey, which is told where the others are shown', async () => {
    const { world, mine, other } = await twoScreens()
    const view = given(await makePasskey(world, mine.session, world.device()))
    assert.deepEqual(
      view.passkeys.map(({ name }) => name),
      ['key', 'Blue key'],
    )
    assert.equal(view.lately[0]?.what, 'passkey-added')
    assert.equal(await why(world, other.token), 'holds')
    const [fact] = world.factsOf('credential-changed')
    assert.deepEqual(fact, {
      ...{ stream: `person:${olena}`, type: 'credential-changed', by: olena },
      ...{ data: { person: olena, what: 'passkey-added' }, via: `session:${mine.session.id}` },
    })
  })

  test('loses a passkey, and with it the sessions elsewhere; of others nothing', async () => {
    const { world, mine, other, another } = await twoScreens()
    const [passkey] = world.signIn.credentials.of(olena).passkeys
    given(await world.signIn.account.removePasskey(mine.session, passkey!.id))
    assert.deepEqual(
      [await why(world, mine.token), await why(world, other.token), await why(world, another.token)],
      ['holds', 'credential-changed', 'holds'],
    )
    assert.equal(
      codeOf(await world.signIn.account.removePasskey(mine.session, passkey!.id)),
      'people/no-such-passkey',
    )
  })

  test('takes a new password with a new app, ends sessions elsewhere, and the old password is nothing', async () => {
    const { world, mine, other } = await twoScreens()
    const { ticket, totp } = given(await world.signIn.account.beginPassword(mine.session))
    const password = 'other wet stones under a lamp'
    const code = await world.code(totp.secret)
    given(await world.signIn.account.setPassword(mine.session, { ticket, password, code }))
    assert.equal(await why(world, other.token), 'credential-changed')
    assert.deepEqual(await changes(world), ['password-set'])
    world.clock.advance(minute)
    const entering = { place: here, screen: 'own' as const, current: undefined }
    const next = { login: 'olena', code: await world.code(totp.secret) }
    const old = await world.signIn.signIn.withPassword({ ...next, password: goodPassword }, entering)
    assert.equal(codeOf(old), 'people/not-signed-in')
    given(await world.signIn.signIn.withPassword({ ...next, password }, entering))
  })

  test('takes no password from the steps of somebody else', async () => {
    const { world, mine, another } = await twoScreens()
    const { ticket, totp } = given(await world.signIn.account.beginPassword(another.session))
    const typed = { ticket, password: goodPassword, code: await world.code(totp.secret) }
    assert.equal(codeOf(await world.signIn.account.setPassword(mine.session, typed)), 'people/ticket-over')
  })

  test('keeps its last way in', async () => {
    const { world, mine } = await twoScreens()
    given(await world.signIn.account.removePassword(mine.session))
    const [passkey] = world.signIn.credentials.of(olena).passkeys
    const last = await world.signIn.account.removePasskey(mine.session, passkey!.id)
    assert.equal(codeOf(last), 'people/last-way-in')
    assert.deepEqual(await changes(world), ['password-removed'])
  })

  test('prints new recovery codes, and the old ones are worth nothing', async () => {
    const { world, mine } = await twoScreens()
    const first = given(await world.signIn.account.newRecoveryCodes(mine.session)).recoveryCodes
    const second = given(await world.signIn.account.newRecoveryCodes(mine.session)).recoveryCodes
    assert.deepEqual([first.length, new Set([...first, ...second]).size], [10, 20])
    const entering = { place: here, screen: 'own' as const, current: undefined }
    const by = (code: string) => world.signIn.signIn.withRecoveryCode({ login: 'olena', code }, entering)
    assert.equal(codeOf(await by(first[0]!)), 'people/not-signed-in')
    given(await by(second[0]!))
    assert.equal((await world.signIn.account.view(mine.session)).recoveryCodesLeft, 9)
  })

  test('changes its name at any time, its login and address only with a fresh proof, and no login twice', async () => {
    const { world, mine } = await twoScreens()
    await world.signIn.particulars.put({ id: taras, name: 'Taras', login: 'taras' })
    world.clock.advance(provedForMinutes * minute)
    const { account } = world.signIn
    given(await account.change(mine.session, { name: 'Olena K.', login: 'OLENA', language: 'uk' }))
    const stale = { name: 'Olena K.', login: 'olena2', email: 'o@example.org' }
    assert.equal(codeOf(await account.change(mine.session, stale)), 'people/prove-again')
    const { session } = given(await world.signIn.sessions.renew(mine.session.id, 'passkey'))
    assert.equal(codeOf(await account.change(session, { ...stale, login: 'Taras' })), 'people/login-taken')
    given(await account.change(session, stale))
    assert.deepEqual(await changes(world), ['email-changed', 'login-changed', 'name-changed'])
    assert.equal(world.signIn.particulars.byLogin('olena'), undefined)
  })
})

test('whatever changes a way in asks for a proof that is fresh', async () => {
  const { world, mine } = await twoScreens()
  const { account } = world.signIn
  const { session } = mine
  const ticket = 'x'
  const acts: { readonly [what: string]: () => Promise<Result<unknown>> } = {
    'passkey options': () => account.passkeyOptions(session),
    'a passkey': () => account.addPasskey(session, { ticket, response: {}, name: 'x' }),
    'removing a passkey': () => account.removePasskey(session, 'x'),
    'beginning a password': () => account.beginPassword(session),
    'a password': () => account.setPassword(session, { ticket, password: goodPassword, code: '1' }),
    'removing the password': () => account.removePassword(session),
    'recovery codes': () => account.newRecoveryCodes(session),
  }
  world.clock.advance(provedForMinutes * minute - 1)
  assert.equal(codeOf(await account.beginPassword(session)), 'done')
  world.clock.advance(1)
  for (const [what, act] of Object.entries(acts))
    assert.equal(codeOf(await act()), 'people/prove-again', what)
  assert.deepEqual(world.factsOf('credential-changed'), [])
})

describe('sessions', () => {
  test('can be ended by their owner one by one and all at once, but never those of others', async () => {
    const { world, mine, other, another } = await twoScreens()
    const { account } = world.signIn
    const third = await begin(world)
    for (const id of [another.session.id, 'session-none' as SessionId])
      assert.equal(codeOf(await account.endSession(mine.session, id)), 'people/no-such-session')
    given(await account.endSession(mine.session, other.session.id))
    assert.equal(await why(world, other.token), 'ended-elsewhere')
    assert.deepEqual(await account.endOtherSessions(mine.session), { ended: 1 })
    assert.equal(await why(world, third.token), 'ended-elsewhere')
    assert.deepEqual([await why(world, mine.token), await why(world, another.token)], ['holds', 'holds'])
  })
})

test('a browser is called what its user calls it', () => {
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'
  assert.equal(
    browserName(`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/141.0 Safari/537.36 Edg/141.0`),
    'Edge · Windows',
  )
  assert.equal(
    browserName(`Mozilla/5.0 (Linux; Android 14) ${webkit} Chrome/141.0 Mobile Safari/537.36`),
    'Chrome · Android',
  )
  assert.equal(browserName('curl/8.5.0'), 'curl/8.5.0')
  assert.equal(browserName(''), '')
})
