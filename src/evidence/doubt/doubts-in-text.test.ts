import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { doubted, doubtsOf, undoubted } from '../../../test/support/doubting.ts'
import { slips } from './words/slips.ts'

describe('a quantity', () => {
  test('far outside what is published of the weapon is doubted', () => {
    doubted('The Shahed-136 can fly up to 3 km.', 'implausible', '3 km')
    doubted('Дальность «Герани-2» достигает 25 000 км.', 'implausible', '25 000 км')
    doubted('Шахед летить зі швидкістю 1200 км/год.', 'implausible', '1200 км/год')
    doubted('The Lancet carries a warhead of 300 kg.', 'implausible', '300 kg')
    doubted('Ракета «Кинжал» развивает скорость до 40 000 км/ч.', 'implausible', '40 000 км/ч')
  })
  test('within it is not', () => {
    undoubted('The Shahed-136 can fly up to 2,000 km with a warhead of 50 kg.')
    undoubted('Дрон Shahed упав за 2 км від села.')
    undoubted('«Герань-2» летит со скоростью около 180 км/ч и несёт заряд в 50 кг.')
  })
  test('of nature is held against the records', () => {
    doubted('An earthquake of magnitude 11.2 shook the coast.', 'implausible', 'magnitude 11.2')
    doubted('Порывы ветра достигали 210 м/с.', 'implausible', '210 м/с')
    undoubted('Порывы ветра достигали 28 м/с, выпало 60 мм осадков.')
    undoubted('The earthquake of magnitude 6.4 struck at a depth of 10 km.')
  })
})

describe('a sum', () => {
  test('of parts that is not their total is doubted, on one line or as a list', () => {
    doubted(
      '27 drones were destroyed: 14 above Bryansk Oblast, 8 above Belgorod Oblast, 3 above Moscow Oblast.',
      'arithmetic-gap',
      '14 above',
    )
    doubted(
      'За ночь сбиты 64 беспилотника:\n- 25 над Брянской областью\n- 20 над Курской областью\n- 10 над Белгородской областью',
      'arithmetic-gap',
      '64',
    )
    doubted(
      'Пострадали девять человек: пятеро в Шебекино, трое в Грайвороне, двое в Белгороде.',
      'arithmetic-gap',
      'девять',
    )
    undoubted(
      '25 drones were destroyed: 14 above Bryansk Oblast, 8 above Belgorod Oblast, 3 above Moscow Oblast.',
    )
    undoubted('64 drones were destroyed, including 25 over Bryansk Oblast and 20 over Kursk Oblast.')
  })
  test('of what became of an attack leaves over what nobody tells of', () => {
    doubted(
      'Росія атакувала 90 дронами. Збито 60 безпілотників, ще 21 дрон локаційно втрачено.',
      'arithmetic-gap',
      '60',
    )
    doubted(
      'Russia fired 50 missiles. 30 were shot down and 25 did not reach their targets.',
      'arithmetic-gap',
      '50 missiles',
    )
    undoubted(
      'Russia fired 50 missiles. 30 were shot down, 15 did not reach their targets and 5 hit a power station.',
    )
    undoubted('Russia launched 120 drones. 100 were shot down.')
  })
  test('has no more parts than the whole', () => {
    doubted('Air defence shot down 12 of 10 drones.', 'arithmetic-gap', '12 of 10')
    undoubted('Air defence shot down 10 of 12 drones.')
  })
})

describe('two counts of one thing', () => {
  test('are doubted, with both sides', () => {
    const [doubt] = doubtsOf(
      'Flooding in Valencia killed 12 people. Officials in Valencia said 21 people had died.',
    )
    assert.deepEqual(
      [doubt!.code, doubt!.quotes.map(({ text }) => text)],
      ['contradiction-in-text', ['killed 12 people', '21 people had died']],
    )
  })
  test('are not, where one is later, of another place, of a part, or only a bound', () => {
    undoubted('Three people were killed in Kharkiv. By noon the number killed in Kharkiv had risen to five.')
    undoubted('У Харкові загинули дві людини. Одна людина загинула в Сумах.')
    undoubted('Seven people were injured in Kharkiv. Two children were injured in Kharkiv.')
    undoubted('At least three people were killed in Kharkiv. In Kharkiv five people were killed.')
  })
  test('are doubted where one is nobody', () => {
    doubted(
      'В Белгороде пострадали четыре человека. Пострадавших в Белгороде нет, добавил мэр.',
      'contradiction-in-text',
      'Пострадавших в Белгороде нет',
    )
    doubted(
      'У Херсоні ніхто не постраждав. У Херсоні поранено двох людей.',
      'contradiction-in-text',
      'поранено двох',
    )
  })
  test('for two windows of time may be one', () => {
    doubted(
      'In the evening of 10 July 26 drones were shot down. Between 15:00 and 16:30, 25 drones were destroyed.',
      'different-window',
      '26 drones',
    )
  })
})

describe('a time', () => {
  test('is held against what is said to have gone by', () => {
    doubted('О 06:58 зафіксовано пуск. Через кілька хвилин, о 06:59, пролунав вибух.', 'implausible', '06:59')
    doubted(
      'At 14:05 the siren sounded. Ten minutes later, at 14:50, an explosion was heard.',
      'contradiction-in-text',
      '14:05',
    )
    undoubted('At 14:05 the siren sounded. Ten minutes later, at 14:16, an explosion was heard.')
    undoubted('Сирена прозвучала в 23:50. Через полчаса, в 00:20, дали отбой.')
  })
  test('is held against how long it lasted and its part of the day', () => {
    doubted('Тревога длилась 40 минут, с 03:10 до 05:20.', 'contradiction-in-text', '03:10')
    doubted('The quake struck at 23:40 in the morning.', 'contradiction-in-text', '23:40')
    doubted(
      'A drone struck the plant on the evening of 18 April. At 10:35 local time staff heard an explosion.',
      'contradiction-in-text',
      '10:35',
    )
    undoubted(
      'A drone struck the plant on the evening of 18 April. At 20:35 local time staff heard an explosion.',
    )
  })
  test('is the same moment in both zones', () => {
    doubted('The attack began at 10:00 Moscow time (12:00 Kyiv time).', 'timezone', '12:00')
    undoubted('The attack began at 10:00 Moscow time (09:00 Kyiv time).')
  })
})

describe('a date', () => {
  test('has to exist, with its weekday', () => {
    doubted('The fire broke out on 31 April 2025.', 'date-error', '31 April 2025')
    doubted('У середу, 18 листопада 2025 року, стався обвал.', 'date-error', 'середу')
    undoubted('У вівторок, 18 листопада 2025 року, стався обвал.')
    undoubted('The fire broke out on 29 February 2024.')
  })
  test('is held against the day on which it is told', () => {
    doubted('A drone struck a depot on 12 March 2027.', 'date-error', '12 March 2027', '2025-11-20T09:00:00Z')
    doubted(
      'On the morning of October 25, 2023 drones struck a plant.',
      'stale-date',
      'October 25, 2023',
      '2025-11-20T09:00:00Z',
    )
    doubted(
      'Today, 15 November 2023, sirens sounded in Lviv.',
      'stale-date',
      '15 November 2023',
      '2025-11-20T09:00:00Z',
    )
    undoubted('On the morning of October 25, 2023 drones struck a plant.')
    undoubted(
      'Today, 20 November 2025, sirens sounded in Lviv. On 3 May 2023 they sounded too.',
      '2025-11-20T09:00:00Z',
    )
  })
})

describe('who attacked whom', () => {
  test('is doubted where a side strikes its own ground', () => {
    doubted(
      'Sirens sounded in the Tula region of Russia. The Russian strike on the Tula region may be a reprisal.',
      'contradiction-in-text',
      'Russian strike on the Tula region',
    )
    doubted('Російські війська атакували російський Бєлгород.', 'contradiction-in-text', 'атакували')
    undoubted('Sirens sounded in the Tula region of Russia. Ukrainian drones attacked the Tula region.')
    undoubted(
      'A bomb from a Russian aircraft fell on Russia’s Belgorod region by mistake. Russian forces struck Belgorod by mistake.',
    )
  })
  test('is doubted where either side strikes one place', () => {
    doubted(
      'Российские войска нанесли удар по Харькову. Украинские дроны атаковали Харьков ночью.',
      'contradiction-in-text',
      'Украинские дроны',
    )
    undoubted('Российские войска нанесли удар по Харькову. Украинские дроны атаковали Белгород.')
  })
  test('is doubted where one loss weakens both', () => {
    doubted(
      'The destruction of the depot limits Russia’s ability to attack. The loss of the depot hampers Ukraine’s defence.',
      'contradiction-in-text',
      'loss of the depot',
    )
  })
})

describe('a name', () => {
  test('spelt in two ways is doubted once; its cases are one spelling', () => {
    doubted('Governor Igor Artamonov spoke. Later Igor Artemnov wrote on Telegram.', 'name-error', 'Artemnov')
    undoubted(
      'Губернатор Игорь Артамонов сообщил об атаке. По словам Игоря Артамонова, пострадавших нет. Артамонову доложили.',
    )
    undoubted('Alexander Gusev met Alexander Bogomaz.')
  })
  test('close to that of who holds the office is asked about, not corrected', () => {
    doubted('Governor Igor Artyomov declared red for Lipetsk.', 'name-error', 'Artyomov')
    undoubted('Governor Igor Artamonov declared red for Lipetsk.')
    undoubted('Губернатор Игорь Артамонов объявил красный уровень в Липецке.')
  })
  test('of two scripts is doubted', () => {
    doubted('Governor Alexander Богомaz confirmed it.', 'name-error', 'Богомaz')
    undoubted('IT-армія та Z-канали писали про Shahed-и.')
  })
})

describe('a translation nobody read through', () => {
  for (const { example, meant } of slips)
    test(`that says “${example}” is doubted for “${meant}”`, () => {
      assert.ok(
        doubtsOf(example).some(
          ({ code, message }) => code === 'translation-error' && message.includes(meant),
        ),
      )
    })
  test('shows in broken sentences, doubled nouns and abbreviations of something else', () => {
    doubted('It led to power cuts. power supply was lost.', 'translation-error', 'power cuts. power supply')
    doubted('The school school was flooded.', 'translation-error', 'school school')
    doubted('They hit launch sites for ballistic missiles (BPLs).', 'translation-error', 'BPLs')
    undoubted('They hit launch sites of drones (BPLAs).')
    undoubted('Ущерб оценили в 5 млн. рублей, т. е. в 2 тыс. долларов.')
    undoubted('Three geraniums stood in the window.')
  })
})

describe('grounds', () => {
  test('that the text itself calls unchecked, nameless or quoted by nobody are doubted', () => {
    doubted(
      'It is not possible to confirm or deny the results.',
      'unverifiable',
      'not possible to confirm or deny',
    )
    doubted(
      'Підтвердити ці дані неможливо. Незалежного підтвердження немає.',
      'unverifiable',
      'Незалежного підтвердження немає',
    )
    doubted('По словам источника, погибли трое.', 'unverifiable', 'источника')
    doubted('The governor is quoted as calling the threat real.', 'invented-quote', 'quoted as')
    undoubted('Police said three people died. According to sources, a fourth is missing.')
  })
  test('that a template left open are doubted; an editor’s brackets are not', () => {
    doubted('On [insert date] a village was hit.', 'template-artefact', '[insert date]')
    doubted('Як повідомив [ім’я], о ХХ:ХХ стався вибух.', 'template-artefact', 'ХХ:ХХ')
    doubted('Lorem ipsum dolor sit amet.', 'template-artefact', 'Lorem ipsum')
    undoubted('“They [the troops] left […] at dawn [sic],” he said.')
  })
  test('that are corrected in the text are doubted', () => {
    doubted('An earlier version of this story gave a wrong toll.', 'correction-in-text', 'earlier version')
    doubted('Ранее ошибочно сообщалось о пяти погибших.', 'correction-in-text', 'ошибочно')
  })
})

describe('a weapon', () => {
  test('is what it is, and not both stopped and on its target', () => {
    doubted('A Shahed ballistic missile hit a school.', 'category', 'Shahed ballistic missile')
    doubted(
      'A drone hit the depot. The drone was shot down, the governor said.',
      'contradiction-between-speakers',
      'The drone was shot down',
    )
    doubted('Все беспилотники сбиты. Дрон попал в жилой дом.', 'tension', 'Дрон попал')
    undoubted('A drone was shot down; its debris hit a depot.')
    undoubted('All drones were shot down. Debris hit a house.')
  })
})
