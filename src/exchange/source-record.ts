/** The state of one source while it is worked on: changed step by step, always whole, kept on the shelf when told to. */
import type { Clock, Instant, Json, Log, Problem, Shelf } from '#base'
import type { CapSource } from './arrival.ts'
import type { TakenFrom } from './document-taking.ts'
import type { FoundDocument } from './found-document.ts'
import { firstPoll, nextPoll, type PaceHints, type PollOutcome } from './schedule.ts'
import { beat, counted, newState, noted, type SourceState } from './source-state.ts'

type Optional = 'movedTo' | 'validators' | 'failure' | 'goneAt' | 'subscription'

export interface SourceRecord {
  readonly state: SourceState
  set(change: Partial<SourceState>): void
  drop(...names: readonly Optional[]): void
  note(problem: Problem): void
  /** Adds up what was taken. */
  sum(taken: TakenFrom): void
  /** A poll was good, with the document if one came. */
  good(answer: { readonly freshForSeconds?: number }, found: FoundDocument | undefined): void
  failed(problem: Problem, retryAfter?: Instant): void
  gone(): void
  moved(to: string | undefined): void
  /** Other settings count from now on: at another address nothing that was known holds but what was counted. */
  startAgain(): void
  keep(): Promise<void>
  forget(): Promise<void>
}

const collection = 'exchange-sources'

export async function openSourceRecord(
  source: () => CapSource,
  ports: { readonly shelf: Shelf; readonly clock: Clock; readonly log: Log; readonly random: () => number },
): Promise<SourceRecord> {
  const { shelf, clock, log, random } = ports
  const { id, address } = source()
  const kept = (await shelf.get(collection, id)) as unknown as SourceState | undefined
  const soon = () => firstPoll(undefined, clock.now(), random())
  let state: SourceState =
    kept !== undefined && kept.address === address
      ? { ...kept, nextAt: kept.nextAt === null ? null : firstPoll(kept.nextAt, clock.now(), random()) }
      : newState(source(), soon())

  const set = (change: Partial<SourceState>) => {
    state = { ...state, ...change }
  }
  const drop = (...names: readonly Optional[]) => {
    state = Object.fromEntries(
      Object.entries(state).filter(([name]) => !names.some((dropped) => dropped === name)),
    ) as unknown as SourceState
  }
  const ended = (outcome: PollOutcome) => {
    const news = state.subscription?.kind === 'active' ? 'pushed' : 'polled'
    const before = { failures: state.failures, news } as const
    const { at, failures } = nextPoll(source().poll, before, outcome, clock.now(), random())
    set({ nextAt: at, failures })
  }

  return {
    get state() {
      return state
    },
    ...{ set, drop },
    note: (problem) => set({ notes: noted(state.notes, [{ at: clock.now(), problem }]) }),
    sum: ({ counts, notes, last, takenAt }) =>
      set({
        counts: counted(state.counts, counts),
        notes: noted(state.notes, notes),
        ...(last === undefined ? {} : { last }),
        ...(takenAt === undefined ? {} : { messageAt: takenAt }),
      }),
    good({ freshForSeconds }, found) {
      if (state.failures > 0) log.info('A source can be read again.', { source: id, tries: state.failures })
      const madeEverySeconds = found?.madeEverySeconds ?? state.madeEverySeconds
      const hints: PaceHints = {
        ...(madeEverySeconds === undefined ? {} : { madeEverySeconds }),
        ...(freshForSeconds === undefined ? {} : { freshForSeconds }),
      }
      ended({ kind: 'good', hints })
      drop('failure', 'goneAt')
      const heartbeat = beat(state.heartbeat, found?.updated)
      set({
        goodAt: clock.now(),
        ...(heartbeat === undefined ? {} : { heartbeat }),
        ...(madeEverySeconds === undefined ? {} : { madeEverySeconds }),
      })
    },
    failed(problem, retryAfter) {
      if (state.failures === 0) log.warn('A source can’t be read.', { source: id, problem: problem.code })
      ended({ kind: 'failed', ...(retryAfter === undefined ? {} : { retryAfter }) })
      set({ failure: { at: clock.now(), problem } })
      // The place it had moved to may be the one that fails: the next try begins where the administrator said.
      drop('movedTo')
    },
    gone() {
      ended({ kind: 'gone' })
      set({
        goneAt: clock.now(),
        failure: { at: clock.now(), problem: { code: 'exchange/gone', details: {} } },
      })
      log.warn('The publisher of a source says that it is gone for good.', { source: id })
    },
    moved(to) {
      if (to === undefined || to === state.movedTo) return
      set({ movedTo: to })
      log.info('A source moved for good; it is read from its new address.', { source: id })
    },
    startAgain() {
      if (source().address !== state.address) state = { ...newState(source(), soon()), counts: state.counts }
      drop('validators', 'movedTo', 'goneAt', 'failure')
      set({ nextAt: soon(), failures: 0 })
    },
    keep: () => shelf.put(collection, [{ key: id, document: state as unknown as Json }]),
    forget: () => shelf.remove(collection, [id]),
  }
}
