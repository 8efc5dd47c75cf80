/**
 * Holds the drills of an installation: announces them, gives their injects in time on the server that decides, breaks them off
 * when something real comes, and scores them. Its only memory is the ledger: a server that starts anew goes on with a drill.
 */
import { oneAfterAnother, between, ok, second, type AlertId, type Instant, type Result } from '#base'
import {
  announceDrill,
  dueOfDrill,
  drillFactsToLedger,
  drillStream,
  emptyDrillBook,
  endDrill,
  endsAt,
  nextOf,
  publicationsOf,
  scoreOf,
  type DrillBook,
  type DrillFact,
  type DrillId,
  type DrillRun,
  type DrillScore,
  type DrillScript,
  type Publication,
} from '#drills'
import type { Fact } from '#ledger'
import type { OrderedBy } from './ordered-by.ts'
import type { Beside, System } from './system.ts'
import { spanOf, timelineFrom } from './timeline-pages.ts'

export interface DrillDesk {
  readonly book: Pick<DrillBook, 'now' | 'get' | 'all'>
  announce(
    asked: { readonly script: DrillScript; readonly announceMinutes: number; readonly despite?: string },
    by: OrderedBy,
  ): Promise<Result<DrillRun>>
  end(id: DrillId, reason: string | undefined, by: OrderedBy): Promise<Result<DrillRun>>
  score(run: DrillRun): Promise<Scored>
  /** On the server that decides. */
  begin(): Beside
}

export interface Scored {
  readonly score: DrillScore
  readonly publications: readonly Publication[]
}

/** What is tried again waits so long. */
const tryAgainAfter = second
/** A score of a drill that is over changes no more. */
const mostScoresAtHand = 200

export async function openDrillDesk(system: System): Promise<DrillDesk> {
  const { ledger, clock, world, ids, log } = system
  const book = emptyDrillBook()
  const meanwhile: Fact[] = []
  let state: 'reading' | 'following' = 'reading'
  let running: { wake(): void } | undefined
  const take = (facts: readonly Fact[]) => {
    for (const fact of facts) book.apply(fact)
  }
  system.onApplied((applied) => {
    const facts = applied.map(({ fact }) => fact)
    if (state === 'reading') meanwhile.push(...facts.filter(({ stream }) => stream === drillStream))
    else take(facts)
    if (
      facts.some(
        ({ stream, mode, type }) => stream === drillStream || (mode === 'live' && type === 'alert-issued'),
      )
    )
      running?.wake()
  })
  take(await ledger.readStream(drillStream))
  take(meanwhile)
  state = 'following'

  const live = (): AlertId[] => [...world.inForce()].flatMap(({ mode, id }) => (mode === 'live' ? [id] : []))

  /** One after the other: each decision sees what the one before wrote. */
  const inTurn = oneAfterAnother()
  const write = async (facts: readonly DrillFact[]): Promise<Result<void>> => {
    const expected = { [drillStream]: book.version }
    const written = await ledger.append({ facts: drillFactsToLedger(facts), expected })
    if (!written.ok) return written
    await system.folded(written.value.at(-1)!.seq)
    take(written.value)
    return ok()
  }
  const decided = async (facts: Result<DrillFact[]>, id: DrillId): Promise<Result<DrillRun>> => {
    if (!facts.ok) return facts
    const written = await write(facts.value)
    return written.ok ? ok(book.get(id) as DrillRun) : written
  }

  const scores = new Map<DrillId, Scored>()
  const score = async (run: DrillRun): Promise<Scored> => {
    const known = run.state === 'over' ? scores.get(run.id) : undefined
    if (known !== undefined) return known
    const now = clock.now()
    const begunAt = run.state === 'announced' ? null : run.begunAt
    const over = run.state === 'over' ? run.endedAt : now
    const publications = begunAt === null ? [] : await publicationsWithin({ from: begunAt, to: over })
    const hierarchy = system.areas.hierarchy()
    const ground = {
      contains: hierarchy.contains,
      parts: (code: Parameters<typeof hierarchy.children>[0]) =>
        hierarchy.get(code)?.divided === 'wholly' ? hierarchy.children(code).map((area) => area.code) : [],
    }
    const scored = { score: scoreOf(run, publications, { ground, now }), publications }
    if (run.state === 'over') {
      if (scores.size >= mostScoresAtHand) scores.delete(scores.keys().next().value as DrillId)
      scores.set(run.id, scored)
    }
    return scored
  }
  const publicationsWithin = async (within: { from: Instant; to: Instant }): Promise<Publication[]> => {
    const filter = { from: within.from, mode: 'drill', groups: new Set(['alerts'] as const) } as const
    const span = await spanOf(ledger, filter)
    const facts: Fact[] = []
    if (span !== undefined)
      for await (const some of timelineFrom(ledger, filter, span)) {
        facts.push(...some)
        // Times stumble by moments, drills end by minutes: nothing after it is looked at for long.
        if (between(within.to, some.at(-1)!.at) > 60 * second) break
      }
    return publicationsOf(facts, within)
  }

  return {
    ...{ book, score },
    announce: ({ script, announceMinutes, despite }, by) =>
      inTurn(async () => {
        const drill = ids.next('drill') as DrillId
        const more = despite === undefined ? {} : { despite }
        const asked = { drill, script, announceMinutes, ...more, ...by, at: clock.now() }
        return decided(announceDrill(book, asked, live()), drill)
      }),
    end: (drill, reason, by) =>
      inTurn(() => {
        const more = reason === undefined ? {} : { reason }
        return decided(endDrill(book.get(drill), { drill, ...more, ...by, at: clock.now() }), drill)
      }),
    begin() {
      let closed = false
      let callOff = () => {}
      const look = async () => {
        callOff()
        for (let run = book.now(); run !== undefined && !closed; run = book.now()) {
          const facts = dueOfDrill(run, clock.now(), live())
          if (facts.length === 0) {
            callOff = clock.after(Math.max(0, between(clock.now(), nextOf(run).at)), wake)
            return
          }
          const written = await write(facts)
          if (written.ok) continue
          // Another server decides by now, and goes on with it.
          if (written.problem.code === 'ledger/not-the-writer') return
          log.error('What a drill was to do could not be written down', {
            drill: run.id,
            why: written.problem.code,
          })
          callOff = clock.after(tryAgainAfter, wake)
          return
        }
      }
      const wake = () => {
        if (!closed)
          void inTurn(look).catch((error: Error) => {
            log.error('A drill could not go on', { why: error.message })
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

/** As everybody may know it. */
export function drillSaid(book: Pick<DrillBook, 'now'>) {
  const run = book.now()
  if (run === undefined) return { state: 'none', from: null, until: null, name: null } as const
  const from = run.state === 'announced' ? run.beginsAt : run.begunAt
  return { state: run.state, from, until: endsAt(run), name: run.script.name } as const
}
