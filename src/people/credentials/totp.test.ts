import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { instantOf, ok, type Instant, type PersonId } from '#base'
import { useTotpStep } from './code-use.ts'
import { noCredentials, withPassword } from './credential.ts'
import { qrPicture } from './totp-picture.node.ts'
import { openTotp } from './totp.node.ts'

const totp = await openTotp()
/** The ASCII text 12345678901234567890 (RFC 6238, Appendix B), base 32. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const at = (seconds: number): Instant => instantOf(seconds * 1_000)

describe('a code of an authenticator app', () => {
  // RFC 6238, Appendix B, the SHA-1 rows; of their eight digits the last six.
  for (const [seconds, code] of [
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ] as const)
    test(`at ${seconds} s is the one the standard gives`, () => {
      assert.equal(totp.stepOf(secret, code, at(seconds)), Math.floor(seconds / 30))
    })

  test('is taken one step early and one step late, and no further', () => {
    const step = Math.floor(1_111_111_109 / 30)
    const seconds = step * 30
    assert.equal(totp.stepOf(secret, '081804', at(seconds - 30)), step)
    assert.equal(totp.stepOf(secret, '081804', at(seconds + 59)), step)
    assert.equal(totp.stepOf(secret, '081804', at(seconds - 31)), undefined)
    assert.equal(totp.stepOf(secret, '081804', at(seconds + 60)), undefined)
  })

  test('may be typed with the space that apps show', () => {
    assert.equal(totp.stepOf(secret, '287 082', at(59)), 1)
  })

  for (const odd of ['', '28708', '2870820', '28708a', '٢٨٧٠٨٢', '-87082', '28708\n', '0x1234'])
    test(`can’t be “${odd}”`, () => assert.equal(totp.stepOf(secret, odd, at(59)), undefined))

  test('of another secret is worth nothing', () => {
    assert.equal(totp.stepOf(totp.newSecret(), '287082', at(59)), undefined)
  })
})

describe('a time step', () => {
  const olena = 'person-olena' as PersonId
  const kept = withPassword(noCredentials(olena), { hash: '$', changedAt: at(0) }, { secret, lastStep: 41 })

  test('is used up by the code that was taken of it', () => {
    const used = useTotpStep(kept, 42)
    assert.deepEqual(used, ok({ ...kept, totp: { secret, lastStep: 42 } }))
    assert.equal(used.ok && useTotpStep(used.value, 42).ok, false)
  })

  test('uses up those before it', () => {
    const used = useTotpStep(kept, 43)
    assert.equal(used.ok && useTotpStep(used.value, 42).ok, false)
  })

  test('that no code is of is refused', () => {
    const refused = useTotpStep(kept, undefined)
    assert.equal(!refused.ok && refused.problem.code, 'people/wrong-code')
  })

  test('means nothing to somebody without an app', () => {
    assert.equal(useTotpStep(noCredentials(olena), 42).ok, false)
  })
})

describe('a secret for an app', () => {
  test('is 160 random bits', () => {
    const secrets = new Set(Array.from({ length: 50 }, () => totp.newSecret()))
    assert.equal(secrets.size, 50)
    for (const one of secrets) assert.match(one, /^[A-Z2-7]{32}$/)
  })

  test('is handed to the app with issuer and login, which may hold any sign', () => {
    const uri = new URL(totp.uri(secret, { issuer: 'Задонськ: & місто', login: 'olena@town.example' }))
    assert.equal(uri.protocol, 'otpauth:')
    assert.equal(
      decodeURIComponent(uri.pathname).replace(/^\/+/, '').replace('totp/', ''),
      'Задонськ: & місто:olena@town.example',
    )
    assert.deepEqual(Object.fromEntries(uri.searchParams), {
      issuer: 'Задонськ: & місто',
      secret,
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })
})

describe('the picture of a secret', () => {
  const uri = totp.uri(secret, { issuer: 'Tocsin', login: 'olena' })

  test('is white around and black on white, whatever the page looks like', async () => {
    const svg = await qrPicture(uri, 'Code')
    const [, side] = /viewBox="0 0 (\d+) \1"/.exec(svg)!
    assert.match(svg, new RegExp(`<rect width="${side}" height="${side}" fill="#fff"/>`))
    const black = modulesOf(svg)
    for (const [x, y] of black.map((one) => one.split(',').map(Number) as [number, number])) {
      assert.ok(
        x >= 4 && y >= 4 && x < Number(side) - 4 && y < Number(side) - 4,
        `${x},${y} is in the quiet zone`,
      )
    }
  })

  test('has the modules of the code, each once', async () => {
    const { encode } = await import('uqr')
    const { data } = encode(uri, { ecc: 'M', border: 0 })
    const wanted = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`${x + 4},${y + 4}`] : [])))
    assert.deepEqual(modulesOf(await qrPicture(uri, 'Code')), wanted)
  })

  test('says what it is, and nothing in that breaks out of it', async () => {
    const svg = await qrPicture(uri, '</title><script>alert("1")</script>&')
    assert.match(
      svg,
      /<title>&lt;\/title&gt;&lt;script&gt;alert\(&quot;1&quot;\)&lt;\/script&gt;&amp;<\/title>/,
    )
    assert.doesNotMatch(svg, /<script|style=|class=|href/)
  })

  test('doesn’t show the secret as text', async () => {
    assert.doesNotMatch(await qrPicture(uri, 'Code'), new RegExp(secret))
  })
})

function modulesOf(svg: string): readonly string[] {
  return [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(([, x, y, run]) =>
    Array.from({ length: Number(run) }, (_, i) => `${Number(x) + i},${y}`),
  )
}
