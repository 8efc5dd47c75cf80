/** The fetching side of the exchange: any number of sources kept read, each by its own rules, all under one roof for politeness. */
import { ok, refuse, type Result } from '#base'
import type { CapSource } from './arrival.ts'
import { fetching } from './fetching.ts'
import type { SourceHealth } from './health.ts'
import { politeLimits, type HostLimits } from './host-gate.ts'
import { hostQueue } from './host-queue.ts'
import { answerOnLeaving, type HubAnswer } from './hub-desk.ts'
import { openSourceRunner, type RunnerPorts, type SourceRunner } from './source-runner.ts'

export interface ExchangeOptions extends Omit<
  RunnerPorts,
  'fetching' | 'queue' | 'leaving' | 'callbackFor' | 'closing'
> {
  readonly sources: readonly CapSource[]
  /** `https://warn.example.org`, where hubs reach this server; left out: hubs are not used. */
  readonly publicBase?: string
  readonly limits?: HostLimits
  /** Whether a delivery is the hub's: `checkHubSignature`. */
  readonly checkHub: (
    header: string | undefined,
    secret: string,
    bytes: Uint8Array,
  ) => 'strong' | 'weak' | 'wrong'
}

export interface Exchange {
  sources(): readonly CapSource[]
  health(): readonly SourceHealth[]
  healthOf(id: string): SourceHealth | undefined
  add(source: CapSource): Promise<Result<void, 'exchange/source-exists'>>
  /** With other settings under the same id. What was refused under the old ones gets another chance. */
  change(source: CapSource): Promise<Result<void, 'exchange/no-such-source'>>
  /** Its subscription is given up, and what was known of it forgotten. What intake took stays taken. */
  remove(id: string): Promise<Result<void, 'exchange/no-such-source'>>
  /** Asks it at once; resolves when that is done, whatever came of it: its health says what. */
  pollNow(id: string): Promise<Result<SourceHealth, 'exchange/no-such-source' | 'exchange/paused'>>
  /** For `GET` at the callback path: a hub asks whether we meant it. */
  hubAsks(token: string, query: { readonly [name: string]: unknown }): Promise<HubAnswer>
  /**
   * For `POST` at the callback path: bytes as they came, at most as many as a document may have. 202 also for what is thrown away
   * because its signature is wrong, as the standard wants it: a forger learns nothing (W3C WebSub §7.1).
   */
  hubDelivers(
    token: string,
    signature: string | undefined,
    bytes: Uint8Array,
  ): { readonly status: 202 | 404 | 410 }
  /** Leaves nothing running. What was in the middle of something is done again after the next start. */
  stop(): Promise<void>
}

/** `GET` and `POST` of this path and a token are the hub's; `publicBase` stands before it. */
export const hubCallbackPath = '/exchange/websub/'

/** Begins to poll when it returns. */
export async function openExchange(options: ExchangeOptions): Promise<Exchange> {
  const { asking, clock, log, publicBase } = options
  const queue = hostQueue(options.limits ?? politeLimits, clock)
  const closing = new AbortController()
  const base = publicBase?.replace(/\/+$/, '')
  const ports: RunnerPorts = {
    ...options,
    ...{ queue, fetching: fetching(asking, queue, clock), leaving: new Map(), closing: closing.signal },
    callbackFor: base === undefined ? undefined : (token) => `${base}${hubCallbackPath}${token}`,
  }
  const runners = new Map<string, SourceRunner>()
  let stopped = false

  const open = async (source: CapSource) => {
    const runner = await openSourceRunner(source, ports)
    runners.set(source.id, runner)
    if (!stopped) runner.start()
  }
  const missing = (id: string) => refuse('exchange/no-such-source', { source: id })
  for (const source of options.sources) await open(source)

  return {
    sources: () => [...runners.values()].map(({ source }) => source),
    health: () => [...runners.values()].map((runner) => runner.health()),
    healthOf: (id) => runners.get(id)?.health(),
    async add(source) {
      if (runners.has(source.id)) return refuse('exchange/source-exists', { source: source.id })
      await open(source)
      return ok()
    },
    async change(source) {
      const runner = runners.get(source.id)
      if (runner === undefined) return missing(source.id)
      await runner.change(source)
      return ok()
    },
    async remove(id) {
      const runner = runners.get(id)
      if (runner === undefined) return missing(id)
      runners.delete(id)
      await runner.remove()
      return ok()
    },
    async pollNow(id) {
      const runner = runners.get(id)
      if (runner === undefined) return missing(id)
      if (runner.source.paused === 'yes') return refuse('exchange/paused', { source: id })
      await runner.pollNow()
      return ok(runner.health())
    },
    async hubAsks(token, query) {
      for (const runner of runners.values()) {
        const answer = await runner.hub.answer(token, query)
        if (answer !== undefined) return answer
      }
      return answerOnLeaving(ports.leaving, token, query)
    },
    hubDelivers(token, signature, bytes) {
      for (const runner of runners.values()) {
        const subscription = runner.subscription()
        if (subscription?.token !== token) continue
        const checked = options.checkHub(signature, subscription.secret, bytes)
        if (checked === 'wrong') {
          runner.forged()
          log.warn('Something came in a hub’s name without its signature.', { source: runner.source.id })
        } else runner.delivered(bytes, checked)
        return { status: 202 }
      }
      // A hub may end the subscription on 410 (W3C WebSub §7).
      return { status: ports.leaving.has(token) ? 410 : 404 }
    },
    async stop() {
      stopped = true
      closing.abort(new Error('the exchange stops'))
      await Promise.all([...runners.values()].map((runner) => runner.stop()))
      await asking.close()
    },
  }
}
