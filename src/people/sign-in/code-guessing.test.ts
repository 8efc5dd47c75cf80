import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { minute, type Result } from '#base'
import {
  givePassword,
  goodPassword,
  here,
  olena,
  signInWorld,
  type SignInWorld,
} from '../../../test/support/sign-in-world.node.ts'

const codeOf = (result: Result<unknown>) => (result.ok ? 'let in' : result.problem.code)

function signsIn({ signIn }: SignInWorld, address: string, code: string, password = goodPassword) {
  const entering = { place: { ...here, address }, screen: 'own', current: undefined } as const
  return signIn.signIn.withPassword({ login: 'olena', password, code }, entering)
}

async function guessed(password = goodPassword) {
  const world = await signInWorld()
  const secret = await givePassword(world, olena, 'olena')
  const right = await world.code(secret)
  const wrong = right === '000000' ? '111111' : '000000'
  for (let i = 0; i < 6; i++)
    assert.equal(codeOf(await signsIn(world, `198.51.100.${i}`, wrong, password)), 'people/not-signed-in')
  return { world, secret, right }
}

describe('codes of somebody whose password is known to a stranger', () => {
  test('are not looked at for a while after six wrong ones, and nobody is told', async () => {
    const { world, secret, right } = await guessed()
    assert.equal(codeOf(await signsIn(world, '203.0.113.1', right)), 'people/not-signed-in')
    world.clock.advance(minute)
    assert.equal(codeOf(await signsIn(world, '203.0.113.2', await world.code(secret))), 'let in')
    assert.match(JSON.stringify(world.factsOf('sign-in-failed')), /code-guessing/)
  })

  test('are taken all the same where their owner came in before', async () => {
    const world = await signInWorld()
    const secret = await givePassword(world, olena, 'olena')
    assert.equal(codeOf(await signsIn(world, here.address, await world.code(secret))), 'let in')
    world.clock.advance(minute)
    const right = await world.code(secret)
    for (let i = 0; i < 9; i++)
      await signsIn(world, `198.51.100.${i}`, right === '000000' ? '111111' : '000000')
    assert.equal(codeOf(await signsIn(world, here.address, right)), 'let in')
  })

  test('are looked at as ever while the password is only guessed', async () => {
    const { world, right } = await guessed('some other words entirely')
    assert.equal(codeOf(await signsIn(world, '203.0.113.1', right)), 'let in')
  })
})
