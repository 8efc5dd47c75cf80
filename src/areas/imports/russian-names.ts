/**
 * Russian names out of GeoNames' Latin ones: the district's or town's name as it is written in English today, and in Russian.
 * The BGN/PCGN scheme can be read backwards but for few letters; those, and names that GeoNames cuts short, stand in tables.
 */

export interface RussianName {
  readonly en: string
  readonly ru: string
  readonly is: 'district' | 'town'
}

/** GeoNames cuts some names after eleven letters; others stand there as adjectives of a town, or in Finnish. */
const mended: { readonly [title: string]: string } = Object.fromEntries(
  `Arkhangels: Arkhangel’sk; Dimitrovgr: Dimitrovgrad; Goryachy Kl: Goryachiy Klyuch; Kamensk-Sha: Kamensk-Shakhtinskiy
Kamensk-Ur: Kamensk-Ural’skiy; Krasnotur: Krasnotur’insk; Krasnoufim: Krasnoufimsk; Krasnoural: Krasnoural’sk
Lesosibirs: Lesosibirsk; Nefteyugans: Nefteyugansk; Nevinnomys: Nevinnomyssk; Nizhnevarto: Nizhnevartovsk
Nizhny Tag: Nizhniy Tagil; Nizhneturinsk: Nizhnyaya Tura; Novoaltais: Novoaltaysk; Novodvinsk: Novodvinsk
Novokuybysh: Novokuybyshevsk; Novoshakhtin: Novoshakhtinsk; Novoulyano: Novoul’yanovsk; Novovorone: Novovoronezh
Novy Uren: Novyy Urengoy; Orekhovo-Zu: Orekhovo-Zuyevo; Pervoural: Pervoural’sk; Pokhvistnev: Pokhvistnevo
Severodvin: Severodvinsk; Sosnovobor: Sosnovoborsk; Sredneural: Sredneural’sk; Staroutkin: Staroutkinsk
Sterlitam: Sterlitamak; Usolye-Sib: Usol’ye-Sibirskoye; Ust-Donetsk: Ust-Donetskiy; Ust-Ilims: Ust’-Ilimsk
Verkhnyaya Tu: Verkhnyaya Tura; Yuzhno-Sukhok: Yuzhno-Sukhokumsk; Zheleznogor: Zheleznogorsk; Chernogolov: Chernogolovka
Zheleznovod: Zheleznovodsk; Alexandrovsk: Aleksandrovsk; Kostamus: Kostomuksha; Belokalitvenskiy: Belokalitvinskiy
Kransoznamenskiy: Krasnoznamenskiy; Chernyakhovksiy: Chernyakhovskiy; Tsentralniy: Tsentral’nyy; Urai: Uray
Yeniseisk: Yeniseysk; Sukhoi Log: Sukhoy Log; Essentuki: Yessentuki; Egorlyksky: Yegorlykskiy; Buinaksk: Buynaksk
Rostov-on-Don: Rostov-na-Donu; Komsomolsk-on-Amur: Komsomol’sk-na-Amure; Alexandro-Nevsky: Aleksandro-Nevskiy
Alekseevsky District and City: Alekseyevka; Slavny: Slavnyy; Slavniy: Slavnyy; Semikarakorsky: Semikarakorskiy
Pitkäranta: Pitkyaranta; Suojärvi: Suoyarvi; Alexandrovsky: Aleksandrovskiy; Veliky Novgorod: Velikiy Novgorod
Nizhny Novgorod: Nizhniy Novgorod; Polyarnye Zori: Polyarnyye Zori; Asinovkiy: Asinovskiy; Resort Town of Sochi: Sochi
Yekaterinburg: Yekaterinburg; Volchansky: Volchansk; Dalnegorsky: Dal’negorsk; Lesozavodsky City Ca: Lesozavodsk
Dalnerechensky: Dal’nerechensk; Karachayevsk: Karachayevsk; Anzhero-Sudzhensky: Anzhero-Sudzhensk; Osinnikovsky: Osinniki
Naryan-Mar: Nar’yan-Mar; Ust-Labinsk: Ust’-Labinsk; Petropavlovsk-Kamchatsky: Petropavlovsk-Kamchatskiy
Shakhty: Shakhty; Tolyatti: Tol’yatti; Yuzhnouralsk: Yuzhnoural’sk; Trekhgorny: Trëkhgornyy; Korolyov: Korolëv
Kedrovy: Kedrovyy; Svetly: Svetlyy; Sosnovy Bor: Sosnovyy Bor; Votkins: Votkinsk; Zelënodol’sk: Zelenodol’sk
Mikhailovka: Mikhaylovka; Vyshny Volochyok: Vyshniy Volochëk; Serebryannye Prudy: Serebryanyye Prudy; Eastern: Vostochnyy
Staroyur’yevo: Staroyur’yevskiy; Oryol District: Orlovskiy; Livny: Livny; of Sterlitam: Sterlitamak; Temruksky: Temryukskiy; Zvëzdnyy Gorok: Zvëzdnyy Gorodok
Arsenevsky: Arsen’yevskiy`
    .split(/[;\n]\s*/)
    .map((line) => line.split(': ') as [string, string]),
)

/** Soft signs and letters that a plain spelling leaves out, by the sound they stand at; tried in this order on lower case. */
const restored: readonly (readonly [RegExp, string])[] = [
  [/октябрск/g, 'октябрьск'],
  [/([аеиоуыэюя])лск/g, '$1льск'],
  // “Yelninsky”, but not Челны: before н only after these vowels, where Волна and Солнце have none.
  [/(?<!ч)([еаи])лн(?=[иеяоы])/g, '$1льн'],
  [/калн(?=и)/g, 'кальн'],
  [/алн(?=е|о|ый)/g, 'альн'],
  [/болше/g, 'больше'],
  [/улянов/g, 'ульянов'],
  [/бугулмин/g, 'бугульмин'],
  [/алметь?ев/g, 'альметьев'],
  [/тюлган/g, 'тюльган'],
  [/^олгинск/g, 'ольгинск'],
  [/колцов/g, 'кольцов'],
  [/налчик/g, 'нальчик'],
  [/козмодемь?ян/g, 'козьмодемьян'],
  [/первомаиск/g, 'первомайск'],
  [/^сол$/g, 'соль'],
  [/^об$/g, 'обь'],
  [/назран$/g, 'назрань'],
  [/жатаи$/g, 'жатай'],
  [/ливный$/g, 'ливны'],
  [/поляный$/g, 'поляны'],
  [/челный$/g, 'челны'],
  [/тулск/g, 'тульск'],
  [/хрусталн/g, 'хрустальн'],
  [/астрахан$/g, 'астрахань'],
  [/рязан$/g, 'рязань'],
  [/казан$/g, 'казань'],
  [/тюмен$/g, 'тюмень'],
  [/^перм$/g, 'пермь'],
  [/ставропол$/g, 'ставрополь'],
  [/анадыр$/g, 'анадырь'],
  [/алатыр$/g, 'алатырь'],
  [/рошал$/g, 'рошаль'],
  [/агидел$/g, 'агидель'],
  [/сызран$/g, 'сызрань'],
  [/кинел$/g, 'кинель'],
  [/ивдел$/g, 'ивдель'],
  [/арамил$/g, 'арамиль'],
  [/няган$/g, 'нягань'],
  [/суздал$/g, 'суздаль'],
  [/ярославл$/g, 'ярославль'],
  [/чистопол$/g, 'чистополь'],
]

/** Words in which “ts” is т and с: a stem in т before the adjective’s ending. */
const tBeforeS =
  /(совет|солдат|братс?|иркут|якут|вят|камчат|охот|бурят|чукот|сургут|дербент|карабудахкент|маграмкент|магарамкент|каякент|кутс?|кронштадт|салават|куршават|уват|нукут|кишерт|нурлат|булагат|тайшет|тегульдет|тюхтет|кетс?|суетс?|пост)$/

const letters: { readonly [latin: string]: string } = {
  ...{ shch: 'щ', sh: 'ш', ch: 'ч', zh: 'ж', kh: 'х', ts: 'ц', ya: 'я', yu: 'ю', ye: 'е', yo: 'ё', yë: 'ё' },
  ...{
    a: 'а',
    b: 'б',
    v: 'в',
    g: 'г',
    d: 'д',
    e: 'е',
    ë: 'ё',
    z: 'з',
    i: 'и',
    j: 'й',
    k: 'к',
    l: 'л',
    m: 'м',
  },
  ...{ n: 'н', o: 'о', p: 'п', r: 'р', s: 'с', t: 'т', u: 'у', f: 'ф', h: 'х', c: 'ц', w: 'в', x: 'кс' },
  ...{ '’': 'ь', "'": 'ь', '”': 'ъ', '"': 'ъ' },
}

const unitWords =
  /\b(?:Municipal District|Urban [Dd]istrict|Uban District|Urban Okrug|Republican Urban Okrug|City District|City Center|City Municipality|Municipal Region|National District|Administrative Okrug|Gorodskoy Okrug|Godorskoy Okrug|Administrativnyy Okrug|Gorodskoye Poseleniye|Rayon|rayon|District|Municipality|Ulus|Region|City|Gorod|ZATO|Urban District of|Okrug|Uchastok)\b/gu

/** A title of the admin-2 list. Nothing when it is in letters or words that have no Russian form here. */
export function readRussianName(title: string): RussianName | undefined {
  const clean = title.normalize('NFC').replace(/['ʼ]/gu, '’').replace(/\.$/u, '').trim()
  const units = (clean.match(unitWords) ?? []).join(' ')
  const bare = (mended[clean] ?? clean).replace(unitWords, '').replace(/\s+/gu, ' ').trim()
  const proper = mended[bare] ?? bare
  if (proper === '' || !/^[\p{Script=Latin}’” -]+$/u.test(proper)) return undefined
  const ru = russianOf(proper)
  if (ru === undefined) return undefined
  const en = englishOf(proper)
  if (isTown(bare, proper, units)) return { en, ru, is: 'town' }
  // “Lgov District” is named after its town as it stands; Russian makes an adjective of it.
  const adjective = /(?:ий|ый|ой)$/u.test(ru) ? ru : ru.endsWith('ск') ? `${ru}ий` : undefined
  if (adjective === undefined) return undefined
  return {
    en: /[yj]$/u.test(en) ? `${en} District` : `${en}y District`,
    ru: `${adjective} район`,
    is: 'district',
  }
}

function isTown(bare: string, proper: string, units: string): boolean {
  const isAdjective = /sk(?:iy|ij|y|oy)$|nyy$|[lvn]oy$|ny$/u.test(proper)
  if (/^(?:Rayon|rayon|District|Ulus|Municipal District|Region|Municipal Region)$/u.test(units)) return false
  if (districts.has(bare)) return false
  if (!isAdjective || proper === mended[bare]) return true
  if (
    townsLikeAdjectives.test(englishOf(proper)) &&
    !/^Gubkinsky$/u.test(units === 'Urban Okrug' ? proper : '')
  )
    return true
  // “Salsky”, “Tarasovsky”: where the unit word is left out, or says no more than okrug, the land around a town is meant.
  return /^(?:Gorod|ZATO|City)\b/u.test(units) || (units === '' && /nyy?$/u.test(proper))
}

const townsLikeAdjectives =
  /^(?:Zhukovsky|Volzhsky|Dzerzhinsky|Uralsky|Reftinsky|Losino-Petrovsky|Gubkinsky|Tsiolkovsky|Otradny|Zarechny|Svobodny|Raduzhny|Kedrovy|Lesnoy|Slobodskoy|Dolgoprudny|Prokhladny|Yantarny|Komarovsky|Leninsk-Kuznetsky|Petropavlovsk-Kamchatsky|Donskoy|Slavny|Grozny|Prokhladny)$/u
const districts = new Set([
  'Ust-Donetsk',
  'Semikarakorsky',
  'Alexandro-Nevsky',
  'Belokalitvenskiy',
  'Egorlyksky',
  'Alexandrovsky',
  'Kransoznamenskiy',
  'Chernyakhovksiy',
])

/** The spelling that maps and news use: no apostrophes, -sky, -ny. */
function englishOf(name: string): string {
  return name
    .replace('-na-Donu', '-on-Don')
    .replace('-na-Amure', '-on-Amur')
    .replace(/’ye/gu, 'ye')
    .replace(/[’”]/gu, '')
    .replace(/(?<=[aeiouyAEIOUY]|^|-)ë/gu, 'yo')
    .replace(/Ë/gu, 'Yo')
    .replace(/ë/gu, 'yo')
    .replace(/(?<=k)(?:iy|ij)(?= |-|$)/gu, 'y')
    .replace(/yy(?= |-|$)/gu, 'y')
    .replace(/(?<=n)iy(?= |-|$)/gu, 'y')
}

function russianOf(name: string): string | undefined {
  const words = name.split(/([ -])/u)
  let russian = ''
  for (const word of words) {
    if (word === ' ' || word === '-') {
      russian += word
      continue
    }
    const written = wordInRussian(word)
    if (written === undefined) return undefined
    russian += /^na$|^imeni$/u.test(word) ? written : written.charAt(0).toUpperCase() + written.slice(1)
  }
  return russian.replace(/^Уст(?=-)/u, 'Усть')
}

function wordInRussian(word: string): string | undefined {
  const lower = word.toLowerCase()
  // Е at the beginning is “ye” in the scheme, so a bare E is Э.
  let text = lower.startsWith('e') ? 'э' : ''
  for (let at = text.length; at < lower.length;) {
    const rest = lower.slice(at)
    const ending = /^(?:iy|ij|y)$/u.test(rest) && /[кгхн]$/u.test(text)
    if (ending) {
      text += rest === 'y' && text.endsWith('н') ? 'ый' : 'ий'
      break
    }
    if (rest.startsWith('yye')) {
      text += 'ые'
      at += 3
      continue
    }
    if (rest.startsWith('yy')) {
      text += 'ый'
      at += 2
      continue
    }
    // Е and и after a consonant have no y of their own: “Guryevsky”, “Ilyinsky” are plain spellings of ье, ьи.
    if (/^y[ei]/u.test(rest) && /[бвгджзклмнпрстфх]$/u.test(text)) {
      text += rest[1] === 'e' ? 'ье' : 'ьи'
      at += 2
      continue
    }
    const size = [4, 2, 1].find((n) => letters[rest.slice(0, n)] !== undefined && rest.length >= n)
    if (size !== undefined) {
      const latin = rest.slice(0, size)
      if (latin === 'ts' && rest[2] === 'k' && tBeforeS.test(`${text}т`)) text += 'тс'
      else text += letters[latin]!
      at += size
      continue
    }
    if (rest.startsWith('y')) {
      // Between consonants it is ы, after a vowel or before one й.
      text += /[аеёиоуыэюя]$/u.test(text) || (text === '' && /^y[aeiou]/u.test(rest)) ? 'й' : 'ы'
      at++
      continue
    }
    return undefined
  }
  for (const [pattern, letters] of restored) text = text.replace(pattern, letters)
  return text
}
