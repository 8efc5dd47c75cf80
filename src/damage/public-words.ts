/** What the public page of outages and explosive remnants says, in the languages of residents. */
import type { OutageKind, OutageStatus } from './outage.ts'
import type { RemnantState } from './remnant.ts'

export interface PublicDamageWords {
  readonly title: string
  readonly mode: { readonly drill: string; readonly test: string }
  readonly outages: string
  readonly noOutages: string
  readonly kind: { readonly [kind in OutageKind]: string }
  readonly status: { readonly [status in OutageStatus]: string }
  readonly since: string
  readonly ended: string
  readonly by: string
  readonly households: string
  readonly atLeast: string
  readonly remnants: string
  readonly noRemnants: string
  readonly notice: string
  readonly squares: string
  readonly state: { readonly [state in RemnantState]: string }
  readonly asOf: string
}

export const publicDamageWords = {
  en: {
    title: 'Outages and dangerous finds',
    mode: { drill: 'Drill: nothing here is real', test: 'Test: nothing here is real' },
    outages: 'What does not work',
    noOutages: 'No outage is known here.',
    kind: { power: 'Power', water: 'Water', heat: 'Heat', communication: 'Communication' },
    status: { reported: 'reported', confirmed: 'confirmed' },
    since: 'since',
    ended: 'works again since',
    by: 'says',
    households: 'households',
    atLeast: 'at least',
    remnants: 'Where explosives may lie',
    noRemnants: 'No such place is known here. That does not mean that there is none.',
    notice:
      'Do not touch anything unknown. Do not enter. Keep others away, go back the way you came, and call the emergency number.',
    squares: 'Do not enter any of these squares; each is about a kilometre wide.',
    state: { suspected: 'suspected', confirmed: 'confirmed', cleared: 'cleared' },
    asOf: 'As of',
  },
  uk: {
    title: 'Відключення та небезпечні знахідки',
    mode: {
      drill: 'Навчання: тут немає нічого справжнього',
      test: 'Перевірка: тут немає нічого справжнього',
    },
    outages: 'Що не працює',
    noOutages: 'Про відключення тут нічого не відомо.',
    kind: { power: 'Світло', water: 'Вода', heat: 'Тепло', communication: 'Зв’язок' },
    status: { reported: 'повідомлено', confirmed: 'підтверджено' },
    since: 'від',
    ended: 'знову працює від',
    by: 'повідомляє',
    households: 'домогосподарств',
    atLeast: 'щонайменше',
    remnants: 'Де можуть лежати вибухонебезпечні предмети',
    noRemnants: 'Про такі місця тут нічого не відомо. Це не означає, що їх немає.',
    notice:
      'Не торкайтеся нічого незнайомого. Не заходьте. Не підпускайте інших, поверніться тим самим шляхом і зателефонуйте рятувальникам.',
    squares: 'Не заходьте в жоден із цих квадратів; кожен завширшки близько кілометра.',
    state: { suspected: 'підозра', confirmed: 'підтверджено', cleared: 'розміновано' },
    asOf: 'Станом на',
  },
  ru: {
    title: 'Отключения и опасные находки',
    mode: { drill: 'Учения: здесь нет ничего настоящего', test: 'Проверка: здесь нет ничего настоящего' },
    outages: 'Что не работает',
    noOutages: 'Об отключениях здесь ничего не известно.',
    kind: { power: 'Свет', water: 'Вода', heat: 'Тепло', communication: 'Связь' },
    status: { reported: 'сообщено', confirmed: 'подтверждено' },
    since: 'с',
    ended: 'снова работает с',
    by: 'сообщает',
    households: 'домохозяйств',
    atLeast: 'не менее',
    remnants: 'Где могут лежать взрывоопасные предметы',
    noRemnants: 'О таких местах здесь ничего не известно. Это не значит, что их нет.',
    notice:
      'Не трогайте ничего незнакомого. Не заходите. Не подпускайте других, вернитесь тем же путём и позвоните спасателям.',
    squares: 'Не заходите ни в один из этих квадратов; каждый шириной около километра.',
    state: { suspected: 'подозрение', confirmed: 'подтверждено', cleared: 'обезврежено' },
    asOf: 'По состоянию на',
  },
  he: {
    title: 'הפסקות וממצאים מסוכנים',
    mode: { drill: 'תרגיל: דבר כאן אינו אמיתי', test: 'בדיקה: דבר כאן אינו אמיתי' },
    outages: 'מה אינו פועל',
    noOutages: 'לא ידוע על הפסקות כאן.',
    kind: { power: 'חשמל', water: 'מים', heat: 'חימום', communication: 'תקשורת' },
    status: { reported: 'דווח', confirmed: 'אושר' },
    since: 'מאז',
    ended: 'פועל שוב מאז',
    by: 'לפי',
    households: 'משקי בית',
    atLeast: 'לפחות',
    remnants: 'היכן עלולים להיות חומרי נפץ',
    noRemnants: 'לא ידוע על מקום כזה כאן. אין פירוש הדבר שאין.',
    notice: 'אין לגעת בדבר לא מוכר. אין להיכנס. הרחיקו אחרים, חזרו בדרך שבה באתם והתקשרו למספר החירום.',
    squares: 'אין להיכנס לאף אחד מהריבועים האלה; רוחב כל אחד כקילומטר.',
    state: { suspected: 'חשד', confirmed: 'אושר', cleared: 'טוהר' },
    asOf: 'נכון ל־',
  },
} as const satisfies { readonly [language: string]: PublicDamageWords }

export type PublicLanguage = keyof typeof publicDamageWords
export const publicLanguages = Object.keys(publicDamageWords) as readonly PublicLanguage[]
