/** Russian: call-outs. */
import type { ConsoleWords } from '../../words.ts'

export const callOuts: ConsoleWords['callOuts'] = {
  title: 'Вызовы',
  means: 'Кого вызвали, что они ответили и кого ещё не хватает.',
}
