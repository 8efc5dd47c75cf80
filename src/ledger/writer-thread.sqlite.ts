/** The main thread's hold on the writer thread: one request after the other, and a thread that dies is an answer too. */
import { Worker } from 'node:worker_threads'
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer.sqlite.ts'

export interface WriterThread {
  ask(request: WriterRequest): Promise<WriterAnswer>
  close(): Promise<void>
}

export function startWriter(options: WriterOptions): WriterThread {
  let worker: Worker | undefined
  let pending: ((answer: WriterAnswer) => void) | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const settle = (answer: WriterAnswer) => {
    const answering = pending
    pending = undefined
    worker?.unref() // an idle writer keeps no process alive
    answering?.(answer)
  }

  const start = () => {
    const started = new Worker(new URL('./writer.sqlite.ts', import.meta.url), { workerData: options })
    started.unref()
    started.on('message', settle)
    const died = (why: string) => {
      if (worker !== started) return
      worker = undefined
      settle({ ok: false, sqliteCode: 0, why })
    }
    started.on('error', (error) =>
      died(`the writer failed: ${error instanceof Error ? error.message : error}`),
    )
    started.on('exit', () => died('the writer stopped'))
    return started
  }

  const askNow = (request: WriterRequest) =>
    new Promise<WriterAnswer>((resolve) => {
      pending = resolve
      worker ??= start()
      worker.ref()
      worker.postMessage(request)
    })
  const ask = (request: WriterRequest) => {
    const answer = turn.then(() => askNow(request))
    turn = answer
    return answer
  }

  worker = start()
  return {
    ask,
    async close() {
      await turn
      if (!worker) return
      await ask({ do: 'close' })
      const closing = worker
      worker = undefined
      await closing.terminate()
    },
  }
}
