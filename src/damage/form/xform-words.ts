/** What every form says beside its own texts, in each language that phones are offered. */
import type { XFormSays } from './xform.ts'

export const formLanguages: XFormSays['languages'] = [
  { code: 'en', name: 'English' },
  { code: 'uk', name: 'Українська' },
  { code: 'ru', name: 'Русский' },
  { code: 'he', name: 'עברית' },
]

export const xformWords: Omit<XFormSays, 'areas' | 'languages'> = {
  atLeast: { en: 'At least', uk: 'Щонайменше', ru: 'Не меньше', he: 'לפחות' },
  atMost: {
    en: 'At most (leave empty if nobody knows)',
    uk: 'Щонайбільше (порожньо, якщо невідомо)',
    ru: 'Не больше (пусто, если неизвестно)',
    he: 'לכל היותר (להשאיר ריק אם לא ידוע)',
  },
  badNumber: {
    en: 'A whole number is needed here, the second not smaller than the first.',
    uk: 'Тут потрібне ціле число; друге не менше за перше.',
    ru: 'Здесь нужно целое число; второе не меньше первого.',
    he: 'כאן דרוש מספר שלם; השני לא קטן מהראשון.',
  },
}
