/** Reads a place's name as people write it: the name proper, and which kind of place the unit words say it is. */

export type Unit = 'country' | 'region' | 'district' | 'hromada' | 'city' | 'settlement'

export interface PlaceName {
  /** The name proper in lower case, without unit words, marks and punctuation. */
  readonly plain: string
  /** What its unit words say; empty when it has none. */
  readonly units: readonly Unit[]
  /** Finer than the unit: `міська`, `селищна`, `сільська` tell apart hromadas of one name. */
  readonly finer: string
}

const unitWords = new Map<string, Unit>()
const declare = (unit: Unit, words: string) => words.split(' ').forEach((word) => unitWords.set(word, unit))
declare('country', 'страна країна country')
declare('region', 'область обл області области oblast oblasti region край kray krai province')
declare('region', 'республика республіка republic')
declare('district', 'район районі района рн raion rayon raionu district округ okrug мр мо')
declare('hromada', 'громада громади громаді hromada hromady тг отг тергромада community')
declare('city', 'город місто city town misto')
declare('settlement', 'село селище смт пгт поселок деревня хутор village settlement selo selyshche smt')

/** Short forms that are words of their own elsewhere, so they count only at the edge of a name: “г. Липецк”, “m. Cherkasy”. */
const edgeUnits = new Map<string, Unit>([
  ['г', 'city'],
  ['м', 'city'],
  ['m', 'city'],
  ['с', 'settlement'],
  ['п', 'settlement'],
])

/** Words that say nothing once a unit word stands beside them. */
const besideUnits = new Set(
  (
    'муниципальный муниципального муніципальний municipal автономна автономная autonomous of the територіальна ' +
    'територіальної терріторіальна terytorialna territorial обєднана'
  ).split(' '),
)
/** `городской округ` is a city, `муниципальный округ` a district. */
const cityOkrug = new Set(['городской', 'городского', 'gorodskoy', 'gorodskoi', 'urban'])
const finerWords = new Map<string, string>([
  ['міська', 'urban'],
  ['miska', 'urban'],
  ['urban', 'urban'],
  ['селищна', 'settlement'],
  ['selyshchna', 'settlement'],
  ['settlement', 'settlement'],
  ['сільська', 'rural'],
  ['silska', 'rural'],
  ['rural', 'rural'],
])

/** The acute accent that dictionaries put over a stressed vowel. */
const stress = '\u0301'

/** Lower case, ё as е, no apostrophes, dashes and dots as spaces: what remains when spelling habits are taken away. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(stress, '')
    .replace(/['’ʼ‘`´ʹʺ]/g, '')
    .replace(/(?<![\p{L}])р-н(?![\p{L}])/gu, 'район')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()
}

export function readPlaceName(text: string): PlaceName {
  const words = fold(text).split(' ')
  const hromada = words.some((word) => unitWords.get(word) === 'hromada')
  const cityWord = words.some((word) => cityOkrug.has(word))
  const units: Unit[] = []
  const proper: string[] = []
  const beside: string[] = []
  let finer = ''
  for (const [index, word] of words.entries()) {
    const atEdge = words.length > 1 && (index === 0 || index === words.length - 1)
    const unit =
      hromada && finerWords.has(word)
        ? undefined
        : (unitWords.get(word) ?? (atEdge ? edgeUnits.get(word) : undefined))
    if (unit === 'district' && cityWord) units.push('city')
    else if (unit !== undefined) units.push(unit)
    else if (hromada && finerWords.has(word)) finer = finerWords.get(word)!
    else if (besideUnits.has(word) || cityOkrug.has(word)) beside.push(word)
    else proper.push(word)
  }
  // A name made of nothing but unit words is a name all the same.
  if (proper.length === 0) return { plain: words.join(' '), units: [], finer: '' }
  const plain = units.length === 0 && beside.length > 0 ? words.join(' ') : proper.join(' ')
  return { plain, units: units.length > 1 ? [...new Set(units)] : units, finer }
}
