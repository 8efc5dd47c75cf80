/**
 * Several processes on one port for more streams than one process may open files. They hold the streams; pages are piped
 * to this process over a local socket. One that dies is replaced; its readers come back to the others and resume.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Server as HttpServer } from 'node:http'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { epochMilliseconds, type Clock, type Log } from '#base'
import { handOverTo } from './http-handover.node.ts'
import type { LiveBatch } from './live-event.ts'
import type { LiveSource } from './live-source.ts'
import type { LiveCounts, LiveLimits } from './live-limits.ts'
import type { EveryAnswer } from './live-response.ts'
import type { Answer, Question, ToMain, ToWorker } from './pool-messages.ts'
import { longestProxyLine, readProxyLine } from './proxy-line.ts'

export interface FrontPoolOptions extends EveryAnswer {
  readonly host: string
  readonly port: number
  readonly processes: number
  readonly httpServer: HttpServer
  readonly source: LiveSource
  readonly clock: Clock
  readonly log: Log
  readonly proxies?: readonly string[]
  /** Each process's own. */
  readonly limits: LiveLimits
  /** What a process that starts now should have at hand. */
  readonly remembered: () => LiveBatch
}

export interface FrontPool {
  readonly port: number
  processIds(): readonly number[]
  publish(batch: LiveBatch): void
  counts(): readonly LiveCounts[]
  endAll(): void
  close(): Promise<void>
}

/** A process that hasn't been heard of for this long (it reports every second) hangs, and is killed. */
const longestSilence = 15_000

interface Worker {
  readonly child: ChildProcess
  heardAt: number
  counts: LiveCounts | undefined
}

export async function startFrontPool(options: FrontPoolOptions): Promise<FrontPool> {
  const { source, clock, log } = options
  const inside = await listenInside(options.httpServer)
  const workers = new Set<Worker>()
  let port = options.port
  let closing = false
  let failures = 0

  const startWorker = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const child = fork(new URL('./live-worker.node.ts', import.meta.url), { serialization: 'advanced' })
      const worker: Worker = { child, heardAt: epochMilliseconds(clock.now()), counts: undefined }
      const tell = (message: ToWorker) => void (child.connected && child.send(message, () => {}))
      child.on('message', (message: ToMain) => {
        switch (message.say) {
          case 'listening':
            port = message.port
            failures = 0
            return resolve()
          case 'cannot-listen':
            reject(new Error(message.why))
            return void child.kill()
          case 'question':
            return void answer(source, message.question).then((answer) =>
              tell({ say: 'answer', number: message.number, answer }),
            )
          case 'counts':
            worker.counts = message.counts
            worker.heardAt = epochMilliseconds(clock.now())
            return
          case 'log':
            return log[message.level](message.message, { process: child.pid ?? 0, why: message.why })
        }
      })
      child.on('exit', (code, signal) => {
        workers.delete(worker)
        reject(new Error(`a stream process ended at its start (${signal ?? code})`))
        if (closing) return
        log.warn('a stream process ended and is replaced; its readers come back by themselves', {
          process: child.pid ?? 0,
          how: String(signal ?? code),
        })
        clock.after(Math.min(5_000, 100 * 2 ** failures++), () => {
          if (!closing)
            startWorker().catch((error: unknown) => log.error('no stream process', { why: String(error) }))
        })
      })
      // From here on it hears of every batch: what it is given to remember ends at this very moment.
      workers.add(worker)
      tell({
        say: 'start',
        host: options.host,
        port,
        httpPath: inside.path,
        limits: options.limits,
        remembered: options.remembered(),
        every: { mode: options.mode, headers: options.headers },
        proxies: options.proxies ?? [],
      })
    })

  const everyWorker = (message: ToWorker) => {
    for (const { child } of workers) if (child.connected) child.send(message, () => {})
  }
  let stopWatching = () => {}
  const watch = () => {
    stopWatching = clock.after(5_000, watch)
    const now = epochMilliseconds(clock.now())
    for (const { child, heardAt } of workers) if (now - heardAt > longestSilence) child.kill('SIGKILL')
  }
  watch()
  const stop = async () => {
    closing = true
    stopWatching()
    const exits = [...workers].map(({ child }) => new Promise((resolve) => child.once('exit', resolve)))
    everyWorker({ say: 'stop' })
    const calledOff = clock.after(3_000, () => {
      for (const { child } of workers) child.kill('SIGKILL')
    })
    await Promise.all(exits)
    calledOff()
    inside.close()
  }
  try {
    // The first one finds the port, the others share it.
    for (let i = 0; i < options.processes; i++) await startWorker()
  } catch (error) {
    await stop()
    throw error
  }
  return {
    port,
    processIds: () => [...workers].map(({ child }) => child.pid as number),
    publish: (batch) => everyWorker({ say: 'publish', batch }),
    counts: () => [...workers].flatMap(({ counts }) => counts ?? []),
    endAll: () => everyWorker({ say: 'end-all' }),
    close: stop,
  }
}

async function answer(source: LiveSource, question: Question): Promise<Answer> {
  try {
    switch (question.ask) {
      case 'filter': {
        const filter = await source.filter(question.codes)
        return filter.ok ? { filter: filter.value } : { refused: filter.problem }
      }
      case 'head':
        return { head: await source.head() }
      case 'after':
        return { batch: await source.after(question.seq, question.limit) }
      case 'board':
        return { board: await source.board(question.filter) }
    }
  } catch (error) {
    return { failed: String(error) }
  }
}

/** The local socket on which the stream processes hand in what is not for them, each connection headed by whom it is from. */
async function listenInside(httpServer: HttpServer): Promise<{ readonly path: string; close(): void }> {
  // Only this user may enter the folder: whoever can write to the socket can claim any address.
  const folder = process.platform === 'win32' ? undefined : mkdtempSync(join(tmpdir(), 'tocsin-live-'))
  const path = folder === undefined ? `\\\\.\\pipe\\tocsin-${process.pid}` : join(folder, 'http')
  const server: Server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    let first: Buffer = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('data', function read(chunk: Buffer) {
      first = Buffer.concat([first, chunk])
      const line = readProxyLine(first.toString('latin1', 0, longestProxyLine))
      if (line === undefined) return void (first.length >= longestProxyLine && socket.destroy())
      const rest = first.subarray(line.length)
      if (rest.length === 0) return
      socket.removeListener('data', read)
      for (const [name, value] of Object.entries(line.ends)) Object.defineProperty(socket, name, { value })
      handOverTo(httpServer, socket, rest)
    })
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve))
  return {
    path,
    close() {
      server.close()
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
