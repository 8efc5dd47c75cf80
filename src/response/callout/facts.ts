/** What happens to a call-out, as the ledger keeps it, and the call-out that follows from it. */
import type { ActorId, AlertId, Instant, Milliseconds, Mode, PersonId } from '#base'
import type { Answer, AnsweredOver, CallOut, CallOutId, Callee, Closing, Quota } from './callout.ts'

interface Happened<Type extends string, Data> {
  readonly type: Type
  readonly callOut: CallOutId
  readonly at: Instant
  readonly by: ActorId
  readonly data: Data
}

export interface Opening {
  readonly mode: Mode
  readonly alert: AlertId | null
  readonly until: Instant
  readonly quotas: readonly Quota[]
  readonly circles: readonly (readonly Callee[])[]
  readonly widenAfter: Milliseconds
  readonly repeatEvery: Milliseconds
}

export type CallOutFact =
  | Happened<'callout-opened', Opening>
  /** The people of this circle who could fill a place were asked; of 0 at once, of the next ones when places stay empty. */
  | Happened<'callout-asked', { readonly circle: number; readonly people: readonly PersonId[] }>
  | Happened<
      'callout-answered',
      {
        readonly person: PersonId
        readonly answer: Answer
        readonly over: AnsweredOver
        readonly arrivingAt: Instant | null
      }
    >
  | Happened<'callout-closed', { readonly why: Closing }>

/** The call-out after the fact; undefined before it was opened. Kinds that it does not know change nothing but its version. */
export function evolveCallOut(before: CallOut | undefined, fact: CallOutFact): CallOut | undefined {
  if (fact.type === 'callout-opened') {
    return {
      ...fact.data,
      ...{ id: fact.callOut, version: 1, openedAt: fact.at, openedBy: fact.by },
      ...{ asked: [], circle: 0, widenedAt: fact.at, closed: null },
    }
  }
  if (before === undefined) return undefined
  const next = { ...before, version: before.version + 1 }
  switch (fact.type) {
    case 'callout-asked': {
      const { circle, people } = fact.data
      const skillsOf = new Map(before.circles.flat().map(({ person, skills }) => [person, skills]))
      const asked = people.map((person) => ({
        ...{ person, circle, askedAt: fact.at, answers: [] },
        skills: skillsOf.get(person) ?? [],
      }))
      return { ...next, asked: [...before.asked, ...asked], circle, widenedAt: fact.at }
    }
    case 'callout-answered': {
      const { person, answer, over, arrivingAt } = fact.data
      const said = { answer, over, arrivingAt, at: fact.at, by: fact.by }
      return {
        ...next,
        asked: before.asked.map((one) =>
          one.person === person ? { ...one, answers: [...one.answers, said] } : one,
        ),
      }
    }
    case 'callout-closed':
      return { ...next, closed: { at: fact.at, by: fact.by, why: fact.data.why } }
    default:
      return next
  }
}
