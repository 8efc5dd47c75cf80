/** A way to the server that can stop carrying anything without closing: a line that was cut without a word. */
import { connect, createServer, type Socket } from 'node:net'

export interface StallingProxy {
  readonly port: number
  /** From now on nothing gets through, in either direction, on lines old and new. */
  stall(): void
  flow(): void
  close(): Promise<void>
}

export async function startStallingProxy(to: number): Promise<StallingProxy> {
  const sockets = new Set<Socket>()
  let stalled = false
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1')
    for (const [from, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      if (stalled) from.pause()
      from.on('data', (bytes) => void other.write(bytes))
      from.on('close', () => {
        sockets.delete(from)
        other.destroy()
      })
      from.on('error', () => other.destroy())
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as { port: number }).port,
    stall() {
      stalled = true
      for (const socket of sockets) socket.pause()
    },
    flow() {
      stalled = false
      for (const socket of sockets) socket.resume()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
