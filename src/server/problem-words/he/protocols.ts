/** Hebrew: protocols and their lists. */
import type { protocolProblems } from '#response'
import type { KindsSaid } from '../../problem-words.ts'

export const protocols = {
  'response/protocol-malformed': {
    says: 'אי אפשר לקבל את הנוהל: {why} זה עומד בשורה {line}.',
    advice: 'כל טעות רשומה עם השורה והעמודה שלה; תקנו ובדקו שוב.',
  },
  'response/other-protocol': {
    says: 'בקובץ נמצא הנוהל “{protocol}”, ולא זה שבכתובת.',
    advice: 'ציינו אותו נוהל בשני המקומות.',
  },
  'response/unknown-protocol': {
    says: 'אין כאן נוהל “{protocol}”, או שאין לו גרסה כזו.',
    advice: 'הציגו את רשימת הנהלים, או ייבאו אותו.',
  },
  'response/unknown-run': {
    says: 'אין רשימה “{run}”.',
    advice: 'הציגו את הרשימות הפעילות.',
  },
  'response/no-photo': {
    says: 'למשימה “{task}” אין תמונה.',
    advice: 'שלחו תמונה, ואז המשימה בוצעה.',
  },
  'response/unknown-task': {
    says: 'ברשימה {run} אין כעת משימה “{task}”.',
    advice: 'משימות הסיום מופיעות לאחר שההתרעה הסתיימה.',
  },
  'response/unknown-zone': {
    says: 'ברשימה {run} אין אזור “{zone}”.',
    advice: 'האזורים רשומים בנוהל שלה.',
  },
  'response/run-closed': {
    says: 'הרשימה {run} סגורה.',
    advice: 'מה שנותר לעשות שייך לתיק או לקריאה חדשה.',
  },
  'response/task-not-needed': {
    says: 'המשימה “{task}” אינה נדרשת כאן, לפי התשובות הקודמות.',
    advice: 'תקנו את התשובה שבה היא תלויה, אם הייתה שגויה.',
  },
  'response/not-what-is-needed': {
    says: 'בכך המשימה “{task}” אינה מבוצעת: {why}.',
    advice: 'תנו את מה שהמשימה מבקשת.',
  },
  'response/nothing-to-lift': {
    says: 'לאיש באזור “{zone}” לא נאמר דבר שאפשר לבטל.',
    advice: 'תחילה הורו או הזהירו.',
  },
  'response/alert-goes-on': {
    says: 'ההתרעה {alert} בתוקף; אי אפשר לסגור את הרשימה שלה.',
    advice: 'סיימו תחילה את ההתרעה; רשימת הסיום מתחילה עם סופה.',
  },
  'response/zone-not-lifted': {
    says: 'אנשים באזור “{zone}” עדיין מחכים שיאמרו להם שאפשר לחזור או לצאת.',
    advice: 'בטלו תחילה את ההוראה.',
  },
  'response/tasks-open': {
    says: '{count} משימות פתוחות.',
    advice: 'בצעו אותן, או אמרו מדוע הרשימה נסגרת בכל זאת.',
  },
} satisfies KindsSaid<typeof protocolProblems>
