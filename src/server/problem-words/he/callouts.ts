/** Hebrew: call-outs, teams and rotas. */
import type { callOutProblems, teamProblems } from '#response'
import type { KindsSaid } from '../../problem-words.ts'

export const callOuts = {
  'response/unknown-call-out': {
    says: 'אין כאן הזעקה {callOut}.',
    advice: '‏GET /v1/call-outs נותן את הרשימה.',
  },
  'response/alert-over': {
    says: 'ההתרעה {alert} הסתיימה; אין מזעיקים בגללה איש.',
    advice: 'פתחו הזעקה בלי התרעה אם דרושים אנשים לטיפול בתוצאות.',
  },
  'response/over-already': {
    says: 'היא הייתה מסתיימת לפני שהתחילה: {until}.',
    advice: 'ציינו זמן שעוד לא הגיע.',
  },
  'response/no-places': {
    says: 'אין דרוש איש, או דרושים יותר מ־{most} אנשים.',
    advice: 'ציינו כמה אנשים דרושים, לפחות אחד מכל סוג.',
  },
  'response/nobody-fits': {
    says: 'לאיש מאלה שאפשר להזעיק אין הכישור הדרוש.',
    advice: 'הוסיפו צוות שיש בו הכישור, או בקשו כישורים אחרים.',
  },
  'response/too-many-people': {
    says: 'יידרש להזעיק יותר מ־{most} אנשים.',
    advice: 'בחרו צוותים; אזהרה לכולם היא התרעה.',
  },
  'response/asked-twice': {
    says: 'מישהו נמצא בשני מעגלים.',
    advice: 'שייכו כל אדם למעגל אחד בלבד.',
  },
  'response/too-often': {
    says: 'אין שואלים איש יותר מפעם ב־{shortestSeconds} שניות.',
    advice: 'ציינו זמן ארוך יותר בין החזרות ובין המעגלים.',
  },
  'response/not-asked': {
    says: 'האדם הזה לא נשאל בהזעקה {callOut}.',
    advice: 'הזעיקו אותו תחילה, או רשמו תשובה של מי שנשאל.',
  },
  'response/call-out-over': {
    says: 'ההזעקה {callOut} הסתיימה ב־{since}; אין עוד צורך לבוא.',
    advice: 'הישארו במקומכם. אם תידרשו, יזעיקו אתכם שוב.',
  },
  'response/other-mode': {
    says: 'ההתרעה במצב {alertMode}; הזעקה בגללה אינה יכולה להיות במצב {mode}.',
    advice: 'אל תציינו מצב: הוא המצב של ההתרעה.',
  },
  'response/pager-failed': {
    says: 'שירות האיתוריות לא קיבל את הקריאה.',
    advice: 'בדקו את שירות האיתוריות; בינתיים מזעיקים בדרכים אחרות.',
  },
  'response/unknown-team': {
    says: 'אין כאן צוות {team}.',
    advice: '‏GET /v1/teams נותן את הרשימה.',
  },
  'response/unknown-responder': {
    says: 'אין כאן איש כוננות {responder}.',
    advice: '‏GET /v1/responders נותן את הרשימה; הכניסו אדם תחילה ורק אז לצוות.',
  },
  'response/too-many-teams': {
    says: 'יש כבר {most} צוותים.',
    advice: 'הסירו צוות שאין בו עוד צורך.',
  },
  'response/too-many-responders': {
    says: 'יש כבר {most} אנשי כוננות.',
    advice: 'מחקו את מי שעזב.',
  },
  'response/too-many-devices': {
    says: 'כבר מזעיקים אתכם ב־{most} מכשירים.',
    advice: 'כבו את ההזעקות במכשיר שאינו בשימוש עוד.',
  },
  'response/unknown-device': {
    says: 'במכשיר „{device}” אין מזעיקים אתכם.',
    advice: 'פתחו את ההזעקות שלכם במכשיר עצמו והפעילו אותן שם.',
  },
  'response/not-a-responder': {
    says: 'חשבונכם אינו מקושר לאיש צוות, ולכן אין מי שיזעיק אתכם.',
    advice: 'בקשו ממי שמנהל את רשימת הצוות להוסיף את חשבונכם לשמכם.',
  },
  'response/bad-calendar': {
    says: 'אי אפשר לקרוא את היומן: {why}.',
    advice: 'תנו מסמך ״iCalendar״ עם רשומות שיש להן התחלה וסוף.',
  },
  'response/bad-link': {
    says: 'הקישור הזה אינו מוביל כאן לדבר.',
    advice: 'קחו את הקישור מההודעה האחרונה, או שאלו את מי ששלח אותה.',
  },
} satisfies KindsSaid<typeof callOutProblems & typeof teamProblems>
