/**
 * Call-outs of this installation: opened, answered, widened and ended, each decision durable in the ledger before anybody is
 * told. Its only memory is the ledger; what the officer wrote and over which line somebody was asked is personal, and apart.
 */
import { asAlertFact, evolve, none, streamOf, type Alert } from '#alerts'
import {
  oneAfterAnother,
  ok,
  refuse,
  system as theSystem,
  type ActorId,
  type AlertId,
  type Json,
  type JsonObject,
  type Result,
} from '#base'
import type { Fact } from '#ledger'
import {
  answerCallOut,
  closeCallOut,
  evolveCallOut,
  openCallOut,
  passTime,
  type AlertStanding,
  type Answering,
  type CallOut,
  type CallOutFact,
  type CallOutId,
  type Opening,
} from '#response'
import type { OrderedBy } from './ordered-by.ts'
import type { System } from './system.ts'

export const callOutStream = 'callouts'
const words = 'callout-words'
/** An alert that changes more often than this while one decision is written is a fault. */
const mostTries = 5

export interface CallOutDesk {
  get(id: string): CallOut | undefined
  /** The newest first. */
  all(): readonly CallOut[]
  /** What the officer wrote: where to come, and what with; empty where it was erased. */
  says(id: CallOutId): Promise<string>
  open(opening: Opening, says: string, by: OrderedBy): Promise<Result<CallOut>>
  answer(id: string, answering: Answering, by: ActorId, via?: string): Promise<Result<CallOut>>
  close(id: string, by: OrderedBy): Promise<Result<CallOut>>
  /** What the clock and the alert ask for now, written down. */
  pass(id: CallOutId): Promise<void>
  /** Whether its alert is over by now; known before the end of the call-out is written down, and nobody is asked any more. */
  isOver(callOut: CallOut): boolean
  /** Called after each change, in its turn; must not throw. */
  onChange(listen: (callOut: CallOut) => void): void
  /** Called when an alert may have ended. */
  onAlert(listen: () => void): void
}

export async function openCallOutDesk(system: System): Promise<CallOutDesk> {
  const { ledger, clock, world, ids, personal } = system
  const all = new Map<CallOutId, CallOut>()
  const listeners: ((callOut: CallOut) => void)[] = []
  const alertListeners: (() => void)[] = []
  let version = 0
  const meanwhile: Fact[] = []
  let state: 'reading' | 'following' = 'reading'
  const take = (facts: readonly Fact[]) => {
    for (const fact of facts) {
      if (fact.stream !== callOutStream || fact.version <= version) continue
      version = fact.version
      const callOut = asFact(fact)
      const after = evolveCallOut(all.get(callOut.callOut), callOut)
      if (after === undefined) continue
      all.set(after.id, after)
      for (const listen of listeners) listen(after)
    }
  }
  system.onApplied((applied) => {
    const facts = applied.map(({ fact }) => fact)
    if (state === 'reading') meanwhile.push(...facts.filter(({ stream }) => stream === callOutStream))
    else take(facts)
    if (facts.some(({ stream }) => stream.startsWith('alert:'))) for (const listen of alertListeners) listen()
  })
  take(await ledger.readStream(callOutStream))
  take(meanwhile)
  state = 'following'

  /** One after the other: each decision sees what the one before wrote. An answer and a repeat are decided here. */
  const inTurn = oneAfterAnother()
  const write = async (
    facts: readonly CallOutFact[],
    { mode, alert }: Pick<CallOut, 'mode' | 'alert'>,
    via?: string,
    expected: { readonly [stream: string]: number } = {},
  ): Promise<Result<void>> => {
    if (facts.length === 0) return ok()
    const written = await ledger.append({
      facts: facts.map(({ type, callOut, at, by, data }) => ({
        ...{ stream: callOutStream, type, at, by, mode },
        // Each names its alert, so that the alert's own history has them.
        data: { callOut, ...(alert === null ? {} : { alert }), ...data } as unknown as JsonObject,
        ...(via === undefined ? {} : { via }),
      })),
      expected: { ...expected, [callOutStream]: version },
    })
    if (!written.ok) return written
    take(written.value)
    return ok()
  }
  const find = (id: string): Result<CallOut> => {
    const callOut = all.get(id as CallOutId)
    return callOut === undefined
      ? refuse('response/unknown-call-out', { callOut: id.slice(0, 64) })
      : ok(callOut)
  }
  const standingOf = (status: Alert['status']): AlertStanding =>
    // One that is no longer at hand ended more than a day ago.
    status === 'ended' || status === 'discarded' || status === 'none' ? 'over' : 'in-force'
  const standing = (alert: AlertId | null): AlertStanding =>
    alert === null ? 'none' : standingOf(world.alert(alert).status)
  /**
   * Writes what asks people while the alert is in force, and only if the alert is what it was when that was decided: an
   * all-clear that comes between, also on its way to this server still, is decided upon instead.
   */
  const writeWhileInForce = async (
    callOut: Pick<CallOut, 'mode' | 'alert'>,
    decided: (alert: AlertStanding) => Result<CallOutFact[]>,
    via?: string,
  ): Promise<Result<void>> => {
    for (let tries = 0; ; tries++) {
      const { alert: id } = callOut
      let alert: Alert = none
      if (id !== null)
        for (const fact of await ledger.readStream(streamOf(id))) alert = evolve(alert, id, asAlertFact(fact))
      const facts = decided(id === null ? 'none' : standingOf(alert.status))
      if (!facts.ok) return facts
      const expected = id === null || alert.status === 'none' ? {} : { [streamOf(id)]: alert.version }
      const written = await write(facts.value, callOut, via, expected)
      if (written.ok || written.problem.code !== 'ledger/conflict' || tries === mostTries) return written
    }
  }
  const decide = (
    id: string,
    decided: (callOut: CallOut) => Result<CallOutFact[]>,
    via?: string,
  ): Promise<Result<CallOut>> =>
    inTurn(async () => {
      const found = find(id)
      if (!found.ok) return found
      const facts = decided(found.value)
      if (!facts.ok) return facts
      const written = await write(facts.value, found.value, via)
      return written.ok ? find(id) : written
    })

  return {
    get: (id) => all.get(id as CallOutId),
    all: () => [...all.values()].toSorted((a, b) => (a.openedAt < b.openedAt ? 1 : -1)),
    async says(id) {
      const kept = (await personal.get(words, id)) as { readonly says: string } | undefined
      return kept?.says ?? ''
    },
    open: (opening, says, { by, via }) =>
      inTurn(async () => {
        const id = ids.next('callout') as CallOutId
        // Before the fact: whoever is asked must be told where to come.
        await personal.put(words, [{ key: id, document: { says } as Json }])
        const written = await writeWhileInForce(
          opening,
          (alert) => openCallOut(id, opening, alert, { at: clock.now(), by }),
          via,
        )
        if (written.ok) return find(id)
        await personal.remove(words, [id])
        return written
      }),
    answer: (id, answering, by, via) =>
      decide(id, (callOut) => answerCallOut(callOut, answering, { at: clock.now(), by }), via),
    close: (id, { by, via }) => decide(id, (callOut) => closeCallOut(callOut, { at: clock.now(), by }), via),
    async pass(id) {
      const done = await inTurn(async (): Promise<Result<void>> => {
        const callOut = all.get(id)
        if (callOut === undefined) return ok()
        const passed = (alert: AlertStanding) => passTime(callOut, alert, { at: clock.now(), by: theSystem })
        // Most of the time nothing is due, and no stream is read for that.
        if (passed(standing(callOut.alert)).length === 0) return ok()
        return writeWhileInForce(callOut, (alert) => ok(passed(alert)))
      })
      if (!done.ok) throw new Error(done.problem.code)
    },
    isOver: (callOut) => standing(callOut.alert) === 'over',
    onChange: (listen) => void listeners.push(listen),
    onAlert: (listen) => void alertListeners.push(listen),
  }
}

function asFact({ type, at, by, data, mode }: Fact): CallOutFact {
  const { callOut, ...rest } = data
  const more = type === 'callout-opened' ? { mode } : {}
  return { type, callOut, at, by, data: { ...rest, ...more } } as unknown as CallOutFact
}
