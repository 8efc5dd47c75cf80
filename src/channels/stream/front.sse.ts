/**
 * One port for pages and streams: looks at the first bytes of each connection, answers `/v1/live` itself from the bare
 * socket, and hands everything else to the HTTP server as if nobody had looked.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { epochMilliseconds, refuse, type Clock } from '#base'
import { readLiveRequest, sniff } from './live-request.ts'
import type { LiveStreams } from './live.sse.ts'

export interface DoorOptions {
  readonly streams: LiveStreams
  readonly clock: Clock
  /** Takes a connection and what was read of it; from then on the connection is its business alone. */
  readonly handOver: (socket: Socket, first: Buffer) => void
  /** Time for a head to arrive, milliseconds. */
  readonly headFor?: number
  readonly headBytes?: number
}

export interface FrontOptions extends DoorOptions {
  readonly host: string
  /** 0 for any free one. */
  readonly port: number
  /** Lets several processes listen on the port; the kernel spreads new connections among them (Linux). */
  readonly reusePort?: boolean
  /** Connections of any kind held at once; the surplus is closed unanswered. */
  readonly mostConnections?: number
}

/** Where connections come in, whoever accepted them. */
export interface Door {
  /** Takes a connection of which nothing was read, encrypted or not; from then on it is the door's business alone. */
  take(socket: Socket): void
  /** Ends the connections whose first bytes are still being read. */
  close(): void
}

export interface Front {
  readonly port: number
  /** Stops listening; connections that are open stay. */
  close(): Promise<void>
}

/** What is known of a connection whose first bytes are still being read. */
interface Peek {
  readonly since: number
  bytes: Buffer
  length: number
  /** Where the search for the end of the head goes on. */
  searched: number
}

const peek = Symbol('what was read of this connection so far')
type PeekedSocket = Socket & { [peek]?: Peek | undefined }

export function openDoor(options: DoorOptions): Door {
  const { streams, clock, handOver, headFor = 10_000, headBytes = 16 * 1024 } = options
  const peeking = new Set<PeekedSocket>()

  const letGo = (socket: PeekedSocket) => {
    peeking.delete(socket)
    socket[peek] = undefined
    socket.removeListener('data', onData)
    socket.removeListener('end', onEnd)
    socket.removeListener('error', onError)
    socket.removeListener('close', onClose)
  }

  function onData(this: PeekedSocket, chunk: Buffer): void {
    const peeked = this[peek] as Peek
    const whole = peeked.length === 0 ? chunk : collect(peeked, chunk)
    if (peeked.searched === 0) {
      const kind = sniff(whole)
      if (kind === 'other') {
        letGo(this)
        return handOver(this, whole)
      }
      if (kind === 'undecided') return void (peeked.length === 0 && collect(peeked, chunk))
    }
    const end = headEnd(whole, peeked.searched)
    if (end === 'unfinished' && whole.length <= headBytes) {
      if (peeked.length === 0) collect(peeked, chunk)
      peeked.searched = whole.length
      return
    }
    letGo(this)
    if (end === 'broken')
      return streams.refuse(
        this,
        refuse('channels/bad-live-request', { why: 'a line in it doesn’t end with CR LF' }).problem,
      )
    if (end === 'unfinished' || end > headBytes)
      return streams.refuse(this, refuse('channels/live-head-too-large', { most: headBytes }).problem)
    const request = readLiveRequest(whole.toString('latin1', 0, end))
    if (request.ok) streams.answer(this, request.value)
    else streams.refuse(this, request.problem)
  }

  function onEnd(this: PeekedSocket): void {
    this.destroy()
  }

  function onError(): void {
    // 'close' follows.
  }

  function onClose(this: PeekedSocket): void {
    peeking.delete(this)
  }

  let stopChecking = () => {}
  const check = () => {
    stopChecking = clock.after(1_000, check)
    const now = epochMilliseconds(clock.now())
    for (const socket of peeking) {
      const { since, length } = socket[peek] as Peek
      if (now - since < headFor) continue
      letGo(socket)
      const slow = refuse('channels/live-head-too-slow', { seconds: Math.round(headFor / 1000) })
      if (length > 0) streams.refuse(socket, slow.problem)
      else socket.on('error', onError).destroy()
    }
  }
  check()

  return {
    take(socket: PeekedSocket) {
      if (streams.admits(socket) === 'full') return void socket.destroy()
      socket[peek] = { since: epochMilliseconds(clock.now()), bytes: nothing, length: 0, searched: 0 }
      peeking.add(socket)
      socket.on('data', onData)
      socket.on('end', onEnd)
      socket.on('error', onError)
      socket.on('close', onClose)
    },
    close() {
      stopChecking()
      for (const socket of peeking) socket.destroy()
    },
  }
}

export async function listenInFront(options: FrontOptions): Promise<Front> {
  const door = openDoor(options)
  // Half-open is what the HTTP server expects: a client may close its side and still wait for its answer.
  const server: Server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => door.take(socket))
  if (options.mostConnections !== undefined) server.maxConnections = options.mostConnections
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(
      {
        host: options.host,
        port: options.port,
        backlog: 4096,
        ...(options.reusePort === true ? { reusePort: true } : {}),
      },
      () => {
        server.removeListener('error', reject)
        resolve()
      },
    )
  }).catch((error: unknown) => {
    door.close()
    throw error
  })

  return {
    port: (server.address() as AddressInfo).port,
    close() {
      door.close()
      // Resolves at once: those who are open are ended by whom they were given to.
      server.close()
      return Promise.resolve()
    },
  }
}

const nothing = Buffer.alloc(0)

/** Adds a chunk to what was read, growing by doubling, so that a head that comes byte by byte costs no more than a whole one. */
function collect(peeked: Peek, chunk: Buffer): Buffer {
  const length = peeked.length + chunk.length
  if (length > peeked.bytes.length) {
    const grown = Buffer.allocUnsafeSlow(Math.max(256, length, 2 * peeked.bytes.length))
    peeked.bytes.copy(grown, 0, 0, peeked.length)
    peeked.bytes = grown
  }
  chunk.copy(peeked.bytes, peeked.length)
  peeked.length = length
  return peeked.bytes.subarray(0, length)
}

const cr = 13
const lf = 10

/** Where the empty line after the head begins; `broken` at the first line that ends otherwise than with CR LF. */
function headEnd(bytes: Buffer, from: number): number | 'unfinished' | 'broken' {
  for (let at = bytes.indexOf(lf, from); at >= 0; at = bytes.indexOf(lf, at + 1)) {
    if (at === 0 || bytes[at - 1] !== cr) return 'broken'
    if (bytes[at - 2] === lf) return at - 3
  }
  return 'unfinished'
}
