/** Ukrainian: threats, ladders, tracks and sightings. */
import type { threatProblems, trackProblems } from '#threats'
import type { KindsSaid } from '../../problem-words.ts'

export const threats = {
  'threats/duplicate-id': {
    says: '«{id}» є двічі.',
    advice: 'Дайте кожній загрозі, кожній шкалі й кожному рівню свій ідентифікатор.',
  },
  'threats/no-levels': { says: 'У шкалі «{ladder}» немає рівнів.', advice: 'Додайте щонайменше один.' },
  'threats/heights-not-contiguous': {
    says: 'Висоти в шкалі «{ladder}» такі: {heights}; мають бути 1, 2, 3 … від найнижчого рівня.',
    advice: 'Пронумеруйте рівні від 1 без пропусків, у тому порядку, в якому вони йдуть.',
  },
  'threats/unknown-threat': {
    says: 'Шкала «{ladder}» називає загрозу «{threat}», якої немає в каталозі.',
    advice: 'Додайте загрозу до каталогу або приберіть її зі шкали.',
  },
  'threats/no-name': {
    says: '«{id}» не має назви жодною мовою.',
    advice: 'Дайте назву хоча б однією мовою.',
  },
  'threats/name-missing': {
    says: '«{id}» не має назви мовою «{language}».',
    advice: 'Дайте назву кожною мовою, якою тут попереджають: {languages}.',
  },
  'threats/unsendable-name': {
    says: 'Назва «{id}» мовою «{language}» має знаки, яких не доставить жоден оператор: {characters}.',
    advice: 'Приберіть їх; зазвичай вони потрапляють, коли текст скопійовано з іншої програми.',
  },
  'threats/ladder-malformed': {
    says: 'У шкалі «{ladder}» помилка в «{at}»: {why}.',
    advice: 'Виправте назване місце; готові шкали показують, як має бути.',
  },
  'threats/shipped-ladder': {
    says: 'Шкала «{ladder}» входить до продукту й не змінюється.',
    advice: 'Скопіюйте її під власним ідентифікатором і змініть копію.',
  },
  'threats/no-such-ladder': {
    says: 'Шкали «{ladder}» тут немає.',
    advice: 'Усі шкали є в налаштуваннях.',
  },
  'threats/ladder-in-use': {
    says: 'Шкалу «{ladder}» не можна прибрати: її використовує {by}.',
    advice: 'Закінчіть ці тривоги або дайте органу іншу шкалу і спробуйте ще раз.',
  },
  'threats/step-in-use': {
    says: 'Зі шкали «{ladder}» не можна прибрати {what}: там стоїть {by}, і її відбій має це назвати.',
    advice: 'Спершу закінчіть тривогу або залиште рівень і змініть лише його назви.',
  },
  'threats/no-such-track': {
    says: 'Цілі «{track}» тут немає.',
    advice: 'За ціллю перестають стежити за добу після того, як її бачили востаннє.',
  },
  'threats/track-over': {
    says: 'За ціллю «{track}» уже перестали стежити.',
    advice: 'Якщо її бачать знову, почніть стежити заново.',
  },
  'threats/times-out-of-order': {
    says: 'Місця йдуть не за часом: «{at}» не пізніше за попереднє.',
    advice: 'Дайте кожному місцю свій час, найраніший першим.',
  },
  'threats/seen-in-the-future': {
    says: 'Це не могли бачити {seenAt}: цей час ще не настав.',
    advice: 'Дайте час із зоною і звірте годинники.',
  },
  'threats/seen-too-long-ago': {
    says: 'Це бачили {seenAt}: надто давно, щоб зберігати.',
    advice: 'Місця зберігаються одну добу.',
  },
  'threats/bad-speed': {
    says: 'Швидкість дано від {from} до {to} км/год.',
    advice: 'Спершу менша; обидві більші за нуль.',
  },
  'threats/not-known-here': {
    says: 'Загрози «{threat}» тут немає.',
    advice: 'Виберіть загрозу з переліку.',
  },
  'threats/too-many-kept': {
    says: 'Їх уже {most}: {what}. Більше не вміститься.',
    advice: 'Закрийте ті, що вже неактуальні.',
  },
  'threats/no-such-sighting': {
    says: 'Спостереження «{sighting}» тут немає.',
    advice: 'Спостереження зберігаються одну добу.',
  },
  'threats/sighting-closed': {
    says: 'Спостереження «{sighting}» уже закрито.',
    advice: 'Якщо є новини, запишіть нове.',
  },
  'threats/names-somebody': {
    says: 'У «{at}», схоже, є {what}.',
    advice: 'Пишіть, що бачили, а не хто розповів: без імен, номерів і адрес людей.',
  },
} satisfies KindsSaid<typeof threatProblems & typeof trackProblems>
