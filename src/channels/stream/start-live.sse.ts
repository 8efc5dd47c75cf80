/**
 * Starts the live stream in front of an HTTP server, in this process or in several.
 *
 * With Fastify: `Fastify({ serverFactory: (handle) => createServer(handle) })`, a route
 * `app.route({ method: ['GET', 'HEAD', 'OPTIONS'], url: '/v1/live', handler: (request, reply) => { reply.hijack();
 * live.adopt(request.raw, reply.raw) } })`, `await app.ready()` and never `app.listen()`; then
 * `startLive({ httpServer: app.server, … })` listens for both. The route is for clients that ask for the stream on a
 * connection that carried a page before. Stop with `await live.close()`, then `await app.close()`.
 */
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { listenInFront, openDoor } from './front.sse.ts'
import { startFrontPool } from './front-pool.node.ts'
import { handOverTo, prepareForHandover } from './http-handover.node.ts'
import { liveHub } from './hub.ts'
import type { LiveBatch } from './live-event.ts'
import type { LiveCounts } from './live-limits.ts'
import { LiveStreams, type LiveStreamsOptions } from './live.sse.ts'

export interface StartLiveOptions extends Omit<LiveStreamsOptions, 'hub'> {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Must not listen by itself. */
  readonly httpServer: HttpServer
  /**
   * Processes that hold the connections, all on the one port; 0 (the usual) is this process alone. Each holds as many
   * streams as a process may open files. Linux only.
   */
  readonly processes?: number
  /** Facts read from the ledger at the start, so that readers who come back after a restart find them at hand. */
  readonly rememberFacts?: number
}

export interface Live {
  readonly port: number
  /** Follow the ledger from here: what came before is known already. */
  readonly head: number
  /** Called with everything the ledger follower hands over, in order; repeats are left out. */
  publish(batch: LiveBatch): void
  /**
   * Takes a connection that somebody else accepted, as one to the port itself: a TLS socket, say. With further processes
   * its stream is held in this one all the same.
   */
  take(socket: Socket): void
  /** Takes over a request for `/v1/live` that reached the HTTP server. */
  adopt(request: IncomingMessage, response: ServerResponse): void
  /** This process's own streams first, then those of each further process as it last told. */
  counts(): readonly LiveCounts[]
  /** The further processes, for operators and tests; none when this process holds the streams. */
  processIds(): readonly number[]
  /** The map has changed: every reader comes back and is asked for its areas anew. */
  areasChanged(): void
  /** Stops listening, tells every reader when to come back, closes the HTTP server's connections. */
  close(): Promise<void>
}

export async function startLive(options: StartLiveOptions): Promise<Live> {
  const { source, clock, httpServer, processes = 0, rememberFacts = 1_000 } = options
  const head = await source.head()
  const hub = liveHub({ head, soon: setImmediate })
  hub.remember(await allAfter(options.source, Math.max(0, head - rememberFacts), head))
  const streams = new LiveStreams({ ...options, hub })
  prepareForHandover(httpServer)
  const most = streams.limits.connections + 1_000
  const listenInPool = () =>
    startFrontPool({
      ...options,
      processes,
      limits: streams.limits,
      remembered: () => hub.remembered(rememberFacts),
    })
  const handOver = (socket: Socket, first: Buffer) => handOverTo(httpServer, socket, first)
  const listenHere = () =>
    listenInFront({
      host: options.host,
      port: options.port,
      streams,
      clock,
      mostConnections: most,
      handOver,
    })
  // Where nobody can listen its timers would keep the process from ending.
  const ended = (error: unknown) => {
    streams.close()
    throw error
  }
  const pool = processes > 0 ? await listenInPool().catch(ended) : undefined
  const front = pool ?? (await listenHere().catch(ended))
  const door = openDoor({ streams, clock, handOver })
  return {
    port: front.port,
    head,
    take: (socket) => door.take(socket),
    publish(batch) {
      hub.publish(batch)
      pool?.publish(batch)
    },
    adopt: (request, response) => streams.adopt(request, response),
    counts: () => [streams.counts(), ...(pool?.counts() ?? [])],
    processIds: () => pool?.processIds() ?? [],
    areasChanged() {
      streams.endAll()
      pool?.endAll()
    },
    async close() {
      const lastBytesRead = new Promise<void>((resolve) => clock.after(200, resolve))
      streams.close()
      httpServer.close()
      door.close()
      await front.close()
      await lastBytesRead
      streams.destroyRest()
      httpServer.closeAllConnections()
    },
  }
}

async function allAfter(
  source: StartLiveOptions['source'],
  after: number,
  through: number,
): Promise<LiveBatch> {
  const facts = []
  let at = after
  while (at < through) {
    const batch = await source.after(at, through - at)
    if (batch.through <= at) break
    facts.push(...batch.facts.filter((fact) => fact.seq <= through))
    at = batch.through
  }
  return { after, through, facts }
}
