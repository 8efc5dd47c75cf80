/** The few words that a phone's service worker says by itself, when those of a notice can't be had or no longer hold. */

export interface PushWordsOf {
  readonly lang: string
  readonly dir: 'ltr' | 'rtl'
  readonly unfetched: string
  readonly unfetchedMeans: string
  readonly earlier: string
  readonly earlierMeans: string
  readonly proven: string
  readonly provenMeans: string
  readonly sent: string
  readonly open: string
  readonly shelters: string
  readonly nothingKept: string
  readonly nothingKeptMeans: string
  readonly again: string
}

const languages: { readonly [language: string]: PushWordsOf } = {
  en: {
    ...{ lang: 'en', dir: 'ltr' },
    unfetched: 'There is a new alert for your place',
    unfetchedMeans: 'Its words could not be fetched. Open to read. Sirens and radio tell the same.',
    earlier: 'No longer current:',
    earlierMeans: 'This came late, and the time it was for is over. Open to see what holds now.',
    proven: 'Alerts reach this phone',
    provenMeans: 'This was a test. There is no danger.',
    sent: 'What you told has been sent',
    open: 'What to do',
    shelters: 'Shelters',
    nothingKept: 'No connection',
    nothingKeptMeans:
      'Nothing is kept on this phone yet. If you hear a siren: go indoors, away from windows, into an inner room or a cellar. Switch on the radio. Wait for the all-clear.',
    again: 'Try again',
  },
  uk: {
    ...{ lang: 'uk', dir: 'ltr' },
    unfetched: 'Нове оповіщення для вашого місця',
    unfetchedMeans:
      'Його текст не вдалося завантажити. Відкрийте, щоб прочитати. Те саме скажуть сирени й радіо.',
    earlier: 'Уже не діє:',
    earlierMeans: 'Це надійшло із запізненням, його час минув. Відкрийте, щоб побачити, що діє зараз.',
    proven: 'Оповіщення надходять на цей телефон',
    provenMeans: 'Це була перевірка. Небезпеки немає.',
    sent: 'Ваше повідомлення надіслано',
    open: 'Що робити',
    shelters: 'Укриття',
    nothingKept: 'Немає зв’язку',
    nothingKeptMeans:
      'На цьому телефоні ще нічого не збережено. Якщо чуєте сирену: зайдіть у приміщення, подалі від вікон, до внутрішньої кімнати або підвалу. Увімкніть радіо. Чекайте відбою.',
    again: 'Спробувати ще раз',
  },
  ru: {
    ...{ lang: 'ru', dir: 'ltr' },
    unfetched: 'Новое оповещение для вашего места',
    unfetchedMeans: 'Его текст не удалось загрузить. Откройте, чтобы прочитать. То же скажут сирены и радио.',
    earlier: 'Уже не действует:',
    earlierMeans: 'Это пришло с опозданием, его время прошло. Откройте, чтобы увидеть, что действует сейчас.',
    proven: 'Оповещения доходят до этого телефона',
    provenMeans: 'Это была проверка. Опасности нет.',
    sent: 'Ваше сообщение отправлено',
    open: 'Что делать',
    shelters: 'Укрытия',
    nothingKept: 'Нет связи',
    nothingKeptMeans:
      'На этом телефоне пока ничего не сохранено. Если слышите сирену: зайдите в помещение, подальше от окон, во внутреннюю комнату или подвал. Включите радио. Ждите отбоя.',
    again: 'Попробовать ещё раз',
  },
  he: {
    ...{ lang: 'he', dir: 'rtl' },
    unfetched: 'התרעה חדשה למקום שלך',
    unfetchedMeans: 'לא ניתן היה לטעון את הנוסח. יש לפתוח כדי לקרוא. הצופרים והרדיו אומרים אותו דבר.',
    earlier: 'אינו בתוקף עוד:',
    earlierMeans: 'ההודעה הגיעה באיחור וזמנה עבר. יש לפתוח כדי לראות מה בתוקף עכשיו.',
    proven: 'ההתרעות מגיעות לטלפון הזה',
    provenMeans: 'זו הייתה בדיקה. אין סכנה.',
    sent: 'מה שסיפרת נשלח',
    open: 'מה לעשות',
    shelters: 'מקלטים',
    nothingKept: 'אין חיבור',
    nothingKeptMeans:
      'עדיין לא נשמר דבר בטלפון הזה. אם נשמעת צפירה: היכנסו פנימה, התרחקו מחלונות, לחדר פנימי או למרתף. הפעילו רדיו. המתינו להודעת הסיום.',
    again: 'לנסות שוב',
  },
}

/** English for a language that has none. */
export function pushWords(language: string): PushWordsOf {
  return languages[language.split('-')[0] ?? ''] ?? languages['en']!
}
