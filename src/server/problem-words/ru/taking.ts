/** Russian: taking documents in as evidence. */
import type { takingProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const taking = {
  'evidence/too-large': {
    says: 'В нём {bytes} байт; {kind} может иметь {limit}.',
    advice: 'Пришлите часть или один текст.',
  },
  'evidence/no-text-kind': {
    says: 'Это {kind}; текст оттуда не читается.',
    advice: 'Пришлите текст, HTML, PDF, электронное письмо, ленту или `result.json` из экспорта Телеграма.',
  },
  'evidence/empty': {
    says: 'В нём нет текста.',
    advice: 'Отсканированная страница — это картинка: пришлите её текст, набранный или распознанный.',
  },
  'evidence/locked': {
    says: 'Он закрыт паролем.',
    advice: 'Пришлите его без пароля или его текст.',
  },
  'evidence/garbled': {
    says: 'Его нельзя прочитать как {kind}: {why}.',
    advice: 'Проверьте, сохранён ли он целиком; если да, пришлите его текст.',
  },
  'evidence/nested-too-deep': {
    says: 'Он вложен глубже {levels} уровней, как не бывает у честных документов.',
    advice: 'Пришлите вместо него текст.',
  },
  'evidence/text-too-long': {
    says: 'Его текст длиннее {limit} знаков.',
    advice: 'Пришлите нужные главы, каждую отдельно.',
  },
  'evidence/too-many-parts': {
    says: 'В нём больше {limit} сообщений.',
    advice: 'Сделайте экспорт за меньшее время, один за другим.',
  },
  'evidence/took-too-long': {
    says: 'Чтение заняло больше {seconds} секунд и было прервано.',
    advice: 'Пришлите вместо него текст; то, что так замедляет чтение, может быть сделано нарочно.',
  },
  'evidence/took-too-much': {
    says: 'Чтение заняло больше {megabytes} МБ памяти и было прервано.',
    advice:
      'Пришлите вместо него текст; то, что распаковывается до такого размера, может быть сделано нарочно.',
  },
  'evidence/reader-broke': {
    says: 'Чтение на нём сломалось и было прервано.',
    advice: 'Пришлите вместо него текст и сообщите нам: так быть не должно.',
  },
  'evidence/unknown-original': {
    says: 'Оригинала с хешем {sha256} нет.',
    advice: 'Посмотрите список тех, что есть; хеш — это SHA-256 байтов.',
  },
  'evidence/original-forgotten': {
    says: 'Оригинал забыт {at}, как велят настройки.',
    advice: 'То, что из него сделано, осталось; сколько хранятся байты, говорит TOCSIN_ORIGINALS_DAYS.',
  },
  'evidence/unknown-feed': {
    says: 'Новостной ленты «{feed}» нет.',
    advice: 'Возможно, её убрали; посмотрите список тех, что есть.',
  },
  'evidence/feed-settings-wrong': {
    says: 'Настройки новостной ленты неверны: {why}.',
    advice: 'Исправьте названное место.',
  },
} as const satisfies KindsSaid<typeof takingProblems>
