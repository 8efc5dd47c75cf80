/**
 * The open live streams: one small object a connection, one shared buffer an event, written straight to the sockets.
 * A reader that doesn't read is let go and resumes where it was.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { epochMilliseconds, refuse, type Clock, type Log, type Problem } from '#base'
import { everything } from './area-filter.ts'
import { crowds, type Crowds } from './crowds.ts'
import type { LiveHub } from './hub.ts'
import { keepReading, LiveConnection, type Streams } from './live-connection.sse.ts'
import { usualLimits, type LiveCounts, type LiveLimits } from './live-limits.ts'
import { liveRequest, type LiveRequest } from './live-request.ts'
import {
  optionsHead,
  plainProblem,
  problemResponse,
  retryHints,
  streamHead,
  type EveryAnswer,
  type ProblemAnswer,
} from './live-response.ts'
import type { LiveSource } from './live-source.ts'
import { openings, type Openings } from './opening.ts'

export interface LiveStreamsOptions extends EveryAnswer {
  readonly hub: LiveHub
  readonly source: LiveSource
  readonly clock: Clock
  readonly log: Log
  /** Addresses and ranges that are believed when they say whom they speak for. */
  readonly proxies?: readonly string[]
  readonly limits?: Partial<LiveLimits>
  /** How the server writes problems; by default as `plainProblem` does. */
  readonly describe?: (problem: Problem) => ProblemAnswer
  /** Between 0 and 1; spreads the readers' returns. */
  readonly random?: () => number
}

const checkEvery = 1_000
/** Connections of one address beside its streams: whoever holds all of those can still read a page. */
const pagesOfOne = 250
/** A client has this long to read its last bytes, milliseconds. */
const lingerFor = 3_000

export class LiveStreams implements Streams {
  readonly #hub: LiveHub
  readonly #source: LiveSource
  readonly #clock: Clock
  readonly #log: Log
  readonly #every: EveryAnswer
  readonly #crowds: Crowds
  readonly #peers: Crowds
  readonly #describe: (problem: Problem) => ProblemAnswer
  readonly #random: () => number
  readonly #openings: Openings
  readonly #streamHead: Buffer
  readonly #optionsHead: Buffer
  readonly #retryHints: readonly Buffer[]
  readonly #stopTimers: (() => void)[] = []
  readonly #open = new Set<LiveConnection>()
  /** Since when bytes wait for a reader, milliseconds since the epoch. */
  readonly #waiting = new Map<LiveConnection, number>()
  /** Answered to the end, and since when they have time to read it: a peer that doesn't close is closed. */
  readonly #ending = new Map<Socket, number>()
  readonly #leaving: Socket[] = []
  readonly limits: LiveLimits
  #opened = 0
  #resumed = 0
  #droppedSlow = 0
  #refusedFull = 0
  #draining = false

  constructor(options: LiveStreamsOptions) {
    this.#hub = options.hub
    this.#source = options.source
    this.#clock = options.clock
    this.#log = options.log
    this.#every = options
    this.#describe = options.describe ?? plainProblem
    this.#random = options.random ?? Math.random
    this.limits = { ...usualLimits, ...options.limits }
    this.#crowds = crowds(options.proxies ?? [], this.limits.connectionsOfOne)
    this.#peers = crowds(options.proxies ?? [], this.limits.connectionsOfOne + pagesOfOne)
    this.#openings = openings({
      hub: options.hub,
      source: options.source,
      longestCatchUp: this.limits.longestCatchUp,
    })
    this.#streamHead = streamHead(options)
    this.#optionsHead = optionsHead(options)
    this.#retryHints = retryHints(1_000, 4_000)
    this.#repeat(this.limits.pingEvery, () => this.#hub.ping())
    this.#repeat(checkEvery, () => this.#dropStalled())
  }

  /** Whether one more connection of any kind is taken from its address: they are held while nothing is sent on them, too. */
  admits(socket: Socket): 'in' | 'full' {
    const peer = this.#peers.ofPeer(socket.remoteAddress)
    if (this.#peers.enter(peer) === 'full') return 'full'
    if (peer !== '') socket.once('close', () => this.#peers.leave(peer))
    return 'in'
  }

  /** Answers on a connection of which only the head was read and that nobody else listens to. */
  answer(socket: Socket, request: LiveRequest): void {
    if (request.method === 'OPTIONS') return this.#endWith(socket, this.#optionsHead)
    void this.#begin(socket, request)
  }

  /**
   * Takes over a request that came in through the HTTP server: a browser may ask for the stream on a connection it has
   * used for a page before. Such a connection costs more memory than one the front answers itself.
   */
  adopt(request: IncomingMessage, response: ServerResponse): void {
    const method = request.method as LiveRequest['method']
    const read = liveRequest(method, request.url ?? '', String(request.headers['last-event-id'] ?? ''))
    const socket = response.socket
    // Without a socket, answers to earlier requests on the connection are still under way.
    if (!read.ok || socket === null || method === 'OPTIONS' || method === 'HEAD') {
      const head = read.ok && socket !== null
      const answer = head
        ? { status: method === 'OPTIONS' ? 204 : 200, body: '' }
        : this.#describe(read.ok ? refuse('channels/live-unavailable').problem : read.problem)
      response.writeHead(answer.status, {
        'Content-Type': head ? 'text/event-stream; charset=utf-8' : 'application/problem+json',
        'Cache-Control': 'no-store',
        'Access-Control-Allow-Origin': '*',
        ...this.#every.headers,
        ...(head ? { 'Access-Control-Allow-Headers': 'Last-Event-ID, Cache-Control' } : {}),
      })
      return void response.end(method === 'HEAD' ? '' : answer.body)
    }
    const forwardedFor = [request.headers['x-forwarded-for'] ?? []].flat().join(', ')
    void this.#begin(socket, { ...read.value, forwardedFor })
  }

  /** Answers with a problem and ends the connection. */
  refuse(socket: Socket, problem: Problem, method: LiveRequest['method'] = 'GET'): void {
    const answer = this.#describe(problem)
    this.#endWith(
      socket,
      problemResponse(answer, this.#every, {
        withBody: method === 'HEAD' ? 'head-only' : 'with-body',
        ...(answer.status === 503 ? { retryAfterSeconds: 2 + Math.floor(this.#random() * 8) } : {}),
      }),
    )
  }

  counts(): LiveCounts {
    return {
      connections: this.#open.size,
      groups: this.#hub.groups,
      deliveries: this.#hub.deliveries,
      opened: this.#opened,
      resumed: this.#resumed,
      droppedSlow: this.#droppedSlow,
      refusedFull: this.#refusedFull,
    }
  }

  /** Ends every stream, each with a hint of its own when to come back: nobody loses anything, and they don't come all at once. */
  endAll(): void {
    const longest = Math.min(30_000, 2_000 + this.#open.size)
    const hints = retryHints(500, longest)
    for (const connection of this.#open) connection.hint = hints[Math.floor(this.#random() * hints.length)]
    this.#hub.endAll()
    for (const connection of this.#open) connection.end()
  }

  close(): void {
    this.#draining = true
    for (const stop of this.#stopTimers.splice(0)) stop()
    this.endAll()
  }

  /** Ends what hasn't ended by itself after `close`. */
  destroyRest(): void {
    for (const connection of this.#open) connection.socket.destroy()
    for (const socket of this.#ending.keys()) socket.destroy()
    for (const socket of this.#leaving) socket.destroy()
  }

  async #begin(socket: Socket, request: LiveRequest): Promise<void> {
    if (this.#draining)
      return this.refuse(socket, refuse('channels/live-unavailable').problem, request.method)
    if (this.#open.size >= this.limits.connections) {
      this.#refusedFull++
      const problem = refuse('channels/live-full', { most: this.limits.connections }).problem
      return this.refuse(socket, problem, request.method)
    }
    const from = this.#crowds.of(socket.remoteAddress, request.forwardedFor)
    if (this.#crowds.enter(from) === 'full') {
      this.#refusedFull++
      const problem = refuse('channels/live-full-for-one', { most: this.limits.connectionsOfOne }).problem
      return this.refuse(socket, problem, request.method)
    }
    const connection = new LiveConnection(this, socket, from)
    this.#open.add(connection)
    try {
      const filter =
        request.areas === undefined ? everything : await this.#filter(request.areas, connection, request)
      if (filter === undefined || connection.closed) return
      if (request.method === 'HEAD') {
        this.#forget(connection)
        return this.#endWith(socket, this.#streamHead)
      }
      connection.filter = filter
      this.#opened++
      if (request.from !== 'the present') this.#resumed++
      connection.begin(this.#streamHead, this.#retryHints[Math.floor(this.#random() * 16)] as Buffer)
      await this.#openings.open(connection, filter, request.from)
    } catch (error) {
      this.#log.error('a live stream could not be opened', { why: String(error) })
      if (connection.begun) return connection.end()
      this.#forget(connection)
      this.refuse(socket, refuse('channels/live-unavailable').problem)
    }
  }

  async #filter(codes: readonly string[], connection: LiveConnection, request: LiveRequest) {
    const filter = await this.#source.filter(codes)
    if (filter.ok) return filter.value
    this.#forget(connection)
    this.refuse(connection.socket, filter.problem, request.method)
    return undefined
  }

  #forget(connection: LiveConnection): void {
    connection.closed = true
    if (this.#open.delete(connection)) this.#crowds.leave(connection.from)
    this.#waiting.delete(connection)
    if (connection.filter !== undefined) this.#hub.leave(connection, connection.filter)
  }

  closed(connection: LiveConnection): void {
    if (!connection.closed) this.#forget(connection)
  }

  finish(connection: LiveConnection, last: Buffer | undefined): void {
    if (connection.closed) return
    this.#forget(connection)
    this.#endWith(connection.socket, last)
  }

  #endWith(socket: Socket, last: Buffer | undefined): void {
    keepReading(socket)
    if (last === undefined) socket.end()
    else socket.end(last)
    // What it still sends is read and dropped meanwhile: unread bytes at the close would reset the connection and with
    // it the answer (RFC 9112 §9.6).
    this.#ending.set(socket, epochMilliseconds(this.#clock.now()))
    socket.once('close', () => this.#ending.delete(socket))
  }

  waits(connection: LiveConnection): void {
    if (!this.#waiting.has(connection)) this.#waiting.set(connection, epochMilliseconds(this.#clock.now()))
  }

  overrun(connection: LiveConnection): void {
    this.#droppedSlow++
    this.#forget(connection)
    this.#leaving.push(connection.socket)
    if (this.#leaving.length === 1) setImmediate(this.#destroySome)
  }

  /** A socket takes longer to destroy than to write to: thousands at once would keep those who do read waiting. */
  readonly #destroySome = (): void => {
    for (const socket of this.#leaving.splice(0, 100)) socket.destroy()
    if (this.#leaving.length > 0) setImmediate(this.#destroySome)
  }

  #dropStalled(): void {
    const now = epochMilliseconds(this.#clock.now())
    for (const [connection, since] of this.#waiting) {
      if (connection.socket.writableLength === 0) this.#waiting.delete(connection)
      else if (now - since >= this.limits.stalledFor) this.overrun(connection)
    }
    for (const [socket, since] of this.#ending) if (now - since >= lingerFor) socket.destroy()
  }

  #repeat(wait: number, act: () => void): void {
    const at = this.#stopTimers.length
    const again = () => {
      this.#stopTimers[at] = this.#clock.after(wait, () => {
        again()
        act()
      })
    }
    this.#stopTimers.push(() => {})
    again()
  }
}
