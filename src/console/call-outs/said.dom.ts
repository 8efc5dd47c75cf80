/** Ways, skills and places of call-outs in the reader's words. */
import { counted, say, words } from '../words.dom.ts'
import { skillSaid } from './asking.ts'

export function wayNamed(way: string): string {
  return (words.callOuts.ways as { readonly [way: string]: string })[way] ?? way
}

/** “firefighter, breathing apparatus”, or “anybody”. */
export function skillsSaid(skills: readonly string[]): string {
  return skills.length === 0 ? words.callOuts.anybody : skills.map(skillSaid).join(', ')
}

/** “2 of 5 still wanted”, or that nobody is. */
export function placesSaid({
  wanted,
  missing,
}: {
  readonly wanted: number
  readonly missing: number
}): string {
  return missing === 0
    ? counted(words.callOuts.allFilled, wanted)
    : say(words.callOuts.stillWanted, { missing, wanted })
}

/** What was called off because an answer came first did not fail. */
export function isRecalled(problem: string | null): boolean {
  return problem === 'line/called-off' || problem === 'line/recalled'
}

export function outcomeSaid(outcome: string, problem: string | null): string {
  if (isRecalled(problem)) return words.callOuts.recalled
  return (words.state.attempts as { readonly [outcome: string]: string })[outcome] ?? outcome
}
