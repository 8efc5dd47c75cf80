/** A retraction that was pressed on another screen, on its way to the alert's own. Never in an address: no link, reload or history may take back a warning. */

let meant: { readonly alert: string; readonly at: number } | undefined

/** Longer than any screen takes to open; whatever comes later is another press. */
const holdsFor = 5_000

export function meanRetraction(alert: string, at: number): void {
  meant = { alert, at }
}

/** Whether it was pressed a moment ago; true once. */
export function wasMeant(alert: string, at: number): boolean {
  const mine = meant
  meant = undefined
  return mine?.alert === alert && at - mine.at >= 0 && at - mine.at < holdsFor
}
