/** Hebrew: hypotheses, and what is weighed for them. */
import type { assessmentProblems } from '#evidence'
import type { KindsSaid } from '../../problem-words.ts'

export const assessments = {
  'evidence/no-such-assessment': {
    says: 'אין כאן הערכה ״{assessment}״.',
    advice: 'כל ההערכות נמצאות ברשימה.',
  },
  'evidence/no-such-evidence': {
    says: 'אין ראיה ״{evidence}״ בהערכה ״{assessment}״.',
    advice: 'קראו את ההערכה שוב: הראיות שלה רשומות בה.',
  },
  'evidence/no-such-version': {
    says: 'אין גרסה {version} של ״{assessment}״.',
    advice: 'כל הגרסאות נמצאות בהיסטוריה שלה.',
  },
  'evidence/no-such-hypothesis': {
    says: '״{hypothesis}״ ב״{at}״ אינה אחת ההשערות של הערכה זו.',
    advice: 'ציינו את ההשערה או אחת המתחרות לפי המזהה.',
  },
  'evidence/id-twice': {
    says: 'המזהה ״{id}״ ב״{at}״ מופיע פעמיים.',
    advice: 'תנו לכל השערה ולכל ראיה מזהה משלה.',
  },
  'evidence/assessment-moved-on': {
    says: 'ההערכה שונתה מאז שנקראה: היא בגרסה {version}.',
    advice: 'קראו אותה שוב, ושנו אם עדיין צריך.',
  },
  'evidence/nothing-proposed': {
    says: 'הדרגה ״{to}״ אינה מוצעת כעת.',
    advice: 'קראו את ההערכה שוב: כתוב בה מה מוצע, אם בכלל.',
  },
  'evidence/too-many-kept': {
    says: 'כבר יש {most}: {what}.',
    advice: 'הסירו או סגרו מה שעבר, או פתחו הערכה חדשה.',
  },
} as const satisfies KindsSaid<typeof assessmentProblems>
