/** Counts the board again from the alerts themselves, by none of the board's own steps: what is kept up to date must equal it. */
import type { Alert, FrozenArea, Issued } from './alert.ts'
import type { Board, BoardLine } from './board.ts'

/**
 * What is wrong on the board, one sentence each; empty when it shows exactly the alerts that are in force, each on all
 * its lines and as it stands.
 */
export function recount(board: Board, alerts: Iterable<Alert>): readonly string[] {
  const wrong: string[] = []
  let found = 0
  for (const alert of alerts) {
    if (alert.status !== 'issued') continue
    for (const area of alert.content.areas) {
      const flaw = flawAt(area, alert, board)
      if (flaw === undefined) found++
      else wrong.push(`${alert.id} ${flaw} at ${area.code}`)
    }
  }
  // Everything that must be there was found, so one entry more is one that must not.
  let shown = 0
  for (const { alerts: by, area, level } of board.lines()) {
    if (by.length === 0) wrong.push(`nothing keeps ${level} in force at ${area}`)
    shown += by.length
  }
  if (shown > found) wrong.push(`${shown} entries are shown, ${found} of them rightly`)
  return wrong
}

function flawAt({ code }: FrozenArea, alert: Issued, board: Board): string | undefined {
  const line = board.linesAt(code).find((one) => one.area === code && isLineOf(alert, one))
  const entry = line?.alerts.find((one) => one.alert === alert.id)
  if (line === undefined || entry === undefined) return 'is missing'
  const { gravity, height } = alert.content.step
  const flagged = alert.flaggedAt === undefined ? 'in-time' : 'flagged'
  const isRight =
    entry.since === alert.issuedAt &&
    entry.renewBy === alert.renewBy &&
    entry.flagged === flagged &&
    line.gravity === gravity &&
    line.height === height
  return isRight ? undefined : 'is out of date'
}

function isLineOf({ mode, content }: Issued, line: BoardLine): boolean {
  return (
    line.mode === mode &&
    line.threat === content.threat &&
    line.ladder === content.ladder &&
    line.level === content.level
  )
}
