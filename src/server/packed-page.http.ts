/** A text that many ask for in the same second: packed when the first one does, and sent as the same bytes to the others. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sha256 } from '#base'
import { encodingFor, type Encoding } from './packed.node.ts'

export interface Sendable {
  readonly type: string
  /** Without its encoding and its quotation marks. */
  readonly tag: string
  in(encoding: Encoding): Buffer
}

/** Each encoding is made when the first reader asks for it. */
export function sendable(text: string, type: string): Sendable {
  const identity = Buffer.from(text)
  const made: { [encoding in Encoding]?: Buffer } = { identity }
  return {
    type,
    tag: sha256(text).slice(0, 16),
    in: (encoding) =>
      (made[encoding] ??= encoding === 'br' ? brotli(identity) : gzipSync(identity, { level: 6 })),
  }
}

function brotli(identity: Buffer): Buffer {
  const params = {
    // Above it the time multiplies and the size hardly falls.
    [constants.BROTLI_PARAM_QUALITY]: 5,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
  }
  return brotliCompressSync(identity, { params })
}

const cacheControl = {
  'a-second': 'public, max-age=1',
  'asked-each-time': 'no-cache',
  'by-nobody': 'no-store',
} as const

/** The same to everybody for a second, in the best encoding that the reader takes; 304 to who has it (RFC 9110 §13.1.2). */
export function send(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Sendable,
  kept: keyof typeof cacheControl = 'a-second',
): FastifyReply {
  const encoding = encodingFor(request.headers['accept-encoding'])
  const etag = `"${page.tag}-${encoding}"`
  void reply.header('etag', etag).header('cache-control', cacheControl[kept])
  const held = request.headers['if-none-match']?.split(',') ?? []
  if (held.some((one) => one.trim().replace(/^W\//, '') === etag)) return reply.code(304).send()
  if (encoding !== 'identity') void reply.header('content-encoding', encoding)
  return reply.header('content-type', page.type).send(page.in(encoding))
}
