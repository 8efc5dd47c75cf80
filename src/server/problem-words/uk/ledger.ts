/** Ukrainian: the ledger. */
import type { ledgerProblems } from '#ledger'
import type { KindsSaid } from '../../problem-words.ts'

export const ledger = {
  'ledger/conflict': {
    says: 'У «{stream}» тепер версія {actual}, а рішення спиралося на версію {expected}.',
    advice: 'Прочитайте, що сталося відтоді, вирішіть знову і надішліть ще раз.',
  },
  'ledger/cannot-write': {
    says: 'У журнал не можна записати: {why}. Нічого не записано.',
    advice:
      'Звільніть місце на диску або поверніть базу даних; запис відновиться сам. Читати тим часом можна.',
  },
  'ledger/not-the-writer': {
    says: 'Цей сервер зараз не вирішує: {why}.',
    advice: 'Надішліть наказ серверу, що вирішує, або ще раз за кілька секунд.',
  },
  'ledger/damaged': {
    says: 'Журнал не такий, яким його записали, на записі {seq}: {why}.',
    advice: 'Збережіть пошкоджений журнал як доказ і відновіть поруч останню копію.',
  },
} satisfies KindsSaid<typeof ledgerProblems>
