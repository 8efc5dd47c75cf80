/** Whether a clause declares something, and what: an end only where one is given, nothing where it only instructs. */
import { isConditional, saysHowItStands } from './action-words.ts'
import type { AnnouncementAction } from './announcement.ts'
import type { Clause } from './clauses.ts'
import type { DangerTag, SaidColour, SaidThreat } from './danger-words.ts'
import { dangerIn } from './said-danger.ts'
import type { Word } from './text-words.ts'

export interface Declaration {
  readonly action: AnnouncementAction
  /** At least one; null where the clause doesn't name it. */
  readonly threats: readonly (SaidThreat | null)[]
  readonly colour: SaidColour | null
  /** `pronoun`: it is about what was declared before. */
  readonly object: 'named' | 'pronoun'
  /** `standing`: it says how it stands, not what was just done. */
  readonly tells: 'change' | 'standing'
  /** Whether it speaks of areas that earlier messages named. */
  readonly before: 'yes' | 'no'
}

/** What is not declared may still name the danger that a list or the next sentence is about. */
export interface Undeclared {
  readonly threats: readonly SaidThreat[]
}

const height: { readonly [colour in SaidColour]: number } = { yellow: 1, orange: 2, red: 3 }

/** `places`: how many warned places it names; `first`: whether nothing was declared before it. */
export function declarationOf(
  clause: Clause,
  words: readonly Word[],
  dangers: ReadonlyMap<number, DangerTag>,
  { places, first }: { readonly places: number; readonly first: 'yes' | 'no' },
): Declaration | Undeclared {
  const { from, trigger } = clause
  // What stands after “until the all-clear of” is not declared: only what stands before it may be.
  const to = trigger?.kind === 'instruction' ? trigger.from : clause.to
  const own = words.slice(from, clause.to)
  const danger = dangerIn(words, from, to, dangers)
  const known = danger.threats.length > 0 || danger.colour !== null
  const undeclared = { threats: danger.threats }
  if (/\?/.test(words[clause.to]?.before ?? '')) return undeclared
  const isHeaded = danger.head === 'yes' || danger.colour !== null
  const conditional = isConditional(own)
  if (conditional && (first === 'no' || !known || !isHeaded)) return undeclared
  let object = trigger?.object ?? 'named'
  if (trigger === undefined || trigger.kind === 'instruction') {
    if (!(known && isHeaded) && !(danger.head === 'yes' && places > 0 && trigger === undefined))
      return undeclared
  } else if (!known && !(danger.head === 'yes' && places > 0) && object === 'named') {
    // “… в Задонском районе – продолжает действовать”, “Отбой!”: what it is about was said before, or is not said.
    const elliptic = trigger.kind !== 'raise' && places > 0 && first === 'no'
    if (elliptic) object = 'pronoun'
    else if (!(trigger.kind === 'end' && isEndNoun(words[trigger.from]!))) return undeclared
  }
  const action = conditional || isDrill(own) ? 'info' : actionOf(trigger?.kind, danger.threats[0])
  const lower = [...danger.colours].sort((a, b) => height[a] - height[b])
  return {
    action,
    threats: danger.threats.length > 0 ? danger.threats : [null],
    colour:
      (action === 'lower'
        ? lower[0]
        : trigger?.kind === 'raise' && lower.length > 1
          ? lower.at(-1)
          : danger.colour) ?? null,
    object,
    tells: trigger !== undefined && saysHowItStands(words, trigger) ? 'standing' : 'change',
    before: speaksOfEarlier(own) ? 'yes' : 'no',
  }
}

function actionOf(kind: string | undefined, threat: SaidThreat | undefined): AnnouncementAction {
  if (kind === 'end' || kind === 'lower') return kind
  return kind === 'goes-on' || threat === 'other' ? 'info' : 'raise'
}

/** “Отбой!”, “All clear”: it ends something although it doesn't say what. */
function isEndNoun({ folded }: Word): boolean {
  return /^(?:отбой|відбій|all)$/.test(folded)
}

/** “Учебная тревога”, “навчальна тривога”, “a drill”: nothing is in danger. */
export function isDrill(words: readonly Word[]): boolean {
  return words.some(({ folded }) =>
    /^(?:учебн\p{L}+|тренировочн\p{L}+|навчальн\p{L}+|тренувальн\p{L}+|drills?)$/u.test(folded),
  )
}

/** “По ранее введённым районам”, “в остальных районах”: only the board knows which these are. */
function speaksOfEarlier(words: readonly Word[]): boolean {
  return words.some(
    ({ folded }, index) =>
      /^(?:остальн\p{L}+|решт[аиіу]|remaining|rest)$/u.test(folded) ||
      (/^(?:ранее|раніше|прежде|previously|earlier)$/.test(folded) &&
        /^(?:введ|объявл|указ|назв|озвуч|перечисл|оголош|announced|declared|named|listed)/.test(
          words[index + 1]?.folded ?? '',
        )),
  )
}
