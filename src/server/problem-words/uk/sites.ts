/** Ukrainian: sites, their stations and what these measure. */
import type { siteProblems } from '#sites'
import type { KindsSaid } from '../../problem-words.ts'

export const sites = {
  'sites/unknown': {
    says: 'Об’єкта {site} немає.',
    advice: 'Візьміть ідентифікатор із переліку об’єктів.',
  },
  'sites/unknown-station': {
    says: 'Станції {station} немає на жодному об’єкті.',
    advice: 'Візьміть станцію з переліку об’єкта або спершу додайте її туди.',
  },
  'sites/bad-site': {
    says: 'Об’єкт не можна зберегти: {why}.',
    advice: 'Виправте назване місце й надішліть увесь об’єкт ще раз.',
  },
  'sites/unknown-unit': {
    says: 'Одиниця {unit} невідома.',
    advice:
      'Вкажіть одну з `nSv/h`, `µSv/h`, `mSv/h`, `m`, `cm`, `mm`, `m³/s`, `l/s`, `ppm`, `ppb`, `mm/h`; число без одиниці ніколи не вгадують.',
  },
  'sites/unreadable-readings': {
    says: 'Показання не вдається прочитати: {why}.',
    advice: 'Виправте назване місце й надішліть усе ще раз: нічого з цього не збережено.',
  },
  'sites/too-many-points': {
    says: 'Це було б {points} точок, більше ніж {most}.',
    advice: 'Запитайте коротший час або довші кроки.',
  },
  'sites/bad-topic': {
    says: 'Тему {topic} не можна слухати: {why}.',
    advice: 'Напишіть рівні через скісну риску: назви, +, {site}, {station}, {link} або # наприкінці.',
  },
  'sites/nothing-to-propose': {
    says: 'Для об’єкта {site} не вдалося запропонувати тривогу: для піднятих значень немає відповідної небезпеки або поруч немає нашої території.',
    advice: 'Перегляньте об’єкт і складіть тривогу вручну, якщо людей треба попередити.',
  },
  'sites/no-alarm': {
    says: 'На об’єкті {site} немає відкритої тривоги {alarm}.',
    advice: 'Прочитайте об’єкт ще раз: можливо, її вже завершив хтось інший.',
  },
} satisfies KindsSaid<typeof siteProblems>
