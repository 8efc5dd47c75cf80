/** Hebrew: who must be told. */
import type { targetingProblems } from '#targeting'
import type { KindsSaid } from '../../problem-words.ts'

export const targeting = {
  'targeting/bad-place': {
    says: 'אי אפשר להשתמש במקום {at}: {why}.',
    advice: 'יש לתת קוד של אזור, נקודה, או מלבן של קווי אורך ורוחב במעלות WGS 84.',
  },
  'targeting/no-place': { says: 'לא ניתן אף מקום.', advice: 'יש לתת לפחות מקום אחד שעליו להתריע.' },
  'targeting/unknown-area': {
    says: 'אין כאן אזור שהקוד שלו {area}.',
    advice: 'יש לקחת קוד מרשימת האזורים של השרת הזה.',
  },
  'targeting/bad-shape': {
    says: 'אי אפשר להשתמש בצורה: {why}.',
    advice: 'יש לצייר קווים סגורים שמקיפים שטח, במעלות WGS 84, ולחתוך אותם בקו התאריך.',
  },
} satisfies KindsSaid<typeof targetingProblems>
