/** Makes a listed channel ready over whichever carrier is set up: the desk at once, carrier and channel while this server decides. */
import type { Texts } from '#alerts'
import type { Channel, Outcome } from '../channel.ts'
import type { ChannelSurroundings, ReadyChannel } from '../opener.ts'
import type { Carrier } from './carrier.ts'
import type { LineDesk } from './line-desk.ts'
import { listedChannel } from './listed-channel.ts'
import { memoryLineTable } from './line-table.ts'
import { openLine } from './line-over.ts'
import { openRecipientBook, type RecipientBook } from './recipient-book.ts'

export interface ListedWays {
  readonly carrier: () => Carrier
  readonly fit: (texts: Texts) => string
  readonly concurrency: number
  readonly carries?: 'every-level' | 'sounding-levels'
  /** Whether people take themselves off by a link, where this server's address is known. */
  readonly link?: 'unsubscribe'
}

const changes = ['imported', 'removed', 'erased', 'opted-out', 'opted-in'].map((what) => `recipients-${what}`)

export function readyListed(
  around: ChannelSurroundings,
  desk: LineDesk,
  ways: ListedWays | undefined,
): ReadyChannel<LineDesk> {
  const { clock, log, modes } = around
  const table = around.lines ?? memoryLineTable()
  let own: Promise<RecipientBook> | undefined
  const recipients = () =>
    around.recipients ?? (own ??= openRecipientBook({ table, ids: around.ids, newToken: () => '' }))
  const home = around.settings.publicUrl?.replace(/\/$/, '') ?? ''
  return {
    desk,
    kept: {
      // Of the three lines one reads the book again for all.
      changedBy: desk.name === 'sms' ? changes : [],
      reload: async () => (await recipients()).reload(),
    },
    async open(): Promise<readonly Channel[]> {
      if (ways === undefined) return []
      const book = await recipients()
      await book.reload()
      const line = openLine({ name: desk.name, carrier: ways.carrier(), table, clock, report: log })
      desk.line = line
      const channel = listedChannel({
        ...{ line, book, clock, report: log, modes, concurrency: ways.concurrency, fit: ways.fit },
        ...(ways.carries === undefined ? {} : { carries: ways.carries }),
        ...(ways.link === undefined || home === ''
          ? {}
          : { unsubscribe: (token: string) => `${home}/unsubscribe/${token}` }),
        onWish: (wish, ids, channel) =>
          around.note({
            ...{
              stream: 'recipients',
              type: wish === 'stop' ? 'recipients-opted-out' : 'recipients-opted-in',
            },
            data: { channel, recipients: [...ids] },
          }),
      })
      return [
        {
          ...channel,
          async close() {
            desk.line = undefined
            await channel.close()
          },
        },
      ]
    },
  }
}

/** What is set up and can't be used says so at every try, and where the channel's standing is shown. */
export function brokenCarrier(problem: string, now: ChannelSurroundings['clock']['now']): Carrier {
  const outcome: Outcome = { kind: 'refused', problem, retry: 'later' }
  const since = now()
  return {
    abilities: { confirms: 'nothing', recalls: 'never', replies: 'none' },
    patienceFor: 1_000,
    hand: async () => ({ outcome, references: [] }),
    listen() {},
    standing: () => ({ state: 'failing', since, problem }),
    prove: async () => ({
      at: now(),
      code: problem,
      outcome: 'failed',
      says: 'What is set up can’t be used.',
    }),
    async close() {},
  }
}
