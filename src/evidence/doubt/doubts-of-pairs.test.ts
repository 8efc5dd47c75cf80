/** Pairs of documents as they come in, read whole: what they say against one another, and what only looks so. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, parsePack } from '#areas'
import type { Json } from '#base'
import { readDocument } from '../reading.ts'
import { doubtsAcross } from './doubts-across.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const hierarchy = buildHierarchy(pack.value.pack.areas)
assert.ok(hierarchy.ok)
const gazetteer = buildGazetteer(hierarchy.value)

function told(...texts: readonly string[]): string[] {
  const documents = texts.map((text, at) => {
    const saidAt = `2025-11-17T${at === 0 ? '06' : '12'}:00:00+03:00`
    return {
      ...{ id: 'abc'[at]!, text, url: null, saidAt },
      statements: readDocument(text, gazetteer, { saidAt }).statements,
    }
  })
  const doubts = doubtsAcross(documents)
  for (const { quotes } of doubts)
    for (const { document, start, end, text } of quotes)
      assert.equal(documents.find(({ id }) => id === document)!.text.slice(start, end), text)
  return doubts.map(({ code, quotes }) =>
    [code, ...quotes.map(({ document, text }) => `${document} ${text}`)].join(' | '),
  )
}

describe('two documents of one event', () => {
  test('that count, place or time it otherwise are doubted with both', () => {
    assert.deepEqual(
      told(
        'Mayor Ihor Terekhov said 12 people were injured in Kharkiv on the morning of 17 November.',
        'The prosecutor reports that 19 people were injured in Kharkiv on 17 November. A market burned.',
      ).map((one) => one.split(' | ')[0]),
      ['conflict-with-other-source'],
    )
    assert.equal(
      told(
        'В Сызрани 17 ноября никто не пострадал, сообщил губернатор Вячеслав Федорищев.',
        'В Сызрани 17 ноября пострадали четыре человека, пишет канал.',
      ).length,
      1,
    )
    assert.match(
      told(
        'The yellow level was declared in Lipetsk Oblast at 22:12 on 16 November, the ministry said.',
        'В Липецкой области 16 ноября в 22:36 объявлен жёлтый уровень, сообщило МЧС.',
      ).join(),
      /22:12.*22:36/,
    )
  })
  test('whose counts rose, are of some, of another day, or an hour of another zone are not', () => {
    const quiet: readonly (readonly [string, string])[] = [
      [
        'Rescuers said two people were killed in Dnipro on 17 November.',
        'The number of people killed in Dnipro on 17 November has risen to five, rescuers said.',
      ],
      [
        'Three children were injured in Nikopol on 17 November, Oleksandr Vilkul said.',
        'In Nikopol 17 people were evacuated on 17 November. Eight adults were injured, the mayor said.',
      ],
      [
        'Three people were killed in Odesa on 15 November, the mayor said.',
        'Five people were killed in Odesa on 17 November, the mayor said.',
      ],
      [
        'В Липецкой области 16 ноября в 22:12 объявлен жёлтый уровень, сообщило МЧС.',
        'The yellow level was declared in Lipetsk Oblast at 21:12 on 16 November, a channel in Kyiv wrote.',
      ],
      [
        'Four drones were shot down over Lipetsk Oblast on 17 November, Governor Igor Artamonov said.',
        'Минобороны: над Липецкой областью 17 ноября сбиты четыре дрона.',
      ],
    ]
    for (const texts of quiet) assert.deepEqual(told(...texts), [], texts[0])
  })
  test('that tell of another attacker are doubted, also in two languages', () => {
    assert.deepEqual(
      told(
        'Ukrainian drones attacked Belgorod on Sunday night, the governor said.',
        'Russian forces struck Belgorod on Sunday night, a channel wrote.',
      ),
      [
        'conflict-with-other-source | a Ukrainian drones attacked Belgorod | b Russian forces struck Belgorod',
      ],
    )
    assert.equal(
      told(
        'Ukrainian forces shelled Shebekino, the governor said.',
        'Російські війська обстріляли Шебекино, твердить канал.',
      ).length,
      1,
    )
    assert.deepEqual(
      told(
        'Ukrainian drones attacked Belgorod on Sunday night.',
        'Украинские дроны атаковали Белгород в ночь на понедельник.',
      ),
      [],
    )
  })
  test('of which one has for a target what is the launch site in the other are doubted', () => {
    const original =
      'Missiles flew from Kursk Oblast to Poltava, Sumy and Lubny at 03:14, the Air Force said. In Poltava a depot with 14 lorries burned until 05:20; nobody was hurt, said the regional head Volodymyr Kohut.'
    const retold =
      'Missiles were launched from Sumy Oblast at 03:14 and hit Kursk Oblast. In Poltava a depot with 14 lorries burned until 05:20; nobody was hurt, said the regional head Volodymyr Kohut, the Air Force and the mayor of Lubny.'
    assert.deepEqual(told(original, retold), [
      'conflict-with-other-source | a flew from Kursk | b hit Kursk Oblast',
    ])
  })
  test('of which one turns drones into missiles are doubted as a slip of the translation', () => {
    assert.deepEqual(
      told(
        'Над Липецкой областью в 01:10 сбиты два беспилотника. Обломки упали в Задонском и Хлевенском округах, повреждена линия электропередачи. Губернатор Игорь Артамонов сообщил, что пострадавших нет, красный уровень отменён в 03:40.',
        'Two missiles were shot down over Lipetsk Oblast at 01:10. Wreckage fell in the Zadonsky and Khlevensky districts and damaged a power line. Governor Igor Artamonov said nobody was hurt; the red level was lifted at 03:40.',
      ),
      ['translation-error | a беспилотника | b missiles'],
    )
  })
  test('of which each has another output of one weapon are doubted', () => {
    assert.equal(
      told(
        'Russia produces 2,700 Geran-2 drones a month, Ukrainian military intelligence says.',
        'Russia produces 6,000 Geran-2 drones a month, a magazine writes.',
      ).length,
      1,
    )
  })
})
