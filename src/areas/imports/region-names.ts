/** The regions of Russia and Ukraine by their ISO 3166-2 codes: names in three languages, and what else people call them. */
import type { InLanguages } from '#base'

export interface RegionName {
  readonly iso: string
  readonly names: InLanguages<string>
  readonly aliases: readonly string[]
}

/** GeoNames' admin-1 number, ISO 3166-2, English, Russian, Ukrainian; after a bar, names in everyday use. */
const russian = `
01 AD; Republic of Adygea; Республика Адыгея; Республіка Адигея | Adygea; Adygeya; Адыгея
03 AL; Altai Republic; Республика Алтай; Республіка Алтай | Gorny Altai; Горный Алтай
04 ALT; Altai Krai; Алтайский край; Алтайський край
05 AMU; Amur Oblast; Амурская область; Амурська область
06 ARK; Arkhangelsk Oblast; Архангельская область; Архангельська область
07 AST; Astrakhan Oblast; Астраханская область; Астраханська область
08 BA; Republic of Bashkortostan; Республика Башкортостан; Республіка Башкортостан | Bashkortostan; Bashkiria; Башкирия; Башкортостан
09 BEL; Belgorod Oblast; Белгородская область; Бєлгородська область | Белгородчина; Бєлгородщина
10 BRY; Bryansk Oblast; Брянская область; Брянська область | Брянщина
11 BU; Republic of Buryatia; Республика Бурятия; Республіка Бурятія | Buryatia; Бурятия
12 CE; Chechen Republic; Чеченская Республика; Чеченська Республіка | Chechnya; Чечня
13 CHE; Chelyabinsk Oblast; Челябинская область; Челябінська область
15 CHU; Chukotka Autonomous Okrug; Чукотский автономный округ; Чукотський автономний округ | Chukotka; Чукотка
16 CU; Chuvash Republic; Чувашская Республика; Чуваська Республіка | Chuvashia; Чувашия; Чувашія
17 DA; Republic of Dagestan; Республика Дагестан; Республіка Дагестан | Dagestan; Дагестан
19 IN; Republic of Ingushetia; Республика Ингушетия; Республіка Інгушетія | Ingushetia; Ингушетия; Інгушетія
20 IRK; Irkutsk Oblast; Иркутская область; Іркутська область
21 IVA; Ivanovo Oblast; Ивановская область; Івановська область
22 KB; Kabardino-Balkarian Republic; Кабардино-Балкарская Республика; Кабардино-Балкарська Республіка | Kabardino-Balkaria; Кабардино-Балкария
23 KGD; Kaliningrad Oblast; Калининградская область; Калінінградська область
24 KL; Republic of Kalmykia; Республика Калмыкия; Республіка Калмикія | Kalmykia; Калмыкия; Калмикія
25 KLU; Kaluga Oblast; Калужская область; Калузька область | Калужчина
27 KC; Karachay-Cherkess Republic; Карачаево-Черкесская Республика; Карачаєво-Черкеська Республіка | Karachay-Cherkessia; Карачаево-Черкесия
28 KR; Republic of Karelia; Республика Карелия; Республіка Карелія | Karelia; Карелия
29 KEM; Kemerovo Oblast; Кемеровская область; Кемеровська область | Kuzbass; Кузбасс
30 KHA; Khabarovsk Krai; Хабаровский край; Хабаровський край
31 KK; Republic of Khakassia; Республика Хакасия; Республіка Хакасія | Khakassia; Хакасия
32 KHM; Khanty-Mansi Autonomous Okrug; Ханты-Мансийский автономный округ; Ханти-Мансійський автономний округ | Yugra; Югра; ХМАО
33 KIR; Kirov Oblast; Кировская область; Кіровська область
34 KO; Komi Republic; Республика Коми; Республіка Комі | Komi; Коми
37 KOS; Kostroma Oblast; Костромская область; Костромська область
38 KDA; Krasnodar Krai; Краснодарский край; Краснодарський край | Kuban; Кубань
40 KGN; Kurgan Oblast; Курганская область; Курганська область
41 KRS; Kursk Oblast; Курская область; Курська область | Курщина
42 LEN; Leningrad Oblast; Ленинградская область; Ленінградська область | Ленобласть
43 LIP; Lipetsk Oblast; Липецкая область; Липецька область
44 MAG; Magadan Oblast; Магаданская область; Магаданська область
45 ME; Mari El Republic; Республика Марий Эл; Республіка Марій Ел | Mari El; Марий Эл
46 MO; Republic of Mordovia; Республика Мордовия; Республіка Мордовія | Mordovia; Мордовия
47 MOS; Moscow Oblast; Московская область; Московська область | Подмосковье; Підмосков’я; Podmoskovye
48 MOW; Moscow; Москва; Москва
49 MUR; Murmansk Oblast; Мурманская область; Мурманська область
50 NEN; Nenets Autonomous Okrug; Ненецкий автономный округ; Ненецький автономний округ
51 NIZ; Nizhny Novgorod Oblast; Нижегородская область; Нижньогородська область
52 NGR; Novgorod Oblast; Новгородская область; Новгородська область
53 NVS; Novosibirsk Oblast; Новосибирская область; Новосибірська область
54 OMS; Omsk Oblast; Омская область; Омська область
55 ORE; Orenburg Oblast; Оренбургская область; Оренбурзька область | Оренбуржье
56 ORL; Oryol Oblast; Орловская область; Орловська область | Orel Oblast; Орловщина
57 PNZ; Penza Oblast; Пензенская область; Пензенська область
59 PRI; Primorsky Krai; Приморский край; Приморський край | Primorye; Приморье
60 PSK; Pskov Oblast; Псковская область; Псковська область
61 ROS; Rostov Oblast; Ростовская область; Ростовська область
62 RYA; Ryazan Oblast; Рязанская область; Рязанська область
63 SA; Sakha Republic; Республика Саха; Республіка Саха | Yakutia; Якутия; Якутія
64 SAK; Sakhalin Oblast; Сахалинская область; Сахалінська область | Сахалин
65 SAM; Samara Oblast; Самарская область; Самарська область
66 SPE; Saint Petersburg; Санкт-Петербург; Санкт-Петербург | St. Petersburg; Петербург; Питер; Ленинград; Leningrad
67 SAR; Saratov Oblast; Саратовская область; Саратовська область
68 SE; Republic of North Ossetia–Alania; Республика Северная Осетия — Алания; Республіка Північна Осетія — Аланія | North Ossetia; Северная Осетия; Північна Осетія
69 SMO; Smolensk Oblast; Смоленская область; Смоленська область | Смоленщина
70 STA; Stavropol Krai; Ставропольский край; Ставропольський край | Ставрополье
71 SVE; Sverdlovsk Oblast; Свердловская область; Свердловська область
72 TAM; Tambov Oblast; Тамбовская область; Тамбовська область | Тамбовщина
73 TA; Republic of Tatarstan; Республика Татарстан; Республіка Татарстан | Tatarstan; Татарстан
75 TOM; Tomsk Oblast; Томская область; Томська область
76 TUL; Tula Oblast; Тульская область; Тульська область
77 TVE; Tver Oblast; Тверская область; Тверська область
78 TYU; Tyumen Oblast; Тюменская область; Тюменська область
79 TY; Tuva Republic; Республика Тыва; Республіка Тива | Tuva; Тува; Тыва
80 UD; Udmurt Republic; Удмуртская Республика; Удмуртська Республіка | Udmurtia; Удмуртия
81 ULY; Ulyanovsk Oblast; Ульяновская область; Ульяновська область
83 VLA; Vladimir Oblast; Владимирская область; Владимирська область
84 VGG; Volgograd Oblast; Волгоградская область; Волгоградська область
85 VLG; Vologda Oblast; Вологодская область; Вологодська область
86 VOR; Voronezh Oblast; Воронежская область; Воронезька область
87 YAN; Yamalo-Nenets Autonomous Okrug; Ямало-Ненецкий автономный округ; Ямало-Ненецький автономний округ | Yamal; Ямал; ЯНАО
88 YAR; Yaroslavl Oblast; Ярославская область; Ярославська область
89 YEV; Jewish Autonomous Oblast; Еврейская автономная область; Єврейська автономна область | Birobidzhan Region
90 PER; Perm Krai; Пермский край; Пермський край | Прикамье
91 KYA; Krasnoyarsk Krai; Красноярский край; Красноярський край
92 KAM; Kamchatka Krai; Камчатский край; Камчатський край | Kamchatka; Камчатка
93 ZAB; Zabaykalsky Krai; Забайкальский край; Забайкальський край | Transbaikal; Забайкалье
`

/** The same of Ukraine. */
const ukrainian = `
01 71; Cherkasy Oblast; Черкасская область; Черкаська область
02 74; Chernihiv Oblast; Черниговская область; Чернігівська область
03 77; Chernivtsi Oblast; Черновицкая область; Чернівецька область | Буковина; Bukovyna
04 12; Dnipropetrovsk Oblast; Днепропетровская область; Дніпропетровська область | Dnipro Oblast
05 14; Donetsk Oblast; Донецкая область; Донецька область | ДНР; DPR; DNR
06 26; Ivano-Frankivsk Oblast; Ивано-Франковская область; Івано-Франківська область | Прикарпаття; Прикарпатье
07 63; Kharkiv Oblast; Харьковская область; Харківська область
08 65; Kherson Oblast; Херсонская область; Херсонська область
09 68; Khmelnytskyi Oblast; Хмельницкая область; Хмельницька область
10 35; Kirovohrad Oblast; Кировоградская область; Кіровоградська область | Kropyvnytskyi Oblast
11 43; Autonomous Republic of Crimea; Автономная Республика Крым; Автономна Республіка Крим | Crimea; Крым; Крим; Republic of Crimea; Республика Крым; Республіка Крим
12 30; Kyiv; Киев; Київ | Kyiv City; Kiev; м. Київ
13 32; Kyiv Oblast; Киевская область; Київська область | Kiev Oblast
14 09; Luhansk Oblast; Луганская область; Луганська область | ЛНР; LPR; LNR
15 46; Lviv Oblast; Львовская область; Львівська область
16 48; Mykolaiv Oblast; Николаевская область; Миколаївська область
17 51; Odesa Oblast; Одесская область; Одеська область | Odessa Oblast
18 53; Poltava Oblast; Полтавская область; Полтавська область
19 56; Rivne Oblast; Ровенская область; Рівненська область
20 40; Sevastopol; Севастополь; Севастополь | м. Севастополь
21 59; Sumy Oblast; Сумская область; Сумська область
22 61; Ternopil Oblast; Тернопольская область; Тернопільська область
23 05; Vinnytsia Oblast; Винницкая область; Вінницька область
24 07; Volyn Oblast; Волынская область; Волинська область | Волинь; Волынь; Volyn; Volhynia
25 21; Zakarpattia Oblast; Закарпатская область; Закарпатська область | Закарпаття; Закарпатье; Zakarpattia; Transcarpathia
26 23; Zaporizhzhia Oblast; Запорожская область; Запорізька область | Zaporozhye Oblast
27 18; Zhytomyr Oblast; Житомирская область; Житомирська область
`

const byPath = new Map<string, RegionName>()
const byIso = new Map<string, RegionName>()
for (const [country, table] of [
  ['RU', russian],
  ['UA', ukrainian],
] as const)
  for (const line of table.trim().split('\n')) {
    const [official = '', everyday = ''] = line.split(' | ')
    const [codes = '', en = '', ru = '', uk = ''] = official.split('; ')
    const [path, iso] = codes.split(' ')
    const aliases = everyday === '' ? [] : everyday.split('; ')
    const region = { iso: `${country}-${iso}`, names: { en, ru, uk }, aliases }
    byPath.set(`${country}.${path}`, region)
    byIso.set(region.iso, region)
  }

/** By GeoNames' path: `RU.43`. */
export function regionByPath(path: string): RegionName | undefined {
  return byPath.get(path)
}

/** By ISO 3166-2: `RU-LIP`, `UA-12`. */
export function regionByIso(iso: string): RegionName | undefined {
  return byIso.get(iso)
}
