/** Hebrew: what residents tell, their photos, and words to families. */
import type { residentReportProblems } from '#reports'
import type { KindsSaid } from '../../problem-words.ts'

export const reports: KindsSaid<typeof residentReportProblems> = {
  'reports/not-yet': {
    says: 'זה לא יכול היה לקרות ב־{seenAt}: הזמן הזה עוד לא הגיע.',
    advice: 'השמיטו את השעה, או ציינו אותה עם אזור הזמן.',
  },
  'reports/too-long-ago': {
    says: 'זה היה ב־{seenAt}, וכאן לא מתקבל מה שעברה עליו יותר מיממה.',
    advice: 'דווחו לרשות בטלפון או בכתב.',
  },
  'reports/nowhere': { says: 'לא נאמר היכן.', advice: 'בחרו מקום מהרשימה, או אפשרו לטלפון לומר היכן הוא.' },
  'reports/elsewhere': {
    says: 'המקום הזה אינו באזור שמתריעים בו מכאן.',
    advice: 'בחרו אזור מהרשימה, או דווחו למי שמתריע במקום שבו אתם נמצאים.',
  },
  'reports/too-many': {
    says: 'כרגע מדווחים יותר ממה שאפשר לקלוט.',
    advice: 'נסו שוב בעוד {seconds} שניות. בסכנת חיים התקשרו למספר החירום.',
  },
  'reports/full': {
    says: 'כרגע אי אפשר לשמור כאן עוד דיווחים.',
    advice: 'בסכנת חיים התקשרו למספר החירום. נסו שוב בעוד {seconds} שניות.',
  },
  'reports/unknown': {
    says: 'אין כאן דיווח כזה.',
    advice: 'דיווחים נשכחים אחרי כמה ימים, ואלה שעל הצופרים אחרי יממה.',
  },
  'reports/judged-already': {
    says: 'הדיווח „{report}” כבר טופל.',
    advice: 'GET /v1/resident-reports אומר מה עלה בגורלו.',
  },
  'reports/not-alike': {
    says: 'אי אפשר לאחד את הדיווח „{report}” עם „{into}”.',
    advice: 'שניהם צריכים להיות פתוחים ומאותו סוג; בקשות עזרה נשארות נפרדות.',
  },
  'reports/not-a-sighting': { says: 'הדיווח „{report}” אינו תצפית.', advice: 'סגרו אותו עם ציון מה שנעשה.' },
  'reports/no-contact': {
    says: 'עם הדיווח הזה לא נשמרה דרך ליצור קשר עם מי שדיווח.',
    advice: 'היא לא נמסרה, או שכבר נמחקה.',
  },
  'reports/no-photo': { says: 'אין כאן תמונה כזאת.', advice: 'היא נשכחה יחד עם הדיווח שלה.' },
  'reports/photo-too-large': {
    says: 'התמונה גדולה מדי.',
    advice: 'מתקבלים עד {mostBytes} בתים ועד {mostPixels} פיקסלים. מה שכתבתם התקבל בלעדיה.',
  },
  'reports/photo-heic': {
    says: 'התמונה בפורמט HEIC, שאינו מתקבל כאן.',
    advice:
      'צלמו את המסך ושלחו את הצילום, או הגדירו למצלמה לשמור JPEG (אייפון: הגדרות, מצלמה, פורמטים, התואם ביותר).',
  },
  'reports/photo-kind': {
    says: 'זו אינה תמונה ב־JPEG, ב־PNG או ב־WEBP.',
    advice: 'שלחו תמונה כפי שהמצלמה צילמה אותה, או צילום מסך.',
  },
  'reports/photo-broken': {
    says: 'אי אפשר לקרוא את התמונה: היא פגומה, קטועה או אינה מה שהיא נראית.',
    advice: 'שלחו אותה שוב, או צילום מסך שלה.',
  },
  'reports/photos-full': {
    says: 'כרגע אי אפשר לשמור כאן עוד תמונות; מה שנכתב נשמר.',
    advice: 'שמרו את התמונה. ייתכן שהרשות תבקש אותה.',
  },
  'reports/safe-too-long': {
    says: 'המילים למשפחה ארוכות מדי.',
    advice: 'נשמרים עד {mostBytes} בתים, מוצפנים.',
  },
  'reports/safe-unknown': {
    says: 'אין כאן מילה כזאת, או שכבר איננה.',
    advice: 'מילים למשפחה נשכחות אחרי שבוע. זה לא אומר דבר על האדם: שאלו אותו שוב.',
  },
  'reports/foreign-form': {
    says: 'הטופס הזה נשלח מדף של מישהו אחר.',
    advice: 'פתחו את הדף של הרשות עצמה ודווחו שם.',
  },
}
