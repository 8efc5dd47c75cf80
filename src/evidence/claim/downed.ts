/** Whether a verb of use or destruction is told of a weapon: what flies is brought down, what stands is damaged. */
import type { Word } from '../text/text-words.ts'
import { firstAt } from './spans.ts'
import type { SaidWeapon } from './weapons.ts'
import { numberWords, things } from './words/all-words.ts'

const aims = /^(?:by|over|above|in|near|at|from|with|during|над|в|на|во|у|під|под|біля|около|из|із)$/

const flying =
  /^(?:drones|missiles|cruise missiles|ballistic missiles|decoy drones|guided bombs|rockets|sea drones|unmanned boats|helicopters|aircraft)$/

/** “What the enemy used in the region, by his count: 3 drones”: the weapon may stand anywhere in the sentence. */
export function isUsed(
  words: readonly Word[],
  from: number,
  to: number,
  weapons: readonly SaidWeapon[],
): boolean {
  if (nearest(words, from, to, weapons) === 'weapon') return true
  const next = words[to]
  if (next === undefined || (!/[,:]/.test(next.before) && !aims.test(next.folded))) return false
  for (let i = to; i < Math.min(words.length, to + 40); i++) {
    if (/[.;!?\n]/.test(words[i]!.before)) return false
    if (kindAt(words, i, weapons) === 'weapon') return true
  }
  return false
}

/** “One was destroyed”, after a sentence of drones. */
export function bringsDown(
  words: readonly Word[],
  from: number,
  to: number,
  weapons: readonly SaidWeapon[],
): boolean {
  const near = nearest(words, from, to, weapons)
  if (near !== 'unknown') return near === 'weapon'
  let begin = from
  while (begin > from - 7 && begin > 0 && !/[.;:!?\n]/.test(words[begin]!.before)) begin--
  if (begin === 0 || begin === from - 7) return false
  const last = weapons[firstAt(weapons, begin) - 1]
  const counts = (at: number) => /^\d/.test(words[at]!.text) || numberWords.at(words, at) !== undefined
  const rest =
    /^(?:all|most|half|some|the|rest|others|усі|всі|все|решту|решта|остальные|большинство|більшість)$/
  const bare = words.slice(begin, from).every(({ folded }, i) => {
    return (
      counts(begin + i) ||
      rest.test(folded) ||
      /^(?:of|them|was|were|been|have|has|з|из|них|було|были|был)$/.test(folded)
    )
  })
  return (
    bare && begin < from && last !== undefined && begin - last.to <= 25 && last.name.threat !== 'artillery'
  )
}

/** What is destroyed: what comes after, else what stood before; what flies is brought down. */
function nearest(
  words: readonly Word[],
  from: number,
  to: number,
  weapons: readonly SaidWeapon[],
): 'weapon' | 'thing' | 'unknown' {
  for (let i = to; i < Math.min(words.length, to + 9); i++) {
    if (
      // “Destroyed: 5 drones”.
      (/[.;:!?,\n–—]/.test(words[i]!.before) && !(i === to && /^\s?:\s$/.test(words[i]!.before))) ||
      (i > to && aims.test(words[i]!.folded)) ||
      (i === to && /^(?:by|over|above|над|in|near)$/.test(words[i]!.folded))
    )
      break
    const found = kindAt(words, i, weapons)
    if (found !== undefined) return found
  }
  for (let i = from - 1; i >= Math.max(0, from - 10); i--) {
    if (/[.;:!?\n]/.test(words[i + 1]!.before)) break
    const found = kindAt(words, i, weapons)
    if (found !== undefined) return found
  }
  return 'unknown'
}

function kindAt(
  words: readonly Word[],
  at: number,
  weapons: readonly SaidWeapon[],
): 'weapon' | 'thing' | undefined {
  const index = firstAt(weapons, at + 1) - 1
  const weapon = weapons[index]
  if (weapon !== undefined && weapon.to > at)
    return weapon.name.threat === 'artillery' || weapon.name.threat === 'unexploded-ordnance'
      ? undefined
      : 'weapon'
  const thing = things.at(words, at)?.value
  if (
    thing === undefined ||
    /^(?:people|settlements|villages|towns|systems|pieces of equipment)$/.test(thing.unit)
  )
    return undefined
  return flying.test(thing.unit)
    ? 'weapon'
    : /^(?:attacks|strikes|regions|districts|cities|km|metres|percent|m)$/.test(thing.unit)
      ? undefined
      : 'thing'
}
