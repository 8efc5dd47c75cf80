/** Russian: report. */
import type { ConsoleWords } from '../../words.ts'

export const report: ConsoleWords['report'] = {
  title: 'Отчёт',
  means: 'Что случилось, когда и кто об этом говорит.',
}
