/** What must be done sooner or later although the disk or the database is away just now: tried once a second, told once. */
import { second, type Clock, type Log } from '#base'

/** Gives undefined only when it is over before it worked. */
export async function untilItWorks<Value>(
  failure: string,
  act: () => Promise<Value>,
  around: { readonly clock: Clock; readonly log: Log; readonly isOver: () => boolean },
): Promise<Value | undefined> {
  const { clock, log, isOver } = around
  for (let tries = 0; !isOver(); tries++) {
    try {
      return await act()
    } catch (error) {
      if (isOver()) break
      const why = error instanceof Error ? error.message : String(error)
      if (tries === 0) log.error(`${failure}; it is tried again until it works`, { why })
      await new Promise<void>((resolve) => clock.after(second, resolve))
    }
  }
  return undefined
}
