/** Checks CAP for whoever asks, without ever holding up the warnings: little at once, the large in a thread of its own, and none for long. */
import { Worker } from 'node:worker_threads'
import { ok, refuse, second, type Instant, type Result } from '#base'
import type { CapVerdict } from '#cap'
import type { CapMapView } from '#web'
import { judge, type CapTrust } from './cap-judge.node.ts'

export interface CapAsk {
  readonly source: Uint8Array | string
  /** Names that are known to exist. */
  readonly profiles: readonly string[]
  readonly draw: 'map' | 'nothing'
  readonly signature: 'verify' | 'note'
}

export type CapThreadAsk = Omit<CapAsk, 'signature'> & { readonly trust: CapTrust | undefined }

export interface CapThreadAnswer {
  readonly verdict: CapVerdict
  readonly map: CapMapView | undefined
}

export interface CapDesk {
  check(ask: CapAsk): Promise<Result<CapThreadAnswer, 'server/busy' | 'server/check-ended'>>
  close(): Promise<void>
}

export interface CapDeskOptions {
  /** Where the trust list is, and the time to judge by; without these signatures are only noted. */
  readonly trust?: { readonly file: string; now(): Instant }
  readonly mostAtOnce?: number
  readonly patienceFor?: number
  /** Up to this many bytes a check takes no longer than any other request, and needs no thread. */
  readonly small?: number
}

/** A thread that needs more ends itself, not the server. */
const mostMegabytes = 512

export function openCapDesk(options: CapDeskOptions = {}): CapDesk {
  const { mostAtOnce = 2, patienceFor = 10 * second, small = 64 * 1024 } = options
  const threads = new Set<Worker>()
  let closed = false
  return {
    async check({ signature, ...rest }) {
      const trust =
        signature === 'verify' && options.trust !== undefined
          ? { file: options.trust.file, at: options.trust.now() }
          : undefined
      const ask: CapThreadAsk = { ...rest, trust }
      if (ask.draw === 'nothing' && trust === undefined && ask.source.length <= small)
        return ok({ verdict: await judge(ask.source, ask.profiles, trust), map: undefined })
      if (closed || threads.size >= mostAtOnce) return refuse('server/busy')
      const thread = new Worker(new URL('./cap-thread.node.ts', import.meta.url), {
        workerData: ask,
        resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
      })
      threads.add(thread)
      try {
        return await answerOf(thread, patienceFor)
      } finally {
        threads.delete(thread)
        void thread.terminate()
      }
    },
    async close() {
      closed = true
      await Promise.all([...threads].map((thread) => thread.terminate()))
    },
  }
}

function answerOf(
  thread: Worker,
  patienceFor: number,
): Promise<Result<CapThreadAnswer, 'server/check-ended'>> {
  return new Promise((resolve) => {
    const ended = (why: string) => resolve(refuse('server/check-ended', { why }))
    const timer = setTimeout(() => ended(`it took longer than ${patienceFor / second} s`), patienceFor)
    const settle = (act: () => void) => {
      clearTimeout(timer)
      act()
    }
    thread.once('message', (answer: CapThreadAnswer) => settle(() => resolve(ok(answer))))
    thread.once('error', (error: Error & { code?: string }) =>
      settle(() =>
        ended(
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? `it took more than ${mostMegabytes} MB`
            : 'the checker broke on it',
        ),
      ),
    )
    thread.once('exit', () => settle(() => ended('it was stopped')))
  })
}
