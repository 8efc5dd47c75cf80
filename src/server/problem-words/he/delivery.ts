/** Hebrew: handing notices over. */
import type { deliveryProblems } from '#delivery'
import type { KindsSaid } from '../../problem-words.ts'

const nothingToDo = 'אין צורך לעשות דבר.'

export const delivery = {
  'delivery/mode-not-carried': {
    says: 'הערוץ ״{channel}״ אינו מעביר הודעות במצב ״{mode}״; דבר לא נשלח.',
    advice: 'התירו את המצב בהגדרות הערוץ, אם באמת מותר לשלוח לנמעניו כאלה.',
  },
  'delivery/no-such-channel': {
    says: 'הערוץ ״{channel}״ כבר אינו מוגדר; דבר לא נשלח.',
    advice: 'הגדירו אותו שוב, או הגיעו לנמעניו בדרך אחרת.',
  },
  'delivery/no-answer-in-time': {
    says: 'הנמען לא ענה בזמן; לא ידוע אם שמע.',
    advice: 'בדקו את הנמען: הרשת, החשמל, היומן שלו.',
  },
  'delivery/too-late': {
    says: 'הזמן עבר לפני שאפשר היה לשלוח; דבר לא נשלח.',
    advice: 'בדקו ביומן השרת: לא ניתן היה לרשום את הניסיון, או שהערוץ היה עמוס.',
  },
  'delivery/called-off': {
    says: 'הניסיון בוטל כי משהו חדש יותר הקדים אותו; לא ידוע אם הנמען שמע.',
    advice: 'אין צורך לעשות דבר: ההודעה החדשה באה אחריו.',
  },
  'delivery/interrupted': {
    says: 'השרת נעצר בזמן השליחה; לא ידוע אם הנמען שמע.',
    advice: 'הניסיון יחזור מעצמו עם אותו מזהה הודעה, שהנמענים מכירים.',
  },
  'delivery/channel-failed': {
    says: 'הערוץ כשל בזמן השליחה; לא ידוע אם הנמען שמע.',
    advice: 'התקלה רשומה ביומן השרת.',
  },
  'delivery/no-such-attempt': {
    says: 'אין ניסיון ״{attempt}״.',
    advice: 'בדקו את הניסיונות של ההודעה; ישנים נשכחים עם הזמן.',
  },
  'delivery/already-confirmed': {
    says: 'הנמען אישר את ההודעה הזאת; היא לא נשלחת פעמיים.',
    advice: nothingToDo,
  },
  'delivery/superseded': {
    says: 'נאמר דבר חדש יותר על ההתרעה הזאת; מה שבניסיון הזה כבר אינו נכון.',
    advice: 'שלחו שוב את ההודעה החדשה ביותר.',
  },
  'delivery/stopped': {
    says: 'ההתרעה הסתיימה; שום אזהרה עליה אינה נשלחת עוד.',
    advice: 'אם הודעת הסיום נכשלה, שלחו שוב אותה.',
  },
  'delivery/being-sent': { says: 'הניסיון הזה נשלח ברגע זה.', advice: 'חכו לתוצאה.' },
  'delivery/closed': { says: 'השליחה נעצרת יחד עם השרת.', advice: 'נסו שוב כשהשרת יחזור.' },
} satisfies KindsSaid<typeof deliveryProblems>
