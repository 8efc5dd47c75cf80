/** Hebrew: requests as such, and what this server can't do now. */
import type { KindsSaid } from '../../problem-words.ts'
import type { serverProblems } from '../../server-problems.ts'

export const server = {
  'server/not-the-writer': {
    says: 'השרת הזה משרת קוראים; שרת אחר מחליט.',
    advice: 'שלחו את הפקודה לשרת האחר, או שוב בעוד כמה שניות: כשהוא איננו, זה מחליף אותו.',
  },
  'server/live-not-here': {
    says: 'ההתקנה הזאת פועלת במצב ״{mode}״ ואינה מפיצה דבר אמיתי.',
    advice: 'להתרעות אמת צריך התקנה שבה TOCSIN_MODE הוא live.',
  },
  'server/no-sirens': {
    says: 'אין כאן קו אל הצופרים.',
    advice: 'הגדירו TOCSIN_BROKER, או פנו לשרת שמחליט.',
  },
  'server/unknown-siren': { says: 'אין צופר ״{siren}״.', advice: 'כל הצופרים נמצאים בהגדרות.' },
  'server/unknown-path': {
    says: 'אין דבר ב־{method} {path}.',
    advice: 'בדקו את הכתובת, או התחילו מהדף הראשי.',
  },
  'server/console-not-built': {
    says: 'המסך לחדר התורנות לא נבנה בהתקנה הזאת.',
    advice: 'הריצו ״npm run build״ היכן ש־Tocsin מותקן, וטענו את הדף שוב. כל השאר פועל בלעדיו.',
  },
  'server/wrong-method': { says: '{path} אינו מקבל {method}.', advice: 'הוא מקבל: {allowed}.' },
  'server/head-too-large': {
    says: 'הכותרת של הבקשה גדולה מדי.',
    advice: 'שלחו פחות כותרות, cookies ופרמטרים, או קצרים יותר.',
  },
  'server/head-too-slow': {
    says: 'הבקשה לא הגיעה בזמן.',
    advice: 'שלחו אותה שוב; אם זה נמשך, בדקו את הרשת שבדרך.',
  },
  'server/address-too-long': {
    says: 'כתובת הבקשה ארוכה מ־{most} תווים.',
    advice: 'בקשו פחות בבת אחת.',
  },
  'server/too-many': {
    says: 'היו יותר מדי בקשות בבת אחת (המגבלה ״{limit}״).',
    advice: 'נסו שוב בעוד {seconds} שניות.',
  },
  'server/invalid-request': {
    says: 'בבקשה יש טעות ב״{at}״: {why}.',
    advice: 'תקנו את מה שצוין; מה מצופה שם כתוב ב־docs/api.json.',
  },
  'server/body-too-large': { says: 'מה שנשלח גדול מ־{limit} בתים.', advice: 'שלחו פחות בבת אחת.' },
  'server/wrong-media-type': {
    says: 'מה שנשלח אינו JSON.',
    advice: 'שלחו אותו עם Content-Type: application/json.',
  },
  'server/no-storage': {
    says: 'אי אפשר להשתמש כרגע בדיסק או במסד הנתונים: {why}.',
    advice: 'פנו מקום בדיסק או החזירו את מסד הנתונים, ושלחו שוב. ביומן נרשם הכול או לא כלום.',
  },
  'server/busy': {
    says: 'כבר נעשות כאלה כמה שהשרת הזה יכול בבת אחת.',
    advice: 'נסו שוב בעוד כמה שניות.',
  },
  'server/no-such-area-set': {
    says: 'אין קבוצת אזורים שמורה ״{set}״.',
    advice: 'ייתכן שמישהו הסיר אותה; בדקו ברשימה.',
  },
  'server/area-set-name-taken': {
    says: 'כבר יש קבוצה שמורה בשם ״{name}״.',
    advice: 'בחרו שם אחר, או שנו את הקבוצה ההיא: {set}.',
  },
  'server/too-many-area-sets': {
    says: 'יש כבר {most} קבוצות אזורים שמורות, ובין יותר מזה איש לא ימצא דבר.',
    advice: 'הסירו אחת שאינה בשימוש.',
  },
  'server/broken': {
    says: 'נשבר משהו שלא היה אמור להישבר. זה נרשם ביומן השרת כ־{reference}.',
    advice: 'דבר לא נכתב, אלא אם נאמר לכם אחרת. נסו שוב; אם זה חוזר, מסרו את המספר הזה למפתחים.',
  },
} satisfies KindsSaid<typeof serverProblems>
