/** Short messages through an SMSC by SMPP 3.4: parts that are all handed over or called off, receipts, replies and calling back. */
import { second, type Clock, type Instant, type Log, type Milliseconds } from '#base'
import type { Carrier, Handed, HearReceipt, HearText } from '../line/carrier.ts'
import type { Recall } from '../line/line.ts'
import { proofPatience } from '../line/line-over.ts'
import { fromSeptets, fromUcs2 } from './alphabet.ts'
import { joiner, readHeader } from './joiner.ts'
import { shortMessage } from './parts.ts'
import { readReceipt, spellings } from './receipt.ts'
import { openSmppLink, smppStatus, type SmppAnswer, type SmppLinkOptions } from './smpp-link.smpp.ts'
import type { SmppPdu } from './smpp-library.smpp.ts'
import { readSource, type SourceAddress } from './source.ts'

export interface SmppCarrierOptions extends Omit<SmppLinkOptions, 'deliver'> {
  readonly clock: Clock
  readonly report: Log
  /** Whom messages come from: a number, a short code or a name of eleven letters; `ton/npi/address` says it exactly. */
  readonly from: string
  /** The most short messages that one text may take. */
  readonly mostParts?: number
  /** 0–255, for the parts of the first long text: after a restart another than before. */
  readonly firstReference: number
  /** How long a message waits for its turn, milliseconds. */
  readonly waitFor?: Milliseconds
}

const never = new AbortController().signal

/** TS 23.040: a receipt or an SMSC's own note, by bits 2–5 of `esm_class` (SMPP 3.4 §5.2.12). */
const isReceipt = (esmClass: number) => (esmClass & 0x3c) === 0x04
const hasHeader = 0x40

export function smppCarrier(options: SmppCarrierOptions): Carrier {
  const { clock, report } = options
  const source = readSource(options.from)
  const mostParts = options.mostParts ?? 8
  let reference = options.firstReference
  let receipt: HearReceipt = async () => {}
  let text: HearText = async () => {}
  const longTexts = joiner()

  const deliver = async (pdu: SmppPdu) => {
    const esmClass = Number(pdu['esm_class'] ?? 0)
    const octets = octetsOf(pdu)
    const { header, textFrom } = (esmClass & hasHeader) === 0 ? { textFrom: 0 } : readHeader(octets)
    const said = decoded(octets.subarray(textFrom), Number(pdu['data_coding'] ?? 0))
    const from = String(pdu['source_addr'] ?? '')
    const state = pdu['message_state']
    if (isReceipt(esmClass) || pdu['receipted_message_id'] !== undefined) {
      const read = readReceipt({
        text: said,
        ...(typeof pdu['receipted_message_id'] === 'string'
          ? { receiptedMessageId: pdu['receipted_message_id'] }
          : {}),
        ...(typeof state === 'number' ? { messageState: state } : {}),
      })
      if (read === undefined) return
      return receipt({ references: spellings(read.reference), from: plussed(from), outcome: read.outcome })
    }
    const at = clock.now()
    const whole = header === undefined ? said : longTexts.add({ from, ...header, text: said }, at)
    if (whole !== undefined)
      await text({ from: plussed(from), to: String(pdu['destination_addr'] ?? ''), text: whole, at })
  }

  const waitFor = options.waitFor ?? 20 * second
  const link = openSmppLink({ ...options, deliver })
  const standing = () => link.standing()

  const cancelFields = (messageId: string, to: string) => ({
    message_id: messageId,
    ...sourceFields(source),
    ...destinationFields(to),
  })

  return {
    abilities: { confirms: 'device', recalls: 'while-waiting', replies: 'texts' },
    // For its turn and for the answers, and so much that what comes of it is known before the courier gives up.
    patienceFor: 90 * second,
    async hand(message, signal): Promise<Handed> {
      const { parts, dataCoding, header } = shortMessage(message.text, reference)
      if (parts.length > mostParts) return nothing('line/too-long', 'never')
      if (header === 'concatenation') reference = (reference + 1) % 256
      const references: string[] = []
      for (const part of parts) {
        const answer = await link.request({
          command: 'submit_sm',
          ...{ until: message.until, signal, waitFor },
          fields: {
            ...sourceFields(source),
            ...destinationFields(message.to),
            esm_class: header === 'none' ? 0 : hasHeader,
            data_coding: dataCoding,
            // Ask for a receipt of success and of failure (§5.2.17).
            registered_delivery: 1,
            priority_flag: message.mode === 'live' ? 1 : 0,
            validity_period: absoluteTime(message.until),
            short_message: Buffer.from(part),
          },
          late({ status, fields }) {
            // Taken after it was called off: what was stopped is not to be read.
            if (status !== smppStatus.ok || !signal.aborted) return
            void link.request({
              command: 'cancel_sm',
              fields: cancelFields(String(fields['message_id'] ?? ''), message.to),
              ...{ signal: never, waitFor: 3 * waitFor },
            })
          },
        })
        if (answer.kind === 'answered' && answer.status === smppStatus.ok) {
          references.push(String(answer.fields['message_id'] ?? ''))
          continue
        }
        return { references, outcome: outcomeOf(answer, references.length, report) }
      }
      return { references, outcome: { kind: 'accepted', reference: references.join(' ') } }
    },
    async recall(messageIds, to): Promise<Recall> {
      const answers = await Promise.all(
        messageIds.map((id) =>
          link.request({
            command: 'cancel_sm',
            fields: cancelFields(id, to),
            ...{ signal: never, waitFor: 5 * second },
          }),
        ),
      )
      if (answers.every((one) => one.kind === 'answered' && one.status === smppStatus.ok))
        return { kind: 'recalled' }
      if (answers.some((one) => one.kind !== 'answered'))
        return { kind: 'unknown', problem: 'line/no-answer' }
      return { kind: 'too-late', problem: 'line/cannot-recall' }
    },
    listen(hear) {
      receipt = hear.receipt
      text = hear.text
    },
    standing,
    async prove() {
      const answer = await link.request({
        command: 'enquire_link',
        ...{ fields: {}, signal: never, waitFor: proofPatience },
      })
      const at = clock.now()
      if (answer.kind === 'answered' && answer.status === smppStatus.ok)
        return {
          at,
          code: 'smsc-answered',
          outcome: 'passed',
          says: 'The SMSC answered on a bound connection.',
        }
      const code = standing().problem ?? 'line/no-answer'
      return { at, code, outcome: 'failed', says: 'The SMSC gave no answer.' }
    },
    close: () => link.close(),
  }
}

function nothing(problem: string, retry: 'never' | 'later'): Handed {
  return { references: [], outcome: { kind: 'refused', problem, retry } }
}

/** Refusals that a second try can't mend: SMPP 3.4 §5.1.3, addresses and contents. */
const forGood: readonly number[] = [
  0x01, 0x02, 0x0a, 0x0b, 0x33, 0x34, 0x40, 0x42, 0x43, 0x48, 0x49, 0x50, 0x51, 0x61, 0x62,
]
const badAddress: readonly number[] = [0x0b, 0x34, 0x50, 0x51]

function outcomeOf(answer: SmppAnswer, taken: number, report: Log): Handed['outcome'] {
  if (answer.kind === 'no-answer') return { kind: 'unknown', problem: 'line/no-answer' }
  if (answer.kind === 'not-sent') {
    const late = answer.problem === 'line/too-late'
    return { kind: 'refused', problem: answer.problem, retry: late ? 'never' : 'later' }
  }
  report.warn('The SMSC refused a message', { status: `0x${answer.status.toString(16)}`, partsTaken: taken })
  const problem = badAddress.includes(answer.status) ? 'line/bad-address' : 'line/rejected'
  return { kind: 'refused', problem, retry: forGood.includes(answer.status) ? 'never' : 'later' }
}

function sourceFields({ ton, npi, address }: SourceAddress) {
  return { source_addr_ton: ton, source_addr_npi: npi, source_addr: address }
}

/** International, in the numbering plan of telephones (§5.2.5, §5.2.6). */
function destinationFields(to: string) {
  return { dest_addr_ton: 1, dest_addr_npi: 1, destination_addr: to.replace(/^\+/, '') }
}

function plussed(number: string): string {
  return /^\d{7,15}$/.test(number) ? `+${number}` : number
}

/** §7.1.1.1: `YYMMDDhhmmsstnnp` in UTC. */
function absoluteTime(at: Instant): string {
  return `${at.slice(2, 19).replaceAll(/[-:T]/g, '')}${at.slice(20, 21)}00+`
}

/** As they were sent: the library takes a header apart, which is put together again here. */
function octetsOf(pdu: SmppPdu): Uint8Array {
  for (const field of ['short_message', 'message_payload']) {
    const value = pdu[field]
    if (value instanceof Uint8Array && value.length > 0) return value
    const { udh, message } = (value ?? {}) as { udh?: readonly Uint8Array[]; message?: Uint8Array | string }
    if (message === undefined || message.length === 0) continue
    const octets = typeof message === 'string' ? Buffer.from(message, 'latin1') : message
    if (udh === undefined) return octets
    const header = Buffer.concat([...udh])
    return Buffer.concat([Uint8Array.of(header.length), header, octets])
  }
  return new Uint8Array()
}

/** TS 23.038 §4: general groups by bits 3 and 2, the message-class group by bit 2. IA5 and Latin 1 as SMPP 3.4 §5.2.19 has them. */
function decoded(octets: Uint8Array, coding: number): string {
  if (coding === 0x01) return Buffer.from(octets).toString('latin1')
  if (coding === 0x03) return Buffer.from(octets).toString('latin1')
  if (coding === 0x06) return new TextDecoder('iso-8859-5').decode(octets)
  if (coding === 0x07) return new TextDecoder('iso-8859-8-i').decode(octets)
  const isUcs2 = (coding & 0xc0) === 0 ? (coding & 0x0c) === 0x08 : (coding & 0xf0) === 0xe0
  return isUcs2 ? fromUcs2(octets) : fromSeptets(octets)
}
