/**
 * What is publicly known of weapons and of nature, as ranges with their sources: what is said far outside them is looked at
 * twice. The ranges are wide on purpose, from the least that anybody published to the most: they find slips of a digit, a unit
 * or a word, and settle no dispute of experts.
 */

/** From the least to the most that is published. */
export interface Published {
  readonly from: number
  readonly to: number
  /** Where it is other than that of the rest. */
  readonly source?: string
}

export interface WeaponReference {
  readonly name: string
  /** Tried on folded words with a space around each. */
  readonly named: RegExp
  /** How far it flies. */
  readonly rangeKm?: Published
  readonly warheadKg?: Published
  readonly speedKmPerHour?: Published
  readonly altitudeMetres?: Published
  readonly builtPerMonth?: Published
  /** What it is, and what it is sometimes wrongly called. */
  readonly kind: 'drone' | 'cruise missile' | 'ballistic missile' | 'guided bomb' | 'rocket artillery'
  /** Who fires it: nobody else’s ground is its launch site. */
  readonly firedBy?: 'RU' | 'UA'
  readonly source: string
}

const csis = 'CSIS Missile Defense Project, “Missile Threat”'
const makers = 'makers’ figures as widely reprinted'

/** More telling names first: “Shahed-238” is not “Shahed”. */
export const weaponReferences: readonly WeaponReference[] = [
  {
    name: 'Shahed-238 (Geran-3)',
    named: / (?:shahe?e?d|shahid) 238 | geran 3 | шах[еі]д\S* 238 | геран\S* 3 /u,
    ...{
      kind: 'drone',
      firedBy: 'RU',
      speedKmPerHour: { from: 300, to: 800 },
      rangeKm: { from: 700, to: 2_500 },
    },
    ...{ warheadKg: { from: 30, to: 90 }, source: makers },
  },
  {
    name: 'Shahed-131 (Geran-1)',
    named: / (?:shahe?e?d|shahid) 131| geran 1 | шахед\S* 131| геран\S* 1 /u,
    ...{ kind: 'drone', rangeKm: { from: 500, to: 1_100 }, warheadKg: { from: 10, to: 25 } },
    ...{ speedKmPerHour: { from: 100, to: 250 }, source: makers },
  },
  {
    name: 'Shahed-136 (Geran-2)',
    named:
      / (?:shahe?e?ds?|shahids?|gerans?|geraniums?)(?: 136s?| 2)? | шахед\S* | шахід\S* | геран(?:ь|и|ью|ей|ям|ями|ях|і|ню|ня|ні|ей) /u,
    ...{ kind: 'drone', firedBy: 'RU', rangeKm: { from: 900, to: 2_500 }, warheadKg: { from: 30, to: 90 } },
    ...{ speedKmPerHour: { from: 100, to: 400 }, altitudeMetres: { from: 10, to: 5_500 } },
    ...{
      builtPerMonth: {
        from: 50,
        to: 5_500,
        source: 'Ukraine’s military intelligence in September 2025: 2,700',
      },
    },
    source: makers,
  },
  {
    name: 'FPV drone',
    named: / fpv | fpvs | фпв /u,
    ...{ kind: 'drone', rangeKm: { from: 0.5, to: 70 }, warheadKg: { from: 0.1, to: 20 } },
    ...{ speedKmPerHour: { from: 20, to: 250 }, source: makers },
  },
  {
    name: 'Lancet',
    named: / lancets? | ланцет\S{0,3} /u,
    ...{ kind: 'drone', rangeKm: { from: 30, to: 120 }, warheadKg: { from: 1, to: 7 } },
    ...{ speedKmPerHour: { from: 70, to: 320 }, source: makers },
  },
  {
    name: 'Kalibr',
    named: / kalibrs? | 3m 14 | (?:к|«к)алибр(?:ы|а|ов|ами|ам|ом)? | калібр(?:и|а|ів|ами|ам|ом)? /u,
    ...{
      kind: 'cruise missile',
      firedBy: 'RU',
      rangeKm: { from: 220, to: 2_600 },
      warheadKg: { from: 150, to: 550 },
    },
    ...{ speedKmPerHour: { from: 600, to: 3_700 }, source: csis },
  },
  {
    name: 'Kh-101/Kh-55',
    named: / (?:kh|x) (?:101|555?)\b| [хx] (?:101|555?) /u,
    ...{
      kind: 'cruise missile',
      firedBy: 'RU',
      rangeKm: { from: 2_000, to: 5_500 },
      warheadKg: { from: 200, to: 850 },
    },
    ...{ speedKmPerHour: { from: 600, to: 1_000 }, source: csis },
  },
  {
    name: 'Kh-22/Kh-32',
    named: / (?:kh|x) (?:22|32) | [хx] (?:22|32) /u,
    ...{
      kind: 'cruise missile',
      firedBy: 'RU',
      rangeKm: { from: 200, to: 1_100 },
      warheadKg: { from: 500, to: 1_050 },
    },
    ...{ speedKmPerHour: { from: 2_500, to: 5_700 }, source: csis },
  },
  {
    name: 'Kinzhal',
    named: / kinzhals? | kinjals? | кинжал(?:ы|а|ов|ами|ом)? | кинджал(?:и|а|ів|ами|ом)? /u,
    ...{
      kind: 'ballistic missile',
      firedBy: 'RU',
      rangeKm: { from: 400, to: 3_000 },
      warheadKg: { from: 100, to: 550 },
    },
    ...{ speedKmPerHour: { from: 3_000, to: 15_000 }, source: csis },
  },
  {
    name: 'Iskander-M',
    named: / iskanders?(?: m)? | искандер(?:ы|а|ов|ами|ом)?(?: м)? | іскандер(?:и|а|ів|ами|ом)?(?: м)? /u,
    ...{
      kind: 'ballistic missile',
      firedBy: 'RU',
      rangeKm: { from: 50, to: 700 },
      warheadKg: { from: 300, to: 850 },
    },
    ...{ speedKmPerHour: { from: 2_000, to: 9_000 }, source: csis },
  },
  {
    name: 'Zircon',
    named: / (?:zircons?|tsirkons?) | циркон(?:ы|а|ов|ами|ом|и|ів)? /u,
    ...{
      kind: 'cruise missile',
      firedBy: 'RU',
      rangeKm: { from: 300, to: 1_600 },
      warheadKg: { from: 100, to: 450 },
    },
    ...{ speedKmPerHour: { from: 4_000, to: 12_000 }, source: csis },
  },
  {
    name: 'Oreshnik',
    named: / oreshniks? | oresh?niks? | орешник(?:а|ов|ом)? | орєшнік(?:а|ів|ом)? /u,
    ...{
      kind: 'ballistic missile',
      firedBy: 'RU',
      rangeKm: { from: 500, to: 5_600 },
      speedKmPerHour: { from: 3_000, to: 14_000 },
    },
    source: 'statements of the Russian and United States defence ministries, November 2024',
  },
  {
    name: 'ATACMS',
    named: / atacms /u,
    ...{
      kind: 'ballistic missile',
      firedBy: 'UA',
      rangeKm: { from: 70, to: 310 },
      warheadKg: { from: 150, to: 570 },
    },
    source: csis,
  },
  {
    name: 'Storm Shadow/SCALP',
    named: / storm shadows? | scalp | шторм шэдоу /u,
    ...{
      kind: 'cruise missile',
      firedBy: 'UA',
      rangeKm: { from: 200, to: 600 },
      warheadKg: { from: 350, to: 550 },
    },
    source: csis,
  },
  {
    name: 'guided bomb (KAB, FAB with wings)',
    named:
      / kabs? | glide bombs? | guided (?:aerial |air )?bombs? | каб(?:ы|и|ов|ів|ами)? | уаб | управляем\S+ (?:авиа)?бомб\S* | керован\S+ (?:авіаційн\S+ )?(?:авіа)?бомб\S* /u,
    ...{
      kind: 'guided bomb',
      rangeKm: { from: 15, to: 250 },
      source: 'makers’ figures; up to 200 km claimed for jet-driven kits',
    },
  },
  {
    name: 'Grad',
    named:
      / bm 21 | grads | grad (?:mlrs|rockets?|systems?|multiple) | рсзо град\S* | град(?:ов|ами|ів) | рсзв град\S* /u,
    ...{
      kind: 'rocket artillery',
      rangeKm: { from: 1, to: 55 },
      warheadKg: { from: 5, to: 30 },
      source: makers,
    },
  },
]

/** What nature does at most, and how a text says so. */
export interface NatureReference {
  readonly what: string
  /** Words that must stand in the sentence, tried on folded words. */
  readonly about: RegExp
  readonly unit: 'magnitude' | 'km/h' | '°C' | 'mm' | 'cm' | 'm' | 'intensity' | 'category' | 'µSv/h'
  readonly published: Published
  readonly source: string
}

const wmo = 'WMO World Weather and Climate Extremes Archive'

export const natureReferences: readonly NatureReference[] = [
  {
    what: 'the magnitude of an earthquake',
    about: / magnitude | magnitud\S* | магнитуд\S* | магнітуд\S* | richter | рихтера | ріхтера /u,
    ...{
      unit: 'magnitude',
      published: { from: -2, to: 9.6 },
      source: 'USGS: 9.5 in Chile in 1960 is the largest recorded',
    },
  },
  {
    what: 'the speed of wind',
    about:
      / wind\S{0,2} | gusts?\S* | ветр\S{1,3} | ветер | порыв\S* | вітр\S{1,3} | вітер | порив\S* | hurricane | ураган\S* | typhoon | тайфун\S* | cyclone /u,
    ...{ unit: 'km/h', published: { from: 0, to: 410 }, source: `${wmo}: a gust of 408 km/h in 1996` },
  },
  {
    what: 'the temperature of the air',
    about: / temperatur\S* | температур\S* | frosts? | мороз\S* | жар[аыуе] | спек[аиу] | heat | heatwave /u,
    ...{ unit: '°C', published: { from: -90, to: 57 }, source: `${wmo}: −89.2 to 56.7 °C` },
  },
  {
    what: 'rain in a day',
    about: / rain\S* | precipitation | осадк\S* | дожд\S* | ливн\S* | опад\S* | дощ\S* | злив\S* /u,
    ...{ unit: 'mm', published: { from: 0, to: 1_900 }, source: `${wmo}: 1,825 mm in 24 hours` },
  },
  {
    what: 'a hailstone',
    about: / hail\S* | град(?:а|ом|у|е|ин\S*)? /u,
    ...{ unit: 'cm', published: { from: 0, to: 21 }, source: 'NOAA: 20.3 cm at Vivian in 2010' },
  },
  {
    what: 'seismic intensity',
    about: / intensity | интенсивност\S* | інтенсивн\S* /u,
    ...{
      unit: 'intensity',
      published: { from: 1, to: 12 },
      source: 'the Modified Mercalli and MSK-64 scales end at XII',
    },
  },
  {
    what: 'the category of a hurricane',
    about: / hurricane | ураган\S* | typhoon | cyclone /u,
    ...{ unit: 'category', published: { from: 1, to: 5 }, source: 'the Saffir–Simpson scale ends at 5' },
  },
  {
    what: 'a radiation level that is called normal',
    about: / (?:normal|norm|norms|background) .*| (?:норм\S*|фонов\S*) /u,
    ...{
      unit: 'µSv/h',
      published: { from: 0, to: 0.8 },
      source: 'UNSCEAR 2008: natural background is nearly everywhere below 0.3 µSv/h',
    },
  },
]

/** Those that a text may name, of its folded words; most texts name none. */
export function weaponsNamed(sentences: readonly { readonly folded: string }[]): readonly WeaponReference[] {
  const whole = sentences.map(({ folded }) => folded).join('')
  return weaponReferences.filter(({ named }) => named.test(whole))
}
