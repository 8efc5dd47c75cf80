/** Hebrew: drills. */
import type { drillProblems } from '#drills'
import type { KindsSaid } from '../../problem-words.ts'

export const drills = {
  'drills/bad-script': {
    says: 'בתסריט התרגיל יש טעות ב״{at}״: {why}.',
    advice: 'תקנו את המקום שצוין; דבר לא נשמר.',
  },
  'drills/no-such-script': {
    says: 'אין תסריט תרגיל ״{script}״.',
    advice: 'ייתכן שהוסר; בדקו ברשימה.',
  },
  'drills/script-is-shipped': {
    says: 'תסריט התרגיל ״{script}״ בא עם המוצר ואי אפשר להסיר אותו.',
    advice: 'תנו לו צעדים משלכם, או אל תשתמשו בו.',
  },
  'drills/no-such-drill': { says: 'אין תרגיל ״{drill}״.', advice: 'בדקו ברשימת התרגילים שנערכו.' },
  'drills/another-one': {
    says: 'התרגיל ״{drill}״ כבר הוכרז או מתנהל.',
    advice: 'סיימו אותו קודם: אי אפשר להבחין בין שני תרגילים בבת אחת.',
  },
  'drills/live-alert': {
    says: 'התרעת אמת בתוקף ({alerts}): אסור שמישהו יצטרך עכשיו להבחין בינה לבין תרגיל.',
    advice: 'חכו שתסתיים, או ציינו למה התרגיל אינו יכול לחכות.',
  },
  'drills/over': { says: 'התרגיל ״{drill}״ הסתיים.', advice: 'התחילו תרגיל חדש לפי אותו תסריט.' },
} satisfies KindsSaid<typeof drillProblems>
