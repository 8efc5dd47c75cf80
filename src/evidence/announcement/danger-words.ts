/** Which words of a text name a danger, a level or the head of an announcement. */
import type { Word } from '../text/text-words.ts'
import { is, partsOf } from './words/words.ts'

/** A danger as texts name it; coarser than the catalogue, because “missile danger” does not say which missile. */
export type SaidThreat =
  | 'air-raid'
  | 'drone'
  | 'missile'
  | 'ballistic'
  | 'aeroballistic'
  | 'guided-bomb'
  | 'aircraft'
  | 'artillery'
  | 'chemical'
  | 'radiation'
  | SaidHazard
  | 'other'

/** What is no attack is said by its name in the catalogue. */
export type SaidHazard =
  | 'flood'
  | 'dam-failure'
  | 'wind'
  | 'tornado'
  | 'thunderstorm'
  | 'hail'
  | 'snowstorm'
  | 'ice'
  | 'extreme-heat'
  | 'extreme-cold'
  | 'wildfire'
  | 'earthquake'
  | 'tsunami'
  | 'landslide'
  | 'avalanche'

export type SaidColour = 'yellow' | 'orange' | 'red'

export type DangerTag =
  | { readonly kind: 'threat'; readonly threat: SaidThreat }
  | { readonly kind: 'colour'; readonly colour: SaidColour }
  /** The word “alarm” alone means an air raid where nothing else is named; `weak`: “attack”, a head only beside a verb. */
  | { readonly kind: 'head'; readonly alarm: 'yes' | 'no'; readonly weight: 'full' | 'weak' }

/** Tags each word that names a danger, a level or the head of an announcement. Sparse: by the word’s place. */
export function tagDangers(words: readonly Word[]): ReadonlyMap<number, DangerTag> {
  const tags = new Map<number, DangerTag>()
  // Colours of circles, ribbons and rivers are none: a text that speaks of levels says so.
  const speaksOfLevels = words.some(
    (word, index) =>
      is(word, 'level') ||
      (is(word, 'english-colour') && is(words[index + 1], 'head')) ||
      // “From red to yellow”, “с красного на жёлтый”.
      (/^(?:to|на|до)$/.test(word.folded) && isColour(words[index - 1]) && isColour(words[index + 1])),
  )
  for (const [index, word] of words.entries()) {
    const tag = tagOf(words, index, word)
    if (tag !== undefined && (tag.kind !== 'colour' || speaksOfLevels)) tags.set(index, tag)
  }
  return tags
}

function tagOf(words: readonly Word[], index: number, word: Word): DangerTag | undefined {
  // МіГ-31К: with its capitals it is no “could”.
  if (/^М[иі]Г/u.test(word.text) && word.text !== 'МІГ') return { kind: 'threat', threat: 'aeroballistic' }
  if (/^[Mm]i[Gg]$/.test(word.text)) return { kind: 'threat', threat: 'aeroballistic' }
  const { folded } = word
  const before = words[index - 1]
  // “Угроза удара с воздуха”, “загроза з повітря”.
  if (/^(?:воздуха|повітря)$/.test(folded) && /^(?:с|з|із)$/.test(before?.folded ?? ''))
    if (words.slice(Math.max(0, index - 5), index).some((one) => is(one, 'head') || is(one, 'weak-head')))
      return { kind: 'threat', threat: 'air-raid' }
  // “Комитет по ЧС”, “по чрезвычайным ситуациям”, “з надзвичайних ситуацій”: whose office it is.
  if (
    /^(?:чс|нс|чрезвычайным|надзвичайних|emergency)$/.test(folded) &&
    /^(?:по|з|із|питань|of)$/.test(before?.folded ?? '')
  )
    return undefined
  const parts = partsOf(folded)
  if (parts.size === 0) return undefined
  if (parts.has('air') && is(words[index + 1], 'air-head')) return { kind: 'threat', threat: 'air-raid' }
  const threat = threatOf(folded)
  if (threat !== undefined) {
    // “Морські дрони”, “безэкипажных катеров”: the sea is not the sky.
    if (
      threat === 'drone' &&
      (is(before, 'sea') ||
        (folded === 'uncrewed' && /^(?:boat|vessel)/.test(words[index + 1]?.folded ?? '')))
    )
      return { kind: 'threat', threat: 'other' }
    // “Ballistic missiles”: which missile is said by the word before.
    if (threat === 'missile' && (is(before, 'threat:ballistic') || is(before, 'threat:aeroballistic')))
      return undefined
    // A burning house is no warning of fires.
    if (threat === 'wildfire' && /^(?:пожар|пожеж)/.test(folded) && !isOfTheWild(words, index))
      return undefined
    // “Дрон-камикадзе с бомбой”, “гроза” and “град” as weather need no more; “сел” may be a village’s.
    return { kind: 'threat', threat }
  }
  if (folded === 'uncrewed' && /^(?:boat|vessel)/.test(words[index + 1]?.folded ?? ''))
    return { kind: 'threat', threat: 'other' }
  const colour = colours.find((one) => parts.has(`colour:${one}`))
  if (colour !== undefined) return { kind: 'colour', colour }
  if (parts.has('head')) return { kind: 'head', alarm: parts.has('alarm') ? 'yes' : 'no', weight: 'full' }
  if (parts.has('siren')) return { kind: 'head', alarm: 'yes', weight: 'weak' }
  return parts.has('weak-head') ? { kind: 'head', alarm: 'no', weight: 'weak' } : undefined
}

/** “Лесные пожары”, “пожарная опасность”, “загроза пожеж”. */
function isOfTheWild(words: readonly Word[], at: number): boolean {
  return words.slice(Math.max(0, at - 3), at + 3).some((word) => is(word, 'wild') || is(word, 'head'))
}

function isColour(word: Word | undefined): boolean {
  return colours.some((colour) => is(word, `colour:${colour}`))
}

const colours: readonly SaidColour[] = ['yellow', 'orange', 'red']
const threatPrefix = 'threat:'

function threatOf(folded: string): SaidThreat | undefined {
  for (const part of partsOf(folded))
    if (part.startsWith(threatPrefix)) return part.slice(threatPrefix.length) as SaidThreat
  return undefined
}
