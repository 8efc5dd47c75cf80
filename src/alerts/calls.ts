/** Which steps of calling a second person were taken and what became of each call, folded from the ledger: a restart repeats none. */
import { day, plus, type ActorId, type AlertId, type Instant, type JsonObject, type Mode } from '#base'
import type { Fact } from '#ledger'
import type { EscalationStep, StepTaken } from './escalation.ts'
import type { Waiting } from './waiting.ts'

/** `accepted` by who carries it, which is not seen by a person; `failed` after its tries. */
export type CallOutcome = 'accepted' | 'failed' | 'nobody-to-call'

export interface CallMade {
  readonly step: EscalationStep
  readonly outcome: CallOutcome
  readonly at: Instant
  /** Left out where nobody could be called at all. */
  readonly person?: ActorId
  readonly by?: string
  /** Why it failed, or why nobody could be called. */
  readonly why?: string
}

export interface Calls {
  readonly key: string
  readonly mode: Mode
  readonly since: Instant
  readonly steps: readonly StepTaken[]
  readonly calls: readonly CallMade[]
}

interface Head {
  readonly waiting: string
  readonly alert?: AlertId
  readonly proposal?: string
  readonly step: EscalationStep
}

export type EscalatedData = Head & { readonly since: Instant; readonly called: readonly ActorId[] }
export type CalledData = Head & Pick<CallMade, 'outcome' | 'person' | 'by' | 'why'>

export interface SecondPersonFact {
  readonly stream: string
  readonly type: 'approval-escalated' | 'second-person-called'
  readonly mode: Mode
  readonly data: JsonObject
}

/** Beside the stream of the alert: who is called about it changes nothing of it. */
const streamPrefix = 'second-person:'

export function escalated(
  waiting: Waiting,
  step: EscalationStep,
  called: readonly ActorId[],
): SecondPersonFact {
  const data: EscalatedData = { ...headOf(waiting, step), since: waiting.since, called }
  return { ...shellOf(waiting), type: 'approval-escalated', data: { ...data } }
}

export function called(waiting: Waiting, made: Omit<CallMade, 'at'>): SecondPersonFact {
  const { step, ...rest } = made
  const data: CalledData = { ...headOf(waiting, step), ...rest }
  return { ...shellOf(waiting), type: 'second-person-called', data: { ...data } }
}

function headOf(waiting: Waiting, step: EscalationStep): Head {
  const about = waiting.kind === 'proposal' ? { proposal: waiting.proposal } : { alert: waiting.alert }
  return { waiting: waiting.key, ...about, step }
}

function shellOf(waiting: Waiting): Pick<SecondPersonFact, 'stream' | 'mode'> {
  const about = waiting.kind === 'proposal' ? waiting.proposal : waiting.alert
  return { stream: streamPrefix + about, mode: waiting.mode }
}

/** Whose calls are kept is for the world to say: those of what still waits. */
export interface CallBook {
  of(key: string): Calls | undefined
  /** `stillWaits` says whether it does by now: a step may be written down in the moment in which somebody answers. */
  apply(fact: Fact, stillWaits: (key: string) => boolean): void
  /** Forgets what was about this and waits no longer. */
  forget(isOver: (key: string) => boolean): void
  forgetProposalsBefore(before: Instant): void
  all(): readonly Calls[]
}

export function callBook(start: readonly Calls[] = []): CallBook {
  const book = new Map(start.map((one) => [one.key, one]))
  return {
    of: (key) => book.get(key),
    all: () => [...book.values()],
    apply({ stream, type, at, mode, data }, stillWaits) {
      if (!stream.startsWith(streamPrefix)) return
      if (type === 'approval-escalated') {
        const { waiting: key, step, since, called } = data as unknown as EscalatedData
        const before = book.get(key)
        if (before === undefined && !stillWaits(key)) return
        const steps = [...(before?.steps ?? []), { step, at, called }]
        book.set(key, { key, mode, since, steps, calls: before?.calls ?? [] })
      } else if (type === 'second-person-called') {
        const { waiting: key, alert: _, proposal: __, ...made } = data as unknown as CalledData
        const before = book.get(key)
        if (before !== undefined) book.set(key, { ...before, calls: [...before.calls, { ...made, at }] })
      }
    },
    forget(isOver) {
      for (const key of book.keys()) if (isOver(key)) book.delete(key)
    },
    forgetProposalsBefore(before) {
      for (const { key, since } of book.values())
        if (isOfProposal(key) && since < plus(before, -day)) book.delete(key)
    },
  }
}

export function isOfProposal(key: string): boolean {
  return key.startsWith('proposal:')
}
