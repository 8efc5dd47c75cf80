/** Under which message identifier a warning goes on the air: what decides how a phone rings (3GPP TS 23.041 §9.4.1.2.2, ETSI TS 102 900). */
import type { Mode } from '#base'

export const messageClasses = ['presidential', 'extreme', 'severe', 'exercise', 'test'] as const
export type MessageClass = (typeof messageClasses)[number]
/** Those that a live warning may have. */
export type WarningClass = Exclude<MessageClass, 'exercise' | 'test'>

/** In the order in which they are taken: a centre holds one message of each identifier. */
const ids: { readonly [of in MessageClass]: readonly number[] } = {
  // EU-Alert level 1: can't be switched off on the phone.
  presidential: [4370],
  // Level 2: observed, likely.
  extreme: [4371, 4372],
  // Level 3.
  severe: [4373, 4374, 4375, 4376, 4377, 4378],
  exercise: [4381],
  // EU-Test, and the required monthly test: only phones whose owner asked for tests show them.
  test: [4398, 4380],
}

/** Each identifier of a warning has one for the same warning in additional languages. */
export function additionalLanguageId(id: number): number {
  return id === 4398 ? 4399 : id + 13
}

/**
 * What may be used, the fittest first. A live warning whose own identifiers are taken goes one step lower rather than not at
 * all; a drill or a test never leaves the identifiers that phones show as an exercise or a test.
 */
export function idsFor(mode: Mode, wanted: WarningClass): readonly number[] {
  if (mode === 'drill') return [...ids.exercise, ...ids.test]
  if (mode === 'test') return ids.test
  const steps = ['presidential', 'extreme', 'severe'] as const
  return steps.slice(steps.indexOf(wanted)).flatMap((step) => ids[step])
}

/** What a phone takes a message for, by its identifier; undefined where it is none of these. */
export function classOf(
  id: number,
): { readonly of: MessageClass; readonly language: 'local' | 'additional' } | undefined {
  for (const of of messageClasses)
    for (const one of ids[of])
      if (one === id) return { of, language: 'local' }
      else if (additionalLanguageId(one) === id) return { of, language: 'additional' }
  return undefined
}

/** Reserved: no message ever has it, so that asking a centre to stop it changes nothing. */
export const nobodysId = 0xffff
