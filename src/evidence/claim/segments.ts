/** Cuts a sentence into assertions: each verb that tells of another event, or of another place with its own count, begins one. */
import type { Word } from '../text/text-words.ts'
import type { ClaimEvent } from './claim.ts'
import type { Cue } from './cues.ts'
import type { ClaimsGround } from './ground.ts'
import { firstAt, inside, type Span } from './spans.ts'
import { type Segment, byPlace, isMark, opening } from './by-place.ts'
import { things } from './words/all-words.ts'

export type { Segment } from './by-place.ts'

/** The assertions of a sentence, or of a part of one, in their order. `own`: an author's prose, in which a bare noun asserts nothing. */
export function segmentsOf(ground: ClaimsGround, sentence: Span, own: 'own' | 'said'): Segment[] {
  const { words } = ground
  const cues = inside(ground.cues, sentence)
  const asserting = cues.filter(({ by }) => by === 'verb')
  // “Used a new experimental missile” is a test of it.
  const isTest = asserting.some(({ event }) => event === 'weapon-test')
  const strong = isTest ? asserting.filter(({ weak }) => weak === 'no') : asserting
  // “Launched a new experimental missile at the city”: what was launched, and no test of it.
  const launched = (cue: Cue, last: Cue | undefined) =>
    cue.event === 'weapon-test' &&
    last?.event === 'strike' &&
    cue.from - last.to <= 3 &&
    !isParted(words, last.to, cue.from)
  // “A wildfire has burned 1,200 hectares”: the noun is only the verb's subject.
  const verbs = strong.filter((cue, index) => {
    const next = strong[index + 1]
    if (launched(cue, strong[index - 1])) return false
    return (
      next === undefined ||
      cue.word === 'verb' ||
      (next.word === 'noun' && !isEffect(cue, next)) ||
      cue.happened === 'no' ||
      isParted(words, cue.to, next.from)
    )
  })
  const telling = verbs.length > 0 ? verbs : bareNouns(ground, sentence, cues, own)
  const groups: { event: ClaimEvent; happened: 'yes' | 'no'; cues: Cue[] }[] = []
  for (const cue of telling) {
    const last = groups.at(-1)
    if (last !== undefined && last.event === cue.event && last.happened === cue.happened) last.cues.push(cue)
    else groups.push({ event: cue.event, happened: cue.happened, cues: [cue] })
  }
  let from = sentence.from
  return groups.flatMap((group, index): Segment[] => {
    const next = groups[index + 1]
    const to = next === undefined ? sentence.to : cutBetween(ground, group, next)
    const span = { from, to }
    from = to
    const trimmed = trim(ground, span, group.cues)
    return byPlace(words, ground, trimmed, group)
  })
}

function bareNouns(ground: ClaimsGround, sentence: Span, cues: readonly Cue[], own: 'own' | 'said'): Cue[] {
  const [first] = cues
  if (first === undefined) return []
  const grounded =
    inside(ground.places, sentence).some(({ role }) => role === 'warned') ||
    inside(ground.numbers, sentence).length > 0 ||
    inside(ground.whens, sentence).length > 0
  if (isConditional(ground, sentence)) return []
  // “The strike also highlights …” speaks of one that was told before.
  const fresh = own === 'said' && grounded ? first : cues.find((cue) => !isToldBefore(ground, cue))
  if (fresh === undefined || fresh.event === 'casualties' || (own === 'own' && !grounded)) return []
  return [fresh]
}

function isToldBefore({ words }: ClaimsGround, { from, to }: Cue): boolean {
  const definite = /^(?:the|this|these|that|those|such|этот|эта|эти|эту|ця|цей|ці|цю)$/
  const told = [1, 2].some(
    (back) => definite.test(words[from - back]?.folded ?? '') && /^ $/.test(words[from - back + 1]!.before),
  )
  return told && !/^(?:of|on|against|in|which|на|по)$/.test(words[to]?.folded ?? '')
}

function isConditional({ words }: ClaimsGround, { from }: Span): boolean {
  return /^(?:if|should|whether|unless|если|якщо|случае|разі)$/.test(words[from]?.folded ?? '')
}

const turns =
  /^(?:and|but|while|although|though|whereas|as|after|when|и|а|но|однако|хотя|при|и|та|і|й|але|проте|хоча|тоді|ще|еще|которые|который|que|who|which|leaving|injuring|killing|damaging|causing|with)$/
const conjunction = /^(?:and|but|while|although|и|а|но|та|і|й|але|а|when|as)$/

/** Between two verbs: where the first has what it counts, and before what the second counts; there at the gravest mark. */
function cutBetween(
  ground: ClaimsGround,
  before: { readonly event: ClaimEvent; readonly cues: readonly Cue[] },
  after: { readonly event: ClaimEvent; readonly cues: readonly Cue[] },
): number {
  const { words } = ground
  const last = before.cues.at(-1)!
  const next = after.cues[0]!
  let [low, high] = [last.to, next.from]
  for (const number of inside(ground.numbers, { from: last.to, to: next.from })) {
    const unit = unitNear(words, number.to, next.from)
    if (unit === undefined) continue
    const first = suits(before.event, unit)
    const second = suits(after.event, unit)
    if (first && !second) low = Math.max(low, number.to)
    if (second && !first) {
      high = Math.min(high, number.from)
      break
    }
  }
  // “Caused around twenty injuries”: a number goes with what it counts.
  for (const number of inside(ground.numbers, { from: last.to, to: next.from }))
    if (next.from - number.to <= 3 && !isParted(words, number.to, next.from))
      high = Math.min(high, number.from)
  if (high < low) high = low
  let best = next.from
  let most = -1
  for (let i = low; i <= high; i++) {
    if (i <= last.from || i >= words.length) continue
    const weight = markAt(words, i)
    if (weight > most) [best, most] = [i, weight]
  }
  return most > 0 ? best : high
}

function markAt(words: readonly Word[], at: number): number {
  const { before: written, folded } = words[at]!
  const before = isMark(written, /./s) ? written : ''
  const turn = turns.test(folded) ? 1 : 0
  if (/[;\n]/.test(before)) return 9
  if (/[:–—]/.test(before)) return 6 + turn
  if (/[,(]/.test(before)) return 4 + 2 * turn
  return conjunction.test(folded) ? 3 : turn
}

/** “The strike left two dead”: told of what it did. */
function isEffect(cue: Cue, next: Cue): boolean {
  return (
    (cue.event === 'strike' || cue.event === 'other') &&
    (next.event === 'casualties' || next.event === 'damage' || next.event === 'outage')
  )
}

/** Whether a mark or an “and” stands between two words. */
function isParted(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i <= to; i++)
    if (isMark(words[i]!.before, /[.,;:!?\n–—(]/) || (i < to && conjunction.test(words[i]!.folded)))
      return true
  return false
}

function unitNear(words: readonly Word[], from: number, to: number): string | undefined {
  for (let i = from; i < Math.min(to + 1, from + 5); i++) {
    if (/[.,;:!?\n]/.test(words[i]?.before ?? '.')) return undefined
    const thing = things.at(words, i)
    if (thing !== undefined) return thing.value.unit
  }
  return undefined
}

const people = /^(?:people|children|families)$/
const flying =
  /^(?:drones|missiles|cruise missiles|ballistic missiles|decoy drones|guided bombs|rockets|sea drones|unmanned boats|bombs|shells|drone attacks|shellings|attacks|strikes|launches|missile attacks)$/

function suits(event: ClaimEvent, unit: string): boolean {
  const living = people.test(unit)
  switch (event) {
    case 'casualties':
    case 'evacuation':
      return living
    case 'interception':
    case 'strike':
    case 'production':
    case 'weapon-test':
      return flying.test(unit)
    case 'damage':
      return !living && !flying.test(unit)
    case 'outage':
      return /^(?:customers|houses|settlements|villages|towns|people|families|households|regions|districts|apartments|substations)$/.test(
        unit,
      )
    default:
      return true
  }
}

/** Whether one of a sorted list lies, even in part, between two words. */
function touches(list: readonly Span[], from: number, to: number): boolean {
  for (let i = firstAt(list, from - 12); i < list.length && list[i]!.from < to; i++)
    if (list[i]!.to > from) return true
  return false
}

function namesSomething(words: readonly Word[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = things.at(words, i)?.value.unit
    if (unit !== undefined && unit !== 'sites' && unit !== 'locations' && unit !== 'regions') return true
  }
  return false
}

/** Without leading “and”, and without parts at either end that hold nothing a claim is made of. */
function trim(ground: ClaimsGround, span: Span, cues: readonly Cue[]): Span {
  const { words } = ground
  let { from, to } = span
  const first = cues[0]!.from
  const last = cues.at(-1)!.to
  const holds = (a: number, b: number) =>
    [ground.places, ground.numbers, ground.whens, ground.weapons].some((list) => touches(list, a, b)) ||
    namesSomething(words, a, b)
  for (;;) {
    let cut = from + 1
    while (cut < first && !isMark(words[cut]!.before, /[,;:–—]/)) cut++
    if (cut >= first || holds(from, cut)) break
    from = cut
  }
  for (;;) {
    let cut = to - 1
    while (cut > last && !isMark(words[cut]!.before, /[,;:–—(]/)) cut--
    if (cut <= last || holds(cut, to)) break
    to = cut
  }
  while (from < first && opening.test(words[from]!.folded)) from++
  while (
    to > last &&
    /^(?:and|or|but|и|та|і|й|а|while|as|что|що|that)$/.test(words[to - 1]!.folded) &&
    words[to - 2]?.folded !== 'a'
  )
    to--
  return { from, to }
}
