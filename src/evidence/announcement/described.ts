/** Verbs that only say which danger is meant, while another verb says what becomes of it. */
import type { Word } from '../text/text-words.ts'
import { is, partsOf } from './words/words.ts'

/** So far behind a participle the verb of its sentence is looked for. */
const farthestVerb = 30

const participle = /^(?:declared|announced|issued|introduced|imposed|raised|activated|ordered|triggered)$/
const slavic = /^(?:оголошен|запроваджен|введен|объявлен)(?:а|у|о|ий|ы|і)?$/
const relative = /^(?:котор\p{L}+|яку|яка|яке|якого|який|якій|which)$/u

/**
 * “The alert declared last night in … was lifted”, “тривогу, оголошену о 22:10, скасовано”, “о которой объявили в 3:12,
 * снята”: a participle or a relative clause. Expects the words of one sentence.
 */
export function isOnlyDescribed(words: readonly Word[], at: number): boolean {
  const { folded, before } = words[at]!
  const noun = words[at - 1]?.folded.endsWith('ly') === true ? at - 2 : at - 1
  const described =
    (participle.test(folded) && namesDanger(words[noun])) ||
    (slavic.test(folded) && /^,\s*$/.test(before) && namesDanger(words[at - 1])) ||
    isOfRelative(words, at)
  if (!described) return false
  return words
    .slice(at + 1, at + farthestVerb)
    .some(
      (word, index) =>
        verbs.some((part) => is(word, part)) ||
        (/^(?:was|were|has|have|is|are)$/.test(word.folded) &&
          !/^(?:who|which|that)$/.test(words[at + index]!.folded)),
    )
}

const verbs = ['end-verb', 'lowered', 'stays', 'lasted'] as const

function namesDanger(word: Word | undefined): boolean {
  if (word === undefined) return false
  return [...partsOf(word.folded)].some((part) => /^(?:head|level|weak-head|threat:)/.test(part))
}

/** “…, о которой власти объявили в 3:12, …”, “яку оголосили”, “which was declared”. */
function isOfRelative(words: readonly Word[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(1, at - 6); i--) {
    if (/[,.;:!?–—]/.test(words[i + 1]!.before)) return false
    if (relative.test(words[i]!.folded)) return true
  }
  return false
}
