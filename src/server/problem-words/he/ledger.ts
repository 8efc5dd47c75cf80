/** Hebrew: the ledger. */
import type { ledgerProblems } from '#ledger'
import type { KindsSaid } from '../../problem-words.ts'

export const ledger = {
  'ledger/conflict': {
    says: '״{stream}״ עכשיו בגרסה {actual}; ההחלטה התקבלה לפי גרסה {expected}.',
    advice: 'קראו מה קרה מאז, החליטו מחדש ושלחו שוב.',
  },
  'ledger/cannot-write': {
    says: 'אי אפשר לכתוב ביומן: {why}. דבר לא נרשם.',
    advice: 'פנו מקום בדיסק או החזירו את מסד הנתונים; הכתיבה תתחדש מעצמה. בינתיים אפשר לקרוא.',
  },
  'ledger/not-the-writer': {
    says: 'השרת הזה אינו מחליט כרגע: {why}.',
    advice: 'שלחו את הפקודה לשרת שמחליט, או שוב בעוד כמה שניות.',
  },
  'ledger/damaged': {
    says: 'היומן אינו כפי שנכתב, ברשומה {seq}: {why}.',
    advice: 'שמרו את היומן הפגום כראיה, ושחזרו לצדו את הגיבוי האחרון.',
  },
} satisfies KindsSaid<typeof ledgerProblems>
