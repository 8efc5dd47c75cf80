/** Hebrew: shelters, their lists and their wardens. */
import type { shelterProblems } from '#shelters'
import type { KindsSaid } from '../../problem-words.ts'

export const shelters = {
  'shelters/unknown': {
    says: 'אין מקלט {shelter}.',
    advice: 'קחו מזהה מרשימת המקלטים.',
  },
  'shelters/unreadable-file': {
    says: 'אי אפשר לקרוא את הקובץ {file}: {why}.',
    advice: 'תנו GeoJSON, רשימת אובייקטים ב־JSON או CSV עם שורת שמות, ב־UTF-8 או Windows-1251.',
  },
  'shelters/bad-mapping': {
    says: 'אי אפשר להשתמש במיפוי הזה: {why}.',
    advice: 'תקנו את המקום שצוין; ייבוא ללא מיפוי מציע אחד.',
  },
  'shelters/no-mapping': {
    says: 'דבר לא מוחל לפי מיפוי שאיש לא ראה.',
    advice: 'בקשו קודם את ההצעה, עיינו במיפוי שלה ושלחו אותו עם ההסכמה.',
  },
  'shelters/proposal-changed': {
    says: 'מה שהיה נעשה עכשיו אינו מה שהוסכם: הקובץ, המיפוי או המקלטים השתנו.',
    advice: 'עיינו בהצעה החדשה והסכימו לגיבוב שלה.',
  },
  'shelters/gone-undecided': {
    says: '{count} מקלטים של {source} כבר אינם ברשימה, ואיש לא אמר מה יהיה עליהם.',
    advice: 'אמרו אם לשמור, להסתיר או להסיר אותם.',
  },
  'shelters/nothing-taken': {
    says: 'אף אחת מ־{rows} השורות לא התקבלה.',
    advice: 'עיינו בהערות שבהצעה; כנראה שהמיפוי מציין שדות אחרים.',
  },
  'shelters/too-many': {
    says: 'ברשימה {rows} שורות; לכל היותר {most}.',
    advice: 'חלקו אותה לפי מקור.',
  },
  'shelters/link-over': {
    says: 'הקישור הזה אינו בתוקף, או שכבר אינו.',
    advice: 'בקשו חדש ממי שמנהל את המקלטים.',
  },
  'shelters/no-such-link': {
    says: 'למקלט {shelter} אין קישור {link}.',
    advice: 'עיינו בקישורים שלו; ייתכן שכבר בוטל.',
  },
  'shelters/too-many-links': {
    says: 'למקלט {shelter} כבר יש {most} קישורים.',
    advice: 'בטלו את אלה שאיש אינו צריך.',
  },
  'shelters/no-photo': {
    says: 'למקלט {shelter} אין תמונה.',
    advice: 'אין צורך לעשות דבר.',
  },
  'shelters/bad-origin': {
    says: '«{text}» אינו מקום: קו אורך וקו רוחב במעלות, למשל 39.60,52.61.',
    advice: 'כתבו קודם את קו האורך, אחר כך פסיק, אחר כך את קו הרוחב.',
  },
  'shelters/impossible': {
    says: 'המקלט אינו יכול להיות כך: {why}.',
    advice: 'תקנו את השדה שצוין.',
  },
} satisfies KindsSaid<typeof shelterProblems>
