/** Hebrew: call-outs. */
import type { ConsoleWords } from '../../words.ts'

export const callOuts: ConsoleWords['callOuts'] = {
  title: 'הזעקות',
  means: 'מי הוזעק, מה ענה ומי עוד חסר.',
}
