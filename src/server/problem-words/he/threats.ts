/** Hebrew: threats, ladders, tracks and sightings. */
import type { threatProblems, trackProblems } from '#threats'
import type { KindsSaid } from '../../problem-words.ts'

export const threats = {
  'threats/duplicate-id': {
    says: '״{id}״ מופיע פעמיים.',
    advice: 'תנו לכל איום, לכל סולם ולכל רמה מזהה משלהם.',
  },
  'threats/no-levels': { says: 'בסולם ״{ladder}״ אין רמות.', advice: 'הוסיפו לפחות רמה אחת.' },
  'threats/heights-not-contiguous': {
    says: 'הגבהים בסולם ״{ladder}״ הם {heights}; צריך 1, 2, 3 … מהרמה הנמוכה ביותר.',
    advice: 'מספרו את הרמות מ־1 בלי דילוגים, לפי סדרן.',
  },
  'threats/unknown-threat': {
    says: 'הסולם ״{ladder}״ מזכיר את האיום ״{threat}״, שאינו בקטלוג.',
    advice: 'הוסיפו את האיום לקטלוג או הסירו אותו מהסולם.',
  },
  'threats/no-name': { says: 'ל״{id}״ אין שם באף שפה.', advice: 'תנו שם בשפה אחת לפחות.' },
  'threats/name-missing': {
    says: 'ל״{id}״ אין שם בשפה ״{language}״.',
    advice: 'תנו שם בכל שפה שמזהירים בה כאן: {languages}.',
  },
  'threats/unsendable-name': {
    says: 'בשם של ״{id}״ בשפה ״{language}״ יש תווים שאף מפעיל אינו מעביר: {characters}.',
    advice: 'הסירו אותם; לרוב הם מגיעים מהעתקה מתוכנה אחרת.',
  },
  'threats/ladder-malformed': {
    says: 'בסולם ״{ladder}״ יש טעות ב״{at}״: {why}.',
    advice: 'תקנו את המקום שצוין; הסולמות המוכנים מראים איך זה צריך להיות.',
  },
  'threats/shipped-ladder': {
    says: 'הסולם ״{ladder}״ בא עם המוצר ואינו משתנה.',
    advice: 'העתיקו אותו תחת מזהה משלכם ושנו את ההעתק.',
  },
  'threats/no-such-ladder': { says: 'אין כאן סולם ״{ladder}״.', advice: 'כל הסולמות נמצאים בהגדרות.' },
  'threats/ladder-in-use': {
    says: 'אי אפשר להסיר את הסולם ״{ladder}״, הוא בשימוש: {by}.',
    advice: 'סיימו את ההתרעות האלה, או תנו לרשות סולם אחר, ונסו שוב.',
  },
  'threats/step-in-use': {
    says: 'אי אפשר להסיר מהסולם ״{ladder}״ את {what}: {by} נמצאת שם, והודעת הסיום שלה חייבת לציין זאת.',
    advice: 'סיימו קודם את ההתרעה, או השאירו את הרמה ושנו רק את שמותיה.',
  },
  'threats/no-such-track': {
    says: 'אין כאן מסלול ״{track}״.',
    advice: 'מסלול נשכח יממה אחרי שנצפה לאחרונה.',
  },
  'threats/track-over': {
    says: 'המעקב אחרי ״{track}״ כבר הסתיים.',
    advice: 'אם הוא נצפה שוב, התחילו מעקב חדש.',
  },
  'threats/times-out-of-order': {
    says: 'המיקומים אינם לפי סדר הזמנים: ״{at}״ אינו מאוחר מהקודם.',
    advice: 'תנו לכל מיקום זמן משלו, המוקדם ראשון.',
  },
  'threats/seen-in-the-future': {
    says: 'זה לא יכול היה להיראות ב־{seenAt}: הזמן הזה עוד לא בא.',
    advice: 'תנו זמן עם אזור זמן, והשוו שעונים.',
  },
  'threats/seen-too-long-ago': {
    says: 'זה נראה ב־{seenAt}, לפני זמן רב מכדי לשמור.',
    advice: 'מיקומים נשמרים יממה.',
  },
  'threats/bad-speed': {
    says: 'המהירות ניתנה מ־{from} עד {to} קמ״ש.',
    advice: 'הנמוכה קודם; שתיהן גדולות מאפס.',
  },
  'threats/not-known-here': { says: 'אין כאן איום ״{threat}״.', advice: 'בחרו איום מהרשימה.' },
  'threats/too-many-kept': {
    says: 'יש כבר {most} {what}.',
    advice: 'סגרו את מה שכבר נגמר.',
  },
  'threats/no-such-sighting': { says: 'אין כאן תצפית ״{sighting}״.', advice: 'תצפיות נשמרות יממה.' },
  'threats/sighting-closed': {
    says: 'התצפית ״{sighting}״ כבר נסגרה.',
    advice: 'אם יש חדש, רשמו תצפית חדשה.',
  },
  'threats/names-somebody': {
    says: 'נראה שב״{at}״ יש {what}.',
    advice: 'כתבו מה נראה, לא מי סיפר: בלי שמות, מספרים או כתובות של אנשים.',
  },
} satisfies KindsSaid<typeof threatProblems & typeof trackProblems>
