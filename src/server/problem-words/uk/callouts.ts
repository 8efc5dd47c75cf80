/** Ukrainian: call-outs, teams and rotas. */
import type { callOutProblems, teamProblems } from '#response'
import type { KindsSaid } from '../../problem-words.ts'

export const callOuts = {
  'response/unknown-call-out': {
    says: 'Виклику «{callOut}» тут немає.',
    advice: 'Їхній перелік дає GET /v1/call-outs.',
  },
  'response/alert-over': {
    says: 'Тривога {alert} закінчилася; за нею нікого не викликають.',
    advice: 'Відкрийте виклик без тривоги, якщо люди потрібні для ліквідації наслідків.',
  },
  'response/over-already': {
    says: 'Він закінчився б раніше, ніж почався: {until}.',
    advice: 'Укажіть час, який ще настане.',
  },
  'response/no-places': {
    says: 'Ніхто не потрібен або потрібно більше ніж {most} людей.',
    advice: 'Укажіть, скільки людей потрібно, щонайменше одну кожного виду.',
  },
  'response/nobody-fits': {
    says: 'Ніхто з тих, кого можна викликати, не має потрібної навички.',
    advice: 'Додайте команду, у якій вона є, або попросіть інших навичок.',
  },
  'response/too-many-people': {
    says: 'Довелося б викликати більше ніж {most} людей.',
    advice: 'Виберіть команди; попередження для всіх — це тривога.',
  },
  'response/asked-twice': {
    says: 'Хтось належить до двох кіл.',
    advice: 'Віднесіть кожну людину лише до одного кола.',
  },
  'response/too-often': {
    says: 'Нікого не питають частіше ніж що {shortestSeconds} с.',
    advice: 'Укажіть довший час між повторами й між колами.',
  },
  'response/not-asked': {
    says: 'Цю людину у виклику {callOut} не питали.',
    advice: 'Спершу викличте її або запишіть відповідь того, кого питали.',
  },
  'response/call-out-over': {
    says: 'Виклик {callOut} закінчився {since}; нікому вже не треба приходити.',
    advice: 'Залишайтеся там, де ви є. Якщо ви будете потрібні, вас викличуть знову.',
  },
  'response/other-mode': {
    says: 'Тривога має режим {alertMode}; виклик за нею не може мати режим {mode}.',
    advice: 'Не вказуйте режим: він такий, як у тривоги.',
  },
  'response/pager-failed': {
    says: 'Служба пейджерів не прийняла виклик.',
    advice: 'Перевірте службу пейджерів; тим часом викликають іншими шляхами.',
  },
  'response/unknown-team': {
    says: 'Команди «{team}» тут немає.',
    advice: 'Їхній перелік дає GET /v1/teams.',
  },
  'response/unknown-responder': {
    says: 'Рятувальника «{responder}» тут немає.',
    advice: 'Їхній перелік дає GET /v1/responders; спершу внесіть людину, потім додайте до команди.',
  },
  'response/too-many-teams': {
    says: 'Команд уже {most}.',
    advice: 'Вилучіть ту, яка більше не потрібна.',
  },
  'response/too-many-responders': {
    says: 'Рятувальників уже {most}.',
    advice: 'Зітріть тих, хто пішов.',
  },
  'response/too-many-devices': {
    says: 'Вас викликають уже на {most} пристроях.',
    advice: 'Вимкніть виклики на тому, яким більше не користуєтеся.',
  },
  'response/unknown-device': {
    says: 'На пристрої «{device}» вас не викликають.',
    advice: 'Відкрийте свої виклики на самому пристрої й увімкніть їх там.',
  },
  'response/not-a-responder': {
    says: 'Ваш обліковий запис не пов’язаний із жодним рятувальником, тож викликати вас ніхто не може.',
    advice: 'Попросіть того, хто веде список вашої команди, внести ваш обліковий запис до вашого імені.',
  },
  'response/bad-calendar': {
    says: 'Календар не вдається прочитати: {why}.',
    advice: 'Дайте документ «iCalendar» із записами, що мають початок і кінець.',
  },
  'response/bad-link': {
    says: 'Це посилання тут ні до чого не веде.',
    advice: 'Візьміть посилання з останнього повідомлення або спитайте того, хто його надіслав.',
  },
} satisfies KindsSaid<typeof callOutProblems & typeof teamProblems>
