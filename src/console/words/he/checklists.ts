/** Hebrew: checklists. */
import type { ConsoleWords } from '../../words.ts'

export const checklists: ConsoleWords['checklists'] = {
  title: 'רשימות משימות',
  means: 'מה יש לעשות, מי ועד מתי.',
}
