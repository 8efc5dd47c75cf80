/** Sees to it that what waits for a second person finds one: who may answer is called, then more people, until somebody has. */
import {
  emergenciesOf,
  nextStep,
  proposalTimes,
  waitingOf,
  type Alert,
  type EscalationStep,
  type StepDue,
  type Waiting,
  type WaitingContent,
  type World,
} from '#alerts'
import type { AreaCode } from '#areas'
import { between, hour, type ActorId, type Mode } from '#base'
import type { Fact } from '#ledger'
import type { Action, Contact, PersonCall } from '#people'
import type { Beside, System } from './system.ts'
import { openCalling, type Calling } from './second-person-calling.ts'
import { callMessage } from './second-person-message.ts'

/** What somebody would have to be allowed to do. */
export interface CallableDeed {
  readonly action: Action
  readonly areas: readonly AreaCode[]
  /** Left out for what is of no mode: who may do what. */
  readonly mode?: Mode
  readonly content?: WaitingContent
}

export interface SecondPersonPorts {
  /** Everybody who may do it there: people, no machines, and nobody who is suspended or gone. */
  readonly whoMay: (deed: CallableDeed) => readonly ActorId[]
  /** Who of them is known to be at work now. Where nobody is, everybody is called at once. */
  readonly isOnDuty?: (person: ActorId) => boolean
  readonly contactOf: (person: ActorId) => Promise<Contact | undefined>
  readonly makers: readonly PersonCall[]
  /** What of the people's own waits. */
  readonly proposals?: () => readonly Extract<Waiting, { kind: 'proposal' }>[]
  /** Where people open what waits, without a slash at the end. */
  readonly base: () => string
}

/** What who ordered it is told at once: counts, never who or where. */
export interface CalledSoon {
  readonly people: number
  readonly by: readonly PersonCall['by'][]
  readonly says: string
}

export interface SecondPerson {
  /** What waits, with the calls made so far. */
  waiting(): readonly Waiting[]
  soon(waiting: Waiting): CalledSoon
  /** The step that comes if nobody answers; undefined after the last. */
  next(waiting: Waiting): StepDue | undefined
  /** On the server that decides. */
  begin(): Beside
}

/** What was done alone longer ago is shown as open and called about no more: the night is over. */
const tellFor = 24 * hour

const actionOf: { readonly [kind in Waiting['kind']]: Action } = {
  approval: 'alert.approve',
  change: 'alert.approve',
  emergency: 'alert.review',
  proposal: 'people.confirm',
}

export function openSecondPerson(system: System, ports: SecondPersonPorts): SecondPerson {
  const { world, clock } = system

  const waiting = () => [...world.waiting(), ...(ports.proposals?.() ?? [])]
  const deedOf = (it: Waiting, action: Action): CallableDeed =>
    it.kind === 'proposal'
      ? { action, areas: [] }
      : { action, areas: it.content.areas.map(({ code }) => code), mode: it.mode, content: it.content }

  /** Whom a step adds, without those who had a hand in it or were called before. */
  const whom = (it: Waiting, step: EscalationStep, before: readonly ActorId[]): ActorId[] => {
    const may = ports.whoMay(deedOf(it, actionOf[it.kind]))
    const { isOnDuty } = ports
    const all =
      step === 'on-duty'
        ? may.filter((person) => isOnDuty?.(person) ?? false)
        : step === 'everybody'
          ? may
          : [
              ...ports.whoMay({ action: 'people.manage', areas: [] }),
              ...ports.whoMay(deedOf(it, 'alert.issue')),
            ]
    return [...new Set(all)].filter((person) => !it.hands.includes(person) && !before.includes(person))
  }

  const due = (it: Waiting): StepDue | undefined => {
    const steps = world.calls(it.key)?.steps ?? []
    if (it.kind === 'emergency' && steps.length === 0 && between(it.since, clock.now()) > tellFor)
      return undefined
    const times = it.kind === 'proposal' ? proposalTimes : system.policy(it.mode).escalation
    return nextStep(it, steps, times)
  }

  const ways = (): PersonCall['by'][] => ports.makers.map(({ by }) => by)

  let calling: Calling | undefined
  const concerns = /^(alert|review|people)(:|$)/
  system.onApplied((applied) => {
    if (applied.some(({ fact }) => concerns.test(fact.stream))) calling?.wake()
  })

  return {
    waiting,
    next: due,
    soon(it) {
      const onDuty = whom(it, 'on-duty', [])
      const everybody = onDuty.length > 0 ? onDuty : whom(it, 'everybody', [])
      const people = ports.makers.length === 0 ? 0 : everybody.length
      return { people, by: people === 0 ? [] : ways(), says: saysSoon(people, everybody.length) }
    },
    begin: () =>
      (calling = openCalling(system, {
        waiting,
        due,
        whom,
        makers: ports.makers,
        contactOf: ports.contactOf,
        message: (it, step) =>
          callMessage(it, step, {
            until: due(it)?.at,
            base: ports.base(),
            timeZone: system.authority.timeZone,
          }),
      })),
  }
}

/** What of an order's facts waits for a second person now; undefined where none is needed. */
export function askedFor(
  world: Pick<World, 'review'>,
  alert: Exclude<Alert, { status: 'none' }>,
  facts: readonly Fact[],
): Waiting | undefined {
  const last = facts.at(-1)
  if (last?.type === 'alert-submitted' || last?.type === 'change-submitted') return waitingOf(alert)
  const review = last?.data['emergency'] === undefined ? undefined : world.review(alert.id)
  return review === undefined ? undefined : emergenciesOf(review).at(-1)
}

function saysSoon(called: number, may: number): string {
  if (may === 0) return 'Nobody else may answer this: ring whoever runs this installation.'
  if (called === 0) return 'Nobody could be called from here: ring them.'
  return called === 1 ? 'One person is being called.' : `${called} people are being called.`
}
