import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { countingIds, hour, type PersonId, type Result } from '#base'
import type { Authenticator } from '../../../test/support/authenticator.node.ts'
import {
  givePassword,
  goodPassword,
  here,
  officer,
  olena,
  signInWorld,
  taras,
  type SignInWorld,
} from '../../../test/support/sign-in-world.node.ts'
import type { Standing } from '../sign-in/ports.ts'
import type { Entering } from '../sign-in/sign-in-desk.ts'
import { openFirstSetUp } from './first-set-up.ts'
import type { Joined } from './link-desk.ts'

const from: Entering = { place: here, screen: 'own', current: undefined }
const called = { name: 'Olena Kovalenko', login: 'olena' }
const given = <Value>(result: Result<Value>): Value => {
  if (!result.ok) assert.fail(result.problem.code)
  return result.value
}
const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.problem.code)
const ids = countingIds()
const setUp = ({ signIn }: SignInWorld) => openFirstSetUp({ door: signIn.door, links: signIn.links, ids })

async function usePasskey(
  world: SignInWorld,
  token: string,
  device = world.device(),
  as = called,
): Promise<Result<Joined>> {
  const begun = await world.signIn.linked.passkeyOptions(token, as, here)
  if (!begun.ok) return begun
  const { ticket, options } = begun.value
  const response = device.create(options as Parameters<Authenticator['create']>[0])
  return world.signIn.linked.withPasskey(token, { ticket, response }, as, from)
}
async function signsIn({ signIn }: SignInWorld, device: Authenticator): Promise<string> {
  const { ticket, options } = await signIn.signIn.passkeyOptions(here)
  try {
    const response = device.get(options as Parameters<Authenticator['get']>[0])
    return codeOf(await signIn.signIn.withPasskey({ ticket, response }, from))
  } catch {
    return 'no passkey there'
  }
}
const emptyWorld = () => signInWorld({ people: new Map<PersonId, Standing>() })

describe('the first set-up', () => {
  test('makes the first administrator in one go, signed in, with printed codes, and the link is gone', async () => {
    const world = await emptyWorld()
    const { token, link } = (await setUp(world))!
    assert.equal(given(await world.signIn.linked.look(token)).kind, 'set-up')
    const device = world.device()
    const { session, recoveryCodes } = given(await usePasskey(world, token, device))
    assert.deepEqual(world.people.get(link.person)?.roles, ['administrator'])
    assert.equal(world.people.get(link.person)?.state, 'active')
    assert.deepEqual([session.person, session.method, recoveryCodes.length], [link.person, 'link', 10])
    assert.equal(await signsIn(world, device), 'done')
    assert.equal(codeOf(await usePasskey(world, token)), 'people/link-over')
    assert.equal(await setUp(world), undefined, 'nobody else can be first')
    const [code] = recoveryCodes
    const by = await world.signIn.signIn.withRecoveryCode({ login: 'OLENA', code: code! }, from)
    assert.equal(codeOf(by), 'done')
  })

  test('can be done with a password and an app', async () => {
    const world = await emptyWorld()
    const { token } = (await setUp(world))!
    const { ticket, totp } = given(await world.signIn.linked.passwordBegin(token, 'olena', here))
    assert.match(totp.qr, /^<svg/)
    assert.ok(totp.uri.startsWith('otpauth://totp/') && totp.uri.includes(totp.secret))
    const type = async (password: string, code: string) =>
      world.signIn.linked.withPassword(token, { ticket, password, code }, called, from)
    assert.equal(codeOf(await type('short', await world.code(totp.secret))), 'people/password-too-short')
    assert.equal(
      codeOf(await type('olena kovalenko rides a horse', await world.code(totp.secret))),
      'people/password-tells',
    )
    assert.equal(codeOf(await type(goodPassword, '000000')), 'people/wrong-code')
    const code = await world.code(totp.secret)
    given(await type(goodPassword, code))
    const typed = { login: 'olena', password: goodPassword }
    const again = await world.signIn.signIn.withPassword({ ...typed, code }, from)
    assert.equal(codeOf(again), 'people/not-signed-in', 'the code that proved the app is used up')
    world.clock.advance(60_000)
    const next = await world.signIn.signIn.withPassword(
      { ...typed, code: await world.code(totp.secret) },
      from,
    )
    assert.equal(codeOf(next), 'done')
  })

  test('withdraws the link of the start before, and goes on with the same person', async () => {
    const world = await emptyWorld()
    const [first, second] = [(await setUp(world))!, (await setUp(await world.again()))!]
    assert.equal(second.link.person, first.link.person)
    assert.equal(codeOf(await world.signIn.linked.look(first.token)), 'people/link-over')
    assert.equal(codeOf(await world.signIn.linked.look(second.token)), 'done')
  })

  test('whatever step the power goes at, leaves a link that works or an administrator who can sign in', async () => {
    const steps = [
      ...['put particulars', 'after put particulars', 'put credentials', 'after put credentials'],
      ...['add', 'after add', 'join', 'after join', 'remove links', 'put sessions', 'note'],
    ]
    for (const step of steps) {
      const world = await emptyWorld()
      const { token } = (await setUp(world))!
      const device = world.device()
      world.fails = step
      await assert.rejects(usePasskey(world, token, device), /the power went/, step)
      const after = await world.again()
      const governed = after.signIn.door.isGoverned()
      if (governed === 'governed') {
        assert.equal(await signsIn(after, device), 'done', step)
        assert.equal(codeOf(await after.signIn.linked.look(token)), 'people/link-over', step)
        assert.equal(await setUp(after), undefined, step)
      } else {
        assert.notEqual(await signsIn(after, device), 'done', step)
        const anew = after.device()
        given(await usePasskey(after, token, anew))
        assert.equal(await signsIn(after, anew), 'done', step)
      }
      const humans = [...after.people.values()].filter(({ roles }) => roles.includes('administrator'))
      assert.equal(humans.length, 1, `${step}: one administrator and nobody left over`)
    }
  })
})

describe('an invitation', () => {
  const invited = async () => {
    const world = await signInWorld()
    world.people.set(olena, officer({ state: 'invited' }))
    await world.signIn.particulars.put({ id: olena, name: 'Olena', login: 'olena', language: 'uk' })
    return { world, ...(await world.signIn.links.make('invitation', olena)) }
  }

  test('shows who is meant, lets them in once, and keeps what else was known of them', async () => {
    const { world, token, link } = await invited()
    const endsAt = link.endsAt
    const seen = given(await world.signIn.linked.look(token))
    assert.deepEqual(seen, { kind: 'invitation', name: 'Olena', login: 'olena', endsAt })
    given(await usePasskey(world, token))
    const { name, language } = world.signIn.particulars.of(olena)!
    assert.deepEqual([name, language], ['Olena Kovalenko', 'uk'])
    assert.equal(world.people.get(olena)?.state, 'active')
    for (const wrong of [token, '', 'x'.repeat(43), link.tokenHash])
      assert.equal(codeOf(await world.signIn.linked.look(wrong)), 'people/link-over')
  })

  test('of two that race for it lets one in', async () => {
    const { world, token } = await invited()
    const [one, two] = [world.device(), world.device()]
    const begun = [
      given(await world.signIn.linked.passkeyOptions(token, called, here)),
      given(await world.signIn.linked.passkeyOptions(token, called, here)),
    ]
    const answers = await Promise.all(
      [one, two].map((device, at) => {
        const { ticket, options } = begun[at]!
        const response = device.create(options as Parameters<Authenticator['create']>[0])
        return world.signIn.linked.withPasskey(token, { ticket, response }, called, from)
      }),
    )
    assert.deepEqual(answers.map(codeOf).toSorted(), ['done', 'people/link-over'])
    const ways = await Promise.all([one, two].map((device) => signsIn(world, device)))
    assert.deepEqual(ways.filter((way) => way === 'done').length, 1)
  })

  test('is over after three days, when a newer one is made, and when it is withdrawn', async () => {
    const old = await invited()
    old.world.clock.advance(72 * hour - 1)
    assert.equal(codeOf(await old.world.signIn.linked.look(old.token)), 'done')
    old.world.clock.advance(1)
    assert.equal(codeOf(await old.world.signIn.linked.look(old.token)), 'people/link-over')
    const { world, token } = await invited()
    const newer = await world.signIn.links.make('invitation', olena)
    assert.equal(codeOf(await usePasskey(world, token)), 'people/link-over')
    assert.equal(codeOf(await world.signIn.linked.look(newer.token)), 'done')
    await world.signIn.links.withdraw(olena)
    assert.equal(codeOf(await usePasskey(world, newer.token)), 'people/link-over')
  })

  test('is over for whom is suspended, removed or in already', async () => {
    const { world, token } = await invited()
    for (const state of ['suspended', 'removed', 'active'] as const) {
      world.people.set(olena, officer({ state }))
      assert.equal(codeOf(await world.signIn.linked.look(token)), 'people/link-over', state)
      assert.equal(codeOf(await usePasskey(world, token)), 'people/link-over', state)
    }
  })

  test('stays good when something was typed wrongly, or the login belongs to another', async () => {
    const { world, token } = await invited()
    await world.signIn.particulars.put({ id: taras, name: 'Taras', login: 'taras' })
    const taken = await usePasskey(world, token, world.device(), { name: 'Olena', login: 'TARAS' })
    assert.equal(codeOf(taken), 'people/login-taken')
    const device = world.device()
    const { ticket, options } = given(await world.signIn.linked.passkeyOptions(token, called, here))
    const response = device.create(options as Parameters<Authenticator['create']>[0], {
      origin: 'https://elsewhere.example',
    })
    const wrong = await world.signIn.linked.withPasskey(token, { ticket, response }, called, from)
    assert.equal(codeOf(wrong), 'people/passkey-refused')
    assert.equal(world.people.get(olena)?.state, 'invited')
    given(await usePasskey(world, token))
  })

  test('is kept as a hash alone', async () => {
    const { world, token } = await invited()
    const text = JSON.stringify(await world.shelf.list('links'))
    assert.ok(text.includes('tokenHash') && !text.includes(token))
  })
})

describe('a link that restores access', () => {
  test('replaces every way in that was there, and ends the sessions opened by them', async () => {
    const world = await signInWorld()
    const secret = await givePassword(world, olena, 'olena')
    const typed = { login: 'olena', password: goodPassword }
    const before = given(
      await world.signIn.signIn.withPassword({ ...typed, code: await world.code(secret) }, from),
    )
    const { token } = await world.signIn.links.make('restore', olena)
    const device = world.device()
    given(await usePasskey(world, token, device))
    const over = await world.signIn.sessions.look(before.token, here)
    assert.ok(!over.ok && over.problem.details['why'] === 'credential-changed')
    world.clock.advance(60_000)
    const again = await world.signIn.signIn.withPassword({ ...typed, code: await world.code(secret) }, from)
    assert.equal(codeOf(again), 'people/not-signed-in')
    assert.equal(await signsIn(world, device), 'done')
    assert.deepEqual(
      (await world.signIn.changes.of(olena)).map(({ what }) => what),
      ['restored'],
    )
  })

  test('is over after two hours, and does nothing for whom is suspended', async () => {
    const world = await signInWorld()
    const { token } = await world.signIn.links.make('restore', olena)
    world.people.set(olena, officer({ state: 'suspended' }))
    assert.equal(codeOf(await usePasskey(world, token)), 'people/link-over')
    world.people.set(olena, officer())
    world.clock.advance(2 * hour)
    assert.equal(codeOf(await usePasskey(world, token)), 'people/link-over')
  })
})
