import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { sayProblem } from '#base'
import { commonPasswords } from './leaked-passwords.node.ts'
import { judgePassword, normalPassword, type AboutPassword } from './password-rules.ts'
import { credentialProblems } from './problems.ts'

const isCommon = await commonPasswords()
const olena: AboutPassword = {
  login: 'o.koval',
  name: 'Олена Коваль',
  email: 'olena.koval@town.example',
  around: ['Tocsin', 'Задонська громада'],
  isCommon,
}

function refusalOf(password: string, about = olena): string {
  const judged = judgePassword(password, about)
  return judged.ok ? 'taken' : judged.problem.code
}

describe('a password is taken', () => {
  for (const good of [
    'lamp river stone fern',
    'kX9$mQ2vLp7!wZ4r',
    'дощ іде над старим містом',
    '五つの言葉をここに書いておく。',
    '   three spaces first   ',
    '🚒 🌊 🪨 🌿 and words',
    'alllowercaseandnodigits',
    '(!#%&/=?*+-_,.;:<>|^~)',
    'lamp river stone fern '.repeat(5).trimEnd(),
  ])
    test(`whatever it is made of: “${good.slice(0, 40)}”`, () => assert.equal(refusalOf(good), 'taken'))

  test('of fifteen code points and not of fourteen, of 128 and not of 129', () => {
    const strong = Array.from({ length: 129 }, (_, i) => String.fromCodePoint(0x1f300 + ((i * 37) % 200)))
    assert.equal(refusalOf(strong.slice(0, 15).join('')), 'taken')
    assert.equal(refusalOf(strong.slice(0, 14).join('')), 'people/password-too-short')
    assert.equal(refusalOf(strong.slice(0, 128).join('')), 'taken')
    assert.equal(refusalOf(strong.join('')), 'people/password-too-long')
  })

  test('untouched, but for what keyboards write differently', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 15, maxLength: 40 }), (typed) => {
        const judged = judgePassword(typed, {
          ...olena,
          around: [],
          name: '',
          login: '',
          email: '',
          isCommon: () => false,
        })
        if (!judged.ok) return
        assert.equal(judged.value, typed.replace(/\p{Zs}/gu, ' ').normalize('NFC'))
        assert.equal(normalPassword(judged.value), judged.value)
      }),
    )
  })
})

describe('a password is refused', () => {
  for (const [password, why] of [
    ['', 'people/password-too-short'],
    ['Xk9$mQ2vLp7!wZ', 'people/password-too-short'],
    // Fourteen letters with fourteen marks, which are one code point each when composed.
    ['e\u0301'.repeat(14), 'people/password-too-short'],
    ['lamp river\u0000stone fern', 'people/password-unreadable'],
    ['lamp river\nstone fern', 'people/password-unreadable'],
    ['lamp river \ud83d stone', 'people/password-unreadable'],
    ['lamp river \ue000 stone', 'people/password-unreadable'],
    ['o.koval river stone', 'people/password-tells'],
    ['river O-KOVAL stone', 'people/password-tells'],
    ['КОВАЛЬ river stone', 'people/password-tells'],
    ['olena koval 2026 !!', 'people/password-tells'],
    ['my t-o-c-s-i-n word', 'people/password-tells'],
    ['задонська-громада', 'people/password-tells'],
    ['passwordpassword', 'people/password-common'],
    ['Password12345678!', 'people/password-common'],
    ['P4$$w0rd P4$$w0rd', 'people/password-common'],
    ['123456789012345', 'people/password-common'],
    ['qwertyuiopasdfgh', 'people/password-common'],
    ['йцукенгшщзхъфыва', 'people/password-common'],
    ['пароль пароль пароль', 'people/password-common'],
    ['пароль123456789', 'people/password-common'],
    ['aaaaaaaaaaaaaaaaaaaa', 'people/password-common'],
    ['abcdefghijklmnop', 'people/password-common'],
    ['winter2026winter2026', 'people/password-common'],
    ['correct horse battery staple', 'people/password-common'],
    ['a'.repeat(128), 'people/password-common'],
  ] as const)
    test(`with ${why}: ${JSON.stringify(password.slice(0, 40))}`, () =>
      assert.equal(refusalOf(password), why))

  test('with a sentence that says what to do, and never repeats the password', () => {
    for (const password of ['Xk9$mQ2vLp7!wZ', 'passwordpassword', 'o.koval river stone', 'x'.repeat(200)]) {
      const judged = judgePassword(password, olena)
      assert.ok(!judged.ok)
      const kind = credentialProblems[judged.problem.code]
      const said = sayProblem(kind, judged.problem)
      assert.doesNotMatch(said, /[{}]|“”/)
      assert.ok(!JSON.stringify(judged.problem).includes(password))
      assert.ok(kind.advice.length > 20)
    }
  })

  test('if it is among the leaked ones that are long enough, each of them', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    const leaked = dictionary['passwords-common'].filter((one) => String(one).length >= 15)
    assert.ok(leaked.length > 30)
    for (const one of leaked) assert.equal(refusalOf(String(one)), 'people/password-common', String(one))
  })

  test('if it is made of leaked ones that are too short alone', async () => {
    const { dictionary } = await import('@zxcvbn-ts/language-common')
    const short = dictionary['passwords-common'].slice(0, 100).map(String)
    for (const one of short) {
      const twice = one.repeat(Math.ceil(15 / one.length))
      assert.equal(refusalOf(twice), 'people/password-common', twice)
    }
  })
})

test('short words of a name say nothing: Ann may plan', () => {
  assert.equal(
    refusalOf('planned river stone', { ...olena, name: 'Ann Lee', login: 'al', around: [] }),
    'taken',
  )
})

test('the longest and worst text is judged before anybody notices', () => {
  const worst = 'l1l1l1l11qaz2wsxp4ssw0rd$5s$5sS01011999@$$121212$5s$5sS@$$abcabc4@a4@aE3e3'
    .repeat(2)
    .slice(0, 128)
  const began = performance.now()
  isCommon(worst, ['koval', 'tocsin'])
  assert.ok(performance.now() - began < 1_500)
})
