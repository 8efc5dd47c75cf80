/** One stream process: holds connections on the shared port, hears of facts from the main process, pipes pages to it. */
import { connect, type Socket } from 'node:net'
import { ok } from '#base'
import { systemClock } from '../../base/clock.node.ts'
import { listenInFront } from './front.sse.ts'
import { liveHub, type LiveHub } from './hub.ts'
import type { LiveSource } from './live-source.ts'
import { LiveStreams } from './live.sse.ts'
import type { Answer, Question, ToMain, ToWorker } from './pool-messages.ts'
import { proxyLine } from './proxy-line.ts'

const tell = (message: ToMain) => void process.send?.(message)

const asked = new Map<number, (answer: Answer) => void>()
let questions = 0
function ask(question: Question): Promise<Answer> {
  const number = ++questions
  tell({ say: 'question', number, question })
  return new Promise((resolve) => asked.set(number, resolve))
}

function unexpected(answer: Answer): never {
  throw new Error('failed' in answer ? answer.failed : 'an answer to another question')
}

const source: LiveSource = {
  async filter(codes) {
    const answer = await ask({ ask: 'filter', codes })
    if ('refused' in answer) return { ok: false, problem: answer.refused }
    return 'filter' in answer ? ok(answer.filter) : unexpected(answer)
  },
  async head() {
    const answer = await ask({ ask: 'head' })
    return 'head' in answer ? answer.head : unexpected(answer)
  },
  async after(seq, limit) {
    const answer = await ask({ ask: 'after', seq, limit })
    return 'batch' in answer ? answer.batch : unexpected(answer)
  },
  async board(filter) {
    const answer = await ask({ ask: 'board', filter })
    return 'board' in answer ? answer.board : unexpected(answer)
  },
}

let hub: LiveHub | undefined
let streams: LiveStreams | undefined

async function start(message: Extract<ToWorker, { say: 'start' }>): Promise<void> {
  const clock = systemClock()
  const log =
    (level: 'info' | 'warn' | 'error') =>
    (line: string, details: object = {}) =>
      tell({ say: 'log', level, message: line, why: JSON.stringify(details) })
  hub = liveHub({ head: message.remembered.through, soon: setImmediate })
  hub.remember(message.remembered)
  streams = new LiveStreams({
    hub,
    source,
    clock,
    log: { info: log('info'), warn: log('warn'), error: log('error') },
    limits: message.limits,
    ...message.every,
    proxies: message.proxies,
  })
  const open = streams
  try {
    const front = await listenInFront({
      host: message.host,
      port: message.port,
      reusePort: true,
      streams,
      clock,
      mostConnections: message.limits.connections + 500,
      handOver: (socket, first) => pipeToMain(socket, first, message.httpPath),
    })
    tell({ say: 'listening', port: front.port })
    const report = () => {
      tell({ say: 'counts', counts: open.counts() })
      clock.after(1_000, report)
    }
    report()
    stop = () => {
      open.close()
      void front.close()
      clock.after(200, () => process.exit(0))
    }
  } catch (error) {
    tell({ say: 'cannot-listen', why: String(error) })
  }
}

let stop: () => void = () => process.exit(0)

function pipeToMain(socket: Socket, first: Buffer, httpPath: string): void {
  socket.pause()
  const main = connect({ path: httpPath, allowHalfOpen: true })
  main.write(proxyLine(socket))
  main.write(first)
  socket.pipe(main).pipe(socket)
  socket.on('error', () => main.destroy()).on('close', () => main.destroy())
  main.on('error', () => socket.destroy()).on('close', () => socket.destroySoon())
}

process.on('message', (message: ToWorker) => {
  switch (message.say) {
    case 'start':
      return void start(message)
    case 'publish':
      return hub?.publish(message.batch)
    case 'answer':
      asked.get(message.number)?.(message.answer)
      return void asked.delete(message.number)
    case 'end-all':
      return streams?.endAll()
    case 'stop':
      return stop()
  }
})

// Without its main process it would tell people of a world that no longer changes: better gone, and they come back.
process.on('disconnect', () => process.exit(0))
// The terminal sends its interrupt to every process; the main one decides when this one stops.
process.on('SIGINT', () => {})
