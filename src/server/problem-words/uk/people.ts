/** Ukrainian: who may do what, roles, keys, authorities, and what needs two. */
import type { peopleProblemTables } from '#people'
import type { KindsSaid } from '../../problem-words.ts'

const onTheList = 'Усе, що є, видно в переліку.'
const nothingToDo = 'Нічого робити не треба.'

export const people = {
  'people/unknown-key': {
    says: 'Для цього потрібен чинний ключ або вхід.',
    advice: 'Увійдіть на сторінці /sign-in; програма надсилає ключ як «Authorization: Bearer …».',
  },
  'people/key-over': {
    says: 'Цей ключ діяв до {endsAt}.',
    advice: 'Візьміть ключ, що прийшов йому на зміну, або попросіть в адміністратора новий.',
  },
  'people/wrong-certificate': {
    says: 'Цей ключ діє лише разом зі своїм клієнтським сертифікатом.',
    advice: 'Підключіться до порту TLS із сертифікатом, названим у ключі.',
  },
  'people/not-signed-in-here': {
    says: 'Це стосується облікового запису того, хто ввійшов; у ключа його немає.',
    advice: 'Увійдіть на сторінці /sign-in.',
  },
  'people/suspended': {
    says: 'Цей обліковий запис призупинено.',
    advice: 'Зверніться до адміністратора.',
  },
  'people/not-allowed': {
    says: 'Ваші права не дозволяють «{action}».',
    advice: 'Попросіть роль в адміністратора або зробити це того, хто її має.',
  },
  'people/outside-area': {
    says: '«{area}» поза територією, де ви можете діяти.',
    advice: 'Зверніться до органу, що там відповідає.',
  },
  'people/outside-mode': {
    says: 'Тут ви не можете діяти в режимі «{mode}».',
    advice: 'Ви можете діяти в режимах: {modes}.',
  },
  'people/outside-authority': {
    says: 'Це не належить вашому органу: {what} «{named}».',
    advice: 'Зверніться до органу, якому це належить.',
  },
  'people/not-live-yet': {
    says: 'Ваш орган ще не переведено на реальну роботу.',
    advice: 'Це роблять двоє адміністраторів; доти можна давати навчальні й перевірочні тривоги.',
  },
  'people/no-such-person': {
    says: 'Нікого з ідентифікатором «{id}» немає.',
    advice: 'Усіх видно на сторінці «Люди».',
  },
  'people/last-administrator': {
    says: '«{id}» — останній адміністратор.',
    advice: 'Спершу додайте іншого: без адміністратора вже нікого не можна буде додати.',
  },
  'people/on-the-machine': {
    says: 'Це може зробити лише той, хто за самою машиною; цей запит прийшов ззовні або через проксі.',
    advice: 'Виконайте команду на машині, де працює сервер, звертаючись до 127.0.0.1.',
  },
  'people/own-erasure': {
    says: 'Ніхто не стирає відомостей про себе: інакше запис про те, хто що зробив, втратив би ім’я з його ж руки.',
    advice: 'Попросіть про це іншого адміністратора.',
  },
  'people/way-back-in': {
    says: '«{id}» — обліковий запис самої машини, через який повертаються, коли ніхто не може ввійти.',
    advice:
      'Не чіпайте його. Якщо його ключ викрадено, скасуйте ключ: сервер створить новий під час запуску.',
  },
  'people/exists': { says: '«{id}» уже є.', advice: 'Виберіть інший ідентифікатор.' },
  'people/wrong-state': {
    says: 'Стан «{id}»: {state}.',
    advice: 'Подивіться перелік ще раз: хтось міг бути швидший.',
  },
  'people/is-a-machine': {
    says: '«{id}» — машина; вона має ключі й не входить.',
    advice: 'Створіть їй інший ключ.',
  },
  'people/beyond-own': {
    says: '«{what}» — більше, ніж ви можете дати.',
    advice: 'Зверніться до адміністратора органу, який це має.',
  },
  'people/no-such-role': { says: 'Ролі «{role}» немає.', advice: onTheList },
  'people/no-such-action': {
    says: 'Дії «{named}», яку можна було б дозволити, немає.',
    advice: 'Дії кожної ролі видно на сторінці «Ролі».',
  },
  'people/role-is-built-in': {
    says: 'Роль «{role}» входить до продукту й не змінюється.',
    advice: 'Складіть набір дій під іншою назвою.',
  },
  'people/role-in-use': { says: '«{id}» ще має роль «{role}».', advice: 'Спершу дайте інші ролі.' },
  'people/authority-of-the-file': {
    says: 'Головний орган описано у файлі цієї установки.',
    advice: 'Змініть файл, названий у TOCSIN_AUTHORITY, і перезапустіть сервер.',
  },
  'people/authority-exists': {
    says: 'Орган «{authority}» уже є.',
    advice: 'Виберіть інший ідентифікатор або змініть той, що є.',
  },
  'people/no-such-authority': { says: 'Органу «{authority}» немає.', advice: onTheList },
  'people/demonstration': {
    says: 'Це демонстрація. Вона дає лише навчальні тривоги й ніколи не працює по-справжньому.',
    advice: 'Опишіть свій орган у файлі й запустіть сервер, назвавши його в TOCSIN_AUTHORITY.',
  },
  'people/service-already': {
    says: 'Орган «{authority}» уже в режимі «{service}».',
    advice: nothingToDo,
  },
  'people/two-administrators-first': {
    says: 'Щоб працювати по-справжньому, потрібні двоє, хто може на це погодитися.',
    advice: 'Спершу запросіть другого адміністратора; далі один пропонує, а другий підтверджує.',
  },
  'people/no-such-key': { says: 'Чинного ключа «{key}» немає.', advice: onTheList },
  'people/key-of-nobody': {
    says: 'Новій машині потрібні ролі.',
    advice: 'Назвіть її ролі або чий це ключ.',
  },
  'people/key-of-somebody': {
    says: 'Ключ того, хто вже є, бере його ролі й ідентифікатор.',
    advice: 'Не вказуйте їх; звужуйте ключ діями, територіями й режимами.',
  },
  'people/expiry-in-the-past': {
    says: 'Ключ закінчився б раніше, ніж почав діяти.',
    advice: 'Назвіть майбутній час.',
  },
  'people/proposed-already': {
    says: 'Те саме вже чекає на другу особу: {proposal}.',
    advice: 'Попросіть це підтвердити або відхилити.',
  },
  'people/no-such-proposal': {
    says: 'Під «{proposal}» нічого не чекає: на це відповіли або минула доба.',
    advice: 'Що чекає, видно на сторінці «Чекають».',
  },
  'people/own-proposal': {
    says: 'Другою особою не може бути той, хто це запропонував або кому це на користь.',
    advice: 'Має підтвердити інший адміністратор.',
  },
  'people/proposer-gone': {
    says: 'Хто це запропонував, більше не може діяти, тому підтвердити не можна.',
    advice: 'Відхиліть. Якщо це все ж потрібно, запропонуйте самі, а інший підтвердить.',
  },
  'people/proposal-changed': {
    says: 'Чекає {contentHash}, а не те, що ви прочитали.',
    advice: 'Прочитайте ще раз і вирішуйте щодо теперішнього.',
  },
  'people/not-yours': {
    says: 'Відкликати «{proposal}» може лише той, хто це запропонував.',
    advice: 'Ви можете це відхилити.',
  },
} satisfies KindsSaid<(typeof peopleProblemTables)[0]>
