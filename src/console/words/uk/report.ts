/** Ukrainian: report. */
import type { ConsoleWords } from '../../words.ts'

export const report: ConsoleWords['report'] = {
  title: 'Звіт',
  means: 'Що сталося, коли і хто про це каже.',
}
