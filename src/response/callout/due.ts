/** What is to be said to whom now: asking, asking again, and that nobody is needed any more. Follows from the call-out and the clock alone. */
import { plus, type Instant, type PersonId } from '#base'
import { answerOf, counts, type Asked, type CallOut } from './callout.ts'
import { fillingOf } from './filling.ts'

export interface Due {
  readonly person: PersonId
  /** The same for the same saying to the same person, whenever it is worked out: whoever sends knows what was sent. */
  readonly id: string
  readonly say: 'ask' | 'not-needed' | 'stand-down'
  /** From 0; only of `ask`. */
  readonly time: number
  readonly at: Instant
}

/** As often as anybody is asked: after that an officer telephones. */
export const mostTimes = 20

/**
 * Everything that should have been said by `at`, the earliest first. Somebody who answered is in none of it but in the end of what
 * they agreed to: one answer, over any way, is the end of every repeat over all ways.
 */
export function dueBy(callOut: CallOut, at: Instant): Due[] {
  const need = needOf(callOut)
  return callOut.asked
    .flatMap((asked) => dueFor(callOut, asked, need, at))
    .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
}

/** Whether this is still to be said to this person: asked once more before it leaves, of one among thousands. */
export function isStillDue(
  callOut: CallOut,
  { person, id }: Pick<Due, 'person' | 'id'>,
  at: Instant,
): boolean {
  const asked = callOut.asked.find((one) => one.person === person)
  return asked !== undefined && dueFor(callOut, asked, needOf(callOut), at).some((due) => due.id === id)
}

/** Whether anybody is missing; and if nobody, since when: the latest who said that they come. */
type Need = { readonly people: 'wanted' } | { readonly people: 'enough'; readonly since: Instant }

function needOf(callOut: CallOut): Need {
  if (fillingOf(callOut).missing > 0) return { people: 'wanted' }
  const coming = callOut.asked.flatMap((one) => (counts(one) ? [answerOf(one)!.at] : [])).toSorted()
  return { people: 'enough', since: coming.at(-1) ?? callOut.openedAt }
}

function dueFor(callOut: CallOut, asked: Asked, need: Need, at: Instant): Due[] {
  const told = standDown(callOut, asked)
  if (told !== undefined) return [told]
  if (callOut.closed !== null) return endFor(callOut, asked)
  if (answerOf(asked) !== undefined) return []
  return need.people === 'enough' ? notNeeded(callOut, asked, need.since) : asking(callOut, asked, at)
}

/** Only the latest time that is due: after an outage nobody gets five calls at once. */
function asking(callOut: CallOut, asked: Asked, at: Instant): Due[] {
  const time = timesBy(callOut, asked, at) - 1
  const due = plus(asked.askedAt, time * callOut.repeatEvery)
  return [
    { person: asked.person, id: `${callOut.id}/${asked.person}/ask/${time}`, say: 'ask', time, at: due },
  ]
}

function timesBy({ repeatEvery }: CallOut, { askedAt }: Asked, at: Instant): number {
  let times = 1
  while (times < mostTimes && plus(askedAt, times * repeatEvery) <= at) times++
  return times
}

/** Somebody stood down by an officer is told so, once each time: they may be on the way. */
function standDown(callOut: CallOut, { person, answers }: Asked): Due | undefined {
  const last = answers.at(-1)
  if (last?.answer !== 'stood-down') return undefined
  const count = answers.filter(({ answer }) => answer === 'stood-down').length
  const id = `${callOut.id}/${person}/stood-down/${count}`
  return { person, id, say: 'stand-down', time: 0, at: last.at }
}

/** Once after each time that they were asked: whoever is asked again because somebody fell out is told again when the place is filled. */
function notNeeded(callOut: CallOut, asked: Asked, since: Instant): Due[] {
  const { person } = asked
  const id = `${callOut.id}/${person}/not-needed/${timesBy(callOut, asked, since)}`
  return [{ person, id, say: 'not-needed', time: 0, at: since }]
}

/** At its end the silent are told that nobody waits for them, those on the way that they needn't come. Who is there is told by those beside them. */
function endFor(callOut: CallOut, asked: Asked): Due[] {
  const { person } = asked
  const at = callOut.closed!.at
  const last = answerOf(asked)?.answer
  if (last === undefined)
    return [{ person, id: `${callOut.id}/${person}/over`, say: 'not-needed', time: 0, at }]
  if (last === 'coming')
    return [{ person, id: `${callOut.id}/${person}/stand-down`, say: 'stand-down', time: 0, at }]
  return []
}

/** When something may fall due next, after `at`: a repeat, a wider circle, the end. Undefined where nothing will by itself. */
export function dueNext(callOut: CallOut, at: Instant): Instant | undefined {
  if (callOut.closed !== null) return undefined
  const times = [callOut.until, plus(callOut.widenedAt, callOut.widenAfter)]
  for (const asked of callOut.asked) {
    const count = timesBy(callOut, asked, at)
    if (answerOf(asked) === undefined && count < mostTimes)
      times.push(plus(asked.askedAt, count * callOut.repeatEvery))
  }
  return times.filter((time) => time > at).toSorted()[0]
}
