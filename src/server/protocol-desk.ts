/**
 * Runs protocols: starts their lists with alerts and closing lists with their end, lets late tasks climb, and takes what people
 * did. Its only memory is the ledger: what starts is decided by what runs already, so a server that was killed goes on and starts
 * nothing twice.
 */
import { streamOf } from '#alerts'
import {
  oneAfterAnother,
  between,
  day,
  ok,
  plus,
  refuse,
  second,
  system as theSystem,
  type AlertId,
  type Instant,
  type Result,
} from '#base'
import type { Fact } from '#ledger'
import { mainAuthority } from '#people'
import {
  changeZone,
  climbTasks,
  closeRun,
  doTask,
  emptyRunBook,
  leftBy,
  lifeOf,
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
  type Stood,
  type Warned,
} from '#response'
import type { OrderedBy } from './ordered-by.ts'
import type { ProtocolBook } from './protocol-book.ts'
import type { Beside, System } from './system.ts'
import type { ListNames } from './timeline-entry.ts'

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
/** What ended longer ago gets no list any more: nobody would know what to do with it, and it is no longer at hand. */
const missedFor = day

export async function openProtocolDesk(system: System, book: ProtocolBook): Promise<ProtocolDesk> {
  const { ledger, clock, world, log } = system
  const runs = emptyRunBook()
  const meanwhile: Fact[] = []
  let state: 'reading' | 'following' = 'reading'
  let running: { wake(): void } | undefined
  /** Levels that were left since lists were last started: what stood for a moment only has its list too. */
  let left: Stood[] = []
  const take = (facts: readonly Fact[]) => {
    for (const fact of facts) runs.apply(fact)
  }
  system.onApplied((applied) => {
    const facts = applied.map(({ fact }) => fact)
    if (state === 'reading') meanwhile.push(...facts.filter(({ stream }) => stream === runStream))
    else take(facts)
    if (running !== undefined)
      for (const { fact, before, after } of applied) {
        const stood = leftBy(before, after, fact.at)
        if (stood !== undefined) left.push(stood)
      }
    if (applied.some(({ fact, after }) => fact.stream === runStream || after.status !== 'none'))
      running?.wake()
  })
  book.onChanged(() => running?.wake())
  take(await ledger.readStream(runStream))
  take(meanwhile)
  state = 'following'

  /** One after the other: each decision sees what the one before wrote. */
  const inTurn = oneAfterAnother()
  /** A start brings its mode along; everything else is of the run's. */
  const write = async (facts: readonly RunFact[], via?: string): Promise<Result<void>> => {
    if (facts.length === 0) return ok()
    const runOf = (fact: RunFact) => (fact.type === 'protocol-started' ? fact.data : runs.get(fact.run)!)
    const written = await ledger.append({
      facts: facts.map((fact) => runFactToLedger(fact, runOf(fact), via)),
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
  const warnedOf = ({ id: alert, mode, content, draftedBy }: Stood['alert']): Warned => {
    const authority = system.people.registry.people.get(draftedBy as never)?.authority ?? mainAuthority
    const { threat, ladder, level, areas } = content
    return { alert, mode, threat, ladder, level, authority, areas: areas.map(({ code }) => code) }
  }

  /** Everything that alerts and the clock ask for now. */
  const dueNow = async (at: Instant): Promise<RunFact[]> => {
    const asked: RunAsked = { at, by: theSystem }
    const known = new Set(runs.ids())
    const started: RunFact[] = []
    const start = (alert: Stood['alert'], protocols: readonly Protocol[]) => {
      for (const fact of startFor(warnedOf(alert), protocols, known, asked)) {
        known.add(fact.run)
        started.push(fact)
      }
    }
    for (const { alert, until } of left) start(alert, book.inUseAt(until))
    for (const alert of world.inForce()) start(alert, book.inUse())
    const gone: RunFact[] = []
    for (const run of runs.open()) {
      const found = find(run.id)
      if (!found.ok) continue
      if (run.phase === 'running') {
        const alert = await alertNow(run.alert)
        if (alert.status === 'ended') gone.push(...startClosing(run, alert.how, asked))
      }
      gone.push(...climbTasks(run, found.value.protocol, asked))
    }
    return [...started, ...gone]
  }
  const lifeIn = async (id: AlertId) => lifeOf(id, await ledger.readStream(streamOf(id)))
  /** One that ended long ago is only in the ledger. */
  const alertNow = async (id: AlertId) => {
    const alert = world.alert(id)
    return alert.status === 'none' ? (await lifeIn(id)).now : alert
  }
  /** What was left while nobody started lists, as the ledger tells it: also of an alert that was issued and ended meanwhile. */
  const missed = async (): Promise<Stood[]> => {
    const first = plus(clock.now(), -missedFor)
    const found: Stood[] = []
    for (const alert of world.alerts()) {
      if (alert.status !== 'issued' && (alert.status !== 'ended' || alert.endedAt < first)) continue
      // Told once and never changed: there is nothing behind it.
      if (alert.status === 'issued' && alert.revision === 1) continue
      const { stood } = await lifeIn(alert.id)
      found.push(...stood.filter(({ until }) => until >= first))
    }
    return found
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
      let begun: 'first-look' | 'looking' = 'first-look'
      left = []
      const look = async () => {
        callOff()
        if (closed) return
        if (begun === 'first-look') left.push(...(await missed()))
        begun = 'looking'
        // What is left while this is written comes with the next look.
        const seen = left.length
        const written = await write(await dueNow(clock.now()))
        if (written.ok) left = left.slice(seen)
        else {
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

/** What a list and its parts are called, in the version with which it began; undefined where it is not known here. */
export function listNames({ find }: Pick<ProtocolDesk, 'find'>, run: string): ListNames | undefined {
  const found = find(run)
  if (!found.ok) return undefined
  const { names: name, tasks, closing, zones } = found.value.protocol
  return {
    name,
    taskOf(key) {
      const task = [...tasks, ...closing].find((one) => one.key === key)
      if (task === undefined) return undefined
      return { text: task.texts, unit: task.done.how === 'value' ? task.done.unit : null }
    },
    zoneOf: (key) => zones.find((one) => one.key === key)?.names,
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
