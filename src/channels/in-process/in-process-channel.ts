/** A channel that ends inside the process: it hands notices to a function. For replays, tests and whoever embeds the product. */
import type { Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { modes, type Mode, type NoticeId } from '#base'
import type { Abilities, Channel, Outcome, Target } from '../channel.ts'

export interface InProcessOptions {
  readonly name?: string
  readonly targets: readonly Target[]
  /** Says what became of it; a repeat of the same notice for the same target comes marked, so that it can be let pass. */
  readonly receive: (
    notice: Notice,
    target: Target,
    signal: AbortSignal,
    arrival: 'first' | 'repeat',
  ) => Outcome | Promise<Outcome>
  readonly modes?: readonly Mode[]
  readonly confirms?: Abilities['confirms']
  readonly carries?: Abilities['carries']
  readonly patienceFor?: number
  readonly concurrency?: number
}

/** How many notices a target's repeats are recognised of; older ones can't come again. */
const remembered = 256

export function inProcessChannel(options: InProcessOptions): Channel {
  const seen = new Map<string, Set<NoticeId>>()
  let closed = false
  const arrivalOf = (notice: Notice, target: Target) => {
    let notices = seen.get(target.id)
    if (notices === undefined) seen.set(target.id, (notices = new Set()))
    if (notices.has(notice.id)) return 'repeat'
    notices.add(notice.id)
    if (notices.size > remembered) for (const oldest of notices) return (notices.delete(oldest), 'first')
    return 'first'
  }
  const abilities: Abilities = {
    longestText: 'any',
    confirms: options.confirms ?? 'device',
    aims: 'area',
    carries: options.carries ?? 'every-level',
    modes: options.modes ?? modes,
  }
  return {
    name: options.name ?? 'in-process',
    abilities,
    patienceFor: options.patienceFor ?? 1_000,
    concurrency: options.concurrency ?? 64,
    async targets(_notice, covers: (area: AreaCode) => boolean) {
      return options.targets.filter(({ areas }) => areas === 'everywhere' || areas.some(covers))
    },
    async send(notice, target, signal) {
      if (closed) return { kind: 'refused', problem: 'in-process/closed', retry: 'later' }
      if (!abilities.modes.includes(notice.mode))
        return { kind: 'refused', problem: 'in-process/mode-not-carried', retry: 'never' }
      if (signal.aborted) return { kind: 'refused', problem: 'in-process/called-off', retry: 'later' }
      const answer = options.receive(notice, target, signal, arrivalOf(notice, target))
      if (!(answer instanceof Promise)) return answer
      const calledOff = Promise.withResolvers<Outcome>()
      const onAbort = () => calledOff.resolve({ kind: 'unknown', problem: 'in-process/called-off' })
      signal.addEventListener('abort', onAbort, { once: true })
      try {
        return await Promise.race([answer, calledOff.promise])
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
    async close() {
      closed = true
    },
  }
}
