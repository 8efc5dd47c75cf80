/**
 * Runs protocols: starts their lists with alerts and closing lists with their end, lets late tasks climb, and takes what people
 * did. Its only memory is the ledger: what starts is decided by what runs already, so a server that was killed goes on and starts
 * nothing twice.
 */
import type { Alert } from '#alerts'
import { between, ok, refuse, second, system as theSystem, type Instant, type Result } from '#base'
import type { Fact } from '#ledger'
import { mainAuthority } from '#people'
import {
  changeZone,
  climbTasks,
  closeRun,
  doTask,
  emptyRunBook,
  nextClimbAt,
  runFactToLedger,
  runStream,
  startClosing,
  startFor,
  undoTask,
  type Protocol,
  type Run,
  type RunAsked,
  type RunBook,
  type RunFact,
  type RunId,
} from '#response'
import type { OrderedBy } from './ordered-by.ts'
import type { ProtocolBook } from './protocol-book.ts'
import type { Beside, System } from './system.ts'

export interface Running {
  readonly run: Run
  /** In the version with which it began. */
  readonly protocol: Protocol
}

/** What a person asks of a list. */
export type RunOrder =
  | { readonly type: 'do'; readonly done: Parameters<typeof doTask>[2] }
  | { readonly type: 'undo'; readonly task: Parameters<typeof undoTask>[1] }
  | { readonly type: 'zone'; readonly change: Parameters<typeof changeZone>[2] }
  | { readonly type: 'close'; readonly why: Parameters<typeof closeRun>[2] }

export interface ProtocolDesk {
  readonly book: ProtocolBook
  readonly runs: Pick<RunBook, 'all' | 'open' | 'version' | 'ofAlert'>
  find(id: string): Result<Running>
  order(id: string, order: RunOrder, by: OrderedBy): Promise<Result<Running>>
  /** On the server that decides. */
  begin(): Beside
}

const tryAgainAfter = second

export async function openProtocolDesk(system: System, book: ProtocolBook): Promise<ProtocolDesk> {
  const { ledger, clock, world, log } = system
  const runs = emptyRunBook()
  const meanwhile: Fact[] = []
  let state: 'reading' | 'following' = 'reading'
  let running: { wake(): void } | undefined
  const take = (facts: readonly Fact[]) => {
    for (const fact of facts) runs.apply(fact)
  }
  system.onApplied((applied) => {
    const facts = applied.map(({ fact }) => fact)
    if (state === 'reading') meanwhile.push(...facts.filter(({ stream }) => stream === runStream))
    else take(facts)
    if (applied.some(({ fact, after }) => fact.stream === runStream || after.status !== 'none'))
      running?.wake()
  })
  book.onChanged(() => running?.wake())
  take(await ledger.readStream(runStream))
  take(meanwhile)
  state = 'following'

  /** One after the other: each decision sees what the one before wrote. */
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <Value>(act: () => Promise<Value>): Promise<Value> => {
    const turn = last.then(act, act)
    last = turn.catch(() => {})
    return turn
  }
  /** A start brings its mode along; everything else is of the run's. */
  const write = async (facts: readonly RunFact[], via?: string): Promise<Result<void>> => {
    if (facts.length === 0) return ok()
    const modeOf = (fact: RunFact) =>
      fact.type === 'protocol-started' ? fact.data.mode : runs.get(fact.run)!.mode
    const written = await ledger.append({
      facts: facts.map((fact) => runFactToLedger(fact, modeOf(fact), via)),
      expected: { [runStream]: runs.version },
    })
    if (!written.ok) return written
    await system.folded(written.value.at(-1)!.seq)
    take(written.value)
    return ok()
  }
  const find: ProtocolDesk['find'] = (id) => {
    const run = runs.get(id as RunId)
    if (run === undefined) return refuse('response/unknown-run', { run: id.slice(0, 200) })
    const kept = book.get(run.protocol.id, run.protocol.version)
    if (kept === undefined) return refuse('response/unknown-protocol', { protocol: run.protocol.id })
    return ok({ run, protocol: kept.protocol })
  }
  const authorityOf = ({ draftedBy }: Extract<Alert, { readonly draftedBy: unknown }>) =>
    system.people.registry.people.get(draftedBy as never)?.authority ?? mainAuthority

  /** Everything that alerts and the clock ask for now. */
  const dueNow = (at: Instant): RunFact[] => {
    const asked: RunAsked = { at, by: theSystem }
    const known = new Set(runs.ids())
    const started = [...world.inForce()].flatMap((alert) => {
      if (alert.status !== 'issued') return []
      const { threat, ladder, level } = alert.content
      const warned = {
        alert: alert.id,
        mode: alert.mode,
        threat,
        ladder,
        level,
        authority: authorityOf(alert),
      }
      return startFor(warned, book.inUse(), known, asked)
    })
    const gone = runs.open().flatMap((run): RunFact[] => {
      const found = find(run.id)
      if (!found.ok) return []
      const alert = world.alert(run.alert)
      const ended = alert.status === 'ended' ? startClosing(run, alert.how, asked) : []
      return [...ended, ...climbTasks(run, found.value.protocol, asked)]
    })
    return [...started, ...gone]
  }
  const nextAt = (at: Instant): Instant | undefined =>
    runs
      .open()
      .flatMap((run) => {
        const found = find(run.id)
        return (found.ok && nextClimbAt(run, found.value.protocol, at)) || []
      })
      .toSorted()[0]

  return {
    ...{ book, runs, find },
    order: (id, order, { by, via }) =>
      inTurn(async () => {
        const found = find(id)
        if (!found.ok) return found
        const decided = decideOrder(found.value, order, { at: clock.now(), by })
        if (!decided.ok) return decided
        const written = await write(decided.value, via)
        return written.ok ? find(id) : written
      }),
    begin() {
      let closed = false
      let callOff = () => {}
      const look = async () => {
        callOff()
        if (closed) return
        const written = await write(dueNow(clock.now()))
        if (!written.ok) {
          // Another server decides by now, and goes on with it.
          if (written.problem.code === 'ledger/not-the-writer') return
          log.error('What a protocol asks for could not be written down', { why: written.problem.code })
          callOff = clock.after(tryAgainAfter, wake)
          return
        }
        const next = nextAt(clock.now())
        if (next !== undefined) callOff = clock.after(Math.max(0, between(clock.now(), next)), wake)
      }
      const wake = () => {
        if (!closed)
          void inTurn(look).catch((error: Error) => {
            log.error('Protocols could not go on', { why: error.message })
            if (!closed) callOff = clock.after(tryAgainAfter, wake)
          })
      }
      const self = { wake }
      running = self
      wake()
      return {
        caughtUp: () => inTurn(async () => {}),
        async close() {
          closed = true
          if (running === self) running = undefined
          callOff()
          await inTurn(async () => {})
        },
      }
    },
  }
}

function decideOrder({ run, protocol }: Running, order: RunOrder, asked: RunAsked): Result<RunFact[]> {
  switch (order.type) {
    case 'do':
      return doTask(run, protocol, order.done, asked)
    case 'undo':
      return undoTask(run, order.task, asked)
    case 'zone':
      return changeZone(run, protocol, order.change, asked)
    case 'close':
      return closeRun(run, protocol, order.why, asked)
  }
}
