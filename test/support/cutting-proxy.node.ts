/** Stands between a browser and a server, and cuts the line in the middle of a request that is named: before the server has it, or after. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'

export type Cut = 'before-it-arrives' | 'after-it-was-done'

export interface CuttingProxy {
  readonly port: number
  /**
   * Every request whose method and path fit is cut until the line is mended; `met` resolves when the first was. One cut
   * would not do: a browser asks again by itself, as often as it has older connections to take up.
   */
  cut(when: Cut, fits: RegExp): { readonly met: Promise<void>; mend(): void }
  /** Nothing gets through until it is `up` again. */
  line(is: 'up' | 'down'): void
  close(): Promise<void>
}

export async function startCuttingProxy(port: () => number): Promise<CuttingProxy> {
  let cutting: { readonly when: Cut; readonly fits: RegExp; readonly met: () => void } | undefined
  let isDown = false
  const answer = (asked: IncomingMessage, reply: ServerResponse): void => {
    const line = `${asked.method} ${asked.url}`
    const cut = cutting?.fits.test(line) === true ? cutting : undefined
    if (isDown || cut?.when === 'before-it-arrives') {
      asked.socket.destroy()
      cut?.met()
      return
    }
    const onward = request(
      { host: '127.0.0.1', port: port(), method: asked.method, path: asked.url, headers: asked.headers },
      (answered) => {
        if (cut !== undefined) {
          answered.resume().on('end', () => {
            asked.socket.destroy()
            cut.met()
          })
          return
        }
        reply.writeHead(answered.statusCode ?? 502, answered.rawHeaders)
        answered.pipe(reply)
        answered.on('error', () => asked.socket.destroy())
      },
    )
    onward.on('error', () => asked.socket.destroy())
    reply.on('close', () => onward.destroy())
    asked.pipe(onward)
  }
  const proxy = createServer(answer)
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    port: (proxy.address() as { readonly port: number }).port,
    cut(when, fits) {
      const met = new Promise<void>((resolve) => (cutting = { when, fits, met: resolve }))
      return { met, mend: () => (cutting = undefined) }
    },
    line(is) {
      isDown = is === 'down'
      if (isDown) proxy.closeAllConnections()
    },
    close() {
      proxy.closeAllConnections()
      return new Promise((resolve) => proxy.close(() => resolve()))
    },
  }
}
