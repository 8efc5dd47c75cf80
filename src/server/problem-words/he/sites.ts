/** Hebrew: sites, their stations and what these measure. */
import type { siteProblems } from '#sites'
import type { KindsSaid } from '../../problem-words.ts'

export const sites = {
  'sites/unknown': {
    says: 'אין אתר {site}.',
    advice: 'יש לקחת מזהה מרשימת האתרים.',
  },
  'sites/unknown-station': {
    says: 'באף אתר אין תחנה {station}.',
    advice: 'יש לקחת תחנה מרשימת האתר, או להוסיף אותה שם קודם.',
  },
  'sites/bad-site': {
    says: 'אי אפשר לשמור את האתר: {why}.',
    advice: 'יש לתקן את המקום שצוין ולשלוח שוב את האתר כולו.',
  },
  'sites/unknown-unit': {
    says: 'היחידה {unit} אינה מוכרת.',
    advice:
      'יש לציין אחת מאלה: `nSv/h`, `µSv/h`, `mSv/h`, `m`, `cm`, `mm`, `m³/s`, `l/s`, `ppm`, `ppb`, `mm/h`; מספר בלי יחידה לעולם אינו מנוחש.',
  },
  'sites/unreadable-readings': {
    says: 'אי אפשר לקרוא את המדידות: {why}.',
    advice: 'יש לתקן את המקום שצוין ולשלוח שוב את הכול: דבר מזה לא נשמר.',
  },
  'sites/too-many-points': {
    says: 'אלה היו {points} נקודות, יותר מ־{most}.',
    advice: 'יש לבקש זמן קצר יותר או צעדים ארוכים יותר.',
  },
  'sites/bad-topic': {
    says: 'אי אפשר להאזין לנושא {topic}: {why}.',
    advice: 'יש לכתוב רמות בין לוכסנים: שמות, +, ‏{site}, ‏{station}, ‏{link} או # בסוף.',
  },
  'sites/nothing-to-propose': {
    says: 'לא ניתן היה להציע התרעה לאתר {site}: אין סכנה המתאימה לערכים שעלו, או שאין אזור שלנו בסביבתו.',
    advice: 'יש לבדוק את האתר ולנסח התרעה ידנית אם צריך להזהיר אנשים.',
  },
  'sites/no-alarm': {
    says: 'באתר {site} אין אזעקה פתוחה {alarm}.',
    advice: 'יש לקרוא שוב את האתר: ייתכן שמישהו אחר כבר סיים אותה.',
  },
} satisfies KindsSaid<typeof siteProblems>
