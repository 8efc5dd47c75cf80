/**
 * What messages and news declare, in three languages: action, danger and level of each line. Where is tested apart.
 * Long because it is a table of texts.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { buildGazetteer, buildHierarchy, parsePack } from '#areas'
import type { Json } from '#base'
import { printAnnouncement } from './announcement-printed.ts'
import { readAnnouncement } from './announcement.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const built = buildHierarchy(pack.value.pack.areas)
assert.ok(built.ok)
const gazetteer = buildGazetteer(built.value)

/** A text, and its lines in the order of the alphabet. */
const texts: readonly (readonly [string, ...string[]])[] = [
  [
    '⚡️Внимание! На территории Валуйского муниципального округа объявлена опасность атаки БПЛА. Будьте осторожны.',
    'raise drone -',
  ],
  [
    '‼️ РАКЕТНАЯ ОПАСНОСТЬ на территории всей Белгородской области. Спуститесь в подвалы и оставайтесь там до получения сигнала «ОТБОЙ РАКЕТНОЙ ОПАСНОСТИ».',
    'raise missile -',
  ],
  [
    '✅ Отбой ракетной опасности на территории Белгорода и Белгородского округа. В Шебекинском и Грайворонском округах ракетная опасность сохраняется.',
    'end missile -',
    'info missile -',
  ],
  [
    'Внимание! Отбой угрозы непосредственного удара БПЛА в Воронеже и Семилукском районе. Опасность атаки БПЛА на территории области сохраняется!',
    'info drone -',
    'lower drone -',
  ],
  [
    '🔴 Внимание! Курская область. Опасность атаки БПЛА! Авиационная опасность в Глушковском, Кореневском и Суджанском районах.',
    'raise aviation -',
    'raise drone -',
  ],
  [
    'ГУ МЧС: на территории Липецкой области введен режим «Воздушная опасность» (желтый уровень). Соблюдайте спокойствие.',
    'raise air_raid yellow',
  ],
  [
    'В Республике Татарстан введен режим «Беспилотная опасность». До объявления отбоя не выходите на балконы и не подходите к окнам.',
    'raise drone -',
  ],
  [
    'Уважаемые жители! На территории Саратовской области угроза БПЛА. Все оперативные службы приведены в состояние готовности.',
    'raise drone -',
  ],
  [
    'Оперативный штаб Краснодарского края: в Анапе, Геленджике и Новороссийске объявлена ракетная опасность. В Темрюкском районе – угроза атаки безэкипажных катеров.',
    'raise missile -',
    'raise other -',
  ],
  [
    'Севастополь! Внимание всем! ВОЗДУШНАЯ ТРЕВОГА! Покиньте улицы, держитесь подальше от окон.',
    'raise air_raid -',
  ],
  ['Крым: воздушная тревога отменена в 03:47, движение по Крымскому мосту пока перекрыто.', 'end air_raid -'],
  [
    'МЧС: 14 июля местами по Липецкой обл. ожидаются сильный дождь, гроза, град, шквал до 20 м/с. Избегайте деревьев и слабоукрепленных конструкций.',
    'raise other -',
  ],
  [
    'Режим беспилотной опасности отменён на территории Тульской области – губернатор Дмитрий Миляев.',
    'end drone -',
  ],
  [
    'В Рязанской области, кроме Касимовского и Ермишинского районов, отменена беспилотная опасность.',
    'end drone -',
  ],
  ['Отбой опасности атаки БПЛА в ранее названных районах Орловской области.', 'end drone -'],
  ['Угроза БПЛА в Пензе снята; аэропорт открыт.', 'end drone -'],
  [
    'Повторяем: в Ростовской области сохраняется режим воздушной опасности, отбоя не было.',
    'info air_raid -',
  ],
  [
    'С 23:15 до 01:40 в Брянске действовала ракетная опасность, в 02:05 она объявлена повторно; отбоя пока нет.',
    'raise missile -',
  ],
  [
    'Гидрометцентр объявил оранжевый уровень погодной опасности в Московской области из-за сильного ветра до утра четверга.',
    'raise other -',
  ],
  [
    'Жители Энгельса! Угроза химического заражения: на предприятии произошла утечка аммиака. Закройте окна, не выходите на улицу до особого распоряжения.',
    'raise chemical -',
  ],
  ['Утечка хлора в Новочеркасске ликвидирована, угрозы населению нет.', 'end chemical -'],
  ['Радиационный фон в Курчатове в норме, сообщили в администрации города.', 'info radiation -'],
  [
    'Паводок: в Орске эвакуация продолжается, в Оренбурге объявлена эвакуация жителей прибрежных улиц.',
    'info other -',
    'raise other -',
  ],
  [
    'В Воронежской области введён особый противопожарный режим с 15 апреля. Сжигать траву запрещено.',
    'raise other -',
  ],
  [
    'ВНИМАНИЕ ЖИТЕЛИ ЕЛЬЦА И ЕЛЕЦКОГО РАЙОНА УГРОЗА АТАКИ БПЛА КРАСНЫЙ УРОВЕНЬ СПУСТИТЕСЬ В УКРЫТИЕ',
    'raise drone red',
  ],
  [
    '🟥 Красный уровень «Угроза атаки БПЛА» снят в Добринском, Усманском и Грязинском районах. 🟨 Жёлтый уровень «Воздушная опасность» сохраняется на всей территории Липецкой области.',
    'info air_raid yellow',
    'lower drone yellow',
  ],
  [
    'Около 4 утра в Смоленской области прекратил действие режим «Опасность по БПЛА», введённый накануне в 23:10, сообщил Василий Анохин.',
    'end drone -',
  ],
  ['План «Ковёр» введён в небе над Нижегородской областью, аэропорт Стригино закрыт.', 'raise other -'],
  [
    'Над Самарской областью сбито 5 БПЛА. Угроза атаки беспилотников сохраняется, не покидайте укрытий до отбоя.',
    'info drone -',
  ],
  ['Сигнал «Внимание всем! Ракетная опасность» подан в Керчи в 04:12.', 'raise missile -'],
  [
    'Глава Чувашии Олег Николаев сообщил, что в Чебоксарах и Новочебоксарске с 5:20 действует режим беспилотной опасности, школьников перевели на дистант.',
    'raise drone -',
  ],
  [
    'Опасность миновала: режим «Ракетная опасность» в Волгоградской области отменён в 6:02 мск. Режим «Опасность БПЛА» – по-прежнему в силе.',
    'end missile -',
    'info drone -',
  ],
  [
    'В Калужской области сняли беспилотную опасность, сообщил губернатор Владислав Шапша. Она действовала с 1:30 до 5:45.',
    'end drone -',
  ],
  [
    '🔴 14:25 Повітряна тривога в Харківський район.\nСлідкуйте за подальшими повідомленнями.\n#Харківський_район',
    'raise air_raid -',
  ],
  [
    '🟢 15:02 Відбій тривоги в Полтавська область.\nСлідкуйте за подальшими повідомленнями.\n#Полтавська_область',
    'end air_raid -',
  ],
  ['🛵 БпЛА курсом на Кременчук з півдня!', 'raise drone -'],
  ['БпЛА на Чернігівщині, курс — південний.', 'raise drone -'],
  ['Група ударних БпЛА з Сумщини курсом на Полтавщину.', 'raise drone -'],
  ['КАБ на Запоріжжя! Тактична авіація здійснила пуски керованих авіабомб.', 'raise aviation -'],
  ['Пуски КАБ на Сумщину та Донеччину.', 'raise aviation -'],
  ['Зліт МіГ-31К із аеродрому Саваслейка. Ракетна небезпека по всій території України!', 'raise missile -'],
  [
    'Відбій загрози застосування балістичного озброєння для східних областей. Загроза КАБ лишається.',
    'end ballistic -',
    'info aviation -',
  ],
  [
    '🟡 20:20 Знято загрозу артилерійського обстрілу: Нікопольська територіальна громада. Повітряна тривога триває!',
    'end artillery -',
    'info air_raid -',
  ],
  [
    'Харківська ОВА: відбій тривоги у Чугуївському та Ізюмському районах, у Харківському та Богодухівському – тривога триває.',
    'end air_raid -',
    'info air_raid -',
  ],
  [
    'Увага! По всій Одеській області, крім Болградського та Ізмаїльського районів, оголошено відбій повітряної тривоги.',
    'end air_raid -',
  ],
  [
    'Через загрозу підтоплення в Закарпатській області оголошено червоний рівень небезпеки.',
    'raise other red',
  ],
  [
    'Укргідрометцентр попереджає: 12 липня на Львівщині та Тернопільщині грози, град, шквали 15-20 м/с. І рівень небезпечності, жовтий.',
    'raise other yellow',
  ],
  [
    'На Рівненщині радіаційний фон у межах норми, повідомлення про аварію на РАЕС – фейк.',
    'info radiation -',
  ],
  [
    'У Жовтих Водах пролунав сигнал «Хімічна тривога»: витік аміаку на підприємстві. Зачиніть вікна!',
    'raise chemical -',
  ],
  ['Загрозу витоку аміаку в Калуші ліквідовано, мешканці можуть повертатися додому.', 'end chemical -'],
  ['УВАГА ЧЕРНІГІВ ПОВІТРЯНА ТРИВОГА УСІ В УКРИТТЯ', 'raise air_raid -'],
  [
    'Миколаїв – відбій тривоги\nПервомайський район – відбій тривоги\nБаштанський район – тривога!',
    'end air_raid -',
    'end air_raid -',
    'raise air_raid -',
  ],
  ['Ракета на Вінниччину, курсом на Старокостянтинів.', 'raise missile -'],
  ['Відбій повітряної тривоги ще не оголошено! Дніпро, залишайтеся в укриттях.', 'info air_raid -'],
  ['Сигнал «Відбій повітряної тривоги» пролунає додатково. Наразі у Сумах загроза БпЛА.', 'raise drone -'],
  ['Загроза удару дронами минула, можна виходити. Запоріжжя', 'end drone -'],
  ['УВАГА / ATTENTION! Повітряна тривога у Львові. Air raid alert in Lviv.', 'raise air_raid -'],
  ['Запорізький район – загроза обстрілу з РСЗВ! Перейдіть у найближче укриття.', 'raise artillery -'],
  [
    'Для Харківської, Сумської та Полтавської областей загрозу балістики знято. Тривога через дрони лишається тільки на Сумщині.',
    'end ballistic -',
    'info drone -',
  ],
  [
    'The National Weather Service has issued a Tornado Warning for Dallas County until 6:45 PM CDT. Take cover now!',
    'raise other -',
  ],
  ['Emergency Alert: Evacuation order for zones 4 and 5 near the Ridge Fire. Leave now.', 'raise other -'],
  ['Tsunami warning cancelled for the Kamchatka region at 09:14 local time.', 'end other -'],
  [
    'Air raid alert is in force in Kharkiv, Poltava and Dnipropetrovsk regions; Kyiv has been given the all-clear.',
    'end air_raid -',
    'raise air_raid -',
  ],
  [
    'Governor Vyacheslav Gladkov said the missile alert in Belgorod was lifted at 10:15, but the drone threat across the region stays in place.',
    'end missile -',
    'info drone -',
  ],
  ['The red drone attack threat level in Yelets was lowered to yellow at 03:20.', 'lower drone yellow'],
  [
    'Red level (drone attack threat) declared for the Usmansky, Gryazinsky and Dobrovsky districts of Lipetsk Oblast at 00:37 Moscow time.',
    'raise drone red',
  ],
  [
    'BALLISTIC MISSILE THREAT INBOUND TO KYIV. SEEK IMMEDIATE SHELTER. THIS IS NOT A DRILL.',
    'raise ballistic -',
  ],
  [
    'The Ukrainian Air Force warned of ballistic missiles from the direction of Bryansk heading for Kyiv.',
    'raise ballistic -',
  ],
  [
    'Met Office: Yellow warning of wind for Orkney and Shetland, 0600 to 1800 Thursday.',
    'raise other yellow',
  ],
  ['Russian officials said the airspace restrictions over Kaluga had been lifted.', 'end other -'],
  ['Officials in Tula Oblast said the drone danger ended at dawn.', 'end drone -'],
  [
    'Residents of Kursk are asked to remain indoors until the all-clear. Drone attack alert is active.',
    'raise drone -',
  ],
  ['Flood warnings remain in force for the River Severn at Bewdley.', 'info other -'],
  [
    'There is no longer a threat of UAV attack in the Voronezh region, Gusev wrote at 6:10 a.m.',
    'end drone -',
  ],
  [
    'All-clear in Odesa. Air raid alert continues in Izmail and Bolhrad districts.',
    'end air_raid -',
    'info air_raid -',
  ],
  [
    'Attention. Air raid alert in Kyiv. Proceed to shelter. The air alert is over in Zhytomyr region.',
    'end air_raid -',
    'raise air_raid -',
  ],
  ['Heat health alert: an amber alert has been issued for London from 9am Monday.', 'raise other -'],
  [
    'Внимание! В Ракитянском и Краснояружском округах Белгородской области – опасность атаки БПЛА. Проезд ограничен.',
    'raise drone -',
  ],
  [
    'Ракетная опасность в Борисовском округе отменена. По Белгороду и Белгородскому округу отбоя пока нет.',
    'end missile -',
    'info missile -',
  ],
  [
    'Губернатор Гусев: «Отбой опасности атаки БПЛА в Воронежской области, за исключением Кантемировского района».',
    'end drone -',
  ],
  [
    'С 03:10 мск на всей территории Ростовской области введён режим «Беспилотная опасность», полёты в аэропорту Платов приостановлены.',
    'raise drone -',
  ],
  [
    'Угроза ракетного удара по Таганрогу и Азову снята в 5:55, опасность БПЛА продолжает действовать.',
    'end missile -',
    'info drone -',
  ],
  [
    'МЧС России по Воронежской области: завтра ожидается сильный ветер до 25 м/с, объявлено штормовое предупреждение.',
    'raise other -',
  ],
  [
    'Из-за аварии на заводе в Дзержинске возник выброс хлора. Жителям Дзержинска рекомендовано закрыть окна.',
    'raise chemical -',
  ],
  ['Штормовое предупреждение в Крыму отменено, горные маршруты открыты.', 'end other -'],
  [
    'В Брянской области продолжает действовать ракетная опасность, сообщил Александр Богомаз.',
    'info missile -',
  ],
  ['🔴 Чернігівська область: загроза застосування ударних БпЛА! Курс — на захід.', 'raise drone -'],
  [
    'Відбій тривоги в Києві. У Київській області тривога триває у Білоцерківському та Обухівському районах.',
    'end air_raid -',
    'info air_raid -',
  ],
  ['Крилаті ракети з Чорного моря курсом на Одещину!', 'raise missile -'],
  [
    'Відбій загрози балістики для Дніпропетровської та Запорізької областей. Зберігається небезпека ударних дронів на Запоріжжі.',
    'end ballistic -',
    'info drone -',
  ],
  [
    'ДСНС попереджає про сніголавинну небезпеку в горах Закарпатської та Івано-Франківської областей.',
    'raise other -',
  ],
  ['Тривога! Сумський район, загроза ракетного удару. Не ігноруйте!', 'raise missile -'],
  ['Навчання: 20 травня о 12:00 у Вінниці пролунає навчальна тривога.', 'info air_raid -'],
  [
    'Drone attack threat lifted in the Kursk region at 5:40 a.m.; a missile alert is still in force there.',
    'end drone -',
    'info missile -',
  ],
  [
    'Sumy Oblast Military Administration: threat of guided bombs for Sumy and Okhtyrka districts. Take cover.',
    'raise aviation -',
  ],
  ['An earlier tsunami warning for Sakhalin Oblast has been cancelled, officials said.', 'end other -'],
  [
    'Kyiv Mayor Vitali Klitschko: air defence is working, stay in shelters! Ballistic threat.',
    'raise ballistic -',
  ],
  [
    'Residents of Voronezh were told that the all-clear would be announced separately; the drone alert remains in force.',
    'info drone -',
  ],
]

describe('a message declares', () => {
  for (const [text, ...lines] of texts)
    test(`${lines.join(' and ')} in “${text.replaceAll('\n', ' / ')}”`, () => {
      const printed = printAnnouncement(readAnnouncement(text, gazetteer), text) as unknown as {
        readonly lines: readonly {
          readonly action: string
          readonly threat: string
          readonly level: string | null
        }[]
      }
      const said = printed.lines.map(({ action, threat, level }) => `${action} ${threat} ${level ?? '-'}`)
      assert.deepEqual(said.toSorted(), lines)
    })
})
