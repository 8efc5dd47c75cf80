/** Russian: drills. */
import type { drillProblems } from '#drills'
import type { KindsSaid } from '../../problem-words.ts'

export const drills = {
  'drills/bad-script': {
    says: 'В сценарии учений ошибка в «{at}»: {why}.',
    advice: 'Исправьте названное место; ничего не сохранено.',
  },
  'drills/no-such-script': {
    says: 'Сценария учений «{script}» нет.',
    advice: 'Возможно, его убрали; посмотрите перечень.',
  },
  'drills/script-is-shipped': {
    says: 'Сценарий учений «{script}» входит в продукт, убрать его нельзя.',
    advice: 'Составьте для него свои шаги или не используйте его.',
  },
  'drills/no-such-drill': { says: 'Учений «{drill}» нет.', advice: 'Посмотрите перечень проведённых.' },
  'drills/another-one': {
    says: 'Учения «{drill}» уже объявлены или идут.',
    advice: 'Сначала закончите их: двое учений сразу не различить.',
  },
  'drills/live-alert': {
    says: 'Действует реальная тревога ({alerts}): никому не стоит сейчас отличать от неё учения.',
    advice: 'Дождитесь её конца или объясните, почему учения не могут ждать.',
  },
  'drills/over': { says: 'Учения «{drill}» окончены.', advice: 'Начните новые по тому же сценарию.' },
} satisfies KindsSaid<typeof drillProblems>
