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
    'city council (city authorities) asserts: 14 apartment blocks have no heating',
    'city council (city authorities) asserts: repairs will take two days',
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
    'health ministry (health ministry) asserts: two people died',
    'health ministry (health ministry) asserts: beds were free',
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
  [
    '‘The ground shook for a minute,’ whispers a beekeeper who will not give his name. According to her neighbour, three sheds burned.',
    '– (beekeeper) asserts: ‘The ground shook for a minute,’',
    '– (neighbour) asserts: three sheds burned',
  ],
  ['Inspectors who visited the dam reported no cracks in it.', '– (Inspectors) asserts: no cracks in it'],
  [
    'Two hundred houses lost power, Volynoblenergo said. By evening the company had repaired half the lines, it announced later.',
    'Volynoblenergo (energy company) asserts: Two hundred houses lost power',
    'Volynoblenergo (energy company) asserts: By evening the company had repaired half the lines',
  ],
  [
    'Chinese exports of engines have doubled, the Baltic Institute for Security Studies estimates. The trade may stop, its analyst Jonas Berg supposes.',
    'Baltic Institute for Security Studies (think-tank) asserts: Chinese exports of engines have doubled',
    'Jonas Berg (analyst) speculates: The trade may stop',
  ],
  [
    'The plant has stopped, the Telegram channel Mash claimed. Kremlin spokesman Dmitry Peskov, asked about it, sent the journalists to the Energy Ministry.',
    'Mash (Telegram channel) asserts: The plant has stopped',
    'Dmitry Peskov (Kremlin spokesman) declines: Kremlin spokesman Dmitry Peskov, asked about it, sent the journalists to the Energy Ministry',
  ],
  [
    "Six shells fell on the market, Petro Kravets, who heads the town's administration, told Suspilne.",
    "Petro Kravets (head of the town's administration) asserts: Six shells fell on the market",
  ],
  [
    'The curfew starts at nine, Governor Andrei Travnikov let residents know. By his later count 40 houses had been hit.',
    'Andrei Travnikov (governor) asserts: The curfew starts at nine',
    'Andrei Travnikov (governor) asserts: 40 houses had been hit',
  ],
  [
    'The ferry will not sail this week, a Turkish official suggested on condition of anonymity.',
    '– (Turkish official) speculates: The ferry will not sail this week',
  ],
  [
    '“Should a single shell fall on the island, the answer will take minutes,” warned the minister of defence, Petr Novak.',
    'Petr Novak (minister of defence) threatens: “Should a single shell fall on the island, the answer will take minutes,”',
  ],
  [
    "There is no leak, the city's rescue service stated. The service asked people to air their rooms.",
    "city's rescue service (emergency agency) denies: There is no leak",
    "city's rescue service (emergency agency) calls-for: people to air their rooms",
  ],
  [
    'В посёлке, рассказал со ссылкой на МЧС волгоградский губернатор Андрей Бочаров, загорелась сухая трава. Погибших нет, добавил глава региона.',
    'Андрей Бочаров (волгоградский губернатор) asserts: В посёлке, рассказал со ссылкой на МЧС волгоградский губернатор Андрей Бочаров, загорелась сухая трава',
    'Андрей Бочаров (волгоградский губернатор) denies: Погибших нет',
  ],
  [
    'В порту взорвался танкер. На самом заводе от комментариев отказались.',
    '– (завод) declines: На самом заводе от комментариев отказались',
  ],
  [
    'Обвал произошёл ночью, пригрозил в своём канале зампред думы Олег Ершов.',
    'Олег Ершов (зампред думы) threatens: Обвал произошёл ночью',
  ],
  [
    'Снаряды кончатся к весне, предположил военный обозреватель Кирилл Самойлов.',
    'Кирилл Самойлов (военный обозреватель) speculates: Снаряды кончатся к весне',
  ],
  [
    'Наши батареи по мосту не стреляли, возразил собеседник агентства в «Укртранзите».',
    '– (собеседник агентства в «Укртранзите») denies: Наши батареи по мосту не стреляли',
  ],
  [
    'Знеструмлено 4 тисячі абонентів, повідомили в «Волиньобленерго».',
    'Волиньобленерго (енергетична компанія) asserts: Знеструмлено 4 тисячі абонентів',
  ],
  [
    'Мер Ковеля Ігор Чайка закликав мешканців набрати води: насос, за його словами, зупинять на добу.',
    'Ігор Чайка (мер Ковеля) calls-for: мешканців набрати води',
    'Ігор Чайка (мер Ковеля) asserts: насос, за його словами, зупинять на добу',
  ],
  [
    'Пожежу на складі підтвердив пізніше голова Рівненської ОВА Олександр Коваль. Місцеві розповіли журналістам, що чули вибух.',
    'Олександр Коваль (голова Рівненської ОВА) confirms: Пожежу на складі',
    '– (місцеві) asserts: чули вибух',
  ],
  [
    'Поранених шестеро, уточнила згодом поліція області.',
    'поліція області (поліція області) asserts: Поранених шестеро',
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
