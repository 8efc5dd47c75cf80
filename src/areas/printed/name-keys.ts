/** Every name of a hierarchy under the keys that printed names are looked up by, in the order of the tree. */
import type { Area, AreaCode } from '../area.ts'
import type { Hierarchy } from '../hierarchy.ts'
import { keysOf, rootOf, type WordKeys } from '../inflection.ts'
import { readPlaceName, type Unit } from '../place-name.ts'
import { soundKey } from '../transliteration.ts'

export interface NameEntry {
  readonly area: Area
  /** As the pack writes it. */
  readonly text: string
  readonly words: readonly string[]
  readonly plain: string
  readonly units: readonly Unit[]
  readonly finer: string
  readonly alias: boolean
  readonly core: string
  readonly sound: string
  /** A district of a city. */
  readonly inCity: boolean
  /** A town or village that gives its community its name, or one of the villages around it; a town has an urban community. */
  readonly seat: 'town' | 'seat' | 'village' | undefined
  /** Its name says no unit. */
  readonly bare: boolean
  /** Sounds as an entry of the same area does, so it need not be compared once more. */
  readonly again: boolean
}

export interface NameKeys {
  readonly entries: readonly NameEntry[]
  /** Letters of each entry’s core, as bits; all of them where it need not be compared. */
  readonly masks: Uint32Array
  readonly byPlain: ReadonlyMap<string, readonly number[]>
  readonly bySound: ReadonlyMap<string, readonly number[]>
  readonly byStem: ReadonlyMap<string, readonly number[]>
  readonly byRoot: ReadonlyMap<string, readonly number[]>
  readonly bySkeleton: ReadonlyMap<string, readonly number[]>
  /** By the stem of each word of names that have several. */
  readonly byPart: ReadonlyMap<string, readonly number[]>
  /** The entries of an area and all that lies in it: from, and the one after the last. */
  range(code: AreaCode): readonly [from: number, to: number]
}

const unitsOfKind: { readonly [Kind in Area['kind']]: readonly Unit[] } = {
  country: ['country'],
  region: ['region', 'city'],
  district: ['district'],
  municipality: ['city'],
  settlement: ['settlement', 'city'],
}

export function joined(words: readonly string[], key: (word: string) => string): string {
  let text = ''
  for (const word of words) text += key(word)
  return text
}

/** Vowels that Russian and Ukrainian exchange are one after the first letter: Горлівка and Горловка have the same. */
export function skeletonOf(core: string): string {
  return core.slice(0, 1) + core.slice(1).replace(/[eio]+/g, 'e')
}

/** No name is near to it. */
export const everyLetter = 0xffff_ffff

export function lettersOf(word: string): number {
  let mask = 0
  for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31)
  return mask >>> 0
}

function build(hierarchy: Hierarchy): NameKeys {
  const entries: NameEntry[] = []
  const known = new Map<string, WordKeys>()
  const starts = new Map<AreaCode, number>()
  for (const root of hierarchy.roots())
    for (const area of [root, ...hierarchy.descendants(root.code)]) {
      starts.set(area.code, entries.length)
      enter(area, hierarchy, entries, known)
    }
  const ends = new Map<AreaCode, number>()
  const order = [...starts]
  for (const [index, [code]] of order.entries()) ends.set(code, order[index + 1]?.[1] ?? entries.length)
  const byPlain = new Map<string, number[]>()
  const bySound = new Map<string, number[]>()
  const byStem = new Map<string, number[]>()
  const byRoot = new Map<string, number[]>()
  const bySkeleton = new Map<string, number[]>()
  const byPart = new Map<string, number[]>()
  const masks = new Uint32Array(entries.length)
  for (const [index, { plain, sound, core, words, again }] of entries.entries()) {
    push(byPlain, plain, index)
    push(bySound, sound, index)
    push(
      byStem,
      joined(words, (word) => known.get(word)!.stem),
      index,
    )
    push(
      byRoot,
      joined(words, (word) => known.get(word)!.root),
      index,
    )
    push(bySkeleton, skeletonOf(joined(words, (word) => known.get(word)!.root)), index)
    if (words.length > 1 && words.length <= 3)
      for (const word of words) if (word.length >= 4) push(byPart, known.get(word)!.stem, index)
    masks[index] = again ? everyLetter : lettersOf(core)
  }
  return {
    ...{ entries, masks, byPlain, bySound, byStem, byRoot, bySkeleton, byPart },
    range(code) {
      const from = starts.get(code)
      if (from === undefined) return [0, 0]
      const below = hierarchy.descendants(code)
      const last = below[below.length - 1]?.code ?? code
      return [from, ends.get(last)!]
    },
  }
}

function enter(area: Area, hierarchy: Hierarchy, entries: NameEntry[], known: Map<string, WordKeys>): void {
  const seen = new Set<string>()
  const seat = seatOf(area, hierarchy)
  const cores = new Set<string>()
  const add = (text: string, as: 'name' | 'alias') => {
    // “Холодногірський район (Харків)”: the bracket says where, and is no part of the name.
    const { plain, units, finer } = readPlaceName(text.replace(/\s*\([^)]*\)/u, ''))
    const words = plain.split(' ')
    const own = units.length > 0 ? units : unitsOfKind[area.kind]
    const key = `${plain}/${own.join()}`
    if (seen.has(key) || plain === '') return
    seen.add(key)
    for (const word of words) if (!known.has(word)) known.set(word, keysOf(word))
    const inCity = area.kind === 'settlement' && units.includes('district')
    const core = joined(words, (word) => known.get(word)!.core)
    const again = cores.has(`${core}/${own.join()}`)
    cores.add(`${core}/${own.join()}`)
    entries.push({
      ...{
        area,
        text,
        words,
        plain,
        units: own,
        finer,
        alias: as === 'alias',
        inCity,
        seat,
        core,
        again,
        bare: units.length === 0,
      },
      sound: words.length === 1 ? known.get(plain)!.sound : soundKey(words.join('')),
    })
  }
  for (const text of Object.values(area.names)) add(text, 'name')
  for (const text of area.aliases ?? []) add(text, 'alias')
}

function seatOf(area: Area, hierarchy: Hierarchy): NameEntry['seat'] {
  if (area.kind !== 'settlement' || area.parent === null) return undefined
  const parent = hierarchy.get(area.parent)
  if (parent === undefined || parent.kind !== 'municipality') return undefined
  const root = (text: string) => joined(readPlaceName(text).plain.split(' '), rootOf)
  const own = root(Object.values(area.names)[0] ?? '')
  const names = Object.values(parent.names)
  if (!names.some((text) => root(text) === own)) return 'village'
  // Two of one name may lie in a community; its centre is the first in the list.
  const first = hierarchy
    .children(parent.code)
    .find(({ names }) => root(Object.values(names)[0] ?? '') === own)
  if (first !== area) return 'village'
  return names.some((text) => readPlaceName(text).finer === 'urban') ? 'town' : 'seat'
}

function push(map: Map<string, number[]>, key: string, index: number): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [index])
  else list.push(index)
}

const made = new WeakMap<Hierarchy, NameKeys>()

/** The same keys for the same hierarchy, made when they are first asked for. */
export function nameKeysOf(hierarchy: Hierarchy): NameKeys {
  let keys = made.get(hierarchy)
  if (keys === undefined) made.set(hierarchy, (keys = build(hierarchy)))
  return keys
}
