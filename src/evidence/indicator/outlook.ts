/** Whether a text tells of what is to come, whether it argues that it comes, in how long, and which day it speaks of. */
import type { TextLanguage } from '../text/text-language.ts'
import type { Indicator } from './indicator.ts'
import type { KindsFound } from './kinds-of-words.ts'
import type { SignScene } from './signs.ts'
import { matcherOf } from './word-matcher.ts'
import type { WordKind } from './words/sign-words.ts'

/** Sentences that speak of a strike to come, and how many speak of one that has been. */
export interface Outlook {
  readonly timing: 'before' | 'after'
  /** Indexes of the sentences that say that something is coming. */
  readonly foreseen: readonly number[]
}

export function outlookOf(scene: SignScene): Outlook {
  const foreseen: number[] = []
  let been = 0
  for (const [index, { from, to }] of scene.sentences.entries()) {
    const has = (...kinds: WordKind[]) => kinds.some((kind) => anyIn(scene.kinds, kind, from, to))
    const pair = (a: readonly WordKind[], b: readonly WordKind[], reach: number) =>
      near(scene.kinds, a, b, { from, to, reach })
    const coming =
      pair(['may', 'expected', 'soon', 'warn'], ['attack', 'wave', 'strikeVerb', 'campaign'], 12) ||
      pair(['prepares', 'rehearse'], ['attack', 'wave', 'campaign', 'strikeVerb'], 7) ||
      (has('drone', 'bomber') && has('airborne') && !has('outcome')) ||
      (has('may', 'expected', 'forecast') && has('natural', 'rise', 'full', 'heavy'))
    const denied = has('deny') || (has('unlikely') && has('attack'))
    const isPast = has('outcome') || (has('attack') && has('lastYear'))
    if (coming && !denied && !isPlannedBefore(scene, index)) foreseen.push(index)
    else if (isPast) been++
  }
  return { timing: foreseen.length > 0 || been === 0 ? 'before' : 'after', foreseen }
}

/** “For two weeks they prepared this attack” speaks of one that has been. */
function isPlannedBefore({ kinds, sentences, words }: SignScene, index: number): boolean {
  const { from, to } = sentences[index]!
  const isThis = kinds.attack.some(
    (attack) => attack.from >= from && attack.from < to && kinds.this.some((one) => one.to === attack.from),
  )
  if (!isThis) return false
  return words
    .slice(from, to)
    .some(({ folded }) =>
      /(?:вал|ував|вали|илась|ился|лись|лися|лася|лся|лась|ила|или|ив|или|ed|ен[аоы]?)$/.test(folded),
    )
}

/**
 * Signs alone argue unless they are only of what is done in the open (an exercise, a closed sky, words) or the text says itself that
 * there is no danger.
 */
export function arguesOf({ timing, foreseen }: Outlook, indicators: readonly Indicator[]): 'yes' | 'no' {
  const has = (...types: readonly string[]) => indicators.some(({ type }) => types.includes(type))
  if (timing === 'after') return has('planning_time', 'rehearsal_strike') ? 'yes' : 'no'
  if (has('denial_of_threat')) return foreseen.length > 1 ? 'yes' : 'no'
  if (foreseen.length > 0) return 'yes'
  const weak = [
    'exercise',
    'airspace_closure',
    'rhetoric',
    'production',
    'information_operation',
    'weather',
    'prior_pattern',
    'season_winter',
    'intensity_trend',
  ]
  return indicators.some(({ type, sign }) => sign === '+' && !weak.includes(type)) ? 'yes' : 'no'
}

const numbers = '(?:\\d{1,3}|[a-zа-яіїєґ]{2,12})'
const span = new RegExp(
  [
    // “within 24 or 48 hours”, “в промежутке от 24 до 28 часов”, “протягом 24 чи 48 годин”, “in the next two weeks”
    `(?:within|in|over|during) (?:the )?(?:next |coming |following )?(?:${numbers} )?(?:(?:to|or|and|-|–) ${numbers} )?(?:hours|days|weeks|months)`,
    `(?:в промежутке |в период )?от ${numbers} до ${numbers} (?:час\\p{L}*|дн\\p{L}*|недел\\p{L}*|сут\\p{L}*)`,
    `(?:в течение|на протяжении|в ближайшие|через|за) (?:ближайших |следующих |ближайшие )?(?:${numbers} )?(?:(?:до|или|и|-|–) ${numbers} )?(?:час\\p{L}*|дня|дней|дни|недел\\p{L}*|сут\\p{L}*|месяц\\p{L}*)`,
    `(?:протягом|упродовж|впродовж|у найближчі|в найближчі|найближчими|через|за) (?:найближчих |наступних |найближчі )?(?:${numbers} )?(?:(?:до|чи|або|і|та|-|–) ${numbers} )?(?:годин\\p{L}*|дн\\p{L}*|тижн\\p{L}*|доб\\p{L}*|місяц\\p{L}*)`,
  ].join('|'),
  'giu',
)
const nearby =
  /(?:в ближайшее время|у найближчий час|найближчим часом|в ближайшие дни|со дня на день|in the near future|in the coming (?:days|hours|weeks|nights)|(?:this|the coming) (?:winter|week|weekend|night|month)|(?:сегодня|завтра|tonight|today|tomorrow|сьогодні)(?: (?:ночью|вночі|вечером|ввечері|night))?|(?:этой|цієї) (?:ночью|ночі|зимой|зими)|до конца (?:недели|месяца|года)|до кінця (?:тижня|місяця|року)|by the end of the (?:week|month|year))/giu
const seasons = /(?<![\p{L}])(?:winter|зимой|зиму|зимы|взимку|зими|autumn|осенью|восени)(?![\p{L}])/iu
const longestSentence = 2_000

/** As written; of the sentences that say that something is coming, or right beside them. */
export function horizonOf(scene: SignScene, { foreseen }: Outlook): string | null {
  const near = [...new Set(foreseen.flatMap((index) => [index, index + 1, index + 2]))].toSorted(
    (a, b) => a - b,
  )
  const texts = near.flatMap((index) => {
    const piece = scene.sentences[index]?.piece
    return piece === undefined
      ? []
      : [scene.text.slice(piece.start, Math.min(piece.end, piece.start + longestSentence))]
  })
  for (const pattern of [span, nearby])
    for (const text of texts) {
      const [found] = text.matchAll(pattern)
      if (found !== undefined) return found[0]
    }
  for (const text of texts) {
    const found = seasons.exec(text)
    if (found !== null) return found[0]
  }
  return null
}

const months =
  'январ[яь]|феврал[яь]|марта|апрел[яь]|мая|июн[яь]|июл[яь]|августа|сентябр[яь]|октябр[яь]|ноябр[яь]|декабр[яь]|січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня'
const englishMonths =
  'January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Aug\\.?|Sept\\.?|Oct\\.?|Nov\\.?|Dec\\.?'
const dates = new RegExp(
  `\\b20\\d\\d-\\d\\d-\\d\\d\\b|(?<!\\d)\\d{1,2} (?:${months})(?: 20\\d\\d)?(?![\\p{L}])|(?<!\\d)\\d{1,2} (?:${englishMonths})(?: 20\\d\\d)?(?![\\p{L}])|(?<!\\p{L})(?:${englishMonths}) \\d{1,2}(?:, 20\\d\\d)?(?!\\d)|(?<!\\d)\\d{1,2}\\.\\d{2}\\.20\\d\\d(?!\\d)`,
  'gu',
)
const todayBefore = matcherOf('today сегодня сьогодні')

/** The day a text says is its own: the one beside “today”, or the only one there is. */
export function dateOf(
  { text, words }: SignScene,
  timing: 'before' | 'after',
  language: TextLanguage,
): string | null {
  void language
  const found = [...text.slice(0, 20_000).matchAll(dates)]
  const today = todayBefore(words).map(({ to }) => words[to - 1]!.end)
  const beside = found.find(({ index }) => today.some((end) => index >= end && index - end <= 4))
  if (beside !== undefined) return beside[0]
  const distinct = new Set(found.map(([date]) => date))
  return timing === 'after' && distinct.size === 1 ? found[0]![0] : null
}

function anyIn(kinds: KindsFound, kind: WordKind, from: number, to: number): boolean {
  return kinds[kind].some((one) => one.from >= from && one.from < to)
}

function near(
  kinds: KindsFound,
  a: readonly WordKind[],
  b: readonly WordKind[],
  { from, to, reach }: { readonly from: number; readonly to: number; readonly reach: number },
): boolean {
  const inside = (all: readonly WordKind[]) =>
    all.flatMap((kind) => kinds[kind].filter((one) => one.from >= from && one.from < to)).slice(0, 60)
  const others = inside(b)
  return inside(a).some((one) =>
    others.some((other) => other.from !== one.from && Math.abs(other.from - one.from) <= reach),
  )
}
