/** Ukrainian: damage, outages and explosive remnants. */
import type { damageProblems } from '#damage'
import type { KindsSaid } from '../../problem-words.ts'

export const damage = {
  'damage/unknown-observation': {
    says: 'Спостереження «{observation}» тут немає.',
    advice: 'Візьміть ідентифікатор зі списку спостережень.',
  },
  'damage/unknown-asset': {
    says: 'Об’єкта «{asset}» тут немає.',
    advice: 'Візьміть ідентифікатор зі списку об’єктів.',
  },
  'damage/unknown-occurrence': {
    says: 'Про «{occurrence}» нічого не записано.',
    advice: 'Візьміть подію зі списку; ніч називають за днем, коли вона почалася.',
  },
  'damage/unknown-merge': {
    says: 'Об’єднання «{merge}», яке можна скасувати, немає.',
    advice: 'Погляньте на об’єкт ще раз: можливо, хтось уже розділив його.',
  },
  'damage/unknown-outage': {
    says: 'Відключення «{outage}» тут немає.',
    advice: 'Візьміть ідентифікатор із таблиці відключень.',
  },
  'damage/unknown-remnant': {
    says: 'Місцевості «{remnant}» із вибухонебезпечними предметами тут немає.',
    advice: 'Візьміть ідентифікатор зі списку таких місцевостей.',
  },
  'damage/unknown-report': {
    says: 'У «{from}» немає нічого про пошкодження, що можна взяти.',
    advice: 'Візьміть зі списку того, що чекає.',
  },
  'damage/other-mode': {
    says: '«{occurrence}» ведеться в режимі {mode}; нічого з іншого режиму там не рахують.',
    advice: 'Назвіть іншу подію або скажіть це в тому режимі.',
  },
  'damage/other-occurrence': {
    says: 'Об’єкт {asset} належить до іншої події.',
    advice: 'Заведіть для кожної події свій об’єкт: що влучено двічі, те пошкоджено двічі.',
  },
  'damage/exists-already': {
    says: 'Спостереження {observation} тут уже є і каже інше.',
    advice: 'Дайте кожному спостереженню свій ідентифікатор; виправте те, що є.',
  },
  'damage/moved-on': {
    says: 'Відтоді як це прочитано, хтось його змінив: тепер версія {version}.',
    advice: 'Прочитайте ще раз і вирішуйте за тим, що там тепер.',
  },
  'damage/held-by-another': {
    says: 'Над цим працює хтось інший, щонайдовше до {until}.',
    advice: 'Зачекайте або перейміть і скажіть про це.',
  },
  'damage/is-so-already': {
    says: 'Так уже є.',
    advice: 'Нічого робити не треба.',
  },
  'damage/not-seen': {
    says: 'Те, що йде від джерела виду {kind}, повідомлено; ніхто з наших цього не бачив.',
    advice: 'Скажіть «повідомлено»; хто подивиться сам, запише своє спостереження.',
  },
  'damage/withdrawn': {
    says: 'Спостереження {observation} відкликано.',
    advice: 'Спершу поверніть його як повідомлене.',
  },
  'damage/bad-range': {
    says: 'Не може бути водночас щонайменше {atLeast} і щонайбільше {atMost}.',
    advice: 'Поставте менше число першим; більшого не пишіть, якщо його ніхто не знає.',
  },
  'damage/not-yet': {
    says: 'Це було б о {at}, а цей час ще не настав.',
    advice: 'Дайте час, коли це бачили чи сказали.',
  },
  'damage/merged-already': {
    says: 'Об’єкт {asset} об’єднано з {into}.',
    advice: 'Об’єднуйте з тим, що стоїть за нього, або спершу розділіть.',
  },
  'damage/nothing-to-merge': {
    says: 'Об’єкт не можна об’єднати із самим собою.',
    advice: 'Назвіть два об’єкти.',
  },
  'damage/over-already': {
    says: 'Це скінчилося о {endedAt}.',
    advice: 'Відкрийте нове, якщо воно почалося знову.',
  },
  'damage/embargo-too-short': {
    says: 'Це вже не оприлюднюють до {until}; подовження не може цього скоротити.',
    advice: 'Дайте пізніший час або зніміть заборону й назвіть причину.',
  },
  'damage/no-embargo': {
    says: 'Із «{occurrence}» нічого не приховано.',
    advice: 'Нічого робити не треба.',
  },
  'damage/no-such-file': {
    says: 'Такого файла сторінки відключень немає.',
    advice: 'Відкрийте сторінку ще раз.',
  },
} satisfies KindsSaid<typeof damageProblems>
