/** Russian: checklists. */
import type { ConsoleWords } from '../../words.ts'

export const checklists: ConsoleWords['checklists'] = {
  title: 'Чек-листы',
  means: 'Что надо сделать, кому и к какому времени.',
}
