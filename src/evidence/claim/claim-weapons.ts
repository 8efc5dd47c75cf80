/** With what: the weapons of an assertion, of its sentence, or of the one before. */
import { quoteOf } from '../text/quote.ts'
import type { ClaimEvent, ClaimWeapon } from './claim.ts'
import type { ClaimsGround } from './ground.ts'
import type { Segment } from './segments.ts'
import { type Span, firstAt, inside } from './spans.ts'
import type { SaidWeapon } from './weapons.ts'

export function weaponsOf(
  ground: ClaimsGround,
  segment: Segment,
  sentence: Span,
  event: ClaimEvent,
): SaidWeapon[] {
  const own = inside(ground.weapons, segment)
  const named = own.length > 0 ? own : usedIn(ground, sentence, event)
  // What is known for what it is, before “missile”, which leaves it open.
  const sorted = [...named].sort((a, b) => Number(a.name.threat === null) - Number(b.name.threat === null))
  const seen = new Set<string>()
  return sorted.filter(({ name, from, to }) => {
    const key =
      name.system ??
      ground.words
        .slice(from, to)
        .map(({ folded }) => folded)
        .join(' ')
    return !seen.has(key) && seen.add(key) !== undefined
  })
}

const withWeapon: ReadonlySet<ClaimEvent> = new Set([
  'strike',
  'interception',
  'casualties',
  'damage',
  'outage',
  'alert',
])

/** One thing did all that a sentence tells. */
function usedIn(ground: ClaimsGround, sentence: Span, event: ClaimEvent): SaidWeapon[] {
  if (!withWeapon.has(event)) return []
  const all = inside(ground.weapons, sentence)
  return new Set(all.map(({ name }) => name.threat)).size === 1 ? all.slice(0, 1) : []
}

/** “57 вдалося збити”: what the sentence before spoke of. */
export function carriedWeapon(
  ground: ClaimsGround,
  { from }: Span,
  event: ClaimEvent,
): SaidWeapon | undefined {
  if (event !== 'interception' && event !== 'strike') return undefined
  const last = ground.weapons[firstAt(ground.weapons, from) - 1]
  return last !== undefined && from - last.to <= 60 ? last : undefined
}

export function weaponOf({ text, words }: ClaimsGround, { from, to, name }: SaidWeapon): ClaimWeapon {
  const { start } = words[from]!
  const { end } = words[to - 1]!
  // “Ракети "Кинджал"” with both its marks.
  const closes = /[«“"‘]/u.test(text.slice(start, end)) && /^["»”’]/u.test(text.slice(end, end + 1)) ? 1 : 0
  const quote = quoteOf(text, start, end + closes)
  return { text: quote.text, threat: name.threat as ClaimWeapon['threat'], quote }
}
