/** What a call-out will do by itself if nobody says anything more: who is asked again, and when the circle widens. */
import { plus, type Instant, type PersonId } from '#base'
import { answerOf, type Asked, type CallOut } from './callout.ts'
import { mostTimes } from './due.ts'
import { fillingOf, wouldFill } from './filling.ts'

export interface Foreseen {
  /** When the next circle is asked as well; null where it never is: nobody is missing, or nobody in it could fill a place. */
  readonly widensAt: Instant | null
  /** When each is asked again. Left out is who never is: they answered, enough come, or an officer has to telephone now. */
  readonly asksAgain: ReadonlyMap<PersonId, Instant>
}

const nothing: Foreseen = { widensAt: null, asksAgain: new Map() }

export function foreseenOf(callOut: CallOut, at: Instant): Foreseen {
  if (callOut.closed !== null || fillingOf(callOut).missing === 0) return nothing
  const asksAgain = callOut.asked.flatMap((asked): [PersonId, Instant][] => {
    const again = answerOf(asked) === undefined ? asksAgainAt(callOut, asked, at) : undefined
    return again === undefined ? [] : [[asked.person, again]]
  })
  return { widensAt: widensAt(callOut), asksAgain: new Map(asksAgain) }
}

function asksAgainAt(callOut: CallOut, { askedAt }: Asked, at: Instant): Instant | undefined {
  for (let time = 1; time < mostTimes; time++) {
    const next = plus(askedAt, time * callOut.repeatEvery)
    if (next > at) return next < callOut.until ? next : undefined
  }
  return undefined
}

function widensAt(callOut: CallOut): Instant | null {
  const wider = callOut.circles.slice(callOut.circle + 1).flat()
  if (!wider.some((callee) => wouldFill(callOut, callee))) return null
  const at = plus(callOut.widenedAt, callOut.widenAfter)
  return at < callOut.until ? at : null
}
