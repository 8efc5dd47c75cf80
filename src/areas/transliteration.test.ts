import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { fold } from './place-name.ts'
import { latinFromUkrainian, soundKey } from './transliteration.ts'

describe('Ukrainian in Latin letters', () => {
  // The examples of the resolution itself (Cabinet of Ministers no. 55, 2010).
  const examples = {
    Алушта: 'Alushta',
    Борщагівка: 'Borshchahivka',
    Вінниця: 'Vinnytsia',
    Гадяч: 'Hadiach',
    Згорани: 'Zghorany',
    Ґалаґан: 'Galagan',
    Донецьк: 'Donetsk',
    Єнакієве: 'Yenakiieve',
    Житомир: 'Zhytomyr',
    Їжакевич: 'Yizhakevych',
    Кадиївка: 'Kadyivka',
    Йосипівка: 'Yosypivka',
    Стрий: 'Stryi',
    Харків: 'Kharkiv',
    'Біла Церква': 'Bila Tserkva',
    Шостка: 'Shostka',
    Гоща: 'Hoshcha',
    Юрій: 'Yurii',
    Корюківка: 'Koriukivka',
    Яготин: 'Yahotyn',
    Костянтин: 'Kostiantyn',
    'Знам’янка': 'Znamianka',
    'Івано-Франківськ': 'Ivano-Frankivsk',
  }
  for (const [ukrainian, latin] of Object.entries(examples))
    test(`${ukrainian} is ${latin}`, () => assert.equal(latinFromUkrainian(ukrainian), latin))
})

describe('the sound of a name', () => {
  const sameSound = (...names: readonly string[]) =>
    assert.equal(
      new Set(names.map((name) => soundKey(fold(name)))).size,
      1,
      names.map((name) => soundKey(fold(name))).join(' '),
    )
  test('is the same in every scheme', () => {
    sameSound('Елец', 'Єлець', 'Yelets', 'Elets', 'Jelec')
    sameSound('Задонский', 'Задонський', 'Zadonsky', 'Zadonskiy', 'Zadonskii', 'Zadonskyi', 'Zadonskij')
    sameSound('Харків', 'Kharkiv', 'Harkiv')
    sameSound('Хлевенский', 'Khlevensky', 'Hlevenskiy')
    sameSound('Щёкино', 'Shchyokino', 'Shchekino', 'Ščëkino', 'Ščokino'.replace('čo', 'čyo'))
    sameSound('Чаплыгин', 'Чаплигін', 'Chaplygin', 'Čaplygin')
    sameSound('Корюківка', 'Koriukivka', 'Koryukivka')
    sameSound('Калачеевский', 'Kalacheyevskiy', 'Kalacheevsky')
  })
  test('keeps different names apart', () => {
    assert.notEqual(soundKey('воловский'), soundKey('волынский'))
    assert.notEqual(soundKey('задонск'), soundKey('задонский'))
  })
})
