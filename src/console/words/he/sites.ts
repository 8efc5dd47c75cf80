/** Hebrew: sites. */
import type { ConsoleWords } from '../../words.ts'

export const sites: ConsoleWords['sites'] = {
  title: 'אתרים',
  means: 'מקומות שתקלה בהם מסוכנת: מה מודדות התחנות והיכן איננו רואים דבר.',
}
