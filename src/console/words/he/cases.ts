/** Hebrew: cases. */
import type { ConsoleWords } from '../../words.ts'

export const cases: ConsoleWords['cases'] = {
  title: 'תיקים',
  means: 'מה מבררים, מי, ומה נלמד.',
}
