/** What the page of somebody who is called says, in four languages. */
import type { CallWordLanguage } from '#response'

interface PageWords {
  readonly title: string
  readonly coming: string
  readonly minutes: string
  readonly cannot: string
  readonly arrived: string
  readonly said: { readonly [answer in 'coming' | 'cannot' | 'arrived' | 'stood-down']: string }
  readonly at: string
  readonly silent: string
  readonly change: string
  readonly over: string
  readonly until: string
  readonly none: string
  readonly all: string
  readonly modes: { readonly live: string; readonly drill: string; readonly test: string }
}

export const callPageWords: { readonly [language in CallWordLanguage]: PageWords } = {
  en: {
    ...{ title: 'Call-out', coming: 'I’m coming', minutes: 'I’ll be there in … minutes', cannot: 'I can’t' },
    ...{ arrived: 'I’m there', at: 'expected at', silent: 'You have not answered yet.' },
    said: {
      ...{ coming: 'You said: I’m coming', cannot: 'You said: I can’t', arrived: 'You said: I’m there' },
      'stood-down': 'You were stood down',
    },
    ...{ change: 'You can change your answer at any time.', until: 'It ends at' },
    ...{ over: 'This call-out is over. Nobody needs to come any more. Thank you.' },
    ...{ none: 'Nobody calls you now.', all: 'Your call-outs' },
    modes: { live: '', drill: 'DRILL', test: 'TEST' },
  },
  uk: {
    ...{ title: 'Виклик', coming: 'Йду', minutes: 'Буду через … хвилин', cannot: 'Не можу' },
    ...{ arrived: 'Я на місці', at: 'очікують о', silent: 'Ви ще не відповіли.' },
    said: {
      ...{ coming: 'Ваша відповідь: йду', cannot: 'Ваша відповідь: не можу' },
      ...{ arrived: 'Ваша відповідь: я на місці', 'stood-down': 'Вам дано відбій' },
    },
    ...{ change: 'Відповідь можна будь-коли змінити.', until: 'Закінчується о' },
    ...{ over: 'Цей виклик завершено. Їхати вже не треба. Дякуємо.' },
    ...{ none: 'Зараз вас ніхто не викликає.', all: 'Ваші виклики' },
    modes: { live: '', drill: 'НАВЧАННЯ', test: 'ПЕРЕВІРКА' },
  },
  ru: {
    ...{ title: 'Вызов', coming: 'Иду', minutes: 'Буду через … минут', cannot: 'Не могу' },
    ...{ arrived: 'Я на месте', at: 'ожидают в', silent: 'Вы ещё не ответили.' },
    said: {
      ...{ coming: 'Ваш ответ: иду', cannot: 'Ваш ответ: не могу' },
      ...{ arrived: 'Ваш ответ: я на месте', 'stood-down': 'Вам дан отбой' },
    },
    ...{ change: 'Ответ можно в любой момент изменить.', until: 'Заканчивается в' },
    ...{ over: 'Этот вызов завершён. Ехать больше не нужно. Спасибо.' },
    ...{ none: 'Сейчас вас никто не вызывает.', all: 'Ваши вызовы' },
    modes: { live: '', drill: 'УЧЕНИЕ', test: 'ПРОВЕРКА' },
  },
  he: {
    ...{ title: 'הזעקה', coming: 'בדרך', minutes: 'אגיע בעוד … דקות', cannot: 'לא יכול' },
    ...{ arrived: 'הגעתי', at: 'צפי הגעה', silent: 'עוד לא עניתם.' },
    said: {
      ...{ coming: 'תשובתכם: בדרך', cannot: 'תשובתכם: לא יכול', arrived: 'תשובתכם: הגעתי' },
      'stood-down': 'שוחררתם',
    },
    ...{ change: 'אפשר לשנות את התשובה בכל עת.', until: 'מסתיים ב־' },
    ...{ over: 'ההזעקה הסתיימה. אין צורך לבוא. תודה.' },
    ...{ none: 'איש אינו מזעיק אתכם כעת.', all: 'ההזעקות שלכם' },
    modes: { live: '', drill: 'תרגיל', test: 'בדיקה' },
  },
}
