/**
 * Calls people, on the server that decides. What is done follows from what the ledger says was done: a step is written
 * down before anybody is called, and what became of each call after it. A crash between the two calls again under the
 * same id, and loses nobody; a server that takes over goes on where the other stopped.
 */
import { called, escalated, type CallMade, type EscalationStep, type StepDue, type Waiting } from '#alerts'
import { between, minute, second, type ActorId, type Instant } from '#base'
import type { CallAnswer, CallMessage, Contact, PersonCall } from '#people'
import { callIdOf } from './second-person-message.ts'
import type { Beside, System } from './system.ts'
import { untilItWorks } from './until-it-works.ts'

export interface CallingParts {
  readonly waiting: () => readonly Waiting[]
  readonly due: (it: Waiting) => StepDue | undefined
  readonly whom: (it: Waiting, step: EscalationStep, before: readonly ActorId[]) => readonly ActorId[]
  readonly makers: readonly PersonCall[]
  readonly contactOf: (person: ActorId) => Promise<Contact | undefined>
  readonly message: (it: Waiting, step: EscalationStep) => Omit<CallMessage, 'id'>
}

/** Between the tries of one call. */
const pauses = [15 * second, minute]

export interface Calling extends Beside {
  /** Something happened: what is due may be another. */
  wake(): void
}

export function openCalling(system: System, parts: CallingParts): Calling {
  const { world, clock, log } = system
  const closing = new AbortController()
  const isOver = () => closing.signal.aborted
  const around = { clock, log, isOver }
  /** By their ids, until their outcome is written down. */
  const underWay = new Set<string>()
  const busy = new Set<Promise<unknown>>()
  let callOff = () => {}
  let wakeAt: Instant | undefined

  const during = <T>(work: Promise<T>): Promise<T> => {
    busy.add(work)
    const over = () => void busy.delete(work)
    work.then(over, over)
    return work
  }

  const write = (fact: Parameters<System['note']>[0]) =>
    during(
      untilItWorks(
        'Who was called could not be written down',
        async () => {
          const written = await system.note(fact)
          if (written === undefined) throw new Error('the ledger takes nothing')
          await system.folded(written.seq)
        },
        around,
      ),
    )

  const stillWaits = ({ key }: Waiting) => parts.waiting().some((one) => one.key === key)

  /** Until it is taken, may not be tried again, or nobody waits any more. */
  const callOne = async (
    it: Waiting,
    made: Omit<CallMade, 'at' | 'outcome' | 'why'>,
    maker: PersonCall,
    contact: Contact,
  ) => {
    const message: CallMessage = { ...parts.message(it, made.step), id: callIdOf(it, made) }
    const person = made.person as ActorId
    let answer: CallAnswer = { kind: 'failed', why: 'not-tried', again: 'later' }
    for (let tries = 0; !isOver() && stillWaits(it); tries++) {
      answer = await during(maker.call(person, contact, message, closing.signal))
      const pause = pauses[tries]
      if (answer.kind === 'accepted' || answer.again === 'never' || pause === undefined) break
      await new Promise<void>((resolve) => {
        const off = clock.after(pause, resolve)
        closing.signal.addEventListener('abort', () => (off(), resolve()), { once: true })
      })
    }
    // Cut off in the middle it is not known, and the next server calls again.
    if (isOver()) return
    if (answer.kind === 'accepted') await write(called(it, { ...made, outcome: 'accepted' }))
    else if (stillWaits(it)) await write(called(it, { ...made, outcome: 'failed', why: answer.why }))
  }

  const callPerson = async (it: Waiting, step: EscalationStep, person: ActorId) => {
    const contact = await during(
      untilItWorks(
        'Where people can be reached can’t be read',
        async () => (await parts.contactOf(person)) ?? {},
        around,
      ),
    )
    if (contact === undefined) return
    const able = parts.makers.filter(({ needs }) => needs === 'nothing' || contact.email !== undefined)
    if (able.length === 0) {
      await write(called(it, { step, person, outcome: 'failed', why: 'no-address' }))
      return
    }
    const done = world.calls(it.key)?.calls ?? []
    await Promise.all(
      able
        .filter(({ by }) => !done.some((one) => one.step === step && one.person === person && one.by === by))
        .map((maker) => callOne(it, { step, person, by: maker.by }, maker, contact)),
    )
  }

  const once = (id: string, act: () => Promise<unknown>) => {
    if (underWay.has(id)) return
    underWay.add(id)
    act()
      .catch((error: Error) => log.error('Somebody could not be called', { why: error.message }))
      .finally(() => underWay.delete(id))
  }

  /** Everybody of the steps taken so far of whom it isn't written down yet what became of it. */
  const callAll = (it: Waiting) => {
    const { steps = [], calls = [] } = world.calls(it.key) ?? {}
    for (const { step, called: people } of steps) {
      const nobody =
        parts.makers.length === 0 ? 'no-way-to-call' : people.length === 0 ? 'nobody-may' : undefined
      if (nobody !== undefined) {
        if (!calls.some((one) => one.step === step))
          once(callIdOf(it, { step }), () =>
            write(called(it, { step, outcome: 'nobody-to-call', why: nobody })),
          )
        continue
      }
      for (const person of people) {
        const known = calls.filter((one) => one.step === step && one.person === person)
        const isDone = known.some(({ by }) => by === undefined) || known.length >= parts.makers.length
        if (!isDone) once(callIdOf(it, { step, person }), () => callPerson(it, step, person))
      }
    }
  }

  const take = async (it: Waiting): Promise<Instant | undefined> => {
    for (;;) {
      const next = parts.due(it)
      if (isOver() || next === undefined) break
      if (next.at > clock.now()) {
        callAll(it)
        return next.at
      }
      const before = (world.calls(it.key)?.steps ?? []).flatMap((taken) => taken.called)
      const people = parts.whom(it, next.step, before)
      await write(escalated(it, next.step, people))
      if (next.step === 'administrators' && !isOver())
        log.warn('What waits for a second person has found none', { waiting: it.key, since: it.since })
      // Answered meanwhile, its calls are kept no longer, and the step would seem never to have been taken.
      if (!stillWaits(it)) return undefined
    }
    callAll(it)
    return undefined
  }

  const look = async () => {
    const times = await Promise.all(parts.waiting().map((it) => take(it)))
    const next = times.filter((at) => at !== undefined).sort()[0]
    if (isOver() || next === wakeAt) return
    callOff()
    wakeAt = next
    if (next !== undefined)
      callOff = clock.after(Math.max(0, between(clock.now(), next)), () => {
        wakeAt = undefined
        wake()
      })
  }

  /** One look at a time; what happens during it is looked at again. */
  let looking: Promise<void> | undefined
  let again = false
  const wake = () => {
    if (isOver()) return
    if (looking !== undefined) return void (again = true)
    looking = during(
      (async () => {
        do {
          again = false
          await look()
        } while (again && !isOver())
      })()
        .catch((error: Error) => log.error('What waits could not be looked at', { why: error.message }))
        .finally(() => (looking = undefined)),
    )
  }

  wake()
  return {
    wake,
    async caughtUp() {
      while (busy.size > 0) await Promise.all(busy)
    },
    async close() {
      closing.abort()
      callOff()
      await Promise.allSettled(busy)
    },
  }
}
