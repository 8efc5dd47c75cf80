/** Hebrew: report. */
import type { ConsoleWords } from '../../words.ts'

export const report: ConsoleWords['report'] = {
  title: 'דוח',
  means: 'מה קרה, מתי ומי אומר זאת.',
}
