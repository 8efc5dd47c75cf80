/**
 * An SMSC for tests: the server side of the library for SMPP, behind a tap at which another reader sees every octet that
 * comes in. It pages nobody; it says what a real one would, late, wrong or not at all where a test wants that.
 */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createRequire } from 'node:module'
import { pduReader, readSubmit, type WirePdu, type WireSubmit } from './smpp-octets.ts'

interface Pdu {
  readonly command: string
  readonly [field: string]: unknown
  response(fields?: object): Pdu
}
interface Session {
  readonly socket: Socket
  on(event: string, hear: (pdu: Pdu) => void): void
  send(pdu: Pdu): boolean
  deliver_sm(fields: object, answered: (pdu: Pdu) => void): boolean
  enquire_link(answered: (pdu: Pdu) => void): boolean
}
const library = createRequire(import.meta.url)('smpp') as {
  createServer(options: object, listener: (session: Session) => void): Server
}

export type SmscManner = 'confirm' | 'refuse' | 'drop' | 'silence' | 'throttle'

export interface Smsc {
  readonly port: number
  /** Everything that came in, as another reader than the library reads it. */
  readonly wire: WirePdu[]
  /** Of those the messages it took. */
  submits(): WireSubmit[]
  /** What was taken under which id. */
  readonly taken: { readonly id: string; readonly submit: WireSubmit }[]
  readonly cancelled: string[]
  readonly binds: Pdu[]
  behave(how: SmscManner | ((count: number) => SmscManner)): void
  /** Delivers a receipt in the words of SMPP 3.4, Appendix B; gives the answer's status. */
  receipt(id: string, stat: string, from: string, fields?: object): Promise<number>
  /** Somebody writes. */
  text(from: string, fields: object): Promise<number>
  /** Answers at last for what it was silent about. */
  answer(id: string): void
  /** Breaks every connection. */
  cut(): void
  until(check: () => boolean): Promise<void>
  close(): Promise<void>
}

export async function smsc(
  options: {
    readonly key?: string
    readonly cert?: string
    readonly password?: string
    readonly silentLinks?: 'yes'
  } = {},
): Promise<Smsc> {
  const wire: WirePdu[] = []
  const taken: Smsc['taken'] = []
  const cancelled: string[] = []
  const binds: Pdu[] = []
  const sockets = new Set<Socket>()
  const held = new Map<string, () => void>()
  const waiting = new Set<() => void>()
  let session: Session | undefined
  let count = 0
  let submitted = 0
  let manner: (count: number) => SmscManner = () => 'confirm'
  const moved = () => {
    for (const look of waiting) look()
  }
  const server = library.createServer(
    options.key === undefined ? {} : { key: options.key, cert: options.cert },
    (made) => {
      made.on('error', () => {})
      made.on('bind_transceiver', (pdu) => {
        binds.push(pdu)
        const right = options.password === undefined || pdu['password'] === options.password
        made.send(pdu.response(right ? { system_id: 'smsc' } : { command_status: 0x0e }))
        if (right) session = made
        moved()
      })
      made.on('submit_sm', (pdu) => {
        const how = manner(submitted++)
        const answer = (fields: object) => made.send(pdu.response(fields))
        // The wire was read by somebody else before: what stands there last is this message.
        const submit = readSubmitOf(pdu)
        if (how === 'refuse') answer({ command_status: 0x45 })
        else if (how === 'throttle') answer({ command_status: 0x58 })
        else {
          const id = `m${String(++count).padStart(4, '0')}`
          if (submit !== undefined) taken.push({ id, submit })
          if (how === 'drop') made.socket.destroy()
          else if (how === 'confirm') answer({ message_id: id })
          else held.set(id, () => answer({ message_id: id }))
        }
        moved()
      })
      made.on('cancel_sm', (pdu) => {
        cancelled.push(String(pdu['message_id']))
        made.send(pdu.response({}))
        moved()
      })
      made.on('enquire_link', (pdu) => {
        if (options.silentLinks === undefined) made.send(pdu.response({}))
        moved()
      })
      made.on('unbind', (pdu) => {
        made.send(pdu.response({}))
        made.socket.end()
      })
    },
  )
  const bySequence = new Map<number, WireSubmit>()
  const readSubmitOf = (pdu: Pdu) => bySequence.get(Number(pdu['sequence_number']))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const inner = (server.address() as AddressInfo).port
  // With TLS there is nothing to read at a tap.
  const tap =
    options.key !== undefined
      ? undefined
      : createServer((client) => {
          const read = pduReader()
          const up = connect(inner, '127.0.0.1')
          sockets.add(client)
          client.setNoDelay(true)
          up.setNoDelay(true)
          client.on('error', () => up.destroy())
          up.on('error', () => client.destroy())
          client.on('close', () => (sockets.delete(client), up.destroy()))
          up.on('close', () => client.destroy())
          client.on('data', (chunk: Buffer) => {
            for (const pdu of read(chunk)) {
              wire.push(pdu)
              if (pdu.id === 4) bySequence.set(pdu.sequence, readSubmit(pdu.body))
            }
            up.write(chunk)
            moved()
          })
          up.on('data', (chunk: Buffer) => void client.write(chunk))
        })
  tap?.listen(0, '127.0.0.1')
  if (tap !== undefined) await once(tap, 'listening')
  const deliver = (fields: object) =>
    new Promise<number>((resolve, reject) => {
      if (session === undefined) return reject(new Error('nobody is bound'))
      session.deliver_sm({ dest_addr_ton: 3, destination_addr: '5678', ...fields }, (pdu) =>
        resolve(Number(pdu['command_status'])),
      )
    })
  return {
    port: tap === undefined ? inner : (tap.address() as AddressInfo).port,
    ...{ wire, taken, cancelled, binds },
    submits: () => wire.filter(({ id }) => id === 4).map(({ body }) => readSubmit(body)),
    behave: (how) => void (manner = typeof how === 'function' ? ((submitted = 0), how) : () => how),
    receipt: (id, stat, from, fields = {}) =>
      deliver({
        ...{ source_addr_ton: 1, source_addr_npi: 1, source_addr: from.replace('+', ''), esm_class: 4 },
        data_coding: 0,
        short_message: Buffer.from(
          `id:${id} sub:001 dlvrd:001 submit date:2511020037 done date:2511020037 stat:${stat} err:000 text:`,
        ),
        ...fields,
      }),
    text: (from, fields) =>
      deliver({ source_addr_ton: 1, source_addr_npi: 1, source_addr: from.replace('+', ''), ...fields }),
    answer: (id) => held.get(id)?.(),
    cut() {
      for (const socket of sockets) socket.destroy()
    },
    until: (check) =>
      new Promise((resolve) => {
        const look = () => {
          if (!check()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    async close() {
      for (const socket of sockets) socket.destroy()
      const ends = [server, ...(tap === undefined ? [] : [tap])].map((one) => once(one, 'close'))
      session?.socket.destroy()
      server.close()
      tap?.close()
      await Promise.all(ends)
    },
  }
}
