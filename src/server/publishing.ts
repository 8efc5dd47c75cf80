/** What the public reads: the archive of messages, and which of them the feed shows now. */
import { ok, type Mode } from '#base'
import type { CapMessage } from '#cap'
import { messageStream } from '#exchange'
import {
  isRelayed,
  openCapArchive,
  pageEntries,
  type ArchiveEntry,
  type CapArchive,
  type ShownEntry,
} from './cap-archive.ts'
import { feedTypes, writeFeed, type FeedVariant } from './feed-writing.ts'
import { capWriter } from './cap-archive-writer.ts'
import { recentNotices, type RecentNotices } from './recent-notices.ts'
import { beside, type Beside, type System } from './system.ts'
import { openWebSubHub, type HubPorts, type WebSubHub } from './websub-hub.ts'

export interface Publishing {
  readonly archive: CapArchive
  readonly recent: RecentNotices
  readonly hub: WebSubHub | undefined
  /** What is in force, the last day, and whatever no complete page of the archive holds yet; the oldest first. */
  now(mode: Mode, content: Content): Promise<readonly ShownEntry[]>
  /** A page of the archive, counted from 1; the last may be empty still. Undefined where there is none. */
  page(mode: Mode, number: number, content: Content): Promise<ArchivePage | undefined>
  /** Complete pages. */
  pages(mode: Mode): Promise<number>
  /** One message with what it says. */
  shown(entry: Pick<ArchiveEntry, 'kind' | 'id'>): Promise<ShownEntry | undefined>
  /** On the server that decides. */
  begin(system: System): Promise<Beside>
}

/** Whether entries are shown with their messages inside. */
type Content = FeedVariant['content']

export interface PublishingAround {
  /** Of the public's addresses, without a slash at the end; empty until it is known. */
  readonly base?: () => string
  /** Left out where there is no hub. */
  readonly hub?: (() => HubPorts) | undefined
}

export interface ArchivePage {
  readonly entries: readonly ShownEntry[]
  readonly state: 'complete' | 'growing'
}

/** Of the last day; older ones of it are on the archive's pages. */
const mostOfTheDay = 500
const mostAtHand = 1_000

export async function openPublishing(system: System, around: PublishingAround = {}): Promise<Publishing> {
  const { shelf, ledger, clock, log, world } = system
  const archive = openCapArchive({
    ...{ shelf, ledger, clock, log, decides: system.decides },
    writer: capWriter(system),
  })
  const recent = await recentNotices(system)
  // Published messages never change: what was read of them holds for ever.
  const atHand = new Map<string, CapMessage>()
  const shown = async (entry: ArchiveEntry, content: Content): Promise<ShownEntry[]> => {
    const key = `${entry.kind}/${entry.id}`
    const known = atHand.get(key)
    if (known !== undefined && content === 'links') return [{ ...entry, message: known, within: undefined }]
    const found = await archive[entry.kind](entry.id)
    if (found === undefined) return []
    // Loaded when somebody asks for the first feed: what reads CAP is large, and many servers are asked for none.
    const { readCap } = await import('#cap/reader')
    const message = known ?? readCap(found.bytes).readings[0]?.message
    if (message === undefined) return []
    const slim = withoutShapes(message)
    if (atHand.size >= mostAtHand) atHand.delete(atHand.keys().next().value as string)
    atHand.set(key, slim)
    return [{ ...entry, message: slim, within: found.within }]
  }
  const allShown = async (entries: readonly ArchiveEntry[], content: Content) => {
    const all: ShownEntry[] = []
    for (const entry of entries) all.push(...(await shown(entry, content)))
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

  const now = async (mode: Mode, content: Content) => {
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
    return allShown(sorted, content)
  }

  const newest = new Map<Mode, number>()
  const newestOf = (mode: Mode) => Math.max(newest.get(mode) ?? 0, recent.published(mode).at(-1)?.seq ?? 0)
  const base = around.base ?? (() => '')
  const hub =
    around.hub === undefined
      ? undefined
      : openWebSubHub({
          ports: around.hub,
          ...{ system, base, newest: newestOf },
          async render(variant) {
            const place = { kind: 'now', complete: await pages(variant.mode) } as const
            const entries = await now(variant.mode, variant.content)
            const text = writeFeed({ variant, entries, place }, { system, base: base() })
            return text.ok ? ok({ text: text.value, type: feedTypes[variant.format] }) : text
          },
        })
  if (hub !== undefined)
    system.onApplied((applied) => {
      const changed = new Set<Mode>()
      for (const { fact, notices } of applied)
        if (notices.some(({ relayed }) => relayed === undefined) || isRelayed(fact)) changed.add(fact.mode)
      for (const mode of changed) {
        newest.set(mode, applied.at(-1)!.fact.seq)
        hub.changed(mode)
      }
    })

  return {
    ...{ archive, recent, pages, hub, now },
    async page(mode, number, content) {
      const count = await archive.count(mode)
      const from = (number - 1) * pageEntries
      if (number < 1 || from > count) return undefined
      const entries = await allShown(await archive.entries(mode, from, pageEntries), content)
      return { entries, state: count >= from + pageEntries ? 'complete' : 'growing' }
    },
    async shown({ kind, id }) {
      const none = { seq: 0 as ArchiveEntry['seq'], at: system.startedAt }
      return (await shown({ kind, id, ...none }, 'full'))[0]
    },
    begin: async (deciding) =>
      beside([await archive.follow(deciding), ...(hub === undefined ? [] : [await hub.begin()])]),
  }
}

/** What a feed says of a message; shapes are most of it, and stand in the message itself. */
function withoutShapes(message: CapMessage): CapMessage {
  const info = message.info.map((one) =>
    one.area === undefined
      ? one
      : { ...one, area: one.area.map(({ areaDesc, geocode = [] }) => ({ areaDesc, geocode })) },
  )
  return { ...message, info }
}
