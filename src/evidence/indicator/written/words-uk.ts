/** Ukrainian: a written assessment. */
import type { AssessmentWords } from './assessment-words.ts'

export const uk: AssessmentWords = {
  likelihoods: {
    'almost-no-chance': 'майже виключено',
    'very-unlikely': 'дуже малоймовірно',
    unlikely: 'малоймовірно',
    'roughly-even-chance': 'шанси приблизно рівні',
    likely: 'ймовірно',
    'very-likely': 'дуже ймовірно',
    'almost-certain': 'майже напевно',
  },
  headings: {
    judgements: 'Головні висновки',
    restsOn: 'На чому це ґрунтується',
    against: 'Що говорить проти',
    doubts: 'Сумніви',
    wouldChange: 'Що змінило б оцінку',
    sum: 'Розрахунок',
  },
  asOf: 'Станом на {at}',
  judgement:
    '{Words} ({from}–{to} %): {hypothesis}. Розрахунок дає {likely} %, з огляду на непевність ваг від {low} до {high} %.',
  judgementOfOne: '{Words} ({from}–{to} %): {hypothesis}. Розрахунок дає {likely} %.',
  horizon: 'Ідеться про строк {days, plural, one {# день} few {# дні} other {# днів}} від {at}.',
  before: 'Тижнем раніше було {percent} % ({words}).',
  grounds:
    'Ґрунтується на {pieces, plural, one {# свідченні} other {# свідченнях}} із {families, plural, one {# родини} other {# родин}} джерел.',
  leastContradicted: 'Найменше свідчення суперечать цьому: {hypotheses}.',
  notFirst: 'Іншому поясненню свідчення суперечать менше, ніж цьому.',
  notAllCompared: 'Зіставлено не всі пояснення: частину свідчень щодо них не оцінено.',
  proposed: 'Запропоновано людині й не зроблено: спостереження з «{from}» на «{to}».',
  noStep: 'без щабля',
  nothing: 'Нічого.',
  weight: 'вага {ratio} (від {low} до {high}), вік {age, plural, one {# день} few {# дні} other {# днів}}',
  copies:
    'Враховано один раз: не ввійшло {count, plural, one {# копія або залежна ознака} few {# копії або залежні ознаки} other {# копій або залежних ознак}}.',
  warnings: {
    'no-evidence': 'Свідчень поки немає: це лише те, що вважали раніше.',
    'one-family': 'Усе сходить до однієї родини джерел.',
    'nothing-against': 'Нічого, що говорить проти, не внесено: чи шукали?',
    'all-faded': 'Усі свідчення старі: кожне важить менше чверті свого.',
    'held-at-bound': 'Розрахунок вийшов за межі того, що можна знати, і зупинений на межі.',
    'wide-range': 'Ваги такі непевні, що діапазон мало про що говорить.',
    'no-rivals': 'Інших пояснень поруч не поставлено.',
  },
  openCells: 'У матриці не оцінено: {count, plural, one {# клітинка} few {# клітинки} other {# клітинок}}.',
  moreDoubts:
    'Ще {count, plural, one {# сумнів указано} few {# сумніви вказано} other {# сумнівів указано}} при самих текстах.',
  without: 'Без «{says}» було б {percent} % ({words}).',
  turnsRanking: 'Без «{says}» найменше суперечностей було б в іншого пояснення.',
  fades:
    'Якщо нічого нового не буде, за {days, plural, one {# день} few {# дні} other {# днів}} стане {percent} % ({words}).',
  crosses: 'Починаючи з {percent} % пропонується щабель «{step}».',
  prior: '{percent} % до свідчень: шанси {probability} / {rest} = {odds}',
  times: '× {ratio} ^ {decay} = × {factor} → {odds}: {says}',
  posterior: '{odds} / (1 + {odds}) = {percent} %',
}
