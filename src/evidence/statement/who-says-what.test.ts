/** Whole reports, each sentence our own, with who says what in them: a row is a text and a line for every statement that is not the author’s. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import { readStatements } from './statements.ts'

const reports: readonly (readonly [text: string, ...said: string[]])[] = [
  [
    "A freight train derailed near Chesterton early on Tuesday. Sheriff Dana Whitcomb's statement that two crew members had been hurt was later repeated by the railway. The railway denied that any chemicals had leaked, but confirmed damage to the embankment.",
    "– (railway) asserts: Sheriff Dana Whitcomb's statement that two crew members had been hurt",
    'Dana Whitcomb (sheriff) asserts: two crew members had been hurt',
    '– (railway) denies: any chemicals had leaked',
    '– (railway) confirms: damage to the embankment',
  ],
  [
    'Kherson came under artillery fire on Sunday, the head of the regional military administration, Oleksandr Prokudin, said. According to him, a 61-year-old man was killed. The official also urged people not to leave their shelters.',
    'Oleksandr Prokudin (head of the regional military administration) asserts: Kherson came under artillery fire on Sunday',
    'Oleksandr Prokudin (head of the regional military administration) asserts: a 61-year-old man was killed',
    'Oleksandr Prokudin (head of the regional military administration) calls-for: people not to leave their shelters',
  ],
  [
    'Reuters, citing the Bulgarian defence minister, Atanas Zapryanov, reported that a naval drone had washed ashore near Tyulenovo. The navy blew it up, as confirmed by the mayor of Shabla.',
    'Reuters (–) asserts: a naval drone had washed ashore near Tyulenovo',
    'Atanas Zapryanov (Bulgarian defence minister) asserts: a naval drone had washed ashore near Tyulenovo',
    '– (mayor of Shabla) confirms: The navy blew it up',
  ],
  [
    "Ukraine's air force said it shot down 41 of 60 drones launched overnight; Russia's defence ministry claimed that 34 Ukrainian drones were destroyed over five regions. Neither claim could be verified.",
    "Ukraine's air force (air force) asserts: it shot down 41 of 60 drones launched overnight",
    "Russia's defence ministry (defence ministry) asserts: 34 Ukrainian drones were destroyed over five regions",
  ],
  [
    "The claims by Kyiv that the Saky airfield was hit overnight were dismissed by Crimea's Moscow-appointed leader, Sergei Aksyonov, who insisted that all drones had been intercepted.",
    "Sergei Aksyonov (Crimea's Moscow-appointed leader) denies: claims by Kyiv that the Saky airfield was hit overnight",
    'Kyiv (–) asserts: the Saky airfield was hit overnight',
    "Sergei Aksyonov (Crimea's Moscow-appointed leader) asserts: all drones had been intercepted",
  ],
  [
    'The IAEA said that the Russian operators had told its team that a drone had exploded close to Unit 6. Director General Rafael Grossi called the incident “a serious escalation” and called for maximum restraint.',
    'IAEA (international organisation) asserts: the Russian operators had told its team that a drone had exploded close to Unit 6',
    '– (Russian operators) asserts: a drone had exploded close to Unit 6',
    'Rafael Grossi (director general) asserts: the incident “a serious escalation”',
    'Rafael Grossi (director general) calls-for: maximum restraint',
  ],
  [
    'Ночью над Воронежской областью сбили пять беспилотников, сообщил губернатор Александр Гусев. По предварительным данным, пострадавших нет. Глава региона призвал жителей не подходить к обломкам.',
    'Александр Гусев (губернатор) asserts: Ночью над Воронежской областью сбили пять беспилотников',
    'Александр Гусев (губернатор) denies: По предварительным данным, пострадавших нет',
    'Александр Гусев (губернатор) calls-for: жителей не подходить к обломкам',
  ],
  [
    'Минобороны опровергло сообщения о падении самолёта под Ярославлем, однако подтвердило потерю связи с экипажем. Источник в экстренных службах утверждал ранее, что борт разбился у деревни Кормилицино.',
    'Минобороны (Министерство обороны) denies: сообщения о падении самолёта под Ярославлем',
    'Минобороны (Министерство обороны) confirms: потерю связи с экипажем',
    '– (источник в экстренных службах) asserts: борт разбился у деревни Кормилицино',
  ],
  [
    'По заявлению начальника ГУ МЧС по Курганской области Олега Рожкова, уровень Тобола вырос за сутки на 40 сантиметров. Эвакуированы 1200 человек, уточнил он. Власти просят жителей низин не возвращаться в дома.',
    'Олег Рожков (начальник ГУ МЧС по Курганской области) asserts: уровень Тобола вырос за сутки на 40 сантиметров',
    'Олег Рожков (начальник ГУ МЧС по Курганской области) asserts: Эвакуированы 1200 человек',
    '– (власти) calls-for: жителей низин не возвращаться в дома',
  ],
  [
    'Песков заявил, что Зеленский сообщил Макрону о готовности отвести войска. В Киеве это назвали ложью.',
    'Дмитрий Песков (пресс-секретарь президента России) asserts: Зеленский сообщил Макрону о готовности отвести войска',
    'Владимир Зеленский (президент Украины) asserts: Макрону о готовности отвести войска',
    'Киев (–) denies: ложью',
  ],
  [
    'ТАСС со ссылкой на оперативный штаб Краснодарского края передаёт: обломки БПЛА упали на территорию НПЗ в Славянске-на-Кубани, возник пожар. Пострадавших, по данным штаба, нет.',
    'ТАСС (–) asserts: обломки БПЛА упали на территорию НПЗ в Славянске-на-Кубани, возник пожар',
    'оперативный штаб Краснодарского края (оперативный штаб Краснодарского края) asserts: обломки БПЛА упали на территорию НПЗ в Славянске-на-Кубани, возник пожар',
    'оперативный штаб Краснодарского края (оперативный штаб Краснодарского края) denies: Пострадавших, по данным штаба, нет',
  ],
  [
    "На Закарпатті через паводок підтоплено 40 подвір'їв. Про це поінформували у ДСНС. Рятувальники відкачують воду, евакуйовано шістьох людей, додали у відомстві.",
    "ДСНС (Державна служба з надзвичайних ситуацій) asserts: На Закарпатті через паводок підтоплено 40 подвір'їв",
    'ДСНС (Державна служба з надзвичайних ситуацій) asserts: Рятувальники відкачують воду, евакуйовано шістьох людей',
  ],
  [
    "Заява Міноборони РФ про захоплення Куп'янська не відповідає дійсності, повідомив речник угруповання «Дніпро» Віктор Трегубов. Місто під контролем Сил оборони, запевнив він.",
    "Віктор Трегубов (речник угруповання «Дніпро») denies: Заява Міноборони РФ про захоплення Куп'янська не відповідає дійсності",
    "Міноборони РФ (Міністерство оборони) asserts: захоплення Куп'янська",
    'Віктор Трегубов (речник угруповання «Дніпро») asserts: Місто під контролем Сил оборони',
  ],
  [
    'Гідрометцентр попередив про шквали на заході країни. За прогнозом синоптикині Наталки Діденко, вітер сягатиме 25 м/с. Можливі перебої зі світлом, припускають енергетики.',
    'Гідрометцентр (Гідрометцентр) asserts: про шквали на заході країни',
    'Наталка Діденко (синоптикиня) asserts: вітер сягатиме 25 м/с',
    '– (енергетики) speculates: Можливі перебої зі світлом',
  ],
  [
    '«Пожежу на складі ліквідовано о 5:20, потерпілих немає», – йдеться у зведенні ГУ ДСНС у Полтавській області. Раніше начальник ОВА Володимир Когут писав про двох травмованих.',
    'ГУ ДСНС у Полтавській області (Державна служба з надзвичайних ситуацій) asserts: «Пожежу на складі ліквідовано о 5:20, потерпілих немає»',
    'Володимир Когут (начальник ОВА) asserts: про двох травмованих',
  ],
  [
    'Two villages in Catanduanes were cut off by a landslide on Wednesday, the provincial disaster office said in its evening bulletin. Its head, Roberto Monterola, added that rescuers had reached the first one but not the second. He denied reports of looting.',
    'provincial disaster office (emergency agency) asserts: Two villages in Catanduanes were cut off by a landslide on Wednesday',
    'Roberto Monterola (head) asserts: rescuers had reached the first one but not the second',
    'Roberto Monterola (head) denies: reports of looting',
  ],
  [
    '"Evacuation buses leave at noon," Mykola Lukashuk, chairman of the Dnipropetrovsk regional council, wrote on Facebook. "Take documents and medicine." The chairman noted that three settlements had no electricity.',
    'Mykola Lukashuk (chairman of the Dnipropetrovsk regional council) asserts: "Evacuation buses leave at noon,"',
    'Mykola Lukashuk (chairman of the Dnipropetrovsk regional council) calls-for: "Take documents and medicine."',
    'Mykola Lukashuk (chairman of the Dnipropetrovsk regional council) asserts: three settlements had no electricity',
  ],
  [
    'По словам очевидцев, огонь охватил склад за считаные минуты. В пресс-службе регионального главка МЧС рассказали, что площадь пожара достигла двух тысяч квадратных метров. Сообщения о взрыве газовых баллонов в ведомстве опровергли.',
    '– (очевидцы) asserts: огонь охватил склад за считаные минуты',
    'пресс-служба регионального главка МЧС (Министерство по чрезвычайным ситуациям) asserts: площадь пожара достигла двух тысяч квадратных метров',
    'пресс-служба регионального главка МЧС (Министерство по чрезвычайным ситуациям) denies: Сообщения о взрыве газовых баллонов',
  ],
  [
    'Министр обороны Литвы Довиле Шакалене назвала инцидент провокацией. Она заявила, что дрон пролетел над Вильнюсом на высоте 200 метров и упал на полигоне. Белоруссия, по её словам, не отвечает на запросы.',
    'Довиле Шакалене (министр обороны Литвы) asserts: инцидент провокацией',
    'Довиле Шакалене (министр обороны Литвы) asserts: дрон пролетел над Вильнюсом на высоте 200 метров и упал на полигоне',
    'Довиле Шакалене (министр обороны Литвы) asserts: Белоруссия, по её словам, не отвечает на запросы',
  ],
  [
    'У Міненерго не виключають нових обмежень. Очільниця міністерства Світлана Гринчук каже, що дефіцит зросте до 2 ГВт, однак запевняє: лікарні матимуть світло.',
    'Міненерго (Міністерство енергетики) speculates: нових обмежень',
    'Світлана Гринчук (очільниця міністерства) asserts: дефіцит зросте до 2 ГВт',
    'Світлана Гринчук (очільниця міністерства) asserts: лікарні матимуть світло',
  ],
  [
    "Начальник Одеської МВА Сергій Лисак підтвердив влучання в дев'ятиповерхівку, але заперечив загибель дитини. Кіпер пише, що постраждали семеро.",
    "Сергій Лисак (начальник Одеської МВА) confirms: влучання в дев'ятиповерхівку",
    'Сергій Лисак (начальник Одеської МВА) denies: загибель дитини',
    'Кіпер (–) asserts: постраждали семеро',
  ],
  [
    'As reported by Ukrenergo, emergency shutdowns are in force in Kyiv, Odesa and Poltava regions. The situation is difficult, the operator admits, and will not improve before Friday.',
    'Ukrenergo (Ukrainian power grid operator) asserts: emergency shutdowns are in force in Kyiv, Odesa and Poltava regions',
    'Ukrenergo (Ukrainian power grid operator) asserts: The situation is difficult, the operator admits, and will not improve before Friday',
  ],
  [
    "Finland's president Alexander Stubb has said he sees no immediate threat, while the defence minister, Antti Häkkänen, urged citizens to stock up for 72 hours. Neither of them named Russia.",
    "Alexander Stubb (Finland's president) denies: he sees no immediate threat",
    'Antti Häkkänen (defence minister) calls-for: citizens to stock up for 72 hours',
  ],
  [
    'В Туапсе горит нефтеналивной терминал. Как сообщил глава Туапсинского округа Сергей Бойко, в порту упали обломки, загорелись два судна. «Экипажи не пострадали», — заверил он. Росморречфлот от комментариев воздержался.',
    'Сергей Бойко (глава Туапсинского округа) asserts: в порту упали обломки, загорелись два судна',
    'Сергей Бойко (глава Туапсинского округа) denies: «Экипажи не пострадали»',
    'Росморречфлот (Росморречфлот) declines: Росморречфлот от комментариев воздержался',
  ],
  [
    'Вячеслав Федорищев: в Новокуйбышевске погибла женщина, ещё двое ранены. Предварительно, беспилотник попал в жилой дом. Ранее местные паблики сообщали о трёх погибших, но губернатор эту информацию опроверг.',
    'Вячеслав Федорищев (–) asserts: в Новокуйбышевске погибла женщина, ещё двое ранены',
    'Вячеслав Федорищев (–) asserts: Предварительно, беспилотник попал в жилой дом',
    '– (местные паблики) asserts: о трёх погибших',
    '– (губернатор) denies: губернатор эту информацию опроверг',
  ],
  [
    'Пожар на подстанции «Южная» ликвидирован, рассказали РИА Новости в МЧС. По версии следствия, причиной стало короткое замыкание, хотя энергетики это отрицают.',
    'МЧС (Министерство по чрезвычайным ситуациям) asserts: Пожар на подстанции «Южная» ликвидирован',
    '– (следствие) asserts: причиной стало короткое замыкание',
    '– (энергетики) denies: энергетики это отрицают',
  ],
  [
    'Пхеньян осуществил пуск двух баллистических ракет, утверждает Объединённый комитет начальников штабов Южной Кореи. Японская береговая охрана, со своей стороны, сообщила лишь об одном пуске. Токио выразил протест.',
    'Объединённый комитет начальников штабов Южной Кореи (Объединённый комитет начальников штабов Южной Кореи) asserts: Пхеньян осуществил пуск двух баллистических ракет',
    'Японская береговая охрана (Японская береговая охрана) asserts: лишь об одном пуске',
  ],
  [
    'Як розповів hromadske рятувальник Андрій Мельник, дівчинку дістали живою через 16 годин. «Вона весь час розмовляла з нами», – пригадує чоловік. Лікарі оцінюють її стан як стабільний.',
    'Андрій Мельник (рятувальник) asserts: дівчинку дістали живою через 16 годин',
    'Андрій Мельник (рятувальник) asserts: «Вона весь час розмовляла з нами»',
    '– (лікарі) asserts: її стан як стабільний',
  ],
  [
    'An official with the National Weather Service, Carla Jennings, warned that the levee could fail overnight. "If you are in the flood zone, leave now," she told a press conference in Grafton. Mayor Pete Sandoval\'s office later said two shelters had opened.',
    'Carla Jennings (official with the National Weather Service) speculates: the levee could fail overnight',
    'Carla Jennings (official with the National Weather Service) calls-for: "If you are in the flood zone, leave now,"',
    "Pete Sandoval's office (office) asserts: two shelters had opened",
  ],
  [
    "South Korea's Joint Chiefs of Staff announced that the North had fired several short-range ballistic missiles toward the East Sea. Details were being analysed by Seoul and Washington, it added in a text message to reporters. Pyongyang's state media did not mention a launch.",
    "South Korea's Joint Chiefs of Staff (general staff of the armed forces) asserts: the North had fired several short-range ballistic missiles toward the East Sea",
    "South Korea's Joint Chiefs of Staff (general staff of the armed forces) asserts: Details were being analysed by Seoul and Washington",
    "Pyongyang's state media (media) declines: Pyongyang's state media did not mention a launch",
  ],
  [
    'The number of dead in the mine has risen to 14, two officials familiar with the rescue told AFP. The company has not published a figure. In a statement, the union SPM accused it of hiding the truth.',
    '– (officials familiar with the rescue) asserts: The number of dead in the mine has risen to 14',
    '– (company) declines: The company has not published a figure',
    'SPM (union) asserts: it of hiding the truth',
  ],
  [
    'Силы ПВО за ночь перехватили и уничтожили 68 украинских беспилотников, отчиталось Минобороны РФ. По его сведениям, больше всего — 22 — сбито над Брянской областью. Глава региона Александр Богомаз добавил, что разрушений нет.',
    'Минобороны РФ (Министерство обороны) asserts: Силы ПВО за ночь перехватили и уничтожили 68 украинских беспилотников',
    'Минобороны РФ (Министерство обороны) asserts: больше всего — 22 — сбито над Брянской областью',
    'Александр Богомаз (глава региона) denies: разрушений нет',
  ],
  [
    'Представитель СК Светлана Петренко сообщила «Интерфаксу» о возбуждении дела. Следователи считают, что капитан превысил скорость. Адвокат капитана Руслан Агаев вину подзащитного отрицает.',
    'Светлана Петренко (представитель СК) asserts: о возбуждении дела',
    '– (следователи) speculates: капитан превысил скорость',
    'Руслан Агаев (адвокат капитана) denies: вину подзащитного',
  ],
  [
    'На Рівненщині зіткнулися автобус і вантажівка: загинули двоє, ще одинадцятеро травмовані. Такі дані навела речниця обласної поліції Марія Юстицька. Водій вантажівки, ймовірно, заснув, розповіла вона.',
    'Марія Юстицька (речниця обласної поліції) asserts: На Рівненщині зіткнулися автобус і вантажівка: загинули двоє, ще одинадцятеро травмовані',
    'Марія Юстицька (речниця обласної поліції) speculates: Водій вантажівки, ймовірно, заснув',
  ],
  [
    "Kursk acting governor Alexander Khinshtein said in a Telegram post that a drone had hit an ambulance in Rylsk; its driver and a paramedic were wounded. Ukraine's General Staff has not responded to the allegation.",
    'Alexander Khinshtein (Kursk acting governor) asserts: a drone had hit an ambulance in Rylsk; its driver and a paramedic were wounded',
    "Ukraine's General Staff (general staff of the armed forces) declines: Ukraine's General Staff has not responded to the allegation",
  ],
  [
    '"We have lost contact with four fishermen," the coast guard\'s regional commander, Captain Eduardo Ruiz, told reporters on Monday. Their relatives insist the alarm was raised too late. An inquiry is under way, the ministry of the navy confirmed.',
    'Eduardo Ruiz (coast guard\'s regional commander) asserts: "We have lost contact with four fishermen,"',
    '– (relatives) asserts: the alarm was raised too late',
    'ministry of the navy (ministry) confirms: An inquiry is under way',
  ],
  [
    'На трассе М-5 столкнулись семь машин, один человек погиб. Такие сведения приводит ГУ МВД по Челябинской области. Водителей просят выбирать объезд, добавили в дорожной службе.',
    'ГУ МВД по Челябинской области (Министерство внутренних дел) asserts: На трассе М-5 столкнулись семь машин, один человек погиб',
    'дорожная служба (дорожная служба) calls-for: Водителей просят выбирать объезд',
  ],
  [
    'Минобороны Азербайджана назвало обстрел провокацией армянской стороны. В Ереване обвинения отвергли. Официальный представитель МИД Армении Ани Бадалян потребовала международного расследования.',
    'Минобороны Азербайджана (Министерство обороны) asserts: обстрел провокацией армянской стороны',
    'Ереван (–) denies: обвинения',
    'Ани Бадалян (официальный представитель МИД Армении) calls-for: международного расследования',
  ],
  [
    'Через негоду без світла 140 населених пунктів, свідчать дані Міненерго. Найскладніша ситуація на Львівщині, розповіла заступниця міністра Ольга Юхимчук. Бригади, за її словами, працюють цілодобово.',
    'Міненерго (Міністерство енергетики) asserts: Через негоду без світла 140 населених пунктів',
    'Ольга Юхимчук (заступниця міністра) asserts: Найскладніша ситуація на Львівщині',
    'Ольга Юхимчук (заступниця міністра) asserts: Бригади, за її словами, працюють цілодобово',
  ],
  [
    'У Білому домі заперечують тиск на Київ. Як пише Axios з посиланням на двох американських посадовців, нову пропозицію передадуть у четвер. Зеленський від коментарів утримався.',
    'Білий дім (–) denies: тиск на Київ',
    'Axios (–) asserts: нову пропозицію передадуть у четвер',
    '– (американські посадовці) asserts: нову пропозицію передадуть у четвер',
    'Володимир Зеленський (президент України) declines: Зеленський від коментарів утримався',
  ],
]

describe('a report', () => {
  for (const [text, ...said] of reports)
    test(`tells who says what: ${text.slice(0, 60)}`, () => {
      const words = wordsOf(text)
      const read = readStatements(text, words, languageOf(words, text)).filter(({ form }) => form !== 'own')
      assert.deepEqual(
        read.map(
          ({ speaker, role, stance, quote }) => `${speaker ?? '–'} (${role ?? '–'}) ${stance}: ${quote.text}`,
        ),
        said,
      )
    })
})
