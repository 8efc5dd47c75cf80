/** Rules about the earlier messages that a message is about (CAP 1.2 §3.2.1 `references`). */
import { epochOfCapTime } from '../time.ts'
import type { CapRule } from '../reading.ts'
import { textOf } from '../xml/tree.ts'
import { messageFindings } from './message-findings.ts'

export const refersToSomething: CapRule = ({ message, element, where }, found) => {
  const { msgType } = message
  if (msgType === 'Alert' || (message.references?.length ?? 0) > 0) return
  // Where there was something that could not be understood, the reader has said so.
  const references = where(message, 'references')
  if (references !== element && textOf(references).trim() !== '') return
  found.report(messageFindings, 'cap/refers-to-nothing', where(message, 'msgType'), { msgType })
}

export const alertsStandAlone: CapRule = ({ message, where }, found) => {
  const first = message.references?.[0]
  if (message.msgType !== 'Alert' || first === undefined) return
  const { identifier } = first
  found.report(messageFindings, 'cap/references-on-alert', where(first), { identifier })
}

export const refersToEarlier: CapRule = ({ message, where }, found) => {
  if (message.references === undefined) return
  const sent = epochOfCapTime(message.sent)
  const seen = new Set<string>()
  for (const reference of message.references) {
    const { identifier } = reference
    const at = epochOfCapTime(reference.sent)
    const name = `${reference.sender},${identifier},${at}`
    if (seen.has(name)) {
      found.report(messageFindings, 'cap/repeated-reference', where(reference), { identifier })
      continue
    }
    seen.add(name)
    if (identifier === message.identifier && reference.sender === message.sender) {
      const code = at === sent ? 'cap/circular-reference' : 'cap/identifier-reused'
      found.report(messageFindings, code, where(reference), { identifier })
    }
    if (at > sent) {
      const details = { sent: message.sent, later: reference.sent, identifier }
      found.report(messageFindings, 'cap/postdated-reference', where(reference), details)
    }
  }
}

export const changesItsOwn: CapRule = ({ message, where }, found) => {
  if (message.msgType !== 'Update' && message.msgType !== 'Cancel') return
  const { sender } = message
  const other = message.references?.find((reference) => reference.sender !== sender)
  if (other === undefined) return
  const details = { sender, other: other.sender }
  found.report(messageFindings, 'cap/reference-to-other-sender', where(other), details)
}
