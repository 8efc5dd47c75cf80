/** A reach report in words: what is confirmed, what is only accepted, what is unknown, who is not covered. Never rounded up. */
import type { countsOf } from '#channels'
import type { AlertReach, NoticesReach } from '#delivery'
import { counted } from './say-count.ts'

export interface ReachAnswer {
  readonly reach: AlertReach | null
  readonly sirens: {
    readonly counts: ReturnType<typeof countsOf>
    readonly uncovered: readonly string[]
    readonly unsigned: readonly string[]
  } | null
}

export function sayReach({ reach, sirens }: ReachAnswer): string[] {
  if (reach === null) return ['Nothing of this alert has been planned for delivery.']
  const lines =
    reach.ended === null
      ? [`Revision ${reach.revision}`, ...sayNotices(reach.latest)]
      : [
          `Revision ${reach.revision}, the end`,
          ...sayNotices(reach.ended),
          'Warned before',
          ...sayNotices(reach.warned),
        ]
  if (sirens !== null) {
    const now = Object.entries(sirens.counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
    lines.push(
      `  sirens now ${now.join(' · ') || 'none'}${sirens.unsigned.length > 0 ? ` · ${sirens.unsigned.length} answer unsigned` : ''}`,
    )
    if (sirens.uncovered.length > 0) lines.push(`  no siren   ${sirens.uncovered.join(', ')}`)
  }
  if (reach.latest.uncovered.length > 0)
    lines.push(`  reached by no channel: ${reach.latest.uncovered.join(', ')}`)
  return lines
}

function sayNotices({ channels }: NoticesReach): string[] {
  const lines: string[] = []
  for (const channel of channels) {
    const { targets, ...counts } = channel.counts
    const known = Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
    lines.push(
      `  ${channel.channel.padEnd(10)} ${counted(targets, 'target')}: ${known.join(' · ') || 'none'}`,
    )
    for (const failed of channel.failed.slice(0, 10))
      lines.push(
        `             ${failed.target}: ${failed.known}${failed.problem === null ? '' : ` (${failed.problem})`} after ${counted(failed.tries, 'try', 'tries')}`,
      )
    if (channel.failed.length > 10) lines.push(`             and ${channel.failed.length - 10} more`)
  }
  return lines
}
