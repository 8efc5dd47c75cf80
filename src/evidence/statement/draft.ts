/** A statement in the making, and the exact words it takes from the text. */
import type { Attribution, Scene } from './attribution.ts'
import type { Cast, Speaker } from './cast.ts'
import type { Mention } from './mention.ts'
import type { Statement } from './statement.ts'

export interface Span {
  readonly start: number
  readonly end: number
}

export interface Draft {
  speaker: Speaker
  mention: Mention | null
  verb: string | null
  stance: Statement['stance']
  form: Statement['form']
  readonly start: number
  end: number
  speakerAt: Span | null
  readonly paragraph: number
  /** The draft it is reported in. */
  within: Draft | null
  readonly without: Span[]
}

export type Voice = Pick<Draft, 'speaker' | 'mention' | 'verb' | 'speakerAt'>

const nobody: Speaker = { name: null, role: null, onBehalfOf: null }
export const noVoice: Voice = { speaker: nobody, mention: null, verb: null, speakerAt: null }

const openers: { readonly [closer: string]: string } = {
  '»': '«',
  '”': '“',
  '’': '‘',
  '"': '"',
  "'": "'",
  ')': '(',
  ']': '[',
}

/** The words `from`–`to` with the quotation mark or bracket that closes what they open. */
export function spanOf({ words, text }: Scene, from: number, to: number): Span {
  const start = words[from]!.start
  const end = words[to - 1]!.end
  const gap = /[.,!?…]/.test(text[end] ?? '') ? 1 : 0
  const close = text[end + gap] ?? ''
  const open = openers[close]
  if (open === undefined) return { start, end }
  if (start > 0 && text[start - 1] === open && gap === 0) return { start: start - 1, end: end + 1 }
  const inside = text.slice(start, end)
  const opened = count(inside, open)
  const isOpen = open === close ? opened % 2 === 1 : opened > count(inside, close)
  return { start, end: isOpen ? end + 1 + gap : end }
}

function count(text: string, mark: string): number {
  let found = 0
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found++
  return found
}

/** Who says what an attribution reports; `last` spoke before. */
export function voiceOf(scene: Scene, cast: Cast, attribution: Attribution, last: Mention | null): Voice {
  const { mention, described, goesOn } = attribution
  const who = goesOn === 'yes' ? last : mention
  return {
    speaker:
      who === null ? { ...nobody, role: described } : cast.speakerOf(who, goesOn === 'yes' ? null : last),
    ...{ mention: who, verb: verbOf(scene, attribution) },
    speakerAt: mention === null ? null : spanOf(scene, mention.from, mention.to),
  }
}

export function verbOf({ words, text }: Scene, { verbFrom, verbTo }: Attribution): string | null {
  if (verbTo === verbFrom) return null
  const particle =
    words[verbTo]?.before === ' ' && isParticle(words[verbTo - 1]!.folded, words[verbTo]!.folded)
  return text.slice(words[verbFrom]!.start, words[particle ? verbTo : verbTo - 1]!.end).replace(/\s+/g, ' ')
}

/** “went on”, “pointed out”, “called for”. */
function isParticle(verb: string, next: string): boolean {
  if (/^(?:go|goes|went|going)$/.test(verb)) return next === 'on'
  if (/^(?:rul|point)/.test(verb)) return next === 'out'
  return verb.startsWith('call') && /^(?:for|on)$/.test(next)
}

/** Makes one statement stand in another, whose words its own are then no more. */
export function nest(inner: Draft, outer: Draft): void {
  if (inner === outer || outer.within === inner || inner.within !== null) return
  inner.within = outer
  outer.without.push({ start: inner.start, end: inner.end })
}
