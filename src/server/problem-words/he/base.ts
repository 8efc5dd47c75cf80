/** Hebrew: what belongs to no slice. */
import type { baseProblems } from '#base'
import type { KindsSaid } from '../../problem-words.ts'

export const base = {
  'base/malformed-json': {
    says: 'הטקסט אינו JSON: {why}.',
    advice: 'בדקו את המקום שצוין; לרוב חסרה מירכאה או שיש פסיק מיותר.',
  },
  'base/not-an-instant': {
    says: '״{text}״ אינו זמן עם אזור זמן.',
    advice: 'כתבו זמן לפי RFC 3339, עם אזור זמן: 2025-11-02T00:37:00+03:00.',
  },
  'base/not-a-url': {
    says: '״{url}״ אינה כתובת שאפשר לפנות אליה.',
    advice: 'תנו כתובת http או https מלאה, בלי שם משתמש, סיסמה או fragment, עד 2,048 תווים.',
  },
  'base/not-https': {
    says: 'אל {host} פונים רק ב־https.',
    advice: 'השתמשו ב־https, או בקשו ממנהל המערכת לאשר את המארח בשמו.',
  },
  'base/port-not-allowed': {
    says: 'אסור לפנות אל פורט {port}.',
    advice:
      'השתמשו בפורט 443 או 8443 (80 או 8080 היכן ש־http רגיל מותר), או בקשו ממנהל המערכת לאשר את המארח בשמו.',
  },
  'base/private-address': {
    says: '{host} מוביל אל {address}, שאינה כתובת ציבורית ({range}); לא נשלח לשם דבר.',
    advice: 'השתמשו בכתובת ציבורית, או בקשו ממנהל המערכת לאשר את המארח בשמו.',
  },
} satisfies KindsSaid<typeof baseProblems>
