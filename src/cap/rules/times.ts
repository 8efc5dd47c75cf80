/** Rules about when a message is in force (CAP 1.2 §3.2.2 `effective`, `onset`, `expires`). */
import { day } from '#base'
import type { CapRule } from '../reading.ts'
import { epochOfCapTime } from '../time.ts'
import { contentFindings } from './content-findings.ts'

const longestAhead = 366 * day

export const timesAreInOrder: CapRule = ({ message, where }, found) => {
  const sentAt = epochOfCapTime(message.sent)
  // What ends or answers a message may well do so by running out.
  const isWarning = message.msgType === 'Alert' || message.msgType === 'Update'
  for (const info of message.info) {
    const { effective, onset, expires } = info
    if (expires === undefined || !isWarning) continue
    const expiresAt = epochOfCapTime(expires)
    const place = () => where(info, 'expires')
    if (expiresAt <= sentAt)
      found.report(contentFindings, 'cap/expires-before-sent', place(), { expires, sent: message.sent })
    else if (effective !== undefined && expiresAt <= epochOfCapTime(effective))
      found.report(contentFindings, 'cap/expires-before-effective', place(), { expires, effective })
    else if (onset !== undefined && expiresAt < epochOfCapTime(onset))
      found.report(contentFindings, 'cap/onset-after-expires', place(), { expires, onset })
  }
}

export const timesAreNear: CapRule = ({ message, where }, found) => {
  const latest = epochOfCapTime(message.sent) + longestAhead
  for (const info of message.info) {
    for (const element of ['effective', 'onset', 'expires'] as const) {
      const time = info[element]
      if (time === undefined || epochOfCapTime(time) <= latest) continue
      found.report(contentFindings, 'cap/far-future', where(info, element), { element, time })
      break
    }
  }
}
