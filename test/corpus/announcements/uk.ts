/** Ukrainian messages as the alert channels, the Air Force, regional heads and mayors write them; made up, every one. */
import type { Variation } from './variation.ts'

export const ukrainian: readonly Variation[] = [
  {
    text: '🔴 03:12 Повітряна тривога в Харківська область\nСлідкуйте за подальшими повідомленнями.\n#Харківська_область',
    says: ['raise air_raid: Kharkiv Oblast'],
    time: ['03:12'],
  },
  {
    text: '🟢 04:40 Відбій тривоги в Харківська область.\nСлідкуйте за подальшими повідомленнями.\n#Харківська_область',
    says: ['end air_raid: Kharkiv Oblast'],
  },
  {
    text: '🟡 05:11 Відбій тривоги в м. Ізюм та Ізюмська територіальна громада.\nЗверніть увагу, тривога ще триває у:\n- Ізюмський район\n- Чугуївський район\n#м_Ізюм_та_Ізюмська_територіальна_громада',
    says: ['end air_raid: Izium Hromada', 'info air_raid: Izium Raion, Chuhuiv Raion'],
  },
  {
    text: 'Увага! Пуски КАБ на Сумщину!',
    says: ['raise aviation: Sumy Oblast'],
  },
  {
    text: 'Пуски керованих авіаційних бомб тактичною авіацією на Донеччину.',
    says: ['raise aviation: Donetsk Oblast'],
  },
  {
    text: 'Загроза застосування балістичного озброєння з Курської області для Сумщини та Харківщини!',
    says: ['raise ballistic: Sumy Oblast, Kharkiv Oblast'],
  },
  {
    text: 'Увага! Київ — загроза балістики!',
    says: ['raise ballistic: Kyiv'],
  },
  {
    text: 'Зліт МіГ-31К. Загроза застосування аеробалістичних ракет «Кинджал» по всій території України.',
    says: ['raise missile: Ukraine'],
  },
  {
    text: 'Харків: відбій загрози балістики.',
    says: ['end ballistic: Kharkiv'],
  },
  {
    text: 'Крилаті ракети на Черкащині, курс на Вінниччину!',
    says: ['raise missile: Cherkasy Oblast, Vinnytsia Oblast'],
  },
  {
    text: '🛵 Група ударних БпЛА на півночі Сумщини, курс на Полтавщину.',
    says: ['raise drone: Sumy Oblast, Poltava Oblast'],
  },
  {
    text: '🚨 Увага! У Києві оголошено повітряну тривогу! Прохання всім негайно пройти до укриттів цивільного захисту!',
    says: ['raise air_raid: Kyiv'],
  },
  {
    text: 'Тривога у Києві триває. Лишайтеся в укриттях до відбою!',
    says: ['info air_raid: Kyiv'],
  },
  {
    text: 'Загроза артобстрілу! Херсон, негайно в укриття!',
    says: ['raise artillery: Kherson'],
  },
  {
    text: 'Херсон. Відбій загрози артилерійського обстрілу.',
    says: ['end artillery: Kherson'],
  },
  {
    text: 'Чернігівщина: відбій повітряної тривоги, крім Корюківського району, де зберігається загроза БпЛА.',
    says: ['end air_raid: Chernihiv Oblast but Koriukivka Raion', 'info drone: Koriukivka Raion'],
  },
  {
    text: 'Відбій повітряної тривоги в усіх районах Харківської області, окрім Ізюмського.',
    says: ['end air_raid: Kharkiv Oblast but Ізюмського?'],
  },
  {
    text: 'Увага! На підприємстві у Черкасах стався витік аміаку, хімічна небезпека! Зачиніть вікна.',
    says: ['raise chemical: Cherkasy'],
  },
  {
    text: 'Хімічну небезпеку в Черкасах знято.',
    says: ['end chemical: Cherkasy'],
  },
  {
    text: 'Радіаційний фон у Запорізькій області в межах норми.',
    says: ['info radiation: Zaporizhzhia Oblast'],
  },
  {
    text: '⚠️ Штормове попередження у Львівській області: 24 листопада шквали до 25 м/с.',
    says: ['raise other: Lviv Oblast'],
  },
  {
    text: 'Жовтий рівень небезпечності оголошено у Львівській області через ожеледицю.',
    says: ['raise other/yellow: Lviv Oblast'],
  },
  {
    text: 'Повітряна тривога! Дніпро та Дніпровський район – ракетна небезпека.',
    says: ['raise missile: Dnipro, Dnipro Raion'],
    extra: true,
  },
  {
    text: 'Запоріжжя, Запорізький район! Загроза застосування ворогом керованих авіабомб!',
    says: ['raise aviation: Zaporizhzhia, Zaporizhzhia Raion'],
  },
  {
    text: 'Начальник Сумської ОВА Олег Григоров: «На Сумщині загроза ударних БпЛА. Будьте в укриттях, доки не пролунає відбій».',
    says: ['raise drone: Sumy Oblast'],
    issuer: 'Oleh Hryhorov',
  },
  {
    text: 'О 02:15 у Сумах оголосили повітряну тривогу через загрозу БпЛА, о 03:40 її скасували.',
    says: ['raise drone: Sumy', 'end drone: Sumy'],
    time: ['О 02:15', 'о 03:40'],
    anyThreat: true,
  },
  {
    text: 'Загрозу балістики для Кривого Рогу скасовано, загроза БпЛА зберігається.',
    says: ['end ballistic: Kryvyi Rih', 'info drone: Kryvyi Rih'],
  },
  {
    text: 'Повітряні сили: відбій по МіГах. Загроза ударних БпЛА для Полтавщини залишається.',
    says: ['end missile: -', 'info drone: Poltava Oblast'],
    anyAreas: true,
    issuer: 'Air Force of the Armed Forces of Ukraine',
  },
  {
    text: 'У Вінницькій області змінено час комендантської години: з 23:00 до 5:00.',
    says: ['info other: Vinnytsia Oblast'],
  },
  {
    text: 'Увага, Одеса! Загроза застосування морських дронів, залиште пляжі!',
    says: ['raise other: Odesa'],
    anyThreat: true,
  },
  {
    text: 'Нікопольський район. Загроза обстрілу. Не нехтуйте безпекою!',
    says: ['raise artillery: Nikopol Raion'],
  },
  {
    text: 'Марганець і Нікополь – відбій. Покровська громада — тривога триває.',
    says: ['end -: Marhanets, Nikopol', 'info air_raid: Pokrovske Hromada?'],
    anyThreat: true,
    anyAreas: true,
  },
  {
    text: 'Ворожий БпЛА над Броварами! Залишайтеся в укриттях.',
    says: ['raise drone: Brovary'],
  },
  {
    text: 'Сьогодні о 12:00 у Львові пролунає навчальна повітряна тривога. Прохання зберігати спокій.',
    says: ['info air_raid: Lviv'],
  },
  {
    text: 'Повітряну тривогу в Полтавській області скасували о 6.20.',
    says: ['end air_raid: Poltava Oblast'],
    time: ['о 6.20'],
  },
  {
    text: 'Черкаська, Київська області — загроза крилатих ракет. Летять з Чорного моря.',
    says: ['raise missile: Cherkasy Oblast, Kyiv Oblast'],
  },
  {
    text: 'Відбій ракетної небезпеки в Одеській області. У Миколаївській області – ще ні.',
    says: ['end missile: Odesa Oblast', 'info missile: Mykolaiv Oblast'],
  },
  {
    text: 'Мер Харкова Ігор Терехов повідомив про загрозу удару «Шахедів» по місту.',
    says: ['raise drone: Kharkiv'],
    issuer: 'Ihor Terekhov',
  },
  {
    text: 'Увага! Вибухи в Одесі, загроза БпЛА не минула!',
    says: ['info drone: Odesa'],
  },
  {
    text: 'Тривогу в Запоріжжі відмінили, у Запорізькому районі вона діє.',
    says: ['end air_raid: Zaporizhzhia', 'info air_raid: Zaporizhzhia Raion'],
  },
]
