/** Which clock a time is told by where it doesn’t say so: that of the language, of the place, or of those it may be. */
import { type WallClock, kyiv, moscow } from './clocks.ts'
import type { ClaimsGround } from './ground.ts'
import { type Span, inside } from './spans.ts'
import type { SaidWhen } from './times.ts'
import type { SaidPlace } from './unknown-places.ts'

/** Where Moscow's clock is used by those who hold it and Kyiv's by the country: Crimea, Sevastopol, four oblasts. */
const held = /^(?:UA-?(?:01|85|14|44|23|65|43|40|09)|RU-(?:CR|SEV))/

/** All that it may be; none where nobody can tell. */
export function clocksOf(ground: ClaimsGround, segment: Span, when: SaidWhen): readonly WallClock[] {
  if (when.zone !== null && when.zone !== 'local') return [when.zone]
  const local = when.zone === 'local'
  if (ground.language === 'uk' && !local) return [kyiv]
  const known = ({ clock }: SaidPlace) => clock !== 'unknown'
  const [place] = inside(ground.places, segment).filter(known)
  if (place !== undefined) return clocksAt(ground, place, local ? 'local' : 'either')
  const all = new Map(ground.places.filter(known).map((one) => [one.clock, one]))
  const [only] = all.values()
  return all.size === 1 && only !== undefined ? clocksAt(ground, only, local ? 'local' : 'either') : []
}

/** Ministries in Moscow tell Moscow time of everywhere; governors their own. */
function clocksAt(
  { language }: ClaimsGround,
  { clock, code, parent }: SaidPlace,
  of: 'local' | 'either',
): readonly WallClock[] {
  const isHeld = held.test(code ?? '') || held.test(parent ?? '')
  if (language === 'ru' && isHeld) return [kyiv, moscow]
  const isRussian = clock.startsWith('Europe/') || clock.startsWith('Asia/')
  return of === 'local' || clock === kyiv || clock === moscow || !isRussian ? [clock] : [clock, moscow]
}
