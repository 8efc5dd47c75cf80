/** Entries that have the name in another spelling, case, script or part of speech. */
import type { MatchedBy } from '../gazetteer.ts'
import { rootOf, stemOf } from '../inflection.ts'
import { soundKey } from '../transliteration.ts'
import { ukrainianSounds } from './cognates.ts'
import { foreignSounds } from './foreign-spellings.ts'
import { joined, skeletonOf, type NameKeys } from './name-keys.ts'

/** How an answer was come by; the lesser the kind, the more must speak for it. */
export type Kind = 'same' | 'root' | 'cognate' | 'part' | 'alike'
export type Range = readonly [from: number, to: number]

export interface Same {
  readonly quality: number
  readonly kind: Kind
  readonly by: MatchedBy
}

/** By their index; `[from, to]`: where a name of the same letters makes foreign spellings needless. */
export function sameNames(
  keys: NameKeys,
  words: readonly string[],
  [from, to]: Range = [0, Infinity],
): Map<number, Same> {
  const found = new Map<number, Same>()
  const take = (indexes: readonly number[] | undefined, quality: number, kind: Kind, by: MatchedBy) => {
    for (const index of indexes ?? []) {
      const entry = keys.entries[index]!
      const own = quality - (entry.alias ? 0.01 : 0)
      if (own > (found.get(index)?.quality ?? 0)) found.set(index, { quality: own, kind, by })
    }
  }
  const lookUp = (spelt: readonly string[], less: number) => {
    take(keys.bySound.get(soundKey(spelt.join(''))), 0.99 - less, 'same', 'sound')
    take(keys.byStem.get(joined(spelt, stemOf)), 0.97 - less, 'same', 'name')
    take(keys.byRoot.get(joined(spelt, rootOf)), 0.93 - less, 'root', 'name')
    const root = joined(spelt, rootOf)
    if (root.length >= 4) take(keys.bySkeleton.get(skeletonOf(root)), 0.91 - less, 'cognate', 'sound')
  }
  take(keys.byPlain.get(words.join(' ')), 1, 'same', 'name')
  lookUp(words, 0)
  const softened = withHardEnding(words)
  if (softened !== undefined) take(keys.byStem.get(joined(softened, stemOf)), 0.97, 'same', 'name')
  // What is the same name elsewhere is no reason not to look here in other letters.
  const isSame = [...found].some(([index, { kind }]) => kind === 'same' && index >= from && index < to)
  if (isSame) return found
  for (const spelt of foreignWords(words)) lookUp(spelt, 0.03)
  for (const spelt of cousins(words)) lookUp(spelt, 0.04)
  return found
}

const hardened: { readonly [soft: string]: string } = { ці: 'ка', зі: 'га', сі: 'ха' }

/** “Горлівці”, “Охтирці”, “Волосі”: Ukrainian к, г and х are ц, з and с before і. */
function withHardEnding(words: readonly string[]): string[] | undefined {
  const last = words[words.length - 1] ?? ''
  const ending = last.length > 4 ? hardened[last.slice(-2)] : undefined
  return ending === undefined ? undefined : [...words.slice(0, -1), last.slice(0, -2) + ending]
}

/** A Russian name as the Ukrainian one that it is made of. */
function cousins(words: readonly string[]): string[][] {
  const sounds = words.map((word) => soundKey(word))
  const first = ukrainianSounds(sounds[0]!).map((sound) => [sound, ...sounds.slice(1)])
  if (sounds.length < 2) return first
  const last = sounds[sounds.length - 1]!
  const ends = ukrainianSounds(last).flatMap((sound) =>
    [sounds, ...first].map((all) => [...all.slice(0, -1), sound]),
  )
  return [...first, ...ends].slice(0, 6)
}

/** Each word under each foreign habit; all words under the same one. */
function foreignWords(words: readonly string[]): string[][] {
  const spellings = words.map(foreignSounds)
  const most = Math.max(0, ...spellings.map((each) => each.length))
  return Array.from({ length: most }, (_, habit) =>
    words.map((word, index) => spellings[index]![habit] ?? spellings[index]![0] ?? soundKey(word)),
  )
}
