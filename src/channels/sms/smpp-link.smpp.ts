/**
 * One SMPP 3.4 connection to an SMSC that is kept up: bound as a transceiver, asked whether it lives, opened again with
 * growing pauses. No more requests are unanswered than the window allows, and throttling holds all of them back.
 * Long because connection, window and queue must agree on what left this machine and what did not.
 */
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { second, type Clock, type Instant, type Log, type Milliseconds } from '#base'
import { tlsAsClient } from '../../base/tls-policy.node.ts'
import type { ChannelStanding } from '../channel.ts'
import type { SmppAddress } from './smpp-url.ts'
import { smppLibrary, type SmppPdu, type SmppSession } from './smpp-library.smpp.ts'

export interface SmppLinkOptions {
  readonly address: SmppAddress
  readonly clock: Clock
  readonly report: Log
  /** Requests without an answer at once. */
  readonly window?: number
  /** Messages handed over in a second; 0 sets no limit of our own. */
  readonly perSecond?: number
  /** PEM of an authority of the installation's own, beside the usual ones. */
  readonly ca?: string
  readonly answerWithin?: Milliseconds
  readonly askEvery?: Milliseconds
  readonly firstPause?: Milliseconds
  readonly longestPause?: Milliseconds
  /** Takes what the SMSC delivers; rejecting asks it to deliver that again. */
  readonly deliver: (pdu: SmppPdu) => Promise<void>
}

export type SmppAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly fields: SmppPdu }
  | { readonly kind: 'not-sent'; readonly problem: string }
  | { readonly kind: 'no-answer' }

export interface SmppRequest {
  readonly command: 'submit_sm' | 'cancel_sm' | 'enquire_link'
  readonly fields: { readonly [field: string]: unknown }
  /** From then on it is not handed over any more. */
  readonly until?: Instant
  /** It waits no longer for its turn. */
  readonly waitFor: Milliseconds
  readonly signal: AbortSignal
  /** Told of an answer that came when nobody waited for it any more. */
  readonly late?: (answer: { readonly status: number; readonly fields: SmppPdu }) => void
}

export interface SmppLink {
  /** Waits for its turn; never rejects. Called off before its turn it was not sent. */
  request(request: SmppRequest): Promise<SmppAnswer>
  standing(): ChannelStanding
  close(): Promise<void>
}

/** SMPP 3.4 §5.1.3. */
export const smppStatus = {
  ok: 0x00,
  invalidCommand: 0x03,
  alreadyBound: 0x05,
  bindFailed: 0x0d,
  invalidPassword: 0x0e,
  invalidSystemId: 0x0f,
  queueFull: 0x14,
  throttled: 0x58,
  temporaryReceiverError: 0x64,
} as const

const asksForPatience: readonly number[] = [smppStatus.throttled, smppStatus.queueFull]
const refusesUs: readonly number[] = [
  smppStatus.bindFailed,
  smppStatus.invalidPassword,
  smppStatus.invalidSystemId,
]

interface Queued extends SmppRequest {
  readonly settle: (answer: SmppAnswer) => void
  settled: boolean
}

export function openSmppLink(options: SmppLinkOptions): SmppLink {
  const { address, clock, report } = options
  const window = options.window ?? 10
  const answerWithin = options.answerWithin ?? 10 * second
  const askEvery = options.askEvery ?? 30 * second
  const firstPause = options.firstPause ?? second
  const longestPause = options.longestPause ?? 60 * second
  const gap = (options.perSecond ?? 0) > 0 ? second / (options.perSecond ?? 1) : 0
  const { PDU, Session } = smppLibrary()
  const queue: Queued[] = []
  /** On the wire, with the way to give each up when the connection goes. */
  const flying = new Set<() => void>()
  let session: SmppSession | undefined
  let socket: Socket | undefined
  let bound = false
  let closed = false
  let pause = firstPause
  let throttledFor = 0
  let heldUntil = 0
  let standing: ChannelStanding = { state: 'failing', since: clock.now(), problem: 'line/not-connected' }
  let callOffAsking = () => {}
  let callOffOpening = () => {}
  let callOffPump: (() => void) | undefined

  const stands = (state: ChannelStanding['state'], problem?: string) => {
    if (standing.state === state && standing.problem === problem) return
    standing = { state, since: clock.now(), ...(problem === undefined ? {} : { problem }) }
    if (state === 'failing') report.warn('The SMSC can’t be reached', { problem: problem ?? '' })
    else report.info('The SMSC is connected')
  }

  /** Sends at once and waits for the answer; the connection's end is an answer, too. */
  const exchange = (command: string, fields: SmppRequest['fields']): Promise<SmppAnswer> => {
    const { promise, resolve } = Promise.withResolvers<SmppAnswer>()
    const over = (answer: SmppAnswer) => {
      callOffWait()
      flying.delete(giveUp)
      resolve(answer)
    }
    const giveUp = () => over({ kind: 'no-answer' })
    const callOffWait = clock.after(answerWithin, giveUp)
    flying.add(giveUp)
    try {
      const sent = session?.send(new PDU(command, fields), (pdu) =>
        over({ kind: 'answered', status: pdu.command_status, fields: pdu }),
      )
      if (sent !== true) over({ kind: 'not-sent', problem: 'line/not-connected' })
    } catch (error) {
      report.error('A request to the SMSC could not be written', { why: (error as Error).message })
      over({ kind: 'not-sent', problem: 'line/rejected' })
    }
    return promise
  }

  const drop = () => {
    callOffAsking()
    bound = false
    const old = socket
    session = undefined
    socket = undefined
    old?.destroy()
    for (const giveUp of flying) giveUp()
    if (!closed) reopen()
  }
  const reopen = () => {
    callOffOpening()
    callOffOpening = clock.after(pause, open)
    pause = Math.min(longestPause, pause * 2)
  }

  const ask = () => {
    callOffAsking()
    callOffAsking = clock.after(askEvery, () => {
      const asked = session
      void exchange('enquire_link', {}).then((answer) => {
        if (session !== asked || closed) return
        if (answer.kind === 'answered') return ask()
        stands('failing', 'line/not-connected')
        drop()
      })
    })
  }

  const bind = async (of: SmppSession) => {
    const { systemId, password, systemType } = address
    const answer = await exchange('bind_transceiver', {
      ...{ system_id: systemId, password, system_type: systemType, interface_version: 0x34 },
    })
    if (session !== of) return
    if (answer.kind === 'answered' && answer.status === smppStatus.ok) {
      bound = true
      pause = firstPause
      stands('working')
      ask()
      return pump()
    }
    const refused = answer.kind === 'answered' && refusesUs.includes(answer.status)
    if (answer.kind === 'answered')
      report.warn('The SMSC did not let this server in', { status: `0x${answer.status.toString(16)}` })
    stands('failing', refused ? 'line/sign-in-refused' : 'line/not-connected')
    // A name that is refused is refused again in a second; carriers lock out who keeps knocking.
    if (refused) pause = Math.max(pause, Math.min(longestPause, 10 * firstPause))
    drop()
  }

  const hear = (pdu: SmppPdu) => {
    const from = session
    const answer = (fields: SmppRequest['fields']) => {
      if (session === from) from?.send(pdu.response(fields))
    }
    if (pdu.command === 'deliver_sm' || pdu.command === 'data_sm')
      options.deliver(pdu).then(
        () => answer({}),
        (error: Error) => {
          report.warn('What the SMSC delivered could not be taken; it is asked to deliver it again', {
            why: error.message,
          })
          answer({ command_status: smppStatus.temporaryReceiverError })
        },
      )
    else if (pdu.command === 'enquire_link') answer({})
    else if (pdu.command === 'unbind') {
      answer({})
      stands('failing', 'line/not-connected')
      drop()
    } else if (pdu.command === 'unknown') answer({})
  }

  const open = () => {
    callOffOpening = () => {}
    const { host, port } = address
    const tls = { ...tlsAsClient, host, port, servername: host, ...(options.ca && { ca: options.ca }) }
    const opening = address.tls === 'tls' ? connectTls(tls) : connectPlain({ host, port })
    socket = opening
    opening.setNoDelay(true)
    const tooLong = clock.after(answerWithin, () => opening.destroy())
    opening.once(address.tls === 'tls' ? 'secureConnect' : 'connect', () => {
      tooLong()
      if (socket !== opening) return
      const made = new Session({ socket: opening })
      session = made
      made.on('pdu', hear)
      made.on('error', () => opening.destroy())
      void bind(made)
    })
    // The reason is in the event before the end; an address with a password never is.
    opening.once('error', (error: NodeJS.ErrnoException) =>
      report.info('The connection to the SMSC broke', { why: error.code ?? error.name }),
    )
    opening.once('close', () => {
      tooLong()
      if (socket !== opening) return
      stands('failing', 'line/not-connected')
      drop()
    })
  }

  const finish = (item: Queued, answer: SmppAnswer) => {
    if (item.settled) return
    item.settled = true
    item.settle(answer)
  }

  const send = async (item: Queued) => {
    const answer = await exchange(item.command, item.fields)
    if (answer.kind === 'answered' && asksForPatience.includes(answer.status)) {
      throttledFor = Math.min(longestPause, Math.max(firstPause, throttledFor * 2))
      heldUntil = performance.now() + throttledFor
      // Nothing of it was taken: it is the first again when the SMSC has had its pause.
      if (!item.settled) queue.unshift(item)
    } else {
      if (answer.kind === 'answered') throttledFor = 0
      if (item.settled && answer.kind === 'answered') item.late?.(answer)
      finish(item, answer)
    }
    pump()
  }

  const pump = () => {
    callOffPump?.()
    callOffPump = undefined
    while (bound && queue.length > 0 && flying.size < window) {
      const wait = heldUntil - performance.now()
      if (wait > 0) {
        callOffPump = clock.after(wait, pump)
        return
      }
      const item = queue.shift()!
      if (item.settled) continue
      if (item.until !== undefined && item.until <= clock.now()) {
        finish(item, { kind: 'not-sent', problem: 'line/too-late' })
        continue
      }
      if (item.command === 'submit_sm') heldUntil = Math.max(heldUntil, performance.now() + gap)
      void send(item)
    }
  }

  open()
  return {
    request(request) {
      const { promise, resolve } = Promise.withResolvers<SmppAnswer>()
      const item: Queued = { ...request, settle: resolve, settled: false }
      const calledOff = { kind: 'not-sent', problem: 'line/called-off' } as const
      if (closed) return Promise.resolve({ kind: 'not-sent', problem: 'line/closed' })
      if (request.signal.aborted) return Promise.resolve(calledOff)
      const leaves = () => {
        const at = queue.indexOf(item)
        if (at >= 0) queue.splice(at, 1)
        return at >= 0
      }
      // In the queue, also to be tried again, it has not been taken; on the wire nobody knows.
      const onAbort = () => finish(item, leaves() ? calledOff : { kind: 'no-answer' })
      request.signal.addEventListener('abort', onAbort, { once: true })
      const callOffWait = clock.after(request.waitFor, () => {
        if (!leaves()) return
        const problem = bound ? 'line/busy' : (standing.problem ?? 'line/not-connected')
        finish(item, { kind: 'not-sent', problem })
      })
      // What stops something goes before what says something.
      if (request.command === 'submit_sm') queue.push(item)
      else queue.unshift(item)
      pump()
      return promise.finally(() => {
        callOffWait()
        request.signal.removeEventListener('abort', onAbort)
      })
    },
    standing: () => standing,
    async close() {
      if (closed) return
      closed = true
      callOffAsking()
      callOffOpening()
      callOffPump?.()
      for (const item of queue.splice(0)) finish(item, { kind: 'not-sent', problem: 'line/closed' })
      if (bound) await exchange('unbind', {})
      drop()
    },
  }
}
