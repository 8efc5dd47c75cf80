/** What an SMSC says later of a message: a receipt's state by its fields (SMPP 3.4 §5.3.2.35), or by the words of its text (Appendix B). */
import type { Outcome } from '../channel.ts'

export interface Receipt {
  /** As the SMSC wrote it; some write the number they gave in another base. */
  readonly reference: string
  readonly outcome: Outcome
}

const never = (problem: string): Outcome => ({ kind: 'refused', problem, retry: 'never' })
const delivered: Outcome = { kind: 'confirmed', by: 'device' }
const nothingNew: Outcome = { kind: 'unknown', problem: 'line/no-answer' }

/** §5.2.28. */
const byNumber: { readonly [state: number]: Outcome } = {
  1: nothingNew,
  2: delivered,
  3: never('line/expired'),
  4: never('line/recalled'),
  5: never('line/undeliverable'),
  6: nothingNew,
  7: nothingNew,
  8: never('line/rejected'),
}
const byWord: { readonly [word: string]: Outcome } = {
  DELIVRD: delivered,
  EXPIRED: never('line/expired'),
  DELETED: never('line/recalled'),
  UNDELIV: never('line/undeliverable'),
  REJECTD: never('line/rejected'),
}

export interface ReceiptFields {
  readonly receiptedMessageId?: string
  readonly messageState?: number
  readonly text: string
}

/** Undefined where it names no message. */
export function readReceipt({ receiptedMessageId, messageState, text }: ReceiptFields): Receipt | undefined {
  const reference = receiptedMessageId || /\bid:(\S+)/i.exec(text)?.[1]
  if (reference === undefined) return undefined
  const word = /\bstat:([A-Z]+)/i.exec(text)?.[1]?.toUpperCase() ?? ''
  return { reference, outcome: byNumber[messageState ?? 0] ?? byWord[word] ?? nothingNew }
}

/** The ways in which SMSCs write one number: as given, as a decimal of a hexadecimal, and the other way round. */
export function spellings(reference: string): readonly string[] {
  const all = new Set([reference, reference.toLowerCase(), reference.toUpperCase()])
  const trimmed = reference.replace(/^0+(?=.)/, '')
  all.add(trimmed)
  if (/^\d{1,19}$/.test(trimmed)) {
    const hex = BigInt(trimmed).toString(16)
    for (const one of [hex, hex.toUpperCase(), hex.padStart(8, '0'), hex.toUpperCase().padStart(8, '0')])
      all.add(one)
  }
  if (/^[0-9a-f]{1,16}$/i.test(trimmed)) {
    const decimal = BigInt(`0x${trimmed}`).toString()
    all.add(decimal)
    all.add(decimal.padStart(10, '0'))
  }
  return [...all]
}
