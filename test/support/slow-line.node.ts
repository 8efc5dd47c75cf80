/** Stands between a browser and a server: of every page the head comes at once, and the rest after a while, as on a bad line. */
import { createServer, request } from 'node:http'

export interface SlowLine {
  readonly port: number
  close(): Promise<void>
}

export async function startSlowLine(port: number, restAfterMs: number): Promise<SlowLine> {
  const line = createServer((asked, reply) => {
    // A compressed head could not be read before the rest.
    const headers = { ...asked.headers, 'accept-encoding': 'identity' }
    const onward = request(
      { host: '127.0.0.1', port, method: asked.method, path: asked.url, headers },
      (answered) => {
        reply.writeHead(answered.statusCode ?? 502, answered.rawHeaders)
        answered.on('error', () => asked.socket.destroy())
        if (!answered.headers['content-type']?.startsWith('text/html')) return void answered.pipe(reply)
        const chunks: Buffer[] = []
        answered.on('data', (chunk: Buffer) => void chunks.push(chunk))
        answered.on('end', () => {
          const page = Buffer.concat(chunks)
          const body = page.indexOf('<body')
          reply.write(page.subarray(0, body))
          setTimeout(() => reply.end(page.subarray(body)), restAfterMs)
        })
      },
    )
    onward.on('error', () => asked.socket.destroy())
    reply.on('close', () => onward.destroy())
    asked.pipe(onward)
  })
  await new Promise<void>((resolve) => line.listen(0, '127.0.0.1', resolve))
  return {
    port: (line.address() as { readonly port: number }).port,
    close() {
      line.closeAllConnections()
      return new Promise((resolve) => line.close(() => resolve()))
    },
  }
}
