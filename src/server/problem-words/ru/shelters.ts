/** Russian: shelters, their lists and their wardens. */
import type { shelterProblems } from '#shelters'
import type { KindsSaid } from '../../problem-words.ts'

export const shelters = {
  'shelters/unknown': {
    says: 'Укрытия {shelter} нет.',
    advice: 'Возьмите идентификатор из списка укрытий.',
  },
  'shelters/unreadable-file': {
    says: 'Файл {file} не удаётся прочитать: {why}.',
    advice: 'Дайте GeoJSON, список объектов JSON или CSV со строкой названий, в UTF-8 или Windows-1251.',
  },
  'shelters/bad-mapping': {
    says: 'Это соответствие полей нельзя применить: {why}.',
    advice: 'Исправьте названное место; импорт без соответствия предлагает своё.',
  },
  'shelters/no-mapping': {
    says: 'Ничего не применяется по соответствию, которого никто не видел.',
    advice:
      'Сначала попросите предложение, посмотрите его соответствие полей и пришлите его вместе с согласием.',
  },
  'shelters/proposal-changed': {
    says: 'Теперь было бы сделано не то, на что дано согласие: изменился файл, соответствие или укрытия.',
    advice: 'Посмотрите новое предложение и согласитесь с его хешем.',
  },
  'shelters/gone-undecided': {
    says: '{count} укрытий из {source} в этом списке больше нет, и никто не сказал, что с ними делать.',
    advice: 'Скажите, оставить их, скрыть или удалить.',
  },
  'shelters/nothing-taken': {
    says: 'Не удалось взять ни одной из {rows} строк.',
    advice: 'Посмотрите замечания предложения; вероятнее всего, соответствие называет другие поля.',
  },
  'shelters/too-many': {
    says: 'В списке {rows} строк; самое большее {most}.',
    advice: 'Разделите его по источникам.',
  },
  'shelters/link-over': {
    says: 'Эта ссылка не действует или больше не действует.',
    advice: 'Попросите новую у тех, кто ведёт укрытия.',
  },
  'shelters/no-such-link': {
    says: 'У укрытия {shelter} нет ссылки {link}.',
    advice: 'Посмотрите его ссылки; возможно, эта уже отозвана.',
  },
  'shelters/too-many-links': {
    says: 'У укрытия {shelter} уже {most} ссылок.',
    advice: 'Отзовите те, что никому не нужны.',
  },
  'shelters/no-photo': {
    says: 'У укрытия {shelter} нет фотографии.',
    advice: 'Ничего делать не нужно.',
  },
  'shelters/bad-origin': {
    says: '«{text}» — это не место: нужны долгота и широта в градусах, например 39.60,52.61.',
    advice: 'Напишите сначала долготу, потом запятую, потом широту.',
  },
  'shelters/impossible': {
    says: 'Укрытие не может быть таким: {why}.',
    advice: 'Исправьте названное поле.',
  },
} satisfies KindsSaid<typeof shelterProblems>
