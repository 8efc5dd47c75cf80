/** Russian: report. */
import type { ConsoleWords } from '../../words.ts'

export const report: ConsoleWords['report'] = {
  title: 'Отчёт',
  means:
    'Какой была ночь: что известно и от кого, чего не знаем, что осталось сделать. Каждое число ведёт к тому, на чём основано.',
  lastNight: 'Последние 12 часов',
  from: 'С',
  to: 'До',
  areas: 'Только о (через точку с запятой)',
  language: 'Язык',
  forWhom: 'Для кого',
  staff: 'Сотрудники',
  public: 'Все',
  publicMeans: 'Ничего под эмбарго, ничего точнее муниципалитета, без имён.',
  making: 'Отчёт составляется…',
  anew: 'Составить заново',
  print: 'Напечатать',
  pdf: 'Файл PDF',
  bundle: 'Таблицы, карта и записи (zip)',
  rests: { one: '{count} запись', few: '{count} записи', many: '{count} записей', other: '{count} записи' },
  restsOn: 'На чём основано: {what}',
  noFact: 'Записей нет: во всём прочитанном ни одной.',
  fact: 'Запись {seq}, {time}',
  contents: 'Что в нём',
}
