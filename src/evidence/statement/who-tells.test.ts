/** Who speaks, more classes: tellers whom no lexicon knows, what stands between a verb and who says it, agencies that heard it from others. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { readStatements } from './statements.ts'

const rows: readonly (readonly [text: string, ...said: string[]])[] = [
  [
    'A shepherd said he saw two missiles. He told reporters that they flew low.',
    '– (shepherd) asserts: he saw two missiles',
    '– (shepherd) asserts: they flew low',
  ],
  ['Two beekeepers told Reuters they had heard a blast.', '– (beekeepers) asserts: they had heard a blast'],
  [
    '"It was like an earthquake," said the baker, who asked not to be named.',
    '– (baker) asserts: "It was like an earthquake,"',
  ],
  [
    '«Земля дрожала минуту», — рассказала пасечница Анна Коваль. По её словам, сгорели три улья.',
    'Анна Коваль (пасечница) asserts: «Земля дрожала минуту»',
    'Анна Коваль (пасечница) asserts: сгорели три улья',
  ],
  [
    'Крышу сорвало, вспоминает сельский пасечник Иван Гриценко.',
    'Иван Гриценко (сельский пасечник) asserts: Крышу сорвало',
  ],
  ['«Земля тремтіла», — каже пасічниця Ганна Мороз.', 'Ганна Мороз (пасічниця) asserts: «Земля тремтіла»'],
  [
    'The substation will be repaired by Friday, promised Serhii Kovalenko, chief executive of Yasno.',
    'Serhii Kovalenko (chief executive of Yasno) asserts: The substation will be repaired by Friday',
  ],
  [
    "What fell on the school was an interceptor, in the mayor's telling.",
    '– (mayor) asserts: What fell on the school was an interceptor',
  ],
  [
    'Neither the army nor the ministry would say how many soldiers died.',
    '– (ministry) declines: the ministry would say how many soldiers died',
  ],
  [
    'The deputy head of the service, Vadym Petrenko, gave the number of missiles as 200.',
    'Vadym Petrenko (deputy head of the service) asserts: the number of missiles as 200',
  ],
  [
    'The alert was announced by the regional emergencies ministry at 01:15. The OSCE monitors said it was late.',
    'regional emergencies ministry (emergency agency) asserts: The alert was announced by the regional emergencies ministry at 01:15',
    'OSCE (international organisation) asserts: it was late',
  ],
  [
    'The turbines are old, maintains Yuri Sidorov, the director appointed by Moscow.',
    'Yuri Sidorov (director) asserts: The turbines are old',
  ],
  [
    'Thirty was also the number of missing, confides a source inside the coast guard who fears for his job.',
    '– (source inside the coast guard) asserts: Thirty was also the number of missing',
  ],
  [
    '“Four people drowned,” Roman Vasylenko wrote about the flood in the village, where two bridges fell.',
    'Roman Vasylenko (–) asserts: “Four people drowned,”',
    'Roman Vasylenko (–) asserts: the flood in the village, where two bridges fell',
  ],
  [
    'Sirens sounded at three, Mayor Petro Melnyk messaged. All shelters are open, he added an hour later, after rain had begun.',
    'Petro Melnyk (mayor) asserts: Sirens sounded at three',
    'Petro Melnyk (mayor) asserts: All shelters are open, he added an hour later, after rain had begun',
  ],
  [
    'Half of the output is lost, Bloomberg heard from people familiar with the matter. Ruslan Hrytsenko, who runs the works, left a request for comment unanswered.',
    'Bloomberg (–) asserts: Half of the output is lost',
    '– (people familiar with the matter) asserts: Half of the output is lost',
    'Ruslan Hrytsenko (head of the works) declines: Ruslan Hrytsenko, who runs the works, left a request for comment unanswered',
  ],
  [
    'Through his official channel Gleb Nikiforov, governor of the region, confirmed that the dam had held.',
    'Gleb Nikiforov (governor of the region) confirms: the dam had held',
  ],
  [
    'Edwin Marlow of the Selby Institute, a London charity, puts the true number at roughly 300.',
    'Edwin Marlow (Selby Institute) asserts: the true number at roughly 300',
  ],
  [
    'The line is dead, the IAEA stated. The reserve line, its team at the site noted, went down at noon.',
    'IAEA (international organisation) asserts: The line is dead',
    'IAEA (international organisation) asserts: The reserve line, its team at the site noted, went down at noon',
  ],
  [
    'In Paris, Helga Lindstrom, who studies volcanoes, said the cone may collapse. A State Department spokeswoman had nothing to add.',
    'Helga Lindstrom (researcher of volcanoes) speculates: In Paris, Helga Lindstrom, who studies volcanoes, said the cone may collapse',
    '– (State Department spokeswoman) declines: A State Department spokeswoman had nothing to add',
  ],
  [
    'В селе выбиты окна, написал Пётр Смирнов. Накануне он же говорил о двух раненых. Шесть сбитых БПЛА насчитало Минобороны.',
    'Петр Смирнов (–) asserts: В селе выбиты окна',
    'Петр Смирнов (–) asserts: о двух раненых',
    'Минобороны (Министерство обороны) asserts: Шесть сбитых БПЛА',
  ],
  [
    'Держаться подальше от плотины призвал обе стороны гендиректор МАГАТЭ Рафаэль Гросси.',
    'Рафаэль Гросси (гендиректор МАГАТЭ) calls-for: Держаться подальше от плотины',
  ],
  [
    '«Прошу уйти с пляжей», – обратился к горожанам мэр Олег Прохоров.',
    'Олег Прохоров (мэр) calls-for: «Прошу уйти с пляжей»',
  ],
  [
    'Если верить каналу Baza, над портом сбили девять дронов. Краевой оперштаб подтвердил лишь пожар.',
    'Baza (канал) asserts: над портом сбили девять дронов',
    'Краевой оперштаб (Краевой оперштаб) confirms: лишь пожар',
  ],
  [
    'Мост закрыт, утверждает глава района Олег Серов; завтра, предположил он, движение откроют.',
    'Олег Серов (глава района) asserts: Мост закрыт, утверждает глава района Олег Серов',
    'Олег Серов (глава района) speculates: завтра, предположил он, движение откроют',
  ],
  [
    '«Не пийте води», – порадила жителям Оксана Чайка. Насос зупинено, відзвітував начальник громади Іван Бойко.',
    'Оксана Чайка (–) calls-for: «Не пийте води»',
    'Іван Бойко (начальник громади) asserts: Насос зупинено',
  ],
  [
    'Володимир Соколенко, якого Москва призначила керувати районом, стверджує: від удару загинули двоє людей.',
    'Володимир Соколенко (–) asserts: від удару загинули двоє людей',
  ],
  [
    '«Объявлен красный уровень», – цитирует агентство Игоря Сомова. Опасность сохраняется, добавил губернатор Игорь Сомов.',
    '– (агентство) asserts: «Объявлен красный уровень»',
    'Игорь Сомов (губернатор) asserts: «Объявлен красный уровень»',
    'Игорь Сомов (губернатор) asserts: Опасность сохраняется',
  ],
  [
    'Жителей Ливен Андрей Клычков просит оставаться в помещениях: для них сигнал не снят.',
    'Андрей Клычков (–) calls-for: оставаться в помещениях',
    'Андрей Клычков (–) asserts: для них сигнал не снят',
  ],
  [
    'Відбій тривоги отримали два райони, кажуть у Полтавській ОВА.',
    'Полтавська ОВА (обласна військова адміністрація) asserts: Відбій тривоги отримали два райони',
  ],
  [
    "Local emergency services said the fire was out, and the city's rescue service asked residents to air their rooms.",
    '– (local emergency services) asserts: the fire was out',
    "city's rescue service (emergency agency) calls-for: residents to air their rooms",
  ],
]

describe('who tells', () => {
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
