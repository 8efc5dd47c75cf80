/** The CAP messages that were published, each written once and kept for ever as it was: by id, and in the ledger's order by number. */
import { noticesOf, streamOf, type Notice } from '#alerts'
import { sha256, type AlertId, type Instant, type Json, type Mode, type Shelf } from '#base'
import type { CapMessage } from '#cap'
import { asMessageFact, messageCollection } from '#exchange'
import { beginning, type Fact, type Follower, type Ledger, type Seq } from '#ledger'
import type { CapWriter, WrittenMessage } from './cap-archive-writer.ts'
import { followKept } from './kept-follower.ts'
import type { System } from './system.ts'

const messages = 'cap-archive'
const order = 'cap-archive-order'

/** Entries on a page of the archive; a page that has them all never changes again. */
export const pageEntries = 25
/** Of a ledger from before the archive: so many are made durable together. */
const together = 50
/** A server that doesn't decide gives the one that does this long to write a notice down, then does it itself. */
const patience = 2_000
const lookAgain = 40

/** What stands in the archive's order: one of ours, or another sender's that was let onto the board. */
export interface ArchiveEntry {
  readonly kind: 'own' | 'relayed'
  /** The notice, or the part of the message's stream that names it. */
  readonly id: string
  readonly seq: Seq
  readonly at: Instant
}

/** Bytes that were published, and never change. */
export interface PublishedMessage {
  readonly bytes: Buffer
  readonly etag: string
  readonly publishedAt: Instant
  /** The alert element alone, for the inside of a feed; undefined where its signature would not hold there. */
  readonly within: string | undefined
}

/** An entry with what it publishes. */
export interface ShownEntry extends ArchiveEntry {
  readonly message: CapMessage
  readonly within: PublishedMessage['within']
}

export interface CapArchive {
  /** One of our notices; written down now if nobody has yet. Undefined where there is no such notice, or it can't be said in CAP. */
  own(notice: string): Promise<PublishedMessage | undefined>
  /** What another sender said, byte by byte, if it was let onto the board. */
  relayed(id: string): Promise<PublishedMessage | undefined>
  /** How many stand in the order. */
  count(mode: Mode): Promise<number>
  /** The oldest first, from the `from`th, counted from 0. */
  entries(mode: Mode, from: number, limit: number): Promise<readonly ArchiveEntry[]>
  /** On the server that decides: archives whatever the ledger tells, from its beginning. */
  follow(system: System): Promise<Follower>
}

export interface CapArchiveParts {
  readonly shelf: Shelf
  readonly ledger: Pick<Ledger, 'readStream'>
  readonly writer: CapWriter
  readonly clock: System['clock']
  readonly log: System['log']
  readonly decides: () => 'me' | 'other'
}

type Kept = WrittenMessage & { readonly at: Instant }

export function openCapArchive(parts: CapArchiveParts): CapArchive {
  const { shelf, ledger, writer, clock, log } = parts
  const counted = new Map<Mode, number>()

  const noticesOfAlert = async (id: string): Promise<readonly Notice[]> => {
    const alert = id.slice(0, id.lastIndexOf('.')) as AlertId
    return (await ledger.readStream(streamOf(alert))).flatMap(noticesOf)
  }
  const written = async (notice: Notice, ofAlert: readonly Notice[]): Promise<Kept | undefined> => {
    const earlier = ofAlert.filter(
      (one) => one.seq < notice.seq || (one.seq === notice.seq && one.id < notice.id),
    )
    const done = await writer.write(notice, earlier)
    if (done.ok) return { ...done.value, at: notice.at }
    // Not said in CAP, but said everywhere else: a warning is not held back for the sake of its archive.
    log.error('A notice can’t be written as CAP', { notice: notice.id, why: done.problem.code })
    return undefined
  }
  const kept = async (id: string) => (await shelf.get(messages, id)) as unknown as Kept | undefined
  const keep = (id: string, message: Kept) =>
    shelf.add(messages, [{ key: id, document: message as unknown as Json }])
  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => void clock.after(milliseconds, resolve))

  const own = async (id: string): Promise<PublishedMessage | undefined> => {
    const found = await kept(id)
    if (found !== undefined) return published(found)
    const ofAlert = await noticesOfAlert(id)
    const notice = ofAlert.find((one) => one.id === id)
    if (notice === undefined || notice.relayed !== undefined) return undefined
    for (let waited = 0; parts.decides() === 'other' && waited < patience; waited += lookAgain) {
      await pause(lookAgain)
      const meanwhile = await kept(id)
      if (meanwhile !== undefined) return published(meanwhile)
    }
    const message = await written(notice, ofAlert)
    if (message === undefined) return undefined
    await keep(id, message)
    // Not what was written here: somebody else may have been first.
    return published((await kept(id))!)
  }

  const relayed = async (id: string): Promise<PublishedMessage | undefined> => {
    const facts = await ledger.readStream(`message:${id}`)
    const received = facts.map(asMessageFact).find((fact) => fact?.type === 'message-received')
    if (received?.type !== 'message-received' || received.data.landed !== 'relayed') return undefined
    const document = (await shelf.get(messageCollection, received.data.bytes)) as
      | { bytes: string }
      | undefined
    if (document === undefined) return undefined
    const bytes = Buffer.from(document.bytes, 'base64')
    const etag = `"${received.data.bytes.slice(0, 32)}"`
    return { bytes, etag, publishedAt: received.at, within: alone(bytes.toString('utf8')) }
  }

  const count = async (mode: Mode): Promise<number> => {
    const has = async (number: number) => (await shelf.get(order, orderKey(mode, number))) !== undefined
    let known = counted.get(mode)
    if (known === undefined) {
      // The numbers have no gaps: the last is found without reading them all.
      let [low, high] = [0, 1]
      while (await has(high - 1)) [low, high] = [high, high * 2]
      while (high - low > 1) {
        const middle = (low + high) >> 1
        if (await has(middle - 1)) low = middle
        else high = middle
      }
      known = low
    }
    while (await has(known)) known += 1
    counted.set(mode, Math.max(known, counted.get(mode) ?? 0))
    return known
  }

  const entries = async (mode: Mode, from: number, limit: number) => {
    const after = from === 0 ? `${mode}/` : orderKey(mode, from - 1)
    const rows = await shelf.list(order, { after, limit })
    return rows
      .filter(({ key }) => key.startsWith(`${mode}/`))
      .map(({ document }) => document as unknown as ArchiveEntry)
  }

  /** Numbers are given in the ledger's order alone: done again, or by two servers at once, they come out the same. */
  const archive = async (facts: readonly Fact[]): Promise<void> => {
    for (let i = 0; i < facts.length; i += together) {
      const some = facts.slice(i, i + together)
      const ordered = new Map<Mode, ArchiveEntry[]>()
      for (const fact of some) {
        const list = ordered.get(fact.mode) ?? []
        ordered.set(fact.mode, list)
        list.push(...(await entriesOf(fact)))
      }
      for (const [mode, list] of ordered) {
        const known = await count(mode)
        const [last] = known === 0 ? [] : await entries(mode, known - 1, 1)
        const fresh = list.filter(({ seq }) => seq > (last?.seq ?? beginning))
        await shelf.add(
          order,
          fresh.map((entry, n) => ({ key: orderKey(mode, known + n), document: entry as unknown as Json })),
        )
      }
      // A long backlog leaves room for whoever waits to be answered.
      if (facts.length > together) await pause(0)
    }
  }
  const entriesOf = async (fact: Fact): Promise<ArchiveEntry[]> => {
    const head = { seq: fact.seq, at: fact.at }
    const message = asMessageFact(fact)
    if (message !== undefined)
      return isRelayed(fact) ? [{ kind: 'relayed', id: fact.stream.slice('message:'.length), ...head }] : []
    const found: ArchiveEntry[] = []
    for (const notice of noticesOf(fact)) {
      // What another sender said is never said again in our name: their own message stands in the archive.
      if (notice.relayed !== undefined) continue
      if ((await kept(notice.id)) === undefined) {
        const made = await written(notice, await noticesOfAlert(notice.id))
        if (made === undefined) continue
        await keep(notice.id, made)
      }
      found.push({ kind: 'own', id: notice.id, ...head })
    }
    return found
  }

  return {
    ...{ own, relayed, count, entries },
    follow: (system) =>
      followKept(system, 'archive', {
        wanted: (facts) => facts.filter((fact) => isRelayed(fact) || noticesOf(fact).length > 0),
        act: archive,
        failure: 'Messages could not be put into the archive',
      }),
  }
}

/** Whether a fact let another sender's message onto the board. */
export function isRelayed(fact: Fact): boolean {
  const message = asMessageFact(fact)
  return message?.type === 'message-received' && message.data.landed === 'relayed'
}

function orderKey(mode: Mode, number: number): string {
  return `${mode}/${String(number).padStart(10, '0')}`
}

function published({ xml, within, at }: Kept): PublishedMessage {
  const bytes = Buffer.from(xml)
  return { bytes, etag: `"${sha256(bytes).slice(0, 32)}"`, publishedAt: at, within: within ?? alone(xml) }
}

/**
 * The document's element without what stands around it; undefined where it can't be put into another document as it is: in
 * another encoding, or signed together with a processing instruction that would not be there.
 */
function alone(xml: string): string | undefined {
  const [, before = '', root] =
    /^\uFEFF?((?:<\?[^]*?\?>|<!--[^]*?-->|\s+)*)(<[A-Za-z_][^]*>)\s*$/.exec(xml) ?? []
  const encoding = /^<\?xml[^>]*encoding\s*=\s*["']([^"']+)/.exec(before)?.[1] ?? 'utf-8'
  if (root === undefined || !/^(utf-8|us-ascii)$/i.test(encoding)) return undefined
  const instructions = before.replace(/^<\?xml\s[^]*?\?>/, '').includes('<?')
  return instructions && /<(\w+:)?Signature\b/.test(root) ? undefined : root
}

/** Where a message can be had for ever. */
export function addressOf({ kind, id }: Pick<ArchiveEntry, 'kind' | 'id'>): string {
  return kind === 'own' ? `/v1/notices/${id}.cap` : `/v1/relayed/${id}.cap`
}
