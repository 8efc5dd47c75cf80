/** Ukrainian: requests as such, and what this server can't do now. */
import type { KindsSaid } from '../../problem-words.ts'
import type { serverProblems } from '../../server-problems.ts'

export const server = {
  'server/not-the-writer': {
    says: 'Цей сервер дає лише читати; вирішує інший.',
    advice: 'Надішліть наказ іншому серверу або ще раз за кілька секунд: коли того немає, вирішує цей.',
  },
  'server/live-not-here': {
    says: 'Ця установка працює в режимі «{mode}» і нічого реального не оголошує.',
    advice: 'Для реальних тривог потрібна установка, де TOCSIN_MODE має значення live.',
  },
  'server/no-sirens': {
    says: 'Зв’язку із сиренами тут немає.',
    advice: 'Задайте TOCSIN_BROKER або зверніться до сервера, що вирішує.',
  },
  'server/unknown-siren': {
    says: 'Сирени «{siren}» немає.',
    advice: 'Усі сирени видно в налаштуваннях.',
  },
  'server/unknown-path': {
    says: 'За адресою {method} {path} нічого немає.',
    advice: 'Перевірте адресу або почніть з головної сторінки.',
  },
  'server/console-not-built': {
    says: 'Консоль у цій установці не зібрано.',
    advice:
      'Виконайте «npm run build» там, де встановлено Tocsin, і відкрийте сторінку ще раз. Решта працює без неї.',
  },
  'server/wrong-method': { says: '{path} не приймає {method}.', advice: 'Приймає: {allowed}.' },
  'server/head-too-large': {
    says: 'Заголовок запиту завеликий.',
    advice: 'Надсилайте менше або коротші заголовки, cookie й параметри.',
  },
  'server/head-too-slow': {
    says: 'Запит не надійшов вчасно.',
    advice: 'Надішліть ще раз; якщо так лишиться, перевірте мережу дорогою.',
  },
  'server/address-too-long': {
    says: 'Адреса запиту довша за {most} знаків.',
    advice: 'Запитуйте менше за один раз.',
  },
  'server/too-many': {
    says: 'Забагато запитів одразу (межа «{limit}»).',
    advice: 'Спробуйте ще раз за {seconds} с.',
  },
  'server/invalid-request': {
    says: 'У запиті помилка в «{at}»: {why}.',
    advice: 'Виправте назване; що там очікується, сказано в docs/api.json.',
  },
  'server/body-too-large': {
    says: 'Надіслане більше за {limit} байтів.',
    advice: 'Надсилайте менше за один раз.',
  },
  'server/wrong-media-type': {
    says: 'Надіслане не є JSON.',
    advice: 'Надішліть із Content-Type: application/json.',
  },
  'server/no-storage': {
    says: 'Диском або базою даних зараз не можна скористатися: {why}.',
    advice:
      'Звільніть місце на диску або поверніть базу даних і надішліть ще раз. У журнал записується або все, або нічого.',
  },
  'server/busy': {
    says: 'Такого зараз уже робиться стільки, скільки цей сервер може водночас.',
    advice: 'Спробуйте ще раз за кілька секунд.',
  },
  'server/no-such-area-set': {
    says: 'Збереженого набору територій «{set}» немає.',
    advice: 'Можливо, його хтось прибрав; подивіться перелік.',
  },
  'server/area-set-name-taken': {
    says: 'Набір із назвою «{name}» уже є.',
    advice: 'Виберіть іншу назву або змініть той набір: {set}.',
  },
  'server/too-many-area-sets': {
    says: 'Збережених наборів територій уже {most}; серед більшої кількості ніхто нічого не знайде.',
    advice: 'Приберіть той, яким не користуються.',
  },
  'server/broken': {
    says: 'Зламалося те, що не мало зламатися. У журналі сервера це {reference}.',
    advice:
      'Нічого не записано, якщо вам не сказано іншого. Спробуйте ще раз; якщо повториться, передайте цей номер розробникам.',
  },
} satisfies KindsSaid<typeof serverProblems>
