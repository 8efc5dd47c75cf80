/** The reports that wait at the desk, folded from the ledger: what came in and nobody has judged, taken back or outlived yet. */
import { day, plus, type ActorId, type AlertId, type Instant, type Mode } from '#base'
import { instantOfCapTime, type CapTime } from '#cap'
import type { Fact, Seq } from '#ledger'
import { asMessageFact, type MessageReceived } from './facts.ts'

export interface Report {
  /** Names it in addresses: its stream's own part. */
  readonly id: string
  readonly seq: Seq
  readonly receivedAt: Instant
  readonly mode: Mode
  readonly message: MessageReceived
  /** Why it is here although its source is let onto the board, in words. */
  readonly refused?: { readonly problem: string; readonly says: string }
  readonly state: 'open' | 'taken-back' | 'dismissed' | 'drafted'
  readonly judged?: {
    readonly by: ActorId
    readonly at: Instant
    readonly reason?: string
    readonly alert?: AlertId
  }
}

export interface Reports {
  apply(fact: Fact): void
  /** The newest first; over is what expired or is older than a week, and what was judged more than a day ago. */
  list(now: Instant): readonly Report[]
  get(id: string): Report | undefined
}

const keptFor = 7 * day
const judgedKeptFor = day
const mostKept = 5_000

export function openReports(): Reports {
  const kept = new Map<string, Report>()
  const change = (id: string, how: (report: Report) => Report) => {
    const report = kept.get(id)
    if (report !== undefined) kept.set(id, how(report))
  }
  return {
    apply(fact) {
      const typed = asMessageFact(fact)
      if (typed === undefined) return
      const id = fact.stream.slice('message:'.length)
      switch (typed.type) {
        case 'message-received':
          // One that is relayed is kept too: it becomes a report when the board refuses it.
          if (typed.data.landed !== 'report' && typed.data.landed !== 'relayed') return
          kept.set(id, {
            ...{ id, seq: fact.seq, receivedAt: fact.at, mode: fact.mode, message: typed.data },
            state: 'open',
          })
          if (kept.size > mostKept) kept.delete(kept.keys().next().value as string)
          return
        case 'message-superseded':
          return change(id, (report) =>
            report.state === 'open' ? { ...report, state: 'taken-back' } : report,
          )
        case 'relay-refused':
          return change(id, (report) => ({ ...report, refused: typed.data }))
        case 'report-dismissed':
          return change(id, (report) => ({
            ...{ ...report, state: 'dismissed' as const },
            judged: { by: fact.by, at: fact.at, reason: typed.data.reason },
          }))
        case 'report-drafted':
          return change(id, (report) => ({
            ...{ ...report, state: 'drafted' as const },
            judged: { by: fact.by, at: fact.at, alert: typed.data.alert },
          }))
      }
    },
    list(now) {
      const oldest = plus(now, -keptFor)
      for (const [id, report] of kept) if (report.receivedAt < oldest) kept.delete(id)
      return [...kept.values()].filter((report) => isShown(report, now)).sort((a, b) => b.seq - a.seq)
    },
    get: (id) => kept.get(id),
  }
}

function isShown({ message, refused, state, judged }: Report, now: Instant): boolean {
  if (message.landed === 'relayed' && refused === undefined) return false
  if (state === 'taken-back') return false
  if (judged !== undefined) return judged.at > plus(now, -judgedKeptFor)
  const times = message.said.map(({ expires }) => expires)
  return (
    times.length === 0 || times.some((time) => time === undefined || instantOfCapTime(time as CapTime) > now)
  )
}
