/** Hebrew: the evidence desk. */
import type { evidenceDeskProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const evidenceDesk = {
  'evidence/unknown-document': {
    says: 'אין כאן מסמך „{document}”.',
    advice: 'הרשימה: GET /v1/evidence/documents.',
  },
  'evidence/unknown-claim': {
    says: 'במסמך „{document}” אין טענה {claim}.',
    advice: 'הטענות ממוספרות מ־0 לפי סדר הטקסט.',
  },
  'evidence/unknown-source': {
    says: 'אין כאן מקור „{source}”.',
    advice: 'הרשימה: GET /v1/evidence/sources.',
  },
  'evidence/unknown-event': {
    says: 'אין כאן אירוע „{event}”.',
    advice: 'הרשימה: GET /v1/evidence/events.',
  },
  'evidence/unknown-act': {
    says: 'לא נעשה באירוע „{event}” דבר בשם „{act}”, או שכבר בוטל.',
    advice: 'האירוע עצמו מציין מה נעשה בו ועומד בתוקף.',
  },
  'evidence/text-erased': {
    says: 'מילות המסמך „{document}” נמחקו כשעבר זמנן.',
    advice: 'מה שהוחלט עליו נשאר ביומן, בקודים.',
  },
  'evidence/held': {
    says: 'על המסמך „{document}” עובד כעת {name}, עד {until}.',
    advice: 'שאלו, המתינו, או קחו אותו עם נימוק.',
  },
  'evidence/changed-meanwhile': {
    says: '„{document}” השתנה מאז שקראתם אותו.',
    advice: 'קראו אותו שוב והחליטו לפי מצבו עכשיו.',
  },
  'evidence/reason-missing': {
    says: 'לא נאמר מדוע.',
    advice: 'כשמתקנים או דוחים טענה, נמקו במשפט אחד.',
  },
  'evidence/rated-so-already': {
    says: 'הדירוג כבר {grade}.',
    advice: 'ההיסטוריה מציינת מי דירג, מתי ומדוע.',
  },
  'evidence/not-confirmed': {
    says: 'זה לא מאושר: מספר המשפחות הבלתי תלויות שאומרות כך: {families}.',
    advice:
      'מאושר הוא מה שאמר בעל תפקיד האחראי לכך, מה שמראה ראיה פיזית, או מה שאומרות שתי משפחות שאינן מעתיקות זו מזו. תנו 2 עד 6, או קבלו קודם טענות אחרות של האירוע.',
  },
  'evidence/not-accepted': {
    says: 'טענה {claim} של המסמך „{document}” לא התקבלה.',
    advice: 'קבלו או תקנו אותה תחילה.',
  },
  'evidence/nothing-to-warn-of': {
    says: '„{claim}” אינו מספר על סכנה שנמשכת: אין ממה להזהיר.',
    advice: 'מה שעבר הוא נזק להערכה. אם הסכנה נמשכת, תקנו את זמן הטענה, או נסחו התרעה בפני עצמה.',
  },
  'evidence/event-is-over': {
    says: 'באירוע „{event}” אין עוד טענות.',
    advice: 'אם מוזג לאחר, הן שם; בטלו את המיזוג כדי להחזירו.',
  },
  'evidence/not-in-event': {
    says: 'הטענה „{claim}” אינה באירוע „{event}”.',
    advice: 'קראו את האירוע שוב: ייתכן שהועברה.',
  },
  'evidence/nothing-to-merge': {
    says: 'אין מה למזג.',
    advice: 'ציינו לפחות אירוע אחד נוסף.',
  },
  'evidence/split-leaves-nothing': {
    says: 'בפיצול צריכות להישאר טענות בשני הצדדים.',
    advice: 'ציינו חלק מהטענות של „{event}”, אך לא את כולן.',
  },
  'evidence/built-upon': {
    says: 'אי אפשר לבטל זאת לפני מה שנעשה אחר כך ב־„{event}”.',
    advice: 'בטלו קודם את „{by}”.',
  },
  'evidence/set-aside-already': {
    says: 'ההכחשה „{claim}” כבר הונחה בצד.',
    advice: 'האירוע מציין בידי מי ומדוע.',
  },
  'evidence/not-a-denial': {
    says: 'הטענה „{claim}” אינה סוגרת את האירוע „{event}”.',
    advice: 'רק הכחשה של האחראי סוגרת אירוע, ורק אותה מניחים בצד.',
  },
  'evidence/unknown-person': {
    says: 'אין כאן „{person}” שרשאי לשפוט ראיות.',
    advice: 'הקצו זאת לאנליסט או לקצין תורן.',
  },
  'evidence/words-not-there': {
    says: 'מילות הטענה אינן במסמך בין {start} ל־{end}.',
    advice: 'תנו את ההיסטים ביחידות UTF-16 של המילים בטקסט השמור.',
  },
} as const satisfies KindsSaid<typeof evidenceDeskProblems>
