/** Russian: call-outs, teams and rotas. */
import type { callOutProblems, teamProblems } from '#response'
import type { KindsSaid } from '../../problem-words.ts'

export const callOuts = {
  'response/unknown-call-out': {
    says: 'Вызова «{callOut}» здесь нет.',
    advice: 'Их перечень даёт GET /v1/call-outs.',
  },
  'response/alert-over': {
    says: 'Тревога {alert} закончилась; по ней никого не вызывают.',
    advice: 'Откройте вызов без тревоги, если люди нужны для ликвидации последствий.',
  },
  'response/over-already': {
    says: 'Он закончился бы раньше, чем начался: {until}.',
    advice: 'Укажите время, которое ещё наступит.',
  },
  'response/no-places': {
    says: 'Никто не нужен или нужно больше чем {most} человек.',
    advice: 'Укажите, сколько людей нужно, не меньше одного каждого вида.',
  },
  'response/nobody-fits': {
    says: 'Ни у кого из тех, кого можно вызвать, нет нужного навыка.',
    advice: 'Добавьте команду, в которой он есть, или попросите других навыков.',
  },
  'response/too-many-people': {
    says: 'Пришлось бы вызвать больше чем {most} человек.',
    advice: 'Выберите команды; предупреждение для всех — это тревога.',
  },
  'response/asked-twice': {
    says: 'Кто-то относится к двум кругам.',
    advice: 'Отнесите каждого человека только к одному кругу.',
  },
  'response/too-often': {
    says: 'Никого не спрашивают чаще чем каждые {shortestSeconds} с.',
    advice: 'Укажите большее время между повторами и между кругами.',
  },
  'response/not-asked': {
    says: 'Этого человека в вызове {callOut} не спрашивали.',
    advice: 'Сначала вызовите его или запишите ответ того, кого спрашивали.',
  },
  'response/call-out-over': {
    says: 'Вызов {callOut} закончился {since}; никому больше не нужно приходить.',
    advice: 'Оставайтесь там, где вы есть. Если вы понадобитесь, вас вызовут снова.',
  },
  'response/other-mode': {
    says: 'Тревога в режиме {alertMode}; вызов по ней не может быть в режиме {mode}.',
    advice: 'Не указывайте режим: он такой же, как у тревоги.',
  },
  'response/pager-failed': {
    says: 'Служба пейджеров не приняла вызов.',
    advice: 'Проверьте службу пейджеров; тем временем вызывают другими путями.',
  },
  'response/unknown-team': {
    says: 'Команды «{team}» здесь нет.',
    advice: 'Их перечень даёт GET /v1/teams.',
  },
  'response/unknown-responder': {
    says: 'Спасателя «{responder}» здесь нет.',
    advice: 'Их перечень даёт GET /v1/responders; сначала внесите человека, потом добавьте в команду.',
  },
  'response/too-many-teams': {
    says: 'Команд уже {most}.',
    advice: 'Удалите ту, которая больше не нужна.',
  },
  'response/too-many-responders': {
    says: 'Спасателей уже {most}.',
    advice: 'Сотрите тех, кто ушёл.',
  },
  'response/too-many-devices': {
    says: 'Вас вызывают уже на {most} устройствах.',
    advice: 'Выключите вызовы на том, которым больше не пользуетесь.',
  },
  'response/unknown-device': {
    says: 'На устройстве «{device}» вас не вызывают.',
    advice: 'Откройте свои вызовы на самом устройстве и включите их там.',
  },
  'response/not-a-responder': {
    says: 'Ваша учётная запись не связана ни с одним спасателем, поэтому вызвать вас никто не может.',
    advice: 'Попросите того, кто ведёт список вашей команды, внести вашу учётную запись к вашему имени.',
  },
  'response/bad-calendar': {
    says: 'Календарь не удаётся прочитать: {why}.',
    advice: 'Дайте документ «iCalendar» с записями, у которых есть начало и конец.',
  },
  'response/bad-link': {
    says: 'Эта ссылка здесь ни к чему не ведёт.',
    advice: 'Возьмите ссылку из последнего сообщения или спросите того, кто его прислал.',
  },
} satisfies KindsSaid<typeof callOutProblems & typeof teamProblems>
