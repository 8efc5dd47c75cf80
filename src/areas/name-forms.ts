/** Every name of a hierarchy under keys that hold in all grammatical cases: what a running text is searched with. */
import type { Area } from './area.ts'
import type { Hierarchy } from './hierarchy.ts'
import { rootOf, stemOf } from './inflection.ts'
import { readPlaceName, type PlaceName } from './place-name.ts'

export interface NamedArea {
  readonly area: Area
  /** As the pack writes it. */
  readonly text: string
  readonly name: PlaceName
  readonly alias: 'alias' | 'name'
}

export interface NameForms {
  /** Names whose words, one by one, are these in some case; keys are `stemOf` of each word, joined by spaces. */
  byStem(key: string): readonly NamedArea[]
  /** Names that share their roots (`rootOf`) with these words: the town of a district, the district of a town. */
  byRoot(key: string): readonly NamedArea[]
  /** How many words the longest name has that begins with this stem; 0 where none does. */
  longest(stem: string): number
}

const none: readonly NamedArea[] = []

export function nameForms(hierarchy: Hierarchy): NameForms {
  const stems = new Map<string, NamedArea[]>()
  const roots = new Map<string, NamedArea[]>()
  const longest = new Map<string, number>()
  for (const area of hierarchy.all()) {
    const entered = new Set<string>()
    const enter = (text: string, alias: NamedArea['alias']) => {
      const name = readPlaceName(text)
      const words = name.plain.split(' ')
      const keys = words.map(stemOf)
      const stem = keys.join(' ')
      const units = name.units.join(' ')
      // The same name in three languages is one entry.
      if (entered.has(`${stem}/${units}`)) return
      entered.add(`${stem}/${units}`)
      const entry = { area, text, name, alias }
      push(stems, stem, entry)
      push(roots, words.map(rootOf).join(' '), entry)
      if ((longest.get(keys[0]!) ?? 0) < keys.length) longest.set(keys[0]!, keys.length)
      if (text !== area.names['uk' as keyof typeof area.names]) return
      for (const last of softenedOf(words[words.length - 1]!, keys[keys.length - 1]!)) {
        const softened = [...keys.slice(0, -1), last]
        push(stems, softened.join(' '), entry)
        if ((longest.get(softened[0]!) ?? 0) < keys.length) longest.set(softened[0]!, keys.length)
      }
    }
    for (const text of Object.values(area.names)) enter(text, 'name')
    for (const text of area.aliases ?? []) enter(text, 'alias')
  }
  return {
    byStem: (key) => stems.get(key) ?? none,
    byRoot: (key) => roots.get(key) ?? none,
    longest: (stem) => longest.get(stem) ?? 0,
  }
}

/** Ukrainian consonants that change before the і of a case: Горлівка, у Горлівці; Прага, у Празі; and Ріг, Рогу, у Розі. */
function softenedOf(word: string, key: string): readonly string[] {
  if (word === 'ріг') return ['rog', 'roz']
  if (word.endsWith('ка') && key.endsWith('k')) return [`${key.slice(0, -1)}c`]
  if (/(?:га|ог)$/.test(word) && key.endsWith('g')) return [`${key.slice(0, -1)}z`]
  return word.endsWith('ха') && key.endsWith('g') ? [`${key.slice(0, -1)}s`] : []
}

function push(map: Map<string, NamedArea[]>, key: string, entry: NamedArea): void {
  const entries = map.get(key)
  if (entries === undefined) map.set(key, [entry])
  else entries.push(entry)
}

const made = new WeakMap<Hierarchy, NameForms>()

/** The same index for the same hierarchy, made when it is first asked for. */
export function nameFormsOf(hierarchy: Hierarchy): NameForms {
  let forms = made.get(hierarchy)
  if (forms === undefined) made.set(hierarchy, (forms = nameForms(hierarchy)))
  return forms
}
