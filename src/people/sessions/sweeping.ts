/** Sessions that time has ended are ended in the ledger too, and the long ended ones forgotten, while this server decides. */
import { minute, type Clock, type Log } from '#base'
import type { SessionBook } from './sessions.ts'

const every = 5 * minute

export interface Sweeping {
  /** Resolves when the sweep under way is done. */
  caughtUp(): Promise<void>
  close(): Promise<void>
}

/** At once, which makes up for a crash, and then every few minutes. A sweep that fails is tried again at the next. */
export function beginSweeping(parts: {
  readonly clock: Clock
  readonly log: Log
  readonly sessions: Pick<SessionBook, 'sweep'>
}): Sweeping {
  const { clock, log, sessions } = parts
  let closed = false
  let callOff = () => {}
  const sweep = (): Promise<void> =>
    sessions
      .sweep()
      .catch((error: Error) => log.warn('Sessions that are over could not be ended', { why: error.message }))
      .finally(() => {
        if (!closed) callOff = clock.after(every, () => void (sweeping = sweep()))
      })
  let sweeping = sweep()
  return {
    caughtUp: () => sweeping,
    async close() {
      closed = true
      callOff()
      await sweeping
    },
  }
}
