/** Hebrew: areas, their names, packs and shapes. */
import type { areaProblems } from '#areas'
import type { KindsSaid } from '../../problem-words.ts'

export const areas = {
  'areas/duplicate-code': {
    says: 'לשני אזורים יש הקוד {area}.',
    advice: 'תנו לכל אזור קוד משלו; אם שתי השורות הן אותו מקום, השאירו אחת.',
  },
  'areas/unknown-parent': {
    says: '{area} נמצא בתוך {parent}, ואין אזור כזה.',
    advice: 'טענו קודם את החבילה שבה נמצא {parent}, או תקנו את קוד האזור שמעליו.',
  },
  'areas/cycle': {
    says: 'האזורים האלה נמצאים זה בתוך זה: {areas}.',
    advice: 'אזור אינו יכול להיות בתוך עצמו; תקנו מה נמצא בתוך מה.',
  },
  'areas/unknown': {
    says: 'אין אזור בשם ״{text}״. שמות דומים: {names}.',
    advice: 'בחרו אחד מהם, או תנו את קוד האזור.',
  },
  'areas/ambiguous': {
    says: '״{text}״ יכול להיות יותר מאזור אחד: {names}.',
    advice: 'הוסיפו מה סוג האזור (עיר, נפה, מחוז) או היכן הוא, או תנו את הקוד שלו.',
  },
  'areas/none-given': { says: 'לא צוין אזור.', advice: 'ציינו לפחות אזור אחד.' },
  'areas/not-divided': {
    says: 'אי אפשר לתת את {area} בלי חלק ממנו: לא כל חלקיו נטענו.',
    advice: 'ציינו את האזורים הרצויים, או טענו חבילה שמחלקת אותו כולו.',
  },
  'areas/not-inside': {
    says: '{exception} אינו חלק מ־{area}.',
    advice: 'אפשר להוציא רק חלק; הסירו אותו או תקנו את האזור.',
  },
  'areas/nothing-left': {
    says: 'לא נשאר דבר מ־{area} בלי {exceptions}.',
    advice: 'הוציאו פחות, או ציינו את האזורים הרצויים.',
  },
  'areas/broken-pack': {
    says: 'דבר מהחבילה לא נטען, כי היא שבורה כאן: {broken}.',
    advice: 'תקנו את המקומות שצוינו וטענו שוב; מה שנטען קודם לא השתנה.',
  },
  'areas/bad-shape': {
    says: 'אי אפשר להשתמש בגבולות האלה: {why}.',
    advice: 'תקנו את מה שצוין; הקואורדינטות הן קו אורך ואז קו רוחב, במעלות WGS 84.',
  },
  'areas/unrecognised-file': {
    says: 'הקובץ {file} אינו סוג מוכר כאן של נתוני אזורים: {why}.',
    advice: 'תנו חבילת אזורים, גבולות GeoJSON, קודי KATOTTH, קודי GeoNames או רשימת אזורים של מערכת התרעה.',
  },
  'areas/unreadable-file': {
    says: 'אי אפשר לקרוא את הקובץ {file}: {why}.',
    advice: 'בדקו את הנתיב, את ההרשאות ושהקובץ שלם.',
  },
  'areas/codes-missing': {
    says: 'בקובץ {file} יש שמות אבל אין קודים, ולא נטענו אזורים לצרף אותו אליהם.',
    advice: 'תנו את רשימת הקודים (KATOTTH) יחד איתו או לפניו.',
  },
} satisfies KindsSaid<typeof areaProblems>
