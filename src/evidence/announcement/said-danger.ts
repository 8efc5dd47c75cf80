/** What danger and level a clause speaks of, from its tagged words. */
import type { DangerTag, SaidColour, SaidThreat } from './danger-words.ts'
import type { Word } from '../text/text-words.ts'
import { is } from './words/words.ts'

export interface SaidColourAt {
  readonly at: number
  readonly colour: SaidColour
  /** “С красного”, “на жёлтый”: which level is left, and which one comes. */
  readonly way: 'from' | 'to' | 'unsaid'
}

export interface SaidDanger {
  /** More than one only where they stand side by side: “загроза БпЛА та балістики”. */
  readonly threats: readonly SaidThreat[]
  readonly colour: SaidColour | null
  /** All colours named, in order: “с красного до жёлтого” has two. */
  readonly colours: readonly SaidColourAt[]
  /** Whether a word for danger, threat or alarm stands with it; `weak`: one like “attack”, or sirens. */
  readonly head: 'yes' | 'weak' | 'no'
  /** Whether a word for danger stands there, whatever danger is named. */
  readonly headed: 'yes' | 'no'
  /** `alone`: nothing but sirens is named. */
  readonly sirens: 'alone' | 'no'
  /** Nothing but the word “alarm” is named. */
  readonly bare: 'yes' | 'no'
}

export function dangerIn(
  words: readonly Word[],
  from: number,
  to: number,
  tags: ReadonlyMap<number, DangerTag>,
): SaidDanger {
  const named: { readonly at: number; readonly threat: SaidThreat; score: number }[] = []
  const colours: SaidColourAt[] = []
  let head: SaidDanger['head'] = 'no'
  let alarm = false
  let headed: 'yes' | 'no' = 'no'
  let sirens = false
  let quoted = false
  let onlyAlarms = true
  for (let i = from; i < to; i++) {
    const { before } = words[i]!
    if (/[«“"„]/u.test(before)) quoted = true
    if (/[»”]/u.test(before)) quoted = false
    const tag = tags.get(i)
    if (tag === undefined) continue
    if (tag.kind === 'colour') {
      colours.push({ at: i, colour: tag.colour, way: wayOf(words, from, i) })
    } else if (tag.kind === 'head') {
      if (tag.weight === 'full') head = headed = 'yes'
      else if (head === 'no') head = 'weak'
      if (tag.alarm === 'yes') {
        alarm = true
        sirens ||= tag.weight === 'weak'
      }
    } else {
      if (tag.threat === 'air-raid' || tag.threat === 'other') head = 'yes'
      // “Повітряна тривога”, “air raid alert” say no more than “alarm” does.
      onlyAlarms &&=
        tag.threat === 'air-raid' &&
        (is(words[i + 1], 'alarm') || /^(?:raid|alerts?)$/.test(words[i + 1]?.folded ?? ''))
      // A signal's name in quotation marks says what is meant; so does the word for danger at its side.
      const near = [i - 2, i - 1, i + 1].some((at) => tags.get(at)?.kind === 'head')
      const caused = words.slice(Math.max(from, i - 4), i).some((word) => is(word, 'cause'))
      named.push({
        at: i,
        threat: tag.threat,
        score: (quoted ? 2 : 0) + (near || tag.threat === 'air-raid' ? 1 : 0) - (caused ? 0.5 : 0),
      })
    }
  }
  // “Радиация в норме” after a drone fell: what is measured is spoken of.
  if (named.some(isMeasured) && words.slice(from, to).some((word) => is(word, 'normal')))
    for (const one of named) if (isMeasured(one)) one.score += 2
  const [colour] = colours
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
  const unnamed = best === undefined && colour === undefined
  return {
    ...{ threats, colour: colour?.colour ?? null, colours, head, headed },
    sirens: unnamed && sirens && headed === 'no' ? 'alone' : 'no',
    bare: (unnamed && alarm) || (named.length > 0 && onlyAlarms && colour === undefined) ? 'yes' : 'no',
  }
}

/** “БпЛА та балістики”, “drones and missiles”: only “and” stands between, or “and the threat of”. */
function isBeside(words: readonly Word[], others: readonly { readonly at: number }[], at: number): boolean {
  return others.some(({ at: other }) => {
    const [low, high] = [Math.min(at, other), Math.max(at, other)]
    if (high - low > 7) return false
    const inner = words.slice(low + 1, high)
    return (
      inner.some(({ folded }) => /^(?:и|та|і|й|and)$/.test(folded)) &&
      inner.every(
        (word) =>
          is(word, 'head') ||
          is(word, 'weak-head') ||
          /^(?:и|та|і|й|and|the|of|a|по|застосування|применения|ударн\p{L}*|непосредственного)$/u.test(
            word.folded,
          ),
      )
    )
  })
}

function wayOf(words: readonly Word[], from: number, at: number): SaidColourAt['way'] {
  for (let i = at; i > Math.max(from, at - 3); i--) {
    if (/[,.;:!?–—]/.test(words[i]!.before)) break
    const { folded } = words[i - 1]!
    if (/^(?:на|до|to)$/.test(folded)) return 'to'
    if (/^(?:с|со|з|із|зі|вместо|замість|from)$/.test(folded)) return 'from'
  }
  return 'unsaid'
}

function isMeasured({ threat }: { readonly threat: SaidThreat }): boolean {
  return threat === 'radiation' || threat === 'chemical'
}
