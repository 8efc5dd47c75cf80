/** What one sentence says of several places, acts and times, and what it only describes, in three languages. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, parsePack } from '#areas'
import type { Json } from '#base'
import { printAnnouncement } from './announcement-printed.ts'
import { readAnnouncement } from './announcement.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const built = buildHierarchy(pack.value.pack.areas)
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)

/** A text, and its lines in the order of the alphabet: action, danger, how many areas, time. */
const texts: readonly (readonly [string, ...string[]])[] = [
  [
    'The drone alert issued last night in Lipetsk, Usmansky and Dobrinsky districts was cancelled at 6:10 am; the danger remains in Terbunsky district.',
    'end drone 3 at 6:10 am',
    'info drone 1 -',
  ],
  [
    'Воздушная опасность, о которой в Усманском районе объявили в 3:12, продлилась до 5:47.',
    'end air_raid 1 до 5:47',
  ],
  ['Тривогу через дрони, оголошену о 22:10 в Єльці, скасовано о 23:05.', 'end drone 1 о 23:05'],
  [
    'В Задонском районе в 22:10 ввели, а в 22:31 отменили режим беспилотной опасности.',
    'end drone 1 в 22:31',
    'raise drone 1 в 22:10',
  ],
  [
    'A missile alert in Yelets was raised at 21:05, cleared at 21:40.',
    'end missile 1 at 21:40',
    'raise missile 1 at 21:05',
  ],
  [
    'Сигнал «Беспилотная опасность» объявлен в Задонском районе в 21:15, в Усманском районе – в 21:40.',
    'raise drone 1 в 21:15',
    'raise drone 1 в 21:40',
  ],
  ['БпЛА з півночі курсом на Єлець.', 'raise drone 1 -'],
  ['О півночі в Єльці оголошено повітряну тривогу.', 'raise air_raid 1 О півночі'],
  ['Балістика на Липецьк!', 'raise ballistic 1 -'],
  ['Рух автомобілів на Липецьк обмежено.'],
  ['Officials announced the end of the missile threat in Yelets.', 'end missile 1 -'],
  [
    'Emergency officials ended the storm warning in Yelets; power is being restored in Terbunsky district.',
    'end other 1 -',
  ],
]

describe('a sentence tells apart', () => {
  for (const [text, ...lines] of texts)
    test(`${lines.join(' and ') || 'nothing'} in “${text}”`, () => {
      const printed = printAnnouncement(readAnnouncement(text, gazetteer), text) as unknown as {
        readonly lines: readonly {
          readonly action: string
          readonly threat: string
          readonly areas: readonly unknown[]
          readonly time: string | null
        }[]
      }
      const said = printed.lines.map(
        ({ action, threat, areas, time }) => `${action} ${threat} ${areas.length} ${time ?? '-'}`,
      )
      assert.deepEqual(said.toSorted(), lines)
    })

  for (const text of [
    'At the end of the missile alert in Yelets residents may leave the shelters.',
    'Residents of Yelets asked for the end of the missile alert to be announced by sirens.',
    'Режим ракетной опасности в Ельце отменят, как только поступит команда.',
    'Слухи о завершении воздушной тревоги в Ельце не подтвердились.',
  ])
    test(`no end in “${text}”`, () => {
      const { lines } = readAnnouncement(text, gazetteer)
      assert.deepEqual(
        lines.filter(({ action }) => action === 'end' || action === 'lower'),
        [],
      )
    })
})
