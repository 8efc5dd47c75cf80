import { argon2Sync } from 'node:crypto'
import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { openPasswords, usualCost } from './password.node.ts'

/** As cheap as Argon2 gets, so that tests are fast. */
const cheap = { memoryKibibytes: 8, passes: 1, lanes: 1 }
const passwords = openPasswords({ cost: cheap })

async function hashOf(password: string): Promise<string> {
  const hash = await passwords.hash(password)
  assert.ok(hash.ok)
  return hash.value
}

async function isRight(password: string, hash: string | undefined): Promise<boolean> {
  const right = await passwords.verify(password, hash)
  assert.ok(right.ok)
  return right.value
}

describe('Argon2id', () => {
  test('is the one of RFC 9106 §5.3', () => {
    const tag = argon2Sync('argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    })
    assert.equal(tag.toString('hex'), '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659')
  })

  test('reads what the reference implementation writes', async () => {
    const theirs = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
    assert.equal(await isRight('password', theirs), true)
    assert.equal(await isRight('Password', theirs), false)
  })

  test('costs no less than OWASP asks', async () => {
    const hash = await openPasswords().hash('lamp river stone fern')
    assert.match(hash.ok ? hash.value : '', /^\$argon2id\$v=19\$m=32768,t=3,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    const work = usualCost.memoryKibibytes * usualCost.passes
    for (const [memory, passes] of [
      [47_104, 1],
      [19_456, 2],
      [12_288, 3],
    ] as const)
      assert.ok(work >= memory * passes && usualCost.passes >= passes - 1)
  })
})

describe('a password', () => {
  test('is right when it is the same, to the last character', async () => {
    const long = `${'lamp river stone fern '.repeat(5)}last`
    const hash = await hashOf(long)
    assert.equal(await isRight(long, hash), true)
    assert.equal(await isRight(long.slice(0, -1), hash), false)
    assert.equal(await isRight(`${long} `, hash), false)
    assert.equal(await isRight(long.toUpperCase(), hash), false)
  })

  test('is the same from a keyboard that composes letters otherwise, or puts a wide space', async () => {
    const hash = await hashOf('\u0439ти лiсом \u00e9t\u00e9')
    assert.equal(await isRight('\u0438\u0306ти\u00a0лiсом e\u0301te\u0301', hash), true)
  })

  test('has another hash each time, so that nobody sees who has the same', async () => {
    assert.notEqual(await hashOf('lamp river stone fern'), await hashOf('lamp river stone fern'))
  })

  test('of nobody is wrong, whatever it is', async () => {
    for (const typed of ['', 'lamp river stone fern', 'x'.repeat(128)])
      assert.equal(await isRight(typed, undefined), false)
  })

  for (const [why, hash] of [
    [
      'of another kind',
      '$argon2i$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    ],
    [
      'that would take the machine',
      '$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    ],
    [
      'without memory',
      '$argon2id$v=19$m=0,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    ],
    [
      'without lanes',
      '$argon2id$v=19$m=8,t=1,p=0$c29tZXNhbHRzb21lc2FsdA$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    ],
    ['that is cut off', '$argon2id$v=19$m=8,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$'],
    ['that is empty', ''],
  ] as const)
    test(`is wrong against a hash ${why}`, async () => assert.equal(await isRight('password', hash), false))

  test('is hashed anew when the cost has changed', async () => {
    const hash = await hashOf('lamp river stone fern')
    assert.equal(passwords.needsRehash(hash), false)
    assert.equal(openPasswords({ cost: { ...cheap, passes: 2 } }).needsRehash(hash), true)
    assert.equal(passwords.needsRehash('nonsense'), true)
  })
})

describe('a flood of passwords', () => {
  test('is computed a few at a time, and refused beyond a short queue', async () => {
    const few = openPasswords({ cost: cheap, atOnce: 2, waiting: 3 })
    const answers = await Promise.all(Array.from({ length: 9 }, () => few.verify('x', undefined)))
    assert.deepEqual(
      answers.map(({ ok }) => ok),
      [true, true, true, true, true, false, false, false, false],
    )
    assert.ok(answers.every((answer) => answer.ok || answer.problem.code === 'people/passwords-busy'))
  })

  test('leaves no place behind when it is over', async () => {
    const few = openPasswords({ cost: cheap, atOnce: 1, waiting: 1 })
    for (let round = 0; round < 5; round++) {
      const [first, second, third] = await Promise.all([few.hash('a'), few.hash('b'), few.hash('c')])
      assert.deepEqual([first.ok, second.ok, third.ok], [true, true, false])
    }
  })
})
