/** Ukrainian: taking documents in as evidence. */
import type { takingProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const taking = {
  'evidence/too-large': {
    says: 'У ньому {bytes} байтів; {kind} може мати {limit}.',
    advice: 'Надішліть частину або сам текст.',
  },
  'evidence/no-text-kind': {
    says: 'Це {kind}; текст звідти не читається.',
    advice: 'Надішліть текст, HTML, PDF, електронний лист, стрічку або `result.json` з експорту Телеграму.',
  },
  'evidence/empty': {
    says: 'У ньому немає тексту.',
    advice: 'Відсканована сторінка — це зображення: надішліть її текст, набраний або розпізнаний.',
  },
  'evidence/locked': {
    says: 'Його закрито паролем.',
    advice: 'Надішліть його без пароля або його текст.',
  },
  'evidence/garbled': {
    says: 'Його не можна прочитати як {kind}: {why}.',
    advice: 'Перевірте, чи збережено його повністю; якщо так, надішліть його текст.',
  },
  'evidence/nested-too-deep': {
    says: 'Його вкладено глибше за {levels} рівнів, як не буває в чесних документах.',
    advice: 'Надішліть натомість текст.',
  },
  'evidence/text-too-long': {
    says: 'Його текст довший за {limit} знаків.',
    advice: 'Надішліть потрібні розділи, кожен окремо.',
  },
  'evidence/too-many-parts': {
    says: 'У ньому більше ніж {limit} повідомлень.',
    advice: 'Зробіть експорт за коротший час, один за одним.',
  },
  'evidence/took-too-long': {
    says: 'Читання тривало понад {seconds} секунд і було перерване.',
    advice: 'Надішліть натомість текст; те, що так сповільнює читання, могли зробити навмисно.',
  },
  'evidence/took-too-much': {
    says: 'Читання забрало понад {megabytes} МБ пам’яті й було перерване.',
    advice: 'Надішліть натомість текст; те, що розпаковується до такого розміру, могли зробити навмисно.',
  },
  'evidence/reader-broke': {
    says: 'Читання на ньому зламалося й було перерване.',
    advice: 'Надішліть натомість текст і повідомте нас: так бути не повинно.',
  },
  'evidence/unknown-original': {
    says: 'Оригіналу з хешем {sha256} немає.',
    advice: 'Перегляньте список тих, що є; хеш — це SHA-256 байтів.',
  },
  'evidence/original-forgotten': {
    says: 'Оригінал забуто {at}, як велять налаштування.',
    advice: 'Те, що з нього зроблено, залишилося; скільки зберігаються байти, каже TOCSIN_ORIGINALS_DAYS.',
  },
  'evidence/unknown-feed': {
    says: 'Новинної стрічки «{feed}» немає.',
    advice: 'Можливо, її прибрали; перегляньте список тих, що є.',
  },
  'evidence/feed-settings-wrong': {
    says: 'Налаштування новинної стрічки неправильні: {why}.',
    advice: 'Виправте назване місце.',
  },
} as const satisfies KindsSaid<typeof takingProblems>
