/** Doubts about places, people and times that need areas and statements beside the words. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, type Area, type AreaCode } from '#areas'
import { doubted, undoubted } from '../../../test/support/doubting.ts'
import { readDocument } from '../reading.ts'
import type { TextDoubtCode } from './doubt.ts'

const area = (
  code: string,
  kind: Area['kind'],
  parent: string | null,
  en: string,
  ru: string,
  uk = ru,
): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null },
  names: { en, ru, uk },
})
const districts = ['Алёшкинский', 'Бродовский', 'Вилковский', 'Гусинский', 'Дальневский']
const built = buildHierarchy([
  area('RU', 'country', null, 'Russia', 'Россия', 'Росія'),
  area('RU-BEL', 'region', 'RU', 'Belgorod Oblast', 'Белгородская область', 'Бєлгородська область'),
  area('RU-KRS', 'region', 'RU', 'Kursk Oblast', 'Курская область', 'Курська область'),
  area('RU-B1', 'municipality', 'RU-BEL', 'Belgorod', 'Белгород', 'Бєлгород'),
  area('RU-B2', 'district', 'RU-BEL', 'Grayvoronsky District', 'Грайворонский район', 'Грайворонський район'),
  ...districts.map((name, at) => area(`RU-K${at}`, 'district', 'RU-KRS', `District ${at}`, `${name} район`)),
  area('UA', 'country', null, 'Ukraine', 'Украина', 'Україна'),
  area('UA63', 'region', 'UA', 'Kharkiv Oblast', 'Харьковская область', 'Харківська область'),
  area('UA59', 'region', 'UA', 'Sumy Oblast', 'Сумская область', 'Сумська область'),
  area('UA6301', 'municipality', 'UA63', 'Kharkiv', 'Харьков', 'Харків'),
  area('UA5901', 'municipality', 'UA59', 'Sumy', 'Сумы', 'Суми'),
])
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)
const doubtsIn = (text: string) => readDocument(text, gazetteer, { saidAt: '2025-11-20T09:00:00Z' }).doubts
const isDoubted = (text: string, code: TextDoubtCode, ...quoted: string[]) => {
  const found = doubtsIn(text).filter((one) => one.code === code)
  assert.equal(found.length, 1, `${code} in “${text}”: ${JSON.stringify(doubtsIn(text))}`)
  for (const words of quoted)
    assert.ok(
      found[0]!.quotes.some((quote) => quote.text.includes(words)),
      JSON.stringify(found[0]!.quotes),
    )
}
const isNot = (text: string) => assert.deepEqual(doubtsIn(text), [], text)

describe('a place', () => {
  test('said to lie in another region or country than its own is doubted', () => {
    isDoubted('Two bombs fell near Kharkiv in Sumy Oblast.', 'place-error', 'Kharkiv in Sumy Oblast')
    isDoubted('Sirens sounded in the city of Sumy (Kharkiv Oblast).', 'place-error', 'Sumy')
    isDoubted('В Грайворонском районе Курской области повреждён дом.', 'place-error', 'Грайворонском районе')
    isDoubted('У Харкові Сумської області пролунав вибух.', 'place-error', 'Харкові Сумської')
    isDoubted(
      'Sirens sounded in the Ukrainian city of Belgorod.',
      'place-error',
      'Ukrainian city of Belgorod',
    )
    isDoubted('Drones attacked a plant in Kharkiv, Russia, at night.', 'place-error', 'Kharkiv, Russia')
  })
  test('where it lies, in a list, or told of somebody who comes from there, is not', () => {
    isNot('Two bombs fell near Kharkiv in Kharkiv Oblast.')
    isNot('Drones flew over Kharkiv, Sumy Oblast and Belgorod.')
    isNot('A resident of Belgorod in Kharkiv Oblast was detained.')
    isNot('В Грайворонском районе Белгородской области повреждён дом.')
    isNot('В Алёшкинском районе Курской области повреждён дом.')
    isNot('After the attack on Kharkiv, Russia said nothing.')
    isNot('The Russian city of Belgorod was attacked by drones.')
  })
  test('whose name may be borne by a village that is not known is not', () => {
    isNot('Обломки упали в селе Грайворонское Курской области.')
    isNot('The village of Sumy in Kursk Oblast lost power.')
  })
})

describe('a thing before its time', () => {
  test('is doubted with its day', () => {
    doubted('In July 2014 Shahed drones struck the airport.', 'anachronism', 'Shahed')
    doubted('12 марта 2022 года ракета «Орешник» поразила завод.', 'anachronism', '12 марта 2022')
    doubted(
      'On 5 May 2017 President Volodymyr Zelensky signed the decree.',
      'anachronism',
      'President Volodymyr',
    )
    doubted(
      'Defence Minister Sergei Shoigu said on 3 September 2025 that it was over.',
      'anachronism',
      'Shoigu',
    )
    doubted(
      'After the Kakhovka dam was destroyed in May 2021, villages were flooded.',
      'anachronism',
      'May 2021',
    )
    doubted(
      'У березні 2020 року, після початку повномасштабного вторгнення, завод закрили.',
      'anachronism',
      '2020',
    )
    doubted('4 июля 2014 года истребитель выпустил ракету «Кинжал» по аэродрому.', 'anachronism', 'Кинжал')
    doubted(
      'After the Crocus City Hall attack in March 2021 Moscow closed its theatres.',
      'anachronism',
      '2021',
    )
    doubted('10 октября 2023 года самолёты Советского Союза нанесли удар.', 'anachronism', 'Советского Союза')
    doubted(
      'Defence Minister Sergei Shoigu said all was calm.',
      'anachronism',
      'Shoigu',
      '2025-11-20T09:00:00Z',
    )
    doubted('Three Shahed drones hit a port.', 'anachronism', 'Shahed', '2019-03-02T09:00:00Z')
  })
  test('is not, where it is told with hindsight or the day is that of something else', () => {
    undoubted('In 2014 there were no Shahed drones yet.')
    undoubted('The school, opened in 2012, was hit by a Shahed drone.')
    undoubted('A plant built in 1975 was struck by Shahed drones.')
    undoubted('Before the full-scale invasion, in 2021, the plant had 300 workers.')
    undoubted('In 2014 the later President Zelensky said on stage that he was joking.')
    undoubted('Former defence minister Sergei Shoigu said on 3 September 2025 that it was over.')
    undoubted('On 14 May 2023 Defence Minister Sergei Shoigu said the line would hold.')
    undoubted('The plant, opened in 1977, has been closed since the Chornobyl disaster.')
    undoubted('On 21 November 2024 an Oreshnik missile struck Dnipro.')
    undoubted('On 7 August 2022 a village built in the Soviet Union was shelled.')
  })
})

describe('a name of two people', () => {
  test('is doubted where one office has two first names, or one name two offices', () => {
    doubted(
      'Governor Alexander Gusev of Voronezh Oblast spoke. Governor Andrei Gusev of Voronezh Oblast left.',
      'name-collision',
      'Andrei Gusev',
    )
    doubted(
      'Serhii Petrenko, head of the Sumy council, called for help. Serhii Petrenko, the mayor of Odesa, did not.',
      'name-collision',
      'mayor of Odesa',
    )
    doubted(
      'Губернатор Брянской области Сергей Богомаз сообщил об атаке.',
      'name-collision',
      'Сергей Богомаз',
    )
  })
  test('is not, where it is one in two languages, or the text tells of two', () => {
    undoubted(
      'Governor Alexander Gusev of Voronezh Oblast spoke. Governor Aleksandr Gusev of Voronezh Oblast left.',
    )
    undoubted('Mayor Oleh Melnyk of Nikopol left. His namesake, Andrii Melnyk, the mayor of Nikopol, came.')
    undoubted('Иван Фёдоров, глава Запорожской ОВА, и Михаил Фёдоров, министр, встретились.')
  })
})

describe('words that change mouths', () => {
  test('are doubted with both', () => {
    isDoubted(
      '“We will restore power by noon to every street,” Mayor Ihor Terekhov said. Minister Svitlana Hrynchuk said: “We will restore power by noon to every street.”',
      'attribution-drift',
      'We will restore power',
    )
    isDoubted(
      'Governor Igor Artamonov declared the red level at 22:36. Later Mayor Roman Chentsov, who had declared the red level at 22:36, called for calm.',
      'attribution-drift',
      'Chentsov, who had declared',
      'Artamonov',
    )
  })
  test('are not, where they are what anybody says, or one repeats the other', () => {
    isNot(
      '“The situation is under control,” the mayor Ihor Terekhov said. “The situation is under control,” Oleh Syniehubov said.',
    )
    isNot(
      '“We will restore power by noon to every street,” Mayor Ihor Terekhov said. Minister Svitlana Hrynchuk repeated: “We will restore power by noon to every street.”',
    )
  })
})
