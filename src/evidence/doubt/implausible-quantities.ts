/** Quantities far outside what is publicly known of the weapon, or of nature, of which they are said. */
import { doubt, quoteIn, type DoubtRule, type Examined, type Sentence, type SaidNumber } from './examined.ts'
import type { TextDoubt } from './doubt.ts'
import { natureReferences, weaponsNamed, type Published, type WeaponReference } from './reference-ranges.ts'
import { unitAfter, type Measure } from './units-of-measure.ts'

export const implausibleQuantities: DoubtRule = (examined) => {
  const found: TextDoubt[] = []
  const { sentences, numbers } = examined
  const present = weaponsNamed(sentences)
  let at = 0
  let before: { readonly weapon: WeaponReference; readonly sentence: Sentence } | undefined
  for (const sentence of sentences) {
    const named = present.length === 0 ? [] : weaponsIn(sentence, present)
    while (at < numbers.length && numbers[at]!.from < sentence.from) at++
    for (; at < numbers.length && numbers[at]!.to <= sentence.to; at++) {
      const number = numbers[at]!
      const measure = unitAfter(examined.words, number)
      if (measure === undefined) continue
      const near = nearest(named, number, examined)
      const weapon =
        near ??
        (named.length === 0 && refersBack(sentence) && isClose(before?.sentence, sentence)
          ? before?.weapon
          : undefined)
      const said =
        weapon === undefined
          ? natural(examined, sentence, measure)
          : ofWeapon(examined, sentence, number, measure, weapon)
      if (said !== undefined) found.push(said)
    }
    const last = named.at(-1)
    if (last !== undefined) before = { weapon: last.weapon, sentence }
    // One sentence that names none, but goes on about it, keeps it.
    else if (before !== undefined && !isClose(before.sentence, sentence)) before = undefined
  }
  return found
}

interface NamedWeapon {
  readonly weapon: WeaponReference
  readonly offset: number
}

function weaponsIn({ folded }: Sentence, present: readonly WeaponReference[]): NamedWeapon[] {
  const found: NamedWeapon[] = []
  for (const weapon of present) {
    const offset = folded.search(weapon.named)
    if (offset < 0 || found.some((other) => Math.abs(other.offset - offset) <= 1)) continue
    found.push({ weapon, offset })
  }
  return found.sort((a, b) => a.offset - b.offset)
}

/** The weapon named last before the number, or the only one of the sentence. */
function nearest(
  named: readonly NamedWeapon[],
  number: SaidNumber,
  { words, sentences }: Examined,
): WeaponReference | undefined {
  if (named.length <= 1) return named[0]?.weapon
  const sentence = sentences.find(({ from, to }) => from <= number.from && number.from < to)!
  const offset = words
    .slice(sentence.from, number.from)
    .reduce((sum, { folded }) => sum + folded.length + 1, 0)
  return (named.findLast((one) => one.offset <= offset) ?? named[0])?.weapon
}

function isClose(one: Sentence | undefined, other: Sentence): boolean {
  return one !== undefined && other.index - one.index <= 2
}

/** “These drones”, “it”, “его дальность”, “вони”. */
function refersBack({ folded }: Sentence): boolean {
  return / (?:these|those|this|they|it|its|their|the drones?|the missiles?|эти|этот|эта|он|она|они|его|ее|их|такие|такой|ці|цей|ця|він|вона|вони|його|її|такі|такий) /u.test(
    folded,
  )
}

const cues = {
  range:
    / (?:range|ranges|targets?|travel|travels|travelled|traveled|fly|flies|flew|flown|reach|cover|distances?) | (?:дальност\S*|радиус\S*|пролета\S*|преодолева\S*|летит|летят|летать|пролетел\S*) | (?:дальн\S*|радіус\S*|пролітат\S*|пролетіти|пролетів|пролетіл\S*|долат\S*|летить|летять|літат\S*) /u,
  warhead:
    / (?:warheads?|charges?|explosives?|payloads?|munitions?) | (?:боеголовк\S*|боев\S+ част\S*|заряд\S*|взрывчатк\S*|взрывчат\S+|бч) | (?:боєголовк\S*|бойов\S+ частин\S*|вибухівк\S*|вибухов\S+) /u,
  altitude: / (?:altitudes?|height|heights) | высот\S* | висот\S* /u,
  building:
    / (?:produc\S*|manufactur\S*|build|builds|built|output|assembl\S*) | (?:производ\S*|произвест\S*|выпуска\S*|собира\S*) | (?:виробля\S*|виробни\S*|виготовл\S*|випуска\S*) /u,
  month: / (?:month|monthly) | (?:месяц|месяца|ежемесячно) | (?:місяць|місяця|щомісяц\S*) /u,
  /** Where something fell is no range. */
  apart:
    / (?:from|away|outside|off|от|від|до города|до міста|к северу|к югу|к западу|к востоку|на північ|на південь|на захід|на схід) /u,
  /** Whether a distance is what it can do. */
  able: / (?:range|ranges|up to|can|could|able|capable|maximum) | (?:дальност\S*|до|может|могут|способ\S*|максимальн\S*) | (?:дальн\S*|може|можуть|здатн\S*|максимальн\S*) /u,
} as const

function ofWeapon(
  examined: Examined,
  sentence: Sentence,
  number: SaidNumber,
  measure: Measure,
  weapon: WeaponReference,
): TextDoubt | undefined {
  const { folded } = sentence
  const { name, source } = weapon
  const say = (
    what: string,
    unit: string,
    value: number,
    published: Published | undefined,
    low: 'low-too' | 'high-only',
  ) => {
    if (published === undefined) return undefined
    if (value <= published.to * 1.1 && (low === 'high-only' || value >= published.from * 0.75))
      return undefined
    const shown = `${plain(published.from)}–${plain(published.to)} ${unit}`
    return doubt(
      'implausible',
      `${what} of ${plain(value)} ${unit} is said of the ${name}; published figures are ${shown} (${published.source ?? source}).`,
      quoteIn(examined.text, number.start, measure.end),
    )
  }
  switch (measure.unit) {
    case 'kg':
      return cues.warhead.test(folded)
        ? say('A charge', 'kg', measure.value, weapon.warheadKg, 'low-too')
        : undefined
    case 'km/h':
      return say('A speed', 'km/h', measure.value, weapon.speedKmPerHour, 'high-only')
    case 'm':
      if (cues.altitude.test(folded))
        return say('An altitude', 'm', measure.value, weapon.altitudeMetres, 'high-only')
      return undefined
    case 'km': {
      if (cues.altitude.test(folded))
        return say('An altitude', 'm', measure.value * 1_000, weapon.altitudeMetres, 'high-only')
      if (!cues.range.test(folded)) return undefined
      const after = ` ${examined.words
        .slice(measure.to, measure.to + 3)
        .map((word) => word.folded)
        .join(' ')} `
      const isOf = cues.able.test(folded) && !cues.apart.test(after)
      return say('A range', 'km', measure.value, weapon.rangeKm, isOf ? 'low-too' : 'high-only')
    }
    case 'pieces':
      return cues.building.test(folded) && cues.month.test(folded)
        ? say('An output', 'a month', measure.value, weapon.builtPerMonth, 'high-only')
        : undefined
    default:
      return undefined
  }
}

function natural(examined: Examined, sentence: Sentence, measure: Measure): TextDoubt | undefined {
  for (const { what, about, unit, published, source } of natureReferences) {
    if (unit !== measure.unit || !about.test(sentence.folded)) continue
    if (measure.value >= published.from && measure.value <= published.to) continue
    return doubt(
      'implausible',
      `${plain(measure.value)} ${unit} is said of ${what}; published figures go from ${plain(published.from)} to ${plain(published.to)} (${source}).`,
      quoteIn(examined.text, measure.start, measure.end),
    )
  }
  return undefined
}

function plain(value: number): string {
  return String(Math.round(value * 100) / 100)
    .replace('-', '−')
    .replace(/\B(?=(?:\d{3})+$)/g, ',')
}
