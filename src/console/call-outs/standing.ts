/** How each person who was asked stands, and in which order an officer needs them: who must be telephoned first, who is settled last. Pure. */
import type { AnsweredView, AskedView, CallOutView } from './answers.ts'

/** `overdue`: they said when they would be there, and are not. */
export type Standing = 'overdue' | 'silent' | 'coming' | 'arrived' | 'cannot' | 'stood-down'

const order: readonly Standing[] = ['overdue', 'silent', 'coming', 'arrived', 'cannot', 'stood-down']

export function lastOf({ answers }: Pick<AskedView, 'answers'>): AnsweredView | undefined {
  return answers.at(-1)
}

/** `at`: milliseconds since 1970. */
export function standingOf(asked: Pick<AskedView, 'answers'>, at: number): Standing {
  const last = lastOf(asked)
  if (last === undefined) return 'silent'
  const isLate = last.arrivingAt !== null && Date.parse(last.arrivingAt) < at
  return last.answer === 'coming' && isLate ? 'overdue' : last.answer
}

/** Within a standing: who comes soonest, or who has been asked for longest. */
export function inOrder(asked: readonly AskedView[], at: number): readonly AskedView[] {
  const key = (one: AskedView) => lastOf(one)?.arrivingAt ?? one.askedAt
  return asked.toSorted((a, b) => {
    const by = order.indexOf(standingOf(a, at)) - order.indexOf(standingOf(b, at))
    return by !== 0 ? by : key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
  })
}

export function countsOf(asked: readonly AskedView[], at: number): ReadonlyMap<Standing, number> {
  const counts = new Map<Standing, number>()
  for (const standing of order) {
    const count = asked.filter((one) => standingOf(one, at) === standing).length
    if (count > 0) counts.set(standing, count)
  }
  return counts
}

export interface Asking {
  /** How often: the most of any way, for each round goes over all of them. */
  readonly times: number
  /** The latest of each way, in the order in which they were first used. */
  readonly ways: readonly {
    readonly way: string
    readonly outcome: string
    readonly problem: string | null
  }[]
}

export function askingOf({ sent }: Pick<AskedView, 'sent'>): Asking {
  const asks = sent.filter(({ say }) => say === 'ask')
  const ways = [...new Set(asks.map(({ way }) => way))]
  return {
    times: Math.max(0, ...ways.map((way) => asks.filter((one) => one.way === way).length)),
    ways: ways.map((way) => {
      const { outcome, problem } = asks.filter((one) => one.way === way).at(-1)!
      return { way, outcome, problem }
    }),
  }
}

/** Places wanted, and those that nobody fills. */
export function placesOf({ quotas }: Pick<CallOutView, 'quotas'>): {
  readonly wanted: number
  readonly missing: number
} {
  const sum = (of: 'wanted' | 'missing') => quotas.reduce((total, quota) => total + quota[of], 0)
  return { wanted: sum('wanted'), missing: sum('missing') }
}
