/** A text as it is sent: once as it is and once in each encoding that browsers take, made when it is made and never per request. */
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export interface Packed {
  readonly identity: Uint8Array
  readonly gzip: Uint8Array
  readonly br: Uint8Array
}
export type Encoding = keyof Packed

/** Of brotli's eleven: above it the time multiplies and the size hardly falls. */
const brotliQuality = 9

/** On the threads of zlib; nothing waits for it but who asked. */
export async function pack(text: string): Promise<Packed> {
  const identity = Buffer.from(text)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: brotliQuality,
    [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
  }
  const [zipped, br] = await Promise.all([
    promisify(gzip)(identity, { level: 9 }),
    promisify(brotliCompress)(identity, { params }),
  ])
  return { identity, gzip: zipped, br }
}

/** The best that the header allows (RFC 9110 §12.5.3); what is refused by `q=0` is not taken. */
export function encodingFor(acceptEncoding: string | undefined): Encoding {
  const accepted = new Map(
    (acceptEncoding ?? '').split(',').map((one) => {
      const [name = '', ...parameters] = one.split(';').map((part) => part.trim().toLowerCase())
      const q = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, q === undefined ? 1 : Number(q.slice(2))]
    }),
  )
  for (const encoding of ['br', 'gzip'] as const) if ((accepted.get(encoding) ?? 0) > 0) return encoding
  return 'identity'
}
