import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy } from '#areas'
import { findPlaces } from '../place/places-in-text.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import type { SaidBy } from './certainty.ts'
import { claimsGround, readClaims } from './read-claims.ts'

const built = buildHierarchy([])
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const governor: SaidBy = { speaker: 'X', role: 'governor', stance: 'asserts', form: 'reported' }

function claims(text: string) {
  const words = wordsOf(text)
  const places = findPlaces(words, gazetteer, [], new Set())
  const saidAt = '2025-11-05T09:00:00Z'
  const ground = claimsGround(text, words, places, languageOf(words, text), saidAt, gazetteer.hierarchy)
  return readClaims(ground, { start: 0, end: text.length }, governor)
}
/** `casualties · 3 injured · at Ізюмі · when вночі`. */
const lines = (text: string) =>
  claims(text).map(({ event, happened, quantities, place, when }) =>
    [
      `${happened === 'no' ? 'no ' : ''}${event}`,
      ...quantities.map(
        ({ value, unit, bound }) => `${bound === 'exactly' ? '' : `${bound} `}${value} ${unit}`,
      ),
      ...(place === null ? [] : [`at ${place.text}`]),
      ...(when === null ? [] : [`when ${when.text}`]),
    ].join(' · '),
  )

function say(title: string, cases: readonly (readonly [text: string, ...expected: string[]])[]) {
  describe(title, () => {
    for (const [text, ...expected] of cases)
      test(text.slice(0, 80), () => assert.deepEqual(lines(text), expected))
  })
}

say('a list tells of each place what it counts', [
  [
    'In Izium, three people were killed and twelve injured; in Lyman, two killed.',
    'casualties · 3 killed · 12 injured · at Izium',
    'casualties · 2 killed · at Lyman',
  ],
  [
    'Поранено п’ятьох людей: в Ізюмі — троє, у Чугуєві — двоє.',
    'casualties · 5 injured · at Ізюмі — троє, у Чугуєві',
    'casualties · 3 injured · at Ізюмі',
    'casualties · 2 injured · at Чугуєві',
  ],
  [
    'Без світла понад 45 тисяч споживачів у Ніжині та 12 тис. у Прилуках.',
    'outage · at-least 45000 customers · at Ніжині',
    'outage · 12000 customers · at Прилуках',
  ],
  [
    'Уничтожено: 5 БПЛА — над Ельней, 3 — над акваторией Чёрного моря.',
    'interception · 5 drones · at Ельней',
    'interception · 3 drones · at акваторией Чёрного моря',
  ],
])

say('a number counts what it belongs to', [
  ['Пошкоджено 3 приватні будинки, зруйновано ще 25.', 'damage · 3 houses · 25 houses'],
  ['Из десяти ракет сбито семь.', 'interception · 7 missiles'],
  ['Of 72 drones, 57 were shot down.', 'interception · 57 drones'],
  ['Two people were wounded, one of them a woman, 41.', 'casualties · 2 injured'],
  ['Ранены 13 человек, из них пятеро в тяжёлом состоянии.', 'casualties · 13 injured'],
  ['Выпущено 1 200 дронов.', 'strike · 1200 drones'],
  ['Three to five houses were damaged.', 'damage · at-least 3 houses · up-to 5 houses'],
  ['Emergency crews rescued 11 people from under the rubble.', 'casualties · 11 rescued'],
])

say('a number that belongs to another word counts nothing', [
  ['A nine-storey building was damaged.', 'damage · 1 buildings'],
  ['One in three homes has no heating.', 'outage'],
  ['Обстреляли посёлок, выпустив 10 снарядов калибра 155 мм.', 'strike · 10 shells'],
  ['В Горловке ранен мужчина 1974 г.р.', 'casualties · 1 injured · at Горловке'],
  ['Площадь пожара составила 500 «квадратов».', 'damage · 500 square metres'],
])

say('what happened', [
  ['32 settlements came under Russian fire.', 'strike · 32 settlements'],
  ['The strike knocked out 350 MW of generating capacity.', 'outage · 350 megawatts'],
  ['Отражена атака 8 БПЛА.', 'interception · 8 drones'],
  ['Более половины выпущенных ракет сбито.', 'interception'],
  ['Число жертв землетрясения превысило 2 200.', 'casualties · at-least 2200 casualties'],
  ['Вылилось около 30 тонн мазута.', 'other · about 30 tonnes'],
  ['Ворог завдав 56 авіаударів.', 'strike · 56 airstrikes'],
  ['Ворог бив по Нікополю.', 'strike · at Нікополю'],
  ['Сили оборони уразили нафтобазу.', 'strike'],
  ['The airport closed for two hours.', 'other'],
])

say('where it was', [
  ['Ukraine produced 2.2 million drones, Zelensky said.', 'production · 2200000 drones'],
  ['Росія застосувала проти України 60 ракет.', 'strike · 60 missiles · at України'],
  ['Над Таганрогским заливом перехвачены 4 ракеты.', 'interception · 4 missiles · at Таганрогским заливом'],
  ['Уражено нафтопереробний завод.', 'strike'],
])

say('when it was', [
  ['Russia launched 215 drones overnight into Friday.', 'strike · 215 drones · when overnight into Friday'],
  [
    'Ночью с 4 на 5 ноября сбили девять беспилотников.',
    'interception · 9 drones · when Ночью с 4 на 5 ноября',
  ],
  ['Станом на 09:00 збито 108 дронів.', 'interception · 108 drones · when Станом на 09:00'],
  ['В течение прошедшей ночи сбиты два дрона.', 'interception · 2 drones · when В течение прошедшей ночи'],
])

test('the night from one day to the next ends on the second', () => {
  const [claim] = claims('В ночь с 4 на 5 ноября сбит дрон.')
  assert.deepEqual(
    [claim?.when?.from, claim?.when?.to],
    ['2025-11-04T18:00:00.000Z', '2025-11-05T06:00:00.000Z'],
  )
})
