/** Hebrew: who may do what, roles, keys, authorities, and what needs two. */
import type { peopleProblemTables } from '#people'
import type { KindsSaid } from '../../problem-words.ts'

const onTheList = 'כל מה שיש מופיע ברשימה.'
const nothingToDo = 'אין צורך לעשות דבר.'

export const people = {
  'people/unknown-key': {
    says: 'לזה צריך מפתח תקף, או מי שנכנס למערכת.',
    advice: 'היכנסו בדף ‎/sign-in; תוכנה שולחת את המפתח כ־״Authorization: Bearer …״.',
  },
  'people/key-over': {
    says: 'המפתח הזה היה תקף עד {endsAt}.',
    advice: 'השתמשו במפתח שבא במקומו, או בקשו חדש ממנהל המערכת.',
  },
  'people/wrong-certificate': {
    says: 'המפתח הזה תקף רק יחד עם תעודת הלקוח שלו.',
    advice: 'התחברו לפורט TLS עם התעודה שהמפתח מציין.',
  },
  'people/not-signed-in-here': {
    says: 'זה נוגע לחשבון של מי שנכנס למערכת; למפתח אין חשבון.',
    advice: 'היכנסו בדף ‎/sign-in.',
  },
  'people/suspended': { says: 'החשבון הזה מושעה.', advice: 'פנו למנהל המערכת.' },
  'people/not-allowed': {
    says: 'ההרשאות שלכם אינן מתירות ״{action}״.',
    advice: 'בקשו את התפקיד ממנהל המערכת, או שיפעל מי שהתפקיד בידו.',
  },
  'people/outside-area': {
    says: '״{area}״ מחוץ לאזור שמותר לכם לפעול בו.',
    advice: 'פנו לרשות שאחראית שם.',
  },
  'people/outside-mode': {
    says: 'אסור לכם לפעול כאן במצב ״{mode}״.',
    advice: 'מותר לכם לפעול במצבים: {modes}.',
  },
  'people/outside-authority': {
    says: 'זה אינו בידי הרשות שלכם: {what} ״{named}״.',
    advice: 'פנו לרשות שזה בידה.',
  },
  'people/not-live-yet': {
    says: 'הרשות שלכם עוד לא הועברה למצב אמת.',
    advice: 'שני מנהלי מערכת מעבירים אותה; עד אז אפשר לתת תרגילים ובדיקות.',
  },
  'people/no-such-person': {
    says: 'אין איש עם המזהה ״{id}״.',
    advice: 'כולם מופיעים בדף האנשים.',
  },
  'people/last-administrator': {
    says: '״{id}״ הוא מנהל המערכת האחרון.',
    advice: 'הוסיפו קודם מנהל אחר; בלי מנהל אי אפשר להוסיף איש.',
  },
  'people/on-the-machine': {
    says: 'רק מי שנמצא במכונה עצמה יכול לעשות זאת; הבקשה הזאת באה מבחוץ או דרך פרוקסי.',
    advice: 'הריצו את הפקודה במכונה שהשרת פועל בה, בפנייה אל 127.0.0.1.',
  },
  'people/own-erasure': {
    says: 'איש אינו מוחק את מה ששמור עליו: הרישום של מי עשה מה היה מאבד את שמו במו ידיו.',
    advice: 'בקשו זאת ממנהל מערכת אחר.',
  },
  'people/way-back-in': {
    says: '״{id}״ הוא החשבון של המכונה עצמה, שדרכו חוזרים כשכולם נעולים בחוץ.',
    advice: 'אל תיגעו בו. אם המפתח שלו נגנב, בטלו את המפתח: השרת ייצור אחר בהפעלה הבאה.',
  },
  'people/exists': { says: '״{id}״ כבר קיים.', advice: 'בחרו מזהה אחר.' },
  'people/wrong-state': {
    says: 'המצב של ״{id}״: {state}.',
    advice: 'בדקו שוב ברשימה: ייתכן שמישהו הקדים אתכם.',
  },
  'people/is-a-machine': {
    says: '״{id}״ היא מכונה; יש לה מפתחות והיא אינה נכנסת.',
    advice: 'צרו לה מפתח אחר.',
  },
  'people/beyond-own': {
    says: '״{what}״ הוא יותר ממה שבידכם לתת.',
    advice: 'פנו למנהל המערכת של הרשות שזה בידה.',
  },
  'people/no-such-role': { says: 'אין תפקיד ״{role}״.', advice: onTheList },
  'people/no-such-action': {
    says: 'אין פעולה ״{named}״ שאפשר להתיר.',
    advice: 'הפעולות של כל תפקיד מופיעות בדף התפקידים.',
  },
  'people/role-is-built-in': {
    says: 'התפקיד ״{role}״ בא עם המוצר ואינו משתנה.',
    advice: 'הגדירו קבוצת פעולות בשם אחר.',
  },
  'people/role-in-use': { says: 'ל״{id}״ עדיין יש התפקיד ״{role}״.', advice: 'תנו קודם תפקידים אחרים.' },
  'people/authority-of-the-file': {
    says: 'הרשות הראשית מתוארת בקובץ של ההתקנה הזאת.',
    advice: 'שנו את הקובץ שמצוין ב־TOCSIN_AUTHORITY והפעילו את השרת מחדש.',
  },
  'people/authority-exists': {
    says: 'הרשות ״{authority}״ כבר קיימת.',
    advice: 'בחרו מזהה אחר, או שנו את הקיימת.',
  },
  'people/no-such-authority': { says: 'אין רשות ״{authority}״.', advice: onTheList },
  'people/demonstration': {
    says: 'זו הדגמה. היא נותנת תרגילים בלבד ולעולם אינה עוברת לאמת.',
    advice: 'תארו את הרשות שלכם בקובץ והפעילו את השרת כש־TOCSIN_AUTHORITY מציין אותו.',
  },
  'people/service-already': { says: 'הרשות ״{authority}״ כבר במצב ״{service}״.', advice: nothingToDo },
  'people/two-administrators-first': {
    says: 'למעבר לאמת צריך שני אנשים שיכולים להסכים לו.',
    advice: 'הזמינו קודם מנהל מערכת שני; אחר כך אחד מציע והשני מאשר.',
  },
  'people/no-such-key': { says: 'אין מפתח תקף ״{key}״.', advice: onTheList },
  'people/key-of-nobody': {
    says: 'למכונה חדשה צריך תפקידים.',
    advice: 'ציינו את תפקידיה, או של מי המפתח.',
  },
  'people/key-of-somebody': {
    says: 'מפתח של מי שכבר קיים מקבל את התפקידים ואת המזהה שלו.',
    advice: 'אל תציינו אותם; צמצמו את המפתח בפעולות, באזורים ובמצבים.',
  },
  'people/expiry-in-the-past': {
    says: 'המפתח היה נגמר לפני שהתחיל.',
    advice: 'ציינו זמן שיבוא.',
  },
  'people/proposed-already': {
    says: 'אותו הדבר כבר ממתין לאדם שני: {proposal}.',
    advice: 'בקשו לאשר או לדחות אותו.',
  },
  'people/no-such-proposal': {
    says: 'דבר אינו ממתין תחת ״{proposal}״: הוא נענה, או שעברה יממה.',
    advice: 'מה שממתין מופיע בדף הממתינים.',
  },
  'people/own-proposal': {
    says: 'מי שהציע, או מי שמרוויח מזה, אינו יכול להיות האדם השני.',
    advice: 'מנהל מערכת אחר צריך לאשר.',
  },
  'people/proposer-gone': {
    says: 'מי שהציע זאת כבר אינו רשאי לפעול, ולכן אי אפשר לאשר.',
    advice: 'דחו. אם בכל זאת צריך, הציעו בעצמכם ומישהו אחר יאשר.',
  },
  'people/proposal-changed': {
    says: 'מה שממתין הוא {contentHash}, לא מה שקראתם.',
    advice: 'קראו שוב והחליטו לפי מה שכתוב עכשיו.',
  },
  'people/not-yours': {
    says: 'רק מי שהציע את ״{proposal}״ יכול לבטל אותו.',
    advice: 'אתם יכולים לדחות אותו.',
  },
} satisfies KindsSaid<(typeof peopleProblemTables)[0]>
