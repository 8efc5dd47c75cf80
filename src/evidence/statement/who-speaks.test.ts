/** Who speaks, class by class, each sentence our own: one row is a text and a line for every statement that is not the author’s. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { readStatements } from './statements.ts'

const rows: readonly (readonly [text: string, ...said: string[]])[] = [
  [
    'OCHA said on Tuesday that 14 aid convoys had reached Kherson. It added that water remained scarce.',
    'OCHA (United Nations humanitarian agency) asserts: 14 aid convoys had reached Kherson',
    'OCHA (United Nations humanitarian agency) asserts: water remained scarce',
  ],
  [
    'A senior NATO diplomat, who spoke on condition of anonymity, said the missile was fired from Russian airspace.',
    '– (senior NATO diplomat) asserts: the missile was fired from Russian airspace',
  ],
  [
    'TASS quoted the governor, Ivan Petrov, as saying that three people had been hurt.',
    'TASS (–) asserts: three people had been hurt',
    'Ivan Petrov (governor) asserts: three people had been hurt',
  ],
  [
    'Citing two people familiar with the matter, Bloomberg reported that the port would stay closed.',
    'Bloomberg (–) asserts: the port would stay closed',
    '– (people familiar with the matter) asserts: the port would stay closed',
  ],
  [
    'The Belarusian defence ministry denied that its airspace had been violated, the state news agency BelTA reported.',
    'BelTA (state news agency) asserts: its airspace had been violated',
    'Belarusian defence ministry (defence ministry) denies: its airspace had been violated',
  ],
  [
    'Moscow has not commented on the strike. Kyiv neither confirmed nor denied responsibility for it.',
    'Moscow (–) declines: Moscow has not commented on the strike',
    'Kyiv (–) declines: Kyiv neither confirmed nor denied responsibility for it',
  ],
  [
    "Oleksandr Prokudin, Kherson's governor, posted footage of the damage and said two medics had been killed.",
    "Oleksandr Prokudin (Kherson's governor) asserts: two medics had been killed",
  ],
  [
    'The mayor visited the site and said that the fire had been put out.',
    '– (mayor) asserts: the fire had been put out',
  ],
  [
    'Local media reported explosions in the city. Reports on social media said that a bridge had fallen.',
    '– (local media) asserts: explosions in the city',
    '– (reports) asserts: a bridge had fallen',
  ],
  [
    'The city council reports that 14 apartment blocks have no heating. It says repairs will take two days.',
    '– (city council) asserts: 14 apartment blocks have no heating',
    '– (city council) asserts: repairs will take two days',
  ],
  [
    'The drone was shot down, Voronezh governor Alexander Gusev said, adding there were no casualties.',
    'Alexander Gusev (Voronezh governor) asserts: The drone was shot down, Voronezh governor Alexander Gusev said',
    'Alexander Gusev (Voronezh governor) denies: there were no casualties',
  ],
  [
    'An eyewitness told the BBC that he saw a missile fly over the river. She said it was low.',
    '– (eyewitness) asserts: he saw a missile fly over the river',
    '– (eyewitness) asserts: it was low',
  ],
  [
    'Prosecutors opened a case. They said the missile was an Iskander-M.',
    '– (Prosecutors) asserts: the missile was an Iskander-M',
  ],
  [
    "The plant's operator says there was no leak. Environmental group Ecodefense disputes this.",
    "– (plant's operator) denies: there was no leak",
    'Ecodefense (Environmental group) denies: Environmental group Ecodefense disputes this',
  ],
  [
    'The Ministry of Defence said 12 drones were downed. The health ministry said two people died. The ministry added that beds were free.',
    'Ministry of Defence (defence ministry) asserts: 12 drones were downed',
    '– (health ministry) asserts: two people died',
    'Ministry of Defence (defence ministry) asserts: beds were free',
  ],
  [
    'One witness, Dmytro Koval, 34, said he heard a whistling sound.',
    'Dmytro Koval (witness) asserts: he heard a whistling sound',
  ],
  [
    'Regional authorities reported three injured; a local Telegram channel, Astra, claimed five.',
    '– (regional authorities) asserts: three injured',
    'Astra (local Telegram channel) asserts: five',
  ],
  [
    'Officials in Rostov-on-Don reported damage to a residential building.',
    '– (officials in Rostov-on-Don) asserts: damage to a residential building',
  ],
  [
    'Two killed and nine injured in Kherson – governor\nThe attack happened at dawn.',
    '– (governor) asserts: Two killed and nine injured in Kherson',
  ],
  [
    'Seven injured in Kharkiv, mayor says\nThe blast came at noon.',
    '– (mayor) asserts: Seven injured in Kharkiv',
  ],
  [
    'Kremlin: no plans for talks',
    'Kremlin (presidential administration of Russia) denies: no plans for talks',
  ],
  [
    'Source: Serhii Lysak, Head of Dnipropetrovsk Oblast Military Administration, on Telegram\nQuote: "The Russians attacked Nikopol with drones."\nDetails: Two houses and a power line were damaged.\nBackground: Nikopol was attacked 20 times last week.',
    'Serhii Lysak (head of Dnipropetrovsk Oblast Military Administration) asserts: "The Russians attacked Nikopol with drones."',
    'Serhii Lysak (head of Dnipropetrovsk Oblast Military Administration) asserts: Details: Two houses and a power line were damaged',
  ],
  [
    'По данным Ространснадзора, судно перевозило 4 тысячи тонн мазута. В ведомстве добавили, что экипаж эвакуирован.',
    'Ространснадзор (Ространснадзор) asserts: судно перевозило 4 тысячи тонн мазута',
    'Ространснадзор (Ространснадзор) asserts: экипаж эвакуирован',
  ],
  [
    'Со ссылкой на источник в экстренных службах РИА Новости сообщает о взрыве на складе.',
    'РИА Новости (–) asserts: о взрыве на складе',
    '– (источник в экстренных службах) asserts: о взрыве на складе',
  ],
  [
    '«Это была провокация», — цитирует главу ведомства агентство «Интерфакс».',
    'агентство «Интерфакс» (агентство «Интерфакс») asserts: «Это была провокация»',
    '– (глава ведомства) asserts: «Это была провокация»',
  ],
  [
    'Пресс-секретарь президента Дмитрий Песков, отвечая на вопрос журналистов, сказал, что Кремль не располагает информацией о потерях.',
    'Дмитрий Песков (пресс-секретарь президента) asserts: Кремль не располагает информацией о потерях',
  ],
  [
    'Генеральный директор МАГАТЭ Рафаэль Гросси выразил обеспокоенность и сообщил, что линия отключена.',
    'Рафаэль Гросси (генеральный директор МАГАТЭ) asserts: линия отключена',
  ],
  [
    'Уполномоченный по правам человека Татьяна Москалькова призвала вывезти детей из приграничья.',
    'Татьяна Москалькова (уполномоченный по правам человека) calls-for: вывезти детей из приграничья',
  ],
  [
    'Украинская сторона сообщила о 12 раненых, российская сторона говорит о двух.',
    'Украинская сторона (Украинская сторона) asserts: о 12 раненых',
    '– (российская сторона) asserts: о двух',
  ],
  [
    'Волонтёр Андрей, попросивший не называть его фамилию, рассказал «Медузе», что колонну обстреляли дважды.',
    'Андрей (волонтёр) asserts: колонну обстреляли дважды',
  ],
  [
    'Директор школы № 14, которая находится рядом, сказала, что занятия отменены.',
    '– (директор школы № 14) asserts: занятия отменены',
  ],
  [
    'Депутат Пётр Литвин обвинил власти в бездействии. Мэрия обвинения отвергает.',
    'Петр Литвин (депутат) asserts: власти в бездействии',
    '– (мэрия) denies: обвинения',
  ],
  [
    'Telegram-канал Shot пишет, что беспилотник упал на крышу многоэтажки.',
    'Shot (telegram-канал) asserts: беспилотник упал на крышу многоэтажки',
  ],
  [
    'Координатор ООН в Украине Маттиас Шмале заявил, что удар повредил больницу.',
    'Маттиас Шмале (координатор ООН в Украине) asserts: удар повредил больницу',
  ],
  ['Жители сёл жалуются, что сирена не звучала.', '– (жители сёл) asserts: сирена не звучала'],
  [
    'Про це йдеться в повідомленні Генштабу. За його даними, відбито 24 атаки.',
    'Генштаб (Генеральний штаб) asserts: відбито 24 атаки',
  ],
  [
    'Міністр внутрішніх справ Ігор Клименко зазначив: «Зниклими безвісти вважаються четверо».',
    'Ігор Клименко (міністр внутрішніх справ) asserts: «Зниклими безвісти вважаються четверо»',
  ],
  [
    'Президент Володимир Зеленський розповів, що міністр доповів йому про 14 загиблих.',
    'Володимир Зеленський (президент) asserts: міністр доповів йому про 14 загиблих',
    '– (міністр) asserts: йому про 14 загиблих',
  ],
  [
    'Міноборони РФ стверджує, що знищило 60 безпілотників. У Києві цю заяву не коментували.',
    'Міноборони РФ (Міністерство оборони) asserts: знищило 60 безпілотників',
    'Київ (–) declines: У Києві цю заяву не коментували',
  ],
  [
    'Слідчі встановили, що дрон запустили з території Брянської області.',
    '– (слідчі) asserts: дрон запустили з території Брянської області',
  ],
  [
    'У Харкові пролунали вибухи — мер\n\nБлизько 14:20 у Харкові пролунали вибухи, повідомив Ігор Терехов.',
    '– (мер) asserts: У Харкові пролунали вибухи',
    'Ігор Терехов (–) asserts: Близько 14:20 у Харкові пролунали вибухи',
  ],
]

describe('who speaks', () => {
  for (const [text, ...said] of rows)
    test(`is read: ${text.slice(0, 70)}`, () => {
      const words = wordsOf(text)
      const read = readStatements(text, words, languageOf(words, text)).filter(({ form }) => form !== 'own')
      assert.deepEqual(
        read.map(
          ({ speaker, role, stance, quote }) => `${speaker ?? '–'} (${role ?? '–'}) ${stance}: ${quote.text}`,
        ),
        said,
      )
    })
})
