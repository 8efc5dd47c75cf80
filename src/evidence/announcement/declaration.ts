/** Whether a clause declares something, and what: an end only where one is given, nothing where it only instructs. */
import { isConditional } from './action-words.ts'
import type { AnnouncementAction } from './announcement.ts'
import type { Clause } from './clauses.ts'
import type { DangerTag, SaidColour, SaidThreat } from './danger-words.ts'
import { dangerIn, type SaidDanger } from './said-danger.ts'
import type { Word } from '../text/text-words.ts'
import { is } from './words/words.ts'

export interface Declaration {
  readonly action: AnnouncementAction
  /** At least one; null where the clause doesn't name it. */
  readonly threats: readonly (SaidThreat | null)[]
  readonly colour: SaidColour | null
  /** The level that was left, where it lowers. */
  readonly stoodDown: SaidColour | null
  /** `pronoun`: it is about what was declared before. */
  readonly object: 'named' | 'pronoun'
  /** `standing`: it says how it stands, not what was just done; `absence`: that there is none. */
  readonly tells: 'change' | 'standing' | 'absence'
  /** Whether it speaks of areas that earlier messages named. */
  readonly before: 'yes' | 'no'
  /** “Непосредственный удар”, “direct hit”: the graver of two steps without colours. */
  readonly direct: 'yes' | 'no'
  /** Yesterday, last night: it says what was, not what is. */
  readonly past: 'yes' | 'no'
  /** Nothing but the word “alarm”: a heading where the danger itself follows. */
  readonly bare: 'yes' | 'no'
}

/** What is not declared may still name the danger that a list or the next sentence is about. */
export interface Undeclared {
  readonly threats: readonly SaidThreat[]
}

const height: { readonly [colour in SaidColour]: number } = { yellow: 1, orange: 2, red: 3 }

const lifted = /^(?:отменят|снимут|скасують|знімуть)$/

/** `places`: how many warned places it names; `first`: whether nothing was declared before it; `named`: which danger the clause just before named and did not declare. */
export function declarationOf(
  clause: Clause,
  words: readonly Word[],
  dangers: ReadonlyMap<number, DangerTag>,
  {
    places,
    first,
    named,
  }: { readonly places: number; readonly first: 'yes' | 'no'; readonly named: SaidThreat | undefined },
): Declaration | Undeclared {
  const { from, trigger } = clause
  // What stands after “until the all-clear of” is not declared: only what stands before it may be.
  const to =
    trigger?.kind === 'instruction'
      ? trigger.from
      : trigger?.kind === 'goes-on'
        ? beforeCondition(words, trigger.to, clause.to)
        : clause.to
  const own = words.slice(from, clause.to)
  const danger = dangerIn(words, from, to, dangers)
  const known = danger.threats.length > 0 || danger.colour !== null
  const undeclared = { threats: danger.threats }
  if (/\?/.test(words[clause.to]?.before ?? '')) return undeclared
  // “Двадцать минут красного”: a colour by itself declares nothing.
  const ofLevel =
    trigger !== undefined || places > 0 || danger.threats.length > 0 || own.some((word) => is(word, 'level'))
  const isHeaded = danger.head === 'yes' || (danger.colour !== null && ofLevel)
  const conditional = isConditional(own)
  if (conditional && (first === 'no' || !known || !isHeaded)) return undeclared
  const declares = trigger !== undefined && trigger.kind !== 'instruction' && trigger.kind !== 'ends-another'
  // “Сирены включены” says again what was said; “в Ельце звучат сирены” is news.
  if (danger.sirens === 'alone' && !(trigger?.kind === 'raise' && places > 0)) return { threats: [] }
  let object = trigger?.object ?? 'named'
  if (!declares) {
    if (!(known && isHeaded) && !(danger.head === 'yes' && places > 0 && trigger === undefined))
      return undeclared
  } else if (!known && !(danger.head === 'yes' && places > 0) && object === 'named') {
    // “… в Задонском районе – продолжает действовать”, “Отбой!”: what it is about was said before, or is not said.
    const atTime = own.some(({ text }) => /^\d{1,2}[:.]\d{2}$/.test(text))
    // “Он же вводил режим в 14:04”.
    const begun =
      trigger.kind === 'raise' && trigger.stands === 'no' && danger.head === 'yes' && first === 'no' && atTime
    const elliptic = trigger.kind !== 'raise' && trigger.kind !== 'changed' && places > 0 && first === 'no'
    // “The alert was lifted”, “режим отменили”: which one was said before.
    const goneOn =
      danger.head === 'yes' &&
      (first === 'no' || named !== undefined) &&
      (trigger.kind === 'end' || trigger.kind === 'lower')
    if (elliptic || goneOn || begun) object = 'pronoun'
    else if (!(trigger.kind === 'end' && isEndNoun(words[trigger.from]!))) return undeclared
  }
  const said = actionOf(trigger, danger, object)
  if (said === undefined) return undeclared
  // “Режим … отменят, как только …”: what will be lifted stands.
  const toBeLifted = trigger === undefined && own.some(({ folded }) => lifted.test(folded))
  const action = conditional || toBeLifted || isDrill(own) ? 'info' : said
  const ordered = danger.colours.map(({ colour }) => colour).sort((a, b) => height[a] - height[b])
  return {
    action,
    threats: danger.threats.length > 0 ? danger.threats : [first === 'yes' ? (named ?? null) : null],
    colour:
      (action === 'lower'
        ? ordered[0]
        : trigger?.kind === 'changed' || (trigger?.kind === 'raise' && ordered.length > 1)
          ? ordered.at(-1)
          : action === 'end' && trigger !== undefined
            ? nearestColour(danger, words, trigger.from)
            : danger.colour) ?? null,
    stoodDown: action === 'lower' && ordered.length > 1 ? ordered.at(-1)! : null,
    object,
    // “Перешла на жёлтый”: what holds now.
    tells:
      trigger?.stands === 'yes' || (trigger?.kind === 'changed' && danger.colours.length === 1)
        ? 'standing'
        : trigger?.stands === 'absent'
          ? 'absence'
          : 'change',
    before: speaksOfEarlier(own) ? 'yes' : 'no',
    direct: own.some((word) => is(word, 'direct')) ? 'yes' : 'no',
    past: own.some((word) => is(word, 'earlier')) ? 'yes' : 'no',
    bare: danger.bare,
  }
}

/** “Відбою не буде, доки дрони над громадами”: what it waits for is not what goes on. */
function beforeCondition(words: readonly Word[], from: number, to: number): number {
  for (let i = from; i < to; i++) if (/^(?:доки|пока|until|till)$/.test(words[i]!.folded)) return i
  return to
}

function actionOf(
  trigger: Clause['trigger'],
  danger: SaidDanger,
  object: 'named' | 'pronoun',
): AnnouncementAction | undefined {
  const [threat] = danger.threats
  switch (trigger?.kind) {
    case 'end':
    case 'lower':
      return trigger.kind
    case 'goes-on':
    case 'ends-another':
      return 'info'
    case 'changed': {
      const [from, to] = wayOf(danger.colours)
      if (from === undefined) return threat === 'other' ? 'info' : undefined
      // “Его сменил жёлтый”: what holds now that the other is gone.
      if (to === undefined) return object === 'pronoun' ? 'info' : 'raise'
      return height[to] < height[from] ? 'lower' : 'raise'
    }
    case 'raise':
      return threat === 'other' && trigger.stands === 'yes' ? 'info' : 'raise'
    default:
      // A curfew or an evacuation that is only spoken of is no new danger.
      return threat === 'other' && danger.headed === 'no' ? 'info' : 'raise'
  }
}

/** The level that is left and the one that comes, where two are named. */
function wayOf(colours: SaidDanger['colours']): readonly SaidColour[] {
  const [first, second] = colours
  if (first === undefined || second === undefined) return colours.map(({ colour }) => colour)
  const turned = first.way === 'to' || second.way === 'from'
  return turned ? [second.colour, first.colour] : [first.colour, second.colour]
}

/** “Жёлтый остаётся, красный отменён”: what ended stands at its verb. */
function nearestColour(
  { colours }: SaidDanger,
  words: readonly Word[],
  verb: number,
): SaidColour | undefined {
  const far = (at: number) => {
    const [low, high] = at < verb ? [at, verb] : [verb, at]
    let sum = high - low
    for (let i = low + 1; i <= high; i++) if (/[,;:–—]/.test(words[i]!.before)) sum += 6
    return sum
  }
  return [...colours].sort((a, b) => far(a.at) - far(b.at))[0]?.colour
}

/** “Отбой!”, “All clear”: it ends something although it doesn't say what. */
function isEndNoun({ folded }: Word): boolean {
  return /^(?:отбой|відбій|all)$/.test(folded)
}

/** “Учебная тревога”, “навчальна тривога”, “a drill”: nothing is in danger. “Не учебная” is none. */
export function isDrill(words: readonly Word[]): boolean {
  return words.some(
    (word, index) =>
      is(word, 'drill') && !words.slice(Math.max(0, index - 3), index).some((one) => is(one, 'not')),
  )
}

/** A text about a drill: its alarms and their ends are played. “A check of the sirens” alone may be news of another day. */
export function isDrillWhole(words: readonly Word[]): 'yes' | 'no' {
  const played = /^(?:учебн|тренировочн|навчальн|тренувальн|drills?$)/
  return words.some((word, index) => {
    if (!isDrill(words.slice(Math.max(0, index - 3), index + 1)) || !is(word, 'drill')) return false
    // “Это учения”, “це навчання”, “this is only a test”.
    const named = words.slice(Math.max(0, index - 4), index)
    return played.test(word.folded) || named.some(({ folded }) => /^(?:это|це|this|it)$/.test(folded))
  })
    ? 'yes'
    : 'no'
}

/** “По ранее введённым районам”, “в остальных районах”: only the board knows which these are. */
function speaksOfEarlier(words: readonly Word[]): boolean {
  return words.some(
    (word, index) => is(word, 'rest') || (is(word, 'before') && is(words[index + 1], 'named-before')),
  )
}
