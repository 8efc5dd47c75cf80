/** What the page of a shelter's warden says, to somebody at a door with people waiting. */

export interface WardenWords {
  readonly title: string
  readonly ask: string
  readonly open: string
  readonly full: string
  readonly closed: string
  readonly power: string
  readonly powerYes: string
  readonly powerNo: string
  readonly powerUnknown: string
  readonly people: string
  readonly send: string
  /** Between the words and after them stand a time. */
  readonly sent: string
  readonly notSent: string
  readonly over: string
  readonly nothing: string
  readonly lastSaid: string
  readonly counts: string
  readonly noScript: string
  readonly modes: { readonly live: string; readonly drill: string; readonly test: string }
}

export const wardenWords: { readonly [language in 'en' | 'uk' | 'ru' | 'he']: WardenWords } = {
  en: {
    title: 'How is the shelter?',
    ask: 'How is it now?',
    ...{ open: 'Open', full: 'Full', closed: 'Closed' },
    ...{ power: 'Electricity', powerYes: 'There is', powerNo: 'There is none', powerUnknown: 'Not known' },
    people: 'People inside, about (may stay empty)',
    send: 'Say so',
    sent: 'It was said at {time}. Thank you.',
    notSent: 'It was not sent. Check the connection and press again.',
    over: 'This link is not good any more. Ask those who gave it to you for a new one.',
    nothing: 'Nobody has said anything yet.',
    lastSaid: 'Said last: {state}, at {time}.',
    counts: 'After {minutes} minutes it counts as unknown, unless you say it again.',
    noScript: 'This page needs a browser with scripts. Call the duty room instead.',
    modes: { live: '', drill: 'DRILL', test: 'TEST' },
  },
  uk: {
    title: 'Що з укриттям?',
    ask: 'Як воно зараз?',
    ...{ open: 'Відчинене', full: 'Заповнене', closed: 'Зачинене' },
    ...{ power: 'Електрика', powerYes: 'Є', powerNo: 'Немає', powerUnknown: 'Невідомо' },
    people: 'Людей усередині, приблизно (можна не заповнювати)',
    send: 'Повідомити',
    sent: 'Повідомлено о {time}. Дякуємо.',
    notSent: 'Не надіслано. Перевірте зв’язок і натисніть ще раз.',
    over: 'Це посилання більше не діє. Попросіть нове в того, хто його дав.',
    nothing: 'Ще ніхто нічого не повідомив.',
    lastSaid: 'Востаннє: {state}, о {time}.',
    counts: 'За {minutes} хвилин стан вважатиметься невідомим, якщо не повідомити ще раз.',
    noScript: 'Цій сторінці потрібен браузер зі сценаріями. Зателефонуйте черговим.',
    modes: { live: '', drill: 'НАВЧАННЯ', test: 'ПЕРЕВІРКА' },
  },
  ru: {
    title: 'Что с укрытием?',
    ask: 'Как оно сейчас?',
    ...{ open: 'Открыто', full: 'Заполнено', closed: 'Закрыто' },
    ...{ power: 'Электричество', powerYes: 'Есть', powerNo: 'Нет', powerUnknown: 'Неизвестно' },
    people: 'Людей внутри, примерно (можно не заполнять)',
    send: 'Сообщить',
    sent: 'Сообщено в {time}. Спасибо.',
    notSent: 'Не отправлено. Проверьте связь и нажмите ещё раз.',
    over: 'Эта ссылка больше не действует. Попросите новую у того, кто её дал.',
    nothing: 'Ещё никто ничего не сообщил.',
    lastSaid: 'В последний раз: {state}, в {time}.',
    counts: 'Через {minutes} минут состояние будет считаться неизвестным, если не сообщить снова.',
    noScript: 'Этой странице нужен браузер со сценариями. Позвоните дежурным.',
    modes: { live: '', drill: 'УЧЕНИЕ', test: 'ПРОВЕРКА' },
  },
  he: {
    title: 'מה מצב המקלט?',
    ask: 'מה המצב עכשיו?',
    ...{ open: 'פתוח', full: 'מלא', closed: 'סגור' },
    ...{ power: 'חשמל', powerYes: 'יש', powerNo: 'אין', powerUnknown: 'לא ידוע' },
    people: 'אנשים בפנים, בערך (אפשר להשאיר ריק)',
    send: 'לדווח',
    sent: 'דווח בשעה {time}. תודה.',
    notSent: 'לא נשלח. בדקו את החיבור ולחצו שוב.',
    over: 'הקישור הזה כבר לא בתוקף. בקשו חדש ממי שנתן אותו.',
    nothing: 'עדיין לא דווח דבר.',
    lastSaid: 'הדיווח האחרון: {state}, בשעה {time}.',
    counts: 'אחרי {minutes} דקות המצב ייחשב לא ידוע, אלא אם תדווחו שוב.',
    noScript: 'הדף הזה דורש דפדפן עם סקריפטים. התקשרו לחדר התורן.',
    modes: { live: '', drill: 'תרגיל', test: 'בדיקה' },
  },
}
