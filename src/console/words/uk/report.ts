/** Ukrainian: report. */
import type { ConsoleWords } from '../../words.ts'

export const report: ConsoleWords['report'] = {
  title: 'Звіт',
  means:
    'Якою була ніч: що відомо і від кого, чого не знаємо, що лишилося зробити. Кожне число веде до того, на чому ґрунтується.',
  lastNight: 'Останні 12 годин',
  from: 'Від',
  to: 'До',
  areas: 'Лише про (через крапку з комою)',
  language: 'Мова',
  forWhom: 'Для кого',
  staff: 'Працівники',
  public: 'Усі',
  publicMeans: 'Нічого під ембарго, нічого точнішого за громаду, без імен.',
  making: 'Звіт складається…',
  anew: 'Скласти заново',
  print: 'Надрукувати',
  pdf: 'Файл PDF',
  bundle: 'Таблиці, карта і записи (zip)',
  rests: { one: '{count} запис', few: '{count} записи', many: '{count} записів', other: '{count} запису' },
  restsOn: 'На чому ґрунтується: {what}',
  noFact: 'Записів немає: у всьому прочитаному жодного.',
  fact: 'Запис {seq}, {time}',
  contents: 'Що в ньому',
}
