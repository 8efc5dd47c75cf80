/** Russian: a written assessment. */
import type { AssessmentWords } from './assessment-words.ts'

export const ru: AssessmentWords = {
  likelihoods: {
    'almost-no-chance': 'почти исключено',
    'very-unlikely': 'очень маловероятно',
    unlikely: 'маловероятно',
    'roughly-even-chance': 'шансы примерно равны',
    likely: 'вероятно',
    'very-likely': 'очень вероятно',
    'almost-certain': 'почти наверняка',
  },
  headings: {
    judgements: 'Главные выводы',
    restsOn: 'На чём это основано',
    against: 'Что говорит против',
    doubts: 'Сомнения',
    wouldChange: 'Что изменило бы оценку',
    sum: 'Расчёт',
  },
  asOf: 'На {at}',
  judgement:
    '{Words} ({from}–{to} %): {hypothesis}. Расчёт даёт {likely} %, с учётом неопределённости весов от {low} до {high} %.',
  judgementOfOne: '{Words} ({from}–{to} %): {hypothesis}. Расчёт даёт {likely} %.',
  horizon: 'Речь о сроке {days, plural, one {# день} few {# дня} other {# дней}} от {at}.',
  before: 'Неделей раньше было {percent} % ({words}).',
  grounds:
    'Основано на {pieces, plural, one {# свидетельстве} other {# свидетельствах}} из {families, plural, one {# семьи} other {# семей}} источников.',
  leastContradicted: 'Меньше всего свидетельства противоречат этому: {hypotheses}.',
  notFirst: 'Другому объяснению свидетельства противоречат меньше, чем этому.',
  notAllCompared: 'Сопоставлены не все объяснения: часть свидетельств для них не оценена.',
  proposed: 'Предложено человеку и не сделано: наблюдение с «{from}» на «{to}».',
  noStep: 'без ступени',
  nothing: 'Ничего.',
  weight: 'вес {ratio} (от {low} до {high}), возраст {age, plural, one {# день} few {# дня} other {# дней}}',
  copies:
    'Учтено один раз: не вошло {count, plural, one {# копия или зависимый признак} few {# копии или зависимых признака} other {# копий или зависимых признаков}}.',
  warnings: {
    'no-evidence': 'Свидетельств пока нет: это только то, что считали раньше.',
    'one-family': 'Всё восходит к одной семье источников.',
    'nothing-against': 'Ничего, что говорит против, не внесено: искали ли?',
    'all-faded': 'Все свидетельства стары: каждое весит меньше четверти своего.',
    'held-at-bound': 'Расчёт вышел за пределы того, что можно знать, и остановлен на границе.',
    'wide-range': 'Веса настолько неопределённы, что диапазон мало о чём говорит.',
    'no-rivals': 'Других объяснений рядом не поставлено.',
  },
  openCells: 'В матрице не оценено: {count, plural, one {# клетка} few {# клетки} other {# клеток}}.',
  moreDoubts:
    'Ещё {count, plural, one {# сомнение указано} few {# сомнения указаны} other {# сомнений указано}} при самих текстах.',
  without: 'Без «{says}» было бы {percent} % ({words}).',
  turnsRanking: 'Без «{says}» меньше всего противоречий было бы у другого объяснения.',
  fades:
    'Если ничего нового не будет, через {days, plural, one {# день} few {# дня} other {# дней}} станет {percent} % ({words}).',
  crosses: 'Начиная с {percent} % предлагается ступень «{step}».',
  prior: '{percent} % до свидетельств: шансы {probability} / {rest} = {odds}',
  times: '× {ratio} ^ {decay} = × {factor} → {odds}: {says}',
  posterior: '{odds} / (1 + {odds}) = {percent} %',
}
