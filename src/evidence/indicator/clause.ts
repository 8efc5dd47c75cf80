/** The clause that words stand in: what is said, without who says it and without the clauses beside it. */
import type { KindAt, KindsFound } from './kinds-of-words.ts'
import type { Word } from '../text/text-words.ts'

interface Scene {
  readonly text: string
  readonly words: readonly Word[]
  readonly kinds: KindsFound
}

/** A short part belongs to the clause it hangs on: “on Friday”, “two of them submarines”. */
const shortPart = 3

const openers = new Set(
  (
    'and but that because while as since so which ' +
    'и а но что потому так как поскольку чтобы зато ' +
    'і й та але що бо тому адже тож оскільки щоб проте'
  ).split(' '),
)
const complementizers = new Set(['that', 'что', 'що', 'якобы', 'нібито'])
const continues = new Set(
  'except including besides especially plus кроме включая особенно крім окрім включно зокрема особливо'.split(
    ' ',
  ),
)

interface Part {
  readonly from: number
  readonly to: number
  /** What stands before it. */
  readonly after: 'start' | 'comma' | 'strong'
}

export function clauseAround(
  scene: Scene,
  sentence: { readonly from: number; readonly to: number },
  core: KindAt,
): { readonly start: number; readonly end: number } {
  const { text, words } = scene
  const parts = partsAround(words, sentence, core)
  let first = parts.findIndex(({ to }) => to > core.from)
  let last = parts.findLastIndex(({ from }) => from < core.to)
  if (first < 0 || last < 0) return { start: words[core.from]!.start, end: words[core.to - 1]!.end }
  const length = ({ from, to }: Part) => to - from
  const left = parts[first - 1]
  if (
    parts[first]!.after === 'comma' &&
    !openers.has(words[parts[first]!.from]!.folded) &&
    left !== undefined &&
    length(left) > 1 &&
    length(left) <= shortPart &&
    !says(scene, left)
  )
    first--
  const right = parts[last + 1]
  if (right?.after === 'comma' && !says(scene, right)) {
    const opening = words[right.from]!.folded
    if (continues.has(opening) || (length(right) <= shortPart && !openers.has(opening))) last++
  }
  let from = parts[first]!.from
  // “He said that …”: what was said begins behind it.
  for (let i = core.from - 1; i > from; i--)
    if (complementizers.has(words[i]!.folded)) {
      from = i + 1
      break
    }
  while (from < core.from && openers.has(words[from]!.folded)) from++
  const end = words[parts[last]!.to - 1]!.end
  return { start: opened(text, words[from]!.start), end: closed(text, end) }
}

/** Parts of the sentence near the core; what is far away can’t belong to it. */
function partsAround(
  words: readonly Word[],
  sentence: { readonly from: number; readonly to: number },
  core: KindAt,
): Part[] {
  const first = Math.max(sentence.from, core.from - 40)
  const end = Math.min(sentence.to, core.to + 40)
  const parts: Part[] = []
  let from = first
  let after: Part['after'] = 'start'
  for (let i = first + 1; i <= end; i++) {
    const cut = i === end ? 'start' : cutAt(words, i)
    if (cut === undefined) continue
    parts.push({ from, to: i, after })
    from = i
    after = cut
  }
  return parts
}

function cutAt(words: readonly Word[], i: number): 'comma' | 'strong' | undefined {
  const { before } = words[i]!
  if (/[;:()[\]\n]|[—–]|\s-\s/.test(before)) return 'strong'
  // “1,000” is one number, and the parts of a list are no clauses.
  if (!/,/.test(before) || (before === ',' && /^\d/.test(words[i]!.text))) return undefined
  return 'comma'
}

function says({ kinds }: Scene, { from, to }: Part): boolean {
  return kinds.says.some((one) => one.from >= from && one.from < to)
}

/** A quotation mark that opens right before the clause belongs to it. */
function opened(text: string, start: number): number {
  return /[«“"„]/.test(text.charAt(start - 1)) ? start - 1 : start
}

function closed(text: string, end: number): number {
  return /[»”"]/.test(text.charAt(end)) ? end + 1 : end
}
