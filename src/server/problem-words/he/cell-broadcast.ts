/** Hebrew: cell broadcast. */
import type { problemTables } from '#channels'
import type { KindsSaid } from '../../problem-words.ts'

export const cellBroadcast = {
  'cell-broadcast/bad-list': {
    says: 'אי אפשר להשתמש ברשימת הרשתות הסלולריות; דבר אינו משודר.',
    advice: 'המקום מצוין ביומן השרת. תקנו את הקובץ ש־TOCSIN_CELL_BROADCAST מצביע עליו והפעילו את השרת מחדש.',
  },
  'cell-broadcast/no-such-network': {
    says: 'הרשת אינה עוד ברשימה.',
    advice: 'מה שיש לה באוויר ייעצר כשתוחזר.',
  },
  'cell-broadcast/mode-not-carried': {
    says: 'הרשת אינה מקבלת הודעות במצב הזה; דבר לא נשלח.',
    advice: 'הוסיפו את המצב לרשת ברשימה, אם היא צריכה לשאת הודעות כאלה.',
  },
  'cell-broadcast/wider-than-warned': {
    says: 'האזהרה היא רק לחלק ממה שהרשת משרתת, והמרכז שלה אינו יכול לכוון צר יותר; דבר לא שודר.',
    advice: 'הזהירו את כל השטח, או אפשרו לרשת ברשימה לשדר גם לחלק.',
  },
  'cell-broadcast/nothing-to-say': {
    says: 'אין טקסט בשום שפה של הרשת; דבר לא שודר.',
    advice: 'הוסיפו את השפה לרשות, או לרשת ברשימה.',
  },
  'cell-broadcast/too-many-pages': {
    says: 'הטקסט תופס {pages} עמודים; בהודעה יש לכל היותר {most}.',
    advice: 'קצרו אותו: בעמוד 93 תווים של GSM-7, או 41 תווים של כל אלפבית אחר.',
  },
  'cell-broadcast/unreadable': {
    says: 'הקידוד של העמודים אינו נקרא כאן ({dcs}).',
    advice: 'כאן נקראים אלפבית GSM ו־UCS-2.',
  },
  'cell-broadcast/id-taken': {
    says: 'כל מזהה שיכול להיות לאזהרה הזאת כבר באוויר.',
    advice: 'ממשיכים לנסות. סיימו את מה שעבר: המרכז מחזיק הודעה אחת לכל מזהה.',
  },
  'cell-broadcast/overtaken': {
    says: 'דבר חדש יותר על אותה התרעה כבר הלך לרשת; דבר לא נשלח.',
    advice: 'אין צורך לעשות דבר.',
  },
  'cell-broadcast/rejected': {
    says: 'המרכז לא קיבל את זה.',
    advice: 'בדקו ביומן השרת וביומן המרכז; מה שהמרכז רואה כשגוי הוא דוחה בכל ניסיון.',
  },
  'cell-broadcast/busy': {
    says: 'המרכז לא יכול היה לעשות זאת עכשיו; מנסים שוב.',
    advice: 'אם זה נמשך, בדקו ביומן המרכז.',
  },
  'cell-broadcast/unreachable': {
    says: 'לא נוצר קשר עם המרכז; דבר לא נשלח.',
    advice: 'בדקו את הכתובת, את הפורט ואת הדרך אליו.',
  },
  'cell-broadcast/no-answer': {
    says: 'המרכז נשאל ולא ענה; לא ידוע אם הוא עושה מה שביקשו.',
    advice: 'שואלים אותו שוב כך שיישאר שידור אחד, ואחרי הסיום אף אחד.',
  },
  'cell-broadcast/may-start-late': {
    says: 'המרכז אומר שאין לו מה לעצור, וייתכן שפקודה שלא ענה עליה עוד תגיע אליו.',
    advice: 'ממשיכים לשאול אותו עד ששום פקודה אינה יכולה להיות בדרך.',
  },
  'cell-broadcast/called-off': {
    says: 'הפקודה בוטלה לפני שיצאה; דבר לא נשלח.',
    advice: 'אין צורך לעשות דבר: משהו חדש יותר הקדים אותה, או שזמנה עבר.',
  },
  'cell-broadcast/closed': { says: 'הערוץ סגור; דבר לא נשלח.', advice: 'דבר אינו נשלח בזמן שהשרת נעצר.' },
  'cell-broadcast/not-a-centre': {
    says: 'מה שעונה שם אינו מרכז שידור סלולרי מהסוג הזה.',
    advice: 'בדקו את הכתובת ברשימת הרשתות.',
  },
} satisfies KindsSaid<(typeof problemTables)['cell-broadcast']>
