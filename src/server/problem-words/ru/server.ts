/** Russian: requests as such, and what this server can't do now. */
import type { KindsSaid } from '../../problem-words.ts'
import type { serverProblems } from '../../server-problems.ts'

export const server = {
  'server/not-the-writer': {
    says: 'Этот сервер даёт только читать; решает другой.',
    advice:
      'Отправьте приказ другому серверу или ещё раз через несколько секунд: когда того нет, решает этот.',
  },
  'server/live-not-here': {
    says: 'Эта установка работает в режиме «{mode}» и ничего реального не объявляет.',
    advice: 'Для реальных тревог нужна установка, где TOCSIN_MODE имеет значение live.',
  },
  'server/no-sirens': {
    says: 'Связи с сиренами здесь нет.',
    advice: 'Задайте TOCSIN_BROKER или обратитесь к серверу, который решает.',
  },
  'server/unknown-siren': { says: 'Сирены «{siren}» нет.', advice: 'Все сирены видны в настройках.' },
  'server/unknown-path': {
    says: 'По адресу {method} {path} ничего нет.',
    advice: 'Проверьте адрес или начните с главной страницы.',
  },
  'server/console-not-built': {
    says: 'Консоль в этой установке не собрана.',
    advice:
      'Выполните «npm run build» там, где установлен Tocsin, и откройте страницу ещё раз. Остальное работает без неё.',
  },
  'server/wrong-method': { says: '{path} не принимает {method}.', advice: 'Принимает: {allowed}.' },
  'server/head-too-large': {
    says: 'Заголовок запроса слишком велик.',
    advice: 'Отправляйте меньше или более короткие заголовки, cookie и параметры.',
  },
  'server/head-too-slow': {
    says: 'Запрос не пришёл вовремя.',
    advice: 'Отправьте ещё раз; если так останется, проверьте сеть по пути.',
  },
  'server/address-too-long': {
    says: 'Адрес запроса длиннее {most} знаков.',
    advice: 'Запрашивайте меньше за один раз.',
  },
  'server/too-many': {
    says: 'Слишком много запросов сразу (предел «{limit}»).',
    advice: 'Попробуйте ещё раз через {seconds} с.',
  },
  'server/invalid-request': {
    says: 'В запросе ошибка в «{at}»: {why}.',
    advice: 'Исправьте названное; что там ожидается, сказано в docs/api.json.',
  },
  'server/body-too-large': {
    says: 'Отправленное больше {limit} байт.',
    advice: 'Отправляйте меньше за один раз.',
  },
  'server/wrong-media-type': {
    says: 'Отправленное не является JSON.',
    advice: 'Отправьте с Content-Type: application/json.',
  },
  'server/no-storage': {
    says: 'Диском или базой данных сейчас нельзя воспользоваться: {why}.',
    advice:
      'Освободите место на диске или верните базу данных и отправьте ещё раз. В журнал записывается либо всё, либо ничего.',
  },
  'server/busy': {
    says: 'Такого сейчас уже делается столько, сколько этот сервер может одновременно.',
    advice: 'Попробуйте ещё раз через несколько секунд.',
  },
  'server/no-such-area-set': {
    says: 'Сохранённого набора территорий «{set}» нет.',
    advice: 'Возможно, его кто-то убрал; посмотрите перечень.',
  },
  'server/area-set-name-taken': {
    says: 'Набор с названием «{name}» уже есть.',
    advice: 'Выберите другое название или измените тот набор: {set}.',
  },
  'server/too-many-area-sets': {
    says: 'Сохранённых наборов территорий уже {most}; среди большего числа никто ничего не найдёт.',
    advice: 'Уберите тот, которым не пользуются.',
  },
  'server/broken': {
    says: 'Сломалось то, что не должно было сломаться. В журнале сервера это {reference}.',
    advice:
      'Ничего не записано, если вам не сказано иного. Попробуйте ещё раз; если повторится, передайте этот номер разработчикам.',
  },
} satisfies KindsSaid<typeof serverProblems>
