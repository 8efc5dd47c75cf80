import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { cpuUsage } from 'node:process'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { buildGazetteer, buildHierarchy, parsePack, type Area, type AreaCode, type Gazetteer } from '#areas'
import type { Json } from '#base'
import { findPlaces } from '../place/places-in-text.ts'
import { languageOf } from '../text/text-language.ts'
import { wordsOf } from '../text/text-words.ts'
import type { Claim } from './claim.ts'
import { claimsGround, readClaims, type SaidBy } from './read-claims.ts'

const pack = parsePack(
  JSON.parse(readFileSync(new URL('../../../packs/lipetsk/pack.json', import.meta.url), 'utf8')) as Json,
)
assert.ok(pack.ok)
const lipetsk = gazetteerOf(pack.value.pack.areas)
const governor: SaidBy = { speaker: 'X', role: 'governor', stance: 'asserts', form: 'reported' }

function gazetteerOf(areas: readonly Area[]): Gazetteer {
  const built = buildHierarchy(areas)
  assert.ok(built.ok)
  return buildGazetteer(built.value)
}
const area = (code: string, kind: Area['kind'], parent: string | null, uk: string, en: string): Area => ({
  ...{ code: code as AreaCode, kind, parent: parent as AreaCode | null },
  names: { uk, en },
})

function claims(
  text: string,
  by: SaidBy = governor,
  gazetteer = lipetsk,
  saidAt: string | null = '2025-11-05T09:00:00Z',
): Claim[] {
  const words = wordsOf(text)
  const places = findPlaces(words, gazetteer, [], new Set())
  const ground = claimsGround(text, words, places, languageOf(words, text), saidAt, gazetteer.hierarchy)
  return readClaims(ground, { start: 0, end: text.length }, by)
}

/** One claim in one line: `no casualties · 0 injured · by drone · at Orsk · when overnight`. */
function say({ event, happened, quantities, weapons, place, when }: Claim): string {
  return [
    `${happened === 'no' ? 'no ' : ''}${event}`,
    ...quantities.map(
      ({ value, unit, bound }) => `${bound === 'exactly' ? '' : `${bound} `}${value} ${unit}`,
    ),
    ...weapons.map(({ threat }) => `by ${threat}`),
    ...(place === null ? [] : [`at ${place.text}`]),
    ...(when === null ? [] : [`when ${when.text}`]),
  ].join(' · ')
}

/** What sentences of war, floods, quakes, fires and outages assert, in three languages. */
const sentences: readonly (readonly [text: string, ...claims: string[]])[] = [
  [
    'Двое мирных жителей ранены при атаке дрона на село Замостье в Грайворонском округе.',
    'casualties · 2 injured · by drone · at село Замостье в Грайворонском округе',
  ],
  [
    'За минувшие сутки над территорией Курской области сбиты 34 беспилотника, пострадавших нет.',
    'interception · 34 drones · by drone · at Курской области · when За минувшие сутки',
    'no casualties · 0 injured · by drone · at Курской области · when За минувшие сутки',
  ],
  [
    'В результате удара по Белгороду погибли три человека, ещё семеро ранены, повреждены 12 квартир и два автомобиля.',
    'casualties · 3 killed · 7 injured · at Белгороду',
    'damage · 12 apartments · 2 cars · at Белгороду',
  ],
  [
    'По предварительным данным, в Таганроге пострадали двое, один из них ребёнок.',
    'casualties · 2 injured · at Таганроге',
  ],
  ['В Шебекине без света остались около 1,5 тыс. абонентов.', 'outage · about 1500 customers · at Шебекине'],
  ['На предприятии загорелся ангар площадью 400 кв. м, огонь потушен.', 'damage · 400 square metres'],
  [
    'Из-за подъёма воды в Орске подтоплены 1 400 домов, эвакуированы более 4 тысяч человек.',
    'damage · 1400 houses · at Орске',
    'evacuation · at-least 4000 evacuated · at Орске',
  ],
  [
    'Землетрясение магнитудой 5,6 произошло у берегов Камчатки, жертв и разрушений нет.',
    'other · 5.6 magnitude',
    'no casualties · 0 casualties',
    'no damage',
  ],
  ['Отбой опасности атаки БПЛА объявлен в Липецкой области.', 'no alert · by drone · at Липецкой области'],
  ['Режим воздушной опасности отменён.', 'no alert'],
  [
    'Дежурными средствами ПВО перехвачены и уничтожены двадцать один беспилотник.',
    'interception · 21 drones · by drone',
  ],
  [
    'По населённым пунктам Шебекинского округа выпущено 17 снарядов, повреждены частный дом и хозпостройка.',
    'strike · 17 shells · by artillery · at Шебекинского округа',
    'damage · 1 houses · 1 outbuildings · by artillery · at Шебекинского округа',
  ],
  [
    'ВСУ применили восемь РСЗО HIMARS и три ракеты «Ольха», сообщили в Минобороны.',
    'strike · 8 rockets · 3 missiles · by rocket-artillery · by null',
  ],
  ['Радиационный фон в норме и составляет 0,12 мкЗв/ч.', 'no radiation · 0.12 microsieverts per hour'],
  ['Лесной пожар охватил более 2,5 тыс. гектаров.', 'damage · at-least 2500 hectares'],
  ['В больнице скончался 56-летний мужчина, раненный накануне.', 'casualties · 1 killed · when накануне'],
  ['В Самаре прогремели взрывы.', 'other · at Самаре'],
  ['Сотрудники МЧС спасли 14 человек, двое пропали без вести.', 'casualties · 14 rescued · 2 missing'],
  ['Завод выпускает до 2700 «Гераней» в месяц.', 'production · up-to 2700 drones per month · by drone'],
  ['Россия перебросила на аэродром Оленья семь Ту-95МС.', 'deployment · 7 aircraft · by aircraft'],
  ['Вследствие атаки пострадали две женщины 1956 и 1971 годов рождения.', 'casualties · 2 injured'],
  [
    'С 20:00 до 06:00 мск над регионом сбито пять дронов самолётного типа.',
    'interception · 5 drones · by drone · when С 20:00 до 06:00 мск',
  ],
  ['Четверо, в том числе двое детей, госпитализированы.', 'casualties · 4 hospitalised · 2 children'],
  [
    'Вночі ворог атакував Одещину 15 ударними дронами, 12 з них збито.',
    'strike · 15 drones · by drone · when Вночі',
    'interception · 12 drones · by drone · when Вночі',
  ],
  [
    'Уночі на 4 листопада противник атакував ракетами "Іскандер-М" та 79 ударними БпЛА типу Shahed.',
    'strike · 79 drones · by ballistic-missile · by drone · when Уночі на 4 листопада',
  ],
  [
    'За добу на Харківщині постраждали шестеро людей, серед них дитина.',
    'casualties · 6 injured · at Харківщині · when За добу',
  ],
  [
    'У Херсоні через російський удар пошкоджено багатоквартирний будинок, троє поранених.',
    'damage · 1 apartment buildings · at Херсоні',
    'casualties · 3 injured · at Херсоні',
  ],
  [
    'Без світла залишилися понад 30 тисяч абонентів у Чернігівській області.',
    'outage · at-least 30000 customers · at Чернігівській області',
  ],
  ['Загиблих та постраждалих немає.', 'no casualties · 0 killed · 0 injured'],
  ['Відбій повітряної тривоги в Києві.', 'no alert · at Києві'],
  ['Рятувальники ліквідували пожежу на площі 200 кв. м.', 'damage · 200 square metres'],
  ["Через негоду знеструмлено 87 населених пунктів у п'яти областях.", 'outage · 87 settlements · 5 regions'],
  ['Радіаційний фон у межах норми.', 'no radiation'],
  [
    'На Сумщині з небезпечних районів евакуйовано 1 240 осіб, зокрема 163 дитини.',
    'evacuation · 1240 evacuated · 163 children · at Сумщині',
  ],
  [
    'Противник завдав удару керованими авіабомбами по селищу Білопілля, поранено двоє поліцейських.',
    'strike · by guided-bomb · at селищу Білопілля',
    'casualties · 2 injured · by guided-bomb · at селищу Білопілля',
  ],
  [
    'Ворог випустив по Україні понад 400 безпілотників і близько 40 ракет.',
    'strike · at-least 400 drones · about 40 missiles · by drone · by null · at Україні',
  ],
  ['Знищено близько 20 крилатих ракет Х-101.', 'interception · about 20 cruise missiles · by cruise-missile'],
  [
    'Пошкоджено дах приватного будинку, газогін та ЛЕП.',
    'damage · 1 houses · 1 gas pipelines · 1 power lines',
  ],
  ['За словами голови ОВА, ніхто не постраждав.', 'no casualties · 0 injured'],
  ['Ймовірно, це був дрон-камікадзе.', 'statement · by drone'],
  ['В області оголошено штормове попередження на 6 листопада.', 'alert · when на 6 листопада'],
  [
    'Four people were killed and at least 17 injured when a missile hit an apartment block in Ternopil on Wednesday.',
    'casualties · 4 killed · at-least 17 injured · by null · at Ternopil · when on Wednesday',
    'strike · 1 missiles · by null · at Ternopil · when on Wednesday',
  ],
  [
    'No casualties were reported after debris fell in the Dniprovskyi district.',
    'no casualties · 0 casualties · at Dniprovskyi district',
    'damage · at Dniprovskyi district',
  ],
  [
    'Air defences shot down 57 of 72 drones overnight.',
    'interception · 57 drones · by drone · when overnight',
  ],
  [
    'The governor said 12 houses, a school and three cars were damaged in the town of Nikopol.',
    'damage · 12 houses · 1 schools · 3 cars · at town of Nikopol',
  ],
  [
    'A magnitude 6.1 earthquake struck off the coast of Honshu at 05:14 local time; no tsunami warning was issued.',
    'other · 6.1 magnitude · at Honshu · when at 05:14 local time',
    'no alert · at Honshu · when at 05:14 local time',
  ],
  [
    'Floodwaters inundated more than 3,000 homes in Orenburg and forced 6,500 people to evacuate.',
    'damage · at-least 3000 houses · at Orenburg',
    'evacuation · 6500 evacuated · at Orenburg',
  ],
  [
    'About 20,000 customers were without power on Tuesday morning.',
    'outage · about 20000 customers · when on Tuesday morning',
  ],
  [
    'A wildfire has burned 1,200 hectares near Alexandroupolis, and two firefighters were injured.',
    'damage · 1200 hectares · at Alexandroupolis',
    'casualties · 2 injured · at Alexandroupolis',
  ],
  ['The alert was lifted at 03:20.', 'no alert · when at 03:20'],
  [
    'Air raid sirens sounded in Kyiv shortly after midnight.',
    'siren · at Kyiv · when shortly after midnight',
  ],
  [
    'The attack killed a 35-year-old woman and wounded two dozen others.',
    'casualties · 1 killed · 24 injured',
  ],
  [
    'Russia fired 35 missiles, including seven Kinzhals, and 116 Shahed-136 drones at Ukraine.',
    'strike · 35 missiles · 7 missiles · 116 drones · by aeroballistic-missile · by drone · by null · at Ukraine',
  ],
  ['Radiation levels at the plant remain normal.', 'no radiation'],
  [
    'Russia produces up to 120 Iskander-M missiles a month.',
    'production · up-to 120 missiles per month · by ballistic-missile',
  ],
  ['The damage is estimated at $1.2 million.', 'damage · about 1200000 USD'],
  ['Nobody was killed or injured.', 'no casualties · 0 killed · 0 injured'],
  [
    'The fire destroyed a warehouse and damaged five houses in Zelenograd.',
    'damage · 1 warehouses · 5 houses · at Zelenograd',
  ],
  [
    'Two Iskander ballistic missiles struck Poltava, killing more than 50 people.',
    'strike · 2 missiles · by ballistic-missile',
    'casualties · at-least 50 killed · by ballistic-missile',
  ],
  ['Half a million people lost power after the storm.', 'outage · 500000 people without power'],
  [
    'A drone hit the fifth floor of a building; one person died and eight people, including two children, were wounded.',
    'strike · 1 drones · by drone',
    'casualties · 1 killed · 8 injured · 2 children · by drone',
  ],
  ['The dam gave way and 80 settlements were flooded.', 'other', 'damage · 80 settlements'],
  [
    'North Korea tested a new hypersonic missile on 6 January 2025.',
    'weapon-test · by aeroballistic-missile · when on 6 January 2025',
  ],
  ['The evacuation of 500 residents of Kherson has been completed.', 'evacuation · 500 evacuated'],
  [
    'Three of the four drones were intercepted; the fourth hit a substation.',
    'interception · 3 drones · by drone',
    'strike · by drone',
  ],
  [
    'Some 1.4 million people in the Sumy region were left without electricity.',
    'outage · about 1400000 people without power · at Sumy region',
  ],
  [
    'An avalanche in the Elbrus area buried six climbers, three of whom died.',
    'casualties · 6 trapped · 3 killed · at Elbrus',
  ],
  ['Sandu condemned the strike and called for more air defence.', 'statement'],
  ['Officials said the gas leak injured 11 workers at the chemical plant.', 'casualties · 11 injured'],
  ['The death toll has risen to 31.', 'casualties · 31 killed'],
  ['Three aircraft carriers put to sea on March 3.', 'deployment · 3 ships · when on March 3'],
  [
    'По данным оперштаба, из-под завалов извлечены тела пятерых погибших, поиски продолжаются.',
    'casualties · 5 killed',
  ],
  [
    'Возгорание на нефтебазе в Энгельсе локализовано на площади 1 200 кв. метров.',
    'damage · 1200 square metres · at Энгельсе',
  ],
  [
    'Дрон врезался в многоэтажку в Казани, жильцы эвакуированы.',
    'strike · 1 drones · by drone · at Казани',
    'evacuation · at Казани',
  ],
  [
    'Силами ПВО уничтожено 9 украинских дронов над Тульской областью и 4 над Калужской.',
    'interception · 9 drones · by drone · at Тульской областью',
    'interception · 4 drones · by drone · at Калужской',
  ],
  ['Обломки беспилотника упали на территорию школы, выбиты стёкла в двух классах.', 'damage · by drone'],
  ['Число погибших при обрушении подъезда выросло до 15.', 'casualties · 15 killed'],
  [
    'Прошлой ночью ВСУ пытались атаковать Новороссийск безэкипажными катерами.',
    'strike · by null · when Прошлой ночью',
  ],
  ['В Оренбурге уровень Урала поднялся на 28 см и достиг 1143 см.', 'other · 28 cm · 1143 cm · at Оренбурге'],
  [
    'Ураган повалил более сотни деревьев, обесточены 12 тысяч домов.',
    'damage · at-least 100 trees',
    'outage · 12000 houses',
  ],
  ['Погибли мать и двое её детей.', 'casualties · 3 killed'],
  ['В Курске объявлена ракетная опасность.', 'alert · at Курске'],
  ['Ракетная опасность в Курске отменена в 04:15.', 'no alert · at Курске · when в 04:15'],
  [
    'Режим ЧС введён в трёх районах Хабаровского края из-за паводка.',
    'alert · 3 districts · at Хабаровского края',
  ],
  ['Отравились 23 школьника, девять из них в больнице.', 'casualties · 23 injured · 9 hospitalised'],
  ['Дмитрий Песков заявил, что Россия готова к переговорам.', 'statement'],
  [
    'Под удар попал пункт энергоснабжения, без воды остались жители пяти многоквартирных домов.',
    'strike',
    'outage · 5 apartment buildings',
  ],
  [
    "Ворожий дрон влучив у дев'ятиповерхівку в Сумах, загинула дитина.",
    'strike · 1 drones · by drone · at Сумах',
    'casualties · 1 killed · by drone · at Сумах',
  ],
  ['Кількість поранених у Краматорську зросла до 14.', 'casualties · 14 injured · at Краматорську'],
  [
    'Сьогодні вранці над Полтавщиною збили 11 "шахедів" і дві ракети Х-59.',
    'interception · 11 drones · 2 missiles · by drone · by cruise-missile · at Полтавщиною · when Сьогодні вранці',
  ],
  [
    'Росіяни скинули на Костянтинівку чотири КАБи: зруйновано 6 будинків.',
    'strike · 4 guided bombs · by guided-bomb · at Костянтинівку',
    'damage · 6 houses · by guided-bomb · at Костянтинівку',
  ],
  [
    'У Запоріжжі оголошено повітряну тривогу через загрозу застосування балістики.',
    'alert · by ballistic-missile · at Запоріжжі',
  ],
  [
    "У Закарпатській області через паводок підтоплено 34 подвір'я.",
    'damage · 34 yards · at Закарпатській області',
  ],
  [
    'На Рівненщині стався землетрус магнітудою 3,2, руйнувань немає.',
    'other · 3.2 magnitude · at Рівненщині',
    'no damage · at Рівненщині',
  ],
  ['Не обійшлося без руйнувань: уражено склад.', 'strike'],
  ['Вибухи лунали в Миколаєві близько 23:40.', 'other · at Миколаєві · when близько 23:40'],
  [
    "Двоє людей загинули, ще п'ятеро зазнали поранень, одна людина вважається зниклою безвісти.",
    'casualties · 2 killed · 5 injured · 1 missing',
  ],
  ['Електропостачання відновлено для 8 тисяч родин.', 'no outage · 8000 households'],
  ['На тимчасово окупованій ЗАЕС сталося блекаут.', 'outage · at ЗАЕС'],
  ['За попередньою інформацією, обійшлося без постраждалих.', 'no casualties · 0 injured'],
  [
    'Eleven people remain missing after a landslide buried part of a village in Kerala.',
    'casualties · 11 missing · at Kerala',
  ],
  [
    'At least a dozen homes were destroyed by the tornado that tore through Joplin on May 22, 2011.',
    'damage · at-least 12 houses · when on May 22, 2011',
  ],
  ['Power was restored to 14,000 households.', 'no outage · 14000 households'],
  ['The ministry said its forces had captured two villages.', 'other · 2 villages'],
  ['Sirens sounded across Haifa and northern Israel.', 'siren · at Haifa'],
  [
    'Russian forces launched a massive overnight attack with 728 drones and 13 missiles, the largest since 2022.',
    'strike · 728 drones · 13 missiles · by drone · by null · when overnight',
  ],
  [
    'The strike left two dead and 13 wounded, among them a 7-year-old boy.',
    'casualties · 2 killed · 13 injured',
  ],
  [
    "Ukraine's air force said it downed 61 of the 85 drones, while 19 more were lost from radar.",
    'interception · 61 drones · 19 drones · by drone',
  ],
  ['Authorities ordered the evacuation of about 2,000 residents.', 'evacuation · about 2000 evacuated'],
  [
    'The reactor was disconnected from the grid at 14:07 Kyiv time on 12 September.',
    'outage · when at 14:07 Kyiv time on 12 September',
  ],
  ['An oil spill of some 3,000 tonnes was reported near Anapa.', 'other · about 3000 tonnes · at Anapa'],
  ['No one has been evacuated so far.', 'no evacuation'],
  [
    'Heavy rain killed 6 and displaced over 40,000 people.',
    'casualties · 6 killed',
    'evacuation · at-least 40000 displaced',
  ],
  ['The volcano erupted, sending ash 10 km high.', 'other · 10 km'],
  ['The bridge was not hit.', 'no strike'],
  [
    'Five hundred drones and missiles were used in the attack.',
    'strike · 500 drones and missiles · by drone · by null',
  ],
  [
    'A Ukrainian drone strike sparked a fire at the Ryazan oil refinery, regional governor Pavel Malkov said.',
    'damage · by drone · at Ryazan oil refinery',
  ],
  [
    'Explosions were heard in Sevastopol at around 4 a.m. local time.',
    'other · at Sevastopol · when at around 4 a.m. local time',
  ],
  [
    'A ballistic missile with a range of 500 km was tested by Pyongyang on Tuesday.',
    'weapon-test · 500 km · by ballistic-missile · when on Tuesday',
  ],
  [
    'Chlorine leaked at a plant in Dzerzhinsk; 17 people were poisoned.',
    'casualties · 17 injured · at Dzerzhinsk',
  ],
  [
    'Two people, a driver and a passenger, were killed when a drone hit a minibus.',
    'casualties · 2 killed · by drone',
    'strike · 1 drones · by drone',
  ],
  [
    'in Kupiansk a woman of 82 died, while two women (35 and 83) and a man of 56 were injured.',
    'casualties · 1 killed · 3 injured · at Kupiansk',
  ],
  ['Two women (35 and 83) and a man of 56 were injured.', 'casualties · 3 injured'],
  ['Two women and a man were injured.', 'casualties · 3 injured'],
  [
    'Близько 06:58 – пуск ракети "Кинджал" із Сумської області, летить до Києва та Чернігівщини.',
    'strike · 1 missiles · by aeroballistic-missile · when Близько 06:58',
  ],
  ['Зафіксовано пуск ракети.', 'strike · 1 missiles · by null'],
  ['Поранені жінка, двоє чоловіків та 12-річна дівчинка.', 'casualties · 4 injured'],
  ['Погибли мужчина и две женщины, ранены трое.', 'casualties · 3 killed · 3 injured'],
  [
    'На Кубани беспилотник атаковал НПЗ, площадь пожара составила 300 квадратных метров.',
    'strike · 1 drones · by drone · at Кубани',
    'damage · 300 square metres · by drone · at Кубани',
  ],
  [
    'В Ростовской области сбиты семь БПЛА, один человек получил ранения, сообщил врио губернатора.',
    'interception · 7 drones · by drone · at Ростовской области',
    'casualties · 1 injured · by drone · at Ростовской области',
  ],
  ['Подтопленными остаются 312 жилых домов и 560 приусадебных участков.', 'damage · 312 houses · 560 yards'],
  [
    'Из-за аварии на теплотрассе без отопления остались 18 многоквартирных домов, две школы и детский сад.',
    'outage · 18 apartment buildings · 2 schools · 1 kindergartens',
  ],
  ['В ДТП погиб 24-летний водитель.', 'casualties · 1 killed'],
  ['Толчки силой 4 балла ощущались в Алма-Ате.', 'other · 4 points · at Алма-Ате'],
  ['О пострадавших не сообщается.', 'no casualties · 0 injured'],
  ['За ночь над регионами РФ перехвачены 54 БПЛА.', 'interception · 54 drones · by drone · when За ночь'],
  ['Взрывной волной выбиты окна в 14 домах и посечены 9 машин.', 'damage · 14 houses · 9 cars'],
  ['Вода в реке Тобол поднялась до 8 метров 20 сантиметров.', 'other · 8 metres · 20 cm'],
  [
    'Уночі в Одесі пролунала серія вибухів, зафіксовано влучання в портову інфраструктуру.',
    'other · at Одесі · when Уночі',
    'strike · at Одесі · when Уночі',
  ],
  [
    'На Донеччині за добу росіяни вбили двох цивільних і поранили одинадцять.',
    'casualties · 2 killed · 11 injured · at Донеччині · when за добу',
  ],
  ['Сили ППО знешкодили 7 із 9 ракет.', 'interception · 7 missiles · by null'],
  ['Рівень води в Тисі піднявся на 1,2 м.', 'other · 1.2 metres · at Тисі'],
  ['Кількість загиблих унаслідок землетрусу перевищила 2 тисячі осіб.', 'casualties · at-least 2000 killed'],
  ['Постраждала 9-річна дівчинка, її госпіталізували.', 'casualties · 1 injured'],
  ['Попередньо, без жертв.', 'no casualties · 0 casualties'],
  ['Двоє рятувальників дістали опіки під час гасіння пожежі.', 'casualties · 2 injured'],
  ['Ten of the missiles hit their targets.', 'strike · 10 missiles · by null'],
  [
    'The mayor reported two hits on a residential building and no injuries.',
    'strike · 2 strikes',
    'no casualties · 0 injured',
  ],
  [
    'Rostov Oblast came under attack from 20 drones early on Sunday.',
    'strike · 20 drones · by drone · at Rostov Oblast · when early on Sunday',
  ],
  [
    'The toll rose to 12 dead and 40 injured on Thursday.',
    'casualties · 12 killed · 40 injured · when on Thursday',
  ],
  [
    'Seismologists recorded a magnitude 4.3 quake 20 km north of Almaty.',
    'other · 4.3 magnitude · at Almaty',
  ],
  ['The river rose by 2.5 metres in 24 hours.', 'other · 2.5 metres'],
  ['Two-thirds of the city was left without water.', 'outage'],
  [
    'The air force said 3 Kh-22 and 8 Kalibr cruise missiles were launched from the Black Sea.',
    'strike · 3 Kh-22 missiles · 8 Kalibr missiles · by cruise-missile · by cruise-missile',
  ],
  [
    'Radiation at the Chernobyl site briefly exceeded 0.2 microsieverts per hour.',
    'radiation · at-least 0.2 microsieverts per hour',
  ],
]

describe('a sentence', () => {
  for (const [text, ...expected] of sentences)
    test(`says what it says: ${text.slice(0, 70)}`, () => assert.deepEqual(claims(text).map(say), expected))
})

describe('a claim', () => {
  test('is quoted no longer than its assertion', () =>
    assert.deepEqual(
      claims(
        'Air defences downed 12 drones over Kursk, two people were hurt and three houses were damaged.',
      ).map(({ quote }) => quote.text),
      ['Air defences downed 12 drones over Kursk', 'two people were hurt', 'three houses were damaged'],
    ))
  test('is not read into a question, a condition or what could be', () => {
    const own: SaidBy = { speaker: null, role: null, stance: 'asserts', form: 'own' }
    assert.deepEqual(claims('Did drones strike Moscow?', own), [])
    assert.deepEqual(claims('However, the strike also highlights the vulnerability of such plants.', own), [])
    assert.deepEqual(claims('Experts fear an upcoming strike on the grid.', own), [])
  })
  test('of who denies did not happen', () => {
    const denying: SaidBy = { ...governor, stance: 'denies', verb: 'denied' }
    assert.equal(claims('radiation levels had risen', denying)[0]?.happened, 'no')
  })
  test('of who threatens is a statement, and no strike', () =>
    assert.equal(
      claims('we will strike their ships', { ...governor, stance: 'threatens' })[0]?.event,
      'statement',
    ))
  test('is confirmed by an official act or a neutral body, and a rumour where nobody can be asked', () => {
    const certainty = (text: string, by: Partial<SaidBy>) =>
      claims(text, { ...governor, ...by })[0]?.certainty
    assert.equal(certainty('an air raid alert was declared in Lipetsk', {}), 'confirmed')
    assert.equal(certainty('two drones were shot down', {}), 'claimed')
    assert.equal(certainty('по предварительным данным, сбиты два дрона', {}), 'unverified')
    assert.equal(certainty('an explosion was heard', { speaker: 'IAEA', role: null }), 'confirmed')
    assert.equal(
      certainty('two drones were shot down', { speaker: null, role: 'an anonymous source' }),
      'rumour',
    )
  })
})

describe('a place', () => {
  const here = gazetteerOf([
    area('r', 'region', null, 'Харківська область', 'Kharkiv Oblast'),
    area('d', 'district', 'r', 'Чугуївський район', 'Chuhuiv Raion'),
    area('v', 'settlement', 'd', 'Печеніги', 'Pechenihy'),
    area('o', 'region', null, 'Одеська область', 'Odesa Oblast'),
  ])
  const where = (text: string) => {
    const place = claims(text, governor, here)[0]?.place
    return place === null || place === undefined ? null : [place.text, place.code, place.within?.code ?? null]
  }
  test('that is not known lies in the one that is named with it', () =>
    assert.deepEqual(where('A drone hit the village of Nowhere in Chuhuiv Raion.'), [
      ...['village of Nowhere in Chuhuiv Raion', null],
      'd',
    ]))
  test('is never the village of that name in another region', () =>
    assert.equal(where('A drone hit the village of Pechenihy in Odesa Oblast.')?.[1], null))
  test('is a plant, not the town that the plant is called after', () =>
    assert.deepEqual(where('A drone struck the Kharkiv thermal power plant.')?.[1] ?? null, null))
  test('is all of a list, with a code for each', () => {
    const [claim] = claims('Sirens sounded in Chuhuiv Raion and Odesa Oblast.', governor, here)
    assert.deepEqual(
      claim?.places.map(({ code }) => code),
      ['d', 'o'],
    )
    assert.equal(claim?.place?.code, null)
  })
})

describe('a time', () => {
  const range = (text: string, saidAt: string | null = '2025-11-05T09:00:00+03:00') => {
    const when = claims(text, governor, lipetsk, saidAt)[0]?.when
    return when === null || when === undefined ? null : [when.from, when.to]
  }
  test('of a named zone is an instant', () => {
    assert.deepEqual(range('В 05:10 мск 5 ноября сбит дрон.'), [
      ...['2025-11-05T02:10:00.000Z', '2025-11-05T02:10:00.000Z'],
    ])
    assert.deepEqual(range('A drone was shot down at 06:00 Kyiv time on 12 July 2025.'), [
      ...['2025-07-12T03:00:00.000Z', '2025-07-12T03:00:00.000Z'],
    ])
  })
  test('of nobody knows whose clock stays unknown', () =>
    assert.deepEqual(range('A drone was shot down at 06:00 local time.'), [null, null]))
  test('of a night to a day begins the evening before', () =>
    assert.deepEqual(range('В ночь на 5 ноября в Липецке сбит дрон.'), [
      ...['2025-11-04T15:00:00.000Z', '2025-11-05T03:00:00.000Z'],
    ]))
  test('from evening to morning crosses midnight', () =>
    assert.deepEqual(range('С 20:00 до 06:00 мск сбито пять дронов.'), [
      ...['2025-11-04T17:00:00.000Z', '2025-11-05T03:00:00.000Z'],
    ]))
  test('of the past day counts back from when it was said, and is unknown where that is', () => {
    assert.deepEqual(range('За сутки сбито пять дронов.'), [
      ...['2025-11-04T06:00:00.000Z', '2025-11-05T06:00:00.000Z'],
    ])
    assert.deepEqual(range('За сутки сбито пять дронов.', null), [null, null])
    assert.deepEqual(range('Yesterday two drones were shot down.', null), [null, null])
  })
  test('of a weekday is the last such day', () =>
    assert.deepEqual(range('On Tuesday two drones were shot down.'), [
      ...['2025-11-03T21:00:00.000Z', '2025-11-04T21:00:00.000Z'],
    ]))
})

describe('a number', () => {
  const counts = (text: string) =>
    claims(text).flatMap(({ quantities }) => quantities.map(({ value, unit }) => `${value} ${unit}`))
  test('that is an age, a year, a clock, a distance or a model counts nothing', () => {
    for (const text of [
      'A 35-year-old woman of Kursk, Ivanova, 35, was not hurt at 14:30 in 2023.',
      'Tu-95 and Mi-8 stood 15 km from the border.',
      'Х-101 и РС-26 не применялись в 2024 году.',
      'Постраждалий, якому 43 роки, від допомоги відмовився.',
    ])
      assert.deepEqual(
        counts(text).filter((one) => !one.startsWith('0 ')),
        [],
        text,
      )
  })
  test('is read in words and digits of three languages', () => {
    const value = (text: string) => counts(text)[0]
    assert.equal(value('Повреждены двадцать один дом.'), '21 houses')
    assert.equal(value('Damaged were one hundred and twenty-five houses.'), '125 houses')
    assert.equal(value('Пошкоджено сто двадцять три будинки.'), '123 houses')
    assert.equal(value('Без света остались 1,5 млн человек.'), '1500000 people without power')
    assert.equal(value('Без світла 2 300 абонентів.'), '2300 customers')
    assert.equal(value('The damage is put at $20,000.'), '20000 USD')
  })
})

describe('any text', () => {
  const texts = sentences.map(([text]) => text)
  const bits = fc.constantFrom(
    ...texts.flatMap((text) => text.split(' ')),
    '«',
    '»',
    '(',
    ')',
    ',',
    '\n',
    '…',
    '1',
    '2025',
    '$',
    '%',
  )
  test('is quoted exactly, and throws nothing', () =>
    fc.assert(
      fc.property(
        fc.array(bits, { maxLength: 60 }),
        fc.constantFrom<SaidBy['form']>('own', 'reported', 'direct'),
        (some, form) => {
          const text = some.join(' ')
          for (const claim of claims(text, { ...governor, form })) {
            const quotes = [claim.quote, claim.when?.quote, ...claim.places.map(({ quote }) => quote)]
            quotes.push(
              ...claim.weapons.map(({ quote }) => quote),
              ...claim.quantities.map(({ quote }) => quote),
            )
            for (const quote of quotes)
              if (quote !== undefined) assert.equal(text.slice(quote.start, quote.end), quote.text)
            for (const { value } of claim.quantities) assert.ok(Number.isFinite(value) && value >= 0)
            if (claim.when?.from !== null && claim.when !== null)
              assert.ok(Date.parse(claim.when.from) <= Date.parse(claim.when.to!))
          }
        },
      ),
      { seed: 7, numRuns: 300 },
    ))
  test('is read in a time that grows with its length', () => {
    const time = (text: string) => {
      const before = cpuUsage()
      claims(text)
      return cpuUsage(before).user / 1_000
    }
    for (const bit of ['два ', '1 ', 'Липецк, ', 'killed two and ', 'one woman and ']) {
      const text = (length: number) => bit.repeat(Math.ceil(length / bit.length)).slice(0, length)
      time(text(2_000))
      assert.ok(Math.min(time(text(20_000)), time(text(20_000))) < 1_000, `20,000 characters of “${bit}”`)
    }
  })
})
