/** Asks the channels whom they reach. One that fails or hangs holds up the others for a second at most, and is asked again. */
import { isEnd, type Notice } from '#alerts'
import type { AreaCode } from '#areas'
import { second, type Clock, type Instant, type Log } from '#base'
import type { Target } from '#channels'
import type { AlertFile } from './alert-files.ts'
import type { Sender } from './queue.ts'
import { isFor, overlaps, type Contains, type Reachable } from './plan.ts'
import { deadlineOf, type RetrySchedule } from './retry.ts'

export interface Asking {
  reachable(notice: Notice, file: AlertFile): Promise<readonly Reachable[]>
  close(): void
}

const patienceFor = second
const askAgainAfter = 5 * second

export function asking(
  senders: readonly Sender[],
  around: {
    readonly clock: Clock
    readonly report: Log
    readonly contains: Contains
    /** Plans the notice once more, for the channels that had no answer. */
    readonly again: (notice: Notice) => void
  },
): Asking {
  const { clock, report, contains } = around
  const waiting = new Set<() => void>()

  const targetsOf = async ({ channel }: Sender, notice: Notice): Promise<readonly Target[] | undefined> => {
    const codes = notice.areas.map(({ code }) => code)
    const covers = (area: AreaCode) => codes.some((code) => overlaps(code, area, contains))
    let cancel = () => {}
    const patience = new Promise<never>((_, reject) => {
      cancel = clock.after(patienceFor, () => reject(new Error('it gave no answer in time')))
    })
    try {
      return await Promise.race([channel.targets(notice, covers), patience])
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      report.error('A channel could not name its targets.', { channel: channel.name, notice: notice.id, why })
      return undefined
    } finally {
      cancel()
    }
  }

  const askLater = (notice: Notice) => {
    const cancel = clock.after(askAgainAfter, () => {
      waiting.delete(cancel)
      around.again(notice)
    })
    waiting.add(cancel)
  }

  return {
    async reachable(notice, file) {
      const told = new Set<string>()
      if (isEnd(notice)) for (const it of file.attempts.values()) if (it.tries > 0) told.add(it.channel)
      const answers = await Promise.all(
        senders
          .filter(({ channel }) => isFor(notice, channel) || told.has(channel.name))
          .map(async (sender) => ({
            sender,
            targets: isFor(notice, sender.channel) ? await targetsOf(sender, notice) : [],
          })),
      )
      const silent = answers.filter(({ targets }) => targets === undefined)
      if (silent.some(({ sender }) => isWorthAsking(notice, file, sender.schedule, clock.now())))
        askLater(notice)
      return answers.map(({ sender: { channel, schedule }, targets }) => ({
        name: channel.name,
        abilities: channel.abilities,
        schedule,
        targets: targets ?? [],
      }))
    },
    close() {
      for (const cancel of waiting) cancel()
    },
  }
}

function isWorthAsking(notice: Notice, file: AlertFile, schedule: RetrySchedule, at: Instant): boolean {
  if (deadlineOf(notice, schedule, notice.at) <= at) return false
  return isEnd(notice) || ![...file.notices.values()].some((it) => it.revision > notice.revision)
}
