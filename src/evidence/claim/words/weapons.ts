/**
 * What attacks are made with: kinds, and systems by their own, NATO's and the people's names in three languages.
 * Public designations only; which threat of the catalogue each is. Notation: lexicon.ts.
 */

export interface WeaponName {
  /** A threat's id; null where the word leaves open which. */
  readonly threat: string | null
  /** A system's English name, by which its kind is told from another of the same threat. */
  readonly system: string | null
  /** As what it is counted, where its own name is the noun: “5 Shaheds”. */
  readonly unit: string
  /** Words that name it only where a danger or an attack stands beside: “Град” is also hail, “mine” also a pit. */
  readonly sure: 'yes' | 'beside'
}

type Row = readonly [threat: string | null, system: string | null, unit: string, phrases: string]

const kinds: readonly Row[] = [
  [
    'drone',
    null,
    'drones',
    'drone | drones | uav | uavs | unmanned aerial vehicle* | unmanned aircraft | unmanned aerial system* | quadcopter* | kamikaze drone* | suicide drone* | attack drone* | strike drone* | one-way attack drone* | loitering munition* | decoy drone* | unmanned systems',
  ],
  [
    'drone',
    null,
    'drones',
    'бпла | бплa | беспилотник* | беспилотн* летательн* аппарат* | беспилотник* самолетного типа | беспилотн* | бпла самолетного типа | дрон | дрона | дрону | дроном | дроне | дроны | дронов | дронам | дронами | дронах | дрон-камикадзе | дронов-камикадзе | дрона-камикадзе | квадрокоптер* | мопед | мопеда | мопеды | мопедов | ударн* бпла | ударн* дрон*',
  ],
  [
    'drone',
    null,
    'drones',
    'безпілотник* | безпілотн* літальн* апарат* | безпілотн* апарат* | безпілотн* | дрони | дронів | дронові | дрони-камікадзе | дрон-камікадзе | дронів-камікадзе | мопеди | мопедів | ударн* безпілотн* літальн* апарат* | ударн* безпілотник* | ударн* дрон* | баражуюч* боєприпас*',
  ],
  [
    'cruise-missile',
    null,
    'cruise missiles',
    'cruise missile* | крылат* ракет* | крилат* ракет* | крс | sea-launched cruise missile*',
  ],
  [
    'ballistic-missile',
    null,
    'ballistic missiles',
    'ballistic missile* | intermediate-range ballistic missile* | irbm | icbm | intercontinental ballistic missile* | баллистическ* ракет* | балістичн* ракет* | баллистик* | балістик* | ballistics | межконтинентальн* баллистическ* ракет* | міжконтинентальн* балістичн* ракет*',
  ],
  [
    'aeroballistic-missile',
    null,
    'missiles',
    'aeroballistic missile* | hypersonic missile* | аэробаллистическ* ракет* | аеробалістичн* ракет* | гиперзвуков* ракет* | гіперзвуков* ракет*',
  ],
  [
    'guided-bomb',
    null,
    'guided bombs',
    'guided bomb* | guided aerial bomb* | glide bomb* | gliding bomb* | guided aviation bomb* | kab | kabs | каб | кабы | каба | кабов | кабами | кабам | каби | кабів | кабом | управляем* авиабомб* | управляем* авиационн* бомб* | управляем* бомб* | керован* авіабомб* | керован* авіаційн* бомб* | керован* бомб* | корректируем* авиационн* бомб* | корригован* авіаційн* бомб* | планирующ* бомб* | авиабомб* | авіабомб* | авиационн* бомб* | авіаційн* бомб*',
  ],
  [
    'rocket-artillery',
    null,
    'rockets',
    'multiple launch rocket system* | multiple rocket launcher* | mlrs | rocket artillery | рсзо | рсзв | реактивн* артиллери* | реактивн* артилері* | реактивн* снаряд* | реактивн* систем* залпового | ракетн* войск*',
  ],
  [
    'artillery',
    null,
    'shells',
    'artillery | mortar | mortars | howitzer* | shelling | shellings | artillery shell* | артиллери* | артилері* | миномет* | міномет* | гаубиц* | ствольн* артиллери* | ствольн* артилері* | артобстрел* | артобстріл* | обстрел | обстрела | обстреле | обстрелы | обстрелов | обстрелом | обстрелами | обстріл* | снаряд | снаряда | снаряды | снарядов | снарядами | снаряди | снарядів',
  ],
  [
    'aircraft',
    null,
    'aircraft',
    'strategic bomber* | bombers | bomber | fighter jet* | warplane* | бомбардировщик* | бомбардувальник* | истребител* | винищувач* | тактическ* авиаци* | тактичн* авіаці* | оперативно-тактическ* авиаци* | стратегическ* авиаци* | стратегічн* авіаці* | operational-tactical aviation | tactical aviation | strategic aviation',
  ],
  [
    'unexploded-ordnance',
    null,
    'munitions',
    'unexploded ordnance | unexploded bomb* | landmine* | antipersonnel mine* | antipersonnel landmine* | неразорвавш* боеприпас* | неразорвавш* снаряд* | противопехотн* мин* | нерозірван* боєприпас* | протипіхотн* мін* | вибухонебезпечн* предмет* | взрывоопасн* предмет*',
  ],
  [
    null,
    null,
    'missiles',
    'missile | missiles | ракета | ракеты | ракет | ракету | ракетой | ракетами | ракетам | ракете | ракети | ракетою | ракеті | ракетн* удар* | ракетн* атак*',
  ],
  [null, null, 'rockets', 'rocket | rockets'],
  [null, null, 'bombs', 'bomb | bombs | бомба | бомбы | бомб | бомбу | бомбами | бомби'],
  [
    null,
    null,
    'sea drones',
    'sea drone* | naval drone* | uncrewed boat* | unmanned boat* | uncrewed surface vessel* | безэкипажн* катер* | безекіпажн* катер* | бэк | морск* дрон* | морськ* дрон*',
  ],
]

const drones: readonly Row[] = [
  ['drone', 'Geran-2', 'drones', 'geran-2 | geran 2 | герань-2 | герани-2 | гераней-2 | гераньь-2'],
  ['drone', 'Geran-3', 'drones', 'geran-3 | geran 3 | герань-3 | гераней-3'],
  [
    'drone',
    'Geran',
    'drones',
    'geran | gerans | geranium* | geranium drone* | герань | герани | гераней | геранями | гераням | геранью | герані | гераней',
  ],
  [
    'drone',
    'Shahed',
    'drones',
    'shahed | shaheds | shahed-136* | shahed 136* | shahed-131 | shahed 131 | shahed-107 | shahed-238 | shahid | shahids | shahed-type drone* | shahed drone* | шахед | шахеда | шахеды | шахедов | шахедам | шахедами | шахеди | шахедів | шахедом | шахед-136 | шахед 136 | шахед-131 | шахід | шахіди | шахідів | шахид | шахиды | шахидов',
  ],
  [
    'drone',
    'Gerbera',
    'drones',
    'gerbera | gerberas | гербера | герберы | гербер | герберу | гербери | герберами',
  ],
  [
    'drone',
    'Molniya',
    'drones',
    'molniya | molniya-2 | молния | молнии | молний | молния-2 | молнія | блискавка-2',
  ],
  [
    'drone',
    'Lancet',
    'drones',
    'lancet | lancets | ланцет | ланцета | ланцеты | ланцетов | ланцети | ланцетів | ланцетом',
  ],
  ['drone', 'Orlan', 'drones', 'orlan | orlan-10 | orlan-30 | орлан | орлана | орлан-10 | орлан-30 | орлани'],
  ['drone', 'Zala', 'drones', 'zala | зала | supercam | суперкам'],
  ['drone', 'FPV', 'drones', 'fpv | fpvs | фпв | fpv drone | fpv drones | fpv-дрон* | фпв-дрон*'],
  ['drone', 'Lyutyi', 'drones', 'lyutyi | liutyi | lyuty | лютый | лютий | ан-196 | an-196'],
  ['drone', 'Bober', 'drones', 'bober | бобер | бобр | uj-22 | uj 22'],
  ['drone', 'Bayraktar', 'drones', 'bayraktar* | байрактар*'],
  ['drone', 'Baba Yaga', 'drones', 'baba yaga | баба-яга | баба яга | бабы-яги'],
  ['drone', 'Italmas', 'drones', 'italmas | италмас* | італмас*'],
]

const missiles: readonly Row[] = [
  [
    'aeroballistic-missile',
    'Kinzhal',
    'missiles',
    'kinzhal | kinzhals | kinjal | kh-47m2 | kh-47 | killjoy | as-24 | кинжал | кинжала | кинжалы | кинжалов | кинжалом | кинжалами | кинджал | кинджала | кинджали | кинджалів | кинджалу | х-47м2 | х-47м2',
  ],
  [
    'ballistic-missile',
    'Oreshnik',
    'missiles',
    'oreshnik | орешник | орешника | орешником | орєшнік | орешнік | орєшніка | орєшніком',
  ],
  ['ballistic-missile', 'RS-26', 'missiles', 'rs-26 rubezh | rs-26 | rubezh | рс-26 | рубеж'],
  [
    'ballistic-missile',
    'Iskander-M',
    'missiles',
    'iskander-m | iskander | iskanders | ss-26 | искандер-м | искандер | искандера | искандеров | искандеры | искандер м | іскандер-м | іскандер | іскандера | іскандери | іскандерів',
  ],
  ['cruise-missile', 'Iskander-K', 'missiles', 'iskander-k | искандер-к | іскандер-к'],
  ['ballistic-missile', 'KN-23', 'missiles', 'kn-23 | kn-24 | кн-23 | hwasong-11 | хвасон-11'],
  ['ballistic-missile', 'ATACMS', 'missiles', 'atacms | атакамс | атасмс'],
  ['ballistic-missile', 'Tochka-U', 'missiles', 'tochka-u | точка-у | ss-21'],
  [
    'ballistic-missile',
    'Yars',
    'missiles',
    'yars | ярс | рс-24 | rs-24 | sarmat | сармат | topol-m | тополь-м | minuteman iii | minuteman',
  ],
  [
    'ballistic-missile',
    'S-300',
    'missiles',
    's-300 missile* | s-400 missile* | ракет* с-300 | ракет* с-400 | ракетами с-300',
  ],
  [
    'cruise-missile',
    'Kh-101',
    'missiles',
    'kh-101* | kh-555 | kh-55 | kh-102 | as-23a | kodiak | х-101 | x-101 | х-555 | х-55 | kh 101 | х 101 | ікс-101',
  ],
  ['cruise-missile', 'Kh-22', 'missiles', 'kh-22 | kh-32 | х-22 | х-32 | as-4 kitchen'],
  ['cruise-missile', 'Kh-59', 'missiles', 'kh-59* | kh-69 | х-59* | х-69'],
  ['cruise-missile', 'Kh-31', 'missiles', 'kh-31* | kh-35* | х-31* | х-35*'],
  [
    'cruise-missile',
    'Kalibr',
    'missiles',
    'kalibr | kalibrs | kaliber missile* | калибр | калибра | калибры | калибров | калибром | калибрами | калібр | калібри | калібрів | калібрами | 3m-14 | 3м-14 | ss-n-30a',
  ],
  [
    'cruise-missile',
    'Oniks',
    'missiles',
    'oniks | onyx missile* | оникс | оникса | оникса | ониксов | онікс | онікси | оніксів | p-800',
  ],
  [
    'cruise-missile',
    'Zircon',
    'missiles',
    'zircon | tsirkon | циркон | циркона | цирконов | циркони | цирконів',
  ],
  [
    'cruise-missile',
    'Storm Shadow',
    'missiles',
    'storm shadow | scalp | storm-shadow | шторм шэдоу | сторм шедоу | storm shadows',
  ],
  ['cruise-missile', 'Neptune', 'missiles', 'neptune missile* | нептун | нептуна | нептунов | нептуном'],
  ['cruise-missile', 'Flamingo', 'missiles', 'fp-5 | flamingo missile* | фламинго | фламінго'],
  ['cruise-missile', 'Tomahawk', 'missiles', 'tomahawk | tomahawks | томагавк*'],
  ['cruise-missile', 'Burevestnik', 'missiles', 'burevestnik | буревестник | буревестника | буревісник*'],
]

const others: readonly Row[] = [
  [
    'rocket-artillery',
    'Grad',
    'rockets',
    'bm-21 grad | bm-21 | grad rocket* | рсзо град | рсзв град | градов | градами | градів',
  ],
  [
    'rocket-artillery',
    'Smerch',
    'rockets',
    'smerch rocket* | bm-30 | рсзо смерч | рсзв смерч | uragan rocket* | рсзо ураган | рсзв ураган | торнадо-с | tornado-s',
  ],
  ['rocket-artillery', 'HIMARS', 'rockets', 'himars | хаймарс* | хімарс* | хаймерс* | gmlrs'],
  [
    'rocket-artillery',
    'Vampire',
    'rockets',
    'rm-70 vampire | rm-70 | рсзо вампир | рсзо vampire | vampire rocket*',
  ],
  ['rocket-artillery', 'TOS-1A', 'rockets', 'tos-1a | tos-1 | тос-1а | солнцепек'],
  [
    'guided-bomb',
    'FAB',
    'guided bombs',
    'fab-500 | fab-250 | fab-1500 | fab-3000 | фаб-500 | фаб-250 | фаб-1500 | фаб-3000 | umpk | умпк | gbu-39 | jdam | jdam-er | умпб | умпб д-30сн',
  ],
  ['aircraft', 'Tu-95', 'aircraft', 'tu-95* | tu 95* | ту-95* | ту 95*'],
  ['aircraft', 'Tu-160', 'aircraft', 'tu-160* | ту-160* | tu 160*'],
  ['aircraft', 'Tu-22M3', 'aircraft', 'tu-22m3* | tu-22* | ту-22м3* | ту-22*'],
  ['aircraft', 'MiG-31K', 'aircraft', 'mig-31k | mig-31 | миг-31к | миг-31 | міг-31к | міг-31'],
  ['aircraft', 'Su-34', 'aircraft', 'su-34 | su-35 | су-34 | су-35 | su-24 | су-24'],
]

const beside: readonly Row[] = [
  ['rocket-artillery', 'Grad', 'rockets', 'grad | grads | град | града | градом'],
  [null, null, 'mines', 'mines | мины | мин'],
]

const named = (rows: readonly Row[], sure: WeaponName['sure']) =>
  rows.map(([threat, system, unit, phrases]) => [{ threat, system, unit, sure }, phrases] as const)

export const weaponNames: readonly (readonly [WeaponName, string])[] = [
  ...named(kinds, 'yes'),
  ...named([...drones, ...missiles, ...others], 'yes'),
  ...named(beside, 'beside'),
]
