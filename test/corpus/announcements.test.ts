import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { printAnnouncement } from '#evidence'
import { readAnnouncement } from '#evidence/reader'
import { areasOfVariations } from './announcements/areas.ts'
import { english } from './announcements/en.ts'
import { noEnds } from './announcements/no-end.ts'
import { russian } from './announcements/ru.ts'
import { ukrainian } from './announcements/uk.ts'
import type { Variation } from './announcements/variation.ts'

const gazetteer = areasOfVariations()

interface Printed {
  readonly lines: readonly {
    readonly action: string
    readonly threat: string | null
    readonly level: string | null
    readonly areas: readonly {
      readonly name: string | null
      readonly text: string
      readonly decision: string
    }[]
    readonly except: readonly {
      readonly name: string | null
      readonly text: string
      readonly decision: string
    }[]
    readonly time: string | null
    readonly earlier?: boolean
    readonly quote: { readonly text: string; readonly start: number; readonly end: number }
  }[]
  readonly issuer: string | null
}
const read = (text: string) =>
  printAnnouncement(readAnnouncement(text, gazetteer), text) as unknown as Printed
const names = (all: Printed['lines'][number]['areas']) =>
  all.map(({ name, text, decision }) => (decision === 'one' ? name : `${text}?`)).join(', ')
const say = ({ action, threat, level, areas, except }: Printed['lines'][number]) =>
  `${action} ${threat ?? '-'}${level === null ? '' : `/${level}`}: ${names(areas) || '-'}${except.length === 0 ? '' : ` but ${names(except)}`}`

/** Takes from a line what its case leaves open. */
function leftOpen({ anyThreat, anyAction, anyAreas }: Variation) {
  return (line: string) => {
    const [, action, threat, level, areas] = /^(\S+) ([^\s/:]+)(\/\w+)?: (.*)$/.exec(line)!
    return `${anyAction ? '*' : action} ${anyThreat ? '*' : threat}${level ?? ''}: ${anyAreas ? '*' : areas}`
  }
}

for (const [language, variations] of [
  ['Russian', russian],
  ['Ukrainian', ukrainian],
  ['English', english],
] as const)
  describe(`${language} announcements`, () => {
    for (const variation of variations)
      test(variation.text.replaceAll('\n', ' / ').slice(0, 90), () => {
        const { lines, issuer } = read(variation.text)
        const said = lines.map(say).map(leftOpen(variation))
        const meant = variation.says.map(leftOpen(variation))
        if (variation.extra === true)
          for (const line of meant) assert.ok(said.includes(line), said.join(' | '))
        else assert.deepEqual(said, meant)
        if (variation.time !== undefined)
          assert.deepEqual(
            lines.map(({ time }) => time),
            variation.time,
          )
        if (variation.issuer !== undefined)
          assert.ok(issuer?.includes(variation.issuer) === true, issuer ?? 'none')
      })
  })

const isEnd = ({ action, earlier }: Printed['lines'][number]) =>
  (action === 'end' || action === 'lower') && earlier !== true

describe('no all-clear is read', () => {
  for (const text of noEnds)
    test(`into: ${text.slice(0, 90)}`, () => assert.deepEqual(read(text).lines.filter(isEnd).map(say), []))

  const dangers = [
    'Ракетная опасность в Курской области',
    'Угроза атаки БПЛА: Белгород и Шебекинский округ',
    'Красный уровень в Ельце',
    'Загроза балістики для Харкова',
    'Повітряна тривога у Сумах',
    'Air raid alert in Kharkiv Oblast',
  ]
  const between = ['. ', '! ', '.\n', '; ', ', ', ' — ', '‼️ ', '\n\n']
  const after = ['', '.', '!', '. Берегите себя.', '. Берегти себе!', '\nСлідкуйте за повідомленнями.', ' 🙏']
  test('into a danger with any of them behind it or before it', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...dangers),
        fc.constantFrom(...between),
        // What takes a real end back is none without it.
        fc.constantFrom(...noEnds.filter((text) => !/\?$|^[Сс]ообщ|фейк|неправда|false/.test(text))),
        fc.constantFrom(...after),
        fc.boolean(),
        (danger, joined, text, tail, first) => {
          const whole = first ? `${danger}${joined}${text}${tail}` : `${text}${joined}${danger}${tail}`
          assert.deepEqual(read(whole).lines.filter(isEnd).map(say), [], whole)
        },
      ),
      { seed: 20261123, numRuns: 400 },
    ))
  test('where a later alarm took its place', () => {
    const text =
      'Вчера в 05:40 в Курской области дали отбой ракетной опасности. Сегодня в 03:10 ракетная опасность объявлена снова.'
    const { lines } = read(text)
    assert.deepEqual(lines.filter(isEnd).map(say), [])
    assert.ok(lines.some((line) => say(line) === 'raise missile: Kursk Oblast'))
  })
})

describe('every word of a reading', () => {
  const texts = [...russian, ...ukrainian, ...english].map(({ text }) => text).concat(noEnds)
  test('stands in the text where it is said to, whatever was done to the text', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...texts), { minLength: 1, maxLength: 3 }),
        fc.array(
          fc.tuple(
            fc.nat(400),
            fc.nat(12),
            fc.constantFrom('', ' ', '«', '\n', '.', '?', 'не ', '🟡', '\u0301', 'отбой '),
          ),
          {
            maxLength: 4,
          },
        ),
        (parts, cuts) => {
          let text = parts.join('\n')
          for (const [at, length, put] of cuts) text = text.slice(0, at) + put + text.slice(at + length)
          const { lines, issuer, doubts } = readAnnouncement(text, gazetteer)
          const quotes = [
            ...lines.flatMap(({ quote, time }) => [quote, ...(time === null ? [] : [time])]),
            ...(issuer === null ? [] : [issuer.quote]),
            ...doubts.map(({ quote }) => quote),
          ]
          for (const { text: words, start, end } of quotes) assert.equal(text.slice(start, end), words)
          for (const { areas, except } of lines)
            for (const { start, end } of [...areas, ...except])
              assert.ok(start >= 0 && start < end && end <= text.length)
        },
      ),
      { seed: 4, numRuns: 300 },
    ))
})
