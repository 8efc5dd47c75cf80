/** One person acting alone in an emergency: where the policy lets them, and with a reason that others can judge them by. */
import { ok, refuse, type Result } from '#base'
import type { AlertContent } from './alert.ts'
import type { CommandBy } from './command.ts'
import type { Policy } from './policy.ts'

type AloneRefusal =
  | 'alerts/no-emergency-here'
  | 'alerts/reason-missing'
  | 'alerts/reason-too-thin'
  | 'alerts/not-a-person'

/** `contents`: what stands and what would; one grave enough is enough, because to lower a grave one is grave too. */
export function mayActAlone(
  contents: readonly AlertContent[],
  reason: string,
  { as }: Pick<CommandBy, 'as'>,
  policy: Policy,
): Result<void, AloneRefusal> {
  if (policy.people === 2 && !contents.some((content) => allowsAlone(policy, content)))
    return refuse('alerts/no-emergency-here', { level: contents.at(-1)?.level ?? '' })
  if (policy.people === 2 && as === 'machine') return refuse('alerts/not-a-person')
  return checkSentence(reason, 'emergency')
}

function allowsAlone(policy: Policy, { step, ladder, level }: AlertContent): boolean {
  return policy.emergency.includes(step.gravity) || policy.emergency.includes(`${ladder}/${level}`)
}

const fewestLetters = 8
/** Scripts that write a sentence in a few signs and without spaces. */
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Whether it reads as a sentence in any language: some words, more than one letter. Whether it is a good one, the review says. */
export function checkSentence(
  text: string,
  at: string,
): Result<void, 'alerts/reason-missing' | 'alerts/reason-too-thin'> {
  if (text.trim() === '') return refuse('alerts/reason-missing', { at })
  const letters = text.match(/\p{Letter}/gu) ?? []
  const words = text.match(/\p{Letter}[\p{Letter}\p{Mark}\p{Number}’'-]*/gu) ?? []
  const dense = withoutSpaces.test(text)
  const isOne = dense
    ? letters.length >= fewestLetters / 2
    : letters.length >= fewestLetters && words.length >= 2
  return isOne && new Set(letters).size >= 4 ? ok() : refuse('alerts/reason-too-thin', { at })
}
