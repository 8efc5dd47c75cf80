/**
 * Who is on the lists, and what was sent to whom under which name of a carrier: personal data in tables of their own, from
 * which a person can be shown everything and be erased for good.
 */
import type { Instant } from '#base'
import type { LineName } from './line.ts'
import type { Recipient, RecipientId } from './recipient.ts'

/** What is known of a part: `open` until a carrier says more. */
export type PartState = 'open' | 'delivered' | 'failed' | 'recalled'

export interface SentPart {
  readonly reference: string
  readonly state: PartState
}

/** A message that a carrier took at least a part of, or may have. */
export interface SentMessage {
  readonly id: string
  readonly line: LineName
  readonly to: string
  readonly thread: string | null
  readonly sentAt: Instant
  readonly until: Instant
  /** `whole`: every part was taken; `cut`: not all of them were, or nobody knows. */
  readonly taken: 'whole' | 'cut'
  readonly parts: readonly SentPart[]
  /** Who is known to have it: their phone, or themselves. */
  readonly confirmed: 'device' | 'person' | null
  /** Why it will never arrive. */
  readonly failed: string | null
}

export interface Erased {
  readonly recipients: number
  readonly messages: number
}

/** Durable when it returns, as every writing here. */
export interface LineTable {
  /** By id; an address stands once in a channel's list. All or nothing. */
  put(recipients: readonly Recipient[]): Promise<void>
  get(id: RecipientId): Promise<Recipient | undefined>
  byAddress(channel: LineName, address: string): Promise<Recipient | undefined>
  /** In the order of ids. */
  page(page: { readonly after?: string; readonly limit: number }): Promise<readonly Recipient[]>
  remove(ids: readonly RecipientId[]): Promise<void>
  /** Writes a message and its parts anew. */
  note(message: SentMessage): Promise<void>
  sent(id: string): Promise<SentMessage | undefined>
  byReference(line: LineName, reference: string): Promise<SentMessage | undefined>
  /** The newest first. */
  sentTo(
    line: LineName,
    to: string,
    which: { readonly since: Instant; readonly thread?: string; readonly limit: number },
  ): Promise<readonly SentMessage[]>
  /** Messages of before that; how many they were. */
  forget(before: Instant): Promise<number>
  /** Everything of an address on every line. */
  erase(address: string): Promise<Erased>
  /** Everything of an address. */
  about(
    address: string,
  ): Promise<{ readonly recipients: readonly Recipient[]; readonly messages: readonly SentMessage[] }>
  close(): Promise<void>
}

/** In memory, for tests and for looking at the routes. */
export function memoryLineTable(): LineTable {
  const recipients = new Map<string, Recipient>()
  const messages = new Map<string, SentMessage>()
  const listed = () => [...recipients.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const newestFirst = () => [...messages.values()].toSorted(byNewest)
  return {
    async put(all) {
      for (const one of all)
        for (const other of recipients.values())
          if (other.id !== one.id && other.channel === one.channel && other.address === one.address)
            throw new Error('the address is on the list already')
      for (const one of all) recipients.set(one.id, one)
    },
    get: async (id) => recipients.get(id),
    byAddress: async (channel, address) =>
      listed().find((one) => one.channel === channel && one.address === address),
    page: async ({ after = '', limit }) =>
      listed()
        .filter(({ id }) => id > after)
        .slice(0, limit),
    async remove(ids) {
      for (const id of ids) recipients.delete(id)
    },
    note: async (message) => void messages.set(message.id, message),
    sent: async (id) => messages.get(id),
    byReference: async (line, reference) =>
      newestFirst().find(
        (one) => one.line === line && one.parts.some((part) => part.reference === reference),
      ),
    sentTo: async (line, to, { since, thread, limit }) =>
      newestFirst()
        .filter((one) => one.line === line && one.to === to && one.sentAt >= since)
        .filter((one) => thread === undefined || one.thread === thread)
        .slice(0, limit),
    async forget(before) {
      const old = [...messages.values()].filter(({ sentAt }) => sentAt < before)
      for (const { id } of old) messages.delete(id)
      return old.length
    },
    async erase(address) {
      const mine = listed().filter((one) => one.address === address)
      const sent = newestFirst().filter(({ to }) => to === address)
      for (const { id } of mine) recipients.delete(id)
      for (const { id } of sent) messages.delete(id)
      return { recipients: mine.length, messages: sent.length }
    },
    about: async (address) => ({
      recipients: listed().filter((one) => one.address === address),
      messages: newestFirst().filter(({ to }) => to === address),
    }),
    async close() {},
  }
}

/** Of one moment the greater id counts as the newer, so that every table answers alike. */
function byNewest(a: SentMessage, b: SentMessage): number {
  if (a.sentAt !== b.sentAt) return a.sentAt < b.sentAt ? 1 : -1
  return a.id < b.id ? 1 : -1
}
