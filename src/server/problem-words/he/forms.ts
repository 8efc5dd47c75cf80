/** Hebrew: forms, and what is filled in and sent. */
import type { formProblems } from '#damage'
import type { KindsSaid } from '../../problem-words.ts'

export const forms = {
  'damage/form-malformed': {
    says: 'אי אפשר לקלוט את הטופס: {why} זה בשורה {line}.',
    advice: 'כל תקלה נקובה בשורה ובעמודה שלה; יש לתקן ולבדוק שוב.',
  },
  'damage/other-form': {
    says: 'הקובץ הוא הטופס “{form}”, ולא זה שבכתובת.',
    advice: 'יש לנקוב באותו טופס בשני המקומות.',
  },
  'damage/unknown-form': {
    says: 'אין כאן טופס “{form}”, או שאין אותו בגרסה הזאת.',
    advice: 'יש לעיין ברשימת הטפסים ולהביא מחדש את הרצוי.',
  },
  'damage/submission-unread': {
    says: 'זה אינו טופס ממולא שאפשר לקרוא: התקלה היא ב־{at}.',
    advice: 'יש לשלוח את הקובץ כפי שתוכנת הטופס כתבה אותו, בשם “xml_submission_file” בבקשה מרובת חלקים.',
  },
  'damage/submission-differs': {
    says: 'טופס ממולא במזהה {submission} כבר נמצא כאן, ובו כתוב אחרת.',
    advice: 'יש לתת לכל טופס ממולא מזהה משלו, ולנקוב בזה שהוא מחליף.',
  },
  'damage/unknown-submission': {
    says: 'אין כאן טופס ממולא “{submission}”.',
    advice: 'יש לשלוח קודם את הטופס ואחר כך את התמונות שלו.',
  },
  'damage/unknown-record': {
    says: 'אין כאן רשומה “{record}”.',
    advice: 'יש לקחת מזהה מרשימת הרשומות.',
  },
  'damage/record-changed': {
    says: 'מישהו שינה את הרשומה הזאת מאז שקראת אותה.',
    advice: 'יש להביט בשני הצדדים ולבחור; דבר לא נדרס, ושלך עדיין אצלך.',
  },
  'damage/answer-unasked': {
    says: 'הטופס אינו שואל על “{field}”.',
    advice: 'יש לענות רק על מה שהגרסה הזאת של הטופס שואלת.',
  },
  'damage/answer-unfit': {
    says: 'התשובה על “{field}” אינה מתאימה לשאלה.',
    advice: 'יש לבדוק מה הטופס שואל שם, לתקן את התשובה ולשלוח שוב.',
  },
  'damage/answer-missing': {
    says: 'חסרה תשובה על “{field}”.',
    advice: 'יש לענות ולשלוח את הטופס שוב; את המקום מציינים כנקודה או כאזור.',
  },
  'damage/photo-unasked': {
    says: 'שום תשובה בטופס הזה אינה נוקבת בתמונה “{photo}”.',
    advice: 'יש לשלוח את התמונות שהטופס הממולא נוקב בהן, בשמות האלה.',
  },
  'damage/nowhere': {
    says: 'הנקודה אינה נמצאת באף אחד מהאזורים המוכרים כאן.',
    advice: 'יש לבחור את האזור בטופס; הנקודה יכולה להישאר.',
  },
  'damage/no-such-photo': {
    says: 'אין כאן תמונה כזאת.',
    advice: 'ייתכן שעדיין לא הגיעה, או שזמנה עבר.',
  },
} satisfies KindsSaid<typeof formProblems>
