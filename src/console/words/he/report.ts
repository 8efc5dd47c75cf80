/** Hebrew: report. */
import type { ConsoleWords } from '../../words.ts'

export const report: ConsoleWords['report'] = {
  title: 'דוח',
  means: 'מה היה בלילה: מה ידוע ולפי מי, מה איננו יודעים ומה עדיין פתוח. כל מספר מוביל למה שהוא מבוסס עליו.',
  lastNight: '12 השעות האחרונות',
  from: 'מ',
  to: 'עד',
  areas: 'רק על (מופרד בנקודה ופסיק)',
  language: 'שפה',
  forWhom: 'למי',
  staff: 'צוות',
  public: 'ציבור',
  publicMeans: 'שום דבר תחת אמברגו, לא מדויק יותר מרשות מקומית, ללא שמות.',
  making: 'הדוח בהכנה…',
  anew: 'הכנה מחדש',
  print: 'הדפסה',
  pdf: 'קובץ PDF',
  bundle: 'טבלאות, מפה ורשומות (zip)',
  rests: { one: 'רשומה אחת', two: 'שתי רשומות', other: '{count} רשומות' },
  restsOn: 'על מה זה מבוסס: {what}',
  noFact: 'אין רשומה: בכל מה שנקרא אין אף אחת.',
  fact: 'רשומה {seq}, {time}',
  contents: 'מה יש בו',
}
