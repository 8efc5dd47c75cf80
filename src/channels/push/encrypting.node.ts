/** Encrypts push messages in threads of their own, so that a fan-out to a million holds up nobody else. Threads start with the first message and end when it is quiet. */
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { ok, refuse, type Result } from '#base'
import type { Encrypted, Encryption } from './encrypt-worker.node.ts'
import type { PushKeys } from './subscription.ts'

export interface Encrypting {
  /** The body of an `aes128gcm` message. Refused where the keys are none. */
  encrypt(keys: PushKeys, text: Uint8Array): Promise<Result<Uint8Array, 'push/bad-keys'>>
  close(): Promise<void>
}

interface Asked {
  readonly wanted: Encryption
  readonly done: (it: Encrypted) => void
}

interface Thread {
  readonly worker: Worker
  readonly waiting: Map<number, Asked>
}

/** Milliseconds without work after which the threads end: they take some 15 MB each. */
const idleFor = 60_000

export function encryptingThreads(
  options: { readonly threads?: number; readonly idleFor?: number } = {},
): Encrypting {
  // One core is left to whoever answers readers.
  const most = options.threads ?? Math.max(1, Math.min(8, availableParallelism() - 1))
  let threads: Thread[] = []
  let numbers = 0
  let closed = false
  let idle: NodeJS.Timeout | undefined
  let gathered: Asked[] = []

  const ask = (wanted: Encryption, done: Asked['done']) => {
    gathered.push({ wanted, done })
    // What is asked for in one turn goes over in one message: handing over costs more than it weighs.
    if (gathered.length === 1) setImmediate(handOut)
  }

  const startThread = (): Thread => {
    const worker = new Worker(new URL('encrypt-worker.node.ts', import.meta.url))
    const thread: Thread = { worker, waiting: new Map() }
    worker.on('message', (done: readonly Encrypted[]) => {
      for (const one of done) {
        thread.waiting.get(one.number)?.done(one)
        thread.waiting.delete(one.number)
      }
      if (thread.waiting.size === 0) worker.unref()
    })
    const lost = () => {
      threads = threads.filter((it) => it !== thread)
      for (const { wanted, done } of thread.waiting.values())
        if (closed) done({ number: wanted.number, why: 'the server is shutting down' })
        else ask(wanted, done)
      thread.waiting.clear()
    }
    worker.on('error', lost)
    worker.on('exit', lost)
    // After the listeners, which keep a process waiting for its thread.
    worker.unref()
    threads.push(thread)
    return thread
  }

  const handOut = () => {
    const batch = gathered
    gathered = []
    const shares = Math.min(most, Math.max(1, Math.ceil(batch.length / 8)))
    while (threads.length < shares) startThread()
    const least = threads.toSorted((a, b) => a.waiting.size - b.waiting.size).slice(0, shares)
    least.forEach((thread, at) => {
      const share = batch.filter((_, i) => i % shares === at)
      for (const asked of share) thread.waiting.set(asked.wanted.number, asked)
      // While it has work, the process waits for it; a thread that is idle keeps nobody.
      thread.worker.ref()
      thread.worker.postMessage(share.map(({ wanted }) => wanted))
    })
  }

  const endThreads = async () => {
    const ending = threads
    threads = []
    await Promise.all(ending.map(({ worker }) => worker.terminate()))
  }

  return {
    async encrypt(keys, text) {
      if (closed) return refuse('push/bad-keys', { why: 'the server is shutting down' })
      clearTimeout(idle)
      const done = await new Promise<Encrypted>((resolve) => ask({ number: numbers++, keys, text }, resolve))
      idle = setTimeout(() => void endThreads(), options.idleFor ?? idleFor)
      idle.unref()
      return 'body' in done ? ok(done.body) : refuse('push/bad-keys', { why: done.why })
    },
    async close() {
      closed = true
      clearTimeout(idle)
      await endThreads()
    },
  }
}
