/** A crowd in a process of its own: each comes at their own time, on a connection of their own, and waits for the whole answer. */
import { connect } from 'node:net'

export interface Crowd {
  readonly port: number
  readonly paths: readonly string[]
  readonly count: number
  /** Over which they come, evenly. */
  readonly milliseconds: number
}

export interface Waited {
  readonly answered: number
  /** No whole answer of 200 within 20 s. */
  readonly failed: number
  /** Why those failed: codes of the operating system, or `no-200`. */
  readonly why: { readonly [code: string]: number }
  /** Milliseconds from when they came until the last byte. */
  readonly p50: number
  readonly p99: number
  readonly longest: number
  readonly bytes: number
  readonly seconds: number
}

const patienceFor = 20_000

/** A town does not sit behind one address, whose ports would run out: each comes from one of these. */
const addresses = Array.from({ length: 200 }, (_, at) => `127.0.1.${at + 1}`)

function come(port: number, path: string, from: string): Promise<number | string> {
  return new Promise((resolve) => {
    let bytes = 0
    let first: string | undefined
    let why = 'no-200'
    const socket = connect({ port, host: '127.0.0.1', localAddress: from })
    const impatient = setTimeout(() => {
      why = 'too-long'
      socket.destroy()
    }, patienceFor)
    socket.on('connect', () =>
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept-encoding: gzip, deflate, br\r\nconnection: close\r\n\r\n`,
      ),
    )
    socket.on('data', (data) => {
      first ??= data.toString('latin1', 0, 12)
      bytes += data.length
    })
    socket.on('error', (error: NodeJS.ErrnoException) => (why = error.code ?? error.message))
    socket.on('close', (hadError) => {
      clearTimeout(impatient)
      resolve(!hadError && first === 'HTTP/1.1 200' ? bytes : why)
    })
  })
}

process.once('message', (message) => {
  void send(message as Crowd).then((waited) => process.send?.(waited))
})

async function send({ port, paths, count, milliseconds }: Crowd): Promise<Waited> {
  const times = new Float64Array(count)
  const why: { [code: string]: number } = {}
  let [answered, failed, bytes, begun] = [0, 0, 0, 0]
  const began = performance.now()
  await new Promise<void>((resolve) => {
    const over = () => answered + failed === count && resolve()
    const tick = () => {
      const due = Math.min(count, Math.ceil(((performance.now() - began) / milliseconds) * count))
      for (; begun < due; begun++) {
        const dueAt = began + (begun / count) * milliseconds
        // Not in turns: a crowd has no order, and favourites.
        const place = paths[Math.floor(Math.random() ** 2 * paths.length)] as string
        const from = addresses[begun % addresses.length] as string
        void come(port, place, from).then((size) => {
          if (typeof size === 'string') {
            failed++
            why[size] = (why[size] ?? 0) + 1
          } else {
            times[answered++] = performance.now() - dueAt
            bytes += size
          }
          over()
        })
      }
      if (begun < count) setTimeout(tick, 1)
    }
    tick()
  })
  const sorted = times.subarray(0, answered).sort()
  const at = (share: number) => sorted[Math.min(answered - 1, Math.floor(share * answered))] ?? Number.NaN
  const seconds = (performance.now() - began) / 1_000
  return { answered, failed, why, p50: at(0.5), p99: at(0.99), longest: at(1), bytes, seconds }
}
