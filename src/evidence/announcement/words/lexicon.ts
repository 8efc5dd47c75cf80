/** Turns lists of words that a native speaker can read and add to into a table that is asked once per word. */

/**
 * What a word of an announcement may do. One word may do several: “после” is a condition, “сняли” ends.
 * Threats are named `threat:drone`, colours `colour:red`.
 */
export type Part =
  /** “Отбой”, “відбій”: says by itself that something ended. */
  | 'end-noun'
  /** “The end of”, “о завершении”: an end only behind a verb that tells it. */
  | 'end-told'
  /** “Снят”, “скасовано”, “lifted”: ends what is named with it. */
  | 'end-verb'
  | 'lowered'
  /** “Сменён на”, “переведено з”: two levels say whether up or down. */
  | 'changed'
  | 'raise'
  /** “Действует”, “діє”: how it stands, which opens a message as often as it continues one. */
  | 'stands'
  /** “Пуски”, “курс на”: where a danger that flies is seen. */
  | 'seen'
  /** “Над”, “over”: so too, right behind its name. */
  | 'above'
  | 'stays'
  /** “Сбит”, “знищено”: something happened; nobody is warned by it. */
  | 'happened'
  | 'lasted'
  | 'unit-of-time'
  /** A day, a night: what passes by itself. */
  | 'period'
  | 'gone'
  | 'more'
  | 'calm'
  | 'normal'
  | 'not'
  | 'condition'
  /** A condition for nouns alone: “когда сняли” tells what was, “когда отбой” asks. */
  | 'when'
  | 'until'
  /** Asked for, not given. */
  | 'wished'
  | 'future'
  | 'mistaken'
  | 'object'
  | 'subject'
  /** Verbs that say something of what was just named. */
  | 'of-subject'
  | 'if'
  | 'in-case'
  | 'turn'
  | 'where'
  | 'drill'
  | 'rest'
  | 'before'
  | 'named-before'
  /** Yesterday, last night: of an earlier alert. */
  | 'earlier'
  | 'again'
  | 'direct'
  | 'cause'
  /** “Из-за”, “після”, “because of”: what stands behind it is a reason, and nothing that ends. */
  | 'reason'
  /** Lessons, trains, restrictions: they are cancelled and lifted too, and are no danger. */
  | 'other-thing'
  /** The word for danger, threat, alarm. */
  | 'head'
  /** “Атака”, “удар”: a head only beside a word that declares. */
  | 'weak-head'
  | 'alarm'
  | 'siren'
  | 'air'
  | 'air-head'
  | 'sea'
  /** Of forests, grass and peat, not of houses. */
  | 'wild'
  /** “Yellow warning”: a colour that is a level by itself beside its noun. */
  | 'english-colour'
  | 'level'
  | `threat:${string}`
  | `colour:${string}`

/**
 * Words of one part of speech, apart by spaces: `отбо(й,я,ю)` in these endings and no others (`снят(,а,о)`: also without one),
 * `ракет*` with any. All are written as words are compared: lower case, е for ё, no apostrophes.
 */
export type WordList = { readonly [part in Part]?: string }

const none: ReadonlySet<Part> = new Set()
/** A prefix is found by its first letters. */
const key = 3
const longestWord = 24
const mostRemembered = 20_000

/** Makes the table. Throws on a list that is written wrongly: that is a mistake of ours. */
export function lexiconOf(lists: readonly WordList[]): (folded: string) => ReadonlySet<Part> {
  const exact = new Map<string, Set<Part>>()
  const prefixes = new Map<string, { readonly begins: string; readonly part: Part }[]>()
  const enter = (word: string, part: Part) => {
    const known = exact.get(word)
    if (known === undefined) exact.set(word, new Set([part]))
    else known.add(part)
  }
  for (const list of lists)
    for (const [name, words] of Object.entries(list))
      for (const word of (words ?? '').split(/\s+/).filter((one) => one !== '')) {
        const part = name as Part
        const written = /^([\p{L}\p{N}]*)(?:\(([\p{L},]*)\)|(\*))?$/u.exec(word)
        if (written === null) throw new Error(`a word is written wrongly: ${word}`)
        const [, stem = '', endings, any] = written
        if (any !== undefined) {
          const first = stem.slice(0, key)
          if (stem.length < key) throw new Error(`too short a stem for any ending: ${word}`)
          prefixes.set(first, [...(prefixes.get(first) ?? []), { begins: stem, part }])
        } else if (endings === undefined) enter(stem, part)
        else for (const ending of endings.split(',')) enter(stem + ending, part)
      }
  const find = (folded: string): ReadonlySet<Part> => {
    const whole = exact.get(folded)
    const begun = (prefixes.get(folded.slice(0, key)) ?? []).filter(({ begins }) => folded.startsWith(begins))
    if (begun.length === 0) return whole ?? none
    return new Set([...(whole ?? []), ...begun.map(({ part }) => part)])
  }
  // Texts repeat their words. Bounded: they come from whoever pastes one.
  const remembered = new Map<string, ReadonlySet<Part>>()
  return (folded) => {
    if (folded.length > longestWord) return none
    let parts = remembered.get(folded)
    if (parts === undefined) {
      parts = find(folded)
      if (remembered.size < mostRemembered) remembered.set(folded, parts)
    }
    return parts
  }
}
