/** The words that tell what happened, each with whether they assert it, and whether it is said to have happened at all. */
import type { Word } from '../text/text-words.ts'
import type { ClaimEvent } from './claim.ts'
import { isDenied } from './denial.ts'
import type { SaidNumber } from './numbers.ts'
import { type Span, firstAt } from './spans.ts'
import type { SaidWeapon } from './weapons.ts'
import { bringsDown, isUsed } from './downed.ts'
import { existence, fates, tellings, things } from './words/all-words.ts'
import { hazards } from './words/hazards.ts'

export interface Cue extends Span {
  readonly event: ClaimEvent
  readonly happened: 'yes' | 'no'
  /** `noun`: names the event and asserts nothing by itself. */
  readonly by: 'verb' | 'noun'
  /** What kind of word it is, whether it asserts or not. */
  readonly word: 'verb' | 'noun'
  /** “Used”: says less than what stands beside it. */
  readonly weak: 'yes' | 'no'
}

/** Sorted lists of the whole text. */
export function cuesOf(
  words: readonly Word[],
  weapons: readonly SaidWeapon[],
  numbers: readonly SaidNumber[],
  places: readonly Span[],
): Cue[] {
  const cues: Cue[] = []
  for (let i = 0; i < words.length;) {
    const told = tellings.at(words, i)
    if (told === undefined || isWithin(places, i, told.to) || isNamePart(words, i, told.to, weapons)) {
      i = told === undefined ? i + 1 : told.to
      continue
    }
    const { to } = told
    const event = eventOf(words, i, to, told.value.tells, weapons)
    const isObject =
      isBeatenOff(words, i, event, told.value.by, cues.at(-1)) ||
      isWhoseToll(words, i, event, told.value.by, cues.at(-1))
    if (event !== undefined && !isObject && !isModifier(words, i, to, told.value.by, event)) {
      const happened = isOver(told.value.tells) || isDenied(words, i, to, cues.at(-1)) ? 'no' : 'yes'
      const asserts =
        (told.value.by === 'verb' && !isUnreal(words, i) && !isAttribute(words, i, to)) ||
        happened === 'no' ||
        (!isCircumstance(words, i) &&
          (isCounted(words, i, to, numbers) || isThere(words, i, to) || isSomebodys(words, to, event)))
      cues.push({
        from: i,
        to,
        event,
        happened,
        by: asserts ? 'verb' : 'noun',
        word: told.value.by,
        weak: told.value.tells === 'uses' ? 'yes' : 'no',
      })
    }
    i = to
  }
  return cues
}

const circumstances =
  /^(?:in|наслідки|наслідків|наслідками|последствия|последствий|результаты|результати|consequences|aftermath|унаслідок|внаслідок|by|after|from|during|following|amid|despite|since|before|без|после|при|от|результате|время|из-за|вследствие|після|внаслідок|під|через|від|щодо|перед|до|про|о|об|against)$/

/** “After the attack”, “by the interception”: told of something else; “reported of the interception of 112” tells of it. */
function isCircumstance(words: readonly Word[], at: number): boolean {
  const isTold =
    /^(?:о|об|про)$/.test(words[at - 1]?.folded ?? '') &&
    /^(?:сообщ|заяв|рассказ|доложи|отчита|информир|повідом|розпов|інформу|доповіл|прозвіту)/.test(
      words[at - 2]?.folded ?? '',
    )
  if (isTold) return false
  for (let i = at - 1; i >= Math.max(0, at - 3); i--) {
    if (/[.,;:!?\n]/.test(words[i + 1]!.before)) return false
    if (circumstances.test(words[i]!.folded)) return true
    if (
      !/^(?:the|a|an|this|that|these|its|their|his|last|latest|massive|another|ворож\p{L}*|російськ\p{L}*|вражеск\p{L}*|ночн\p{L}*|нічн\p{L}*|масирован\p{L}*|масован\p{L}*|first|second|drone|missile|russian|ukrainian|enemy)$/u.test(
        words[i]!.folded,
      )
    )
      return false
  }
  return false
}

/** “The right to hit”, “able to strike”: an infinitive after a noun or an adjective tells of nothing that was. */
function isUnreal(words: readonly Word[], at: number): boolean {
  return (
    words[at - 1]?.folded === 'to' &&
    /^(?:right|able|ability|capable|designed|intended|order|plan|plans|planned|ready|hopes|hope|aim|aims|threatened|threatens|wants|want|need|needs|necessary|likely|prepared|preparing|continue|attempt|attempting|trying|tried|used)$/.test(
      words[at - 2]?.folded ?? '',
    )
  )
}

/** “Most of the launched missiles”: which missiles, and no launch. */
function isAttribute(words: readonly Word[], at: number, to: number): boolean {
  return to === at + 1 && /^(?:выпущенных|запущенных|випущених|запущених)$/.test(words[at]!.folded)
}

/** “Отражена атака”, “repelled an attack”: what was beaten off. */
function isBeatenOff(
  words: readonly Word[],
  at: number,
  event: ClaimEvent | undefined,
  by: string,
  last: Cue | undefined,
): boolean {
  if (event !== 'strike' || by === 'verb' || last?.event !== 'interception' || at - last.to > 3) return false
  if (!/^(?:отра|отби|пресе|відби|repel|repul|beat|foug|fend|thwa)/.test(words[last.from]!.folded))
    return false
  for (let i = last.to; i <= at; i++) if (/[.,;:!?\n]/.test(words[i]!.before)) return false
  return true
}

/** “Число жертв землетрясения”, “victims of the attack”: whose, told elsewhere. */
function isWhoseToll(
  words: readonly Word[],
  at: number,
  event: ClaimEvent | undefined,
  by: string,
  last: Cue | undefined,
): boolean {
  if ((event !== 'strike' && event !== 'other') || by === 'verb' || last?.word !== 'noun') return false
  if (last.event !== 'casualties' || last.to !== at || !/^\s$/.test(words[at]!.before)) return false
  return /^\p{Script=Cyrillic}/u.test(words[at]!.folded)
}

function isOver(tells: string): boolean {
  return tells === 'clears' || tells === 'restores' || tells === 'intact'
}

function isWithin(spans: readonly Span[], at: number, to: number): boolean {
  const index = firstAt(spans, at + 1) - 1
  return index >= 0 && spans[index]!.to >= to
}

/** “Attack drones” attack nobody yet; shelling is what it is made with. */
function isNamePart(
  words: readonly Word[],
  from: number,
  to: number,
  weapons: readonly SaidWeapon[],
): boolean {
  const index = firstAt(weapons, from + 1) - 1
  const weapon = weapons[index]
  if (weapon === undefined || weapon.to < to || weapon.to <= from) return false
  return weapon.name.threat !== 'artillery' || !/^(?:shelling|обстр|артобстр)/.test(words[from]!.folded)
}

function eventOf(
  words: readonly Word[],
  from: number,
  to: number,
  tells: string,
  weapons: readonly SaidWeapon[],
): ClaimEvent | undefined {
  switch (tells) {
    case 'clears':
      return 'alert'
    case 'restores':
      return 'outage'
    case 'intact':
      return 'damage'
    case 'uses':
      return isUsed(words, from, to, weapons) ? 'strike' : undefined
    case 'destroys':
      return bringsDown(words, from, to, weapons) ? 'interception' : 'damage'
    case 'damage':
      return words[to - 1]!.folded === 'suffered' && arePeople(words, from) ? 'casualties' : 'damage'
    case 'strike':
      return isHazard(words, from, to) ? 'other' : 'strike'
    default:
      return tells as ClaimEvent
  }
}

/** “Not one resident has suffered”. */
function arePeople(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 5); i--) {
    if (/[.,;:!?\n]/.test(words[i + 1]!.before)) return false
    const unit = things.at(words, i)?.value.unit
    if (unit !== undefined) return unit === 'people' || unit === 'children'
  }
  return false
}

/** A storm hits and a quake strikes, and neither is an attack. */
function isHazard(words: readonly Word[], from: number, to: number): boolean {
  for (let i = Math.max(0, from - 8); i < Math.min(words.length, to + 5); i++) {
    if (i > from && /[.;:!?\n]/.test(words[i]!.before)) break
    if (i < from && /[.;:!?\n]/.test(words[i + 1]!.before)) continue
    if (hazards.at(words, i) !== undefined) return true
  }
  return false
}

const threatWord =
  /^(?:threat|threats|risk|danger|possibility|warning|alert|alerts|potential|fear|угроз\p{L}*|опасност\p{L}*|загроз\p{L}*|небезпек\p{L}*|риск\p{L}*|ризик\p{L}*|возможност\p{L}*|можлив\p{L}*)$/u

/** “The threat of drone attacks”, “a drone attack alert”: nothing has struck. */
function isModifier(
  words: readonly Word[],
  from: number,
  to: number,
  by: string,
  event: ClaimEvent,
): boolean {
  if (by === 'verb' || !/^(?:strike|casualties|damage|other)$/.test(event)) return false
  // “To attack a target”: a verb that names only what could be; “an upcoming strike” is none yet.
  const previous = words[from - 1]?.folded ?? ''
  const coming =
    /^(?:upcoming|imminent|potential|possible|future|planned|expected|further|возможн\p{L}*|будущ\p{L}*|готовящ\p{L}*|можлив\p{L}*|майбутн\p{L}*)$/u
  if (previous === 'to' && /^(?:attack|strike|launch|raid)$/.test(words[from]!.folded)) return true
  if (
    coming.test(previous) ||
    (coming.test(words[from - 2]?.folded ?? '') && /^\s$/.test(words[from - 1]!.before))
  )
    return true
  const next = words[to]
  if (next !== undefined && /^[\s-]*$/.test(next.before) && threatWord.test(next.folded)) return true
  for (let i = from - 1; i >= Math.max(0, from - 4); i--) {
    if (/[.,;:!?\n]/.test(words[i + 1]!.before)) return false
    if (threatWord.test(words[i]!.folded)) return true
  }
  return false
}

/** “Поранені жінка та хлопчик”: a fate said of somebody. */
function isSomebodys(words: readonly Word[], to: number, event: ClaimEvent): boolean {
  if (event !== 'casualties' || !/^\s$/.test(words[to]?.before ?? '')) return false
  const unit = things.at(words, to)?.value.unit
  return unit === 'people' || unit === 'children'
}

/** “Двое раненых”, “46 drone attacks”, “an attack with 12 drones”. */
function isCounted(
  words: readonly Word[],
  from: number,
  to: number,
  numbers: readonly SaidNumber[],
): boolean {
  for (
    let index = firstAt(numbers, from - 8);
    index < numbers.length && numbers[index]!.from < to + 4;
    index++
  ) {
    const number = numbers[index]!
    const [a, b] = number.to <= from ? [number.to, from] : [to, number.from]
    if (b - a > 3 || b < a) continue
    let broken = false
    for (let i = a; i <= b; i++) if (/[.,;:!?\n]/.test(words[i]?.before ?? '')) broken = true
    if (!broken) return true
  }
  return false
}

/** “Fixed”, “there were”, “произошёл”: an event's name is asserted by the verb beside it. */
function isThere(words: readonly Word[], from: number, to: number): boolean {
  for (let i = Math.max(0, from - 5); i < Math.min(words.length, to + 5); i++) {
    if (i >= from && i < to) continue
    const said = existence.at(words, i)
    if (said === undefined) continue
    const [a, b] = i < from ? [said.to, from] : [to, i]
    let broken = false
    for (let k = a; k <= b; k++) if (/[.,;:!?\n]/.test(words[k]?.before ?? '')) broken = true
    if (!broken && fates.at(words, i) === undefined) return true
  }
  return false
}
