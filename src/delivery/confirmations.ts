/** When the first warning of an alert was confirmed, by channel: what is asked the morning after, when attempts have aged out. */
import type { Instant } from '#base'
import type { Attempt } from './attempt.ts'

export interface Confirmations {
  readonly channel: string
  /** Targets that the first revision was for, each once. */
  readonly asked: number
  readonly confirmed: number
  /** Null where nothing was confirmed. */
  readonly firstAt: Instant | null
  readonly lastAt: Instant | null
}

/** In the order of the channels’ names. One whose targets can only accept has confirmed nothing, which is no fault. */
export function confirmationsOf(attempts: readonly Attempt[]): readonly Confirmations[] {
  const first = attempts.filter(({ revision }) => revision === 1)
  return [...Map.groupBy(first, ({ channel }) => channel)]
    .map(([channel, those]) => {
      const times = those.flatMap(confirmedAt).toSorted()
      return {
        ...{ channel, asked: those.length, confirmed: times.length },
        ...{ firstAt: times[0] ?? null, lastAt: times.at(-1) ?? null },
      }
    })
    .toSorted((a, b) => (a.channel < b.channel ? -1 : 1))
}

function confirmedAt({ history, state, changedAt }: Attempt): Instant[] {
  const tried = history.find(({ outcome }) => outcome.kind === 'confirmed')
  if (tried !== undefined) return [tried.at]
  return state === 'confirmed' ? [changedAt] : []
}
