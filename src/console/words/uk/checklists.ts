/** Ukrainian: checklists. */
import type { ConsoleWords } from '../../words.ts'

export const checklists: ConsoleWords['checklists'] = {
  title: 'Чек-листи',
  means: 'Що треба зробити, кому і до якого часу.',
}
