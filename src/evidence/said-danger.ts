/** What danger and level a clause speaks of, from its tagged words. */
import type { DangerTag, SaidColour, SaidThreat } from './danger-words.ts'
import type { Word } from './text-words.ts'

export interface SaidDanger {
  /** More than one only where they stand side by side: “загроза БпЛА та балістики”. */
  readonly threats: readonly SaidThreat[]
  readonly colour: SaidColour | null
  /** All colours named, in order: “с красного до жёлтого” has two. */
  readonly colours: readonly SaidColour[]
  /** Whether a word for danger, threat or alarm stands with it. */
  readonly head: 'yes' | 'no'
}

const causes = /^(?:из-за|за|через|вследствие|because|due|owing)$/

export function dangerIn(
  words: readonly Word[],
  from: number,
  to: number,
  tags: ReadonlyMap<number, DangerTag>,
): SaidDanger {
  const named: { readonly at: number; readonly threat: SaidThreat; score: number }[] = []
  let colour: { readonly at: number; readonly colour: SaidColour } | undefined
  const colours: SaidColour[] = []
  let head: 'yes' | 'no' = 'no'
  let alarm = false
  let quoted = false
  for (let i = from; i < to; i++) {
    const { before } = words[i]!
    if (/[«“"„]/u.test(before)) quoted = true
    if (/[»”]/u.test(before)) quoted = false
    const tag = tags.get(i)
    if (tag === undefined) continue
    if (tag.kind === 'colour') {
      colour ??= { at: i, colour: tag.colour }
      colours.push(tag.colour)
    } else if (tag.kind === 'head') {
      head = 'yes'
      if (tag.alarm === 'yes') alarm = true
    } else {
      if (tag.threat === 'air-raid') head = 'yes'
      // A signal's name in quotation marks says what is meant; so does the word for danger at its side.
      const near = [i - 2, i - 1, i + 1].some((at) => tags.get(at)?.kind === 'head')
      const caused = words.slice(Math.max(from, i - 4), i).some(({ folded }) => causes.test(folded))
      named.push({
        at: i,
        threat: tag.threat,
        score: (quoted ? 2 : 0) + (near || tag.threat === 'air-raid' ? 1 : 0) - (caused ? 0.5 : 0),
      })
    }
  }
  // The level's own name stands beside its colour.
  if (colour !== undefined)
    for (const one of named)
      if (Math.abs(one.at - colour.at) <= 6) one.score += 1.5 - Math.abs(one.at - colour.at) / 10
  const best = [...named].sort((a, b) => b.score - a.score || a.at - b.at)[0]
  const threats: SaidThreat[] = best === undefined ? (alarm ? ['air-raid'] : []) : [best.threat]
  for (const one of named)
    if (
      best !== undefined &&
      !threats.includes(one.threat) &&
      isBeside(
        words,
        named.filter(({ threat }) => threats.includes(threat)),
        one.at,
      )
    )
      threats.push(one.threat)
  return { threats, colour: colour?.colour ?? null, colours, head }
}

/** “БпЛА та балістики”, “drones and missiles”: only “and” stands between, or “and the threat of”. */
function isBeside(words: readonly Word[], others: readonly { readonly at: number }[], at: number): boolean {
  return others.some(({ at: other }) => {
    const [low, high] = [Math.min(at, other), Math.max(at, other)]
    if (high - low > 4) return false
    const inner = words.slice(low + 1, high).map(({ folded }) => folded)
    return (
      inner.some((word) => /^(?:и|та|і|й|and)$/.test(word)) &&
      inner.every((word) =>
        /^(?:и|та|і|й|and|the|of|a|опасность|угроза|загроза|небезпека|атак\p{L}*|удар\p{L}*|threat|ударн\p{L}*)$/u.test(
          word,
        ),
      )
    )
  })
}
