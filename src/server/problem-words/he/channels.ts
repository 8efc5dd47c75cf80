/** Hebrew: channels, sirens and webhooks. */
import type { problemTables } from '#channels'
import type { KindsSaid } from '../../problem-words.ts'

const nothingToDo = 'אין צורך לעשות דבר.'
const newerOrLate = 'אין צורך לעשות דבר: משהו חדש יותר הקדים, או שהזמן עבר.'

export const channels = {
  'channels/no-such-channel': { says: 'אין ערוץ ״{name}״.', advice: 'הערוצים שאפשר לבדוק: {known}.' },
  'channels/no-such-target': {
    says: 'לערוץ {name} אין נמען ״{target}״.',
    advice: 'אל תציינו אותו כדי לבדוק את כולם; הנמענים ברשימה של הערוץ.',
  },
  'siren/forged': {
    says: 'החתימה אינה מתאימה.',
    advice: 'בדקו שהצופר סומך על המפתח הציבורי של ההתקנה הזאת; אם כן, מישהו אחר שולח.',
  },
  'siren/garbled': {
    says: 'זו אינה הודעה שצופרים וההתקנה הזאת מחליפים ביניהם.',
    advice: 'השוו את גרסת הפרוטוקול של השולח (docs/guides/sirens.md).',
  },
  'siren/misaddressed': {
    says: 'ההודעה מיועדת אל {siren}, לא אל {here}.',
    advice: 'מישהו העתיק הודעה של צופר אחד לאחר: בדקו מי רשאי לפרסם שם.',
  },
  'siren/replayed': {
    says: 'המונה {counter} כבר שימש; האחרון היה {last}.',
    advice: 'אם איש אינו חוזר על הודעות ישנות, ההתקנה שוחזרה מגיבוי ישן: שלחו את הפקודה שוב.',
  },
  'siren/late': {
    says: 'הפקודה הייתה תקפה עד {notAfter}, ועכשיו {at}.',
    advice: 'השוו את שעון הצופר לשעון ההתקנה הזאת.',
  },
  'siren/early': {
    says: 'הפקודה תקפה מ־{notBefore}, ועכשיו {at}.',
    advice: 'השוו את שעון הצופר לשעון ההתקנה הזאת.',
  },
  'siren/mode-refused': {
    says: 'הצופר אינו משתתף במצב ״{mode}״.',
    advice: 'שנו את ההגדרות של הצופר עצמו, במקום.',
  },
  'siren/mode-not-carried': {
    says: 'במצב ״{mode}״ לא נשלח דבר אל {siren}.',
    advice: 'הוסיפו את המצב לרישום הצופר, אם מותר להפעיל אותו בו.',
  },
  'siren/fault': {
    says: 'הצופר ענה שיש בו תקלה.',
    advice: 'התקשרו למי שמפעיל אותו; התקלות רשומות ליד מצבו.',
  },
  'siren/no-answer': {
    says: 'לא באה תשובה בזמן.',
    advice: 'הפקודה נשלחת שוב עד שיעבור זמנה; בינתיים התקשרו למפעיל הצופר.',
  },
  'siren/line-dropped': {
    says: 'הקשר עם הברוקר נותק לפני שבאה תשובה.',
    advice: 'אין צורך לעשות דבר: הפקודה נשלחת שוב עם אותו מונה, ולכן הצופר לא יצפור פעמיים.',
  },
  'siren/broker-unreachable': {
    says: 'אי אפשר להגיע לברוקר; דבר לא נשלח.',
    advice: 'בדקו את כתובת הברוקר ושהוא פועל.',
  },
  'siren/overtaken': {
    says: 'פקודה חדשה יותר לצופר הזה באה במקום זו.',
    advice: 'אין צורך לעשות דבר: החדשה קובעת.',
  },
  'siren/stopped': {
    says: 'ההתרעה הסתיימה עבור הצופר הזה; אסור שיצפור בגללה עוד.',
    advice: 'אין צורך לעשות דבר: עצירה תמיד קודמת.',
  },
  'siren/not-kept': {
    says: 'לא ניתן היה לרשום את הפקודה, ולכן היא לא נשלחה.',
    advice: 'בדקו את הדיסק: פקודות לצפור נשלחות רק אחרי שנרשמו.',
  },
  'siren/called-off': { says: 'הניסיון בוטל לפני שנשלח דבר.', advice: nothingToDo },
  'siren/closed': { says: 'ערוץ הצופרים סגור.', advice: 'הפעילו את השרת שוב.' },
  'siren/not-a-siren': { says: 'אין צופר ״{siren}״.', advice: 'השוו את המזהה לרשימת הצופרים.' },
  'siren/bad-list': {
    says: 'אי אפשר לקרוא את רשימת הצופרים ב״{at}״: {why}.',
    advice: 'כל רשומה צריכה id, ‏name, ‏area ו־operator; ‏lon ו־lat במעלות WGS 84.',
  },
  'siren/duplicate-id': { says: 'המזהה ״{siren}״ מופיע פעמיים.', advice: 'תנו לכל צופר מזהה משלו.' },
  'webhook/not-a-url': {
    says: '״{url}״ אינה כתובת שיכולה להיות לוובהוק.',
    advice: 'תנו כתובת https מלאה, בלי שם משתמש, סיסמה או fragment, עד 2,048 תווים.',
  },
  'webhook/not-https': {
    says: 'וובהוק אל {host} חייב להשתמש ב־https.',
    advice: 'השתמשו ב־https, או בקשו ממנהל המערכת לאשר את המארח בשמו.',
  },
  'webhook/port-not-allowed': {
    says: 'אסור לוובהוק להשתמש בפורט {port}.',
    advice: 'השתמשו בפורט 443 או 8443, או בקשו ממנהל המערכת לאשר את המארח בשמו.',
  },
  'webhook/private-address': {
    says: '{host} מוביל אל {address}, שאינה כתובת ציבורית ({range}); לא נשלח לשם דבר.',
    advice: 'השתמשו בכתובת ציבורית, או בקשו ממנהל המערכת לאשר את המארח בשמו.',
  },
  'webhook/unknown-area': { says: 'אין אזור ״{area}״.', advice: 'חפשו את האזור והשתמשו בקוד שלו.' },
  'webhook/nothing-to-tell': {
    says: 'לוובהוק כזה לא היו קוראים לעולם; חסר: {what}.',
    advice: 'ציינו לפחות אחד מכל סוג, או ״everywhere״ לאזורים.',
  },
  'webhook/mode-not-sayable': {
    says: 'וובהוק בתבנית {format} אינו יכול לומר שמשהו הוא במצב ״{mode}״.',
    advice: 'השמיטו את המצב, או בחרו תבנית שמקבליה מבחינים בין המצבים.',
  },
  'webhook/format-not-spoken': {
    says: 'התבנית {format} אינה זמינה כאן, כי הניב {format} אינו מופעל; דבר לא נשלח.',
    advice:
      'בקשו ממנהל המערכת להוסיף אותו ל־TOCSIN_DIALECTS, או לרשום שם ״all״, ולהפעיל את השרת מחדש; או בחרו בתבנית ״tocsin״, שאינה צריכה ניב.',
  },
  'webhook/nothing-to-say': {
    says: 'בתבנית של הוובהוק לא היה מה לומר למקבל; דבר לא נשלח.',
    advice: 'אין מה לעשות: מה שהמקבל יודע עדיין נכון, או שלאף אחד מאזוריו אין מזהה בתבנית זו.',
  },
  'webhook/no-ping': {
    says: 'בתבנית {format} אין קריאה שאינה אומרת דבר; דבר לא נשלח.',
    advice: 'ההודעה הבאה תראה אם המקבל עונה.',
  },
  'webhook/too-many': { says: 'יש כבר {limit} וובהוקים.', advice: 'הסירו את אלה שאיש אינו משתמש בהם.' },
  'webhook/no-such-webhook': { says: 'אין וובהוק ״{webhook}״.', advice: 'ייתכן שהוסר; בדקו ברשימה.' },
  'webhook/disabled': { says: 'הוובהוק כבוי; דבר לא נשלח.', advice: 'הפעילו אותו שוב כשהמקבל יחזור.' },
  'webhook/mode-not-carried': {
    says: 'הוובהוק אינו מקבל הודעות במצב ״{mode}״; דבר לא נשלח.',
    advice: 'הוסיפו את המצב לוובהוק, אם המקבל צריך הודעות כאלה.',
  },
  'webhook/unreachable': {
    says: 'לא נוצר קשר עם המקבל; דבר לא נשלח.',
    advice: 'בדקו את שם המארח, את הפורט ואת התעודה.',
  },
  'webhook/no-answer': {
    says: 'ההודעה נמסרה ולא באה תשובה; לא ידוע אם התקבלה.',
    advice: 'המקבל צריך לענות בתוך שניות: קודם לענות, אחר כך לעבוד.',
  },
  'webhook/redirected': {
    says: 'המקבל ענה בהפניה, ואחריה לא הולכים.',
    advice: 'תנו לוובהוק את הכתובת שהוא מופנה אליה.',
  },
  'webhook/gone': {
    says: 'המקבל אומר שאיננו עוד; הוובהוק כובה.',
    advice: 'הסירו את הוובהוק, או הפעילו אותו שוב אם זו הייתה טעות.',
  },
  'webhook/busy': {
    says: 'המקבל ביקש שיקראו לו מאוחר יותר.',
    advice: 'אין צורך לעשות דבר: קוראים לו שוב כשביקש.',
  },
  'webhook/rejected': {
    says: 'המקבל לא קיבל את ההודעה.',
    advice: 'בדקו ביומן של המקבל: כל תשובה מ־200 עד 299 מקבלת את ההודעה.',
  },
  'webhook/called-off': { says: 'הקריאה בוטלה לפני שנוצר קשר; דבר לא נשלח.', advice: newerOrLate },
  'webhook/closed': { says: 'הערוץ סגור; דבר לא נשלח.', advice: 'דבר אינו נשלח בזמן שהשרת נעצר.' },
} satisfies KindsSaid<
  (typeof problemTables)['channels'] & (typeof problemTables)['siren'] & (typeof problemTables)['webhook']
>
