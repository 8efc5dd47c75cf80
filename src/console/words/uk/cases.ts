/** Ukrainian: cases. */
import type { ConsoleWords } from '../../words.ts'

export const cases: ConsoleWords['cases'] = {
  title: 'Справи',
  means: 'Що з’ясовують, хто, і чого це навчило.',
}
