/** Russian messages and reports as regional heads, the Emergency Ministry, mayors and news agencies write them; made up, every one. */
import type { Variation } from './variation.ts'

export const russian: readonly Variation[] = [
  {
    text: 'ВНИМАНИЕ! На территории города Белгорода и Белгородского района ОТБОЙ РАКЕТНОЙ ОПАСНОСТИ!',
    says: ['end missile: Belgorod, Belgorodsky District'],
  },
  {
    text: '❗️На территории всей Белгородской области объявлена РАКЕТНАЯ ОПАСНОСТЬ. Спуститесь в подвал и оставайтесь там до получения сигнала «Отбой ракетной опасности».',
    says: ['raise missile: Belgorod Oblast'],
  },
  {
    text: 'На территории Валуйского муниципального округа объявлена опасность атаки БПЛА. Сохраняйте бдительность.',
    says: ['raise drone: Valuysky District'],
  },
  {
    text: '🚨Внимание! Опасность атаки БПЛА! Курская область. Будьте внимательны и осторожны.',
    says: ['raise drone: Kursk Oblast'],
  },
  {
    text: '✅ Отбой ракетной опасности и опасности атаки БПЛА на территории Курской области',
    says: ['end missile: Kursk Oblast', 'end drone: Kursk Oblast'],
  },
  {
    text: '❗️Рыльский, Глушковский и Кореневский районы – опасность атаки FPV-дронов. Если услышали дрон – укройтесь.',
    says: ['raise drone: Rylsky District, Glushkovsky District, Korenevsky District'],
  },
  {
    text: 'Внимание! Отбой опасности непосредственного удара БПЛА: Лискинский район. Режим опасности атаки БПЛА на территории Воронежской области сохраняется.',
    says: ['lower drone: Liskinsky District', 'info drone: Voronezh Oblast'],
  },
  {
    text: 'Тревога! Угроза непосредственного удара БПЛА: Россошанский и Лискинский районы. Сирены включены.',
    says: ['raise drone: Rossoshansky District, Liskinsky District'],
  },
  {
    text: 'Жёлтый уровень опасности «Воздушная опасность» введён на всей территории Липецкой области.',
    says: ['raise air_raid/yellow: Lipetsk Oblast'],
  },
  {
    text: 'В Липецке и Грязинском округе объявлен красный уровень – «Угроза атаки БПЛА». Укройтесь в помещениях без окон.',
    says: ['raise drone/red: Lipetsk, Gryazinsky District'],
  },
  {
    text: 'Липецкая область. Отбой красного уровня опасности «Угроза атаки БПЛА» на всей территории региона. Жёлтый уровень «Воздушная опасность» пока не снимаем.',
    says: ['lower drone/yellow: Lipetsk Oblast', 'info air_raid/yellow: Lipetsk Oblast'],
  },
  {
    text: 'Красный уровень угрозы отменён в Усманском и Хлевенском округах Липецкой области, в Добринском – остаётся в силе.',
    says: ['end -/red: Usmansky District, Khlevensky District', 'info -/red: Dobrinsky District'],
  },
  {
    text: 'Внимание! Ракетная опасность в Таганроге и Неклиновском районе! Уйдите в укрытия.',
    says: ['raise missile: Taganrog, Neklinovsky District'],
  },
  {
    text: 'Таганрог, Неклиновский район: отбой ракетной опасности. Опасность атаки БПЛА по Ростовской области действует.',
    says: ['end missile: Taganrog, Neklinovsky District', 'info drone: Rostov Oblast'],
  },
  {
    text: 'В Новороссийске объявлена угроза атаки безэкипажных катеров. Просьба покинуть набережную.',
    says: ['raise other: Novorossiysk'],
  },
  {
    text: 'Новороссийск: отбой угрозы атаки безэкипажных катеров.',
    says: ['end other: Novorossiysk'],
  },
  {
    text: 'В Саратовской области введен режим «Беспилотная опасность». Все экстренные службы приведены в готовность, написал губернатор Роман Бусаргин.',
    says: ['raise drone: Saratov Oblast'],
    issuer: 'Roman Busargin',
  },
  {
    text: 'Угроза атаки БПЛА на территории Саратовской области снята. Спасибо за бдительность!',
    says: ['end drone: Saratov Oblast'],
  },
  {
    text: 'Над Самарской областью введён план «Ковёр», самолёты уходят на запасные аэродромы.',
    says: ['raise other: Samara Oblast'],
  },
  {
    text: 'План «Ковёр» в Самарской области отменён, аэропорт Курумоч возобновил полёты.',
    says: ['end other: Samara Oblast'],
  },
  {
    text: 'Воздушная тревога в Севастополе! Внимание всем!',
    says: ['raise air_raid: Sevastopol'],
  },
  {
    text: 'Севастополь. ОТБОЙ воздушной тревоги! Движение транспорта возобновлено.',
    says: ['end air_raid: Sevastopol'],
  },
  {
    text: 'Внимание! Опасность атаки БПЛА на территории Брянской области. Просьба сохранять спокойствие, не подходить к окнам и оставаться дома до отбоя.',
    says: ['raise drone: Bryansk Oblast'],
  },
  {
    text: 'Губернатор Тульской области Дмитрий Миляев: «Режим опасности атаки беспилотников на территории региона отменён».',
    says: ['end drone: Tula Oblast'],
    issuer: 'Dmitry Milyaev',
  },
  {
    text: 'В Татарстане объявлен режим «Угроза атаки БПЛА».',
    says: ['raise drone: Tatarstan'],
  },
  {
    text: 'Оренбургская область: сигнал «Ракетная опасность» снят, сигнал «Беспилотная опасность» продолжает действовать.',
    says: ['end missile: Orenburg Oblast', 'info drone: Orenburg Oblast'],
  },
  {
    text: 'В Нижегородской области сняли режим опасности атаки БПЛА, который действовал с 02:15.',
    says: ['end drone: Nizhny Novgorod Oblast'],
    time: [null],
  },
  {
    text: 'Режим беспилотной опасности прекратил действие в Пермском крае.',
    says: ['end drone: Perm Krai'],
  },
  {
    text: 'В Энгельсе и Саратове прозвучали сирены, объявлена угроза атаки БПЛА, сообщил губернатор.',
    says: ['raise drone: Engels, Saratov'],
  },
  {
    text: 'Угрозу атаки БПЛА отменили в Пензенской области спустя пять часов после введения, сообщил губернатор Олег Мельниченко.',
    says: ['end drone: Penza Oblast'],
    issuer: 'Oleg Melnichenko',
  },
  {
    text: 'Режим воздушной опасности, действовавший в Липецкой области с 23:40, снят в 6:15.',
    says: ['end air_raid: Lipetsk Oblast'],
    time: ['в 6:15'],
  },
  {
    text: 'В 03:20 в Курской области объявили ракетную опасность. В 03:55 её отменили.',
    says: ['raise missile: Kursk Oblast', 'end missile: Kursk Oblast'],
    time: ['В 03:20', 'В 03:55'],
  },
  {
    text: 'РСЧС: внимание! Угроза атаки БПЛА на территории Тверской области. Не покидайте помещения.',
    says: ['raise drone: Tver Oblast'],
    issuer: 'RSChS',
  },
  {
    text: 'МЧС: в Ростовской области объявлено штормовое предупреждение, 12 декабря ожидается ветер до 25 м/с.',
    says: ['raise other: Rostov Oblast'],
  },
  {
    text: 'Жёлтый уровень погодной опасности объявлен в Тульской области из-за гололедицы.',
    says: ['raise other/yellow: Tula Oblast'],
  },
  {
    text: 'Красный уровень опасности по паводку введён в Орске, началась эвакуация.',
    says: ['raise other/red: Orsk'],
    extra: true,
  },
  {
    text: 'Паводок отступил: режим чрезвычайной ситуации в Орске снят.',
    says: ['end other: Orsk'],
    extra: true,
  },
  {
    text: 'В Орске прорвало дамбу. Всем жителям Старого города немедленно эвакуироваться!',
    says: ['raise other: Orsk'],
    extra: true,
  },
  {
    text: 'Внимание! Утечка аммиака на хладокомбинате в Ельце, угроза химического заражения. Закройте окна.',
    says: ['raise chemical: Yelets'],
  },
  {
    text: 'Угроза химического заражения в Ельце миновала, жители возвращаются в дома.',
    says: ['end chemical: Yelets'],
  },
  {
    text: 'Внимание! Радиационная опасность! Жителям Курчатова не выходить на улицу.',
    says: ['raise radiation: Kurchatov'],
  },
  {
    text: 'Радиационный фон в Курской области в норме, сообщили в МЧС.',
    says: ['info radiation: Kursk Oblast'],
  },
  {
    text: 'В Шебекинском округе – угроза обстрела. Просьба спуститься в укрытия.',
    says: ['raise artillery: Shebekinsky District'],
  },
  {
    text: 'Пуски из РСЗО по Шебекино! В укрытия!',
    says: ['raise artillery: Shebekino'],
  },
  {
    text: 'Угроза применения авиабомб: Белгород и Грайворонский округ.',
    says: ['raise aviation: Belgorod, Grayvoronsky District'],
  },
  {
    text: 'Ракетная опасность объявлена по всей Белгородской области, за исключением Алексеевского и Красненского районов.',
    says: ['raise missile: Belgorod Oblast but Alekseyevsky District, Krasnensky District'],
  },
  {
    text: 'Отбой опасности атаки БПЛА на всей территории Воронежской области, кроме Кантемировского и Россошанского районов.',
    says: ['end drone: Voronezh Oblast but Kantemirovsky District, Rossoshansky District'],
  },
  {
    text: 'Опасность атаки БПЛА распространена на Каменский и Лискинский районы Воронежской области.',
    says: ['raise drone: Kamensky District, Liskinsky District'],
  },
  {
    text: 'Режим беспилотной опасности в Тульской области продлён до утра.',
    says: ['info drone: Tula Oblast'],
  },
  {
    text: 'В Курской области продолжает действовать ракетная опасность. Оставайтесь в укрытиях.',
    says: ['info missile: Kursk Oblast'],
  },
  {
    text: 'Беспилотная опасность в Пензенской области сохраняется с 21:40, отбоя не было.',
    says: ['info drone: Penza Oblast'],
  },
  {
    text: 'В Липецкой области сирены проверят 1 октября в 10:40. Это учебная тревога, просьба сохранять спокойствие.',
    says: ['info air_raid: Lipetsk Oblast'],
  },
  {
    text: 'Уровень воздушной опасности в Ельце снижен с красного до жёлтого.',
    says: ['lower -/yellow: Yelets'],
    anyThreat: true,
  },
  {
    text: 'Красный уровень «Угроза атаки БПЛА» в Задонском районе сменён на жёлтый «Воздушная опасность».',
    says: ['lower drone/yellow: Zadonsky District'],
    extra: true,
  },
  {
    text: 'Опасность миновала: в Ельце отбой воздушной тревоги.',
    says: ['end air_raid: Yelets'],
  },
  {
    text: 'Администрация Таганрога сообщила: в городе объявлена воздушная тревога. Жителей просят укрыться.',
    says: ['raise air_raid: Taganrog'],
  },
  {
    text: 'Мэр Таганрога Камбулова сообщила: в городе объявлена воздушная тревога.',
    says: ['raise air_raid: Taganrog'],
  },
  {
    text: 'В Белгороде-Днестровском объявлена воздушная тревога.',
    says: ['raise air_raid: Белгороде-Днестровском?'],
  },
  {
    text: 'Глава Новороссийска Андрей Кравченко объявил об отмене сигнала «Атака БПЛА».',
    says: ['end drone: Novorossiysk'],
    issuer: 'Andrei Kravchenko',
  },
  {
    text: 'Внимание! Беспилотники замечены со стороны Курской области и движутся к Задонскому району. Опасность атаки БПЛА в Задонском районе.',
    says: ['raise drone: Zadonsky District'],
  },
  {
    text: 'Артамонов: «В городах Липецк и Елец – красный уровень. Причина – угроза атаки БПЛА».',
    says: ['raise drone/red: Lipetsk, Yelets'],
    issuer: 'Artamonov',
  },
  {
    text: 'Обновлено в 04:10. Отбой! Курская область, отбой опасности атаки БПЛА.',
    says: ['end drone: Kursk Oblast'],
  },
  {
    text: 'В Воронеже и Нововоронеже тревога отменена. В Павловском районе тревога продолжается, оставайтесь в укрытиях до отбоя.',
    says: ['end air_raid: Voronezh, Novovoronezh', 'info air_raid: Pavlovsky District'],
  },
  {
    text: 'Внимание! Отмена воздушной тревоги по Курской области!',
    says: ['end air_raid: Kursk Oblast'],
  },
  {
    text: 'Ракетную опасность по Брянской области сняли. Беспилотная — в силе.',
    says: ['end missile: Bryansk Oblast', 'info drone: Bryansk Oblast'],
  },
  {
    text: 'Сигнал «Ракетная опасность» больше не актуален для Курска и Курского района.',
    says: ['end missile: Kursk, Kursky District'],
  },
  {
    text: 'МЧС России: в Белгородской области ликвидирована угроза атаки БПЛА.',
    says: ['end drone: Belgorod Oblast'],
    issuer: 'MChS of Russia',
  },
]
