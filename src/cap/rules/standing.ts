/** Rules about what a message says of itself: for whom it is, whether it is real, who sends it (CAP 1.2 §3.2.1). */
import type { CapRule } from '../reading.ts'
import { textOf } from '../xml/tree.ts'
import { messageFindings } from './message-findings.ts'

/** A scope that is missing or can’t be understood is read as the narrowest one, and was said already. */
function isScopeSaid({ message, where }: Parameters<CapRule>[0]): boolean {
  return textOf(where(message, 'scope')).trim() === message.scope
}

export const restrictionFitsScope: CapRule = (reading, found) => {
  const { message, where } = reading
  const { scope, restriction } = message
  if (!isScopeSaid(reading)) return
  if (scope === 'Restricted' && restriction === undefined)
    found.report(messageFindings, 'cap/restricted-without-restriction', where(message, 'scope'))
  if (scope !== 'Restricted' && restriction !== undefined) {
    const place = where(message, 'restriction')
    found.report(messageFindings, 'cap/restriction-without-restricted', place, { restriction, scope })
  }
}

/** Addresses beside another scope are allowed. */
export const privateHasAddresses: CapRule = (reading, found) => {
  const { message, where } = reading
  if (message.scope === 'Private' && message.addresses === undefined && isScopeSaid(reading))
    found.report(messageFindings, 'cap/private-without-addresses', where(message, 'scope'))
}

export const notesExplain: CapRule = ({ message, where }, found) => {
  const { status, msgType, note } = message
  if (note !== undefined) return
  if (status === 'Exercise')
    found.report(messageFindings, 'cap/exercise-without-note', where(message, 'status'))
  if (msgType === 'Error') found.report(messageFindings, 'cap/error-without-note', where(message, 'msgType'))
}

export const statusFits: CapRule = ({ message, where }, found) => {
  const { status, scope } = message
  const place = where(message, 'status')
  if (status === 'Draft') found.report(messageFindings, 'cap/draft-sent', place)
  if (status === 'Exercise' && scope === 'Public')
    found.report(messageFindings, 'cap/exercise-in-public', place)
}

export const saysSomething: CapRule = ({ message, where }, found) => {
  const { msgType, status, info } = message
  const isAnswer = msgType === 'Ack' || msgType === 'Error'
  // A Cancel ends what its references name, and a System message may be a heartbeat: neither needs words.
  const needsWords = !isAnswer && msgType !== 'Cancel' && status !== 'System'
  if (needsWords && info.length === 0)
    found.report(messageFindings, 'cap/nothing-said', where(message), { msgType })
  if (isAnswer && info.length > 0)
    found.report(messageFindings, 'cap/answer-with-info', where(info[0]!), { msgType })
}

export const senderIsUnique: CapRule = ({ message, where }, found) => {
  const { sender } = message
  // An address, a domain, an OID, a URN or another URI.
  if (/[.@:]/.test(sender)) return
  found.report(messageFindings, 'cap/sender-form', where(message, 'sender'), { sender })
}

/** The first draft of CAP is of 2001; clocks that were never set begin in 1970, 1980 or 2000. */
export const clockIsSet: CapRule = ({ message, where }, found) => {
  const { sent } = message
  if (Number(sent.slice(0, 4)) > 2000) return
  found.report(messageFindings, 'cap/clock-not-set', where(message, 'sent'), { sent })
}
