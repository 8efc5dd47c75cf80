/** Ukrainian: sites. */
import type { ConsoleWords } from '../../words.ts'

export const sites: ConsoleWords['sites'] = {
  title: 'Об’єкти',
  means: 'Місця, чия аварія небезпечна: що показують їхні станції і де ми нічого не бачимо.',
}
