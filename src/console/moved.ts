/** What moved, said once where it was said several times; and what of it matters elsewhere. */
import type { Moved, ResidentsView } from './duty.ts'

/** Two tellings that nobody has answered yet, as one. */
export function merged(before: Moved | undefined, after: Moved): Moved {
  return before === undefined
    ? after
    : { ...after, alerts: [...new Set([...before.alerts, ...after.alerts])] }
}

/** What residents hear, by which it is told whether the sirens' own lines have changed with it. */
export function heardIn({ sirens }: ResidentsView): string {
  return sirens.map(({ area, says }) => `${area} ${says}`).join()
}
