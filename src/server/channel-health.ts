/** Whether each channel carries: by what it says of itself, else by what became of the last tries. Never better than is known. */
import type { Instant } from '#base'
import type { Channel, Outcome } from '#channels'
import type { Attempt, AttemptLog } from '#delivery'
import type { System } from './system.ts'

/** `off`: the installation has it not. `unknown`: nothing was tried since the start, or another server holds it. */
export type ChannelState = 'working' | 'failing' | 'off' | 'unknown'

export interface ChannelHealth {
  readonly name: string
  readonly state: ChannelState
  /** Undefined where the state was never seen to begin. */
  readonly since: Instant | null
  /** What the last try, or the channel itself, said was wrong. */
  readonly says: { readonly code: string } | null
  /** Attempts about which something may still be done; `mostCounted` stands for that many or more. */
  readonly waiting: number
}

export interface ChannelBook {
  health(): Promise<readonly ChannelHealth[]>
  /** Without counting what waits: cheap, for finding out whether something changed. */
  states(): readonly Omit<ChannelHealth, 'waiting'>[]
}

interface Tried {
  readonly state: 'working' | 'failing'
  readonly since: Instant
  readonly code: string | null
}

/** Older than this the count is made again. */
const countedFor = 1_000
export const mostCounted = 5_000

/** What the public reads is handed to nobody, so that no attempt tells of it: only a test proves that it is there. */
const faces: readonly string[] = ['stream', 'feed']

/** `names`: of every channel that the product has, open or not. */
export function openChannelBook(system: System, names: readonly string[]): ChannelBook {
  const tried = new Map<string, Tried>()
  const { attempts, clock } = system
  system.onAttempt(({ channel, state, history, changedAt }) => {
    if (state === 'waiting' || state === 'sending' || state === 'superseded') return
    const last = history.at(-1)
    // Planned, overtaken or expired: nothing was learnt.
    if (last === undefined || last.at !== changedAt) return
    const before = tried.get(channel)
    const now = whatItTells(last.outcome)
    const since = before?.state === now.state ? before.since : last.at
    tried.set(channel, { ...now, since })
  })
  system.onApplied((applied) => {
    for (const { fact } of applied) {
      if (fact.type !== 'channel-tested') continue
      const { channel, proven, failed } = fact.data
      // With nobody on it to try, a test teaches nothing.
      const state = proven === 'yes' ? 'working' : Number(failed) > 0 ? 'failing' : undefined
      if (state === undefined) continue
      const before = tried.get(String(channel))
      const since = before?.state === state ? before.since : fact.at
      tried.set(String(channel), { state, since, code: null })
    }
  })
  let counted: { readonly at: number; readonly counts: Promise<ReadonlyMap<string, number>> } | undefined
  const counts = () => {
    const at = Date.parse(clock.now())
    if (counted === undefined || at - counted.at >= countedFor || at < counted.at)
      counted = { at, counts: countOpen(attempts) }
    return counted.counts
  }

  const states = () => {
    const open = new Map(system.channels().map((channel) => [channel.name, channel]))
    return [...new Set([...names, ...open.keys(), ...faces])].map((name) => {
      const channel = open.get(name)
      if (faces.includes(name)) return { name, ...stateOf(undefined, tried.get(name)) }
      if (channel === undefined)
        return {
          name,
          state: system.decides() === 'me' ? 'off' : 'unknown',
          since: null,
          says: null,
        } as const
      return { name, ...stateOf(channel, tried.get(name)) }
    })
  }
  return {
    states,
    async health() {
      const waiting = await counts()
      return states().map((one) => ({ ...one, waiting: waiting.get(one.name) ?? 0 }))
    },
  }
}

function stateOf(
  channel: Channel | undefined,
  tried: Tried | undefined,
): Omit<ChannelHealth, 'name' | 'waiting'> {
  const own = channel?.standing?.()
  if (own !== undefined)
    return {
      ...{ state: own.state, since: own.since },
      says: own.problem === undefined ? null : { code: own.problem },
    }
  if (tried === undefined) return { state: 'unknown', since: null, says: null }
  const { state, since, code } = tried
  return { state, since, says: code === null ? null : { code } }
}

function whatItTells(outcome: Outcome): Pick<Tried, 'state' | 'code'> {
  return outcome.kind === 'accepted' || outcome.kind === 'confirmed'
    ? { state: 'working', code: null }
    : { state: 'failing', code: outcome.problem }
}

async function countOpen(attempts: AttemptLog): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  const page = 1_000
  let after: Attempt['id'] | undefined
  for (let read = 0; read < mostCounted; read += page) {
    const open = await attempts.open({ limit: page, ...(after === undefined ? {} : { after }) })
    for (const { channel } of open) counts.set(channel, (counts.get(channel) ?? 0) + 1)
    if (open.length < page) break
    after = open.at(-1)?.id
  }
  return counts
}
