/** Hebrew: cases. */
import type { caseProblems } from '#cases'
import type { KindsSaid } from '../../problem-words.ts'

export const cases = {
  'cases/unknown-case': {
    says: 'אין כאן תיק „{case}”.',
    advice: 'קחו מזהה מרשימת התיקים.',
  },
  'cases/unknown-thing': {
    says: 'אין כאן „{thing}” שתיק יכול לאסוף.',
    advice: 'פתחו אותו במסך שלו והוסיפו משם.',
  },
  'cases/unknown-question': {
    says: 'אין בתיק שאלה „{question}”.',
    advice: 'הביטו שוב בתיק.',
  },
  'cases/unknown-finding': {
    says: 'אין בתיק ממצא „{finding}”.',
    advice: 'הביטו שוב בתיק.',
  },
  'cases/unknown-lesson': {
    says: 'אין בתיק לקח „{lesson}”.',
    advice: 'הביטו שוב בתיק.',
  },
  'cases/unknown-owner': {
    says: 'אין כאן „{person}” שאפשר להטיל עליו זאת.',
    advice: 'ציינו מי שרשאי לעבוד כאן על תיקים.',
  },
  'cases/exists-already': {
    says: '„{case}” כבר קיים.',
    advice: 'השמיטו את המזהה; יינתן אחד.',
  },
  'cases/moved-on': {
    says: 'מישהו שינה בינתיים את התיק; הוא עכשיו בגרסה {version}.',
    advice: 'קראו מה השתנה ואמרו שוב אם זה עדיין נכון. מה שכתבתם לא אבד.',
  },
  'cases/closed': {
    says: 'התיק סגור.',
    advice: 'פתחו אותו מחדש עם הסיבה; הלקחים שלו נמשכים גם בלי זה.',
  },
  'cases/not-gathered': {
    says: '„{thing}” אינו בתיק.',
    advice: 'הוסיפו אותו קודם לתיק: מי שקורא את התיק צריך לראות בעצמו.',
  },
  'cases/rests-on-it': {
    says: 'אי אפשר להוציא את „{thing}”: {what} נשען עליו.',
    advice: 'נסחו את הממצא מחדש בלעדיו, או שאלו שוב את השאלה.',
  },
  'cases/rests-on-nothing': {
    says: 'ממצא חייב להישען על משהו בתיק.',
    advice: 'בחרו על מה הוא נשען, או הציגו זאת כשאלה.',
  },
  'cases/question-is': {
    says: 'השאלה כבר במצב {state}.',
    advice: 'הביטו בה שוב; מישהו הקדים אתכם.',
  },
  'cases/own-finding': {
    says: 'איש אינו מאשר ממצא של עצמו.',
    advice: 'בקשו מאדם נוסף לקרוא אותו.',
  },
  'cases/why-not': {
    says: 'מי שחולק אומר מדוע.',
    advice: 'כתבו מה מדבר נגד הממצא.',
  },
  'cases/superseded': {
    says: 'ממצא זה הוחלף ב־{by}.',
    advice: 'הביטו בממצא שהחליף אותו.',
  },
  'cases/due-is-over': {
    says: 'המועד {dueAt} כבר עבר.',
    advice: 'ציינו מועד שעוד יבוא.',
  },
  'cases/lesson-is': {
    says: 'הלקח כבר במצב {state}.',
    advice: 'הביטו בו שוב; מישהו הקדים אתכם.',
  },
  'cases/no-protocol': {
    says: 'הלקח אינו משנה נוהל, ולכן אין גרסה לציין.',
    advice: 'השמיטו את הגרסה.',
  },
  'cases/which-version': {
    says: 'הלקח נוגע לנוהל „{protocol}”; הוא הושלם כשיש גרסה של הנוהל הכוללת אותו.',
    advice: 'שנו את הנוהל וציינו את גרסתו החדשה, או ותרו על הלקח עם הסבר.',
  },
  'cases/no-such-version': {
    says: 'לנוהל „{protocol}” אין גרסה {version} חדשה מן הלקח.',
    advice: 'שנו קודם את הנוהל; אחר כך ציינו את הגרסה החדשה.',
  },
  'cases/questions-open': {
    says: 'שאלות שעדיין פתוחות: {count}.',
    advice: 'ענו על כל אחת, או הסירו אותה עם הסבר.',
  },
  'cases/findings-alone': {
    says: 'ממצאים שאיש מלבד כותבם לא קרא: {count}.',
    advice: 'בקשו מאדם נוסף להסכים או לומר מדוע לא.',
  },
  'cases/findings-disputed': {
    says: 'ממצאים שמישהו חולק עליהם: {count}.',
    advice: 'נסחו אותם מחדש כך ששני הצדדים יופיעו, או שמי שחלק יקרא שוב.',
  },
  'cases/no-lesson': {
    says: 'לא הופק לקח מן התיק.',
    advice: 'הפיקו לקח, או אמרו מדוע אין.',
  },
  'cases/too-many': {
    says: 'בתיק כבר {most} ({what}) ואין מקום לעוד.',
    advice: 'פתחו תיק נוסף וציינו אותו בזה.',
  },
  'cases/too-many-cases': {
    says: 'יש כבר {most} תיקים ואין מקום לעוד.',
    advice: 'פנו למנהל המערכת.',
  },
} satisfies KindsSaid<typeof caseProblems>
