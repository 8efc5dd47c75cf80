/** Hebrew: sources of messages, and what came from them. */
import type { exchangeProblems, intakeProblems } from '#exchange'
import type { KindsSaid } from '../../problem-words.ts'

const othersTaken = 'אמרו למפרסם; שאר הרשומות התקבלו.'
const triedAgain = 'מנסים שוב; אם זה נמשך, אמרו למפרסם.'

export const exchange = {
  'exchange/settings-wrong': { says: 'הגדרות המקור שגויות: {why}.', advice: 'תקנו את המקום שצוין.' },
  'exchange/no-such-source': { says: 'אין מקור ״{source}״.', advice: 'ייתכן שהוסר; בדקו ברשימה.' },
  'exchange/source-exists': { says: 'המקור ״{source}״ כבר קיים.', advice: 'שנו אותו, או בחרו מזהה אחר.' },
  'exchange/paused': { says: 'המקור מושהה; דבר לא הובא.', advice: 'חדשו אותו קודם.' },
  'exchange/no-such-host': {
    says: 'המארח {host} לא נמצא.',
    advice: 'בדקו אם יש טעות הקלדה בכתובת, ואם המכונה הזאת יכולה לחפש שמות.',
  },
  'exchange/unreachable': {
    says: 'לא נוצר קשר עם {host} ({why}).',
    advice: 'בדקו מהמכונה הזאת אם המארח עונה; לרוב מדובר בחומת אש או בתקלה שם.',
  },
  'exchange/certificate-wrong': {
    says: 'אין לסמוך על התעודה של {host} ({why}); דבר לא נקרא.',
    advice: 'אמרו למפרסם; אל תעברו ל־http רגיל.',
  },
  'exchange/certificate-asked': {
    says: '{host} מכניס רק את מי שתעודתו מוכרת לו: {why}.',
    advice: 'הסכימו עם המפרסם על תעודה, וציינו אותה ב־TOCSIN_PEER_CERTIFICATE וב־TOCSIN_PEER_KEY.',
  },
  'exchange/timed-out': {
    says: '{host} לא ענה במלואו בתוך {seconds} שניות.',
    advice: 'מנסים שוב, לאט יותר; אם זה נמשך, שאלו את המפרסם.',
  },
  'exchange/too-large': {
    says: 'המסמך גדול מ־{limit} בתים; הקריאה נעצרה שם.',
    advice: 'בקשו מהמפרסם ערוץ קטן יותר, או מחולק לדפים.',
  },
  'exchange/garbled': { says: 'המסמך הגיע פגום: {why}.', advice: triedAgain },
  'exchange/redirect-loop': {
    says: 'הכתובת מפנה בלי סוף ({hops} פעמים).',
    advice: 'פתחו את הכתובת בדפדפן והשתמשו בזו שהוא מסיים בה, אם יש.',
  },
  'exchange/not-let-in': {
    says: '{host} שואל מי אנחנו ואינו מכניס (תשובה {answered}).',
    advice: 'בדקו את פרטי ההזדהות של המקור, ואם המפרסם צריך קודם לאשר את השרת הזה.',
  },
  'exchange/credentials-missing': {
    says: 'משתנה הסביבה {variable}, עם פרטי ההזדהות של המקור, אינו מוגדר.',
    advice: 'הגדירו אותו והפעילו את השרת מחדש.',
  },
  'exchange/not-found': {
    says: 'אין דבר בכתובת (תשובה {answered}).',
    advice: 'בקשו מהמפרסם את הכתובת הנוכחית של הערוץ.',
  },
  'exchange/gone': {
    says: 'המפרסם אומר שהערוץ איננו עוד; לא פונים אליו יותר.',
    advice: 'שאלו את המפרסם מה בא במקומו; שנו את הכתובת או הסירו את המקור.',
  },
  'exchange/busy': {
    says: '{host} ביקש שיפנו מאוחר יותר ({answered}).',
    advice: 'בינתיים אין צורך לעשות דבר; אם זה קורה לעיתים קרובות, פנו בתדירות נמוכה יותר.',
  },
  'exchange/answered-wrong': {
    says: '{host} ענה בקוד {answered}.',
    advice: 'מנסים שוב, לאט יותר; אם זה נמשך, אמרו למפרסם.',
  },
  'exchange/not-cap': {
    says: 'מה שהגיע אינו הודעת CAP ואינו ערוץ של הודעות כאלה ({why}).',
    advice: 'פתחו את הכתובת בדפדפן: לרוב יש שם דף במקום ערוץ.',
  },
  'exchange/other-kind': {
    says: 'המקור הוגדר כ־{expected}, והגיע {found}.',
    advice: 'הגדירו את הסוג ״auto״, או תקנו את הכתובת.',
  },
  'exchange/stale': {
    says: 'הערוץ עונה, אבל אומר שנכתב לאחרונה ב־{updated}; קודם נכתב בערך כל {usual}.',
    advice: 'שאלו את המפרסם אם הערוץ עוד פעיל; עד אז שתיקתו אינה אומרת דבר.',
  },
  'exchange/message-unreadable': {
    says: 'הודעה אחת לא ניתנה לקריאה: {why}.',
    advice: 'הראו למפרסם מה אומר עליה `tocsin cap check`.',
  },
  'exchange/signature-missing': {
    says: 'ההודעה ״{identifier}״ אינה חתומה; המקור הזה חייב לחתום.',
    advice: 'שאלו את המפרסם; אם אינו חותם, החליטו מחדש מה מותר למקור.',
  },
  'exchange/signature-wrong': {
    says: 'החתימה של ההודעה ״{identifier}״ אינה תקפה: {why}.',
    advice: 'ראו בה זיוף עד שהמפרסם יאמר אחרת; תעודה שחודשה צריך להוסיף לרשימת האמון.',
  },
  'exchange/sender-not-believed': {
    says: 'ההודעה ״{identifier}״ היא מאת {sender}, שהמקור הזה אינו רשאי לדבר בשמו.',
    advice: 'הוסיפו את השולח למקור אם לכך הכוונה; אחרת אמרו למפרסם.',
  },
  'exchange/mode-left-out': {
    says: 'להודעה ״{identifier}״ יש הסטטוס {saysStatus}, שהמקור הזה אינו רשאי להביא.',
    advice: 'אין צורך לעשות דבר, אלא אם תרצו להשתתף בתרגיל: אז התירו את המצב.',
  },
  'exchange/changed-in-place': {
    says: 'ההודעה ״{identifier}״ הגיעה שוב עם אותו שולח וזמן אבל תוכן אחר, ולא התקבלה.',
    advice: 'אמרו למפרסם: לשינוי צריך Update עם זמן משלו (CAP 1.2 §3.2.1).',
  },
  'exchange/from-the-future': {
    says: 'ההודעה ״{identifier}״ אומרת שנשלחה ב־{sent}, זמן שעוד לא בא.',
    advice: 'השוו שעונים: של המכונה הזאת עם שרת זמן, ואז אמרו למפרסם.',
  },
  'exchange/entry-vanished': {
    says: 'רשומה הובילה אל {url}, שאין שם עוד דבר.',
    advice: 'אין צורך לעשות דבר: המפרסם הסיר את ההודעה לפני שהובאה.',
  },
  'exchange/entry-given-up': {
    says: 'רשומה הובילה אל {url}, שלא ניתן היה לקרוא אחרי {tries} ניסיונות ({why}).',
    advice: othersTaken,
  },
  'exchange/entry-without-message': {
    says: 'ברשומה אין הודעת CAP והיא אינה מובילה לאחת.',
    advice: othersTaken,
  },
  'exchange/not-taken-in': {
    says: 'לא ניתן היה לקבל כאן את ההודעה ״{identifier}״: {why}.',
    advice: 'בדקו ביומן של השרת הזה; ההודעה תוצע שוב.',
  },
  'exchange/hub-refused': {
    says: 'המרכזייה {host} לא קיבלה את המינוי ({why}).',
    advice: 'אין צורך לעשות דבר: פונים אל המקור, ואל המרכזייה שוב מאוחר יותר.',
  },
  'exchange/hub-denied': {
    says: 'המרכזייה דחתה את המינוי: {why}.',
    advice: 'שאלו את המפרסם; בינתיים פונים אל המקור.',
  },
  'exchange/hub-signature-wrong': {
    says: 'משהו נמסר בשם המרכזייה בלי החתימה שלה; הוא הושלך.',
    advice: 'אם זה קורה לעיתים קרובות, שנו את המקור פעם אחת כדי שיוסכם סוד חדש.',
  },
  'exchange/not-an-alert': {
    says: 'ההודעה עונה להודעה אחרת; היא אינה אזהרה.',
    advice: 'Error פירושו שהודעה שלנו לא הייתה שמישה: קראו את ההערה שבה.',
  },
  'exchange/not-public': {
    says: 'ההודעה אינה לציבור.',
    advice: 'קראו למי היא מיועדת לפני שמעבירים ממנה דבר.',
  },
  'exchange/not-in-this-mode': {
    says: 'הודעה בסטטוס כזה אינה יכולה להיות בתוקף במצב הזה.',
    advice: 'שרת של תרגילים אינו מציג אזהרות אמת. הפעילו שרת אמת, או שפטו את ההודעה ביד.',
  },
  'exchange/nowhere-here': {
    says: 'דבר בהודעה אינו נמצא באזור שבמפה הזאת.',
    advice: 'ייתכן שאינה מיועדת לכאן. אם כן, טענו גבולות או קודים שהשולח שלה משתמש בהם.',
  },
  'exchange/beyond-its-areas': {
    says: 'ההודעה מזהירה אזורים שהמקור שלה אינו רשאי לדבר עליהם.',
    advice: 'התירו למקור את האזורים האלה, או נסחו התרעה מההודעה.',
  },
  'exchange/ended-here': {
    says: 'השולח ממשיך במה שמישהו כאן סיים.',
    advice: 'קראו מה חדש בה; אם זה בכל זאת בתוקף כאן, נסחו ממנה התרעה.',
  },
  'exchange/no-such-report': {
    says: 'אין דיווח ״{report}״.',
    advice: 'דיווחים מופיעים שבוע; ישנים יותר נמצאים ביומן.',
  },
  'exchange/report-judged': {
    says: 'הדיווח כבר נשפט: {state}.',
    advice: 'בדקו שוב ברשימה: מישהו הקדים, או שהשולח לקח אותו בחזרה.',
  },
} satisfies KindsSaid<typeof exchangeProblems & typeof intakeProblems>
