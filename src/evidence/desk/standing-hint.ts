/** What a role, as a text names it, hints at: whether its holder may be in charge of what they speak of. A person decides. */

/**
 * Beginnings of words, so that cases and numbers of Russian and Ukrainian fit too. Who governs, who puts fires out and counts the
 * hurt, who runs what failed. Whether they are in charge of the place at hand the word can't tell.
 */
const inCharge = [
  // English
  ...[
    'governor',
    'mayor',
    'head of',
    'president',
    'minister',
    'ministry',
    'emergency service',
    'fire service',
  ],
  ...[
    'fire chief',
    'rescue service',
    'police',
    'prosecutor',
    'administration',
    'air force',
    'defence ministry',
  ],
  ...[
    'defense ministry',
    'grid operator',
    'water utility',
    'director of',
    'chief of',
    'coroner',
    'geological survey',
  ],
  ...[
    'meteorological',
    'civil defence',
    'civil defense',
    'civil protection',
    'coast guard',
    'health department',
  ],
  // Russian
  ...[
    'губернатор',
    'мэр',
    'глав',
    'президент',
    'министр',
    'министерств',
    'мчс',
    'минобороны',
    'гумвд',
    'полици',
  ],
  ...['прокур', 'администрац', 'оперштаб', 'росгидромет', 'россети', 'водоканал', 'минздрав', 'начальник'],
  // Ukrainian
  ...['очільни', 'голов', 'міністр', 'міністерств', 'дснс', 'поліці', 'прокур', 'адміністрац', 'ова', 'мва'],
  ...['повітряні сили', 'повітряних сил', 'укренерго', 'обленерго', 'гідромет', 'рятувальник'],
]

/** Not those who only tell what another one said, or were it once. */
const notInCharge = ['former', 'ex-', 'бывш', 'колишн', 'экс-', 'екс-']

export function standingHint(role: string | null): 'may-be-in-charge' | 'none' {
  if (role === null) return 'none'
  const small = role.toLowerCase()
  if (notInCharge.some((word) => small.includes(word))) return 'none'
  const isIn = inCharge.some((word) => {
    const at = small.indexOf(word)
    return at >= 0 && (at === 0 || !/\p{L}/u.test(small[at - 1]!)) && fits(small, at, word)
  })
  return isIn ? 'may-be-in-charge' : 'none'
}

/** A short word stands whole: “ова” begins many others. */
function fits(text: string, at: number, word: string): boolean {
  return word.length > 3 || !/\p{L}/u.test(text[at + word.length] ?? ' ')
}
