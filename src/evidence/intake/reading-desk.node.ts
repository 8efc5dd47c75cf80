/** Has originals read in threads with bounds of memory and time, so that none that means harm can hold up the warnings. */
import { Worker } from 'node:worker_threads'
import { refuse, second, type Result } from '#base'
import { longestText } from '../desk/document.ts'
import type { TakingProblem } from './problems.ts'
import { readOriginal } from './read-original.node.ts'
import type { OnBatch, ReadAsk, ReadEnd, ReadOriginal } from './reading.ts'
import type { ThreadAsk, ThreadSays } from './reading-thread.node.ts'

export interface ReadingDesk {
  readonly read: ReadOriginal
  close(): Promise<void>
}

export interface ReadingBounds {
  /** Threads at the same time; who comes beyond them waits for a turn. */
  readonly atOnce?: number
  readonly mostWaiting?: number
  /** Milliseconds that a reader may take from one batch to the next. */
  readonly patienceFor?: number
  /** On the heap and beside it. */
  readonly mostMegabytes?: number
}

const mebibyte = 1024 * 1024
/** How often a thread's memory is looked at: what unpacks fills about 10 MB meanwhile. */
const lookEvery = 40
/** Up to here plain text is read in place: that takes a few milliseconds and needs no reader. */
const smallText = 256 * 1024
/** A thread that read without a fault waits so long for the next original, and reads so many at most. */
const idleFor = 20 * second
const mostReadings = 500

interface Reader {
  readonly thread: Worker
  readings: number
  idle: NodeJS.Timeout | undefined
}

export function openReadingDesk(bounds: ReadingBounds = {}): ReadingDesk {
  const { atOnce = 2, mostWaiting = 100, patienceFor = 20 * second, mostMegabytes = 512 } = bounds
  const readers = new Set<Reader>()
  const resting: Reader[] = []
  const waiting: (() => void)[] = []
  let running = 0
  let closed = false

  const end = async (reader: Reader) => {
    clearTimeout(reader.idle)
    readers.delete(reader)
    const at = resting.indexOf(reader)
    if (at !== -1) resting.splice(at, 1)
    await reader.thread.terminate()
  }
  const begin = (): Reader => {
    const thread = new Worker(new URL('./reading-thread.node.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
      // Nothing of the server's settings and secrets.
      env: {},
      ...{ stdout: true, stderr: true },
    })
    // Nobody reads what a parser grumbles.
    thread.stdout.resume()
    thread.stderr.resume()
    const reader: Reader = { thread, readings: 0, idle: undefined }
    thread.on('error', () => void end(reader))
    readers.add(reader)
    return reader
  }
  const inThread = async (bytes: Uint8Array, ask: ReadAsk, onBatch: OnBatch) => {
    const reader = resting.pop() ?? begin()
    clearTimeout(reader.idle)
    reader.thread.ref()
    let state: 'fit' | 'spent' = 'spent'
    try {
      reader.thread.postMessage({ bytes, ask, longestText } satisfies ThreadAsk)
      const { result, ended } = await followed(reader.thread, onBatch, { patienceFor, mostMegabytes })
      state = ended === 'by-itself' && ++reader.readings < mostReadings && !closed ? 'fit' : 'spent'
      return result
    } finally {
      if (state === 'spent') await end(reader)
      else {
        reader.thread.unref()
        reader.idle = setTimeout(() => void end(reader), idleFor).unref()
        resting.push(reader)
      }
    }
  }

  return {
    async read(bytes, ask, onBatch) {
      if (ask.kind === 'text' && bytes.length <= smallText)
        return readOriginal(bytes, ask, longestText, onBatch)
      if (closed || waiting.length >= mostWaiting) return refuse('server/busy')
      if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
      running++
      try {
        return closed ? refuse('server/busy') : await inThread(bytes, ask, onBatch)
      } finally {
        running--
        waiting.shift()?.()
      }
    },
    async close() {
      closed = true
      await Promise.all([...readers].map(end))
    },
  }
}

interface Followed {
  readonly result: Result<ReadEnd, TakingProblem>
  readonly ended: 'by-itself' | 'from-outside'
}

function followed(
  thread: Worker,
  onBatch: OnBatch,
  { patienceFor, mostMegabytes }: { readonly patienceFor: number; readonly mostMegabytes: number },
): Promise<Followed> {
  return new Promise((resolve, reject) => {
    let over = false
    const settle = (act: () => void) => {
      if (over) return
      over = true
      clearInterval(look)
      thread.off('message', heard).off('error', failed).off('exit', gone)
      act()
    }
    const stop = (result: Followed['result']) => settle(() => resolve({ result, ended: 'from-outside' }))
    const tooMuch = () => stop(refuse('evidence/took-too-much', { megabytes: mostMegabytes }))
    let since = performance.now()
    let isOurTurn = false
    // The time of the thread alone counts: what a batch is dealt with here is none of the reader's.
    const look = setInterval(() => {
      if (isOurTurn) return
      if (performance.now() - since > patienceFor)
        return stop(refuse('evidence/took-too-long', { seconds: patienceFor / second }))
      thread.getHeapStatistics().then(
        ({ used_heap_size: heap, external_memory: beside }) => {
          if (heap + beside > mostMegabytes * mebibyte) tooMuch()
        },
        // It is not running yet, or no longer.
        () => {},
      )
    }, lookEvery)
    const heard = (said: ThreadSays) => {
      if (said.kind === 'end') {
        const result = said.result as Followed['result']
        return settle(() => resolve({ result, ended: 'by-itself' }))
      }
      isOurTurn = true
      onBatch(said.batch).then(
        () => {
          since = performance.now()
          isOurTurn = false
          if (!over) thread.postMessage('more')
        },
        (error: unknown) => settle(() => reject(error as Error)),
      )
    }
    const failed = (error: Error & { readonly code?: string }) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : stop(refuse('evidence/reader-broke'))
    const gone = () => stop(refuse('evidence/reader-broke'))
    thread.on('message', heard).on('error', failed).on('exit', gone)
  })
}
