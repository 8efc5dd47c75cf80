import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day, minute, ok, type PersonId, type Result } from '#base'
import type { Authenticator } from '../../../test/support/authenticator.node.ts'
import {
  givePasskey,
  givePassword,
  goodPassword,
  here,
  officer,
  olena,
  signInWorld,
  taras,
  type SignInWorld,
} from '../../../test/support/sign-in-world.node.ts'
import { newRecoveryCodes, hashOfRecoveryCode } from '../credentials/recovery-codes.ts'
import type { Entering } from './sign-in-desk.ts'

const from = (more: Partial<Entering> = {}): Entering => ({
  place: here,
  screen: 'own',
  current: undefined,
  ...more,
})
const given = <Value>(result: Result<Value>): Value => {
  if (!result.ok) assert.fail(result.problem.code)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'let in' : result.problem.code)
const byPasskey = async ({ signIn }: SignInWorld, device: Authenticator, entering = from()) => {
  const { ticket, options } = await signIn.signIn.passkeyOptions(entering.place)
  const response = device.get(options as Parameters<Authenticator['get']>[0])
  return signIn.signIn.withPasskey({ ticket, response }, entering)
}
const byPassword = (
  { signIn }: SignInWorld,
  typed: { login?: string; password?: string; code: string },
  entering = from(),
) => signIn.signIn.withPassword({ login: 'olena', password: goodPassword, ...typed }, entering)
const holds = async ({ signIn }: SignInWorld, token: string) => (await signIn.sessions.look(token, here)).ok

describe('signing in', () => {
  test('succeeds with a passkey, without a name, and says by what', async () => {
    const world = await signInWorld()
    const device = await givePasskey(world, olena)
    const { session, token } = given(await byPasskey(world, device))
    assert.equal(session.person, olena)
    assert.ok(await holds(world, token))
    assert.deepEqual(
      world.factsOf('session-started').map(({ data }) => data),
      [{ session: session.id, person: olena, method: 'passkey', screen: 'own' }],
    )
  })

  test('succeeds with password and code together, however the login is written', async () => {
    const world = await signInWorld()
    const secret = await givePassword(world, olena, 'olena')
    const { session } = given(await byPassword(world, { login: ' OLENA ', code: await world.code(secret) }))
    assert.equal(session.method, 'password-totp')
  })

  test('succeeds with a password of any age', async () => {
    const world = await signInWorld()
    const secret = await givePassword(world, olena, 'olena')
    world.clock.advance(5 * 365 * day)
    given(await byPassword(world, { code: await world.code(secret) }))
  })

  test('takes a code once, and no code of a minute before', async () => {
    const world = await signInWorld()
    const secret = await givePassword(world, olena, 'olena')
    const code = await world.code(secret)
    given(await byPassword(world, { code }))
    assert.equal(codeOf(await byPassword(world, { code })), 'people/not-signed-in')
    world.clock.advance(2 * minute)
    assert.equal(codeOf(await byPassword(world, { code })), 'people/not-signed-in')
    given(await byPassword(world, { code: await world.code(secret) }))
  })

  test('of two that show the same code at once lets one in', async () => {
    const world = await signInWorld()
    const code = await world.code(await givePassword(world, olena, 'olena'))
    const both = await Promise.all([byPassword(world, { code }), byPassword(world, { code })])
    assert.deepEqual(both.map(codeOf).toSorted(), ['let in', 'people/not-signed-in'])
  })

  test('succeeds once with a printed code, also when two race, and that is told on the account page', async () => {
    const world = await signInWorld()
    await givePassword(world, olena, 'olena')
    const [code] = newRecoveryCodes((count) => new Uint8Array(count).fill(7))
    await world.signIn.credentials.change(olena, (now) =>
      ok({ ...now, recoveryCodes: [{ hash: hashOfRecoveryCode(olena, code!)! }] }),
    )
    const type = () => world.signIn.signIn.withRecoveryCode({ login: 'olena', code: code! }, from())
    const three = [...(await Promise.all([type(), type()])), await type()]
    assert.deepEqual(three.map(codeOf).toSorted(), ['let in', 'people/not-signed-in', 'people/not-signed-in'])
    assert.deepEqual(
      (await world.signIn.changes.of(olena)).map(({ what }) => what),
      ['recovery-code-used'],
    )
  })
})

describe('whoever is not let in', () => {
  test('is told the same, whatever was wrong', async () => {
    const world = await signInWorld()
    const secret = await givePassword(world, olena, 'olena')
    await givePassword(world, taras, 'taras')
    await givePasskey(world, 'person-petro' as PersonId)
    await world.signIn.particulars.put({ id: 'person-petro' as PersonId, name: 'Petro', login: 'petro' })
    world.people.set('person-petro' as PersonId, officer())
    world.people.set(taras, officer({ state: 'suspended' }))
    const code = await world.code(secret)
    const stranger = world.device()
    stranger.create(
      (await world.signIn.passkeys.creationOptions({ person: olena, login: 'x', name: 'x' }))
        .options as Parameters<Authenticator['create']>[0],
    )
    const wrong = [
      await byPassword(world, { login: 'nobody', code }),
      await byPassword(world, { password: 'not the password', code }),
      await byPassword(world, { code: '000000' }),
      await byPassword(world, { code: 'not a code' }),
      await byPassword(world, { login: 'petro', code }), // has a passkey alone
      await byPassword(world, { login: 'taras', code }), // suspended
      await byPasskey(world, stranger),
      await world.signIn.signIn.withRecoveryCode({ login: 'olena', code: 'AAAA-AAAA' }, from()),
      await world.signIn.signIn.withRecoveryCode({ login: 'nobody', code: 'AAAA-AAAA' }, from()),
    ]
    for (const [at, one] of wrong.entries())
      assert.deepEqual(one, { ok: false, problem: { code: 'people/not-signed-in', details: {} } }, String(at))
  })

  test('costs the same work: one slow hash, one look at the code, nothing written', async () => {
    const shelved: string[] = []
    const world = await signInWorld()
    await givePassword(world, olena, 'olena')
    await world.signIn.particulars.put({ id: taras, name: 'Taras', login: 'taras' })
    const { passwords, totp } = world.signIn
    const { put } = world.shelf
    const work: string[] = []
    const counted: typeof world.signIn = {
      ...world.signIn,
      passwords: {
        ...passwords,
        verify: (password, hash) => (work.push('hash'), passwords.verify(password, hash)),
      },
      totp: async () => {
        const real = await totp()
        return { ...real, stepOf: (...asked) => (work.push('code'), real.stepOf(...asked)) }
      },
    }
    Object.assign(world.shelf, {
      put: (...asked: Parameters<typeof put>) => (shelved.push(asked[0]), put(...asked)),
    })
    const { openSignInDesk } = await import('./sign-in-desk.ts')
    const desk = openSignInDesk(counted)
    const costs: string[] = []
    for (const login of ['olena', 'taras', 'nobody', '']) {
      work.length = 0
      await desk.withPassword({ login, password: 'wrong', code: '123456' }, from())
      costs.push(work.join(' '))
    }
    assert.deepEqual(costs, Array<string>(4).fill('hash code'))
    assert.deepEqual(shelved, [])
  })

  test('waits after some failures, whether or not the login exists, and a passkey does not wait', async () => {
    const world = await signInWorld()
    await givePassword(world, olena, 'olena')
    const device = await givePasskey(world, olena)
    for (const login of ['olena', 'nobody']) {
      const answers: unknown[] = []
      for (let tries = 0; tries < 6; tries++) {
        const answer = await byPassword(world, { login, password: 'wrong', code: '123456' })
        answers.push(answer.ok ? 'let in' : [answer.problem.code, answer.problem.details['seconds']])
      }
      const told = ['people/not-signed-in', undefined]
      assert.deepEqual(answers, [told, told, told, told, told, ['people/wait', 5]], login)
    }
    given(await byPasskey(world, device))
  })

  test('is written down at once, and then once a minute with how often', async () => {
    const world = await signInWorld()
    await givePassword(world, olena, 'olena')
    const failures = world.signIn.failures
    for (let i = 0; i < 5_000; i++) failures.add(olena, 'password-totp')
    for (let i = 0; i < 100; i++) failures.add('unknown', 'passkey', 'unknown-passkey')
    world.clock.advance(30_000)
    for (let i = 0; i < 5_000; i++) failures.add(olena, 'recovery-code')
    assert.equal(world.facts.length, 2)
    world.clock.advance(31_000)
    const since = '2026-11-22T02:00:00.000Z'
    assert.deepEqual(
      world.factsOf('sign-in-failed').map(({ data }) => data),
      [
        { person: olena, count: 1, since, methods: ['password-totp'] },
        { person: 'unknown', count: 1, since, methods: ['passkey'], doubts: ['unknown-passkey'] },
        { person: olena, count: 9_999, since, methods: ['password-totp', 'recovery-code'] },
        { person: 'unknown', count: 99, since, methods: ['passkey'], doubts: ['unknown-passkey'] },
      ],
    )
    world.clock.advance(10 * minute)
    assert.equal(world.facts.length, 4, 'quiet minutes say nothing')
    failures.add(olena, 'passkey')
    assert.equal(world.facts.length, 5)
    failures.add(olena, 'passkey')
    await failures.flush()
    assert.equal(world.facts.length, 6, 'what waits is written before the server closes')
  })

  test('leaves nothing typed in the facts', async () => {
    const world = await signInWorld()
    await byPassword(world, { login: 'my secret password typed into the wrong field', code: '123456' })
    const text = JSON.stringify(world.facts)
    assert.ok(text.includes('sign-in-failed') && !text.includes('secret') && !text.includes('10.0.0.7'))
  })

  test('is a machine, somebody invited, suspended or removed, whatever they can prove', async () => {
    const world = await signInWorld()
    const device = await givePasskey(world, olena)
    const states = [
      officer({ kind: 'machine' }),
      ...(['invited', 'suspended', 'removed'] as const).map((state) => officer({ state })),
    ]
    for (const standing of states) {
      world.people.set(olena, standing)
      assert.equal(codeOf(await byPasskey(world, device)), 'people/not-signed-in', standing.state)
    }
    world.people.delete(olena)
    assert.equal(codeOf(await byPasskey(world, device)), 'people/not-signed-in')
  })
})

describe('a session at signing in', () => {
  test('never keeps the token that was there before', async () => {
    const world = await signInWorld()
    const device = await givePasskey(world, olena)
    const first = given(await byPasskey(world, device))
    world.clock.advance(minute)
    const second = given(await byPasskey(world, device, from({ current: first.session })))
    assert.equal(second.session.id, first.session.id, 'it is the same session')
    assert.equal(second.session.provedAt, world.clock.now())
    assert.notEqual(second.token, first.token)
    assert.ok(!(await holds(world, first.token)) && (await holds(world, second.token)))
  })

  test('of somebody else in the same browser ends', async () => {
    const world = await signInWorld()
    const [hers, his] = [await givePasskey(world, olena), await givePasskey(world, taras)]
    const first = given(await byPasskey(world, hers))
    const second = given(await byPasskey(world, his, from({ current: first.session })))
    assert.notEqual(second.session.id, first.session.id)
    assert.ok(!(await holds(world, first.token)))
    assert.equal(world.factsOf('session-ended')[0]?.data['why'], 'signed-in-anew')
  })

  test('that ended while they proved who they are is followed by another', async () => {
    const world = await signInWorld()
    const device = await givePasskey(world, olena)
    const { session } = given(await byPasskey(world, device))
    await world.signIn.sessions.end(session.id, 'ended-elsewhere')
    const next = given(await byPasskey(world, device, from({ current: session })))
    assert.notEqual(next.session.id, session.id)
  })

  test('is bound to where it began: a stolen cookie is worth nothing in another browser, and ends', async () => {
    const world = await signInWorld()
    const { token } = given(await byPasskey(world, await givePasskey(world, olena)))
    const thief = await world.signIn.sessions.use(token, { ...here, browser: 'curl/8.5.0' })
    assert.ok(!thief.ok && thief.problem.details['why'] === 'other-browser')
    assert.ok(!(await holds(world, token)))
  })

  test('ends with suspension at once, and the way in is closed', async () => {
    const world = await signInWorld()
    const device = await givePasskey(world, olena)
    const { token } = given(await byPasskey(world, device))
    world.people.set(olena, officer({ state: 'suspended' }))
    const found = await world.signIn.sessions.use(token, here)
    assert.ok(!found.ok && found.problem.details['why'] === 'suspended')
    assert.equal(codeOf(await byPasskey(world, device)), 'people/not-signed-in')
  })

  test('can be ended by signing out, once', async () => {
    const world = await signInWorld()
    const { session, token } = given(await byPasskey(world, await givePasskey(world, olena)))
    await world.signIn.signIn.signOut(session)
    assert.ok(!(await holds(world, token)))
    assert.equal(world.signIn.sessions.listOf(olena).length, 0)
  })
})
