/** The lists of recipients on this server: one book for all lines, swept once an hour while it decides. */
import { day, hour, plus, type Clock, type Log } from '#base'
import type { LineDesk, LineName, RecipientBook } from '#channels'
import { patientSchedule, type RetrySchedule } from '#delivery'
import type { Beside } from './system.ts'

/** What was sent to whom is known for so long: receipts and answers come within days, questions within weeks. */
export const sentKeptFor = 30 * day

/** What a carrier took is with it: a second message under the same words would only be read twice. */
const onceTaken: RetrySchedule = { ...patientSchedule, afterAccepted: 'wait' }
export const listedSchedules = { sms: onceTaken, email: onceTaken, voice: onceTaken }

export interface Recipients {
  readonly book: RecipientBook
  readonly desks: readonly LineDesk[]
  desk(name: LineName): LineDesk | undefined
}

export function recipientsOn(book: RecipientBook, desks: readonly LineDesk[]): Recipients {
  return { book, desks, desk: (name) => desks.find((one) => one.name === name) }
}

/** Takes off those whose time is over, and forgets what was sent long ago. */
export function forgettingRecipients({
  book,
  clock,
  log,
}: {
  readonly book: RecipientBook
  readonly clock: Clock
  readonly log: Log
}): Beside {
  let under: Promise<void> = Promise.resolve()
  let callOff = () => {}
  const sweep = () => {
    callOff = clock.after(hour, sweep)
    const now = clock.now()
    under = book
      .sweep(now, plus(now, -sentKeptFor))
      .then(() => {})
      .catch((error: Error) => log.warn('Old recipients could not be removed', { why: error.message }))
  }
  sweep()
  return {
    caughtUp: () => under,
    async close() {
      callOff()
      await under
    },
  }
}
