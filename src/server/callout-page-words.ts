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
  /** An answer by a notification's button that found no way here. */
  readonly unsent: string
  readonly device: DeviceWords
  readonly modes: { readonly live: string; readonly drill: string; readonly test: string }
}

/** What is said of being called on this very device. */
export interface DeviceWords {
  readonly title: string
  readonly about: string
  readonly switchOn: string
  readonly switchOff: string
  readonly on: string
  readonly off: string
  readonly asking: string
  readonly denied: string
  readonly impossible: string
  readonly failed: string
  readonly unlinked: string
  /** The notification by which the device shows that it works. */
  readonly hello: string
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
    unsent: 'Your answer did not get through. Open the call and answer there.',
    device: {
      title: 'Calls on this device',
      about:
        'Where this is on, a call-out rings here too, with buttons to answer. One answer, over any way, ends every repeat.',
      switchOn: 'Call me on this device',
      switchOff: 'Don’t call me here any more',
      on: 'Calls ring on this device.',
      off: 'Calls don’t ring on this device.',
      asking: 'Allow notifications when the device asks.',
      denied: 'This device forbids notifications from here. Allow them in its settings, then try again.',
      impossible:
        'This browser can’t be called. On an iPhone or iPad add this page to the Home Screen and open it from there.',
      failed: 'That did not work: {why}',
      unlinked:
        'No responder has your account yet, so that nobody can call you. Ask who keeps your team’s list.',
      hello: 'Calls ring on this device from now on.',
    },
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
    unsent: 'Відповідь не дійшла. Відкрийте виклик і дайте відповідь там.',
    device: {
      title: 'Виклики на цьому пристрої',
      about:
        'Якщо ввімкнено, виклик лунає і тут, з кнопками для відповіді. Одна відповідь будь-яким шляхом припиняє всі повтори.',
      switchOn: 'Викликати мене на цьому пристрої',
      switchOff: 'Більше не викликати мене тут',
      on: 'На цьому пристрої лунають виклики.',
      off: 'На цьому пристрої виклики не лунають.',
      asking: 'Дозвольте сповіщення, коли пристрій запитає.',
      denied: 'Пристрій забороняє сповіщення звідси. Дозвольте їх у налаштуваннях і спробуйте ще раз.',
      impossible:
        'Цей браузер не може приймати виклики. На iPhone чи iPad додайте цю сторінку на початковий екран і відкрийте її звідти.',
      failed: 'Не вдалося: {why}',
      unlinked:
        'Ваш обліковий запис ще не пов’язаний із жодним рятувальником, тож викликати вас ніхто не може. Зверніться до того, хто веде список вашої команди.',
      hello: 'Відтепер виклики лунають на цьому пристрої.',
    },
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
    unsent: 'Ответ не дошёл. Откройте вызов и ответьте там.',
    device: {
      title: 'Вызовы на этом устройстве',
      about:
        'Если включено, вызов звучит и здесь, с кнопками для ответа. Один ответ любым путём прекращает все повторы.',
      switchOn: 'Вызывать меня на этом устройстве',
      switchOff: 'Больше не вызывать меня здесь',
      on: 'Вызовы звучат на этом устройстве.',
      off: 'Вызовы на этом устройстве не звучат.',
      asking: 'Разрешите уведомления, когда устройство спросит.',
      denied: 'Устройство запрещает уведомления отсюда. Разрешите их в настройках и попробуйте ещё раз.',
      impossible:
        'Этот браузер не может принимать вызовы. На iPhone или iPad добавьте эту страницу на экран «Домой» и откройте её оттуда.',
      failed: 'Не получилось: {why}',
      unlinked:
        'Ваша учётная запись ещё не связана ни с одним спасателем, поэтому вызвать вас никто не может. Обратитесь к тому, кто ведёт список вашей команды.',
      hello: 'Теперь вызовы звучат на этом устройстве.',
    },
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
    unsent: 'התשובה לא נקלטה. פתחו את ההזעקה וענו שם.',
    device: {
      title: 'הזעקות במכשיר זה',
      about:
        'כשהאפשרות פעילה, הזעקה מצלצלת גם כאן, עם כפתורים למענה. תשובה אחת, בכל דרך, מפסיקה את כל החזרות.',
      switchOn: 'הזעיקו אותי במכשיר זה',
      switchOff: 'אל תזעיקו אותי כאן עוד',
      on: 'הזעקות מצלצלות במכשיר זה.',
      off: 'הזעקות אינן מצלצלות במכשיר זה.',
      asking: 'אשרו התראות כשהמכשיר ישאל.',
      denied: 'המכשיר חוסם התראות מכאן. אפשרו אותן בהגדרות ונסו שוב.',
      impossible:
        'דפדפן זה אינו יכול לקבל הזעקות. ב־iPhone או ב־iPad הוסיפו את הדף למסך הבית ופתחו אותו משם.',
      failed: 'הפעולה נכשלה: {why}',
      unlinked: 'חשבונכם אינו מקושר עדיין לאיש צוות, ולכן אין מי שיזעיק אתכם. פנו למי שמנהל את רשימת הצוות.',
      hello: 'מעתה הזעקות מצלצלות במכשיר זה.',
    },
    modes: { live: '', drill: 'תרגיל', test: 'בדיקה' },
  },
}
