/** Hebrew: ways of signing in, and what ends a session. */
import type { peopleProblemTables } from '#people'
import type { KindsSaid } from '../../problem-words.ts'

const inTheAccount = 'הרשימה נמצאת בחשבון שלכם.'
const fourWords = 'קחו ארבע מילים או יותר שאין ביניהן קשר'

export const signingIn = {
  'people/passkey-refused': {
    says: 'לא ניתן היה לקבל את מפתח הגישה הזה.',
    advice: 'התחילו שוב, בדף שנפתח בכתובת של המערכת עצמה; המכשיר צריך לבקש אצבע, פנים או PIN.',
  },
  'people/passkey-known': {
    says: 'מפתח הגישה הזה כבר מוכר.',
    advice: 'אין צורך לרשום אותו שוב. כדי להוסיף, השתמשו במכשיר אחר או במפתח אבטחה.',
  },
  'people/too-many-passkeys': {
    says: 'יש לכם כבר {most} מפתחות גישה.',
    advice: 'הסירו אחד שאינו בשימוש.',
  },
  'people/no-such-passkey': { says: 'אין לכם מפתח גישה כזה.', advice: inTheAccount },
  'people/no-password': { says: 'אין לכם סיסמה.', advice: 'הדרכים שלכם להיכנס מופיעות בחשבון שלכם.' },
  'people/oidc-account-known': {
    says: 'החשבון הזה של הארגון שלכם כבר מקושר למישהו.',
    advice: 'היכנסו איתו, או פנו למנהל המערכת.',
  },
  'people/no-such-oidc-account': { says: 'אין חשבון כזה שמקושר אליכם.', advice: inTheAccount },
  'people/last-way-in': {
    says: 'זו הדרך האחרונה שלכם להיכנס.',
    advice: 'הוסיפו קודם עוד מפתח גישה, או סיסמה עם אפליקציית אימות.',
  },
  'people/login-taken': { says: 'שם הכניסה הזה שייך למישהו אחר.', advice: 'בחרו אחר.' },
  'people/login-unreadable': {
    says: 'זה אינו יכול להיות שם כניסה.',
    advice: 'קחו 1 עד 64 אותיות וספרות, ביניהן ״.״, ״_״, ״-״, ״+״ או ״@״, בלי רווחים; גם כתובת דוא״ל מתאימה.',
  },
  'people/ticket-over': {
    says: 'הצעד הזה ארך יותר מדי, או שכבר נעשה.',
    advice: 'התחילו שוב; יש לו חמש דקות.',
  },
  'people/wrong-code': {
    says: 'הקוד הזה אינו נכון, או שכבר נעשה בו שימוש.',
    advice: 'חכו לקוד הבא באפליקציה והקלידו אותו; ודאו ששעון הטלפון מכוון לפי הרשת.',
  },
  'people/password-too-short': {
    says: 'בסיסמה {length} תווים; צריך לפחות {least}.',
    advice: `${fourWords}, עם רווחים כרצונכם. אין דרישה לספרות או לסימנים.`,
  },
  'people/password-too-long': {
    says: 'בסיסמה {length} תווים; מתקבלים עד {most}.',
    advice: 'קצרו אותה: כולה נחשבת, ודבר אינו נחתך בלי שרואים.',
  },
  'people/password-unreadable': {
    says: 'בסיסמה יש תו שאי אפשר לשמור באופן אמין.',
    advice: 'הסירו תווי בקרה ותווים פגומים; אותיות מכל כתב, סימנים ורווחים מתאימים.',
  },
  'people/password-common': {
    says: 'הסיסמה היא מאלה שמנסים ראשונות.',
    advice: `${fourWords}; לא משפט מוכר ולא דפוס מקשים.`,
  },
  'people/password-tells': {
    says: 'בסיסמה יש ״{word}״, שכל אחד היה מנסה.',
    advice: 'השמיטו את שמכם, את שם הכניסה ואת שמות המערכת והרשות.',
  },
  'people/passwords-busy': {
    says: 'נבדקות כרגע יותר מדי סיסמאות.',
    advice: 'נסו שוב בעוד כמה שניות, או היכנסו עם מפתח גישה.',
  },
  'people/not-signed-in': {
    says: 'לא נכנסתם למערכת.',
    advice: 'בדקו מה הקלדתם ונסו שוב, או היכנסו בדרך אחרת. אם לא נשארה דרך, מנהל מערכת יכול לתת קישור.',
  },
  'people/session-over': {
    says: 'החיבור שלכם נגמר: {because}.',
    advice: 'היכנסו שוב. הטיוטות נשמרו כפי שהשארתם אותן.',
  },
  'people/prove-again': {
    says: 'לזה צריך להוכיח שוב מי אתם.',
    advice: 'היכנסו שוב, באותו דפדפן; אחר כך חזרו על מה שעשיתם.',
  },
  'people/cross-site': {
    says: 'הבקשה הזאת לא באה מדף של השרת הזה.',
    advice: 'השתמשו בדפים של המערכת בכתובת שלה. תוכנות שולחות מפתח ולא cookie.',
  },
  'people/needs-https': {
    says: 'כניסה ב־http רגיל אפשרית רק במכונה עצמה; הכתובת הזאת היא ״{host}״.',
    advice: 'השתמשו ב־https, או ב־http://localhost במכונה עצמה: אחרת כל מי שבדרך יכול לקרוא את השאר.',
  },
  'people/link-over': {
    says: 'הקישור הזה כבר שימש, ישן מדי, או הוחלף בחדש.',
    advice: 'בקשו חדש: מנהל מערכת יכול ליצור אותו, או השרת עצמו כל עוד אין לו מנהל.',
  },
  'people/name-needed': {
    says: 'איש עוד לא רשם מי אתם.',
    advice: 'תנו את שמכם ושם כניסה.',
  },
  'people/wait': {
    says: 'היו יותר מדי ניסיונות שגויים; הבא ייחשב בעוד {seconds} שניות.',
    advice: 'חכו. עם מפתח גישה אין צורך לחכות.',
  },
  'people/no-such-session': { says: 'אין לכם חיבור כזה.', advice: inTheAccount },
  'people/oidc-off': {
    says: 'לא נכנסים כאן דרך ספק הזהות של הארגון.',
    advice: 'היכנסו עם מפתח גישה או סיסמה; מנהל מערכת יכול להגדיר TOCSIN_OIDC_ISSUER.',
  },
  'people/oidc-away': {
    says: 'ספק הזהות של הארגון אינו עונה כרגע.',
    advice: 'היכנסו עם מפתח גישה, סיסמה או קוד שחזור, או נסו שוב בעוד דקה. מה לא תקין כתוב ביומן השרת.',
  },
  'people/oidc-over': {
    says: 'הכניסה הזאת נגמרה: ארכה יותר מעשר דקות, כבר שימשה, או התחילה בדפדפן אחר.',
    advice: 'התחילו שוב בדף הכניסה בדפדפן שאתם בו.',
  },
  'people/oidc-cancelled': {
    says: 'הכניסה הופסקה אצל ספק הזהות של הארגון.',
    advice: 'התחילו שוב, או היכנסו בדרך אחרת.',
  },
  'people/oidc-wrong': {
    says: 'אי אפשר לסמוך על תשובת ספק הזהות של הארגון.',
    advice: 'נסו שוב; אם זה חוזר, אמרו למנהל המערכת: איזו בדיקה נכשלה כתוב ביומן השרת.',
  },
  'people/oidc-too-weak': {
    says: 'ספק הזהות של הארגון אינו ערב לכניסה חזקה כפי שנדרש כאן.',
    advice: 'היכנסו אצלו עם גורם שני, והתחילו שוב.',
  },
  'people/oidc-not-proved': {
    says: 'ספק הזהות של הארגון אינו אומר שהוכחתם זה עתה מי אתם.',
    advice: 'התחילו שוב והיכנסו אצלו, גם אם הוא כבר מכיר אתכם.',
  },
} satisfies KindsSaid<
  (typeof peopleProblemTables)[1] & (typeof peopleProblemTables)[2] & (typeof peopleProblemTables)[3]
>
