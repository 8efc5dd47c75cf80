/** Rules about texts and status agreeing on whether it is real (CAP 1.2 §3.2.1 `status`): a false alarm and an ignored one both kill. */
import type { CapRule } from '../reading.ts'
import { languageOf } from './language-tags.ts'
import { messageFindings } from './message-findings.ts'
import { mayHintAtTest, saysReal, saysTest } from './mode-words.ts'

/** Long texts say it at the beginning, if at all; and looking is bounded. */
const mostLooked = 2_000

/** Only headline and event: a description may well speak of tests. */
export const actualIsNoTest: CapRule = ({ message, where }, found) => {
  if (message.status !== 'Actual') return
  for (const info of message.info)
    for (const element of ['headline', 'event'] as const) {
      const words = saysTest((info[element] ?? '').slice(0, mostLooked))
      if (words === undefined) continue
      found.report(messageFindings, 'cap/actual-says-test', where(info, element), { words })
      return
    }
}

export const testSaysSo: CapRule = ({ message, where }, found) => {
  const { status } = message
  if ((status !== 'Exercise' && status !== 'Test') || message.info.length === 0) return
  let hinted = mayHintAtTest(message.note ?? '', 'en')
  for (const info of message.info) {
    for (const element of ['headline', 'description', 'event', 'instruction'] as const) {
      const text = (info[element] ?? '').slice(0, mostLooked)
      const words = saysReal(text)
      if (words !== undefined) {
        found.report(messageFindings, 'cap/test-says-real', where(info, element), { status, words })
        return
      }
      hinted ||= mayHintAtTest(text, languageOf(info.language))
    }
  }
  if (!hinted) found.report(messageFindings, 'cap/test-not-said', where(message, 'status'), { status })
}
