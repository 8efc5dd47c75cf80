/** Ukrainian: call-outs. */
import type { ConsoleWords } from '../../words.ts'

export const callOuts: ConsoleWords['callOuts'] = {
  title: 'Виклики',
  means: 'Кого викликано, що вони відповіли і кого ще бракує.',
}
