/** Opens the ports: the pages, the API and the live stream on the plain one, TLS in front of it. From then on the world can read. */
import { ok, refuse, type Result } from '#base'
import { startLive, type Live } from '../channels/stream/start-live.sse.ts'
import type { App } from './app.http.ts'
import type { Config } from './config.ts'
import { batchOf, liveSource } from './live-source.ts'
import { problemBody } from './problem-document.http.ts'
import { bareHeaders } from './security-headers.ts'
import type { System } from './system.ts'
import { openTlsFace, plainHost, type TlsFace } from './tls-face.node.ts'
import type { AllTls } from './tls.node.ts'

export interface Ports {
  /** Of the plain port; with TLS only this machine reaches it. */
  readonly url: string
  readonly live: Live
  readonly face: TlsFace | undefined
  close(): Promise<void>
}

export interface PortParts {
  readonly config: Config
  readonly tls: AllTls
  readonly app: App
  readonly system: System
  /** Empty until a port is open, unless the settings name it. */
  readonly publicUrl: () => string
}

/** What was opened is closed again where something else is refused. */
export async function openPorts({ config, tls, app, system, publicUrl }: PortParts): Promise<Result<Ports>> {
  const { clock, log, ledger } = system
  const here = plainHost(config.host, tls.face)
  let live: Live
  try {
    live = await startLive({
      ...{ host: here, port: config.port, processes: config.streamProcesses },
      httpServer: app.fastify.server,
      ...{ source: liveSource(system), clock, log, mode: config.mode, proxies: config.proxies },
      headers: bareHeaders(
        tls.face !== undefined || publicUrl().startsWith('https:') ? 'https' : 'http',
        'live-stream',
      ),
      describe: (problem) => {
        const body = problemBody(problem)
        return { status: body.status, body: JSON.stringify(body) }
      },
    })
  } catch (error) {
    return refuse('server/address-taken', {
      address: `${config.host}:${config.port}`,
      why: (error as Error).message,
    })
  }
  let face: TlsFace | undefined
  if (tls.face !== undefined) {
    const listening = await openTlsFace(config, tls.face, { clock, take: live.take })
    if (!listening.ok) {
      await live.close()
      return listening
    }
    face = listening.value
  }
  system.onApplied((applied) => {
    live.publish(
      batchOf(
        system,
        applied.map((one) => one.fact),
      ),
    )
    if (applied.some((one) => one.fact.type === 'areas-imported')) live.areasChanged()
  })
  // What was applied while the stream started.
  const missed = await ledger.read(live.head as never, 10_000)
  if (missed.length > 0) live.publish(batchOf(system, missed))
  return ok({
    url: `http://${here === '127.0.0.1' || here === '0.0.0.0' ? 'localhost' : here}:${live.port}`,
    ...{ live, face },
    async close() {
      face?.close()
      await live.close()
    },
  })
}
