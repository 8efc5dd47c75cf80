/** Hebrew: taking documents in as evidence. */
import type { takingProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const taking = {
  'evidence/too-large': {
    says: 'יש בו {bytes} בתים; המותר: {limit}, כי זה {kind}.',
    advice: 'שלחו חלק ממנו, או את הטקסט לבדו.',
  },
  'evidence/no-text-kind': {
    says: 'זה {kind}; לא קוראים מזה טקסט.',
    advice: 'שלחו טקסט, HTML, ‏PDF, הודעת דואר, הזנה, או את `result.json` של ייצוא מטלגרם.',
  },
  'evidence/empty': {
    says: 'אין בו טקסט.',
    advice: 'עמוד סרוק הוא תמונה: שלחו את הטקסט שלו, כפי שהוקלד או זוהה.',
  },
  'evidence/locked': {
    says: 'הוא נעול בסיסמה.',
    advice: 'שלחו אותו בלי הסיסמה, או את הטקסט שלו.',
  },
  'evidence/garbled': {
    says: 'אי אפשר לקרוא אותו בתור {kind}: {why}.',
    advice: 'בדקו שנשמר בשלמותו; אם כן, שלחו את הטקסט שלו.',
  },
  'evidence/nested-too-deep': {
    says: 'הוא מקונן יותר מ־{levels} רמות, כמו ששום מסמך תמים אינו.',
    advice: 'שלחו במקומו את הטקסט.',
  },
  'evidence/text-too-long': {
    says: 'הטקסט שלו ארוך מ־{limit} תווים.',
    advice: 'שלחו את הפרקים החשובים, כל אחד לבדו.',
  },
  'evidence/too-many-parts': {
    says: 'יש בו יותר מ־{limit} הודעות.',
    advice: 'ייצאו זמן קצר יותר, אחד אחרי השני.',
  },
  'evidence/took-too-long': {
    says: 'הקריאה נמשכה יותר מ־{seconds} שניות והופסקה.',
    advice: 'שלחו במקומו את הטקסט; ייתכן שמה שמאט כל כך נעשה בכוונה.',
  },
  'evidence/took-too-much': {
    says: 'הקריאה תפסה יותר מ־{megabytes} מ״ב זיכרון והופסקה.',
    advice: 'שלחו במקומו את הטקסט; ייתכן שמה שנפרש לגודל כזה נעשה בכוונה.',
  },
  'evidence/reader-broke': {
    says: 'הקריאה נשברה עליו והופסקה.',
    advice: 'שלחו במקומו את הטקסט וספרו לנו: זה לא אמור לקרות.',
  },
  'evidence/unknown-original': {
    says: 'אין מקור שהגיבוב שלו {sha256}.',
    advice: 'ראו את רשימת הקיימים; הגיבוב הוא SHA-256 של הבתים.',
  },
  'evidence/original-forgotten': {
    says: 'המקור נשכח ב־{at}, כפי שההגדרות דורשות.',
    advice: 'מה שנעשה ממנו נשאר; כמה זמן נשמרים הבתים אומר TOCSIN_ORIGINALS_DAYS.',
  },
  'evidence/unknown-feed': {
    says: 'אין הזנת חדשות בשם “{feed}”.',
    advice: 'ייתכן שהוסרה; ראו את רשימת הקיימות.',
  },
  'evidence/feed-settings-wrong': {
    says: 'הגדרות הזנת החדשות שגויות: {why}.',
    advice: 'תקנו את המקום שצוין.',
  },
} as const satisfies KindsSaid<typeof takingProblems>
