/** Hebrew: damage, outages and explosive remnants. */
import type { damageProblems } from '#damage'
import type { KindsSaid } from '../../problem-words.ts'

export const damage = {
  'damage/unknown-observation': {
    says: 'אין כאן תצפית „{observation}”.',
    advice: 'קחו מזהה מרשימת התצפיות.',
  },
  'damage/unknown-asset': {
    says: 'אין כאן נכס „{asset}”.',
    advice: 'קחו מזהה מרשימת הנכסים.',
  },
  'damage/unknown-occurrence': {
    says: 'דבר לא נרשם על „{occurrence}”.',
    advice: 'קחו אירוע מהרשימה; לילה נקרא על שם היום שבו התחיל.',
  },
  'damage/unknown-merge': {
    says: 'אין מיזוג „{merge}” שאפשר לבטל.',
    advice: 'בדקו את הנכס שוב: ייתכן שמישהו כבר פיצל אותו.',
  },
  'damage/unknown-outage': {
    says: 'אין כאן הפסקה „{outage}”.',
    advice: 'קחו מזהה מלוח ההפסקות.',
  },
  'damage/unknown-remnant': {
    says: 'אין כאן אזור „{remnant}” עם נפלים.',
    advice: 'קחו מזהה מרשימת האזורים האלה.',
  },
  'damage/unknown-report': {
    says: 'אין ב„{from}” דבר על נזק שאפשר לקחת.',
    advice: 'קחו מרשימת מה שממתין.',
  },
  'damage/other-mode': {
    says: '„{occurrence}” הוא במצב {mode}; דבר ממצב אחר אינו נספר בו.',
    advice: 'ציינו אירוע אחר, או אמרו זאת באותו מצב.',
  },
  'damage/other-occurrence': {
    says: 'הנכס {asset} שייך לאירוע אחר.',
    advice: 'נהלו נכס משלו לכל אירוע: מה שנפגע פעמיים ניזוק פעמיים.',
  },
  'damage/exists-already': {
    says: 'התצפית {observation} כבר כאן ואומרת דבר אחר.',
    advice: 'תנו לכל תצפית מזהה משלה; תקנו את זו שכאן.',
  },
  'damage/moved-on': {
    says: 'מישהו שינה את זה מאז שנקרא: עכשיו גרסה {version}.',
    advice: 'קראו שוב והחליטו לפי מה שכתוב עכשיו.',
  },
  'damage/held-by-another': {
    says: 'מישהו אחר עובד על זה, לכל המאוחר עד {until}.',
    advice: 'המתינו, או קחו זאת על עצמכם והודיעו לו.',
  },
  'damage/is-so-already': {
    says: 'זה כבר כך.',
    advice: 'אין צורך לעשות דבר.',
  },
  'damage/not-seen': {
    says: 'מה שבא ממקור מסוג {kind} דווח; איש משלנו לא ראה זאת.',
    advice: 'אמרו „דווח”; מי שיראה בעצמו ירשום תצפית משלו.',
  },
  'damage/withdrawn': {
    says: 'התצפית {observation} נמשכה.',
    advice: 'החזירו אותה תחילה כמדווחת.',
  },
  'damage/bad-range': {
    says: 'לא ייתכן לפחות {atLeast} ולכל היותר {atMost} יחד.',
    advice: 'כתבו את המספר הקטן ראשון; השמיטו את הגדול אם איש אינו יודע אותו.',
  },
  'damage/not-yet': {
    says: 'זה היה אמור להיות ב־{at}, שעוד לא הגיע.',
    advice: 'תנו את הזמן שבו זה נראה או נאמר.',
  },
  'damage/merged-already': {
    says: 'הנכס {asset} מוזג לתוך {into}.',
    advice: 'מזגו עם מי שעומד במקומו, או פצלו תחילה.',
  },
  'damage/nothing-to-merge': {
    says: 'אי אפשר למזג נכס עם עצמו.',
    advice: 'ציינו שני נכסים.',
  },
  'damage/over-already': {
    says: 'זה הסתיים ב־{endedAt}.',
    advice: 'פתחו אחד חדש אם זה התחיל שוב.',
  },
  'damage/embargo-too-short': {
    says: 'זה כבר אסור בפרסום עד {until}; הארכה אינה יכולה לקצר.',
    advice: 'תנו זמן מאוחר יותר, או הסירו את האיסור עם נימוק.',
  },
  'damage/no-embargo': {
    says: 'דבר מ„{occurrence}” אינו אסור בפרסום.',
    advice: 'אין צורך לעשות דבר.',
  },
  'damage/photos-full': {
    says: 'לתצפית אחת יש לכל היותר {most} תמונות.',
    advice: 'רשמו את השאר כתצפית נפרדת.',
  },
  'damage/unknown-photo': {
    says: 'אין כאן תמונה כזו, או שתם הזמן שבו היא נשמרת.',
    advice: 'קחו תמונה מן הרשימה של התצפית.',
  },
  'damage/bad-outline': {
    says: 'קו המתאר אינו מקיף דבר.',
    advice: 'הקיפו את השטח בקו שיש בו לפחות שלוש פינות.',
  },
  'damage/outline-too-large': {
    says: 'קו המתאר מכסה {squares} ריבועים של קילומטר; אפשר לצייר {most} לכל היותר.',
    advice: 'נקבו בשם האזור, או ציירו אותו חלק אחר חלק.',
  },
  'damage/no-such-file': {
    says: 'אין קובץ כזה של דף ההפסקות.',
    advice: 'פתחו את הדף שוב.',
  },
} satisfies KindsSaid<typeof damageProblems>
