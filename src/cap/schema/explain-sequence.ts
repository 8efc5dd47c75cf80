/** Says what is wrong with a sequence of elements that doesn't fit: what is missing, what is too many, and the fewest that would have to move. */
import type { Findings } from '../finding.ts'
import type { XmlElement } from '../xml/tree.ts'
import type { Content, Particle } from './compiled-schema.ts'
import { schemaFindings } from './schema-findings.ts'

interface Placed {
  readonly child: XmlElement
  readonly position: number
}

/** At least one finding comes of every sequence that doesn't fit; `positionOf` says where a child belongs, -1 for nowhere. */
export function explainSequence(
  parent: XmlElement,
  { sequence }: Content,
  positionOf: (child: XmlElement) => number,
  found: Findings,
): void {
  const counts = sequence.map(() => 0)
  const placed: Placed[] = []
  const extra: Placed[] = []
  for (const child of parent.content) {
    if (typeof child === 'string') continue
    const position = positionOf(child)
    if (position === -1) continue
    counts[position]! += 1
    ;(counts[position]! > sequence[position]!.max ? extra : placed).push({ child, position })
  }
  for (const { child, position } of extra)
    found.report(schemaFindings, 'cap/schema-repeated-element', child, {
      name: child.name,
      parent: parent.name,
      count: counts[position]!,
      most: sequence[position]!.max,
    })
  sequence.forEach(({ name, min }, position) => {
    if (counts[position]! >= min) return
    const where = neighbour(sequence, counts, position)
    found.report(schemaFindings, 'cap/schema-missing-element', parent, { parent: parent.name, name, where })
  })
  const inOrder = longestInOrder(placed)
  placed.forEach((one, index) => {
    if (inOrder.has(index)) return
    const where = neighbour(sequence, counts, one.position)
    found.report(schemaFindings, 'cap/schema-element-order', one.child, {
      name: one.child.name,
      parent: parent.name,
      where,
    })
  })
}

/** What could stand after `count` elements in the place `at`: up to the first that must. */
export function expectedAfter(sequence: readonly Particle[], at: number, count: number): string {
  const names: string[] = []
  const from = count >= sequence[at]!.max ? at + 1 : at
  for (let place = from; place < sequence.length; place++) {
    const { name, min, anyOf } = sequence[place]!
    names.push(said(name, anyOf))
    if ((place === at ? min - count : min) > 0) break
  }
  return names.join(', ')
}

function said(name: string, anyOf: string | undefined): string {
  return anyOf === undefined ? name : `elements of ${anyOf}`
}

/** Where an element belongs, said by what is there: after the nearest before it, else before the nearest after it. */
function neighbour(sequence: readonly Particle[], counts: readonly number[], position: number): string {
  for (let before = position - 1; before >= 0; before--)
    if (counts[before]! > 0) return `after “${said(sequence[before]!.name, sequence[before]!.anyOf)}”`
  for (let after = position + 1; after < sequence.length; after++)
    if (counts[after]! > 0) return `before “${said(sequence[after]!.name, sequence[after]!.anyOf)}”`
  return 'there'
}

/** Indices of a longest run that never goes back (patience sorting); the others are the fewest that stand wrong. */
function longestInOrder(placed: readonly Placed[]): ReadonlySet<number> {
  const ends: number[] = []
  const before: number[] = []
  placed.forEach(({ position }, index) => {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (placed[ends[middle]!]!.position <= position) low = middle + 1
      else high = middle
    }
    before[index] = low === 0 ? -1 : ends[low - 1]!
    ends[low] = index
  })
  const kept = new Set<number>()
  for (let index = ends.at(-1) ?? -1; index !== -1; index = before[index]!) kept.add(index)
  return kept
}
