/** Russian: the ledger. */
import type { ledgerProblems } from '#ledger'
import type { KindsSaid } from '../../problem-words.ts'

export const ledger = {
  'ledger/conflict': {
    says: 'У «{stream}» теперь версия {actual}, а решение опиралось на версию {expected}.',
    advice: 'Прочитайте, что случилось с тех пор, решите заново и отправьте ещё раз.',
  },
  'ledger/cannot-write': {
    says: 'В журнал нельзя записать: {why}. Ничего не записано.',
    advice:
      'Освободите место на диске или верните базу данных; запись возобновится сама. Читать тем временем можно.',
  },
  'ledger/not-the-writer': {
    says: 'Этот сервер сейчас не решает: {why}.',
    advice: 'Отправьте приказ серверу, который решает, или ещё раз через несколько секунд.',
  },
  'ledger/damaged': {
    says: 'Журнал не таков, каким его записали, на записи {seq}: {why}.',
    advice: 'Сохраните повреждённый журнал как доказательство и восстановите рядом последнюю копию.',
  },
} satisfies KindsSaid<typeof ledgerProblems>
