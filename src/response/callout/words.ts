/** What people who are called read and hear, in four languages. Short: most of it goes out as an SMS. */
import type { Due } from './due.ts'

export const callWordLanguages = ['en', 'uk', 'ru', 'he'] as const
export type CallWordLanguage = (typeof callWordLanguages)[number]

interface CallWords {
  readonly ask: string
  readonly again: string
  readonly reply: string
  readonly keys: string
  readonly notNeeded: string
  readonly standDown: string
  readonly unclear: string
  /** Takes the place of what was asked, on a device that shows it still. */
  readonly answered: string
  readonly late: string
}

const words: { readonly [language in CallWordLanguage]: CallWords } = {
  en: {
    ask: 'Call-out',
    again: 'Asked again',
    reply: 'Reply 1 and minutes (1 20) if you come, 2 if you can’t, 3 when you are there',
    keys: 'Press 1 if you come, 2 if you can’t, 3 if you are there',
    notNeeded: 'Call-out: you are not needed any more. Thank you.',
    standDown: 'Call-out: stand down. You need not come, or may go home. Thank you.',
    answered: 'Your answer is here. You are not asked again.',
    unclear: 'That was not understood. Reply 1 and minutes (1 20) if you come, 2 if you can’t.',
    late: 'This call-out is over; nobody needs to come any more. Thank you.',
  },
  uk: {
    ask: 'Виклик',
    again: 'Повторний виклик',
    reply: 'Відповідь: 1 і хвилини (1 20) — йду, 2 — не можу, 3 — на місці',
    keys: 'Натисніть 1, якщо йдете, 2, якщо не можете, 3, якщо ви на місці',
    notNeeded: 'Виклик: ви вже не потрібні. Дякуємо.',
    standDown: 'Виклик: відбій. Їхати не треба, можна повертатися. Дякуємо.',
    answered: 'Відповідь отримано. Більше не питаємо.',
    unclear: 'Не зрозуміло. Відповідь: 1 і хвилини (1 20) — йду, 2 — не можу.',
    late: 'Цей виклик завершено, їхати вже не треба. Дякуємо.',
  },
  ru: {
    ask: 'Вызов',
    again: 'Повторный вызов',
    reply: 'Ответ: 1 и минуты (1 20) — иду, 2 — не могу, 3 — на месте',
    keys: 'Нажмите 1, если идёте, 2, если не можете, 3, если вы на месте',
    notNeeded: 'Вызов: вы больше не нужны. Спасибо.',
    standDown: 'Вызов: отбой. Ехать не нужно, можно возвращаться. Спасибо.',
    answered: 'Ответ получен. Больше не спрашиваем.',
    unclear: 'Непонятно. Ответ: 1 и минуты (1 20) — иду, 2 — не могу.',
    late: 'Этот вызов завершён, ехать больше не нужно. Спасибо.',
  },
  he: {
    ask: 'הזעקה',
    again: 'הזעקה חוזרת',
    reply: 'השיבו 1 ומספר דקות (1 20) אם באים, 2 אם לא, 3 כשהגעתם',
    keys: 'הקישו 1 אם באים, 2 אם לא, 3 אם הגעתם',
    notNeeded: 'הזעקה: אין בכם צורך עוד. תודה.',
    standDown: 'הזעקה: בוטלה. אין צורך לבוא, אפשר לחזור. תודה.',
    answered: 'התשובה התקבלה. לא תישאלו שוב.',
    unclear: 'התשובה לא הובנה. השיבו 1 ומספר דקות (1 20) אם באים, 2 אם לא.',
    late: 'ההזעקה הסתיימה, אין צורך לבוא. תודה.',
  },
}

export interface CallText {
  /** What the officer wrote: where to come, and what with. */
  readonly says: string
  /** Where to answer without writing; null: nowhere. */
  readonly link: string | null
  /** How one answers on this line; a link is neither spoken to anybody nor written where there are buttons. */
  readonly replies: 'texts' | 'keys' | 'buttons' | 'none'
}

/** A language that has no words is told in English. */
export function callWordsIn(language: string): CallWords {
  return words[callLanguage(language)]
}

export function callLanguage(language: string): CallWordLanguage {
  return callWordLanguages.find((one) => one === language.split('-')[0]) ?? 'en'
}

/** What is sent to somebody for what is due. */
export function sayDue({ say, time }: Pick<Due, 'say' | 'time'>, language: string, text: CallText): string {
  const said = callWordsIn(language)
  if (say === 'not-needed') return said.notNeeded
  if (say === 'stand-down') return said.standDown
  const how = text.replies === 'texts' ? said.reply : text.replies === 'keys' ? said.keys : ''
  const head = `${time === 0 ? said.ask : said.again}: ${text.says}`.replace(/[.\s]+$/, '')
  const isRead = text.replies === 'texts' || text.replies === 'none'
  const link = isRead && text.link !== null ? [text.link] : []
  return [`${head}.`, ...(how === '' ? [] : [`${how}.`]), ...link].join(' ')
}
