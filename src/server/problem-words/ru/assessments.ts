/** Russian: hypotheses, and what is weighed for them. */
import type { assessmentProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const assessments = {
  'evidence/no-such-assessment': {
    says: 'Оценки «{assessment}» здесь нет.',
    advice: 'Все оценки есть в списке.',
  },
  'evidence/no-such-evidence': {
    says: 'В оценке «{assessment}» нет свидетельства «{evidence}».',
    advice: 'Прочитайте оценку заново: там есть её свидетельства.',
  },
  'evidence/no-such-version': {
    says: 'Версии {version} у «{assessment}» нет.',
    advice: 'Все версии есть в её истории.',
  },
  'evidence/no-such-hypothesis': {
    says: '«{hypothesis}» в «{at}» не из гипотез этой оценки.',
    advice: 'Назовите гипотезу или одну из соперничающих по идентификатору.',
  },
  'evidence/id-twice': {
    says: 'Идентификатор «{id}» в «{at}» есть дважды.',
    advice: 'Дайте каждой гипотезе и каждому свидетельству свой идентификатор.',
  },
  'evidence/assessment-moved-on': {
    says: 'Оценку изменили после того, как её прочитали: теперь это версия {version}.',
    advice: 'Прочитайте её заново и измените, если это ещё нужно.',
  },
  'evidence/nothing-proposed': {
    says: 'Ступень «{to}» сейчас не предлагается.',
    advice: 'Прочитайте оценку заново: там сказано, что предлагается.',
  },
  'evidence/too-many-kept': {
    says: 'Уже есть {most}: {what}.',
    advice: 'Уберите или закройте то, что прошло, или начните новую оценку.',
  },
} as const satisfies KindsSaid<typeof assessmentProblems>
