/**
 * Calls of one receiver side by side, never more than so many at once; of those with one key never two, and in the order in which
 * they were asked for, whoever asked.
 */

export interface LaneCall {
  readonly key: string
  /** What becomes of those of its run that have not begun: all go on, those with its key are left out, or all are. */
  call(): Promise<'go-on' | 'hold-key' | 'hold-all'>
}

export interface Lanes {
  /** Resolves once none of these is under way and none will begin. One goes alone until the first was answered well. */
  run(calls: readonly LaneCall[], signal: AbortSignal): Promise<void>
  readonly isIdle: boolean
}

interface Run {
  readonly waiting: Set<Waiting>
  flying: number
  most: number
  failed?: { readonly error: unknown }
  readonly over: () => void
}

interface Waiting extends LaneCall {
  readonly of: Run
}

export function openLanes(most: number): Lanes {
  /** Whose turn is next stands first. */
  const runs: Run[] = []
  const byKey = new Map<string, Set<Waiting>>()
  const underWay = new Set<string>()
  let flying = 0

  const leave = (one: Waiting) => {
    one.of.waiting.delete(one)
    const same = byKey.get(one.key)!
    same.delete(one)
    if (same.size === 0) byKey.delete(one.key)
  }
  const leaveAll = ({ waiting }: Run, key?: string) => {
    for (const one of [...waiting]) if (key === undefined || one.key === key) leave(one)
  }
  const endIfOver = (run: Run) => {
    if (run.flying > 0 || run.waiting.size > 0) return
    const place = runs.indexOf(run)
    if (place >= 0) runs.splice(place, 1)
    run.over()
  }

  const next = (): Waiting | undefined => {
    for (let turn = runs.length; turn > 0; turn--) {
      const run = runs.shift()!
      runs.push(run)
      if (run.flying >= run.most) continue
      for (const { key } of run.waiting) {
        if (underWay.has(key)) continue
        // What was asked for earlier with this key goes before it, in the turn of who waits for it.
        const [first] = byKey.get(key)!
        if (first !== undefined && first.of.flying < first.of.most) return first
      }
    }
    return undefined
  }
  const pump = () => {
    while (flying < most) {
      const one = next()
      if (one === undefined) return
      void fly(one)
    }
  }
  const fly = async (one: Waiting) => {
    const { of: run, key } = one
    leave(one)
    flying++
    run.flying++
    underWay.add(key)
    try {
      const then = await one.call()
      if (then === 'go-on') run.most = most
      else if (then === 'hold-key') leaveAll(run, key)
      else leaveAll(run)
    } catch (error) {
      run.failed ??= { error }
      leaveAll(run)
    }
    flying--
    run.flying--
    underWay.delete(key)
    endIfOver(run)
    pump()
  }

  return {
    async run(calls, signal) {
      if (calls.length === 0 || signal.aborted) return
      const { promise, resolve: over } = Promise.withResolvers<void>()
      const run: Run = { waiting: new Set(), flying: 0, most: 1, over }
      for (const { key, call } of calls) {
        const one: Waiting = { key, call, of: run }
        run.waiting.add(one)
        const same = byKey.get(key)
        if (same === undefined) byKey.set(key, new Set([one]))
        else same.add(one)
      }
      runs.push(run)
      const callOff = () => {
        leaveAll(run)
        endIfOver(run)
        pump()
      }
      signal.addEventListener('abort', callOff, { once: true })
      pump()
      await promise
      signal.removeEventListener('abort', callOff)
      if (run.failed !== undefined) throw run.failed.error
    },
    get isIdle() {
      return runs.length === 0
    },
  }
}
