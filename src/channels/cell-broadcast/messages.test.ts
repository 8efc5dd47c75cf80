import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Texts, Wording } from '#alerts'
import { additionalLanguageId, classOf, idsFor } from './message-id.ts'
import { messagesOf, type Message } from './messages.ts'
import { readNetworks } from './network.ts'
import { readPages } from './pages.ts'
import { nextCode, nextUpdate, readSerial, serialNumber } from './serial.ts'
import { fullestFirst } from './trim.ts'

const same = (text: string): Texts => ({ '90': text, '360': text, '1395': text })
const speaking = { languages: ['uk', 'en', 'ru'], additional: 'own-id', languageMark: 'none' } as const
const notice = (texts: { [language: string]: Texts }) => ({ wording: { texts, missing: [] } as Wording })
const saidBy = ({ dcs, pages }: Message) => {
  const read = readPages(dcs, pages)
  return read.ok ? read.value.text : read.problem.code
}

describe('the messages of a notice', () => {
  test('are the local language, and the others together, in the network’s order', () => {
    const made = messagesOf(notice({ ru: same('Три.'), en: same('Two.'), uk: same('Один.') }), speaking)
    assert.ok(made.ok)
    assert.deepEqual(
      made.value.messages.map((one) => [one.variant, one.languages, saidBy(one)]),
      [
        ['local', ['uk'], 'Один.'],
        ['additional', ['en', 'ru'], 'Two.\n\nТри.'],
      ],
    )
    assert.deepEqual(made.value.leftOut, [])
  })

  test('hold every language where the network takes one message only', () => {
    const made = messagesOf(notice({ en: same('Two.'), uk: same('Один.') }), {
      ...speaking,
      additional: 'same-message',
    })
    assert.deepEqual(made.ok && made.value.messages.map(saidBy), ['Один.\n\nTwo.'])
  })

  const texts = (letter: string, ...[short, middle, long]: readonly [number, number, number]): Texts => ({
    ...{ '90': letter.repeat(short), '360': letter.repeat(middle), '1395': letter.repeat(long) },
  })
  const inOne = { ...speaking, additional: 'same-message' } as const

  test('say every language shorter before they leave one out, and give the room that is left to the first', () => {
    const said = (...[uk, en, ru]: readonly [Texts, Texts, Texts]) => {
      const made = messagesOf(notice({ uk, en, ru }), inOne)
      assert.ok(made.ok)
      return [
        saidBy(made.value.messages[0]!)
          .split('\n\n')
          .map(({ length }) => length),
        made.value.leftOut,
      ]
    }
    const usual = [80, 300, 600] as const
    assert.deepEqual(said(texts('ї', ...usual), texts('ж', ...usual), texts('я', ...usual)), [
      [300, 80, 80],
      [],
    ])
    assert.deepEqual(said(texts('ї', 80, 200, 450), texts('ж', 60, 90, 600), texts('я', 60, 70, 600)), [
      [450, 90, 70],
      [],
    ])
  })

  test('name whom they leave out where not even the shortest texts fit', () => {
    const long = [300, 300, 600] as const
    const made = messagesOf(
      notice({ uk: texts('ї', ...long), en: texts('ж', ...long), ru: texts('я', ...long) }),
      inOne,
    )
    assert.ok(made.ok)
    assert.equal(saidBy(made.value.messages[0]!), `${'ї'.repeat(300)}\n\n${'ж'.repeat(300)}`)
    assert.deepEqual(made.value.leftOut, ['ru'])
  })

  test('are none where no language of the network has a text', () => {
    const made = messagesOf(notice({ he: same('אחת.') }), speaking)
    assert.ok(!made.ok && made.problem.code === 'cell-broadcast/nothing-to-say')
  })

  test('say all languages there are where the list names none', () => {
    const made = messagesOf(notice({ he: same('אחת.'), en: same('Two.') }), { ...speaking, languages: [] })
    assert.deepEqual(made.ok && made.value.messages.map(({ languages }) => languages), [['he'], ['en']])
  })
})

describe('a text that is too long', () => {
  const middle = 'УЧЕНИЕ. Область: опасность. Где: Задонск. Зайдите в дом. УЧЕНИЕ.'
  const extras = Array.from(
    { length: 12 },
    (_, at) => `Подробность ${at + 1}, которая занимает место и никого не спасает.`,
  )
  const long = `УЧЕНИЕ. Область: опасность. Где: Задонск. ${extras.slice(0, 6).join(' ')} Зайдите в дом. ${extras.slice(6).join(' ')} УЧЕНИЕ.`
  const texts: Texts = { '90': 'УЧЕНИЕ. Задонск. Зайдите в дом.', '360': middle, '1395': long }

  test('loses whole sentences from its end, and never what to do', () => {
    assert.ok(long.length > 615)
    const made = messagesOf(notice({ ru: texts }), { ...speaking, languages: ['ru'] })
    assert.ok(made.ok)
    const said = saidBy(made.value.messages[0]!)
    assert.ok(said.length <= 615 && said.length > 500, `${said.length}`)
    for (const needed of ['Где: Задонск.', 'Зайдите в дом.', 'Подробность 1,'])
      assert.ok(said.includes(needed), needed)
    assert.ok(said.startsWith('УЧЕНИЕ. ') && said.endsWith(' УЧЕНИЕ.'))
    const whole = new Set([...middle.split(/(?<=\.) /), ...extras])
    for (const sentence of said.split(/(?<=\.) /)) assert.ok(whole.has(sentence), `cut: ${sentence}`)
    assert.ok(!said.includes('Подробность 12'))
  })

  test('gives way to the middle one where nobody can tell what may go', () => {
    const byHand = { ...texts, '360': 'УЧЕНИЕ. Иными словами: зайдите в дом.' }
    assert.deepEqual([...fullestFirst(byHand)], [long, byHand['360'], byHand['90']])
    const made = messagesOf(notice({ ru: byHand }), { ...speaking, languages: ['ru'] })
    assert.deepEqual(made.ok && made.value.messages.map(saidBy), [byHand['360']])
  })
})

describe('identifiers', () => {
  test('of drills and tests are never those of a warning', () => {
    for (const wanted of ['presidential', 'extreme', 'severe'] as const)
      for (const mode of ['drill', 'test'] as const)
        for (const id of idsFor(mode, wanted))
          for (const one of [id, additionalLanguageId(id)])
            assert.ok(['exercise', 'test'].includes(classOf(one)?.of ?? ''), `${mode} ${one}`)
  })
  test('of a warning go down a step and never to an exercise', () => {
    assert.deepEqual(idsFor('live', 'presidential').slice(0, 4), [4370, 4371, 4372, 4373])
    assert.deepEqual(idsFor('live', 'severe'), [4373, 4374, 4375, 4376, 4377, 4378])
    for (const id of idsFor('live', 'presidential'))
      assert.ok(!['exercise', 'test'].includes(classOf(id)!.of))
  })
  test('have each one for additional languages', () => {
    assert.deepEqual(
      [4370, 4371, 4378, 4380, 4381, 4398].map(additionalLanguageId),
      [4383, 4384, 4391, 4393, 4394, 4399],
    )
    assert.deepEqual(classOf(4383), { of: 'presidential', language: 'additional' })
    assert.equal(classOf(50), undefined)
  })
})

describe('a serial number', () => {
  test('is scope, code and version in sixteen bits', () => {
    assert.equal(serialNumber({ scope: 'plmn_wide', code: 768, update: 5 }), 0x7005)
    for (const number of [0, 0x4000, 0x7005, 0xffff]) assert.equal(serialNumber(readSerial(number)), number)
    assert.equal(nextUpdate(14), 15)
    assert.equal(nextUpdate(15), 0)
  })
  test('takes the next code that is free, round the end', () => {
    assert.equal(nextCode(-1, new Set()), 0)
    assert.equal(nextCode(1022, new Set([1023, 0])), 1)
    assert.equal(nextCode(5, new Set(Array.from({ length: 1024 }, (_, code) => code))), undefined)
  })
})

describe('the list of networks', () => {
  const one = { id: 'one', name: 'One', url: 'http://127.0.0.1:12345', areas: ['gn:467120'] }
  const read = (...networks: object[]) => readNetworks(JSON.stringify({ networks }))
  test('is cautious where it says nothing', () => {
    const made = read(one)
    assert.ok(made.ok)
    assert.deepEqual(
      [made.value[0]?.modes, made.value[0]?.forAPart, made.value[0]?.testsOnAir],
      [['drill', 'test'], 'hold', 'no'],
    )
  })
  test('is refused as a whole, with the place', () => {
    const places = [
      [read({ ...one, url: 'ftp://x' }), 'networks[0].url'],
      [read({ ...one, areas: [] }), 'networks[0].areas'],
      [read({ ...one, langauges: ['en'] }), 'networks[0]'],
      [read({ ...one, cbeName: 'a.b' }), 'networks[0].cbeName'],
      [read({ ...one, repetitionPeriod: 0 }), 'networks[0].repetitionPeriod'],
      [read(one, one), 'networks'],
      [readNetworks('{'), ''],
    ] as const
    for (const [made, at] of places) {
      assert.ok(!made.ok && made.problem.code === 'cell-broadcast/bad-list')
      assert.ok(
        String(made.problem.details['at'] ?? made.problem.at ?? '').startsWith(at),
        JSON.stringify(made.problem),
      )
    }
  })
})
