import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { familiesOf, familyOf, type FamilyDocument } from './families.ts'

const document = (
  id: string,
  text: string,
  saidAt: string | null = null,
  url: string | null = null,
): FamilyDocument => ({ id, text, saidAt, url })

const original =
  'Residents of the Bryansk Region woke to explosions at 04:20 on Monday. Governor Alexander Bogomaz said on his channel that 14 drones had been ' +
  'shot down over the district of Klintsy and that debris had damaged the roofs of three houses. He thanked the crews who put the fire out before dawn.'
/** Another region, another governor, other numbers. */
const copy = original
  .replace('Bryansk', 'Kursk')
  .replace('Alexander Bogomaz', 'Roman Petrenko')
  .replace('Klintsy', 'Rylsk')
const swapped = original.replace('14 drones', '24 drones').replace('three houses', 'five houses')

describe('a family', () => {
  test('holds copies with other names, and copies with other numbers', () => {
    const families = familiesOf([document('a', original), document('b', copy), document('c', swapped)])
    assert.deepEqual(
      families.map(({ members }) => members),
      [['a', 'b', 'c']],
    )
  })
  test('holds a cut copy with another beginning', () => {
    const cut = `Breaking news from our desk. ${original.slice(0, 260)}`
    assert.equal(familiesOf([document('a', original), document('b', cut)]).length, 1)
  })
  test('holds a translation with its names and times', () => {
    const russian =
      'Жители Брянской области проснулись от взрывов в 04:20. Губернатор Александр Богомаз сообщил, что над Клинцами сбиты 14 дронов, ' +
      'обломки повредили крыши трёх домов; пожар потушен к 05:45.'
    const english =
      'Explosions woke people in the Bryansk region at 04:20. Over Klintsy 14 drones were downed, governor Alexander Bogomaz wrote; the fire was out by 05:45.'
    assert.equal(familiesOf([document('a', russian), document('b', english)]).length, 1)
  })
  test('does not hold two messages of one mould about two nights', () => {
    const night = (day: string, sent: number, shot: number, where: string) =>
      `In the night to ${day} the enemy attacked with ${sent} attack drones from the directions of Kursk, Millerovo and Primorsko-Akhtarsk. ` +
      `As of 09:00 air defence has shot down ${shot} drones in the north, south and east of the country. Hits were recorded in ${where}.`
    const families = familiesOf([
      document('a', night('3 November', 79, 67, 'Poltava'), '2025-11-03T07:00:00Z'),
      document('b', night('9 November', 112, 90, 'Odesa'), '2025-11-09T07:00:00Z'),
    ])
    assert.equal(families.length, 2)
  })
  test('does not hold two reports of the same districts on different days', () => {
    const list = 'Elets, Lipetsk, Zadonsk, Khlevnoye, Terbuny, Volovo, Dolgorukovo and Izmalkovo'
    const families = familiesOf([
      document(
        'a',
        `The red level was declared by the governor for these places: ${list}.`,
        '2025-11-03T07:00:00Z',
      ),
      document(
        'b',
        `People in the towns of ${list} may leave their shelters now that it is over.`,
        '2025-11-19T07:00:00Z',
      ),
    ])
    assert.equal(families.length, 2)
  })
  test('holds short and empty texts each alone', () => {
    assert.deepEqual(
      familiesOf([
        document('a', ''),
        document('b', ''),
        document('c', 'Відбій!'),
        document('d', 'Відбій!'),
      ]).map(({ why }) => why),
      ['only-one', 'only-one', 'only-one', 'only-one'],
    )
  })
})

describe('the original of a family', () => {
  test('is the earliest', () => {
    const family = familyOf(document('copy', copy, '2025-11-17T12:00:00Z'), [
      document('first', original, '2025-11-17T06:00:00Z'),
    ])
    assert.deepEqual([family.original, family.why], ['first', 'earliest'])
  })
  test('is the one that others cite, even where it bears a later time', () => {
    const families = familiesOf([
      document(
        'copy',
        `${copy} Source: bryansk-news.example`,
        '2025-11-17T05:00:00Z',
        'https://daily.example/1',
      ),
      document('first', original, '2025-11-17T06:00:00Z', 'https://www.bryansk-news.example/a/7'),
    ])
    assert.deepEqual([families[0]!.original, families[0]!.why], ['first', 'cited'])
  })
  test('is the first that was seen where nothing tells', () => {
    assert.deepEqual([familiesOf([document('x', original), document('y', copy)])[0]!.why], ['first-seen'])
  })
})

describe('families', () => {
  test('of thousands of documents are found in time that grows with them', () => {
    const words =
      'fire water road police school train power bridge market winter harvest station hospital river harbour'.split(
        ' ',
      )
    const made = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        document(
          `d${n}`,
          Array.from(
            { length: 60 },
            (_, i) => words[(n * 7 + i * i * (1 + (n % 13)) + i * (n % 29)) % words.length],
          ).join(' ') + ` near Place${n} at 0${n % 10}:1${n % 6}`,
        ),
      )
    const cost = (count: number) => {
      const documents = made(count)
      const start = process.cpuUsage()
      familiesOf(documents)
      const { user, system } = process.cpuUsage(start)
      return user + system
    }
    cost(200)
    const [few, many] = [300, 1_200].map((count) => Math.min(cost(count), cost(count))) as [number, number]
    assert.ok(many < few * 12, `300 take ${few} µs, 1,200 take ${many} µs`)
  })
})
