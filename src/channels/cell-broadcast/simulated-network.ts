/**
 * A mobile network that isn't there: a centre that takes the orders of a real one, cells that page by its rules, and phones that
 * come and go, so that what a phone would show can be seen. It is deaf to everything but its arguments: time comes in.
 */
import { between, misfitOf, plus, second, type Instant, type Json } from '#base'
import { ecbeMessage, type EcbeMessage } from './ecbe.ts'
import { classOf, type MessageClass } from './message-id.ts'
import { readPages } from './pages.ts'
import { readSerial, serialNumber } from './serial.ts'

export interface SimulatedPhone {
  readonly id: string
  readonly name: string
  /** The cell it is in; absent while it is off or without coverage. */
  readonly cell?: string
  /** Whether its owner asked for exercises and tests, which phones don't show otherwise. */
  readonly tests: 'shown' | 'hidden'
  /** Warnings in additional languages are shown only to whom asked for them. */
  readonly additional: 'shown' | 'hidden'
}

/** One message as a phone has it on its screen. */
export interface Shown {
  readonly at: Instant
  readonly messageId: number
  readonly serial: number
  readonly of: MessageClass | 'unknown'
  readonly text: string
  readonly language?: string
  /** The version before it, which left the screen. */
  readonly replaces?: number
}

export interface OnAirNow {
  readonly messageId: number
  readonly serial: number
  readonly cbeName: string
  readonly category: string
  readonly repetitionPeriod: number
  /** How often each cell has sent it, and how often it was to. */
  readonly broadcasts: number
  readonly of: number
  readonly pages: number
  readonly dcs: number
  readonly text: string
  readonly since: Instant
}

export interface NetworkState {
  readonly at: Instant
  readonly cells: readonly string[]
  readonly onAir: readonly OnAirNow[]
  readonly phones: readonly (SimulatedPhone & { readonly screen: readonly Shown[]; readonly rang: number })[]
  readonly orders: readonly { readonly at: Instant; readonly order: string; readonly answer: number }[]
}

export interface SimulatedOptions {
  readonly cells: readonly string[]
  readonly phones: readonly SimulatedPhone[]
  readonly at: Instant
  /** osmo-cbc refuses a message whose identifier it holds already; others take it for a new version. */
  readonly sameId?: 'refused' | 'replaces'
  readonly unitSeconds?: number
  /** Whether a phone catches a page of a round; all of them unless given. */
  readonly hears?: (phone: string, page: number, round: number) => 'caught' | 'missed'
}

export interface SimulatedNetwork {
  /** As `POST /api/ecbe/v1/message`. */
  start(body: Json, at: Instant): { readonly status: number; readonly text: string }
  /** As `DELETE /api/ecbe/v1/message/{id}`. */
  stop(messageId: number, at: Instant): { readonly status: number; readonly text: string }
  /** A phone goes to another cell, or out of coverage. */
  move(phone: string, cell: string | undefined, at: Instant): void
  /** Pages everything that is due until then. */
  advance(to: Instant): void
  state(): NetworkState
}

interface Held {
  readonly message: EcbeMessage
  readonly serial: number
  readonly since: Instant
  round: number
  dueAt: Instant
}

interface Phone {
  phone: SimulatedPhone
  readonly screen: Shown[]
  rang: number
  /** Serial numbers that were received, newest version of each message code: what makes a repeat a repeat (TS 23.041 §8.2). */
  readonly received: Map<string, number>
  /** Pages caught so far of messages that aren't whole yet. */
  readonly parts: Map<string, Set<number>>
}

const ordersKept = 50

export function simulatedNetwork(options: SimulatedOptions): SimulatedNetwork {
  const held = new Map<number, Held>()
  const phones = new Map<string, Phone>(
    options.phones.map((phone) => [
      phone.id,
      { phone, screen: [], rang: 0, received: new Map(), parts: new Map() },
    ]),
  )
  const orders: NetworkState['orders'][number][] = []
  const unit = (options.unitSeconds ?? 1) * second
  const hears = options.hears ?? (() => 'caught')
  let now = options.at

  const noted = (order: string, answer: { status: number; text: string }) => {
    orders.push({ at: now, order, answer: answer.status })
    if (orders.length > ordersKept) orders.shift()
    return answer
  }

  const page = (messageId: number, it: Held) => {
    for (const one of phones.values()) if (one.phone.cell !== undefined) listen(one, messageId, it)
    it.round++
    it.dueAt = plus(it.dueAt, it.message.repetition_period * unit)
  }

  const listen = (one: Phone, messageId: number, it: Held) => {
    const what = classOf(messageId)
    if (what === undefined) return
    if ((what.of === 'exercise' || what.of === 'test') && one.phone.tests === 'hidden') return
    if (what.language === 'additional' && one.phone.additional === 'hidden') return
    const { scope, code } = readSerial(it.serial)
    const series = `${messageId}/${scope}/${code}`
    if (one.received.get(series) === it.serial) return
    const { dcs, pages } = it.message.smscb_message.payload.payload_encoded
    const key = `${messageId}/${it.serial}`
    const caught = one.parts.get(key) ?? new Set<number>()
    one.parts.set(key, caught)
    pages.forEach((_, at) => {
      if (hears(one.phone.id, at, it.round) === 'caught') caught.add(at)
    })
    if (caught.size < pages.length) return
    one.parts.delete(key)
    const replaces = one.received.get(series)
    one.received.set(series, it.serial)
    const read = readPages(dcs, pages)
    const before = one.screen.findIndex((shown) => shown.messageId === messageId && shown.serial === replaces)
    if (before >= 0) one.screen.splice(before, 1)
    one.rang++
    one.screen.unshift({
      ...{ at: now, messageId, serial: it.serial, of: what.of },
      text: read.ok ? read.value.text : `(data coding ${dcs}, which this phone can’t read)`,
      ...(read.ok && read.value.language !== undefined ? { language: read.value.language } : {}),
      ...(replaces === undefined ? {} : { replaces }),
    })
  }

  const advance = (to: Instant) => {
    for (;;) {
      let next: [number, Held] | undefined
      for (const entry of held) {
        const [, it] = entry
        if (isOver(it) || between(it.dueAt, to) < 0) continue
        if (next === undefined || between(it.dueAt, next[1].dueAt) > 0) next = entry
      }
      if (next === undefined) break
      if (between(now, next[1].dueAt) > 0) now = next[1].dueAt
      page(...next)
    }
    if (between(now, to) > 0) now = to
  }

  return {
    start(body, at) {
      advance(at)
      const parsed = ecbeMessage.safeParse(body)
      if (!parsed.success) {
        const { at: where, why } = misfitOf(parsed.error.issues)
        return noted('start', { status: 400, text: `${where}: ${why}` })
      }
      const { message_id: messageId, serial_nr } = parsed.data.smscb_message
      const { geo_scope: scope, msg_code: code, update_nr: update } = serial_nr.serial_nr_decoded
      const serial = serialNumber({ scope, code, update })
      const order = `start ${messageId}/${serial}`
      // What went out of count is still held until it is stopped, as there.
      if (held.has(messageId) && options.sameId !== 'replaces')
        return noted(order, { status: 409, text: 'that message id is held already' })
      held.set(messageId, { message: parsed.data, serial, since: at, round: 0, dueAt: at })
      advance(at)
      return noted(order, { status: 201, text: 'Created' })
    },
    stop(messageId, at) {
      advance(at)
      const was = held.delete(messageId)
      return noted(
        `stop ${messageId}`,
        was ? { status: 200, text: 'OK' } : { status: 404, text: 'no such message id' },
      )
    },
    move(id, cell, at) {
      advance(at)
      const one = phones.get(id)
      if (one === undefined) return
      const { cell: _, ...rest } = one.phone
      one.phone = cell === undefined || !options.cells.includes(cell) ? rest : { ...rest, cell }
    },
    advance,
    state: () => ({
      at: now,
      cells: options.cells,
      onAir: [...held].flatMap(([messageId, it]): OnAirNow[] => {
        if (isOver(it)) return []
        const { dcs, pages } = it.message.smscb_message.payload.payload_encoded
        const read = readPages(dcs, pages)
        return [
          {
            ...{ messageId, serial: it.serial, cbeName: it.message.cbe_name, category: it.message.category },
            ...{ repetitionPeriod: it.message.repetition_period, broadcasts: it.round },
            ...{ of: it.message.num_of_bcast, pages: pages.length, dcs, since: it.since },
            text: read.ok ? read.value.text : '',
          },
        ]
      }),
      phones: [...phones.values()].map(({ phone, screen, rang }) => ({
        ...phone,
        screen: [...screen],
        rang,
      })),
      orders: [...orders],
    }),
  }
}

/** 0 has no end. */
function isOver({ message, round }: Held): boolean {
  return message.num_of_bcast > 0 && round >= message.num_of_bcast
}
