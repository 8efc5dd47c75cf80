/** A small map with all the places that the made-up texts name: code, kind, parent, and names in English, Russian and Ukrainian. */
import { buildGazetteer, buildHierarchy, type Area, type AreaCode, type Gazetteer } from '#areas'

const rows = `
RU | country | | Russia | Россия | Росія
UA | country | | Ukraine | Украина | Україна
bel | region | RU | Belgorod Oblast | Белгородская область | Бєлгородська область
belc | municipality | bel | Belgorod | Белгород | Бєлгород
beld | district | bel | Belgorodsky District | Белгородский район | Бєлгородський район
val | district | bel | Valuysky District | Валуйский муниципальный округ | Валуйський район
sheb | district | bel | Shebekinsky District | Шебекинский муниципальный округ | Шебекінський район
shebc | settlement | sheb | Shebekino | Шебекино | Шебекіно
gra | district | bel | Grayvoronsky District | Грайворонский муниципальный округ | Грайворонський район
alek | district | bel | Alekseyevsky District | Алексеевский муниципальный округ | Олексіївський район
kras | district | bel | Krasnensky District | Красненский район | Красненський район
krs | region | RU | Kursk Oblast | Курская область | Курська область
krsc | municipality | krs | Kursk | Курск | Курськ
krsd | district | krs | Kursky District | Курский район | Курський район
ryl | district | krs | Rylsky District | Рыльский район | Рильський район
glu | district | krs | Glushkovsky District | Глушковский район | Глушковський район
kor | district | krs | Korenevsky District | Кореневский район | Коренівський район
kurc | municipality | krs | Kurchatov | Курчатов | Курчатов
vor | region | RU | Voronezh Oblast | Воронежская область | Воронезька область
vorc | municipality | vor | Voronezh | Воронеж | Воронеж
novv | municipality | vor | Novovoronezh | Нововоронеж | Нововоронеж
lis | district | vor | Liskinsky District | Лискинский район | Лискинський район
ros | district | vor | Rossoshansky District | Россошанский район | Россошанський район
kan | district | vor | Kantemirovsky District | Кантемировский район | Кантемирівський район
kam | district | vor | Kamensky District | Каменский район | Каменський район
pav | district | vor | Pavlovsky District | Павловский район | Павловський район
lip | region | RU | Lipetsk Oblast | Липецкая область | Липецька область
lipc | municipality | lip | Lipetsk | Липецк | Липецьк
yel | municipality | lip | Yelets | Елец | Єлець
gry | district | lip | Gryazinsky District | Грязинский муниципальный округ | Грязинський район
zad | district | lip | Zadonsky District | Задонский муниципальный округ | Задонський район
usm | district | lip | Usmansky District | Усманский муниципальный округ | Усманський район
khl | district | lip | Khlevensky District | Хлевенский муниципальный округ | Хлевенський район
dob | district | lip | Dobrinsky District | Добринский муниципальный округ | Добринський район
rst | region | RU | Rostov Oblast | Ростовская область | Ростовська область
tag | municipality | rst | Taganrog | Таганрог | Таганрог
nek | district | rst | Neklinovsky District | Неклиновский район | Неклинівський район
kda | region | RU | Krasnodar Krai | Краснодарский край | Краснодарський край
nov | municipality | kda | Novorossiysk | Новороссийск | Новоросійськ
sar | region | RU | Saratov Oblast | Саратовская область | Саратовська область
sarc | municipality | sar | Saratov | Саратов | Саратов
eng | municipality | sar | Engels | Энгельс | Енгельс
sam | region | RU | Samara Oblast | Самарская область | Самарська область
brn | region | RU | Bryansk Oblast | Брянская область | Брянська область
tul | region | RU | Tula Oblast | Тульская область | Тульська область
tat | region | RU | Tatarstan | Татарстан | Татарстан
ore | region | RU | Orenburg Oblast | Оренбургская область | Оренбурзька область
orsk | municipality | ore | Orsk | Орск | Орськ
niz | region | RU | Nizhny Novgorod Oblast | Нижегородская область | Нижньогородська область
per | region | RU | Perm Krai | Пермский край | Пермський край
pnz | region | RU | Penza Oblast | Пензенская область | Пензенська область
tve | region | RU | Tver Oblast | Тверская область | Тверська область
sev | region | UA | Sevastopol | Севастополь | Севастополь
kha | region | UA | Kharkiv Oblast | Харьковская область | Харківська область
khac | settlement | kha | Kharkiv | Харьков | Харків
izr | district | kha | Izium Raion | Изюмский район | Ізюмський район
izh | municipality | izr | Izium Hromada | Изюмская громада | Ізюмська міська громада
chu | district | kha | Chuhuiv Raion | Чугуевский район | Чугуївський район
sum | region | UA | Sumy Oblast | Сумская область | Сумська область
sumr | district | sum | Sumy Raion | Сумской район | Сумський район
sumh | municipality | sumr | Sumy Hromada | Сумская громада | Сумська міська громада
sumc | settlement | sumh | Sumy | Сумы | Суми
don | region | UA | Donetsk Oblast | Донецкая область | Донецька область
UA80000000000093317 | region | UA | Kyiv | г. Киев | м. Київ
kyo | region | UA | Kyiv Oblast | Киевская область | Київська область
bro | municipality | kyo | Brovary Hromada | Броварская громада | Броварська міська громада
broc | settlement | bro | Brovary | Бровары | Бровари
chk | region | UA | Cherkasy Oblast | Черкасская область | Черкаська область
chkr | district | chk | Cherkasy Raion | Черкасский район | Черкаський район
chkh | municipality | chkr | Cherkasy Hromada | Черкасская громада | Черкаська міська громада
chkc | settlement | chkh | Cherkasy | Черкассы | Черкаси
vin | region | UA | Vinnytsia Oblast | Винницкая область | Вінницька область
pol | region | UA | Poltava Oblast | Полтавская область | Полтавська область
khe | region | UA | Kherson Oblast | Херсонская область | Херсонська область
kher | district | khe | Kherson Raion | Херсонский район | Херсонський район
kheh | municipality | kher | Kherson Hromada | Херсонская громада | Херсонська міська громада
khec | settlement | kheh | Kherson | Херсон | Херсон
chn | region | UA | Chernihiv Oblast | Черниговская область | Чернігівська область
kory | district | chn | Koriukivka Raion | Корюковский район | Корюківський район
zap | region | UA | Zaporizhzhia Oblast | Запорожская область | Запорізька область
zapr | district | zap | Zaporizhzhia Raion | Запорожский район | Запорізький район
zaph | municipality | zapr | Zaporizhzhia Hromada | Запорожская громада | Запорізька міська громада
zapc | settlement | zaph | Zaporizhzhia | Запорожье | Запоріжжя
lvi | region | UA | Lviv Oblast | Львовская область | Львівська область
lvih | municipality | lvi | Lviv Hromada | Львовская громада | Львівська міська громада
lvic | settlement | lvih | Lviv | Львов | Львів
dni | region | UA | Dnipropetrovsk Oblast | Днепропетровская область | Дніпропетровська область
dnir | district | dni | Dnipro Raion | Днепровский район | Дніпровський район
dnih | municipality | dnir | Dnipro Hromada | Днепровская громада | Дніпровська міська громада
dnic | settlement | dnih | Dnipro | Днепр | Дніпро
nik | district | dni | Nikopol Raion | Никопольский район | Нікопольський район
nikh | municipality | nik | Nikopol Hromada | Никопольская громада | Нікопольська міська громада
nikc | settlement | nikh | Nikopol | Никополь | Нікополь
marh | municipality | nik | Marhanets Hromada | Марганецкая громада | Марганецька міська громада
marc | settlement | marh | Marhanets | Марганец | Марганець
kry | municipality | dni | Kryvyi Rih Hromada | Криворожская громада | Криворізька міська громада
kryc | settlement | kry | Kryvyi Rih | Кривой Рог | Кривий Ріг
ode | region | UA | Odesa Oblast | Одесская область | Одеська область
oder | district | ode | Odesa Raion | Одесский район | Одеський район
odeh | municipality | oder | Odesa Hromada | Одесская громада | Одеська міська громада
odec | settlement | odeh | Odesa | Одесса | Одеса
myk | region | UA | Mykolaiv Oblast | Николаевская область | Миколаївська область
`

export function areasOfVariations(): Gazetteer {
  const areas = rows
    .trim()
    .split('\n')
    .map((row): Area => {
      const [code, kind, parent, en, ru, uk] = row.split('|').map((cell) => cell.trim())
      return {
        code: code as AreaCode,
        kind: kind as Area['kind'],
        parent: parent === '' ? null : (parent as AreaCode),
        names: { en: en!, ru: ru!, uk: uk! },
      }
    })
  const built = buildHierarchy(areas)
  if (!built.ok) throw new Error(JSON.stringify(built.problem))
  return buildGazetteer(built.value)
}
