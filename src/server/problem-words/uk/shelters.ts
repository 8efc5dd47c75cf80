/** Ukrainian: shelters, their lists and their wardens. */
import type { shelterProblems } from '#shelters'
import type { KindsSaid } from '../../problem-words.ts'

export const shelters = {
  'shelters/unknown': {
    says: 'Укриття {shelter} немає.',
    advice: 'Візьміть ідентифікатор із переліку укриттів.',
  },
  'shelters/unreadable-file': {
    says: 'Файл {file} не вдається прочитати: {why}.',
    advice: 'Дайте GeoJSON, список об’єктів JSON або CSV із рядком назв, у UTF-8 чи Windows-1251.',
  },
  'shelters/bad-mapping': {
    says: 'Цю відповідність полів не можна застосувати: {why}.',
    advice: 'Виправте назване місце; імпорт без відповідності пропонує свою.',
  },
  'shelters/no-mapping': {
    says: 'Ніщо не застосовується за відповідністю, якої ніхто не бачив.',
    advice: 'Спершу попросіть пропозицію, перегляньте її відповідність полів і надішліть її разом зі згодою.',
  },
  'shelters/proposal-changed': {
    says: 'Тепер було б зроблено не те, на що дано згоду: змінився файл, відповідність або укриття.',
    advice: 'Перегляньте нову пропозицію й погодьтеся з її хешем.',
  },
  'shelters/gone-undecided': {
    says: '{count} укриттів із {source} у цьому списку вже немає, і ніхто не сказав, що з ними робити.',
    advice: 'Скажіть, чи їх залишити, приховати або вилучити.',
  },
  'shelters/nothing-taken': {
    says: 'Не вдалося взяти жодного з {rows} рядків.',
    advice: 'Перегляньте зауваження пропозиції; найімовірніше, відповідність називає інші поля.',
  },
  'shelters/too-many': {
    says: 'У списку {rows} рядків; найбільше можна {most}.',
    advice: 'Поділіть його за джерелами.',
  },
  'shelters/link-over': {
    says: 'Це посилання не діє або вже не діє.',
    advice: 'Попросіть нове в тих, хто веде укриття.',
  },
  'shelters/no-such-link': {
    says: 'В укриття {shelter} немає посилання {link}.',
    advice: 'Перегляньте його посилання; можливо, це вже відкликано.',
  },
  'shelters/too-many-links': {
    says: 'В укриття {shelter} вже {most} посилань.',
    advice: 'Відкличте ті, що нікому не потрібні.',
  },
  'shelters/no-photo': {
    says: 'В укриття {shelter} немає фотографії.',
    advice: 'Нічого робити не треба.',
  },
  'shelters/bad-origin': {
    says: '«{text}» — це не місце: потрібні довгота й широта в градусах, наприклад 39.60,52.61.',
    advice: 'Напишіть спершу довготу, потім кому, потім широту.',
  },
  'shelters/impossible': {
    says: 'Укриття не може бути таким: {why}.',
    advice: 'Виправте назване поле.',
  },
} satisfies KindsSaid<typeof shelterProblems>
