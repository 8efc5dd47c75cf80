/** Ranges, sources and codes of damage in the reader's words. */
import { named, say, words } from '../words.dom.ts'
import type { RangeView, SaidView } from './answers.ts'

export function rangeSaid({ atLeast, atMost }: RangeView): string {
  if (atMost === null) return say(words.damage.atLeast, { count: atLeast })
  return atMost === atLeast ? String(atLeast) : say(words.damage.between, { least: atLeast, most: atMost })
}

export function wordIn(table: { readonly [key: string]: string }, key: string): string {
  return table[key] ?? key
}

export function saidBy(one: SaidView): string {
  const who = one.name ?? wordIn(words.damage.sources, one.kind)
  return `${who}: ${rangeSaid(one)} (${wordIn(words.damage.statuses, one.status)})`
}

export function areaSaid({
  names,
  area,
}: {
  readonly names: Parameters<typeof named>[0]
  readonly area: string
}): string {
  return named(names) || area
}
