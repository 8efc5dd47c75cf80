/** The thread in which originals are read, one after the other: it may be ended at any moment, keeps nothing, and reaches nothing. */
import { once } from 'node:events'
import { parentPort, type MessagePort } from 'node:worker_threads'
import type { Result } from '#base'
import { readOriginal } from './read-original.node.ts'
import type { ReadAsk, ReadBatch, ReadEnd } from './reading.ts'

export interface ThreadAsk {
  readonly bytes: Uint8Array
  readonly ask: ReadAsk
  readonly longestText: number
}

export type ThreadSays =
  | { readonly kind: 'batch'; readonly batch: ReadBatch }
  | { readonly kind: 'end'; readonly result: Result<ReadEnd> }

// A reader has no reason to ask anybody anything.
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'])
  Object.defineProperty(globalThis, name, { value: undefined, configurable: false, writable: false })

const port = parentPort as MessagePort
// Without a listener the thread would end as soon as a reader waits for something that keeps no loop alive.
port.on('message', () => {})
const say = (message: ThreadSays) => port.postMessage(message)
for (;;) {
  const [{ bytes, ask, longestText }] = (await once(port, 'message')) as [ThreadAsk]
  const result = await readOriginal(bytes, ask, longestText, async (batch) => {
    const more = once(port, 'message')
    say({ kind: 'batch', batch })
    await more
  })
  say({ kind: 'end', result })
}
