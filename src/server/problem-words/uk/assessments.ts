/** Ukrainian: hypotheses, and what is weighed for them. */
import type { assessmentProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const assessments = {
  'evidence/no-such-assessment': {
    says: 'Оцінки «{assessment}» тут немає.',
    advice: 'Усі оцінки є у списку.',
  },
  'evidence/no-such-evidence': {
    says: 'В оцінці «{assessment}» немає свідчення «{evidence}».',
    advice: 'Прочитайте оцінку знову: там є її свідчення.',
  },
  'evidence/no-such-version': {
    says: 'Версії {version} у «{assessment}» немає.',
    advice: 'Усі версії є в її історії.',
  },
  'evidence/no-such-hypothesis': {
    says: '«{hypothesis}» у «{at}» не з гіпотез цієї оцінки.',
    advice: 'Назвіть гіпотезу або одну із суперницьких за ідентифікатором.',
  },
  'evidence/id-twice': {
    says: 'Ідентифікатор «{id}» у «{at}» є двічі.',
    advice: 'Дайте кожній гіпотезі й кожному свідченню свій ідентифікатор.',
  },
  'evidence/assessment-moved-on': {
    says: 'Оцінку змінили після того, як її прочитали: тепер це версія {version}.',
    advice: 'Прочитайте її знову і змініть, якщо це ще потрібно.',
  },
  'evidence/nothing-proposed': {
    says: 'Щабель «{to}» зараз не пропонується.',
    advice: 'Прочитайте оцінку знову: там сказано, що пропонується.',
  },
  'evidence/too-many-kept': {
    says: 'Уже є {most}: {what}.',
    advice: 'Приберіть або закрийте те, що минуло, або почніть нову оцінку.',
  },
} as const satisfies KindsSaid<typeof assessmentProblems>
