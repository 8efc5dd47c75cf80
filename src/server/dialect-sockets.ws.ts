/**
 * The WebSockets of dialects that have one: whoever connects is told what is in force, and everybody what happens. What clients say
 * is not read; how many there are, how long one may be silent and how far behind it may fall is bounded.
 */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { WebSocket, WebSocketServer } from 'ws'
import { second } from '#base'
import type { DialectDesk, Face } from './dialect-desk.ts'
import type { DialectDoor, Meant } from './dialect-door.http.ts'
import { openReaders, type Reader as Asking } from './dialect-readers.http.ts'
import type { System } from './system.ts'
import { openWindowCount } from './window-count.ts'

/** At this server, and of one address: behind one may be a household or a village. */
export const mostSockets = { here: 5_000, ofOne: 50, openedAMinute: 100 } as const
const pingEvery = 30 * second
/** Bytes that a reader has yet to take before it is dropped. */
const furthestBehind = 1_000_000
/** Bytes; a client has nothing to say. */
const longestSaid = 1_024

/** What a server of node:http does with requests that ask for another protocol. */
export interface Upgrades {
  /** Everything else is answered as a plain request: nobody loses an answer for an `Upgrade: h2c`. */
  readonly shouldUpgradeCallback: (request: IncomingMessage) => boolean
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
}

export interface DialectSockets {
  /** `meant`: the dialect and the path in it that a request names at this server. */
  upgradesOf(meant: DialectDoor['meant']): Upgrades
  count(): number
  close(): void
}

interface Reader {
  readonly face: Face
  readonly address: string
  isHeard: 'since-the-ping' | 'not-yet'
}

export interface DialectSocketsParts {
  readonly desk: Pick<DialectDesk, 'faces' | 'onNews'>
  /** As the settings name them. */
  readonly proxies: readonly string[]
}

export function openDialectSockets(
  { clock, log }: Pick<System, 'clock' | 'log'>,
  { desk, proxies }: DialectSocketsParts,
): DialectSockets {
  const asked = openReaders(proxies)
  const readers = new Map<WebSocket, Reader>()
  const perAddress = new Map<string, number>()
  const opened = openWindowCount(clock)
  const greetings = new Map<Face, { readonly state: string; readonly texts: readonly Buffer[] }>()
  let server: WebSocketServer | undefined
  let stopPinging: (() => void) | undefined
  let isClosed = false

  const send = (reader: WebSocket, texts: readonly Buffer[]) => {
    // What it has not taken of what came before; one long message is nobody's fault.
    if (reader.bufferedAmount > furthestBehind) return reader.terminate()
    for (const text of texts) reader.send(text, { binary: false }, ignored)
  }
  const greetingOf = (face: Face): readonly Buffer[] => {
    const picture = face.picture()
    let greeting = greetings.get(face)
    if (greeting?.state !== picture.state) {
      const texts = face.dialect.socket!.opened(picture, face.ground).map((text) => Buffer.from(text))
      greetings.set(face, (greeting = { state: picture.state, texts }))
    }
    return greeting.texts
  }
  for (const face of desk.faces) {
    const { socket } = face.dialect
    if (socket === undefined) continue
    desk.onNews(face, (applied) => {
      const there = [...readers].filter(([, reader]) => reader.face === face)
      if (there.length === 0) return
      try {
        const texts = socket.said(applied, face.picture(), face.ground).map((text) => Buffer.from(text))
        for (const [reader] of there) send(reader, texts)
      } catch (error) {
        log.error('A dialect could not tell its socket', { dialect: face.dialect.id, why: String(error) })
      }
    })
  }

  const ping = () => {
    for (const [reader, known] of readers)
      if (known.isHeard === 'not-yet' || reader.bufferedAmount > furthestBehind) reader.terminate()
      else {
        known.isHeard = 'not-yet'
        reader.ping(ignored)
      }
    stopPinging = readers.size === 0 ? undefined : clock.after(pingEvery, ping)
  }
  const keep = (reader: WebSocket, face: Face, address: string) => {
    const known: Reader = { face, address, isHeard: 'since-the-ping' }
    readers.set(reader, known)
    perAddress.set(address, (perAddress.get(address) ?? 0) + 1)
    const heard = () => void (known.isHeard = 'since-the-ping')
    reader.on('pong', heard).on('message', heard).on('error', ignored)
    reader.on('close', () => {
      readers.delete(reader)
      const left = perAddress.get(address)! - 1
      if (left > 0) perAddress.set(address, left)
      else perAddress.delete(address)
    })
    stopPinging ??= clock.after(pingEvery, ping)
    send(reader, greetingOf(face))
  }

  const tooMany = ({ isHere, group }: Asking): TurnedAway | undefined => {
    if (isClosed || readers.size >= mostSockets.here)
      return { status: '503 Service Unavailable', seconds: 60 }
    if (isHere) return undefined
    const { count, secondsLeft } = opened.take(group)
    return count > mostSockets.openedAMinute || (perAddress.get(group) ?? 0) >= mostSockets.ofOne
      ? { status: '429 Too Many Requests', seconds: secondsLeft }
      : undefined
  }
  const admit = async (request: IncomingMessage, socket: Duplex, head: Buffer, face: Face) => {
    socket.on('error', ignored)
    const asking = asked.of(request)
    const refused = tooMany(asking)
    if (refused !== undefined) return turnAway(socket, refused)
    const { WebSocketServer } = await import('ws')
    if (isClosed) return void socket.destroy()
    server ??= new WebSocketServer({
      ...{ noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: longestSaid },
    })
    server.handleUpgrade(request, socket, head, (reader) => keep(reader, face, asking.group))
  }

  return {
    count: () => readers.size,
    upgradesOf: (meant) => ({
      shouldUpgradeCallback: (request) => socketMeant(request, meant(request)) !== undefined,
      upgrade(request, socket, head) {
        const face = socketMeant(request, meant(request))
        if (face === undefined) return void socket.destroy()
        admit(request, socket, head, face).catch((error: unknown) => {
          log.error('A dialect’s socket could not be opened', { why: String(error) })
          socket.destroy()
        })
      },
    }),
    close() {
      isClosed = true
      stopPinging?.()
      for (const reader of readers.keys()) {
        reader.close(1_001)
        reader.terminate()
      }
    },
  }
}

/** A dialect with keys would have to say where its socket takes one: none has both yet. */
function socketMeant({ headers }: IncomingMessage, meant: Meant | undefined): Face | undefined {
  const { socket, keys } = meant?.face.dialect ?? {}
  if (meant === undefined || socket === undefined || keys !== 'none') return undefined
  const isThere = meant.path.replace(/\?.*$/s, '') === socket.path
  return isThere && headers.upgrade?.toLowerCase() === 'websocket' ? meant.face : undefined
}

interface TurnedAway {
  readonly status: '429 Too Many Requests' | '503 Service Unavailable'
  readonly seconds: number
}

function turnAway(socket: Duplex, { status, seconds }: TurnedAway): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nretry-after: ${seconds}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`,
  )
}

/** A connection that fails is closed, and that is told apart. */
function ignored(): void {}
