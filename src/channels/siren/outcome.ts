/** What a siren's answer means for the attempt to make it sound or stop. */
import type { Outcome } from '../channel.ts'
import { refusalOfOrder, type SirenAnswer, type SirenState } from './siren-state.ts'

/** Known of the standing order; undefined while nothing is. */
export function outcomeOfOrder(state: SirenState): Outcome | undefined {
  const { order, answer } = state
  if (order === undefined || answer === undefined) return undefined
  const refusal = refusalOfOrder(state)
  if (refusal !== undefined) {
    // A counter or a window that didn't fit may fit the next time; what the siren's settings forbid won't.
    const again = refusal === 'siren/replayed' || refusal === 'siren/late' || refusal === 'siren/early'
    return { kind: 'refused', problem: refusal, retry: again ? 'later' : 'never' }
  }
  const { report } = answer
  const isForIt =
    report.counter === order.command.counter ||
    (order.command.notice !== undefined && report.notice === order.command.notice)
  return isForIt ? outcomeOfAnswer(answer) : undefined
}

/** Known from an answer alone, when nobody here remembers the order. */
export function outcomeOfAnswer(answer: SirenAnswer): Outcome | undefined {
  switch (answer.report.condition) {
    case 'failed':
      // It has answered: what is broken needs hands, not more orders.
      return { kind: 'refused', problem: 'siren/fault', retry: 'never' }
    case 'sounding':
    case 'passed':
    case 'stopped':
      return { kind: 'confirmed', by: 'device', detail: detailOf(answer) }
    case 'ready':
      return undefined
  }
}

function detailOf({ report, authenticity }: SirenAnswer): string {
  const said = report.how === 'said-only' ? `${report.condition} (said only, no sound)` : report.condition
  return authenticity === 'unsigned' ? `${said}, unsigned` : said
}
