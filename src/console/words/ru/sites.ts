/** Russian: sites. */
import type { ConsoleWords } from '../../words.ts'

export const sites: ConsoleWords['sites'] = {
  title: 'Объекты',
  means: 'Места, чья авария опасна: что показывают их станции и где мы ничего не видим.',
}
