/** Who speaks in each quotation: named before it, behind it, between its parts, or within its marks. */
import type { Attribution, Scene } from './attribution.ts'
import { attributionsIn } from './attributions.ts'
import type { Quotation } from './quotations.ts'
import type { Sentence } from './sentences.ts'

interface Voices {
  readonly voices: ReadonlyMap<Quotation, Attribution>
  /** Reporting clauses that stand within quotation marks, by the first word of the part they stand in. */
  readonly inner: ReadonlyMap<number, Attribution>
}

/** A quotation over several sentences has its speaker in the last of them, in the first, or between its parts. */
export function voicesOf(scene: Scene, sentences: readonly Sentence[]): Voices {
  const voices = new Map<Quotation, Attribution>()
  const inner = new Map<number, Attribution>()
  for (const { attributions, to } of sentences)
    for (const one of attributions)
      for (const quotation of besideOf(scene, one, to)) if (!voices.has(quotation)) voices.set(quotation, one)
  // “…,” X wrote about the past day: X wrote what is quoted as well.
  for (const { attributions } of sentences)
    for (const one of attributions) {
      const quotation = one.words === 'after' && one.from > 0 ? scene.quoted(one.from - 1) : undefined
      if (quotation !== undefined && !voices.has(quotation) && /,["”’']$/u.test(textOf(scene, quotation)))
        voices.set(quotation, one)
    }
  for (const sentence of sentences)
    for (const [at, quotation, clause] of insideOf(scene, sentence)) {
      if (!voices.has(quotation)) voices.set(quotation, clause)
      inner.set(at, clause)
    }
  return { voices, inner }
}

function besideOf({ quoted, words }: Scene, attribution: Attribution, sentenceTo: number): Quotation[] {
  const { from, to, at, words: side } = attribution
  const before = from > 0 ? quoted(from - 1) : undefined
  const after = side === 'after' ? quoted(at) : to < sentenceTo ? quoted(to) : undefined
  const touches = before !== undefined && !/[.!?…]["”»’']?\s*\n/u.test(words[from]!.before)
  return [...(side !== 'after' && touches ? [before] : []), ...(after === undefined ? [] : [after])]
}

/** «…, — сказал X. — …» */
function* insideOf(
  scene: Scene,
  { from, to }: Sentence,
): Generator<readonly [at: number, quotation: Quotation, clause: Attribution]> {
  const { quoted, words } = scene
  for (let i = from; i < to;) {
    const quotation = quoted(i)
    const end = quotation === undefined ? i + 1 : Math.min(to, quotation.to)
    const clause =
      quotation === undefined
        ? undefined
        : attributionsIn(scene, i, end, quotation).find(
            (one) =>
              one.from > i && one.words !== 'after' && /[,.!?…]\s*[—–-]\s*$/u.test(words[one.from]!.before),
          )
    if (clause !== undefined) yield [i, quotation!, clause]
    i = end
  }
}

function textOf({ text }: Scene, { start, end }: Quotation): string {
  return text.slice(start, end)
}
