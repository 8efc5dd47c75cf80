/** The words that say what kind of place a name is: Russian and Ukrainian in all their cases, English, and how they are shortened. */
import type { Unit } from '../place-name.ts'

export interface UnitWord {
  readonly unit: Unit
  readonly number: 'one' | 'many'
  /** A loose translation (“region” for район, “area”): what it says gives way to what the name says. */
  readonly loose?: 'loose'
  /** Only where the name follows it: “г. Липецк”. */
  readonly short?: 'short'
}

const words = new Map<string, UnitWord>()

/** `район|а|у`: a stem and its endings; without a bar the word alone. */
function declare(unit: Unit, number: UnitWord['number'], text: string, more: Partial<UnitWord> = {}): void {
  for (const entry of text.trim().split(/\s+/)) {
    const [stem = '', ...endings] = entry.split('|')
    for (const ending of endings.length === 0 ? [''] : endings)
      words.set(stem + ending, { unit, number, ...more })
  }
}

declare('country', 'one', 'стран|а|ы|е|у країн|а|и|і|у country nation')
declare(
  'region',
  'one',
  'област||ь|и|ью|і|ю обл обласн oblast oblasti oblast obwod||u|zie gebiet region регион||а|у|е|ом province governorate',
)
declare(
  'region',
  'one',
  'кра|й|я|ю|е|ем|єм|ї kray krai kraj республик|а|и|е|у|ой республік|а|и|у|ою республіці republic',
)
declare('region', 'many', 'област|ей|ям|ях|ями oblasts regions provinces краях')
declare('region', 'one', 'region regional province territory state регіон||у|і|ом', { loose: 'loose' })
declare(
  'district',
  'one',
  'район||а|у|е|ом|і rayon raion raiyon rajon raon rejon||u|ie bezirk рн district distr okrug okruh округ||а|у|е|ом окрузі',
)
declare(
  'district',
  'one',
  'мр мо муо mr mo муниципалитет||а|у|е|ом муніципалітет||у|і|ом municipality улус||а|е повіт||у|і уезд||а|е',
)
declare(
  'district',
  'many',
  'район|ы|ов|ам|ах|ами|и|ів rayons raions rayony raiony districts okrugs okrugi округ|и|ов|ам|ах|ами|ів',
)
declare('district', 'many', 'муниципалитет|ы|ов|ам|ах municipalities counties boroughs')
declare(
  'district',
  'one',
  'county borough canton prefecture arrondissement subdistrict precinct ward zone area',
  { loose: 'loose' },
)
declare('district', 'one', 'neighborhood neighbourhood quarter department division земл|я|и', {
  loose: 'loose',
})
declare('district', 'one', 'formation образовани|е|я|ю|ем|и утворенн|я|і', { loose: 'loose' })
declare('district', 'many', 'areas neighborhoods neighbourhoods', { loose: 'loose' })
declare(
  'hromada',
  'one',
  'громад|а|и|і|у|ою тергромад|а|и|і|у|ою hromada hromady hromadi gromada тг отг мтг стг сстг otg',
)
declare('hromada', 'one', 'громад|ы|е|ой общин|а|ы|е|у|ой')
declare('hromada', 'many', 'громад||ам|ах|ами тергромад|ам|ах общин||ам|ах|ами hromadas hromad communities')
declare('hromada', 'one', 'community commune township', { loose: 'loose' })
declare('city', 'one', 'город|а|у|е|ом город міст|о|а|у|і|ом city town misto gorod')
declare('city', 'many', 'город|ов|ам|ах|ами міст|ам|ах|ами cities towns')
declare('city', 'one', 'г м m гор', { short: 'short' })
declare(
  'settlement',
  'one',
  'сел|о|а|у|е|ом|і селищ|е|а|у|ем|і поселок поселк|а|у|е|ом деревн|я|и|е|ю|ей хутор||а|у|е|ом|і',
)
declare(
  'settlement',
  'one',
  'станиц|а|ы|е|у|ей слобод|а|ы|е|у смт пгт рп village settlement hamlet selo selyshche posyolok poselok derevnya',
)
declare('settlement', 'many', 'сел|ах|ам|ами villages settlements деревн|ях|ям')
declare('settlement', 'one', 'с п пос дер', { short: 'short' })

/** Expects a folded word. */
export function unitWord(folded: string): UnitWord | undefined {
  return words.get(folded)
}

/** Beside a unit word they say nothing more. */
const besideUnit =
  /^(?:муниципальн|муніципальн|территориальн|терріторіальн|територіальн|объединенн|обєднан|автономн|геро[йя]$|сельск(?:ого|ое|ий|им|ом) ?$|municipal$|terytorialna$|territorial$|amalgamated$|united$|autonomous$|administrative$|административн|адміністративн|the$|of$|a$|an$)/

export function isBesideUnit(folded: string): boolean {
  return besideUnit.test(folded)
}

/** `городской округ` is a city. */
export function isUrban(folded: string): boolean {
  return /^(?:городск(?:ой|ого|ому|ом|им|ие|их)|gorodsk(?:oy|oi|oj)|urban)$/.test(folded)
}

/** `міська`, `селищна`, `сільська`: which hromada of the name. */
export function finerWord(folded: string): string {
  if (/^(?:міськ(?:а|ої|ій|у|ою|і|их)|miska|urban)$/.test(folded)) return 'urban'
  if (/^(?:селищн(?:а|ої|ій|у|ою|і|их)|selyshchna|settlement)$/.test(folded)) return 'settlement'
  return /^(?:сільськ(?:а|ої|ій|у|ою|і|их)|silska|rural)$/.test(folded) ? 'rural' : ''
}

/** Words before a name that only lead to it. */
const leading = new Set(
  (
    'в во на по под над из с со к ко у о об от до за для около возле близ через между при про вблизи рядом ' +
    'з із зі й і та під біля від поблизу навколо через коло неподалік серед поза ' +
    'in at near of the to from on over around for across above into toward towards against by within outside and и'
  ).split(' '),
)
export function isLeading(folded: string): boolean {
  return leading.has(folded)
}

/** Things that are called after a place and are none. */
const facility = new RegExp(
  '^(?:' +
    [
      'airport airports airfield airbase aerodrome port seaport harbor harbour plant npp refinery station railway depot',
      'terminal university hospital school stadium theatre theater bridge highway street avenue boulevard square',
      'factory works substation pipeline cathedral church monastery reservoir canal river lake direction front axis',
      'battle hotel mall museum prison camp club fc battalion brigade regiment',
      'аэропорт\\p{L}* аеропорт\\p{L}* аэродром\\p{L}* аеродром\\p{L}* порт порта порту портом порті вокзал\\p{L}* аэс аес',
      'тэц тец грэс грес гэс гес нпз завод завода заводу заводе заводом заводі комбинат\\p{L}* комбінат\\p{L}*',
      'электростанци\\p{L}* електростанці\\p{L}* станци\\p{L}* станці\\p{L}* подстанци\\p{L}* підстанці\\p{L}*',
      'улиц\\p{L}* вулиц\\p{L}* проспект\\p{L}* площад\\p{L}* площ[аі] мост моста мосту водохранилищ\\p{L}* водосховищ\\p{L}*',
      'университет\\p{L}* університет\\p{L}* больниц\\p{L}* лікарн\\p{L}* стадион\\p{L}* стадіон\\p{L}* шоссе шосе трасс\\p{L}*',
      'направлени\\p{L}* напрямк\\p{L}* напрямок фронт\\p{L}* битв\\p{L}* бригад\\p{L}* полк[ауі]? батальон\\p{L}*',
    ]
      .join(' ')
      .split(' ')
      .join('|') +
    ')$',
  'u',
)
export function isFacility(folded: string): boolean {
  return folded.length <= 30 && facility.test(folded)
}
