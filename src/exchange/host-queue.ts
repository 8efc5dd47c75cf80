/** Lets requests begin as the host gate allows, in a fair order; nobody waits on after it was called off. */
import { epochMilliseconds, instantOf, type Clock, type Instant } from '#base'
import { entrance, firstOf, idle, type HostLimits, type HostLoad, type Waiting } from './host-gate.ts'

export interface HostQueue {
  /** Waits for a turn; what it resolves to must be called when the request has ended. Rejects when `signal` is aborted. */
  enter(host: string, source: string, signal: AbortSignal): Promise<() => void>
  /** Nothing begins at the host before then. */
  rest(host: string, until: Instant): void
  /** When the host’s rest ends; undefined while it takes none. Whoever would have to wait so long comes back instead. */
  restsUntil(host: string): Instant | undefined
  readonly waiting: number
}

interface Waiter extends Waiting {
  readonly letIn: (leave: () => void) => void
}

export function hostQueue(limits: HostLimits, clock: Clock): HostQueue {
  const loads = new Map<string, HostLoad>()
  const letIn = new Map<string, number>()
  const wakes = new Map<string, () => void>()
  const queue: Waiter[] = []
  let running = 0
  let turns = 0

  const loadOf = (host: string) => loads.get(host) ?? idle
  const turnOf = (source: string) => letIn.get(source) ?? -1

  const look = (host: string): void => {
    wakes.get(host)?.()
    wakes.delete(host)
    for (;;) {
      const first = firstOf(queue, host, turnOf)
      if (first === undefined) return
      const nowMs = epochMilliseconds(clock.now())
      const load = loadOf(host)
      const may = entrance(load, running, limits, nowMs)
      if (may.kind === 'when-one-ends') return
      if (may.kind === 'at') {
        wakes.set(
          host,
          clock.after(may.atMs - nowMs, () => look(host)),
        )
        return
      }
      queue.splice(queue.indexOf(first), 1)
      running += 1
      letIn.set(first.source, turns++)
      loads.set(host, { ...load, running: load.running + 1, lastBegunMs: nowMs })
      first.letIn(leaving(host))
    }
  }

  const leaving = (host: string) => {
    let left = false
    return () => {
      if (left) return
      left = true
      running -= 1
      const load = loadOf(host)
      loads.set(host, { ...load, running: load.running - 1 })
      look(host)
      // Where the limit of all together held others up, one of them may begin.
      for (const other of new Set(queue.map((waiter) => waiter.host))) look(other)
      if (queue.length === 0) forget()
    }
  }

  /** A host that nobody uses is remembered only as long as it matters. */
  const forget = () => {
    const nowMs = epochMilliseconds(clock.now())
    for (const [host, load] of loads)
      if (load.running === 0 && Math.max(load.lastBegunMs + limits.between, load.restsUntilMs) < nowMs)
        loads.delete(host)
    if (loads.size === 0) letIn.clear()
  }

  return {
    enter: (host, source, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error)
        const calledOff = () => {
          queue.splice(queue.indexOf(waiter), 1)
          if (!queue.some((other) => other.host === host)) {
            wakes.get(host)?.()
            wakes.delete(host)
          }
          reject(signal.reason as Error)
        }
        const waiter: Waiter = {
          ...{ host, source },
          letIn: (leave) => {
            signal.removeEventListener('abort', calledOff)
            resolve(leave)
          },
        }
        signal.addEventListener('abort', calledOff, { once: true })
        queue.push(waiter)
        look(host)
      }),
    rest(host, until) {
      const load = loadOf(host)
      loads.set(host, { ...load, restsUntilMs: Math.max(load.restsUntilMs, epochMilliseconds(until)) })
    },
    restsUntil(host) {
      const { restsUntilMs } = loadOf(host)
      return restsUntilMs > epochMilliseconds(clock.now()) ? instantOf(restsUntilMs) : undefined
    },
    get waiting() {
      return queue.length
    },
  }
}
