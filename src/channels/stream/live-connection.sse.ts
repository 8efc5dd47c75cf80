/** One reader's connection, as small as it can be: everything that can be shared is shared. */
import type { Socket } from 'node:net'
import type { AreaFilter } from './area-filter.ts'
import type { LiveLimits } from './live-limits.ts'
import type { OpeningReader } from './opening.ts'

/** Bytes a reader may send after its request; it has nothing to say. */
const mostReceived = 16 * 1024

const reader = Symbol('the reader on this socket')
type LiveSocket = Socket & { [reader]?: LiveConnection }

/** What a connection tells those who hold all of them. */
export interface Streams {
  readonly limits: LiveLimits
  /** The socket has closed. */
  closed(connection: LiveConnection): void
  /** Bytes could not leave at once. */
  waits(connection: LiveConnection): void
  /** Too many bytes wait: it is let go. */
  overrun(connection: LiveConnection): void
  /** The last bytes, then the end. */
  finish(connection: LiveConnection, last: Buffer | undefined): void
}

/** One reader. There are tens of thousands: it has no closures and no buffers of its own. */
export class LiveConnection implements OpeningReader {
  readonly socket: LiveSocket
  /** Whose crowd it belongs to; empty where that is not counted. */
  readonly from: string
  readonly #streams: Streams
  #allowance: number
  filter: AreaFilter | undefined = undefined
  hint: Buffer | undefined = undefined
  joinedAt = 0
  received = 0
  begun = false
  closed = false

  constructor(streams: Streams, socket: LiveSocket, from: string) {
    this.socket = socket
    this.from = from
    this.#streams = streams
    this.#allowance = streams.limits.pendingBytes
    socket[reader] = this
    keepReading(socket)
    socket.on('close', onClose)
  }

  /** The head and the hint when to come back leave together with what is sent first, if that is at hand. */
  begin(head: Buffer, hint: Buffer): void {
    this.begun = true
    this.socket.cork()
    this.socket.write(head)
    this.socket.write(hint)
    setImmediate(uncork, this.socket)
  }

  write(bytes: Buffer): void {
    const { socket } = this
    if (socket.writableLength > this.#allowance) return this.#streams.overrun(this)
    socket.write(bytes)
    if (socket.writableLength > 0) this.#streams.waits(this)
  }

  send(chunks: readonly Buffer[]): Promise<void> {
    if (this.closed) return Promise.resolve()
    const { socket } = this
    socket.cork()
    const last = chunks.length - 1
    for (let i = 0; i < last; i++) socket.write(chunks[i] as Buffer)
    const sent = new Promise<void>((resolve) => socket.write(chunks[last] as Buffer, () => resolve()))
    socket.uncork()
    if (socket.writableLength > 0) {
      this.#allowance = Math.max(this.#allowance, socket.writableLength + this.#streams.limits.pendingBytes)
      this.#streams.waits(this)
    }
    return sent
  }

  end(): void {
    this.#streams.finish(this, this.hint)
  }

  onClosed(): void {
    this.#streams.closed(this)
  }
}

// Shared by all connections; `this` is the socket.
function onClose(this: LiveSocket): void {
  this[reader]?.onClosed()
}

function onData(this: LiveSocket, bytes: Buffer): void {
  const connection = this[reader]
  if (connection !== undefined && (connection.received += bytes.length) > mostReceived) this.destroy()
}

function onEnd(this: LiveSocket): void {
  // A reader that has closed its side is gone; one that was just answered has seen the end.
  this.destroy()
}

function onError(): void {
  // 'close' follows.
}

function uncork(socket: Socket): void {
  socket.uncork()
}

/** Without a listener the end of a connection would never be seen. On the HTTP server's own sockets it listens itself. */
export function keepReading(socket: Socket): void {
  if (socket.listenerCount('data') > 0) return
  socket.on('data', onData)
  socket.on('end', onEnd)
  socket.on('error', onError)
}
