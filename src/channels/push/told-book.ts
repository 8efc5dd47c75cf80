/** Who was told what, a byte for each: durable before the first is told, and again a moment after each answer. */
import { isEnd, type Notice } from '#alerts'
import { day, plus, type AlertId, type Clock, type Log, type Milliseconds, type NoticeId } from '#base'
import { rowsPerPiece, type PushTable, type ToldPiece } from './push-table.ts'
import type { Row } from './subscription.ts'

/** What is known of one subscriber and one notice; 0 is for who it is not for. */
export const told = { pending: 1, accepted: 2, refused: 3, unknown: 4 } as const
export type Told = keyof typeof told
const stateMask = 0x0f
/** It rings there: new or worse for them. */
const loudBit = 0x80

export function stateIn(byte: number): Told | undefined {
  const state = byte & stateMask
  if (state === told.pending) return 'pending'
  if (state === told.accepted) return 'accepted'
  if (state === told.refused) return 'refused'
  return state === told.unknown ? 'unknown' : undefined
}

export function isLoudIn(byte: number): boolean {
  return (byte & loudBit) !== 0
}

/** One notice's subscribers, by the target they are counted to. */
export interface ToldNotice {
  readonly id: NoticeId
  readonly revision: number
  readonly says: ToldPiece['says']
  has(target: string): boolean
  targets(): Iterable<string>
  byte(target: string, row: Row): number
  /** Every row of a target with its byte, ascending. */
  each(target: string): Iterable<readonly [Row, number]>
}

export interface ToldAlert {
  readonly notices: ReadonlyMap<NoticeId, ToldNotice>
}

export interface ToldBook {
  of(alert: AlertId): Promise<ToldAlert>
  /** Counted at once, durable when it resolves: nobody is told before. */
  assign(
    alert: ToldAlert,
    notice: Pick<Notice, 'id' | 'alert' | 'revision' | 'kind'>,
    target: string,
    rows: Iterable<readonly [Row, 'loud' | 'quiet']>,
  ): Promise<void>
  /** Durable a moment later. */
  note(notice: NoticeId, alert: AlertId, target: string, row: Row, state: Told): void
  /** Writes what is not written yet. */
  flush(): Promise<void>
  forget(): Promise<void>
  close(): Promise<void>
}

interface HeldNotice extends ToldNotice {
  readonly alert: AlertId
  readonly pieces: Map<string, Map<number, Uint8Array>>
}

const keptFor = 7 * day
/** Alerts whose pieces stay in memory after they were asked for. */
const mostHeld = 32

export function openToldBook(options: {
  readonly table: PushTable
  readonly clock: Clock
  readonly report: Log
  /** So much may be told twice after a crash. */
  readonly flushEvery?: Milliseconds
}): ToldBook {
  const { table, clock, report } = options
  const flushEvery = options.flushEvery ?? 100
  const alerts = new Map<AlertId, Promise<Map<NoticeId, HeldNotice>>>()
  const dirty = new Map<Uint8Array, Omit<ToldPiece, 'at' | 'states'>>()
  let accepted: Row[] = []
  let wake: (() => void) | undefined
  let writing: Promise<void> = Promise.resolve()

  const load = async (alert: AlertId) => {
    const notices = new Map<NoticeId, HeldNotice>()
    for (const { notice, revision, says, target, piece, states } of await table.toldOf(alert)) {
      const held = notices.get(notice) ?? heldNotice(alert, { id: notice, revision, says })
      notices.set(notice, held)
      piecesOf(held, target).set(piece, states)
    }
    return notices
  }
  const hold = (alert: AlertId) => {
    let held = alerts.get(alert)
    if (held !== undefined) return held
    if (alerts.size >= mostHeld && dirty.size === 0) alerts.delete(alerts.keys().next().value as AlertId)
    held = load(alert)
    alerts.set(alert, held)
    held.catch(() => alerts.delete(alert))
    return held
  }
  const soil = (held: HeldNotice, target: string, piece: number, states: Uint8Array) => {
    const { alert, id: notice, revision, says } = held
    dirty.set(states, { alert, notice, revision, says, target, piece })
    wake ??= clock.after(flushEvery, () => {
      wake = undefined
      void flush().catch(() => {})
    })
  }
  const write = async () => {
    if (dirty.size === 0 && accepted.length === 0) return
    const at = clock.now()
    const [soiled, rows] = [new Map(dirty), accepted]
    const pieces = [...soiled].map(([states, piece]) => ({ ...piece, states: states.slice(), at }))
    dirty.clear()
    accepted = []
    try {
      await table.noteTold(pieces, rows, at)
    } catch (error) {
      // Nothing is lost but time: it is written with what comes next.
      for (const [states, piece] of soiled) if (!dirty.has(states)) dirty.set(states, piece)
      accepted = [...rows, ...accepted]
      wake ??= clock.after(5 * flushEvery, () => {
        wake = undefined
        void flush().catch(() => {})
      })
      report.error('What subscribers were told could not be written; it is tried again.', {
        why: error instanceof Error ? error.message : String(error),
      })
      throw error
    }
  }
  const flush = () => (writing = writing.then(write, write))

  return {
    of: async (alert) => ({ notices: await hold(alert) }),
    assign(of, { id, alert, revision, kind }, target, rows) {
      const notices = of.notices as Map<NoticeId, HeldNotice>
      const held =
        notices.get(id) ?? heldNotice(alert, { id, revision, says: isEnd({ kind }) ? 'end' : 'warning' })
      notices.set(id, held)
      const pieces = piecesOf(held, target)
      for (const [row, sound] of rows) {
        const piece = Math.floor(row / rowsPerPiece)
        let states = pieces.get(piece)
        if (states === undefined) pieces.set(piece, (states = new Uint8Array(rowsPerPiece)))
        states[row % rowsPerPiece] = told.pending | (sound === 'loud' ? loudBit : 0)
        dirty.set(states, { alert, notice: id, revision, says: held.says, target, piece })
      }
      return flush()
    },
    note(notice, alert, target, row, state) {
      if (state === 'accepted') accepted.push(row)
      void hold(alert).then((notices) => {
        const held = notices.get(notice)
        const piece = Math.floor(row / rowsPerPiece)
        const states = held?.pieces.get(target)?.get(piece)
        if (held === undefined || states === undefined) return
        const at = row % rowsPerPiece
        // Taken is the last word, whatever a later try of the same says.
        if ((states[at]! & stateMask) === told.accepted) return
        states[at] = (states[at]! & ~stateMask) | told[state]
        soil(held, target, piece, states)
      })
    },
    flush,
    async forget() {
      await flush()
      await table.forgetTold(plus(clock.now(), -keptFor))
      // A row that rested long enough stands for somebody else: they were told nothing.
      if (dirty.size === 0) alerts.clear()
    },
    async close() {
      wake?.()
      await flush().catch(() => {})
    },
  }
}

function heldNotice(alert: AlertId, is: Pick<ToldNotice, 'id' | 'revision' | 'says'>): HeldNotice {
  const pieces: HeldNotice['pieces'] = new Map()
  return {
    ...is,
    alert,
    pieces,
    has: (target) => pieces.has(target),
    targets: () => pieces.keys(),
    byte: (target, row) => pieces.get(target)?.get(Math.floor(row / rowsPerPiece))?.[row % rowsPerPiece] ?? 0,
    *each(target) {
      for (const [piece, states] of [...(pieces.get(target) ?? [])].sort(([a], [b]) => a - b))
        for (let at = 0; at < rowsPerPiece; at++)
          if (states[at] !== 0) yield [piece * rowsPerPiece + at, states[at]!]
    },
  }
}

function piecesOf(held: HeldNotice, target: string): Map<number, Uint8Array> {
  let pieces = held.pieces.get(target)
  if (pieces === undefined) held.pieces.set(target, (pieces = new Map()))
  return pieces
}
