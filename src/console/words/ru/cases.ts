/** Russian: cases. */
import type { ConsoleWords } from '../../words.ts'

export const cases: ConsoleWords['cases'] = {
  title: 'Дела',
  means: 'Что выясняют, кто, и чему это научило.',
}
