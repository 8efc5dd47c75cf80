/** Russian: the evidence desk. */
import type { evidenceDeskProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const evidenceDesk = {
  'evidence/unknown-document': {
    says: 'Документа «{document}» здесь нет.',
    advice: 'Список даёт GET /v1/evidence/documents.',
  },
  'evidence/unknown-claim': {
    says: 'В документе «{document}» нет утверждения {claim}.',
    advice: 'Утверждения нумеруются с 0 в порядке текста.',
  },
  'evidence/unknown-source': {
    says: 'Источника «{source}» здесь нет.',
    advice: 'Список даёт GET /v1/evidence/sources.',
  },
  'evidence/unknown-event': {
    says: 'События «{event}» здесь нет.',
    advice: 'Список даёт GET /v1/evidence/events.',
  },
  'evidence/unknown-act': {
    says: 'С событием «{event}» ничего под именем «{act}» не делали, или это уже отменено.',
    advice: 'Событие само называет, что с ним сделано и остаётся в силе.',
  },
  'evidence/text-erased': {
    says: 'Текст документа «{document}» стёрт, когда вышел его срок.',
    advice: 'Решённое по нему остаётся в журнале, в кодах.',
  },
  'evidence/held': {
    says: 'С документом «{document}» до {until} работает {name}.',
    advice: 'Спросите, подождите или заберите его, назвав причину.',
  },
  'evidence/changed-meanwhile': {
    says: '«{document}» изменился с тех пор, как вы его прочли.',
    advice: 'Прочтите его заново и решайте по тому, каков он теперь.',
  },
  'evidence/reason-missing': {
    says: 'Не сказано почему.',
    advice: 'Исправляя или отклоняя утверждение, назовите причину одним предложением.',
  },
  'evidence/rated-so-already': {
    says: 'Оценка уже {grade}.',
    advice: 'История говорит, кто её поставил, когда и почему.',
  },
  'evidence/not-confirmed': {
    says: 'Это не подтверждено: независимых семейств, которые так говорят: {families}.',
    advice:
      'Подтверждено то, что сказал ответственный за это чиновник, что показывают вещественные свидетельства или что говорят два семейства, не списывающие друг у друга. Поставьте от 2 до 6 или сначала примите другие утверждения события.',
  },
  'evidence/not-accepted': {
    says: 'Утверждение {claim} документа «{document}» не принято.',
    advice: 'Сначала примите или исправьте его.',
  },
  'evidence/nothing-to-warn-of': {
    says: '«{claim}» не говорит об опасности, которая продолжается: предупреждать не о чем.',
    advice:
      'Прошедшее оценивают как ущерб. Если опасность продолжается, исправьте время утверждения или составьте тревогу саму по себе.',
  },
  'evidence/event-is-over': {
    says: 'В событии «{event}» больше нет утверждений.',
    advice: 'Если его слили с другим, они там; отмените слияние, чтобы вернуть его.',
  },
  'evidence/not-in-event': {
    says: 'Утверждения «{claim}» нет в событии «{event}».',
    advice: 'Прочтите событие заново: возможно, его перенесли.',
  },
  'evidence/nothing-to-merge': {
    says: 'Сливать нечего.',
    advice: 'Назовите хотя бы одно другое событие.',
  },
  'evidence/split-leaves-nothing': {
    says: 'При разделении утверждения должны остаться с обеих сторон.',
    advice: 'Назовите некоторые утверждения события «{event}», но не все.',
  },
  'evidence/built-upon': {
    says: 'Это нельзя отменить раньше, чем сделанное потом с «{event}».',
    advice: 'Сначала отмените «{by}».',
  },
  'evidence/set-aside-already': {
    says: 'Опровержение «{claim}» уже отложено.',
    advice: 'Событие говорит, кем и почему.',
  },
  'evidence/not-a-denial': {
    says: 'Утверждение «{claim}» не закрывает события «{event}».',
    advice: 'Событие закрывает только опровержение ответственного, и только его откладывают.',
  },
  'evidence/unknown-person': {
    says: 'Здесь нет «{person}», кому можно оценивать свидетельства.',
    advice: 'Поручите это аналитику или дежурному.',
  },
  'evidence/words-not-there': {
    says: 'Слова утверждения не стоят в документе с {start} по {end}.',
    advice: 'Дайте смещения в единицах UTF-16 для слов хранимого текста.',
  },
} as const satisfies KindsSaid<typeof evidenceDeskProblems>
