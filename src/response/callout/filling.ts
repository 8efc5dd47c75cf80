/** Who fills which place: as many places as can be filled by those who come, each person one of them. */
import type { PersonId } from '#base'
import { answerOf, counts, type CallOut, type Callee, type Quota } from './callout.ts'

export interface Filled {
  readonly quota: Quota
  /** In the order in which they were asked. */
  readonly by: readonly PersonId[]
  readonly arrived: number
  /** Places that nobody fills. */
  readonly missing: number
}

export interface Filling {
  readonly quotas: readonly Filled[]
  /** Who comes and fills no place: more came than were wanted. */
  readonly beyond: readonly PersonId[]
  readonly missing: number
}

/** Places and those who come, matched so that no other way fills more (augmenting paths; Kuhn 1955). */
export function fillingOf(callOut: Pick<CallOut, 'quotas' | 'asked'>): Filling {
  const coming = callOut.asked.filter(counts)
  const places = callOut.quotas.flatMap((quota, index) =>
    Array.from({ length: quota.wanted }, () => ({ quota, index })),
  )
  /** By place: the position in `coming` of who has it. */
  const held = new Map<number, number>()
  const seat = (who: number, tried: Set<number>): boolean => {
    for (const [place, { quota }] of places.entries()) {
      if (tried.has(place) || !fits(quota, coming[who]!)) continue
      tried.add(place)
      const before = held.get(place)
      if (before === undefined || seat(before, tried)) {
        held.set(place, who)
        return true
      }
    }
    return false
  }
  const seated = coming.map((_, who) => seat(who, new Set()))
  const quotas = callOut.quotas.map((quota, index): Filled => {
    const by = places
      .flatMap((place, at) => (place.index === index && held.has(at) ? [held.get(at)!] : []))
      .toSorted((a, b) => a - b)
      .map((who) => coming[who]!)
    const arrived = by.filter((one) => answerOf(one)?.answer === 'arrived').length
    return { quota, by: by.map(({ person }) => person), arrived, missing: quota.wanted - by.length }
  })
  return {
    quotas,
    beyond: coming.filter((_, who) => !seated[who]).map(({ person }) => person),
    missing: quotas.reduce((sum, { missing }) => sum + missing, 0),
  }
}

export function fits({ skills }: Quota, callee: Pick<Callee, 'skills'>): boolean {
  return skills.every((skill) => callee.skills.includes(skill))
}

/** Whether somebody could fill a place that is still empty, perhaps by another moving to theirs. */
export function wouldFill(callOut: Pick<CallOut, 'quotas' | 'asked'>, callee: Callee): boolean {
  const hypothetical = {
    ...callee,
    circle: 0,
    askedAt: '' as never,
    answers: [{ answer: 'coming' } as never],
  }
  return (
    fillingOf({ ...callOut, asked: [...callOut.asked, hypothetical] }).missing < fillingOf(callOut).missing
  )
}
