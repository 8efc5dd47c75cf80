/** Areas as they are typed: a few letters in any language, the likeliest first, each one Enter away. */
import { findAreas, fold, readPlaceName, type Area, type AreaCode, type Gazetteer } from '#areas'

export interface Suggested {
  readonly area: Area
  /** `sure`: that is its name. `begins`: it begins so. `resembles`: only nearly so; a person looks twice. */
  readonly match: 'sure' | 'begins' | 'resembles'
}

/**
 * What is chosen already, and what lies within it, is not offered again. The authority’s own areas stand last:
 * whoever types a name means a part of them, and all of them is a button of its own.
 */
export function suggestAreas(
  gazetteer: Gazetteer,
  text: string,
  options: {
    readonly within: readonly string[]
    readonly chosen: readonly string[]
    readonly limit?: number
  },
): readonly Suggested[] {
  const { hierarchy } = gazetteer
  const within = options.within as readonly AreaCode[]
  const chosen = options.chosen as readonly AreaCode[]
  const { limit = 8 } = options
  const isOpen = ({ code }: Area) =>
    (within.length === 0 || within.some((own) => hierarchy.contains(own, code))) &&
    !chosen.some((one) => hierarchy.contains(one, code))
  const { matches } = findAreas(gazetteer, text, { limit: 200 })
  const found: Suggested[] = matches
    .filter(({ area }) => isOpen(area))
    .map(({ area, matched, score }) => ({
      area,
      match:
        score >= 0.85
          ? 'sure'
          : matched.by === 'beginning' || matched.by === 'alias'
            ? 'begins'
            : 'resembles',
    }))
  const known = new Set(found.map(({ area }) => area.code))
  // A letter or two may be one sound, which begins too many names to be looked up by it.
  const beginning = fold(text)
  if (beginning.length === 1 || beginning.length === 2)
    for (const area of hierarchy.all())
      if (!known.has(area.code) && isOpen(area) && beginsWith(area, beginning)) {
        known.add(area.code)
        found.push({ area, match: 'begins' })
      }
  const isWhole = ({ area }: Suggested) => within.includes(area.code) && within.length === 1
  return [...found.filter((one) => !isWhole(one)), ...found.filter(isWhole)].slice(0, limit)
}

const plainNames = new WeakMap<Area, readonly string[]>()

function beginsWith(area: Area, beginning: string): boolean {
  let names = plainNames.get(area)
  if (names === undefined) {
    names = Object.values(area.names).map((name) => readPlaceName(name).plain)
    plainNames.set(area, names)
  }
  return names.some((name) => name.startsWith(beginning))
}
