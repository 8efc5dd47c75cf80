/** Hebrew: alerts, their wording and the books of phrases. */
import type { alertProblems, wordingProblems } from '#alerts'
import type { KindsSaid } from '../../problem-words.ts'

const fasterElse = 'בדקו קודם את מצבה עכשיו: ייתכן שמישהו הקדים אתכם.'

export const alerts = {
  'alerts/unknown': {
    says: 'אין התרעה ״{alert}״.',
    advice: 'חפשו אותה בין מה שבתוקף; טיוטה נראית רק לפי המזהה שלה.',
  },
  'alerts/exists': {
    says: 'ההתרעה ״{alert}״ כבר נוסחה.',
    advice: 'אל תציינו מזהה; המערכת תיתן חדש.',
  },
  'alerts/relayed': {
    says: 'ההתרעה הזאת הועברה מ־{source}: המילים, הרמה והאזורים הם של השולח.',
    advice: 'סיימו אותה כאן אם אינה בתוקף כאן, או נסחו לצדה התרעה משלכם.',
  },
  'alerts/not-editable': {
    says: 'מצב ההתרעה: {state}. אפשר לערוך רק טיוטה או מה שהוחזר.',
    advice: 'בקשו מהמאשר להחזיר אותה, או תקנו אחרי ההפצה.',
  },
  'alerts/not-submittable': {
    says: 'מצב ההתרעה: {state}. לאישור מגישים רק טיוטה.',
    advice: fasterElse,
  },
  'alerts/nothing-to-approve': {
    says: 'מצב ההתרעה: {state}. דבר בה אינו ממתין לאישור.',
    advice: fasterElse,
  },
  'alerts/own-work': {
    says: 'מי שניסח, הגיש או ערך אחרון התרעת אמת אינו יכול לאשר אותה.',
    advice: 'אדם שני צריך לאשר; בחירום הפיצו לבד וציינו סיבה.',
  },
  'alerts/not-a-person': {
    says: 'המפתח הזה שייך למכונה; אדם שני, או מי שפועל לבד, חייב להיות אדם.',
    advice: 'היכנסו וקראו בעצמכם, או קראו למי שרשאי לאשר שם.',
  },
  'alerts/map-moved': {
    says: 'המפה של {areas} אינה עוד זו שהוסכם עליה, ולכן האישור בטל.',
    advice: 'ערכו את הטיוטה או הגישו את השינוי שוב לפי המפה של עכשיו, ותנו לאשר זאת.',
  },
  'alerts/changed-since-read': {
    says: 'ההתרעה השתנתה מאז שנקראה: עכשיו היא {contentHash}.',
    advice: 'קראו אותה שוב והחליטו לפי מה שכתוב בה עכשיו.',
  },
  'alerts/version-moved': {
    says: 'ההתרעה בגרסה {version}, לא {expected}.',
    advice: 'קראו אותה שוב; מישהו פעל בינתיים.',
  },
  'alerts/not-approved': {
    says: 'מצב ההתרעה: {state}. צריך לאשר אותה לפני ההפצה.',
    advice: 'שלחו לאישור, או היכן שהכללים מתירים הפיצו לבד כחירום וציינו סיבה.',
  },
  'alerts/no-emergency-here': {
    says: 'ברמה ״{level}״ אסור לאיש לפעול לבד.',
    advice: 'אדם שני צריך לאשר.',
  },
  'alerts/reason-missing': {
    says: 'הצעד הזה דורש סיבה במילים.',
    advice: 'כתבו במשפט אחד למה; זה נרשם ביומן.',
  },
  'alerts/reason-too-thin': {
    says: 'לפי סיבה כזאת איש לא יוכל לשפוט את הצעד.',
    advice: 'כתבו במשפט מה קורה ולמה אי אפשר לחכות.',
  },
  'alerts/no-review-open': {
    says: 'דבר בהתרעה הזאת אינו ממתין לבדיקה.',
    advice: 'בדיקה שנסגרה רשומה ביומן.',
  },
  'alerts/own-review': {
    says: 'מי שניסח, הגיש או עשה חלק מזה אינו יכול לשפוט אותו.',
    advice: 'בקשו לסגור את הבדיקה ממי שלא הייתה לו יד בזה.',
  },
  'alerts/acts-since-read': {
    says: 'נעשו לבד עוד פעולות מאז שזה נקרא: {acts} פעולות עכשיו, לא {expected}.',
    advice: 'קראו שוב ושפטו את הכול.',
  },
  'alerts/not-in-force': {
    says: 'מצב ההתרעה: {state}. אפשר לשנות או לסיים רק התרעה שבתוקף.',
    advice: fasterElse,
  },
  'alerts/change-waiting': {
    says: 'שינוי אחר בהתרעה הזאת כבר ממתין לאישור ({change}).',
    advice:
      'אשרו או החזירו אותו קודם. לסיים את ההתרעה אפשר תמיד, וכך גם שינוי בחירום עם סיבה, שמבטל את מה שממתין.',
  },
  'alerts/not-higher': {
    says: 'הרמה ״{level}״ אינה גבוהה מ״{now}״.',
    advice: 'בחרו רמה גבוהה יותר בסולם, או הורידו את ההתרעה.',
  },
  'alerts/not-lower': {
    says: 'הרמה ״{level}״ אינה נמוכה מ״{now}״.',
    advice: 'בחרו רמה נמוכה יותר בסולם, העלו את ההתרעה, או הכריזו על סיום האירוע.',
  },
  'alerts/not-wider': {
    says: 'האזורים האלה אינם מוסיפים דבר: ההתרעה כבר בתוקף שם.',
    advice: 'ציינו אזורים שמחוץ לה; כדי לצמצם, הוציאו אזורים או הכריזו סיום בחלקם.',
  },
  'alerts/not-narrower': {
    says: 'האזורים האלה אינם מוציאים דבר מההתרעה, או אינם משאירים ממנה דבר.',
    advice: 'ציינו חלק מאזוריה, לא את כולם; לכולם הכריזו על סיום האירוע.',
  },
  'alerts/area-not-in-alert': {
    says: 'ההתרעה אינה בתוקף ב״{area}״.',
    advice: 'ציינו אזורים שהיא בתוקף בהם, או חלקים מהם.',
  },
  'alerts/nothing-changed': {
    says: 'דבר לא היה משתנה.',
    advice: 'תקנו את הנוסח, או חדשו את ההתרעה אם רק צריך להאריך אותה.',
  },
  'alerts/more-than-one-change': {
    says: 'הצעד ״{change}״ שינה גם דבר אחר: {what}.',
    advice: 'עשו שינוי אחד בכל פעם, כדי שכולם יראו מה השתנה.',
  },
  'alerts/no-areas': { says: 'אין בהתרעה אף אזור.', advice: 'ציינו לפחות אזור אחד.' },
  'alerts/unknown-threat': { says: 'אין איום ״{threat}״.', advice: 'האיומים המוכרים: {known}.' },
  'alerts/unknown-ladder': { says: 'אין סולם ״{ladder}״.', advice: 'הסולמות המוכרים: {known}.' },
  'alerts/ladder-has-no-words': {
    says: 'בסולם ״{ladder}״ אין מילים לאיום ״{threat}״.',
    advice: 'בחרו לו סולם אחר, למשל all-hazards.',
  },
  'alerts/unknown-level': { says: 'בסולם ״{ladder}״ אין רמה ״{level}״.', advice: 'הרמות בו: {known}.' },
  'alerts/unknown-channel': {
    says: 'אין ערוץ ״{channel}״.',
    advice: 'הערוצים כאן: {known}. אל תציינו אף אחד כדי להשתמש בכולם.',
  },
  'alerts/expiry-in-the-past': {
    says: 'תוקף ההתרעה יפוג ב־{renewBy}, עוד לפני שתתחיל.',
    advice: 'ציינו זמן שיבוא, או כמה דקות תהיה בתוקף.',
  },
  'alerts/expiry-beyond-policy': {
    says: 'ההתרעה תהיה בתוקף {minutes} דקות בלי חידוש; הכללים מתירים מ־{shortest} עד {longest} דקות.',
    advice: 'בחרו זמן בתחום הזה, וחדשו את ההתרעה כשיתקרב סופה.',
  },
  'alerts/order-key-reused': {
    says: 'המפתח הזה כבר שימש לפקודה אחרת.',
    advice: 'לפקודה חדשה צריך מפתח חדש; חוזרים על מפתח רק עם אותה פקודה בדיוק.',
  },
  'alerts/nothing-said': {
    says: 'אין לזה נוסח באף שפה; חסרות: {missing}.',
    advice: 'הוסיפו את הניסוח לנוסחים, או כתבו את הטקסט ביד.',
  },
  'alerts/text-too-long': {
    says: 'הטקסט בשפה ״{language}״ תופס {units} מתוך {length} ({alphabet}): {over} יותר מדי.',
    advice:
      'קצרו אותו ביד לשפה ולאורך האלה. תו אחד מחוץ ל־GSM-7 (קו מפריד, מירכאות מסולסלות, כל אות עברית) מעביר את כל הטקסט ל־UCS-2.',
  },
  'alerts/text-has-unsendable-characters': {
    says: 'בטקסט בשפה ״{language}״ באורך {length} יש תווים שאף מפעיל אינו מעביר: {characters}.',
    advice: 'הסירו אותם; לרוב הם מגיעים מהעתקה מתוכנה אחרת.',
  },
  'alerts/unknown-language': {
    says: 'בשפה ״{language}״ לא מזהירים כאן.',
    advice: 'השפות כאן: {known}. אחרות מוסיפים בקובץ של הרשות.',
  },
  'alerts/text-is-empty': {
    says: 'הטקסט בשפה ״{language}״ באורך {length} ריק.',
    advice: 'הסירו אותו והוא יבוא מהנוסחים, או כתבו מה על האנשים לעשות.',
  },
  'alerts/phrase-book-malformed': {
    says: 'הנוסחים {book} אינם תקינים: {why}.',
    advice: 'תקנו את המקום שצוין; הנוסחים המקוריים מראים איך זה צריך להיות.',
  },
  'alerts/phrase-not-right': {
    says: 'אי אפשר לקבל את הניסוח ״{at}״: {why}.',
    advice: 'ליד כל ניסוח כתוב אילו שדות מותרים בו. דבר לא השתנה.',
  },
  'alerts/phrases-do-not-fit': {
    says: '״{at}״ בשפה ״{language}״ אינו נכנס: {units} מתוך {length} ({alphabet}); {threat}, {ladder}/{level}, {mode}.',
    advice: 'קצרו, או הוסיפו אחריו ניסוח קצר יותר: נבחר המלא ביותר שנכנס. דבר לא השתנה.',
  },
  'alerts/no-phrase-book': { says: 'אין נוסחים בשפה ״{language}״.', advice: 'יש נוסחים בשפות: {known}.' },
  'alerts/phrase-book-twice': {
    says: 'יש שני קובצי נוסחים בשפה ״{language}״.',
    advice: 'השאירו קובץ אחד לכל שפה.',
  },
} satisfies KindsSaid<typeof alertProblems & typeof wordingProblems>
