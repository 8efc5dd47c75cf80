/** What the public reads: the archive of messages, and which of them the feed shows now. */
import type { Notice } from '#alerts'
import type { Mode } from '#base'
import { type CapMessage } from '#cap'
import { messageStream } from '#exchange'
import {
  openCapArchive,
  pageEntries,
  type ArchiveEntry,
  type CapArchive,
  type PublishedMessage,
} from './cap-archive.ts'
import { capWriter } from './cap-archive-writer.ts'
import { recentNotices, type RecentNotices } from './recent-notices.ts'
import type { Beside, System } from './system.ts'

/** An entry with what it publishes. */
export interface ShownEntry extends ArchiveEntry {
  readonly message: CapMessage
  readonly within: PublishedMessage['within']
}

export interface Publishing {
  readonly archive: CapArchive
  readonly recent: RecentNotices
  /** What is in force, the last day, and whatever no complete page of the archive holds yet; the oldest first. */
  now(mode: Mode): Promise<readonly ShownEntry[]>
  /** A page of the archive, counted from 1; the last may be empty still. Undefined where there is none. */
  page(mode: Mode, number: number): Promise<ArchivePage | undefined>
  /** Complete pages. */
  pages(mode: Mode): Promise<number>
  /** One message with what it says. */
  shown(entry: Pick<ArchiveEntry, 'kind' | 'id'>): Promise<ShownEntry | undefined>
  /** On the server that decides. */
  begin(system: System): Promise<Beside>
}

export interface ArchivePage {
  readonly entries: readonly ShownEntry[]
  readonly state: 'complete' | 'growing'
}

/** Of the last day; older ones of it are on the archive's pages. */
const mostOfTheDay = 500
const mostAtHand = 1_000

export async function openPublishing(system: System): Promise<Publishing> {
  const { shelf, ledger, clock, log, world } = system
  const archive = openCapArchive({
    ...{ shelf, ledger, clock, log, decides: system.decides },
    writer: capWriter(system),
  })
  const recent = await recentNotices(system)
  // Published messages never change: what was read of them holds for ever.
  const atHand = new Map<string, Pick<ShownEntry, 'message' | 'within'>>()
  const shown = async (entry: ArchiveEntry): Promise<ShownEntry[]> => {
    const key = `${entry.kind}/${entry.id}`
    let known = atHand.get(key)
    if (known === undefined) {
      const found = await (entry.kind === 'own' ? archive.own(entry.id) : archive.relayed(entry.id))
      const { readCap } = await import('#cap/reader')
      const message = found && readCap(found.bytes).readings[0]?.message
      if (found === undefined || message === undefined) return []
      if (atHand.size >= mostAtHand) atHand.delete(atHand.keys().next().value as string)
      atHand.set(key, (known = { message, within: found.within }))
    }
    return [{ ...entry, ...known }]
  }
  const allShown = async (entries: readonly ArchiveEntry[]) => {
    const all: ShownEntry[] = []
    for (const entry of entries) all.push(...(await shown(entry)))
    return all
  }
  /** What says that an alert stands: our last notice of it, or its sender's message. */
  const inForce = (mode: Mode): ArchiveEntry[] =>
    [...world.inForce()]
      .filter((alert) => alert.mode === mode)
      .map((alert) => {
        const { relayed } = alert.content
        const head = { seq: 0 as ArchiveEntry['seq'], at: alert.revisedAt }
        return relayed === undefined
          ? { kind: 'own', id: `${alert.id}.${alert.revision}`, ...head }
          : { kind: 'relayed', id: messageStream(relayed as never).slice('message:'.length), ...head }
      })
  const pages = async (mode: Mode) => Math.floor((await archive.count(mode)) / pageEntries)

  return {
    ...{ archive, recent, pages },
    async now(mode) {
      const lastDay = recent.published(mode).slice(-mostOfTheDay)
      const from = (await pages(mode)) * pageEntries
      const onNoPage = await archive.entries(mode, from, pageEntries * 2)
      const all = new Map<string, ArchiveEntry>()
      for (const entry of [...inForce(mode), ...onNoPage, ...lastDay]) {
        const key = `${entry.kind}/${entry.id}`
        const before = all.get(key)
        if (before === undefined || before.seq < entry.seq) all.set(key, entry)
      }
      // What stands since before the last day has no place of its own in the order here; its time tells.
      const sorted = [...all.values()].sort((a, b) => (a.at === b.at ? a.seq - b.seq : a.at < b.at ? -1 : 1))
      return allShown(sorted)
    },
    async page(mode, number) {
      const count = await archive.count(mode)
      const from = (number - 1) * pageEntries
      if (number < 1 || from > count) return undefined
      const entries = await allShown(await archive.entries(mode, from, pageEntries))
      return { entries, state: count >= from + pageEntries ? 'complete' : 'growing' }
    },
    async shown({ kind, id }) {
      const none = { seq: 0 as ArchiveEntry['seq'], at: system.startedAt }
      return (await shown({ kind, id, ...none }))[0]
    },
    begin: (deciding) => archive.follow(deciding),
  }
}

/** Where a message can be had for ever. */
export function addressOf({ kind, id }: Pick<ArchiveEntry, 'kind' | 'id'>): string {
  return kind === 'own' ? `/v1/notices/${id as Notice['id']}.cap` : `/v1/relayed/${id}.cap`
}
