/**
 * Alerts to a list, over a line: each address is one target. What is newer calls back what the carrier has not delivered yet,
 * who asked for no more is sent nothing, and a drill reaches only those who were listed for drills.
 */
import { isEnd, type Notice, type Texts } from '#alerts'
import { second, type Clock, type Instant, type Log, type Mode } from '#base'
import type { Channel, Outcome, Target } from '../channel.ts'
import { languageFor, wordsOf } from '../push/message.ts'
import type { Line, LineName } from './line.ts'
import { wishOf, type Recipient, type RecipientId } from './recipient.ts'
import type { RecipientBook } from './recipient-book.ts'

export interface ListedChannelOptions {
  readonly line: Line
  readonly book: RecipientBook
  readonly clock: Clock
  readonly report: Log
  readonly modes: readonly Mode[]
  readonly concurrency: number
  /** Which of a notice's texts goes out. */
  readonly fit: (texts: Texts) => string
  readonly carries?: 'every-level' | 'sounding-levels'
  /** Where somebody takes themselves off the list by a link. */
  readonly unsubscribe?: (token: string) => string | undefined
  /** For voice. */
  readonly repeats?: number
  /** Somebody asked for no more, or for alerts again. */
  readonly onWish?: (wish: 'stop' | 'start', recipients: readonly RecipientId[], channel: LineName) => void
}

/** A carrier that does not answer holds nobody's end back for longer. */
const recallPatience = second
const prefix = 'notice/'

export function listedChannel(options: ListedChannelOptions): Channel {
  const { line, book, clock, report, modes } = options
  let closed = false
  let late: (notice: string, target: string, outcome: Outcome) => void = () => {}

  const stopOutcomes = line.onOutcome((id, outcome) => {
    if (!id.startsWith(prefix)) return
    const at = id.lastIndexOf('/')
    late(id.slice(prefix.length, at), id.slice(at + 1), outcome)
  })
  const stopReplies = line.onReply(async ({ from, text }) => {
    const wish = wishOf(text)
    if (wish === undefined) return
    const at = clock.now()
    const changed = await (wish === 'stop' ? book.optOut(from, at) : book.optIn(line.name, from, at))
    if (changed.length > 0) options.onWish?.(wish, changed, line.name)
  })

  /** What the same person was told before and does not have yet; asked for, and not waited for for long. */
  const callBack = async (notice: Notice, recipient: Recipient) => {
    const isOlder = (id: string) => revisionOf(id) < notice.revision
    const { promise, resolve } = Promise.withResolvers<void>()
    const callOff = clock.after(recallPatience, resolve)
    const asked = line.cancelThread(notice.alert, recipient.address, isOlder).catch((error: Error) => {
      report.warn('What was sent before could not be called back', { why: error.message })
    })
    await Promise.race([asked, promise])
    callOff()
  }

  const mayHear = (notice: Notice, target: Target): Recipient | Outcome => {
    const recipient = book.get(target.id)
    if (closed) return refused('line/closed', 'later')
    if (recipient === undefined) return refused('line/no-such-recipient', 'never')
    if (recipient.state === 'opted-out') return refused('line/opted-out', 'never')
    if (!modes.includes(notice.mode) || !recipient.modes.includes(notice.mode))
      return refused('line/mode-not-carried', 'never')
    return recipient
  }

  return {
    name: line.name,
    abilities: {
      longestText: 'any',
      ...{ confirms: line.abilities.confirms, aims: 'person', modes },
      carries: options.carries ?? 'every-level',
    },
    patienceFor: line.patienceFor + recallPatience,
    concurrency: options.concurrency,
    async targets(notice, covers) {
      return book.in(line.name, notice.mode, covers).map(({ id, areas }) => ({ id, areas }))
    },
    async send(notice, target, signal) {
      const recipient = mayHear(notice, target)
      if ('kind' in recipient) return recipient
      if (signal.aborted) return refused('line/called-off', 'later')
      const language = languageFor(notice, recipient.language)
      const texts = language === undefined ? undefined : notice.wording.texts[language]
      if (language === undefined || texts === undefined) return refused('line/rejected', 'never')
      const id = `${prefix}${notice.id}/${recipient.id}`
      await callBack(notice, recipient)
      const unsubscribe = options.unsubscribe?.(recipient.token)
      const title = wordsOf(notice, language)?.title
      return line.send(
        {
          ...{ id, to: recipient.address, text: options.fit(texts), language, mode: notice.mode },
          thread: notice.alert,
          ...untilOf(notice),
          ...(title === undefined ? {} : { subject: title }),
          ...(unsubscribe === undefined ? {} : { unsubscribe }),
          ...(options.repeats === undefined ? {} : { repeats: options.repeats }),
        },
        signal,
      )
    },
    standing: () => line.standing(),
    prover: {
      needs: 'channels.test',
      targets: () => [{ id: 'carrier', areas: 'everywhere' }],
      prove: async (targets) =>
        targets.includes('carrier') ? [{ ...(await line.prove()), target: 'carrier' }] : [],
    },
    onLateOutcome(listen) {
      late = listen
    },
    async close() {
      if (closed) return
      closed = true
      stopOutcomes()
      stopReplies()
      await line.close()
    },
  }
}

/** Of `notice/{alert}.{revision}/{recipient}`, with an `e` where a revision ends a part; what is none of ours is never older. */
function revisionOf(id: string): number {
  const revision = /^notice\/.*\.(\d+)e?\/[^/]*$/.exec(id)?.[1]
  return revision === undefined ? Infinity : Number(revision)
}

/** A warning is worth delivering until it lapses unless renewed; of its end the line's own day is enough. */
function untilOf(notice: Notice): { readonly until?: Instant } {
  return isEnd(notice) || notice.renewBy === undefined ? {} : { until: notice.renewBy }
}

function refused(problem: string, retry: 'never' | 'later'): Outcome {
  return { kind: 'refused', problem, retry }
}
