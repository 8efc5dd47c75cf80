/** A thread that encrypts push messages (RFC 8291), many at a time; what it can't it says by its number. */
import { parentPort } from 'node:worker_threads'
import { encryptNotification } from '@block65/webcrypto-web-push'
import type { PushKeys } from './subscription.ts'

export interface Encryption {
  readonly number: number
  readonly keys: PushKeys
  readonly text: Uint8Array
}
export type Encrypted =
  | { readonly number: number; readonly body: Uint8Array }
  | { readonly number: number; readonly why: string }

parentPort?.on('message', (wanted: readonly Encryption[]) => {
  void Promise.all(wanted.map(encrypt)).then((done) => {
    const buffers = done.flatMap((it) => ('body' in it ? [it.body.buffer as ArrayBuffer] : []))
    parentPort?.postMessage(done, buffers)
  })
})

async function encrypt({ number, keys, text }: Encryption): Promise<Encrypted> {
  try {
    // The address is none of the encryption's business; the type asks for one.
    const subscription = { endpoint: '', expirationTime: null, keys }
    // Unpadded: what a warning weighs tells a service little, and a phone at the edge of a network much.
    const body = await encryptNotification(subscription, text, { pad: false })
    return { number, body }
  } catch (error) {
    return { number, why: error instanceof Error ? error.message : String(error) }
  }
}
