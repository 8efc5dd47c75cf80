/** The body of a request that has not come through the routes: whole, or too large. */
import type { IncomingMessage } from 'node:http'

const nothing = new Uint8Array()

/** Empty for what has none; `limit` in bytes. */
export async function bodyOf(request: IncomingMessage, limit: number): Promise<Uint8Array | 'too-large'> {
  const { method, headers } = request
  if (method === 'GET' || method === 'HEAD') return nothing
  if (Number(headers['content-length'] ?? 0) > limit) return 'too-large'
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > limit) return 'too-large'
    parts.push(part)
  }
  return Buffer.concat(parts)
}
