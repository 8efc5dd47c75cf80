/** Many clients in one process, as cheap as they can be, so that what is measured is the server: they count one mark a round. */
import { connect, type Socket } from 'node:net'

export type Kind = 'sse' | 'ws' | 'socket.io' | 'nats'

interface Order {
  readonly kind: Kind
  readonly port: number
  readonly path: string
  readonly clients: number
  /** Each process has source addresses of its own: 127.0.x.y. */
  readonly number: number
  /** Stop reading once the stream is open. */
  readonly stall: boolean
}

export type ToClient = { readonly open: Order } | { readonly expect: number }
export type FromClient =
  | { readonly say: 'open'; readonly failed: number }
  | { readonly say: 'heard'; readonly round: number; readonly count: number; readonly lastAt: number }

/** What ends the text of round `round`; seven bytes that occur nowhere else. */
export const markOf = (round: number) => `~r${String(round).padStart(4, '0')}~`

const tell = (message: FromClient) => void process.send?.(message)
const buffer = Buffer.alloc(1 << 17)

/** A masked text frame with a mask of zeros (RFC 6455 §5.2). */
const frame = (text: string) =>
  Buffer.concat([Buffer.from([0x81, 0x80 | Buffer.byteLength(text), 0, 0, 0, 0]), Buffer.from(text)])

const steps: {
  readonly [kind in Kind]: readonly { readonly upon: string; readonly send: Buffer | 'ready' }[]
} = {
  sse: [{ upon: '\r\n\r\n', send: 'ready' }],
  ws: [{ upon: '101 Switching', send: 'ready' }],
  'socket.io': [
    { upon: '0{', send: frame('40') },
    { upon: '40{', send: 'ready' },
  ],
  nats: [
    { upon: 'INFO', send: frame('CONNECT {"verbose":false}\r\nSUB t 1\r\nPING\r\n') },
    { upon: 'PONG', send: 'ready' },
  ],
}

let round = 0
let mark = Buffer.from(markOf(0))
let heard = 0
let lastAt = 0
let open = 0

async function openAll(order: Order): Promise<void> {
  const upgrade =
    order.kind === 'sse'
      ? ''
      : 'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'
  const head = Buffer.from(
    `GET ${order.path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n${upgrade}\r\n`,
  )
  const sockets: Socket[] = []
  let begun = 0
  let failed = 0
  const openOne = () =>
    new Promise<void>((resolve) => {
      let step = 0
      const settle = (ok: boolean) => {
        if (step < 0) return
        step = -1
        if (!ok) failed++
        resolve()
      }
      const localAddress = `127.0.${order.number + 1}.${1 + Math.floor(begun++ / 5_000)}`
      const socket = connect({
        port: order.port,
        host: '127.0.0.1',
        localAddress,
        onread: {
          buffer,
          callback(length: number) {
            if (step < 0) {
              if (buffer.subarray(0, length).includes(mark)) {
                heard++
                lastAt = Number(process.hrtime.bigint())
                if (heard === open) tell({ say: 'heard', round, count: heard, lastAt })
              }
              return true
            }
            const next = steps[order.kind][step]
            if (next === undefined || !buffer.subarray(0, length).includes(next.upon)) return true
            if (next.send === 'ready') {
              settle(true)
              if (order.stall) socket.pause()
            } else {
              step++
              socket.write(next.send)
            }
            return true
          },
        },
      })
      sockets.push(socket)
      socket.on('connect', () => socket.write(head))
      socket.on('error', () => settle(false))
      socket.on('close', () => settle(false))
    })
  const lane = async () => {
    while (begun < order.clients) await openOne()
  }
  await Promise.all(Array.from({ length: 64 }, lane))
  open = order.clients - failed
  tell({ say: 'open', failed })
}

if (process.send !== undefined)
  process.on('message', (message: ToClient) => {
    if ('open' in message) return void openAll(message.open)
    round = message.expect
    mark = Buffer.from(markOf(round))
    heard = 0
  })
